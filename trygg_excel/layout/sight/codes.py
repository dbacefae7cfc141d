"""Numbers that name something, by their shape: accounts, activities, keys."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from trygg_excel.layout.sight.seen import Seen

_SORTED = 3
_KEY = 3  # digits
_CODES = 30  # fewer numbers of one length may be amounts that happen to have it


def are_keys(cells: Sequence[Seen]) -> bool:
    """Plain whole numbers, no two alike, of one length or each greater than the one above."""
    texts = [seen.cell.value for seen in cells if seen.counts]
    if (
        len(texts) < _SORTED
        or not all(map(str.isdecimal, texts))
        or len(set(texts)) < len(texts)
        or max(map(len, texts)) > _KEY
    ):
        return False
    return len(set(map(len, texts))) == 1 or all(int(one) < int(next_) for one, next_ in pairwise(texts))


def are_numbers_of_one_length(cells: Sequence[Seen]) -> bool:
    """Whether no two of several numbers are alike, and all as long as those of papers are."""
    texts = [seen.cell.value for seen in cells if seen.amounts]
    return len(set(texts)) == len(texts) > 1 and len(set(map(len, texts))) == 1 and len(texts[0]) > _KEY


def are_plain(cells: Sequence[Seen]) -> bool:
    """Whole numbers as typed, none shown in thousands and none worked out."""
    return all(
        seen.cell.value.isdecimal() and "#,#" not in seen.cell.style.number_format and not seen.cell.formula
        for seen in cells
        if seen.counts
    )


def are_codes(cells: Sequence[Seen]) -> bool:
    """Whole numbers, plainly written, nearly all of one length."""
    texts = [seen.cell.value for seen in cells if seen.counts]
    if len(texts) < _CODES or any(not text.isdigit() for text in texts):
        return False
    if any("#,#" in seen.cell.style.number_format or seen.cell.formula for seen in cells):
        return False
    lengths = [len(text) for text in texts]
    usual = max(set(lengths), key=lengths.count)
    return usual >= 4 and lengths.count(usual) >= 0.9 * len(lengths)

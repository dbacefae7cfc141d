"""Long texts and formulas that many cells share: few bytes in the file, and a copy for each cell in what is made of it.

Short ones are never counted: a ledger rightly says the same few words in every row.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

LONG = 1_000  # characters

# Over rows that the grammar of `scan` has taken in: attributes stand between double quotes, and a shared formula has
# its index.
_SHARED_TEXT = re.compile(r' t="s"[^<>]*+><v(?: [^<>]*+)?+>0*(\d++)</v>', re.ASCII)
_LONG_FORMULA = re.compile(rf'<f(?=[^<>]* t="shared")[^<>]* si="(\d++)"[^<>]*+>([^<]{{{LONG},}}+)', re.ASCII)
_ITS_CELL = re.compile(r'<f(?=[^<>]* t="shared")[^<>]* si="(\d++)"[^<>]*+>', re.ASCII)


def long_ones(strings: Sequence[str]) -> dict[str, int]:
    """The lengths of the long strings, by their index as written."""
    return {str(index): len(each) for index, each in enumerate(strings) if len(each) >= LONG}


def repeated(body: str, long_strings: dict[str, int]) -> int:
    """The characters of long shared texts and formulas in a sheet's rows, counted in each cell that shows them."""
    total = _times(_SHARED_TEXT.findall(body), long_strings) if long_strings else 0
    if 't="shared"' in body:
        formulas = {index: len(text) for index, text in _LONG_FORMULA.findall(body)}
        total += _times(_ITS_CELL.findall(body), formulas) if formulas else 0
    return total


def _times(uses: Iterable[str], lengths: dict[str, int]) -> int:
    return sum(times * lengths[index] for index, times in Counter(uses).items() if index in lengths)

"""Groups that a sum above its parts heads: a committee in bold with its activities set in under it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence

from trygg_excel.fact import Role
from trygg_excel.layout.sight.parts import Figures
from trygg_excel.layout.table import LabelledRow
from trygg_excel.layout.vocabulary import is_result, is_subtotal, is_total

_OUTCOME = re.compile(r"(?:utfall|resultat|saldo|kassaflöde|netto|skott)$", re.IGNORECASE)  # of what stands above
_MOST = 2 / 3  # of the rows of one look stand over their parts: all of it do


def with_groups_of_sums(
    rows: Sequence[LabelledRow], figures: Sequence[Figures], sums: Mapping[int, Sequence[int]]
) -> tuple[LabelledRow, ...]:
    """The rows, each in the groups of the sums above that it is a part of; `sums`: their places, with their parts'.

    Where nearly all rows of one look are such sums the others are too, though their figures do not add up.
    """
    under = _looks_under(rows, figures, sums)
    if not under:
        return tuple(rows)
    grouped: list[LabelledRow] = []
    over: list[int] = []  # the sums in force, outermost first
    for at, row in enumerate(rows):
        ends = _ends(row) or (sums.get(at) and max(sums[at]) < at)
        if ends or (at and row.group != rows[at - 1].group):
            over.clear()
        while over and at > _last_part(over[-1], sums) and figures[at].look not in under[figures[over[-1]].look]:
            over.pop()
        grouped.append(row._replace(group=(*row.group, *(rows[each].label for each in over))) if over else row)
        if figures[at].look in under and row.label and not ends:
            over.append(at)
    return tuple(grouped)


def _last_part(at: int, sums: Mapping[int, Sequence[int]]) -> int:
    """The last of a sum's parts, and of theirs."""
    last = max(sums.get(at) or (at,))
    return _last_part(last, sums) if last > at else at


def _looks_under(
    rows: Sequence[LabelledRow], figures: Sequence[Figures], sums: Mapping[int, Sequence[int]]
) -> dict[Hashable, frozenset[Hashable]]:
    """By the look of sums above their parts, those of the parts."""
    heads = [at for at, parts in sums.items() if parts and min(parts) > at and _heads(rows, figures, at, parts)]
    if not heads:
        return {}
    count = Counter(each.look for each, row in zip(figures, rows, strict=True) if not _ends(row))
    found = Counter(figures[at].look for at in heads)
    return {
        look: frozenset(figures[part].look for at in heads if figures[at].look == look for part in sums[at])
        for look, number in found.items()
        if number >= _MOST * count[look]
    }


def _heads(rows: Sequence[LabelledRow], figures: Sequence[Figures], at: int, parts: Sequence[int]) -> bool:
    """Whether a sum looks otherwise than its parts, which follow it, and its own words say none."""
    apart = all(figures[part].look != figures[at].look for part in parts)
    return apart and min(parts) == at + 1 and bool(rows[at].label) and not _ends(rows[at])


def _ends(row: LabelledRow) -> bool:
    if _OUTCOME.search(row.label):
        return True
    return row.role is Role.TOTAL or is_total(row.label) or is_subtotal(row.label) or is_result(row.label)

"""Totals that go on from an earlier page: what their own rows lack is what the table before adds up or carries over."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from trygg_excel.fact import Fact, Role
from trygg_excel.held import Held
from trygg_excel.identities import Identity
from trygg_excel.identities.identity import Along
from trygg_excel.layout.vocabulary import is_detail
from trygg_excel.table_rows import TableRow


def goes_on(held: Held, members: Sequence[Identity]) -> bool:
    """Whether all that these totals are off by stands in the tables of the same headings right before theirs."""
    whole = members[0].whole
    if any(each.along is not Along.ROWS for each in members):
        return False
    return any(_make_up(rows, members) for rows in _before(held, whole))


def _before(held: Held, whole: Fact) -> Iterator[tuple[TableRow, ...]]:
    """The last row of the table before, which may be carried over; then the lines of ever more tables before."""
    headings = _headings(held.rows_by_table[whole.sheet, whole.table])
    earlier: list[tuple[TableRow, ...]] = []
    for (sheet, table), rows in held.rows_by_table.items():
        if (sheet, table) == (whole.sheet, whole.table):
            break
        if sheet == whole.sheet:
            earlier = [*earlier, rows] if _headings(rows) == headings else []
    if earlier:
        yield earlier[-1][-1:]
    lines = (
        tuple(each for each in rows if each.role is Role.LINE and not is_detail(each.label)) for rows in earlier[::-1]
    )
    yield from accumulate(lines)


def _headings(rows: Sequence[TableRow]) -> frozenset[str]:
    return frozenset(fact.column for row in rows for fact in row.facts)


def _make_up(rows: Sequence[TableRow], members: Sequence[Identity]) -> bool:
    amounts: dict[str, int] = {}
    for fact in (fact for row in rows for fact in row.facts):
        amounts[fact.column] = amounts.get(fact.column, 0) + (fact.amount or 0)
    return all(abs(each.difference - amounts.get(each.whole.column, 0)) <= each.tolerance.soft for each in members)

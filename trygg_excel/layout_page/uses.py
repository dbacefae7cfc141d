"""What every cell of a sheet was read as, gathered from its tables and facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from trygg_excel.fact import Confidence, Fact, Kind, Role
from trygg_excel.finding import Text, text
from trygg_excel.layout.names.rows import label_text
from trygg_excel.layout.sight.grid import Grid
from trygg_excel.layout.sight.seen import Seen
from trygg_excel.layout.table import Table
from trygg_excel.layout_page import use
from trygg_excel.layout_page.reasons import why_ignored
from trygg_excel.layout_page.use import CellUse, Use
from trygg_excel.layout_page.words import CERTAINTY, MEASURES, NATURES, joined, period_words
from trygg_excel.money import amount_text, unit_named
from trygg_excel.workbook import CellType, place

Place = tuple[int, int]


def uses_of(grid: Grid, tables: Sequence[Table], facts: Iterable[Fact]) -> dict[Place, CellUse]:
    """Every filled cell of the sheet with its use; `tables` and `facts` are the sheet's."""
    found = dict(_rest(grid, tables))
    for table in tables:
        found.update(_titles(grid, table))
    for table in tables:  # what heads a column is no title, though a table beside it may have taken it for one
        found.update(_headings(grid, table))
        found.update(_names(grid, table))
    found.update(_declared(tables, found))
    found.update(_amounts(facts))
    return found


def _amounts(facts: Iterable[Fact]) -> Iterator[tuple[Place, CellUse]]:
    cells: dict[str, list[Fact]] = {}
    for fact in facts:
        cells.setdefault(fact.cell, []).append(fact)
    for address, own in cells.items():
        if any(each.confidence is not Confidence.SURE for each in own):
            kind = Use.UNSURE
        else:
            kind = Use.AMOUNT if own[0].role is Role.LINE else Use.SUM
        yield place(address), CellUse(kind, joined(tuple(map(_fact_words, own)), "; "))


def _fact_words(fact: Fact) -> Text:
    """'Kameror: 1,2 mkr · 2022 · budget · säkert'."""
    unit = unit_named(fact.unit)
    amount = Text(amount_text(fact.amount, unit), amount_text(fact.amount, unit, lang="en"))
    amount = use.NO_VALUE if fact.kind is Kind.FORMULA_UNCACHED else amount
    named = text("{label}: {amount}", "{label}: {amount}", label=fact.label or "–", amount=amount)
    return joined((named, period_words(fact), MEASURES[fact.measure], NATURES[fact.nature], CERTAINTY[fact.confidence]))


def _titles(grid: Grid, table: Table) -> Iterator[tuple[Place, CellUse]]:
    """The words over a table that are its titles."""
    titles = {table.title, *table.subtitles} - {""}
    for seen in grid.words(1, table.range.top - 1):
        if seen.text in titles:
            yield _at(seen), CellUse(Use.TITLE)


def _headings(grid: Grid, table: Table) -> Iterator[tuple[Place, CellUse]]:
    first, last = _side(table)
    for row in table.header_rows:
        yield from ((_at(seen), CellUse(Use.HEADING)) for seen in grid.row(row, first, last))


def _names(grid: Grid, table: Table) -> Iterator[tuple[Place, CellUse]]:
    """The rows' names, and the words that name groups: those before the name, and those over the rows."""
    rows = {each.row for each in table.rows}
    groups = {each for row in table.rows for each in row.group}
    start = max(table.header_rows, default=table.range.top - 1) + 1
    for row in range(min(start, table.range.top), table.range.bottom + 1):
        words = [seen for seen in grid.row(row, *_side(table)) if seen.is_word or seen.bare_period]
        if row in rows:
            yield from _row_names(words, table)
        elif row not in table.header_rows:
            yield from ((_at(seen), CellUse(Use.GROUP)) for seen in words if _names_group(seen, groups))


def _names_group(seen: Seen, groups: set[str]) -> bool:
    return label_text(seen.text).rstrip(": ") in groups or seen.text in groups


def _row_names(words: Sequence[Seen], table: Table) -> Iterator[tuple[Place, CellUse]]:
    body = table.body
    if body is None:
        return
    names = [seen for seen in words if seen.cell.column in body.labels]
    beside = {*body.periods, *body.measures, *body.units}
    for seen in words:
        if seen in names:
            yield _at(seen), CellUse(Use.LABEL if seen is names[-1] else Use.GROUP)
        elif seen.cell.column in beside:
            yield _at(seen), CellUse(Use.LABEL)


def _declared(tables: Iterable[Table], found: dict[Place, CellUse]) -> Iterator[tuple[Place, CellUse]]:
    """The cells that say a table's unit or year; a heading or a name that does stays what it is, and says so."""
    said: dict[Place, list[Text]] = {}
    for table in tables:
        for cell, words in ((table.unit.cell, _unit_words(table)), (table.period.cell, _year_words(table))):
            if cell and words is not None:
                known = said.setdefault(place(cell), [])
                known += [words] if words not in known else []
    for at, told in said.items():
        before = found.get(at, CellUse(Use.OTHER)).use
        kept = before in {Use.HEADING, Use.LABEL, Use.GROUP}
        yield at, CellUse(before if kept else Use.DECLARES, joined(tuple(told), ", "), declares=kept)


def _unit_words(table: Table) -> Text | None:
    unit = table.unit.unit
    return None if unit is None else text("säger enheten {unit}", "says the unit {unit}", unit=unit.symbol)


def _year_words(table: Table) -> Text | None:
    period = table.period.period
    return None if period is None else text("säger året {year}", "says the year {year}", year=period.year)


def _rest(grid: Grid, tables: Sequence[Table]) -> Iterator[tuple[Place, CellUse]]:
    """Every cell as it would be if no table wanted it: a number that is no amount, or just text."""
    for seen in grid.cells():
        at = seen.cell.row, seen.cell.column
        if seen.cell.type is CellType.TEXT and not seen.is_amount:
            yield at, CellUse(Use.OTHER)
        else:
            yield at, CellUse(Use.IGNORED, why_ignored(grid, seen, _table_at(at, tables)))


def unread_numbers(grid: Grid, tables: Sequence[Table], facts: Iterable[Fact]) -> Iterator[tuple[Seen, Table, Text]]:
    """The numbers in tables that are no amounts and head no column, each with why."""
    amounts = {each.cell for each in facts}
    for seen in grid.cells():
        if (seen.cell.type is CellType.TEXT and not seen.is_amount) or seen.cell.address in amounts:
            continue
        table = _table_at(_at(seen), tables)
        if table is not None and seen.cell.row not in table.header_rows:
            yield seen, table, why_ignored(grid, seen, table)


def _table_at(at: Place, tables: Iterable[Table]) -> Table | None:
    """The table whose rows, and side of the sheet, a place lies in."""
    row, column = at
    for table in tables:
        first, last = _side(table)
        if table.range.top <= row <= table.range.bottom and first <= column <= last and _is_near(table, column):
            return table
    return None


def _is_near(table: Table, column: int) -> bool:
    """Whether a column is under a heading of the table, or within it: what stands apart to the right is not."""
    return column <= table.range.right + 3


def _side(table: Table) -> tuple[int, int]:
    return (table.range.left, table.range.right) if table.body is None else (table.body.first, table.body.last)


def _at(seen: Seen) -> Place:
    return seen.cell.row, seen.cell.column

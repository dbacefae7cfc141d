"""A sheet as the page draws it: rows of cells with their use, merged ranges as spans, what is left out said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trygg_excel.fact import Fact, Role
from trygg_excel.finding import Text, text
from trygg_excel.layout.sight.grid import Grid
from trygg_excel.layout.sight.shown import shown
from trygg_excel.layout.table import Table
from trygg_excel.layout_page.extent import Gap, Shown, columns_shown, rows_shown, within
from trygg_excel.layout_page.use import CellUse, Use
from trygg_excel.layout_page.uses import Place
from trygg_excel.layout_page.words import MEASURES, NATURES, joined, period_words
from trygg_excel.workbook import CellType, Range, Sheet, column_letters, place

_LONGEST = 90  # characters of a cell that are shown
_FIRST_ROWS = 6  # of a table
_SOME = 4  # rows that hold numbers of one reason


@dataclass(frozen=True, slots=True)
class Drawn:
    """One cell of the drawing. `said` is told of it when pointed at, and seen where it is `shown`."""

    text: str
    use: str = ""
    said: Text = Text("", "")
    columns: int = 1
    rows: int = 1
    right: bool = False
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the drawing: a sheet's row, a gap (`told`), or what the columns under it are read as."""

    name: str
    cells: tuple[Drawn, ...] = ()
    hidden: bool = False
    told: Text | None = None
    read_as: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """`heads` are the columns' letters; one with more than a letter is of columns left out."""

    heads: tuple[tuple[str, bool], ...]
    lines: tuple[Line, ...]


def draw(
    grid: Grid, uses: Mapping[Place, CellUse], tables: Sequence[Table], facts: Sequence[Fact], most: int
) -> Drawing:
    """The sheet in at most about `most` rows."""
    columns = columns_shown(grid.columns)
    rows = rows_shown(grid.rows, _ranks(grid, uses, tables), most)
    heads = tuple(_head(grid.sheet, each) for each in columns)
    read_as = _read_as(tables, facts)
    pen = _Pen(grid, uses, rows, columns)
    lines: list[Line] = []
    for row in rows:
        if isinstance(row, Gap):
            lines.append(Line("⋮", told=_left_out(row)))
            continue
        if row in read_as:
            lines.append(_reading_line(read_as[row], columns))
        lines.append(pen.line(row))
    return Drawing(heads, tuple(lines))


def _head(sheet: Sheet, column: int | Gap) -> tuple[str, bool]:
    if isinstance(column, Gap):
        return f"{column_letters(column.first)}–{column_letters(column.last)}", False
    return column_letters(column), column in sheet.hidden_columns


def _left_out(gap: Gap) -> Text:
    if not gap.filled:
        return text("tomma rader {a}–{b}", "blank rows {a}–{b}", a=gap.first, b=gap.last)
    return text(
        "{n} rader visas inte ({a}–{b})", "{n} rows are not shown ({a}–{b})", n=gap.filled, a=gap.first, b=gap.last
    )


def _ranks(grid: Grid, uses: Mapping[Place, CellUse], tables: Sequence[Table]) -> dict[int, int]:
    """How much each row has to tell: headings first, then a table's first and last rows, then what is ignored."""
    ranks = dict.fromkeys(grid.rows, 5)
    reasons: Counter[tuple[Use, str]] = Counter()
    for (row, _), known in sorted(uses.items()):
        reasons[known.use, known.said.sv] += known.use is Use.IGNORED
        if known.use in {Use.TITLE, Use.DECLARES, Use.HEADING}:
            ranks[row] = 0
        elif known.use is Use.IGNORED and reasons[known.use, known.said.sv] <= _SOME:
            ranks[row] = min(ranks[row], 2)
        elif known.use in {Use.GROUP, Use.SUM, Use.UNSURE}:
            ranks[row] = min(ranks[row], 4)
    for table in tables:
        rows = [each.row for each in table.rows]
        ranks.update({row: min(ranks[row], 1) for row in (*rows[:_FIRST_ROWS], *rows[-2:])})
        sums = [each.row for each in table.rows if each.role is Role.TOTAL]
        ranks.update({row: min(ranks[row], 3) for row in sums})
    return ranks


def _covered(sheet: Sheet, rows: Shown, columns: Shown) -> dict[Place, tuple[int, int]]:
    """Each merged range's first cell with how many shown rows and columns it spans; what it covers with (0, 0)."""
    found: dict[Place, tuple[int, int]] = {}
    shown_rows = {row for row in rows if isinstance(row, int)}
    for span in sheet.merged:
        last = _last_row(span, shown_rows)
        if span.top not in shown_rows or span.left not in columns:
            continue
        right = max(each for each in columns if isinstance(each, int) and span.left <= each <= span.right)
        for row in range(span.top, last + 1):
            found.update(
                {(row, each): (0, 0) for each in columns if isinstance(each, int) and span.left <= each <= right}
            )
        found[span.top, span.left] = (last - span.top + 1, within(columns, span.left, right))
    return found


def _last_row(span: Range, shown_rows: set[int]) -> int:
    """The last row of a span down to which every row is shown."""
    last = span.top
    while last < span.bottom and last + 1 in shown_rows:
        last += 1
    return last


class _Pen:
    """Draws the rows of one sheet from the top; why numbers are ignored is shown where it begins in a column."""

    def __init__(self, grid: Grid, uses: Mapping[Place, CellUse], rows: Shown, columns: Shown) -> None:
        self._grid, self._uses, self._columns = grid, uses, columns
        self._covered = _covered(grid.sheet, rows, columns)
        self._reasons: dict[int, Text] = {}

    def line(self, row: int) -> Line:
        cells: list[Drawn] = []
        skip = 0
        for column in self._columns:
            rows, wide = (1, 1) if isinstance(column, Gap) else self._covered.get((row, column), (1, 1))
            if skip:
                skip -= 1
            elif isinstance(column, Gap):
                cells.append(Drawn("", "gap"))
            elif rows:
                cells.append(self._cell(row, column, rows, wide))
                skip = wide - 1
        return Line(str(row), tuple(cells), row in self._grid.sheet.hidden_rows)

    def _cell(self, row: int, column: int, rows: int, wide: int) -> Drawn:
        cell, known = self._grid.sheet.cell(row, column), self._uses.get((row, column))
        if cell is None or known is None:
            return Drawn("", columns=wide, rows=rows)
        words = shown(cell) if cell.value else "= …"
        words = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
        right = cell.type in {CellType.NUMBER, CellType.EMPTY} or known.use in {Use.AMOUNT, Use.SUM, Use.UNSURE}
        name = f"{known.use.value} u-says" if known.declares else known.use.value
        return Drawn(words, name, known.said, wide, rows, right, self._is_new(column, known))

    def _is_new(self, column: int, known: CellUse) -> bool:
        """Whether a cell is ignored for another reason than the last in its column."""
        if known.use is not Use.IGNORED or self._reasons.get(column) == known.said:
            return False
        self._reasons[column] = known.said
        return True


def _read_as(tables: Iterable[Table], facts: Iterable[Fact]) -> dict[int, dict[int, Text]]:
    """By the first row of each table: what the amounts of each column are read as."""
    by_column: dict[tuple[str, int], list[Fact]] = {}
    for fact in facts:
        by_column.setdefault((fact.table, place(fact.cell)[1]), []).append(fact)
    found: dict[int, dict[int, Text]] = {}
    for table in tables:
        first = max((*table.header_rows, table.rows[0].row - 1)) + 1 if _is_over(table) else table.rows[0].row
        for column in (*table.columns, *table.prices):
            own = by_column.get((table.id, column.column))
            if own:
                found.setdefault(first, {})[column.column] = _common(own)
    return found


def _is_over(table: Table) -> bool:
    """Whether the table's headings stand over it, and not over the table it goes on from."""
    return bool(table.header_rows) and table.header_rows[-1] < table.rows[0].row


def _common(facts: Sequence[Fact]) -> Text:
    """'2022 · budget · tkr'; 'per rad' where the rows differ."""
    periods, units = {period_words(each) for each in facts}, {_unit(each) for each in facts}
    measures = {each.measure for each in facts}
    natures = {each.nature for each in facts}
    per_row = Text("år per rad", "year by row")
    return joined(
        (
            periods.pop() if len(periods) == 1 else per_row,
            MEASURES[measures.pop()] if len(measures) == 1 else Text("typ per rad", "kind by row"),
            NATURES[natures.pop()] if len(natures) == 1 else Text("", ""),
            units.pop() if len(units) == 1 else Text("enhet per rad", "unit by row"),
        )
    )


def _unit(fact: Fact) -> Text:
    return Text(fact.unit, fact.unit) if fact.currency else Text("enhet inte sagd", "unit not said")


def _reading_line(known: Mapping[int, Text], columns: Shown) -> Line:
    cells = tuple(
        Drawn("", "read", said) if isinstance(each, int) and (said := known.get(each)) else Drawn("")
        for each in columns
    )
    return Line("", cells, read_as=True)

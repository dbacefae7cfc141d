"""Whether a row is a line, a subtotal or the total: by its words, and by its figures, formulas and look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from trygg_excel.fact import Role
from trygg_excel.formulas import added_rows
from trygg_excel.layout.kinds.terms import measure_in
from trygg_excel.layout.names.closing import with_closed_groups
from trygg_excel.layout.names.under_sums import with_groups_of_sums
from trygg_excel.layout.sight.grid import Grid
from trygg_excel.layout.sight.parts import Figures, sums_among
from trygg_excel.layout.sight.seen import Seen
from trygg_excel.layout.table import Body, LabelledRow
from trygg_excel.layout.vocabulary import is_detail, is_result, is_subtotal, is_total
from trygg_excel.workbook import Cell

_ABBREVIATION = 6  # letters, at most


def with_roles(grid: Grid, body: Body, rows: Sequence[LabelledRow]) -> tuple[LabelledRow, ...]:
    """The rows with their roles: the last whose words say so is the total, other sums are subtotals."""
    by_words = [row.row for row in rows if is_total(row.label)]
    last = by_words[-1] if by_words else None
    measures = {measure_in(row.measure) for row in rows if row.measure}
    kinds = body.measures or len(measures) > 1  # Budget = Utfall + Avvikelse is no sum of parts
    figures = [] if kinds else _figures(grid, body, rows)
    sums = sums_among(figures)
    results = {
        at for at, row in enumerate(rows) if at > 1 and is_result(row.label) and not _begins_group(rows, at)
    }  # the first is what others begin with
    told = [
        row if row.role is role else row._replace(role=role)
        for at, row in enumerate(rows)
        for role in (_role(row, row.row == last, at in sums or at in results),)
    ]
    closed = with_closed_groups(told, sums, [each.set_in for each in figures])
    return with_groups_of_sums(closed, figures, sums) if sums else closed


def _begins_group(rows: Sequence[LabelledRow], at: int) -> bool:
    """Whether a row is the first of several in its group: 'Årets resultat' in 'Eget kapital'."""
    group = rows[at].group
    return bool(group) and rows[at - 1].group != group and at + 1 < len(rows) and rows[at + 1].group == group


def _role(row: LabelledRow, is_last: bool, is_sum: bool) -> Role:
    if is_total(row.label) and is_last and not is_subtotal(row.label):
        return Role.TOTAL
    return Role.SUBTOTAL if is_sum or is_subtotal(row.label) or is_total(row.label) else Role.LINE


def _figures(grid: Grid, body: Body, rows: Sequence[LabelledRow]) -> list[Figures]:
    lines = [grid.line(row.row) for row in rows]
    columns = [_in_last_decimals([line.get(column) for line in lines]) for column in body.amounts]
    position = {row.row: at for at, row in enumerate(rows)}
    return [
        Figures(
            amounts, _look(line, body), _adds(row, _formulas(line, body), position),
            named=is_total(row.label), detail=is_detail(row.label), set_in=_set_in(line, body),
        )
        for row, line, amounts in zip(rows, lines, zip(*columns, strict=True), strict=True)
    ]  # fmt: skip


def _in_last_decimals(cells: Sequence[Seen | None]) -> list[int | None]:
    """A column's amounts in units of the last decimal that any typed into it has."""
    there = [seen for seen in cells if seen is not None and seen.amounts]
    decimals = (seen.amounts[0].decimals for seen in there if seen.counts and seen.cell.formula is None)
    scale = Decimal(10 ** max(decimals, default=2))
    numbers = [seen.amounts[0].number if seen is not None and seen.amounts else None for seen in cells]
    return [None if each is None else round(each * scale) for each in numbers]


def _formulas(line: Mapping[int, Seen], body: Body) -> list[Cell]:
    cells = [line[column].cell for column in body.amounts if column in line]
    return [cell for cell in cells if cell.formula is not None]


def _look(line: Mapping[int, Seen], body: Body) -> tuple[object, ...]:
    """What the eye sees of a row: where its name begins, how far it is set in, bold or not."""
    names = (line[column] for column in reversed(body.labels) if column in line)
    name = next((seen for seen in names if seen.is_word), None)
    if name is None:
        return (0, any(line[column].cell.style.bold for column in body.amounts if column in line))
    bullet = not name.text[:1].isalnum()
    return *_place(name), bullet, name.cell.style.bold, _is_shouted(name.text)


def _set_in(line: Mapping[int, Seen], body: Body) -> tuple[int, ...]:
    """How far in a row's only name begins; nothing where it has several, as a list has."""
    names = [seen for column in body.labels if (seen := line.get(column)) is not None and seen.is_word]
    return _place(names[0]) if len(names) == 1 else ()


def _place(name: Seen) -> tuple[int, int, int]:
    value = name.cell.value
    return name.cell.column, name.cell.style.indent, len(value) - len(value.lstrip())


def _is_shouted(name: str) -> bool:
    """Whether a name is in capitals to be seen, and no abbreviation as 'SSPF' is."""
    return name.isupper() and (len(name) > _ABBREVIATION or " " in name)


def _adds(row: LabelledRow, formulas: Sequence[Cell], position: Mapping[int, int]) -> tuple[int, ...]:
    """The rows that at least half of a row's formulas add, each in its own column."""
    told = [rows for cell in formulas if (rows := added_rows(cell.formula or "", cell.column))]
    if not told or 2 * len(told) < len(formulas) or any(rows != told[0] for rows in told):
        return ()
    return tuple(position[each] for each in told[0] if each in position and each != row.row)

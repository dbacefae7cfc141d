"""Whether a row is a line, a subtotal or the total: by its words, and by its figures, formulas and look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trygg_excel.fact import Role
from trygg_excel.formulas import added_rows
from trygg_excel.layout.grid import Grid
from trygg_excel.layout.parts import Figures, sums_among
from trygg_excel.layout.seen import Seen
from trygg_excel.layout.table import Body, LabelledRow
from trygg_excel.layout.terms import measure_in
from trygg_excel.layout.vocabulary import is_detail, is_result, is_subtotal, is_total

_ABBREVIATION = 6  # letters, at most


def with_roles(grid: Grid, body: Body, rows: Sequence[LabelledRow]) -> tuple[LabelledRow, ...]:
    """The rows with their roles: the last whose words say so is the total, other sums are subtotals."""
    by_words = [row.row for row in rows if is_total(row.label)]
    last = by_words[-1] if by_words else None
    measures = {measure_in(row.measure) for row in rows if row.measure}
    kinds = body.measures or len(measures) > 1  # Budget = Utfall + Avvikelse is no sum of parts
    sums = {} if kinds else sums_among(_figures(grid, body, rows))
    results = {
        at for at, row in enumerate(rows) if at > 1 and is_result(row.label)
    }  # the first is what others begin with
    return tuple(
        replace(row, role=_role(row, row.row == last, at in sums or at in results)) for at, row in enumerate(rows)
    )


def _role(row: LabelledRow, is_last: bool, is_sum: bool) -> Role:
    if is_total(row.label) and is_last and not is_subtotal(row.label):
        return Role.TOTAL
    return Role.SUBTOTAL if is_sum or is_subtotal(row.label) or is_total(row.label) else Role.LINE


def _figures(grid: Grid, body: Body, rows: Sequence[LabelledRow]) -> list[Figures]:
    decimals = [_decimals(grid, body, column) for column in body.amounts]
    position = {row.row: at for at, row in enumerate(rows)}
    return [_of_row(grid, body, row, decimals, position) for row in rows]


def _decimals(grid: Grid, body: Body, column: int) -> int:
    """The most decimals of the amounts typed into a column."""
    cells = (grid.at(row, column) for row in body.rows)
    typed = [seen for seen in cells if seen is not None and seen.counts and seen.cell.formula is None]
    return max((each.decimals for seen in typed for each in seen.amounts[:1]), default=2)


def _of_row(grid: Grid, body: Body, row: LabelledRow, decimals: Sequence[int], position: dict[int, int]) -> Figures:
    cells = [grid.at(row.row, column) for column in body.amounts]
    amounts = tuple(_scaled(seen, places) for seen, places in zip(cells, decimals, strict=True))
    adds = _adds(row, cells, position)
    return Figures(amounts, _look(grid, body, row, cells), adds, named=is_total(row.label), detail=is_detail(row.label))


def _scaled(seen: Seen | None, places: int) -> int | None:
    if seen is None or not seen.amounts or seen.amounts[0].number is None:
        return None
    return round(seen.amounts[0].number.scaleb(places))


def _look(grid: Grid, body: Body, row: LabelledRow, cells: Sequence[Seen | None]) -> tuple[object, ...]:
    """What the eye sees of a row: where its name begins, how far it is set in, bold or not."""
    named = [seen for column in body.labels if (seen := grid.at(row.row, column)) is not None and seen.is_word]
    if not named:
        return (0, any(seen.cell.style.bold for seen in cells if seen is not None))
    name = named[0]
    spaces = len(name.cell.value) - len(name.cell.value.lstrip())
    bullet = not name.text[:1].isalnum()
    return name.cell.column, name.cell.style.indent, spaces, bullet, name.cell.style.bold, _is_shouted(name.text)


def _is_shouted(name: str) -> bool:
    """Whether a name is in capitals to be seen, and no abbreviation as 'SSPF' is."""
    return name.isupper() and (len(name) > _ABBREVIATION or " " in name)


def _adds(row: LabelledRow, cells: Sequence[Seen | None], position: dict[int, int]) -> tuple[int, ...]:
    """The rows that at least half of a row's formulas add, each in its own column."""
    formulas = [seen.cell for seen in cells if seen is not None and seen.cell.formula is not None]
    told = [rows for cell in formulas if (rows := added_rows(cell.formula or "", cell.column))]
    if not told or 2 * len(told) < len(formulas) or any(rows != told[0] for rows in told):
        return ()
    return tuple(position[each] for each in told[0] if each in position and each != row.row)

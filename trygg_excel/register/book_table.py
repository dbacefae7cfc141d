"""One sheet of a register's workbook -> its rows, each with the cells of its fields; what is wrong is gathered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from trygg_excel.finding import Text, listed, text
from trygg_excel.money import Unit
from trygg_excel.register.book_cells import WrongCell, is_blank, value_of
from trygg_excel.register.book_plan import SETTINGS_SHEET, Column, Kind, Plan, hints_of, plain_hint
from trygg_excel.workbook import Sheet, address

_HEAD_ROWS = 12  # headings stand within the first rows, whatever is written above them
_BLANK: dict[Kind, object] = {Kind.AMOUNT: None, Kind.WHOLE: 0, Kind.LINES: (), Kind.REFERENCES: (), Kind.WHOLES: ()}


@dataclass(frozen=True, slots=True)
class WrongPlace:
    """What is wrong, and where: 'Insatser!B6', or a sheet's name."""

    place: str
    why: Text


@dataclass(slots=True)
class Found:
    """What reading gathers. `places` are the cells by path ('programmes[0].label')."""

    wrong: list[WrongPlace] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)
    places: dict[str, str] = field(default_factory=dict)

    def place(self, at: str) -> str:
        while at and at not in self.places:
            at = at[: max(at.rfind("."), at.rfind("["), 0)]
        return self.places.get(at, SETTINGS_SHEET)

    def bad(self, place: str, why: Text) -> None:
        self.wrong.append(WrongPlace(place, why))


@dataclass(frozen=True, slots=True)
class TableRow:
    """An entry, and the cells of its fields; '' is the row itself."""

    entry: Any
    cells: Mapping[str, str]


def words_key(words: str) -> str:
    """What two spellings of a heading or a sheet's name share."""
    return " ".join(words.split()).casefold()


def table_rows(sheet: Sheet | None, plan: Plan, unit: Unit, found: Found) -> list[TableRow]:
    """The filled rows below the headings, wherever these and their columns stand; amounts are in `unit`."""
    if sheet is None:
        found.bad(plan.sheet, no_sheet(plan.sheet))
        return []
    head = _head_row(sheet, plan)
    columns = _columns(sheet, plan, head, found)
    missing = [each for each in plan.columns if each.field not in columns and plan.required(each)]
    for each in missing:
        found.bad(sheet.name, no_heading(each, "kolumnen", "column"))
    if missing:
        return []
    filled = sorted(
        {
            row
            for (row, column), cell in sheet.cells.items()
            if row > head and column in columns.values() and not is_blank(cell)
        }
    )
    return [_row(sheet, plan, columns, row, unit, found) for row in filled]


def _head_row(sheet: Sheet, plan: Plan) -> int:
    """The row among the first with the most of the headings."""
    known = {words_key(each.heading) for each in plan.columns}
    counts = dict.fromkeys(range(1, _HEAD_ROWS + 1), 0)
    for (row, _), cell in sheet.cells.items():
        if row in counts and words_key(cell.value) in known:
            counts[row] += 1
    return max(counts, key=lambda row: (counts[row], -row))


def _columns(sheet: Sheet, plan: Plan, head: int, found: Found) -> dict[str, int]:
    """Which column holds each field, by its heading; the user's own columns are noted."""
    fields = {words_key(each.heading): each.field for each in plan.columns}
    columns: dict[str, int] = {}
    extra: list[str] = []
    for (row, column), cell in sheet.cells.items():
        name = fields.get(words_key(cell.value)) if row == head else None
        if row == head and name is None and not is_blank(cell):
            extra.append(cell.value)
        elif name in columns:
            found.bad(cell_place(sheet, row, column), _twice(cell.value))
        elif name is not None:
            columns[name] = column
    if extra:
        found.notes.append(_not_read(sheet.name, extra))
    return columns


def _row(sheet: Sheet, plan: Plan, columns: Mapping[str, int], row: int, unit: Unit, found: Found) -> TableRow:
    values: dict[str, Any] = {}
    cells = {"": cell_place(sheet, row, min(columns.values()))}
    for column in plan.columns:
        if column.field in columns:
            place = (row, columns[column.field])
            cells[column.field] = cell_place(sheet, *place)
            must = plan.required(column) and not _may_be_blank(plan, column)
            values |= cell_value(sheet, place, column, plan.kind(column), plan.hint(column), must, unit, found)
    for column in plan.columns:
        if plan.required(column):
            values.setdefault(column.field, None)
    return TableRow(plan.entry(**values), cells)


def _may_be_blank(plan: Plan, column: Column) -> bool:
    """A required field that may be unknown, but for an amount: there a blank may be a slip."""
    hint = hints_of(plan.entry)[column.field]
    return plain_hint(hint) is not hint and plan.kind(column) is not Kind.AMOUNT


def cell_value(
    sheet: Sheet, at: tuple[int, int], column: Column, kind: Kind, hint: Any, must: bool, unit: Unit, found: Found
) -> dict[str, Any]:
    """{field: value}, or nothing where the cell is blank and may be."""
    cell = sheet.cell(*at)
    if cell is None or is_blank(cell):
        if not must:
            return {}
        found.bad(cell_place(sheet, *at), _blank(column, kind))
        return {column.field: _placeholder(kind, hint)}
    try:
        return {column.field: value_of(cell, kind, hint, unit)}
    except WrongCell as wrong:
        found.bad(cell_place(sheet, *at), wrong.why)
        return {column.field: _placeholder(kind, hint)}


def _placeholder(kind: Kind, hint: Any) -> object:
    """What stands for a wrong value, so that the rest of the register is still held together."""
    return next(iter(hint)) if kind is Kind.CHOICE else _BLANK.get(kind, "")


def cell_place(sheet: Sheet, row: int, column: int) -> str:
    """'Insatser!B6'."""
    return f"{sheet.name}!{address(row, column)}"


def no_sheet(name: str) -> Text:
    return text(
        "bladet {name} saknas. Lägg tillbaka det; det får vara tomt under rubrikerna.",
        "the sheet {name} is missing. Put it back; it may be empty below its headings.",
        name=name,
    )


def no_heading(column: Column, what: str, english: str) -> Text:
    return text(
        "{what} '{heading}' saknas. Skriv tillbaka rubriken.",
        "the {english} '{heading}' is missing. Write its heading back.",
        what=what, english=english, heading=column.heading,
    )  # fmt: skip


def _twice(heading: str) -> Text:
    return text(
        "rubriken '{heading}' står två gånger. Ta bort den ena.",
        "the heading '{heading}' stands twice. Remove one of them.",
        heading=heading,
    )


def _not_read(sheet: str, headings: list[str]) -> Text:
    return text(
        "{sheet}: egna kolumner läses inte ({headings}).",
        "{sheet}: columns of your own are not read ({headings}).",
        sheet=sheet, headings=listed(headings),
    )  # fmt: skip


def _blank(column: Column, kind: Kind) -> Text:
    if kind is Kind.AMOUNT:
        return Text(
            "beloppet saknas. Skriv ett tal, 0 eller okänt.", "the amount is missing. Write a number, 0 or okänt."
        )
    return text(
        "'{heading}' är tom. Fyll i den, eller töm hela raden.",
        "'{heading}' is blank. Fill it in, or empty the whole row.",
        heading=column.heading,
    )

"""The sheets of a workbook -> the register they hold, with every row that is wrong told at once by its cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from trygg_excel.finding import Text, listed, text
from trygg_excel.money import KR, UNITS
from trygg_excel.register.book_plan import (
    OWN,
    PLANS,
    SETTINGS,
    SETTINGS_SHEET,
    WORDS,
    CaseRow,
    NameOf,
    NameRow,
    hints_of,
    kind_of,
    plain_hint,
    required,
)
from trygg_excel.register.book_table import (
    Found,
    TableRow,
    WrongPlace,
    cell_place,
    cell_value,
    no_heading,
    no_sheet,
    table_rows,
    words_key,
)
from trygg_excel.register.model import Case, CaseMember, Register, Settings
from trygg_excel.register.problem import Naming
from trygg_excel.register.problems import problems_of
from trygg_excel.workbook import Sheet


@dataclass(frozen=True, slots=True)
class BookRead:
    """`register` is whole only when nothing is `wrong`; `notes` say what on the sheets was not read."""

    register: Register
    wrong: tuple[WrongPlace, ...]
    notes: tuple[Text, ...]


def read_book(sheets: Iterable[Sheet], file: str, digest: str) -> BookRead:
    """The register in the sheets, known by their names; sheets and columns of the user's own are left alone."""
    by_name = {words_key(each.name): each for each in sheets}
    found = Found()
    own = _settings(by_name.get(words_key(SETTINGS_SHEET)), found)
    unit = UNITS.get(own["unit"], KR)
    rows = {plan.table: table_rows(by_name.get(words_key(plan.sheet)), plan, unit, found) for plan in PLANS}
    register = _assembled(own, rows, found, file, digest)
    told = {each.place for each in found.wrong}
    for problem in problems_of(register, _naming(found)):
        if found.place(problem.at) not in told:
            found.bad(found.place(problem.at), problem.why)
    return BookRead(register, tuple(found.wrong), tuple(found.notes))


def _naming(found: Found) -> Naming:
    headings = {column.field: f"'{column.heading}'" for plan in PLANS for column in plan.columns}
    words = {value: word for by_value in WORDS.values() for value, word in by_value.items() if value}
    tables = {plan.table: f"bladet {plan.sheet}" for plan in PLANS}
    return Naming(tables, headings, words, found.place, quoted=False)


def _settings(sheet: Sheet | None, found: Found) -> dict[str, Any]:
    """The fields of the register itself and of its settings, from the sheet that has one a row."""
    if sheet is None:
        found.bad(SETTINGS_SHEET, no_sheet(SETTINGS_SHEET))
        return {"unit": "", "id": "", "label": "", "currency": "SEK"}
    rows = {words_key(cell.value): row for (row, column), cell in sheet.cells.items() if column == 1}
    values: dict[str, Any] = {"unit": ""}
    hints = hints_of(Register)
    for column in (each for each in (*OWN, *SETTINGS) if words_key(each.heading) in rows):
        unit = UNITS.get(values["unit"], KR)
        place = (rows[words_key(column.heading)], 2)
        found.places[column.field if column in OWN else f"settings.{column.field}"] = cell_place(sheet, *place)
        hint = hints.get(column.field) or hints_of(Settings)[column.field]
        must = column in OWN and column.field in required(Register)
        values |= cell_value(sheet, place, column, kind_of(column.field, hint), plain_hint(hint), must, unit, found)
    for column in OWN:
        if column.field in required(Register) and words_key(column.heading) not in rows:
            found.bad(SETTINGS_SHEET, no_heading(column, "raden", "row"))
            values.setdefault(column.field, "")
    return values


def _assembled(
    own: Mapping[str, Any], rows: Mapping[str, list[TableRow]], found: Found, file: str, digest: str
) -> Register:
    tables = {table: rows[table] for table in rows if table not in {"", "cases", "settings.closed"}}
    entries = {table: tuple(each.entry for each in given) for table, given in tables.items()}
    for table, given in {**tables, "settings.closed": rows["settings.closed"]}.items():
        for number, row in enumerate(given):
            for name, cell in row.cells.items():
                found.places[f"{table}[{number}].{name}" if name else f"{table}[{number}]"] = cell
    names = _names(entries, rows[""], found)
    mine: dict[str, Any] = {each.field: own[each.field] for each in OWN if each.field in own}
    settings: dict[str, Any] = {each.field: own[each.field] for each in SETTINGS if own.get(each.field) is not None}
    closed = tuple(each.entry for each in rows["settings.closed"])
    named: dict[str, Any] = {table: _with_names(table, given, names) for table, given in entries.items()}
    return Register(
        **mine,
        file=file,
        digest=digest,
        names=tuple(names.get((NameOf.PACKAGE, None), ())),
        cases=tuple(_cases(rows["cases"], found)),
        settings=Settings(**settings, closed=closed),
        **named,
    )


def _with_names(
    table: str, given: tuple[Any, ...], names: Mapping[tuple[NameOf, str | None], list[str]]
) -> tuple[Any, ...]:
    if table not in set(NameOf):
        return given
    return tuple(replace(each, names=tuple(names.get((NameOf(table), each.id), ()))) for each in given)


def _names(
    entries: Mapping[str, tuple[Any, ...]], rows: list[TableRow], found: Found
) -> dict[tuple[NameOf, str | None], list[str]]:
    names: dict[tuple[NameOf, str | None], list[str]] = {}
    for row in rows:
        given: NameRow = row.entry
        known = [each.id for each in entries.get(given.of.value, ())]
        of_package = given.of is NameOf.PACKAGE
        if not of_package and given.id not in known and row.cells[""] not in {each.place for each in found.wrong}:
            found.bad(row.cells.get("id", row.cells[""]), _whose(given, known))
        names.setdefault((given.of, None if of_package else given.id), []).append(given.name)
    return names


def _cases(rows: list[TableRow], found: Found) -> Iterator[Case]:
    by_id: dict[str, list[TableRow]] = {}
    for row in rows:
        by_id.setdefault(row.entry.id, []).append(row)
    for number, (id_, given) in enumerate(by_id.items()):
        first: CaseRow = given[0].entry
        for name, cell in given[0].cells.items():
            found.places[f"cases[{number}].{name}" if name else f"cases[{number}]"] = cell
        for row in given[1:]:
            for name in ("label", "primary"):
                if getattr(row.entry, name) != getattr(first, name):
                    found.bad(row.cells[name], _differs(getattr(first, name), given[0].cells[name]))
        yield Case(
            id=id_,
            label=first.label,
            primary=first.primary,
            members=tuple(CaseMember(role=row.entry.role, pattern=row.entry.pattern) for row in given),
        )


def _whose(given: NameRow, known: list[str]) -> Text:
    return text(
        "'{id}' finns inte på bladet {sheet}. Där finns: {known}.",
        "'{id}' is not on the sheet {sheet}. There is: {known}.",
        id=given.id or "", sheet=next(each.sheet for each in PLANS if each.table == given.of.value),
        known=listed(known, most=20) if known else "–",
    )  # fmt: skip


def _differs(value: str, cell: str) -> Text:
    return text(
        "ska vara '{value}' som i {cell}, eftersom raderna är samma ärende. Rätta den ena.",
        "should be '{value}' as in {cell}, since the rows are one case. Correct one of them.",
        value=value, cell=cell,
    )  # fmt: skip

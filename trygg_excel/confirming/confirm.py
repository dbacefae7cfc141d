"""A person's answer about a workbook's tables -> layout notes; what cannot be confirmed is said, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from trygg_excel.budget import Budget, budget_of
from trygg_excel.confirming.doubts import is_dated, lacks_unit
from trygg_excel.confirming.note import LayoutNote, Read, confirmed
from trygg_excel.errors import WrongUsage
from trygg_excel.fact import Confidence
from trygg_excel.family import family_of
from trygg_excel.finding import Text, listed, text
from trygg_excel.layout.table import Declared, Table
from trygg_excel.layout.time.periods import years_in
from trygg_excel.money import UNITS
from trygg_excel.workbook import CellType, Sheet, column_letters, place


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person confirms. `sheet` and `table` narrow it down; '' means every one. `labels` is a column letter."""

    sheet: str = ""
    table: str = ""
    unit: str | None = None
    year: int | None = None
    year_of_file: bool = False
    labels: str | None = None
    no_money: bool = False
    withdrawn: bool = False

    @property
    def is_empty(self) -> bool:
        wanted = (self.unit, self.year, self.year_of_file, self.labels, self.no_money, self.withdrawn)
        return not any(wanted)


@dataclass(frozen=True, slots=True)
class Effect:
    """The notes that an answer gives, the tables they are about, and the workbook read without and with them."""

    notes: tuple[LayoutNote, ...]
    tables: tuple[Table, ...]
    before: Budget
    after: Budget

    @property
    def became_sure(self) -> int:
        return _sure(self.after) - _sure(self.before)

    @property
    def unsure(self) -> int:
        """How many facts are still not sure."""
        return len(self.after.records) - _sure(self.after)


def _sure(budget: Budget) -> int:
    return sum(each.confidence is Confidence.SURE for each in budget.records)


def confirm(budget: Budget, known: Sequence[LayoutNote], answer: Answer, *, by: str, at: str, why: str = "") -> Effect:
    """The notes for `answer`. `known` are those there are already. Raises WrongUsage for what cannot be confirmed."""
    _check_year_of_file(budget, answer)
    raw = budget_of(budget.workbook)
    chosen = _chosen(raw, answer)
    targets = _in_force(raw, chosen, known) if answer.withdrawn else _targets(raw, chosen, answer)
    notes = tuple(_note(raw, table, answer, by, at, why) for table in targets)
    with_them = budget_of(budget.workbook, (*known, *notes))
    return Effect(notes, tuple(targets), budget_of(budget.workbook, known), with_them)


def _check_year_of_file(budget: Budget, answer: Answer) -> None:
    years = years_in(PurePath(budget.file).stem.replace("_", " "))
    if answer.year_of_file and len(years) != 1:
        raise WrongUsage(
            text(
                "Filnamnet '{name}' har inte precis ett år. Ange året med --year.",
                "The file's name '{name}' does not hold just one year. Say the year with --year.", name=budget.name,
            )
        )  # fmt: skip


def _chosen(raw: Budget, answer: Answer) -> list[Table]:
    """The tables that the answer may be about."""
    sheets = [each.name for each in raw.workbook.sheets]
    if answer.sheet and answer.sheet not in sheets:
        raise WrongUsage(_no_such(answer.sheet, raw.name, sheets))
    on_sheet = [each for each in raw.tables if answer.sheet in {"", each.sheet}]
    found = [each for each in on_sheet if answer.table.upper() in {"", each.id}]
    if not found:
        raise WrongUsage(_no_such(answer.table or answer.sheet, raw.name, [f"{e.sheet}: {e.id}" for e in on_sheet]))
    return found


def _no_such(wanted: str, name: str, known: Iterable[str]) -> Text:
    return text(
        "'{wanted}' har ingen tabell i '{name}'. Där finns: {known}.",
        "'{wanted}' has no table in '{name}'. There are: {known}.",
        wanted=wanted, name=name, known=listed(known) if (known := list(known)) else Text("ingen", "none"),
    )  # fmt: skip


def _in_force(raw: Budget, chosen: list[Table], known: Sequence[LayoutNote]) -> list[Table]:
    """The chosen tables of which something is confirmed."""
    held = confirmed(Read(raw.file, raw.workbook.file_id, raw.tables, raw.records), known)
    places = {(each.table.sheet, each.table.id) for each in held if each.notes}
    found = [each for each in chosen if (each.sheet, each.id) in places]
    if not found:
        raise WrongUsage(Text("Inget är bekräftat att ta tillbaka.", "Nothing is confirmed that could be taken back."))
    return found


def _targets(raw: Budget, chosen: list[Table], answer: Answer) -> list[Table]:
    """The chosen tables to which the answer says something that the workbook does not."""
    if answer.no_money and not answer.sheet:
        raise WrongUsage(Text("Ange bladet med --sheet.", "Say which sheet with --sheet."))
    if answer.labels is not None:
        _check_labels(raw, chosen, answer.labels)
    found = [each for each in chosen if answer.no_money or answer.labels or _is_open(each, answer)]
    if not found:
        raise WrongUsage(_says_itself(chosen[0], answer))
    known = [each for each in found if family_of(each).knows(each)]
    if not known:
        raise WrongUsage(_not_to_be_known(found[0]))
    return known


def _is_open(table: Table, answer: Answer) -> bool:
    """Whether the table itself leaves open what the answer says."""
    unit = UNITS[answer.unit] if answer.unit else None
    if unit and (lacks_unit(table) or (table.unit.doubted and table.unit.unit == unit)):
        return True
    period = table.period.period
    doubted = period is not None and table.period.doubted and (answer.year_of_file or period.year == answer.year)
    return bool(answer.year or answer.year_of_file) and not is_dated(table) and (period is None or doubted)


def _check_labels(raw: Budget, chosen: list[Table], letter: str) -> None:
    if len(chosen) != 1:
        raise WrongUsage(
            Text("Ange en enda tabell, med --sheet och --table.", "Name one table only, with --sheet and --table.")
        )
    sheet = next(each for each in raw.workbook.sheets if each.name == chosen[0].sheet)
    if not _holds_words(sheet, chosen[0], letter):
        raise WrongUsage(
            text(
                "Kolumn {letter} har inte ord på raderna i {table}. Ange en kolumn med namn.",
                "Column {letter} has no words in the rows of {table}. Say a column of names.",
                letter=letter, table=f"{chosen[0].sheet}!{chosen[0].range}",
            )
        )  # fmt: skip


def _holds_words(sheet: Sheet, table: Table, letter: str) -> bool:
    try:
        column = place(f"{letter}1")[1]
    except ValueError:
        return False
    cells = [sheet.cell(row.row, column) for row in table.rows]
    return 2 * sum(each is not None and each.type is CellType.TEXT for each in cells) >= len(cells)


def _says_itself(table: Table, answer: Answer) -> Text:
    """Why nothing is left to confirm."""
    said = table.unit if answer.unit else table.period
    own = _own_words(said)
    if own is None:
        return text(
            "Inget att bekräfta: {table} säger det själv. Ändra i arbetsboken om det är fel.",
            "Nothing to confirm: {table} says it itself. Change the workbook if it is wrong.",
            table=f"{table.sheet}!{table.range}",
        )  # fmt: skip
    return text(
        "Inget att bekräfta: {table} säger själv {own}. Ändra i arbetsboken om det är fel.",
        "Nothing to confirm: {table} says {own} itself. Change the workbook if it is wrong.",
        table=f"{table.sheet}!{table.range}", own=own,
    )  # fmt: skip


def _own_words(said: Declared) -> str | None:
    word = said.unit.symbol if said.unit else str(said.period.year) if said.period else None
    return f"{word} ({said.cell})" if word and said.cell else word


def _not_to_be_known(table: Table) -> Text:
    return text(
        "{table} har för få rubriker och radnamn för att kännas igen nästa gång. Skriv uppgiften i arbetsboken.",
        "{table} has too few headings and names to be known next time. Write it in the workbook.",
        table=f"{table.sheet}!{table.range}",
    )  # fmt: skip


def _note(raw: Budget, table: Table, answer: Answer, by: str, at: str, why: str) -> LayoutNote:
    """What the answer says of one table, as far as that leaves it open."""
    only_unit, only_year = answer.year is None and not answer.year_of_file, answer.unit is None
    open_unit = only_unit or _is_open(table, Answer(unit=answer.unit))
    open_year = only_year or _is_open(table, Answer(year=answer.year, year_of_file=answer.year_of_file))
    read = Read(raw.file, raw.workbook.file_id, raw.tables, raw.records)
    return LayoutNote(
        by=by,
        at=at,
        file=raw.name,
        file_id=raw.workbook.file_id,
        sheet=table.sheet,
        table=table.id,
        family=family_of(table),
        unit=answer.unit if open_unit else None,
        typical=read.typical(table) if answer.unit and open_unit else None,
        year=answer.year if open_year else None,
        year_of_file=answer.year_of_file and open_year,
        labels=answer.labels,
        first=column_letters(table.columns[0].column) if answer.labels else None,
        no_money=answer.no_money,
        withdrawn=answer.withdrawn,
        why=why,
    )

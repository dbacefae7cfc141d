"""What a person has answered in our control workbook: accepted findings, confirmed names. Every bad row at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from trygg_excel.accepting.acceptance import Acceptance, in_force, is_day
from trygg_excel.finding import Text, listed, text
from trygg_excel.register.match import Names
from trygg_excel.register.model import Register
from trygg_excel.register.names_confirmed import NameNote
from trygg_excel.reporting.findings import COLUMNS, SAME, YES
from trygg_excel.workbook import CellType, Sheet, address

_UNKNOWN_NAME = re.compile(r"'(?P<label>.+)' (?:finns inte i registret|is not in the register)\.", re.DOTALL)
_KEY = re.compile(r"[0-9a-f]{8}( [0-9a-f]{8})*")
_NEEDED = ("key", "accept", "why", "by", "until", "code", "message")
_YES = {YES.sv, YES.en, "x"}
_SAME = {each.casefold() for each in (SAME.sv, SAME.en)}


@dataclass(frozen=True, slots=True)
class Answers:
    """`wrong` are (cell, what is wrong with the answer and what to write)."""

    accepted: tuple[Acceptance, ...] = ()
    names: tuple[NameNote, ...] = ()
    wrong: tuple[tuple[str, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class _Answer:
    """A row with an answer: its words by column, and the cell of each."""

    said: Mapping[str, str]
    cells: Mapping[str, str]


class _Wrong(Exception):
    def __init__(self, cell: str, why: Text) -> None:
        super().__init__(cell)
        self.cell, self.why = cell, why


def answers_in(sheets: Iterable[Sheet], register: Register | None, at: str) -> Answers | None:
    """The answers on the sheet of findings, given at the time `at`; None when no sheet is one."""
    found = next(((sheet, head) for sheet in sheets if (head := _head(sheet)) is not None), None)
    if found is None:
        return None
    names = None if register is None else Names(register)
    accepted: list[Acceptance] = []
    confirmed: list[NameNote] = []
    wrong: list[tuple[str, Text]] = []
    for row in _rows(*found):
        try:
            if row.said["accept"].casefold() in _SAME:
                confirmed += _name(row, names, at)
            else:
                accepted += _acceptances(row, at)
        except _Wrong as problem:
            wrong.append((problem.cell, problem.why))
    return Answers(tuple(accepted), tuple(confirmed), tuple(wrong))


def _head(sheet: Sheet) -> dict[str, tuple[int, int]] | None:
    """Where each column's heading stands, in either language, whatever the order of the columns."""
    known = {title: column.key for column in COLUMNS for title in (column.title.sv, column.title.en)}
    rows: dict[int, dict[str, tuple[int, int]]] = {}
    for place, cell in sheet.cells.items():
        if cell.value in known:
            rows.setdefault(place[0], {}).setdefault(known[cell.value], place)
    return next((found for found in rows.values() if set(_NEEDED) <= set(found)), None)


def _rows(sheet: Sheet, head: Mapping[str, tuple[int, int]]) -> Iterator[_Answer]:
    top = next(iter(head.values()))[0]
    for row in sorted({row for row, _ in sheet.cells if row > top}):
        cells = {key: sheet.cell(row, column) for key, (_, column) in head.items()}
        said = {key: "" if cell is None or cell.type is CellType.EMPTY else cell.value for key, cell in cells.items()}
        said = {key: words.strip() for key, words in said.items()}
        where = {key: f"{sheet.name}!{address(row, column)}" for key, (_, column) in head.items()}
        if said["accept"]:
            yield _Answer(said, where)


def _acceptances(row: _Answer, at: str) -> Iterator[Acceptance]:
    said = row.said
    if said["accept"].casefold() not in _YES:
        words = listed([YES.sv, SAME.sv])
        raise _Wrong(row.cells["accept"], text("skriv {words}.", "write {words}.", words=words))
    if not said["key"]:
        raise _Wrong(row.cells["accept"], _SEVERAL)
    for needed, told in _MUST.items():
        if not said[needed]:
            raise _Wrong(row.cells[needed], told)
    if not _KEY.fullmatch(said["key"]):
        raise _Wrong(row.cells["key"], _NO_KEY)
    until = said["until"].removesuffix("T00:00:00")
    if until and not is_day(until):
        raise _Wrong(row.cells["until"], _NO_DAY)
    place, _, cell = said.get("cell", "").rpartition("!")
    for key in said["key"].split():
        yield Acceptance(
            key=key, by=said["by"], at=at, why=said["why"], until=until or None, code=said["code"],
            message=said["message"], file=said.get("workbook", ""), sheet=place, cell=cell,
        )  # fmt: skip


_MUST = {
    "why": Text("motivering saknas. Skriv varför anmärkningen godtas.", "no reason. Write why it is accepted."),
    "by": Text("namn saknas. Skriv vem som godtar.", "no name. Write who accepts it."),
}
_SEVERAL = Text(
    "raden har ingen nyckel och kan inte godtas; den kan stå för flera. Godta dem som visas, så visas fler.",
    "the row has no key and cannot be accepted; it may stand for several. Accept those told, and more are told.",
)
_NO_KEY = Text(
    "nyckeln är ändrad. Kör kontrollen på nytt och svara i den nya filen.",
    "the key has been changed. Run the control anew and answer in the new file.",
)
_NO_DAY = Text(
    "skriv sista dagen som 2022-12-31, eller lämna tomt.", "write the last day as 2022-12-31, or leave blank."
)


def _name(row: _Answer, names: Names | None, at: str) -> tuple[NameNote, ...]:
    """Nothing for a name that is known by now: the same answer may be read more than once."""
    told = _UNKNOWN_NAME.search(row.said["message"])
    if told is None:
        raise _Wrong(
            row.cells["accept"], Text("raden gäller inget namn. Skriv ja.", "the row is about no name. Write yes.")
        )
    if not row.said["by"]:
        raise _Wrong(row.cells["by"], _MUST["by"])
    if names is not None and names.find(told["label"]) is not None:
        return ()
    note = confirmed_name(row.said["message"], names, row.said["by"], at, row.said["why"])
    if note is None:
        raise _Wrong(row.cells["accept"], NOT_ONE)
    return (note,)


def confirmed_name(message: str, names: Names | None, by: str, at: str, why: str) -> NameNote | None:
    """That the name in a finding's words is what is proposed for it; None when there is not one single proposal.

    The proposal is made anew from the register, so that what is confirmed is what it now means.
    """
    found = _UNKNOWN_NAME.search(message)
    proposal = None if found is None or names is None else names.propose(found["label"])
    if found is None or proposal is None or proposal.only is None:
        return None
    only = proposal.only
    return NameNote(of=only.kind, id=only.id, name=found["label"], by=by, at=at, why=why)


NOT_ONE = Text(
    "det finns inte ett enda förslag på vad namnet betyder. Lägg till namnet i registret.",
    "there is not one single proposal of what the name means. Add the name to the register.",
)


def new_only(answers: Answers, known: Iterable[Acceptance], today: date) -> tuple[Acceptance, ...]:
    """The acceptances that are not in force already with the same words."""
    held = in_force(known, today)
    return tuple(each for each in answers.accepted if each.key not in held or not _same(each, held[each.key]))


def _same(one: Acceptance, other: Acceptance) -> bool:
    return (one.by, one.why, one.until) == (other.by, other.why, other.until)

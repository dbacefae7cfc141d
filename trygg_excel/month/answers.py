"""What people have written in our own monthly workbook: comments, and what is known but not booked."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields

from trygg_excel.finding import Text
from trygg_excel.ledger.amounts import number_ore, text_ore
from trygg_excel.register.amounts import MOST
from trygg_excel.register.book_cells import unescaped
from trygg_excel.workbook import Cell, CellType, Sheet, address

_NUMBERS = frozenset({CellType.NUMBER})
KEY = "key"
AMOUNT = "not_booked"
# By key the headings, in both languages, under which people write; the sheet is made of the same (reporting/month).
HEADINGS = {
    "reason": Text("Orsak", "Reason"),
    "measure": Text("Åtgärd", "Measure"),
    "by": Text("Ansvarig", "Responsible"),
    "until": Text("Klart", "Done by"),
    AMOUNT: Text("Känt men ej bokfört, kronor", "Known but not booked, SEK"),
    "what": Text("Vad som inte är bokfört", "What is not booked"),
    KEY: Text("Nyckel", "Key"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a person has said of a programme; `not_booked` is öre, a cost without and an income with a minus."""

    reason: str = ""
    measure: str = ""
    by: str = ""
    until: str = ""
    not_booked: int | None = None
    what: str = ""

    @property
    def is_comment(self) -> bool:
        """Whether it tells why: a reason, a measure, or what has not been booked."""
        return bool(self.reason or self.measure or (self.not_booked and self.what))

    @property
    def text(self) -> str:
        """'Vikarier (åtgärd: rekrytera; Anna, 2026-05-01)'."""
        reason = self.reason or (self.what if self.not_booked else "")
        more = "; ".join(each for each in (self.measure, ", ".join(filter(None, (self.by, self.until)))) if each)
        return f"{reason} ({more})" if reason and more else reason or more


EMPTY = Answer()


@dataclass(frozen=True, slots=True)
class Answers:
    """By programme; `wrong` are (cell, what is wrong with it and what to write)."""

    of: Mapping[str, Answer]
    wrong: tuple[tuple[str, Text], ...] = ()


def answers_in(sheets: Iterable[Sheet], known: Container[str]) -> Answers:
    """The answers of a monthly workbook, about the `known` programmes; none when no sheet has the headings."""
    of: dict[str, Answer] = {}
    wrong: list[tuple[str, Text]] = []
    for sheet, head in ((each, head) for each in sheets if (head := _head(each)) is not None):
        for row in sorted({row for row, _ in sheet.cells if row > head[KEY][0]}):
            cells = {key: sheet.cell(row, column) for key, (_, column) in head.items()}
            programme = _said(cells.pop(KEY))
            if not any(_said(each) for each in cells.values()):
                continue
            if programme not in known or programme in of:
                wrong.append((f"{sheet.name}!{address(row, head[KEY][1])}", _NO_KEY))
            else:
                of[programme] = _answer(cells, wrong, f"{sheet.name}!{address(row, head[AMOUNT][1])}")
    return Answers(of, tuple(wrong))


def _head(sheet: Sheet) -> dict[str, tuple[int, int]] | None:
    """Where the headings stand, in either language, whatever the order of the columns."""
    known = {said: key for key, title in HEADINGS.items() for said in (title.sv, title.en)}
    rows: dict[int, dict[str, tuple[int, int]]] = {}
    for place, cell in sheet.cells.items():
        if cell.value in known:
            rows.setdefault(place[0], {}).setdefault(known[cell.value], place)
    return next((found for found in rows.values() if set(HEADINGS) <= set(found)), None)


def _said(cell: Cell | None) -> str:
    return "" if cell is None or cell.type is CellType.EMPTY else " ".join(unescaped(cell.value).split())


def _answer(cells: Mapping[str, Cell | None], wrong: list[tuple[str, Text]], at: str) -> Answer:
    words = {key: _said(cells[key]).removesuffix("T00:00:00") for key in ("reason", "measure", "by", "until", "what")}
    return Answer(**words, not_booked=_amount(cells[AMOUNT], wrong, at))


def _amount(cell: Cell | None, wrong: list[tuple[str, Text]], at: str) -> int | None:
    said = _said(cell)
    if not said:
        return None
    found = number_ore(said) if cell is not None and cell.type in _NUMBERS else text_ore(said, None)
    if found is None or abs(found.amount) >= MOST:
        wrong.append((at, _NO_AMOUNT))
        return None
    return found.amount or None


_NO_KEY = Text(
    "nyckeln är ändrad, eller står två gånger. Skriv svaren på de rader som fanns.",
    "the key has been changed, or stands twice. Write the answers in the rows that were there.",
)
_NO_AMOUNT = Text("skriv ett belopp i kronor, till exempel 120000.", "write an amount in SEK, for example 120000.")


def as_record(answer: Answer) -> dict[str, str | int]:
    """The answer as plain values, without what is empty."""
    given = {each.name: getattr(answer, each.name) for each in fields(answer)}
    return {name: value for name, value in given.items() if value not in (None, "")}


def differing(before: Mapping[str, Answer], now: Mapping[str, Answer]) -> Iterator[str]:
    """The programmes about which something else is said."""
    for id_ in dict.fromkeys((*before, *now)):
        if before.get(id_, EMPTY) != now.get(id_, EMPTY):
            yield id_

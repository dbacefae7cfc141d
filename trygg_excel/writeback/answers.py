"""What the user has written in our sheet of findings: kept in the memory file, and carried over to the new sheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from trygg_excel.accepting.accept import keys_under
from trygg_excel.accepting.acceptance import Acceptance
from trygg_excel.accepting.answers import Answers, answers_in, new_only
from trygg_excel.checking import Checked
from trygg_excel.errors import RowsWrong
from trygg_excel.finding import Text, listed, text
from trygg_excel.gate.limits import LIMITS
from trygg_excel.reading.xlsx import read_xlsx
from trygg_excel.register import Register
from trygg_excel.register.memory import Note, accept_notes, memory_for, remember
from trygg_excel.reporting.findings import COLUMNS
from trygg_excel.reporting.model import Row, Sheet, Value
from trygg_excel.reporting.words import counted
from trygg_excel.workbook import Sheet as ReadSheet
from trygg_excel.writeback.reviews import Reviews, reviews_in
from trygg_excel.writeback.rows_back import rows_under

_ANSWERED = tuple(column.key for column in COLUMNS if column.answer and column.key != "key")


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the user had written in our sheets: `answers` by the finding's key and the column's, and reviews."""

    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    reviews: Reviews = field(default_factory=Reviews)


NOTHING = Earlier()


@dataclass(frozen=True, slots=True)
class Kept:
    """`written` is what stood in our sheets; `new` tells that some answers were put in the memory."""

    written: Earlier
    new: bool
    remarks: tuple[Text, ...]


def keep_answers(
    source: Path, data: bytes, named: Path | None, register: Register | None, checked: Checked | None = None
) -> Kept:
    """Put the answers in a copy of ours into the memory file. Raises RowsWrong with every answer that is amiss.

    `data` must have passed the gate: it is read in this process. `checked` is what it now comes to: a finding that the
    copy has by another key, since the file has another name, is answered too.
    """
    mine, _ = read_xlsx(data, LIMITS, ours=True)
    now = datetime.now().astimezone()
    found = answers_in(mine, register, now.isoformat(timespec="seconds")) if mine else None
    if found is None:
        return Kept(Earlier(), new=False, remarks=())
    if found.wrong:
        raise RowsWrong(source, found.wrong, Text("svar", "answers"))
    memory = memory_for(source, named)
    fresh: list[Note] = [*new_only(found, accept_notes(memory), now.date()), *found.names]
    here = _under_new_keys(found, mine, checked)
    new = [*fresh, *new_only(here, accept_notes(memory), now.date())]
    if new:
        remember(memory, new)
    told = text("{n} svar sparade i {memory}.", "{n} answers kept in {memory}.", n=len(fresh), memory=memory)
    remarks = (*((told,) if fresh else ()), *_passed(found.accepted, now.date()))
    return Kept(earlier_in(mine, checked), new=bool(new), remarks=remarks)


def _passed(accepted: Iterable[Acceptance], today: date) -> tuple[Text, ...]:
    """That a last day has passed: the answer is kept, and the finding stands as if it were not there."""
    gone = [each for each in accepted if not each.holds(today)]
    if not gone:
        return ()
    days = listed(sorted({each.until or "" for each in gone}), most=3)
    one = text(
        "svar gäller inte längre: T.o.m. {days} har passerat. Anmärkningen står därför kvar.",
        "answer holds no longer: its last day, {days}, has passed. The finding therefore remains.", days=days,
    )  # fmt: skip
    many = text(
        "svar gäller inte längre: T.o.m. {days} har passerat. Anmärkningarna står därför kvar.",
        "answers hold no longer: their last day, {days}, has passed. The findings therefore remain.", days=days,
    )  # fmt: skip
    return (counted(len(gone), one, many),)


def earlier_in(sheets: Sequence[ReadSheet], checked: Checked | None = None) -> Earlier:
    """All that the user had written in our sheets, by the keys that its findings have now."""
    now = _new_keys(sheets, checked)
    written = {" ".join(now.get(each, each) for each in key.split()): said for key, said in written_in(sheets).items()}
    return Earlier(written, reviews_in(sheets))


def _under_new_keys(answers: Answers, sheets: Iterable[ReadSheet], checked: Checked | None) -> Answers:
    now = _new_keys(sheets, checked)
    return Answers(tuple(replace(each, key=now[each.key]) for each in answers.accepted if each.key in now))


def _new_keys(sheets: Iterable[ReadSheet], checked: Checked | None) -> dict[str, str]:
    """A finding without numbers is known by its file's name too, which our sheets tell as it was."""
    if checked is None:
        return {}
    return keys_under(checked, {said["workbook"] for _, said in _findings_rows(sheets) if said["workbook"]})


def written_in(sheets: Iterable[ReadSheet]) -> dict[str, dict[str, str]]:
    """All that stands in the answer columns, finished or not, by the finding's key."""
    answers = ((key, {each: said[each] for each in _ANSWERED}) for key, said in _findings_rows(sheets))
    return {key: said for key, said in answers if any(said.values())}


def _findings_rows(sheets: Iterable[ReadSheet]) -> Iterator[tuple[str, dict[str, str]]]:
    """The rows of our sheets of findings: the key, and what stands in the columns."""
    for sheet in sheets:
        yield from ((said["key"], said) for said in rows_under(sheet, COLUMNS, ("key", *_ANSWERED)))


def carried_over(sheet: Sheet, written: Mapping[str, Mapping[str, str]]) -> Sheet:
    """Our new sheet of findings with what the user had begun to write; what is accepted stands there already."""
    places = {column.key: number for number, column in enumerate(sheet.table.columns)}

    def filled(row: Row) -> Row:
        said = written.get(str(row.cells[places["key"]]), {})
        cells: list[Value] = list(row.cells)
        if said and not any(cells[places[key]] for key in _ANSWERED):
            for key in _ANSWERED:
                cells[places[key]] = said[key] or None
        return replace(row, cells=tuple(cells))

    return replace(sheet, table=replace(sheet.table, rows=tuple(map(filled, sheet.table.rows))))


def left_over(written: Mapping[str, Mapping[str, str]], keys: Iterable[str]) -> tuple[Text, ...]:
    """What is told of answers to findings that are no longer there."""
    gone = written.keys() - {part for key in keys for part in (key, *key.split())}
    if not gone:
        return ()
    return (
        text(
            "{n} svar gällde anmärkningar som inte finns kvar, och står inte i den nya kopian.",
            "{n} answers were about findings that are no longer there, and do not stand in the new copy.",
            n=len(gone),
        ),
    )

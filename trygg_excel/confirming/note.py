"""What a person has confirmed of a table, and which tables it holds for from then on.

A note never overrides what a workbook says itself: it fills in what is not said, or settles what is said twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath
from statistics import median

from trygg_excel.fact import Fact
from trygg_excel.family import Family, normal
from trygg_excel.layout.table import Settled, Table
from trygg_excel.layout.time.periods import Period, year_period, years_in
from trygg_excel.money import UNITS
from trygg_excel.workbook import column_letters, place

_UNLIKE = 100  # times larger or smaller than when the unit was confirmed: another unit, perhaps


@dataclass(frozen=True, slots=True, kw_only=True)
class LayoutNote:
    """One confirmation. `unit` to `no_money` are what it settles; None and False leave it open.

    `by`, `at` (ISO time) and `why` are for whoever asks later. `file` (its name), `file_id`, `sheet` and `table` say
    where it was confirmed. `typical` is the middle size of the table's numbers then, times a hundred. `labels` is the
    letter of a column, where amounts began in the column `first`. `withdrawn` takes back what was confirmed before.
    """

    by: str
    at: str
    file: str
    file_id: str
    sheet: str
    table: str
    family: Family
    unit: str | None = None
    typical: int | None = None
    year: int | None = None
    year_of_file: bool = False
    labels: str | None = None
    first: str | None = None
    no_money: bool = False
    withdrawn: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What holds for one table, with the notes it comes from. `misfits` are the notes that no longer fit."""

    table: Table
    settled: Settled
    unit: LayoutNote | None = None
    year: LayoutNote | None = None
    labels: LayoutNote | None = None
    no_money: LayoutNote | None = None
    misfits: tuple[tuple[str, LayoutNote], ...] = ()

    @property
    def notes(self) -> tuple[LayoutNote, ...]:
        """Those in force."""
        return tuple(each for each in (self.unit, self.year, self.labels, self.no_money) if each is not None)


@dataclass(frozen=True, slots=True)
class Read:
    """A workbook as read without any note: what notes are held against."""

    file: str
    file_id: str
    tables: tuple[Table, ...]
    facts: tuple[Fact, ...]

    def typical(self, table: Table) -> int | None:
        """The middle size of a table's numbers as written, times a hundred; None when it has none but noughts."""
        own = (each for each in self.facts if (each.sheet, each.table) == (table.sheet, table.id))
        sizes = [abs(each.amount) // each.unit_factor for each in own if each.amount]
        return int(median(sizes)) if sizes else None


def confirmed(read: Read, notes: Sequence[LayoutNote]) -> tuple[Confirmed, ...]:
    """What the notes settle in a workbook, table by table; a later note goes before an earlier."""
    held: dict[tuple[str, str], list[LayoutNote]] = {}
    for note in notes:
        for table in _meant(note, read.tables):
            held.setdefault((table.sheet, table.id), []).append(note)
    tables = {(each.sheet, each.id): each for each in read.tables}
    found = (_confirmed(read, tables[key], own) for key, own in held.items())
    near = (_outgrown(each, notes) for key, each in tables.items() if key not in held)
    return (*(each for each in found if each.notes or each.misfits), *(each for each in near if each is not None))


def _outgrown(table: Table, notes: Sequence[LayoutNote]) -> Confirmed | None:
    """A table that notes would hold for but that its headings are no longer the same: told by the last of them."""
    last = next((each for each in reversed(notes) if each.family.resembles(table)), None)
    return None if last is None or last.withdrawn else Confirmed(table, Settled(), misfits=(("headings", last),))


def _meant(note: LayoutNote, tables: Iterable[Table]) -> list[Table]:
    """The tables a note knows again: of several alike those with its title, of several still the one at its place."""
    known = [each for each in tables if note.family.knows(each)]
    if len(known) > 1:
        known = [each for each in known if normal(each.title) == note.family.title]
    return [each for each in known if each.id == note.table] if len(known) > 1 else known


def _confirmed(read: Read, table: Table, notes: Sequence[LayoutNote]) -> Confirmed:
    found = Confirmed(table, Settled())
    for note in notes:
        found = Confirmed(table, Settled()) if note.withdrawn else _with(found, note, read)
    return found


def _with(found: Confirmed, note: LayoutNote, read: Read) -> Confirmed:
    """What held so far, with one note more."""
    misfits = dict.fromkeys((*found.misfits, *((each, note) for each in _misfits(note, found.table, read))))
    lost = {aspect for aspect, each in misfits if each is note}
    if note.unit and "unit" not in lost:
        found = replace(found, settled=replace(found.settled, unit=UNITS[note.unit]), unit=note)
    period = _period(note, read.file)
    if period and "year" not in lost:
        found = replace(found, settled=replace(found.settled, period=period), year=note)
    if note.labels and "labels" not in lost:
        found = replace(found, settled=replace(found.settled, labels=place(f"{note.labels}1")[1]), labels=note)
    if note.no_money:
        found = replace(found, settled=replace(found.settled, no_money=True), no_money=note)
    return replace(found, misfits=tuple(misfits))


def _period(note: LayoutNote, file: str) -> Period | None:
    years = years_in(PurePath(file).stem.replace("_", " ")) if note.year_of_file else ()
    year = years[0] if len(years) == 1 else note.year
    return year_period(year) if year else None


def _misfits(note: LayoutNote, table: Table, read: Read) -> Iterator[str]:
    """What of a note must be confirmed anew: sizes of another unit, a year of another workbook, columns moved."""
    if note.unit and note.typical and _unlike(note.typical, read.typical(table)):
        yield "unit"
    same = read.file_id == note.file_id or PurePath(read.file).name == note.file
    if (note.year and not same) or (note.year_of_file and _period(note, read.file) is None):
        yield "year"
    if note.labels and table.columns and column_letters(table.columns[0].column) != note.first:
        yield "labels"


def _unlike(then: int, now: int | None) -> bool:
    return now is not None and not then < now * _UNLIKE < then * _UNLIKE**2


def settled_by_table(held: Iterable[Confirmed]) -> Mapping[tuple[str, str], Settled]:
    """What to read the workbook anew with, by sheet and table id."""
    return {(each.table.sheet, each.table.id): each.settled for each in held if each.settled != Settled()}

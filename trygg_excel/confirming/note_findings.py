"""What is told of layout notes: which tables rest on one, where the workbook says otherwise, what fits no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from trygg_excel.confirming.note import Confirmed, LayoutNote
from trygg_excel.finding import Finding, Severity, Source, Text, listed, text
from trygg_excel.layout.table import Declared, Table
from trygg_excel.money import UNITS

RESTS = "TRY-R05"
DIFFERS = "TRY-R06"
FITS_NO_MORE = "TRY-R10"
_AGAIN = Text(
    "Se efter och bekräfta på nytt med trygg register confirm.",
    "Look, and confirm anew with trygg register confirm.",
)
_WHY_NOT = {
    "unit": Text(
        "enheten: talen är mer än hundra gånger större eller mindre än när den bekräftades",
        "the unit: the numbers are more than a hundred times larger or smaller than when it was confirmed",
    ),
    "year": Text(
        "året: det bekräftades för en annan arbetsbok, eller så har filens namn inget år",
        "the year: it was confirmed for another workbook, or the file's name has none",
    ),
    "headings": Text(
        "den här tabellen: rubrikerna är inte längre desamma",
        "this table: the headings are no longer the same",
    ),
    "labels": Text(
        "kolumnen med namn: beloppen börjar inte längre i samma kolumn",
        "the column of names: the amounts no longer begin in the same column",
    ),
}


def note_findings(file: str, held: Sequence[Confirmed], tables: Iterable[Table]) -> tuple[Finding, ...]:
    """`held` are the notes that apply; `tables` what was read with them."""
    read = {(each.sheet, each.id): each for each in tables}
    return (*_rests(file, held, read), *_differs(file, held), *_fits_no_more(file, held))


def signed(note: LayoutNote) -> str:
    """'Anna Ek, 2022-04-11'."""
    return f"{note.by}, {note.at[:10]}"


def _rests(file: str, held: Sequence[Confirmed], read: dict[tuple[str, str], Table]) -> Iterator[Finding]:
    """One finding for all the tables of which the same was confirmed by the same person on the same day."""
    yield from _no_money(file, held)
    told: dict[tuple[Text, str], list[Source]] = {}
    for each in held:
        for what, note in _in_force(each, read.get((each.table.sheet, each.table.id))):
            told.setdefault((what, signed(note)), []).append(_source(file, each.table))
    for (what, who), where in told.items():
        message = text(
            "{what} i {tables} står inte klart i arbetsboken utan är bekräftad ({who}).",
            "{what} of {tables} is not clear from the workbook; it has been confirmed ({who}).",
            what=what, who=who, tables=_listed(where),
        )  # fmt: skip
        yield Finding(code=RESTS, severity=Severity.NOTE, message=message, sources=tuple(where))


def _no_money(file: str, held: Sequence[Confirmed]) -> Iterator[Finding]:
    where = [_source(file, each.table) for each in held if each.no_money is not None]
    by = {signed(each.no_money) for each in held if each.no_money is not None}
    if where:
        message = text(
            "Inga belopp läses i {tables}: bekräftat att de inte är pengar ({who}).",
            "No amounts are read in {tables}: confirmed to be no money ({who}).",
            tables=_listed(where), who="; ".join(sorted(by)),
        )  # fmt: skip
        yield Finding(code=RESTS, severity=Severity.NOTE, message=message, sources=tuple(where))


def _in_force(held: Confirmed, table: Table | None) -> Iterator[tuple[Text, LayoutNote]]:
    """What of a table rests on a note in the end."""
    if table is not None and held.no_money is None:
        if held.unit is not None and table.unit.settled:
            yield Text(f"Enheten {held.unit.unit}", f"The unit {held.unit.unit}"), held.unit
        if held.year is not None and table.period.settled and table.period.period:
            year = table.period.period.year
            yield Text(f"Året {year}", f"The year {year}"), held.year
        if held.labels is not None:
            column = held.labels.labels
            yield Text(f"Kolumn {column} med radernas namn", f"Column {column} with the rows' names"), held.labels


def _differs(file: str, held: Iterable[Confirmed]) -> Iterator[Finding]:
    for each in held:
        unit, period = each.table.unit, each.table.period
        if each.unit is not None and unit.unit is not None and unit.unit != each.settled.unit:
            yield _conflict(file, each.table, unit, unit.unit.symbol, UNITS[each.unit.unit or "kr"].symbol, each.unit)
        wanted = each.settled.period
        if each.year is not None and wanted and period.period and period.period.year != wanted.year:
            yield _conflict(file, each.table, period, str(period.period.year), str(wanted.year), each.year)


def _conflict(file: str, table: Table, said: Declared, own: str, other: str, note: LayoutNote) -> Finding:
    where = Text(said.cell, said.cell) if said.cell else Text("bladets eller filens namn", "the sheet's or file's name")
    return Finding(
        code=DIFFERS,
        severity=Severity.WARNING,
        message=text(
            "{table}: arbetsboken säger {own} ({where}) men {other} är bekräftat ({who}). Arbetsboken gäller.",
            "{table}: the workbook says {own} ({where}) but {other} was confirmed ({who}). The workbook holds.",
            table=_place(table), own=own, where=where, other=other, who=signed(note),
        ),
        remedy=text(
            "Rätta arbetsboken om den har fel, eller bekräfta det nya med trygg register confirm.",
            "Correct the workbook if it is wrong, or confirm what is new with trygg register confirm.",
        ),
        sources=(Source(file, table.sheet, said.cell or str(table.range)),),
        found=own,
        expected=other,
    )  # fmt: skip


def _fits_no_more(file: str, held: Iterable[Confirmed]) -> Iterator[Finding]:
    for each in held:
        for aspect, note in each.misfits:
            message = text(
                "{table}: det som bekräftades ({who}) används inte för {why}.",
                "{table}: what was confirmed ({who}) is not used for {why}.",
                table=_place(each.table), who=signed(note), why=_WHY_NOT[aspect],
            )  # fmt: skip
            source = _source(file, each.table)
            yield Finding(
                code=FITS_NO_MORE, severity=Severity.WARNING, message=message, remedy=_AGAIN, sources=(source,)
            )


def _place(table: Table) -> str:
    return f"{table.sheet}!{table.range}"


def _source(file: str, table: Table) -> Source:
    return Source(file, table.sheet, str(table.range))


def _listed(where: Iterable[Source]) -> Text:
    return listed((f"{each.sheet}!{each.cell}" for each in where), most=3)

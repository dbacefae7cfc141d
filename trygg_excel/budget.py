"""A workbook that has been read: its tables, its facts, and what the reader was not sure of."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from trygg_excel.active import active_findings
from trygg_excel.errors import Refused
from trygg_excel.fact import Confidence, Fact
from trygg_excel.facts import facts_of
from trygg_excel.finding import Finding, Severity, Source, listed, text
from trygg_excel.gate.limits import LIMITS, Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.layout.table import Table
from trygg_excel.money import UNITS, in_unit
from trygg_excel.workbook import Workbook

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Budget:
    """What `read` gives. `records` are the facts as data; `facts` hands them out as a frame of its own each time."""

    workbook: Workbook = field(repr=False)
    tables: tuple[Table, ...] = field(repr=False)
    records: tuple[Fact, ...] = field(repr=False)
    findings: tuple[Finding, ...] = ()

    @property
    def file(self) -> str:
        return self.workbook.file

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return Path(self.file).name

    @property
    def facts(self) -> pd.DataFrame:
        """The facts frame (design 3): one row per amount, öre as Int64."""
        from trygg_excel.frame import facts_frame  # pandas only when a frame is asked for

        return facts_frame(self.records)

    def in_unit(self, symbol: str) -> pd.DataFrame:
        """The facts frame with a column `amount` of exact Decimals in 'kr', 'tkr', 'mkr' or 'mdkr'."""
        frame = self.facts
        unit = UNITS[symbol]
        amounts = [None if each.amount is None else in_unit(each.amount, unit) for each in self.records]
        frame.insert(list(frame.columns).index("amount_ore"), "amount", amounts)
        return frame


def read(path: str | Path, *, isolate: bool = True, strict: bool = False, limits: Limits = LIMITS) -> Budget:
    """Read the workbook at `path`. Raises PathMissing or Unreadable; what is odd inside it becomes findings.

    It is read in a process of its own, which a file made to harm may kill; `isolate=False`, for files you trust, does
    without. `strict` refuses a workbook with active content (macros, links, connections); otherwise it is told.
    `limits` is what a workbook may be at most. Raises NoIsolation where such a process cannot be started.
    """
    workbook = _workbook(Path(path), limits, isolate=isolate)
    if strict and workbook.active:
        raise Refused(path, Reason.ACTIVE, workbook.active[0].place)
    tables, records = facts_of(workbook)
    findings = (*active_findings(workbook), *_unsure(workbook, tables, records))
    return Budget(workbook, tables, records, findings)


def _workbook(path: Path, limits: Limits, *, isolate: bool) -> Workbook:
    if isolate:
        from trygg_excel.isolate.parent import read_isolated  # leaves the parsers out of this process

        return read_isolated(path, gate=limits)
    from trygg_excel.reading import read_workbook

    return read_workbook(path, limits)


def _unsure(workbook: Workbook, tables: tuple[Table, ...], records: tuple[Fact, ...]) -> tuple[Finding, ...]:
    """One finding per doubt about the reading, with the tables it stands for; never one per cell."""
    if not records:
        return (_no_amounts(workbook),)
    doubts = []
    unsure = {(each.sheet, each.table) for each in records if each.confidence is not Confidence.SURE}
    for code, told, lacks in _DOUBTS:
        where = [each for each in tables if (each.sheet, each.id) in unsure and lacks(each)]
        if where:
            doubts.append(_doubt(workbook, code, told, where))
    guessed = {(each.sheet, each.table) for each in records if each.confidence is Confidence.GUESS}
    if guessed:
        where = [each for each in tables if (each.sheet, each.id) in guessed]
        doubts.append(_doubt(workbook, "TRY-R04", _NO_LABEL, where))
    return tuple(doubts)


_NO_UNIT = (
    "Enheten är inte angiven i {tables}. Beloppen är lästa som hela kronor.",
    "The unit is not stated in {tables}. The amounts are read as whole crowns.",
    "Skriv till exempel 'Belopp i tkr' ovanför tabellen.",
    "Write for example 'Belopp i tkr' above the table.",
)
_NO_YEAR = (
    "Året framgår inte av rubrikerna i {tables}.",
    "The headings of {tables} do not say which year it is.",
    "Skriv året i tabellens rubrik eller i kolumnrubrikerna.",
    "Write the year in the title of the table or in its column headings.",
)
_NO_LABEL = (
    "Några belopp i {tables} saknar en tydlig rad- eller kolumnrubrik.",
    "Some amounts in {tables} have no clear row or column heading.",
    "Se efter att varje rad har ett namn.",
    "See that every row has a name.",
)


def _lacks_unit(table: Table) -> bool:
    return table.unit.unit is None and not all(each.unit for each in table.columns)


def _lacks_year(table: Table) -> bool:
    return table.period.period is None and not _dated(table)


def _dated(table: Table) -> bool:
    return all(column.period for column in table.columns) or all(row.period for row in table.rows)


_DOUBTS = (("TRY-R01", _NO_UNIT, _lacks_unit), ("TRY-R02", _NO_YEAR, _lacks_year))


def _doubt(workbook: Workbook, code: str, told: tuple[str, str, str, str], where: list[Table]) -> Finding:
    tables = listed((f"{each.sheet}!{each.range}" for each in where), most=3)
    message = text(told[0], told[1], tables=tables)
    sources = tuple(Source(workbook.file, each.sheet, str(each.range)) for each in where)
    return Finding(code=code, severity=Severity.NOTE, message=message, remedy=text(told[2], told[3]), sources=sources)


def _no_amounts(workbook: Workbook) -> Finding:
    return Finding(
        code="TRY-R03",
        severity=Severity.NOTE,
        message=text("Inga belopp hittades i arbetsboken.", "No amounts were found in the workbook."),
        sources=(Source(workbook.file),),
    )

"""A workbook that has been read: its tables, its facts, and what the reader was not sure of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from trygg_excel.active import active_findings
from trygg_excel.confirming.doubts import Doubt, doubts_of, facts_by_table
from trygg_excel.confirming.note import Confirmed, LayoutNote, Read, confirmed, settled_by_table
from trygg_excel.confirming.note_findings import note_findings
from trygg_excel.errors import Refused, RegisterError
from trygg_excel.fact import Fact
from trygg_excel.facts import facts_of
from trygg_excel.finding import Finding, Severity, Source, listed, text
from trygg_excel.gate.limits import LIMITS, Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.layout.table import Table
from trygg_excel.notebook.displayed import Displayed
from trygg_excel.register.memory import layout_notes, memory_for
from trygg_excel.workbook import Workbook

if TYPE_CHECKING:
    import pandas as pd

    from trygg_excel.notebook.figures import Figure


@lru_cache(1_024)  # each part of a report asks
def _name_of(file: str) -> str:
    return Path(file).name


@dataclass(frozen=True, slots=True, repr=False)
class Budget(Displayed):
    """What `read` gives. `records` are the facts as data; `facts` hands them out as a frame of its own each time."""

    workbook: Workbook = field(repr=False)
    tables: tuple[Table, ...] = field(repr=False)
    records: tuple[Fact, ...] = field(repr=False)
    findings: tuple[Finding, ...] = ()
    confirmed: tuple[Confirmed, ...] = field(default=(), repr=False)

    @property
    def file(self) -> str:
        """The path it was read from, as given."""
        return self.workbook.file

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return _name_of(self.file)

    @property
    def facts(self) -> pd.DataFrame:
        """The facts frame: one row per amount, `amount_ore` as Int64 öre (NA where it is not known), with its cell.

        >>> import trygg_excel as te
        >>> from trygg_excel.shipped import example_folder
        >>> budget = te.read(example_folder("workbooks") / "trygghetspaketet-jamforelse.xlsx")
        >>> budget.facts.shape[0], str(budget.facts["amount_ore"].dtype)
        (27, 'Int64')
        """
        from trygg_excel.frame import facts_frame  # pandas only when a frame is asked for

        return facts_frame(self.records)

    def explain(self, path: str | Path, lang: str = "sv") -> Path:
        """Write a page that shows how every cell was read, and what a person may confirm; where it was written.

        `lang` is 'sv' or 'en'. Raises WouldOverwrite for the workbook itself, Unwritable when the disk says no.

        >>> from tempfile import TemporaryDirectory
        >>> import trygg_excel as te
        >>> from trygg_excel.shipped import example_folder
        >>> budget = te.read(example_folder("workbooks") / "trygghetspaketet-jamforelse.xlsx")
        >>> with TemporaryDirectory() as folder:
        ...     budget.explain(f"{folder}/tolkning.html").name
        'tolkning.html'
        """
        from trygg_excel.layout_page import layout_page  # only when a page is asked for
        from trygg_excel.writing import write_file

        write_file(Path(path), layout_page([self], lang).encode(), [self.file])
        return Path(path)

    def in_unit(self, symbol: str) -> pd.DataFrame:
        """The facts frame with a column `amount`: exact Decimals in 'kr', 'tkr', 'mkr' or 'mdkr'.

        It stands before `amount_ore`; None where an amount is not known. Raises WrongUsage for another unit.

        >>> import trygg_excel as te
        >>> from trygg_excel.shipped import example_folder
        >>> budget = te.read(example_folder("workbooks") / "trygghetspaketet-tkr.xlsx")
        >>> budget.in_unit("tkr")["amount"].tolist()[:3]
        [Decimal('2000'), Decimal('800'), Decimal('1000')]
        """
        from trygg_excel.notebook.frames import facts_in_unit

        return facts_in_unit(self.records, symbol)

    def plot(self, unit: str | None = None, lang: str = "sv") -> Figure:
        """The months of a follow-up as a matplotlib Figure: outcome, budget and forecast, in the workbook's unit.

        Raises NothingToDraw where the workbook has no months, ExtraMissing where matplotlib is not installed.

        >>> import trygg_excel as te
        >>> from trygg_excel.shipped import example_folder
        >>> budget = te.read(example_folder("workbooks") / "trygghetspaketet-jamforelse.xlsx")
        >>> budget.plot()
        Traceback (most recent call last):
        trygg_excel.errors.NothingToDraw: 'trygghetspaketet-jamforelse.xlsx' har inga månader att rita. Jämför år med
        te.compare(budget).plot().
        """
        from trygg_excel.notebook.drawn import months_figure

        return months_figure(self, unit, lang)


def read(
    path: str | Path,
    *,
    isolate: bool = True,
    strict: bool = False,
    limits: Limits = LIMITS,
    notes: Sequence[LayoutNote] | None = None,
) -> Budget:
    """Read the workbook at `path`. Raises PathMissing or Unreadable; what is odd inside it becomes findings.

    It is read in a process of its own, which a file made to harm may kill; `isolate=False`, for files you trust, does
    without. `strict` refuses a workbook with active content (macros, links, connections); otherwise it is told.
    `limits` is what a workbook may be at most. Raises NoIsolation where such a process cannot be started.
    `notes` are what people have confirmed of such layouts: those beside the register above `path` unless given.

    >>> import trygg_excel as te
    >>> from trygg_excel.shipped import example_folder
    >>> table = example_folder("workbooks") / "trygghetspaketet-jamforelse.xlsx"
    >>> budget = te.read(table)
    >>> budget
    <Budget trygghetspaketet-jamforelse.xlsx: 27 belopp i 1 tabell.>
    >>> budget.facts.loc[0, ["cell", "label", "unit"]].tolist(), int(budget.facts.loc[0, "amount_ore"])
    (['B5', 'Trygghetsvärdar (Orminge och Fisksätra)', 'mkr'], 100000000)
    >>> te.read("finns-inte.xlsx")
    Traceback (most recent call last):
    trygg_excel.errors.PathMissing: 'finns-inte.xlsx' finns inte. Kontrollera namn och mapp.
    """
    workbook = _workbook(Path(path), limits, isolate=isolate)
    if strict and workbook.active:
        raise Refused(path, Reason.ACTIVE, workbook.active[0].place)
    return budget_of(workbook, _remembered(Path(path)) if notes is None else notes)


def budget_of(workbook: Workbook, notes: Sequence[LayoutNote] = ()) -> Budget:
    """What the workbook says, with what people have confirmed of it; pure."""
    tables, records = facts_of(workbook)
    held = confirmed(Read(workbook.file, workbook.file_id, tables, records), notes) if notes else ()
    if settled := settled_by_table(held):
        tables, records = facts_of(workbook, settled)
    told = note_findings(workbook.file, held, tables)
    findings = (*active_findings(workbook), *_unsure(workbook, tables, records), *told)
    return Budget(workbook, tables, records, findings, held)


def _remembered(path: Path) -> tuple[LayoutNote, ...]:
    """The notes for a path; none where it cannot be told which register applies."""
    try:
        memory = memory_for(path)
    except RegisterError:
        return ()
    return layout_notes(memory)


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
    found = [_all_nought(workbook)] if all(each.amount == 0 for each in records) else []
    own = facts_by_table(records)
    doubted = [(each, doubts_of(each, own.get((each.sheet, each.id), ()))) for each in tables]
    for code, told, doubt in _DOUBTS:
        where = [table for table, doubts in doubted if doubt in doubts and not _is_taken(table, doubt)]
        found += [_doubt(workbook, code, told, where)] if where else []
    taken = [table for table, doubts in doubted for doubt in doubts if _is_taken(table, doubt)]
    for unit in dict.fromkeys(each.unit.unit.symbol for each in taken if each.unit.unit):
        alike = [each for each in taken if each.unit.unit and each.unit.unit.symbol == unit]
        found.append(_doubt(workbook, "TRY-R01", _TAKEN_UNIT, alike, unit))
    return tuple(found)


def _is_taken(table: Table, doubt: Doubt) -> bool:
    """Whether the unit that a table does not say is one that other words of the workbook do."""
    return doubt is Doubt.UNIT and table.unit.elsewhere


NOT_FILLED_IN = "TRY-R13"
_NO_UNIT = (
    "Enheten är inte angiven i {tables}. Beloppen är lästa som hela kronor.",
    "The unit is not stated in {tables}. The amounts are read as whole crowns.",
    "Skriv till exempel 'Belopp i tkr' ovanför tabellen, eller bekräfta enheten (trygg register confirm).",
    "Write for example 'Belopp i tkr' above the table, or confirm the unit (trygg register confirm).",
)
_TAKEN_UNIT = (
    "Enheten är inte angiven i {tables}. Beloppen är lästa i {unit}, som arbetsboken säger på annat håll.",
    "The unit is not stated in {tables}. The amounts are read in {unit}, as the workbook says elsewhere.",
    *_NO_UNIT[2:],
)
_NO_YEAR = (
    "Året framgår inte av rubrikerna i {tables}.",
    "The headings of {tables} do not say which year it is.",
    "Skriv året i tabellens rubrik eller i kolumnrubrikerna, eller bekräfta det (trygg register confirm).",
    "Write the year in the table's title or its column headings, or confirm it (trygg register confirm).",
)
_NO_LABEL = (
    "Några belopp i {tables} saknar en tydlig rad- eller kolumnrubrik.",
    "Some amounts in {tables} have no clear row or column heading.",
    "Se efter att varje rad har ett namn.",
    "See that every row has a name.",
)

_TWO_UNITS = (
    "Orden vid {tables} nämner mer än en enhet.",
    "The words at {tables} name more than one unit.",
    "Skriv enheten en gång, ovanför tabellen, eller bekräfta den (trygg register confirm).",
    "Write the unit once, above the table, or confirm it (trygg register confirm).",
)
_TWO_YEARS = (
    "Orden vid {tables} nämner mer än ett år, eller så nämns det bara i bladets eller filens namn.",
    "The words at {tables} name more than one year, or only the sheet's or the file's name does.",
    "Skriv året i tabellens rubrik eller i kolumnrubrikerna, eller bekräfta det (trygg register confirm).",
    "Write the year in the table's title or its column headings, or confirm it (trygg register confirm).",
)
_TWO_LABELS = (
    "I {tables} kan radernas namn stå i mer än en kolumn.",
    "In {tables} the rows' names may stand in more than one column.",
    "Skriv en rubrik, till exempel 'Benämning', över kolumnen med namn, eller bekräfta den (trygg register confirm).",
    "Write a heading, for example 'Benämning', over the column of names, or confirm it (trygg register confirm).",
)
_DOUBTS = (
    ("TRY-R01", _NO_UNIT, Doubt.UNIT),
    ("TRY-R02", _NO_YEAR, Doubt.YEAR),
    ("TRY-R07", _TWO_LABELS, Doubt.LABELS),
    ("TRY-R08", _TWO_UNITS, Doubt.UNITS),
    ("TRY-R09", _TWO_YEARS, Doubt.YEARS),
    ("TRY-R04", _NO_LABEL, Doubt.NAMES),
)


def _doubt(
    workbook: Workbook, code: str, told: tuple[str, str, str, str], where: list[Table], unit: str = "kr"
) -> Finding:
    tables = listed((f"{each.sheet}!{each.range}" for each in where), most=3)
    message = text(told[0], told[1], tables=tables, **({"unit": unit} if told is _TAKEN_UNIT else {}))
    sources = tuple(Source(workbook.file, each.sheet, str(each.range)) for each in where)
    return Finding(code=code, severity=Severity.NOTE, message=message, remedy=text(told[2], told[3]), sources=sources)


def _all_nought(workbook: Workbook) -> Finding:
    return Finding(
        code=NOT_FILLED_IN,
        severity=Severity.NOTE,
        message=text(
            "Alla belopp i arbetsboken är 0: den är inte ifylld.",
            "All amounts in the workbook are 0: it is not filled in.",
        ),
        remedy=text("Fyll i beloppen och kontrollera igen.", "Fill in the amounts and check again."),
        sources=(Source(workbook.file),),
    )


def _no_amounts(workbook: Workbook) -> Finding:
    return Finding(
        code="TRY-R03",
        severity=Severity.NOTE,
        message=text("Inga belopp hittades i arbetsboken.", "No amounts were found in the workbook."),
        sources=(Source(workbook.file),),
    )

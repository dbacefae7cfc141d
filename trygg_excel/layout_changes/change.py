"""What has changed in how a workbook is laid out since last time, told apart from what its numbers say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePath

from trygg_excel.confirming.pairs import Pair, paired
from trygg_excel.family import normal
from trygg_excel.finding import Finding, Severity, Source, Text, text
from trygg_excel.layout.table import Table
from trygg_excel.layout_changes.columns import column_changes
from trygg_excel.workbook import column_letters

CODE = "TRY-R11"
OTHER_KIND = "TRY-R12"
_MOST = 12  # changes told one by one


def layout_changes(before: Sequence[Table], now: Sequence[Table], file: str, previous: str) -> tuple[Finding, ...]:
    """One finding with every change of layout, or that the workbooks are not of a kind; none when nothing changed.

    `file` and `previous` are the paths of the workbook now and of the earlier one. Years and amounts may differ.
    """
    if not before or not now:
        return ()
    pairs = paired(before, now)
    if 2 * len(pairs) < min(len(before), len(now)):
        return (_other_kind(file, previous),)
    changes = tuple(_changes(before, now, pairs))
    if not changes:
        return ()
    where = tuple(Source(file, each.now.sheet, str(each.now.range)) for each in pairs if any(_in_table(each)))
    return (_changed(changes, where or (Source(file),), previous),)


def _changes(before: Sequence[Table], now: Sequence[Table], pairs: Sequence[Pair]) -> Iterator[Text]:
    yield from _sheets(before, now, pairs)
    for pair in pairs:
        yield from (_on(pair.now, change) for change in _in_table(pair))


def _sheets(before: Sequence[Table], now: Sequence[Table], pairs: Sequence[Pair]) -> Iterator[Text]:
    """Sheets that have come, gone or got another name, and single tables that have come or gone."""
    renamed = {
        each.before.sheet: each.now.sheet for each in pairs if normal(each.before.sheet) != normal(each.now.sheet)
    }
    new, old = {each.sheet for each in now}, {each.sheet for each in before}
    known_new, known_old = {normal(each) for each in new}, {normal(each) for each in old}
    for was, name in renamed.items():
        if was not in new and name not in old:
            yield text("Bladet {was} heter nu {name}.", "The sheet {was} is now called {name}.", was=was, name=name)
    lost = [each for each in before if not any(each is pair.before for pair in pairs)]
    come = [each for each in now if not any(each is pair.now for pair in pairs)]
    yield from _missing(lost, known_new, _GONE)
    yield from _missing(come, known_old, _COME)


_GONE = (
    Text("Bladet {sheet} finns inte längre.", "The sheet {sheet} is no longer there."),
    Text("Blad {sheet}: tabellen {title} finns inte längre.", "Sheet {sheet}: the table {title} is no longer there."),
)
_COME = (
    Text("Bladet {sheet} har tillkommit.", "The sheet {sheet} has been added."),
    Text("Blad {sheet}: tabellen {title} har tillkommit.", "Sheet {sheet}: the table {title} has been added."),
)


def _missing(tables: Iterable[Table], known: set[str], said: tuple[Text, Text]) -> Iterator[Text]:
    """One text for a whole sheet that the other workbook has not, else one for each table."""
    told: set[str] = set()
    for table in tables:
        whole = normal(table.sheet) not in known
        if whole and table.sheet in told:
            continue
        told.add(table.sheet)
        words = said[0] if whole else said[1]
        yield text(words.sv, words.en, sheet=table.sheet, title=table.title or str(table.range))


def _on(table: Table, change: Text) -> Text:
    return text("Blad {sheet}: {change}", "Sheet {sheet}: {change}", sheet=table.sheet, change=change)


def _in_table(pair: Pair) -> Iterator[Text]:
    """What has changed within a table."""
    before, now = pair.before, pair.now
    if before.years_down != now.years_down:
        yield _ACROSS if before.years_down else _DOWN
        return
    yield from column_changes(before.columns, now.columns)
    yield from _rows_of_headings(before, now)
    yield from _labels(before, now)
    yield from _unit(before, now)


_DOWN = Text("åren står nu nedåt och inte tvärs över.", "the years now run down and not across.")
_ACROSS = Text("åren står nu tvärs över och inte nedåt.", "the years now run across and not down.")


def _rows_of_headings(before: Table, now: Table) -> Iterator[Text]:
    was, rows = before.header_rows, now.header_rows
    if len(was) != len(rows):
        yield text(
            "rubrikerna står på {n} rader, förut på {was}.", "the headings stand on {n} rows, before on {was}.",
            n=len(rows), was=len(was),
        )  # fmt: skip
    elif was != rows:
        yield text(
            "rubrikraden har flyttats från rad {was} till rad {row}.",
            "the row of headings has moved from row {was} to row {row}.",
            was=was[0], row=rows[0],
        )  # fmt: skip


def _labels(before: Table, now: Table) -> Iterator[Text]:
    was, column = _last_label(before), _last_label(now)
    if was and column and was != column:
        yield text(
            "radernas namn står i kolumn {column}, förut i {was}.",
            "the rows' names stand in column {column}, before in {was}.", column=column, was=was,
        )  # fmt: skip


def _last_label(table: Table) -> str:
    return column_letters(table.body.labels[-1]) if table.body is not None and table.body.labels else ""


def _unit(before: Table, now: Table) -> Iterator[Text]:
    was, unit = _unit_said(before), _unit_said(now)
    if was == unit:
        return
    if not unit:
        yield text("enheten sägs inte längre; förut {was}.", "the unit is no longer said; before {was}.", was=was)
    elif not was:
        yield text("enheten är nu utsagd: {unit}.", "the unit is now said: {unit}.", unit=unit)
    else:
        yield text("enheten är {unit}, förut {was}.", "the unit is {unit}, before {was}.", unit=unit, was=was)


def _unit_said(table: Table) -> str:
    """The unit by the workbook itself, of the table or else of its columns; '' when it says none."""
    if table.unit.unit is not None and not table.unit.settled:
        return table.unit.unit.symbol
    return ", ".join(dict.fromkeys(each.unit.symbol for each in table.columns if each.unit))


def _changed(changes: tuple[Text, ...], where: tuple[Source, ...], previous: str) -> Finding:
    """One finding for the whole workbook: the changes are its causes."""
    more = len(changes) - _MOST
    rest = (text("{n} ändringar till.", "{n} changes more.", n=more),) if more > 0 else ()
    return Finding(
        code=CODE,
        severity=Severity.WARNING,
        message=text(
            "Uppställningen har ändrats sedan förra gången ({file}).",
            "The layout has changed since last time ({file}).",
            file=PurePath(previous).name,
        ),
        causes=(*changes[:_MOST], *rest),
        remedy=Text(
            "Se efter att ändringen är avsedd. Beloppens ändringar sägs för sig.",
            "See that the change is meant. Changes of amounts are told apart.",
        ),
        sources=where,
    )


def _other_kind(file: str, previous: str) -> Finding:
    return Finding(
        code=OTHER_KIND,
        severity=Severity.NOTE,
        message=text(
            "{file} har ingen tabell som liknar dem i arbetsboken; uppställningen är inte jämförd.",
            "{file} has no table like those in the workbook; the layout has not been compared.",
            file=PurePath(previous).name,
        ),
        sources=(Source(file),),
    )

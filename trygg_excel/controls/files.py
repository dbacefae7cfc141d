"""The workbook as a file: handed in twice, overtaken by a newer version, or titled for another period
(TRY-049, TRY-050)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from trygg_excel.controls.control import NO_AMOUNT, Control, answer, not_judged
from trygg_excel.fact import Basis
from trygg_excel.finding import Finding, Result, Severity, Source, Text, listed, text
from trygg_excel.held import Held
from trygg_excel.layout.table import HeadedColumn, Table
from trygg_excel.layout.time.months import months_in
from trygg_excel.layout.time.periods import years_in
from trygg_excel.month_names import month_and_year
from trygg_excel.same_files import name_without_version, version_in_name

SAME, STALE = "TRY-049", "TRY-050"


def only_once(held: Held) -> Iterator[Result]:
    """No other file of the run, nor that of last time, is the same; none is a later version of it."""
    subject = Text("Filen finns en gång", "The file is there once")
    last = None if held.previous is None else held.previous.budget
    found = [*_same_content(held), *_newer(held)]
    if last is not None and last.workbook.file_id == held.budget.workbook.file_id:
        found.append(_identical(held, last.file, last_time=True))
    yield answer(SAME, subject, found)


def _same_content(held: Held) -> Iterator[Finding]:
    """Told once for the files that are the same: at all but the first of them."""
    alike = held.others.by_content.get(held.budget.workbook.file_id, ())
    if len(alike) > 1 and alike[0] != held.budget.file:
        yield _identical(held, alike[0], last_time=False)


def _identical(held: Held, other: str, *, last_time: bool) -> Finding:
    when = Text(" från förra gången", " of last time") if last_time else Text("", "")
    return Finding(
        code=SAME, severity=Severity.WARNING,
        message=text(
            "Filen är identisk med {other}{when}.", "The file is identical to {other}{when}.",
            other=PurePath(other).name, when=when,
        ),
        remedy=text("Kontrollera att rätt fil lämnades.", "See that the right file was handed in."),
        sources=(Source(held.budget.file),), found=held.budget.workbook.file_id,
    )  # fmt: skip


def _newer(held: Held) -> Iterator[Finding]:
    file = held.budget.file
    own = version_in_name(file)
    versions = held.others.by_name.get(name_without_version(file), ())
    latest = max(versions, key=version_in_name, default=file)
    if version_in_name(latest) > own:
        yield Finding(
            code=SAME, severity=Severity.WARNING,
            message=text(
                "En nyare version av filen finns: {other}.", "There is a newer version of the file: {other}.",
                other=PurePath(latest).name,
            ),
            remedy=text("Använd den senaste versionen.", "Use the latest version."), sources=(Source(file),),
        )  # fmt: skip


def fresh_titles(held: Held) -> Iterator[Result]:
    """A title that names a month names one that the columns are about: one finding for all titles left behind."""
    subject = Text("Rubrikens period", "The title's period")
    titled = [(table, title, month) for table in held.budget.tables for title, month in _titles(table)]
    judged = [(table, title, month, dated) for table, title, month in titled if (dated := _outcome_months(table))]
    if not judged:
        lacks = Text("en månad i rubriken och i kolumnerna", "a month in the title and in the columns")
        yield not_judged(STALE, subject, lacks)
        return
    stale = [each for each in judged if each[2] not in each[3]]
    yield answer(STALE, subject, [_stale(held, stale)] if stale else ())


def _titles(table: Table) -> Iterator[tuple[str, int]]:
    """Each title with the one month and year it names, as YYYYMM."""
    for title in (table.title, *table.subtitles):
        years, months = years_in(title), months_in(title)
        if len(years) == 1 and months is not None and (months.accumulated or months.first == months.last):
            yield title, years[0] * 100 + months.last


def _outcome_months(table: Table) -> frozenset[int]:
    """The last months of a table's own columns; none where they are whole years."""
    ends = {column.period.end for column in table.columns if column.period is not None and _is_of_months(column)}
    return frozenset(ends)


def _is_of_months(column: HeadedColumn) -> bool:
    return column.period is not None and column.period.basis in {Basis.ACCUMULATED, Basis.PERIOD}


def _stale(held: Held, stale: Sequence[tuple[Table, str, int, frozenset[int]]]) -> Finding:
    _, title, month, dated = stale[0]
    places = tuple(Source(held.budget.file, table.sheet, str(table.range)) for table, *_ in stale)
    months = [month_and_year(each) for each in sorted(dated)]
    return Finding(
        code=STALE, severity=Severity.WARNING, period=max(dated),
        message=text(
            "Rubriken '{title}' säger {said}, men kolumnerna gäller {sv}.",
            "The title '{title}' says {said}, but the columns are for {en}.",
            title=title, said=month_and_year(month), sv=listed((each.sv for each in months), most=3),
            en=listed((each.en for each in months), most=3),
        ),
        remedy=text("Rätta rubriken, eller kontrollera kolumnerna.", "Correct the title, or check the columns."),
        sources=places, found=title,
    )  # fmt: skip


FILES = (
    Control(
        SAME, Text("Samma fil två gånger, eller en nyare finns", "The same file twice, or a newer one"),
        NO_AMOUNT, only_once, Severity.WARNING,
        Text("Filen är identisk med uppföljning.xlsx.", "The file is identical to uppföljning.xlsx."),
    ),
    Control(
        STALE, Text("Rubrikens period mot kolumnernas", "The title's period against the columns'"),
        NO_AMOUNT, fresh_titles, Severity.WARNING,
        Text(
            "Rubriken 'Resultaträkning april 2022' säger april 2022, men kolumnerna gäller maj 2022.",
            "The title 'Resultaträkning april 2022' says April 2022, but the columns are for May 2022.",
        ),
    ),
)  # fmt: skip

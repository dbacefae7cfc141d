"""The year or the months of a table, by its titles, a month chosen in a form, or the names of sheet and file."""

from __future__ import annotations

import re
from pathlib import PurePath

from trygg_excel.fact import Basis
from trygg_excel.layout.sight.grid import Grid
from trygg_excel.layout.sight.seen import Seen
from trygg_excel.layout.table import Body, Declared
from trygg_excel.layout.time.financial_years import in_lakhs
from trygg_excel.layout.time.periods import (
    Period,
    day_period,
    is_month,
    is_only_period,
    read_period,
    split_year,
    year_period,
    years_in,
)
from trygg_excel.layout.time.short_years import with_whole_years
from trygg_excel.layout.time.split_years import spelled_split
from trygg_excel.layout.vocabulary import asks_for_month, is_prose, names_year, says_period, without_source

_NUMBERED = re.compile(r"[a-z]{1,3} ?\d{1,3}", re.IGNORECASE)  # 'b10.xlsx' is the tenth, and not of 2010
_SHORT_MONTH = re.compile(r"(?:1[3-9]|2\d|3[0-5])(?:0[1-9]|1[0-2])")  # '2510'
_MONTHS_OF_YEAR = re.compile(r"0[1-9] ?[-–] ?(?:0[1-9]|1[0-2])")  # '01-09', chosen over a pivot table
_BEGINS = re.compile(r"from\b|från|fr\.? ?o\.? ?m|start", re.IGNORECASE)  # a report is not of the month it begins in
_FORM = 40  # rows at the top of a sheet in which a month may be chosen


def period_of(grid: Grid, body: Body, above: tuple[Seen, ...], first: int, file: str) -> Declared:
    """The year for what names none itself: of the title, of the sheet's own title, of its name or of the file's.

    The title's is doubted by nothing; the others' by any other year among the words over the tables, and a name's where
    no headings stand over the columns. A year in prose is told last, and doubted.
    """
    told = tuple(seen for seen in above if is_prose(seen.text))
    above = tuple(seen for seen in above if seen not in told)
    loose = tuple(seen for row in range(1, first) for seen in grid.row(row) if not is_prose(seen.text))
    fiscal = any(in_lakhs(seen.text) for seen in (*above, *loose, *told))
    named = {year for seen in (*above, *loose) for year in years_in(without_source(seen.text))}
    for seen in (*above, *(each for each in loose if each.is_word or is_chosen(grid, each))):
        text = f"period {seen.text}" if is_chosen(grid, seen) else without_source(seen.text)
        years = years_in(text)
        if years and (period := _only(text, years, fiscal=fiscal)) is not None:
            return Declared(period=period, cell=seen.cell.address, doubted=seen not in above and len(named) > 1)
    stem = PurePath(file).stem.replace("_", " ")
    for text in (grid.sheet.name, "" if _NUMBERED.fullmatch(stem) else stem):
        if years := years_in(text):
            period = _only(text, years)
            if named and (period is None or period.year not in named):
                continue
            return Declared(period=period, doubted=not body.headers or period is None or bool(named - {period.year}))
    for seen in above:
        if (period := spelled_split(without_source(seen.text))) is not None:
            return Declared(period=period, cell=seen.cell.address, doubted=True)
    for seen in told:
        if (period := _only(seen.text, years_in(seen.text))) is not None:
            return Declared(period=period, cell=seen.cell.address, doubted=True)
    return Declared()


def chosen_months(grid: Grid, top: int) -> tuple[Seen, ...]:
    """The months chosen in a form over a table: 'Månad | 202503'."""
    form = (seen for row in range(1, min(top, _FORM)) for seen in grid.row(row) if _is_month(seen.text))
    return tuple(seen for seen in form if is_chosen(grid, seen))


def is_chosen(grid: Grid, seen: Seen) -> bool:
    """Whether a year or month stands beside the word for it, as over a pivot table: 'Budgetår | 2022'."""
    named = grid.at(seen.cell.row, seen.cell.column - 1)
    if named is None or _BEGINS.search(named.text):
        return False
    if is_month(seen.text) or _MONTHS_OF_YEAR.fullmatch(seen.text):
        return says_period(named.text)
    return (seen.bare_period and names_year(named.text)) or (_is_month(seen.text) and asks_for_month(named.text))


def _is_month(text: str) -> bool:
    """'202508', '2025-08', 'aug 2025'."""
    if _MONTHS_OF_YEAR.fullmatch(text):
        return True
    told = is_only_period(text) or day_period(text) is not None or _SHORT_MONTH.fullmatch(text)
    period = read_period(f"period {text}") or day_period(text) if told else None
    return is_month(text) or (period is not None and period.basis is not Basis.FULL_YEAR)


def _only(text: str, years: tuple[int, ...], *, fiscal: bool = False) -> Period | None:
    """The one year a title names; a year of government from July to June is one.

    `fiscal`: two years that follow each other are one, whatever stands between them.
    """
    period = read_period(text)
    follow = len(years) == 2 and years[1] == years[0] + 1 and period is not None
    if follow and fiscal:
        return split_year(years[1])
    return period if follow and "/" in with_whole_years(text) else year_period(years[0]) if len(years) == 1 else None

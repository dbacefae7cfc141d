"""The time of each column of a table: by its own heading, else by what stands around it and by its size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from trygg_excel.layout.kinds.terms import DIFFERENCES, measure_in
from trygg_excel.layout.table import HeadedColumn
from trygg_excel.layout.time.balances import standing
from trygg_excel.layout.time.dated import doubted_in_time, months_told, report_of, with_periods
from trygg_excel.layout.time.deviations import with_their_periods
from trygg_excel.layout.time.doubted_time import doubted_by_size, doubted_in_months, doubted_in_seasons
from trygg_excel.layout.time.financial_years import in_financial_years
from trygg_excel.layout.time.onward import with_later_years
from trygg_excel.layout.time.periods import Period
from trygg_excel.layout.time.projects import of_projects, speaks_of_projects
from trygg_excel.layout.time.sized import Size, budgets_of_months, of_month_or_so_far, of_the_year_before
from trygg_excel.layout.time.so_far import untold_so_far
from trygg_excel.layout.time.titled_months import titled_months, within_titled_months
from trygg_excel.layout.time.year_sums import with_sums_of_months, with_sums_of_years


class Around(NamedTuple):
    """What tells the time of columns that do not say it all themselves.

    `period`: the table's; `said`: its titles, a chosen month, and the names of sheet and file, nearest first; `titles`:
    those and the sheet's alone; `heads`: all words of the header rows; `corner`: those over the names; `formats`: how
    the numbers are shown. `rows_tell`: the rows say of when or of what kind they are; `months_down`: they are months.
    """

    period: Period | None
    said: Sequence[str]
    titles: Sequence[str]
    heads: Sequence[str]
    corner: Sequence[str]
    formats: Sequence[str]
    rows_tell: bool = False
    months_down: bool = False


def timed(
    columns: Sequence[HeadedColumn], around: Around, size: Size
) -> tuple[tuple[HeadedColumn, ...], Period | None]:
    """The columns, each with its period where anything tells it, and the table's; `size`: how much a column holds."""
    year = around.period.year if around.period else None
    columns = with_sums_of_years(with_later_years(columns))
    columns = with_sums_of_months(with_periods(columns, year, () if around.months_down else around.said))
    columns = columns if around.rows_tell or around.months_down else _by_titles(columns, year, around, size)
    columns, titled = in_financial_years(columns, around.period, (*around.said, *around.heads, *around.formats))
    columns = doubted_in_seasons(columns, around.titles)
    columns = of_projects(columns, year, (*around.said, *around.corner))
    columns = of_the_year_before(of_month_or_so_far(columns, size), size)
    invested = any(map(speaks_of_projects, around.titles))
    columns = columns if invested else budgets_of_months(columns, size, dated=True)
    columns = with_their_periods(columns, titled, size, invested=invested)
    columns = columns if invested else budgets_of_months(columns, size, dated=False)
    day = months_told(columns, year, around.said[:-1])
    columns = _told_apart(standing([doubted_in_time(each) for each in columns], around.titles, day))
    return columns, titled


def _by_titles(
    columns: Sequence[HeadedColumn], year: int | None, around: Around, size: Size
) -> tuple[HeadedColumn, ...]:
    """The columns whose own headings do not tell all their time, by the titles; the file's name is none."""
    columns = untold_so_far(columns, report_of(year, around.said) if year else None, around.said)
    titles = around.said[:-1]
    told = titled_months(months_told(columns, year, titles), titles)
    columns = within_titled_months(columns, told, size) if told else columns
    return doubted_by_size(doubted_in_months(columns, told, titles), year, titles, size)


def _told_apart(columns: Sequence[HeadedColumn]) -> tuple[HeadedColumn, ...]:
    """The columns; of those that nothing tells apart the first is what it says, and the others not for sure."""
    met: set[tuple[object, ...]] = set()
    found: list[HeadedColumn] = []
    for column in columns:
        told = column.path, column.period, column.stands
        again = bool(column.path) and told in met and measure_in(column.heading) not in DIFFERENCES
        found.append(replace(column, inferred=True) if again else column)
        met.add(told)
    return tuple(found)

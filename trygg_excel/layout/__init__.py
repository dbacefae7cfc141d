"""Where tables, headings, labels, periods, units and totals stand on a sheet; one file per question."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import PurePath
from types import MappingProxyType

from trygg_excel.fact import Confidence
from trygg_excel.layout.balances import standing
from trygg_excel.layout.bodies import find_bodies
from trygg_excel.layout.counted import heads_shares, tells_key_figures, tells_shares
from trygg_excel.layout.dated import dated_by_notes, doubted_in_time, rows_with_months, with_periods
from trygg_excel.layout.deviations import with_their_periods
from trygg_excel.layout.down import turned
from trygg_excel.layout.financial_years import in_financial_years, in_lakhs
from trygg_excel.layout.grid import Grid
from trygg_excel.layout.headings import end_of_notes, headed_columns, heading_of, title_of
from trygg_excel.layout.periods import Period, is_month, read_period, split_year, year_period, years_in
from trygg_excel.layout.projects import of_projects
from trygg_excel.layout.prose_units import unit_in_prose
from trygg_excel.layout.rows import labelled_rows
from trygg_excel.layout.seen import Seen
from trygg_excel.layout.short_years import with_whole_years
from trygg_excel.layout.sized import of_month_or_so_far, of_the_year_before
from trygg_excel.layout.split_years import spelled_split, with_split_years
from trygg_excel.layout.steps import with_step_columns, with_step_rows
from trygg_excel.layout.table import Body, Declared, HeadedColumn, LabelledRow, Settled, Table
from trygg_excel.layout.terms import DIFFERENCES, measure_in
from trygg_excel.layout.units import declared_unit, signed_unit, titled_unit
from trygg_excel.layout.vocabulary import (
    is_prose,
    is_total,
    names_account,
    names_year,
    only_declares,
    says_period,
    without_source,
)
from trygg_excel.layout.year_sums import with_sums_of_months, with_sums_of_years
from trygg_excel.money import KR, Unit
from trygg_excel.workbook import Range

_IN_CROWNS = re.compile(r"[\s,(]*(?:i )?\b(?:kr|kronor)\)?$")
_IN_SHARES = re.compile(r"[\s,(]*(?:i )?(?:%|procent)\)?$")
_WORDS = re.compile(r"(?<=[a-zåäö])(?=[A-ZÅÄÖ])|[_-]+")  # between the words of a file's name: 'SpendingMillions'
_NUMBERED = re.compile(r"[a-z]{1,3} ?\d{1,3}", re.IGNORECASE)  # 'b10.xlsx' is the tenth, and not of 2010
_FORM = 40  # rows at the top of a sheet in which a month may be chosen
_NOTES = 5  # rows under a table in which a note may speak of its unit
_NOTHING_SETTLED: Mapping[str, Settled] = MappingProxyType({})


def lay_out(grid: Grid, file: str, settled: Mapping[str, Settled] = _NOTHING_SETTLED) -> tuple[Table, ...]:
    """The tables on a sheet, top to bottom; none when nothing on it looks like one.

    `settled`: what a person has confirmed, by table id; ids stay the same, and a table without money is left out.
    """
    bodies = grid.once(find_bodies)
    known = [(body, f"T{number}") for number, body in enumerate(bodies, 1)]
    tables = (
        _table(grid, body, id_, file, settled.get(id_, Settled()))
        for body, id_ in known
        if id_ not in settled or not settled[id_].no_money
    )
    return tuple(each for table in tables if (each := _of_money(table)) is not None)


def _of_money(table: Table) -> Table | None:
    """A table without what its titles say is counted or measured; None where nothing is left of it."""
    if tells_shares(table.title) and declared_unit(table.title) is None:
        return None
    counted = tells_key_figures(table.title) and declared_unit(table.title) is None
    counted = counted and not any(each.unit for each in table.columns)
    rows = tuple(row for row in table.rows if not (counted or any(map(_heads_no_money, row.group[-1:]))) or row.unit)
    return table if len(rows) == len(table.rows) else replace(table, rows=rows) if rows else None


def _heads_no_money(group: str) -> bool:
    return tells_key_figures(group) or (heads_shares(group) and declared_unit(group) is None)


def _table(grid: Grid, body: Body, id_: str, file: str, settled: Settled) -> Table:
    if settled.labels is not None:
        body = replace(body, labels=(settled.labels,), ambiguous=False)
    after = _end_over(grid, body)
    headers = body.headers
    top = headers[0] if headers and not body.continues else body.top
    above = title_of(grid, body, top, after)
    notes = tuple(_notes(grid, body, _end_of_notes(grid, body)))
    columns = dated_by_notes(headed_columns(grid, body, headers), (seen.text for seen in notes))
    columns = with_split_years(columns, (seen.text for seen in above))
    period = _period(grid, body, above, grid.once(_first_row), file)
    period = _with_period(period, settled.period)
    year = period.period.year if period.period else None
    form = (seen for row in range(1, min(top, _FORM)) for seen in grid.row(row) if is_month(seen.text))
    chosen = (seen for seen in form if _is_chosen(grid, seen))
    said = (*(seen.text for seen in (*above, *chosen)), grid.sheet.name, PurePath(file).stem)
    columns = with_sums_of_months(with_periods(with_sums_of_years(columns), year, said))
    heads = [seen for row in headers for seen in grid.row(row, body.first, body.last)]
    formats = (seen.cell.style.number_format for column in body.amounts if (seen := grid.at(body.top, column)))
    columns, titled = in_financial_years(columns, period.period, (*said, *(seen.text for seen in heads), *formats))
    corner = [seen.text for seen in heads if seen.cell.column < body.amounts[0]]
    columns = of_projects(columns, year, (*said, *corner))
    size = partial(_size, grid, body)
    columns = of_the_year_before(of_month_or_so_far(columns, size), size)
    columns = with_their_periods(columns, titled, size)
    titles = [seen.text for seen in above] + [grid.sheet.name]
    columns = tuple(standing(doubted_in_time(each), titles) for each in columns)
    period = period if titled == period.period else replace(period, period=titled)
    dated = period.period is not None or any(column.period for column in columns)
    rows = rows_with_months(labelled_rows(grid, body, headers, dated=dated), year, said)
    around = (*sorted(above, key=lambda seen: -seen.cell.row), *notes)
    unit = _unit(grid, body, around, headers, rows) or _unit_apart(grid, body, (grid.sheet.name, PurePath(file).stem))
    unit = _with_unit(unit, settled.unit)
    texts = frozenset(seen.text for seen in heads)
    columns = (
        tuple(map(_with_sign, columns))
        if unit.unit is None
        else tuple(_in_shares_or_not(each, texts) for each in columns)
    )
    columns, rows, years_down = turned(with_step_columns(columns), with_step_rows(rows, corner))
    left = min(body.labels + body.periods + body.amounts)
    right = max(body.labels + body.periods + body.amounts)
    return Table(
        id=id_,
        sheet=grid.sheet.name,
        range=Range(top, left, body.bottom, right),
        header_rows=headers,
        title=above[0].text if above else "",
        columns=columns,
        rows=rows,
        unit=unit,
        period=period,
        years_down=years_down,
        confidence=_confidence(unit.unit is not None or _own_units(grid, body), period, columns, rows),
        labelled=not body.ambiguous,
        subtitles=tuple(seen.text for seen in above[1:]),
        prices=tuple(heading_of(grid, column, headers, body.amounts[0]) for column in body.prices),
        body=body,
    )


def _sentences(grid: Grid) -> tuple[str, ...]:
    return tuple(seen.text for row in grid.rows for seen in grid.row(row) if is_prose(seen.text))


def _numbers(grid: Grid, body: Body, columns: Iterable[int]) -> list[Decimal]:
    cells = (grid.at(row, column) for column in columns for row in body.rows)
    written = (each.number for seen in cells if seen is not None and seen.counts for each in seen.amounts)
    return [number for number in written if number is not None]


def _size(grid: Grid, body: Body, column: int) -> Decimal:
    """The sum of what a column holds, signs apart."""
    return sum(map(abs, _numbers(grid, body, (column,))), Decimal(0))


def _with_sign(column: HeadedColumn) -> HeadedColumn:
    """A column with the unit whose sign ends its heading; but a change's may tell it from a share."""
    unit = None if column.unit or measure_in(column.heading) in DIFFERENCES else signed_unit(column.own_heading)
    return replace(column, unit=unit) if unit else column


def _in_shares_or_not(column: HeadedColumn, headings: Set[str]) -> HeadedColumn:
    """A column without a 'kr' that only tells it from one of shares beside it: 'Förändring kr | Förändring %'."""
    plain = _IN_CROWNS.sub("", column.own_heading)
    both = (
        column.unit is KR
        and plain != column.own_heading
        and any(_IN_SHARES.sub("", each) == plain for each in headings - {column.own_heading})
    )
    return replace(column, unit=None) if both else column


def _with_unit(said: Declared, confirmed: Unit | None) -> Declared:
    """The unit, settled where the sheet says none, or says it among others and a person has confirmed it."""
    if confirmed is None or (said.unit is not None and (said.unit != confirmed or not said.doubted)):
        return said
    return replace(said, unit=confirmed, doubted=False, settled=True)


def _with_period(said: Declared, confirmed: Period | None) -> Declared:
    """The same for the year."""
    if confirmed is None or (said.period is not None and (said.period != confirmed or not said.doubted)):
        return said
    return replace(said, period=confirmed, doubted=False, settled=True)


def _first_row(grid: Grid) -> int:
    """Where the first of the sheet's tables begins, with its headings."""
    return min((*each.headers, each.top)[0] for each in grid.once(find_bodies))


def _by_end(grid: Grid) -> list[Body]:
    return sorted(grid.once(find_bodies), key=lambda each: each.bottom)


def _end_over(grid: Grid, body: Body) -> int:
    """The last row of the nearest table over this one, in any of its columns; 0 where none is."""
    bodies = grid.once(_by_end)
    over = range(bisect_left(bodies, body.top, key=lambda each: each.bottom) - 1, -1, -1)
    return next((bodies[at].bottom for at in over if _share_columns(bodies[at], body)), 0)


def _share_columns(one: Body, other: Body) -> bool:
    return one.first <= other.last and other.first <= one.last


def _notes(grid: Grid, body: Body, end: int) -> Iterator[Seen]:
    """The words under a table in rows that hold no numbers of their own."""
    for row in range(body.bottom + 1, end + 1):
        cells = grid.row(row, body.first, body.last)
        if not any(seen.counts for seen in cells):
            yield from (seen for seen in cells if seen.is_word)


def _by_top(grid: Grid) -> list[Body]:
    return sorted(grid.once(find_bodies), key=lambda each: each.top)


def _end_of_notes(grid: Grid, body: Body) -> int:
    """The last of the few rows under a table that may speak of it, and not of the table after it."""
    bodies = grid.once(_by_top)
    below = bisect_right(bodies, body.bottom, key=lambda each: each.top)
    if below == len(bodies):
        return body.bottom + _NOTES
    following = bodies[below]
    headers = () if following.continues else following.headers
    end = end_of_notes(grid, following, headers[0] if headers else following.top, body.bottom)
    return min(body.bottom + _NOTES, end)


def _unit(
    grid: Grid, body: Body, around: tuple[Seen, ...], headers: tuple[int, ...], rows: tuple[LabelledRow, ...]
) -> Declared | None:
    """The table's unit: by its header corner, then its sum row, then its title or notes."""
    lines = [grid.row(row, body.first, body.last) for row in headers]
    corner = [seen for cells in lines for seen in cells if seen.cell.column < body.amounts[0] or len(cells) == 1]
    sums = [grid.row(row.row, body.first, body.last)[0] for row in rows if row.unit and is_total(row.label)]
    return _said((*corner, *sums, *around), body.top)


def _unit_apart(grid: Grid, body: Body, names: Iterable[str]) -> Declared:
    """The unit that the words over a table's own title say, of the whole sheet; that of a name is doubted."""
    said = _said(seen for seen in grid.once(_loose_units) if seen.cell.row < body.top)
    if said is not None:
        return replace(said, apart=True)
    if _is_ledger(grid, body):
        return Declared(unit=KR)
    told = (declared_unit(_WORDS.sub(" ", name)) for name in names)
    unit = next((unit for unit in told if unit not in {None, KR}), None)
    unit = unit or unit_in_prose(grid.once(_sentences), _numbers(grid, body, body.amounts))
    return Declared(unit=unit, doubted=True, apart=True, elsewhere=True) if unit else Declared()


def _is_ledger(grid: Grid, body: Body) -> bool:
    """Whether every row is a booking, with its account and its month: ledgers are kept in whole units of currency."""
    headings = [seen.text for row in body.headers for seen in grid.row(row, body.first, body.last)]
    months = (grid.at(row, column) for row in body.rows for column in body.periods)
    return any(map(names_account, headings)) and any(seen is not None and is_month(seen.text) for seen in months)


def _said(words: Iterable[Seen], top: int = 0) -> Declared | None:
    """The first unit that words declare, those over row `top` as titles do; doubted when they declare another too."""
    said = [
        (unit, seen.cell.address)
        for seen in words
        if (unit := (titled_unit if seen.cell.row < top else declared_unit)(seen.text))
    ]
    if not said:
        return None
    return Declared(unit=said[0][0], cell=said[0][1], doubted=len({unit for unit, _ in said}) > 1)


def _loose_units(grid: Grid) -> tuple[Seen, ...]:
    """The words that declare a unit, in rows of no table: of each unit the first, in reading order.

    A corner that says what its own table tells is that table's alone: 'Tillskott, mdkr'.
    """
    bodies = grid.once(find_bodies)
    rows = {row for each in bodies for row in range(each.top, each.bottom + 1)}
    corners = {row: min(each.amounts) for each in bodies for row in each.headers}
    first: dict[Unit, Seen] = {}
    for seen in grid.words(1, grid.rows[-1] if grid.rows else 0):
        row = seen.cell.row
        own = seen.cell.column < corners.get(row, 0) and not only_declares(seen.text)
        if row not in rows and not own and (unit := titled_unit(seen.text)):
            first.setdefault(unit, seen)
    return tuple(first.values())


def _period(grid: Grid, body: Body, above: tuple[Seen, ...], first: int, file: str) -> Declared:
    """The year for what names none itself: of the title, of the sheet's own title, of its name or of the file's.

    The title's is doubted by nothing; the others' by any other year among the words over the tables, and a name's where
    no headings stand over the columns. A year in prose is told last, and doubted.
    """
    told = tuple(seen for seen in above if is_prose(seen.text))
    above = tuple(seen for seen in above if seen not in told)
    loose = tuple(seen for row in range(1, first) for seen in grid.row(row) if not is_prose(seen.text))
    fiscal = any(in_lakhs(seen.text) for seen in (*above, *loose, *told))
    named = {year for seen in (*above, *loose) for year in years_in(without_source(seen.text))}
    for seen in (*above, *(each for each in loose if each.is_word or _is_chosen(grid, each))):
        text = without_source(seen.text)
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


def _is_chosen(grid: Grid, seen: Seen) -> bool:
    """Whether a year or month stands beside the word for it, as over a pivot table: 'Budgetår | 2022'."""
    named = grid.at(seen.cell.row, seen.cell.column - 1)
    if named is None:
        return False
    return (seen.bare_period and names_year(named.text)) or (is_month(seen.text) and says_period(named.text))


def _only(text: str, years: tuple[int, ...], *, fiscal: bool = False) -> Period | None:
    """The one year a title names; a year of government from July to June is one.

    `fiscal`: two years that follow each other are one, whatever stands between them.
    """
    period = read_period(text)
    follow = len(years) == 2 and years[1] == years[0] + 1 and period is not None
    if follow and fiscal:
        return split_year(years[1])
    return period if follow and "/" in with_whole_years(text) else year_period(years[0]) if len(years) == 1 else None


def _own_units(grid: Grid, body: Body) -> bool:
    """Whether every amount carries its unit itself: '1,0 miljoner kr'."""
    cells = (grid.at(row, column) for row in body.rows for column in body.amounts)
    return all(written.unit for seen in cells if seen is not None and seen.counts for written in seen.amounts)


def _confidence(
    has_unit: bool, period: Declared, columns: tuple[HeadedColumn, ...], rows: tuple[LabelledRow, ...]
) -> Confidence:
    dated = period.cell or all(column.period for column in columns) or all(row.period for row in rows)
    units = has_unit or all(column.unit for column in columns)
    return Confidence.SURE if dated and units else Confidence.LIKELY

"""What the columns of a table hold: amounts, names, periods, or numbers that are no money."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property

from trygg_excel.fact import Measure
from trygg_excel.layout.amounts.counted import (
    counts_things,
    is_unit_price,
    may_cost,
    names_grade,
    says_no_money,
    tells_key_figures,
)
from trygg_excel.layout.amounts.ratios import are_marks, are_ratios
from trygg_excel.layout.amounts.sums_across import added_across
from trygg_excel.layout.amounts.units import declared_unit
from trygg_excel.layout.kinds.terms import DIFFERENCES, leads_with_measure, measure_in
from trygg_excel.layout.names.asides import numbers_papers, tells_papers
from trygg_excel.layout.names.steps import between_frames, steps_between
from trygg_excel.layout.sight.codes import are_codes, are_keys, are_numbers_of_one_length, are_plain
from trygg_excel.layout.sight.grid import Grid
from trygg_excel.layout.sight.headings import header_rows, heading_of
from trygg_excel.layout.sight.regions import Region, may_be_pupils
from trygg_excel.layout.sight.seen import Seen
from trygg_excel.layout.table import Body, HeadedColumn
from trygg_excel.layout.time.periods import is_month, is_only_period, says_only_when, years_in
from trygg_excel.layout.vocabulary import (
    checks,
    heads_units,
    is_unit,
    names_dimension,
    says_only_measure,
    says_only_total,
    says_other_year,
    says_period,
    speaks_of_money,
)
from trygg_excel.workbook import CellType

_UNTOLD = {None, Measure.OTHER, Measure.ACTUAL, Measure.CHANGE, Measure.DEVIATION}
_MONTH = re.compile(r"mån(?:ad)?\.?", re.IGNORECASE)
_RARE = 0.2  # of the rows
_NEARLY = 0.9  # of the rows
_SEVERAL = 6
_SHORT_CODE = 6  # digits


class Holds(Enum):
    """What a column is for."""

    NAMES = auto()
    MEASURES = auto()  # 'Budget', 'Utfall', 'Avvikelse' of the name beside
    UNITS = auto()  # 'tkr', '%', 'st'
    PERIODS = auto()
    AMOUNTS = auto()
    PRICES = auto()  # by the piece: the amount stands beside it
    OTHER = auto()


@dataclass(frozen=True)
class Columns:
    """The columns of one region, each judged by its cells and by what stands over it."""

    grid: Grid
    region: Region
    above: int

    @cached_property
    def filled(self) -> dict[int, list[Seen]]:
        """The cells of each column in the region's rows."""
        lines = [self.grid.line(row) for row in self.region.rows]
        first, last = self.region.side
        columns = [column for column in sorted(set[int]().union(*lines)) if first <= column <= last]
        return {column: [line[column] for line in lines if column in line] for column in columns}

    @cached_property
    def words(self) -> dict[int, dict[int, str]]:
        """The words of each column, by their rows."""
        return {
            column: {seen.cell.row: seen.text for seen in cells if seen.is_word}
            for column, cells in self.filled.items()
        }

    @cached_property
    def amounts(self) -> dict[int, list[Seen]]:
        """The amounts of each column, shares apart."""
        return {
            column: [seen for seen in cells if seen.amounts and not seen.is_percent]
            for column, cells in self.filled.items()
        }

    @cached_property
    def worded(self) -> tuple[int, ...]:
        """Columns of words: at least half of what they hold."""
        return tuple(column for column, cells in self.filled.items() if 2 * len(self.words[column]) >= len(cells))

    @cached_property
    def numbered(self) -> tuple[int, ...]:
        """Columns of which most filled cells are numbers, shares apart."""
        return tuple(
            column
            for column, cells in self.filled.items()
            if column not in self.worded and 2 * len(self.amounts[column]) > len(cells)
        )

    @cached_property
    def headed(self) -> dict[int, HeadedColumn]:
        """Every column with what stands over it."""
        numbers = [each for each in self.numbered if not _are_periods(self.filled[each])]
        after = [each for each in numbers if each > min(self.worded, default=0)]  # and not the codes before the names
        amounts = tuple(after or numbers or self.filled)
        body = Body(self.region.rows, amounts, self.worded, (), *self.region.side)
        headers = header_rows(self.grid, body, self.above)
        return {column: heading_of(self.grid, column, headers, body.amounts[0]) for column in self.filled}

    def heading(self, column: int) -> str:
        return self.headed[column].heading

    def own_heading(self, column: int) -> str:
        """The lowest heading, nearest to the numbers."""
        return self.headed[column].own_heading

    @cached_property
    def money(self) -> frozenset[int]:
        """The columns whose headings speak of money: a year, a unit, a measure, an amount."""
        return frozenset(
            column
            for column, each in self.headed.items()
            if each.period or each.unit or measure_in(each.heading) or speaks_of_money(each.heading)
        )

    @cached_property
    def holds(self) -> dict[int, Holds]:
        """What each column holds. Measures are names where no other column has any left of the amounts."""
        found = {column: self._holds(column, cells) for column, cells in self.filled.items()}
        first = min((column for column, held in found.items() if held is Holds.AMOUNTS), default=0)
        if any(held is Holds.NAMES and column < first for column, held in found.items()):
            return found
        return {column: Holds.NAMES if held is Holds.MEASURES else held for column, held in found.items()}

    def of(self, kind: Holds) -> tuple[int, ...]:
        return tuple(column for column, held in self.holds.items() if held is kind)

    def _holds(self, column: int, cells: Sequence[Seen]) -> Holds:
        if self._tells_periods(column, cells):
            return Holds.PERIODS
        if column in self.worded:
            return _words_of(cells, self.own_heading(column))
        if column not in self.numbered or not self._may_be_amounts(column, cells):
            return Holds.OTHER
        if self._is_code(column, cells) or self._stands_apart(column) or self._tells_no_amounts(column):
            return Holds.OTHER
        priced = is_unit_price(self.own_heading(column)) and column not in self.added
        return Holds.PRICES if priced else Holds.AMOUNTS

    def _tells_periods(self, column: int, cells: Sequence[Seen]) -> bool:
        """Every filled cell is a year or a span of years, and no heading over it is one too."""
        months = says_period(self.own_heading(column)) and all(
            is_month(seen.text) or is_only_period(seen.text) for seen in cells
        )
        if not months and not _are_periods(cells) and not _are_years_and_forecasts(cells):
            return False
        near = self._nearest_heading(column)
        if near is None or any(
            says_other_year(each) or tells_papers(each) for each in (near.text, *self.headed[column].path)
        ):
            return near is None
        return not near.bare_period

    def _tells_no_amounts(self, column: int) -> bool:
        """Marks of yes and no, or the shares of two columns before it, where no heading says that it is money."""
        headed = self.headed[column]
        if headed.unit or headed.period or measure_in(headed.heading) not in _UNTOLD:
            return False
        summed = any(says_only_total(self.own_heading(each)) for each in self.numbered)
        plain = column not in self.money and column not in self.steps and not summed
        if plain and are_marks(self.amounts[column]):
            return any(not are_marks(self.amounts[each]) for each in self.numbered)
        return are_ratios(self.amounts[column], [self.amounts[each] for each in self.numbered if each < column])

    def _nearest_heading(self, column: int) -> Seen | None:
        top = self.region.rows[0]
        return next((seen for row in range(top - 1, max(0, top - 4), -1) if (seen := self.grid.at(row, column))), None)

    def _may_be_amounts(self, column: int, cells: Sequence[Seen]) -> bool:
        """One is a number and no heading says otherwise; nothing but errors must be headed as amounts are."""
        heading = self.heading(column)
        own = self.own_heading(column)
        of_month = _MONTH.fullmatch(own) and measure_in(heading) is not None  # 'Utfall' over 'Mån | Ack'
        if column not in self.steps | self.added and (
            (says_no_money(heading) and not of_month)
            or (says_no_money(own) and not of_month)
            or (is_unit(own) and declared_unit(own) is None)
            or any(counts_things(each) or checks(each) for each in self.headed[column].path)
            or self._is_key_figure(column)
            or (any(map(names_grade, self.headed[column].path)) and may_be_pupils(cells))
        ):
            return False
        amounts = self.amounts[column]
        if any(written.number is not None for seen in amounts if seen.counts for written in seen.amounts):
            return True
        failed = any(seen.cell.type in {CellType.ERROR, CellType.EMPTY} for seen in amounts)
        return failed and column in self.money

    @cached_property
    def steps(self) -> frozenset[int]:
        """Columns headed as steps between two frames, in whatever word: 'Ram 2026 | Index | Ram 2027'."""
        return steps_between({column: self.own_heading(column) for column in self.numbered})

    @cached_property
    def added(self) -> frozenset[int]:
        """Columns of words that may count or cost, where a sum beside them needs them or frames stand around them."""
        doubtful = {each for each in self.numbered if may_cost(self.own_heading(each))}
        if not doubtful:
            return frozenset()
        numbers = {each: self.amounts[each] for each in self.numbered}
        sums = (added_across(numbers, each) for each in self.numbered if says_only_total(self.own_heading(each)))
        headings = {each: self.own_heading(each) for each in self.numbered}
        return between_frames(headings).union(*sums) & doubtful

    def _is_key_figure(self, column: int) -> bool:
        """Whether a heading over the column tells key figures, and its own no money or no whole of it."""
        headed, own = self.headed[column], self.own_heading(column)
        plain = "/" in own or not (headed.period or measure_in(own) or speaks_of_money(own))
        return headed.unit is None and plain and any(map(tells_key_figures, headed.path))

    def _is_code(self, column: int, cells: Sequence[Seen]) -> bool:
        """Numbers that name something: left of every name, or all of one length where other headings speak of money."""
        first_name = self.worded[0] if self.worded else 0
        if names_dimension(self.own_heading(column)) and column < min(self.money, default=0) and are_plain(cells):
            return True
        if numbers_papers(self.own_heading(column)) and are_plain(cells) and are_numbers_of_one_length(cells):
            return True
        if column in self.money:
            dated = any(self.headed[each].period for each in self.money)
            return column < first_name and dated and self.headed[column].period is None and are_keys(cells)
        last_name = max((each for each in self.worded if each < max(self.money, default=0)), default=0)
        if not self.money and self._is_among_names(column, cells):
            return True
        return column < max(first_name, last_name) or (bool(self.money) and are_codes(cells))

    def _is_among_names(self, column: int, cells: Sequence[Seen]) -> bool:
        """Short numbers that come again, left of the last names, where others stand right of all: codes by their shape.

        So flat exports stand in languages whose words for money are not known.
        """
        full = [each for each in self.worded if len(self.words[each]) >= _NEARLY * len(self.region.rows)]
        if len(full) < 2 or not full[0] < column < full[-1] or max(self.numbered, default=0) < full[-1]:
            return False
        texts = [seen.text for seen in cells if seen.counts]
        again = len(texts) >= _SEVERAL and 2 * len(set(texts)) <= len(texts)
        return again and all(text.isdecimal() and len(text) <= _SHORT_CODE for text in texts)

    def _stands_apart(self, column: int) -> bool:
        """Columns without headings, after a blank one, beside columns that have theirs: a check of the author's."""
        if self.heading(column) or not self.money:
            return False
        if self._is_rare(column) and all(self.heading(each) for each in self.numbered if not self._is_rare(each)):
            return True
        start = column
        while start - 1 in self.numbered:
            start -= 1
            if self.heading(start):
                return False
        return start > min(self.money)

    def _is_rare(self, column: int) -> bool:
        return len(self.filled[column]) < _RARE * len(self.region.rows)


def _words_of(cells: Sequence[Seen], heading: str) -> Holds:
    """What a column of words is for."""
    words = [seen.text for seen in cells if seen.is_word]
    if len(words) > 1 and all(says_only_measure(word) for word in words):
        return Holds.MEASURES
    if len(words) > 1 and (
        all(map(is_unit, words)) or (heads_units(heading) and 2 * sum(map(is_unit, words)) > len(words))
    ):
        return Holds.UNITS
    return Holds.NAMES


def _are_periods(cells: Sequence[Seen]) -> bool:
    return all(seen.bare_period for seen in cells)


def _differs(text: str) -> bool:
    """'Förändring 2026 mot 2025'."""
    return leads_with_measure(text) and measure_in(text) in DIFFERENCES and len(years_in(text)) == 2


def _are_years_and_forecasts(cells: Sequence[Seen]) -> bool:
    """'2022', '2023', 'Prognos 2024', 'Budget 2025': years down, the last of them with what they are or differ by."""
    periods = all(seen.bare_period or says_only_when(seen.text) or _differs(seen.text) for seen in cells)
    return periods and 2 * sum(seen.bare_period for seen in cells) > len(cells)

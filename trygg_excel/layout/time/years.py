"""Which numbers are years or months, and which that could be are amounts: 2000 under a heading that names its year."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from trygg_excel.fact import Measure
from trygg_excel.layout.amounts.units import declared_unit
from trygg_excel.layout.kinds.terms import measure_in
from trygg_excel.layout.sight.seen import Seen
from trygg_excel.layout.time.periods import is_year, read_period, years_in
from trygg_excel.layout.vocabulary import asks_for_month, is_total, speaks_of_money
from trygg_excel.workbook import CellType, Range

_MONTH = re.compile(r"(?:19[5-9]|20\d)\d(?:0[1-9]|1[0-2])")
_SHORT_MONTH = re.compile(r"[12]\d(?:0[1-9]|1[0-2])")
_SEVERAL = 3
_TITLE = 4  # words
_ABOUT_YEARS = re.compile(r"(?<!st)år(?:et)?\b|year|klar|färdig", re.IGNORECASE)
_OF_MONEY = frozenset({Measure.BUDGET, Measure.ACTUAL, Measure.FORECAST, Measure.DEVIATION})
_APART = 12  # years: headings that leave some out lie nearer
_YEAR_WORDS = frozenset({"år", "year", "budgetår"})


def month_headings(rows: Mapping[int, Sequence[Seen]]) -> frozenset[tuple[int, int]]:
    """The places of numbers such as 202201, 202202: all the numbers of a row, and each a later month.

    Under words that head its columns they may be the same month again, with a year beside: 'Utfall', 'Budget'.
    """
    found: set[tuple[int, int]] = set()
    above: Sequence[Seen] = ()
    for row, cells in rows.items():
        numbers = _numbers(cells, _may_be_month)
        if len(numbers) > 1:
            months = [seen.text for seen in numbers if _MONTH.fullmatch(seen.text)]
            years = sum(seen.bare_period for seen in numbers)
            headed = years < len(numbers) == len(months) + years and _are_under_words(numbers, above)
            if headed or (len(months) == len(numbers) and sorted(set(months)) == months):
                found.update((row, seen.cell.column) for seen in numbers)
        above = cells
    return frozenset(found)


def short_months(rows: Mapping[int, Sequence[Seen]]) -> frozenset[tuple[int, int]]:
    """The places of months such as 2501, 2502, 2503: three or more that follow each other, and no other number.

    Under words that head their columns they are amounts, but for the same month of two years in a row without a name:
    2408, 2508 under 'Utfall', 'Utfall'. So are those beside the name of a table of its own: 'Personal | 2509 | 2409'.
    """
    found: set[tuple[int, int]] = set()
    above: Sequence[Seen] = ()
    for row, cells in rows.items():
        numbers = _numbers(cells, _is_short_month)
        if len(numbers) >= _SEVERAL:
            months = [int(seen.text[:2]) * 12 + int(seen.text[2:]) for seen in numbers]
            years = all(seen.bare_period for seen in numbers)
            follow = all(after - before == 1 for before, after in pairwise(months))
            if follow and not years and not any(_are_under_words([seen], above) for seen in numbers):
                found.update((row, seen.cell.column) for seen in numbers)
        if len(numbers) == 1 and _is_chosen(numbers[0], cells):
            found.add((row, numbers[0].cell.column))
        if len(numbers) > 1 and _are_one_month(numbers) and cells[0] is numbers[0] and _are_words(above):
            found.update((row, seen.cell.column) for seen in numbers)
        if len(numbers) == 2 and _are_one_month(numbers) and _heads_table(row, cells, rows):
            found.update((row, seen.cell.column) for seen in numbers)
        above = cells
    return frozenset(found)


def _heads_table(row: int, cells: Sequence[Seen], rows: Mapping[int, Sequence[Seen]]) -> bool:
    """Whether a row of a name and numbers stands first in a block of rows whose numbers are not as large."""
    begins = len(cells) == len([seen for seen in cells if seen.amounts]) + 1 and cells[0].is_word
    under = [seen for seen in rows.get(row + 1, ()) if seen.counts]
    return begins and row - 1 not in rows and bool(under) and not any(map(_is_short_month, under))


def _is_chosen(number: Seen, cells: Sequence[Seen]) -> bool:
    """Whether a number stands right after the word for a month and nothing after it: 'Vald period | 2508'."""
    return len(cells) == 2 and cells[1] is number and cells[0].is_word and asks_for_month(cells[0].text)


def _are_words(cells: Sequence[Seen]) -> bool:
    return bool(cells) and all(seen.is_word for seen in cells)


def _are_one_month(numbers: Sequence[Seen]) -> bool:
    """Whether numbers are one month in two years that follow each other."""
    years = {int(seen.text[:2]) for seen in numbers}
    return len({seen.text[2:] for seen in numbers}) == 1 and len(years) == 2 and max(years) - min(years) == 1


def grouped_years(rows: Mapping[int, Sequence[Seen]]) -> frozenset[tuple[int, int]]:
    """The places of years that are shown as amounts are, '2 020' and '2 019', and head the columns all the same.

    They are all the numbers of their row, follow each other, and stand over amounts; no number and no name of the
    rows stands in the row above.
    """
    found: set[tuple[int, int]] = set()
    for row, cells in rows.items():
        numbers = _numbers(cells, _is_grouped_year)
        if len(numbers) < 2:
            continue
        years = [int(seen.text) for seen in numbers]
        steps = {after - before for before, after in pairwise(years)}
        over, under = rows.get(row - 1, ()), {seen.cell.column for seen in rows.get(row + 1, ()) if seen.counts}
        first = any(seen.counts or seen.cell.column < numbers[0].cell.column for seen in over)
        if steps in ({1}, {-1}) and not first and under.issuperset(seen.cell.column for seen in numbers):
            found.update((row, seen.cell.column) for seen in numbers)
    return frozenset(found)


def _numbers(cells: Iterable[Seen], fits: Callable[[Seen], bool]) -> list[Seen]:
    """The numbers of a row where all of them fit; none where one does not, which most rows' first tells."""
    numbers: list[Seen] = []
    for seen in cells:
        if seen.amounts:
            if not fits(seen):
                return []
            numbers.append(seen)
    return numbers


def _may_be_month(seen: Seen) -> bool:
    return seen.bare_period or _MONTH.fullmatch(seen.text) is not None


def _is_short_month(seen: Seen) -> bool:
    return _SHORT_MONTH.fullmatch(seen.text) is not None


def _is_grouped_year(seen: Seen) -> bool:
    return seen.cell.type is CellType.NUMBER and seen.cell.formula is None and is_year(seen.text)


def _are_under_words(numbers: Iterable[Seen], above: Iterable[Seen]) -> bool:
    """Whether the row above has words in all the columns of these."""
    return {seen.cell.column for seen in numbers} <= {seen.cell.column for seen in above if seen.is_word}


def page_numbers(rows: Mapping[int, Sequence[Seen]]) -> frozenset[tuple[int, int]]:
    """The places of page numbers beside a running head: the same words again, each time with a number one higher."""
    heads: dict[str, list[tuple[int, int, int]]] = {}
    for row, cells in rows.items():
        if len(cells) == 2 and _is_running_head(cells[0]) and cells[1].text.isdecimal() and len(cells[1].text) < 4:
            heads.setdefault(cells[0].text, []).append((row, cells[1].cell.column, int(cells[1].text)))
    runs = [run for run in heads.values() if len(run) > 1]
    counted = [run for run in runs if all(after[2] - before[2] == 1 for before, after in pairwise(run))]
    return frozenset((row, column) for run in counted for row, column, _ in run)


def _is_running_head(seen: Seen) -> bool:
    """Whether words are of a book's title, with its year, and no row's name: 'Mål och budget 2026 samt plan 2027'."""
    titled = seen.is_word and len(seen.text.split()) >= _TITLE and bool(years_in(seen.text))
    return titled and not is_total(seen.text)


def amounts_like_years(rows: Mapping[int, Sequence[Seen]], merged: Iterable[Range]) -> frozenset[tuple[int, int]]:
    """The places of bare years that are amounts after all; `rows` in order, each left to right."""
    found: set[tuple[int, int]] = set()
    heads = _Heads(merged)
    for row, cells in rows.items():
        bare = [seen for seen in cells if seen.bare_period and seen.amounts and not heads.say_year(seen)]
        if bare and heads.are_over(row, cells, bare):
            found.update((row, seen.cell.column) for seen in bare)
            heads.pass_by(row, cells, is_data=True)
            continue
        is_data = any(seen.counts for seen in cells)
        if not is_data:  # rows of amounts say nothing of the columns under them
            heads.see(cells)
        heads.pass_by(row, cells, is_data=is_data)
    return frozenset(found)


class _Heads:
    """The headings in force while going down a sheet."""

    def __init__(self, merged: Iterable[Range]) -> None:
        self._widths = {(span.top, span.left): span.right for span in merged}
        self._over: dict[int, bool] = {}  # by column; True where the heading names a year
        self._years: dict[int, frozenset[int]] = {}  # those it names
        self._words: set[int] = set()  # the columns that words head, whatever they say
        self._money: set[int] = set()  # those headed by 'Budget', 'Kostnader' and the like
        self._worded: frozenset[int] = frozenset()  # the columns with a word in the header row
        self._year_column = 0
        self._corner = ""
        self._data_above = False
        self._broken = True  # nothing but a lone text, or nothing at all, stands in the row above
        self._row = 0

    def say_year(self, seen: Seen) -> bool:
        """Whether a cell stands in the column that tells the rows' years, under the heading 'År'."""
        return seen.bare_period and seen.cell.column == self._year_column

    def are_over(self, row: int, cells: Sequence[Seen], bare: Sequence[Seen]) -> bool:
        """Whether headings stand over every one of a row's bare years, so that these are amounts."""
        if self.say_year(cells[0]):
            return all(seen.cell.column in self._worded for seen in bare)
        label = _label(cells)
        if not label or label == self._corner:
            return self._coded(cells, bare)
        if any(seen.cell.column not in self._over for seen in bare):
            return self._worded_over(cells[0], cells, bare)
        if len(bare) > 2 and _runs(bare) and all(self._named(seen) for seen in bare):
            return False  # '2014/15' over 2015 says the same again
        alone = len(bare) == sum(seen.is_amount for seen in cells)
        if not alone or not _runs(bare):
            return True
        broken = self._broken or row - self._row > 1
        return not broken if self._data_above else all(self._over[seen.cell.column] for seen in bare)

    def _coded(self, cells: Sequence[Seen], bare: Sequence[Seen]) -> bool:
        """Whether a row begins with a code and a name, each under a word: 'Konto | Benämning' over 4010, Kansli."""
        named = len(cells) > 2 and cells[0].counts and cells[1].is_word and cells[0].cell.column in self._words
        return named and self._worded_over(cells[1], cells, bare)

    def _worded_over(self, label: Seen, cells: Sequence[Seen], bare: Sequence[Seen]) -> bool:
        """Whether words head each of a named row's bare years, which don't run as years do: 2000, 2037 under 'Utfall'.

        Where no word heads the names themselves, the row may be the second of the headings: its years lie near.
        """
        if self._broken or cells[0].cell.row - self._row > 1:
            return False
        alone = len(bare) == sum(seen.is_amount for seen in cells if seen.cell.column > label.cell.column)
        if not alone:
            return len(self._money) > 1 and self._money.issuperset(seen.cell.column for seen in bare)
        if any(seen.cell.column not in self._words for seen in bare):
            return False
        if label.text.casefold().strip(".:") in _YEAR_WORDS or _names_money(label):
            return False
        apart = not _runs(bare) and (label.cell.column in self._words or _spread(bare) > _APART)
        return self._data_above or apart

    def _named(self, seen: Seen) -> bool:
        """Whether the heading over a year is the split year that it ends or begins."""
        years = self._years.get(seen.cell.column, frozenset())
        return len(years) == 2 and int(seen.amounts[0].number or 0) in years

    def see(self, cells: Sequence[Seen]) -> None:
        """Take in what a row says of the columns under it."""
        amounts = [seen for seen in cells if seen.amounts]
        years_only = bool(amounts) and all(seen.bare_period for seen in amounts)
        if self._data_above and (years_only or (not amounts and len(cells) > 1)):
            self._over, self._years, self._data_above, self._year_column = {}, {}, False, 0
            self._words, self._money = set(), set()
        if years_only:
            self._corner = _label(cells)
        if (amounts and not years_only) or (len(cells) == 1 and cells[0].cell.column == 1):
            return
        self._see_years_down(cells)
        heads = [seen for seen in cells if seen.is_word and not _ABOUT_YEARS.search(seen.text)]
        self._words.update(seen.cell.column for seen in heads)
        self._money.update(seen.cell.column for seen in heads if _heads_money(seen.text))
        for seen in cells:
            years = years_in(seen.text)
            names_year = seen.bare_period or bool(years or read_period(seen.text))
            if names_year or _names_money(seen):
                self._put(seen, names_year)
                self._years[seen.cell.column] = frozenset(years)

    def _see_years_down(self, cells: Sequence[Seen]) -> None:
        column = next((seen.cell.column for seen in cells if seen.text.casefold().strip(".:") in _YEAR_WORDS), 0)
        if column:
            self._year_column = column
            self._worded = frozenset(seen.cell.column for seen in cells if seen.is_word)

    def _put(self, seen: Seen, names_year: bool) -> None:
        column = seen.cell.column
        for each in range(column, self._widths.get((seen.cell.row, column), column) + 1):
            self._over[each] = names_year or self._over.get(each, False)

    def pass_by(self, row: int, cells: Sequence[Seen], *, is_data: bool) -> None:
        self._broken = len(cells) == 1 and cells[0].is_word
        self._data_above = self._data_above or is_data
        self._row = row


def _label(cells: Sequence[Seen]) -> str:
    """The word that a row begins with."""
    return cells[0].text if cells[0].is_word else ""


def _heads_money(text: str) -> bool:
    return measure_in(text) in _OF_MONEY or speaks_of_money(text)


def _names_money(seen: Seen) -> bool:
    return seen.is_word and ("belopp" in seen.text.casefold() or declared_unit(seen.text) is not None)


def _runs(bare: Sequence[Seen]) -> bool:
    """At least two years, each next to the one before, as headings run."""
    years = [int(seen.amounts[0].number or 0) for seen in bare]
    return len(years) > 1 and all(abs(a - b) <= 1 for a, b in pairwise(years))


def _spread(bare: Sequence[Seen]) -> int:
    years = [int(seen.amounts[0].number or 0) for seen in bare]
    return max(years) - min(years)

"""A formula of the report as an Excel formula, written so that an unknown amount never becomes an error."""

from __future__ import annotations

from collections.abc import Iterable

from trygg_excel.reporting.model import Amount, Formula, Operation, Ratio
from trygg_excel.reporting.plain import unknown
from trygg_excel.reporting.xlsx_place import Place, letters

_MOST_ARGUMENTS = 250  # Excel takes 255
_UNKNOWN = Amount(None)
# An enum's member is slow to reach in Python 3.11.
_DIFFERENCE, _RELATIVE_CHANGE, _SHARE = Operation.DIFFERENCE, Operation.RELATIVE_CHANGE, Operation.SHARE


class Formulas:
    """The formulas of one table. What they need of its place is looked up once for all of them."""

    def __init__(self, place: Place) -> None:
        self._rows, self._index = place.sheet.table.rows, place.index
        self._letters = {key: letters(column) for key, column in place.index.items()}
        self._first, self._unknown = place.first + 1, unknown(place.how.lang)

    def excel(self, formula: Formula) -> str:
        """The formula with A1 addresses: 'SUM(C5:C9)'."""
        operation = formula.operation
        if operation is _DIFFERENCE:
            return self._difference(formula)
        if operation is _RELATIVE_CHANGE:
            return self._relative_change(formula)
        return self._share(formula) if operation is _SHARE else self._sum(formula)

    def _sum(self, formula: Formula) -> str:
        runs = [self._range(run) for run in _runs(formula.cells)]
        if formula.value == _UNKNOWN:
            counted = f"{_over('COUNT', runs)}<{len(formula.cells)}"
            return f'IF({counted},"{self._unknown}",{_over("SUM", runs)})'
        return _over("SUM", runs)

    def _difference(self, formula: Formula) -> str:
        first, second = self._addresses(formula)
        if formula.value == _UNKNOWN:
            return f'IF(COUNT({first},{second})<2,"{self._unknown}",{first}-{second})'
        one, other = map(self._is_number, formula.cells)
        # N() reads a text as nought, and stands only where the report itself counted an unknown so.
        return f"{first if one else f'N({first})'}-{second if other else f'N({second})'}"

    def _relative_change(self, formula: Formula) -> str:
        first, second = self._addresses(formula)
        change = f'IF({second}=0,"",({first}-{second})/ABS({second}))'
        if all(map(self._is_number, formula.cells)):
            return change
        return f'IF(COUNT({first},{second})<2,"",{change})'

    def _share(self, formula: Formula) -> str:
        first, second = self._addresses(formula)
        share = f'IF({second}=0,"",{first}/{second})'
        return share if self._is_number(formula.cells[0]) else f'IF(COUNT({first})=0,"",{share})'

    def _is_number(self, cell: tuple[int, str]) -> bool:
        held = self._rows[cell[0]].cells[self._index[cell[1]]]
        if isinstance(held, Formula):
            held = held.value
        return held.ore is not None if isinstance(held, Amount) else isinstance(held, int | Ratio)

    def _addresses(self, formula: Formula) -> tuple[str, str]:
        (row, key), (other_row, other_key) = formula.cells
        first = self._first
        return f"{self._letters[key]}{first + row}", f"{self._letters[other_key]}{first + other_row}"

    def _range(self, run: list[tuple[int, str]]) -> str:
        (row, key), last = run[0], run[-1][0]
        first = f"{self._letters[key]}{self._first + row}"
        return first if last == row else f"{first}:{self._letters[key]}{self._first + last}"


def excel_value(formula: Formula, lang: str) -> int | float | str:
    """What Excel would work out, kept beside the formula for readers that do not calculate."""
    held = formula.value
    if isinstance(held, Ratio):
        return "" if held.value is None else float(held.value)
    return unknown(lang) if held.ore is None else crowns(held.ore)


def crowns(ore: int) -> int | float:
    """Öre as crowns, the nearest float when there are öre."""
    return ore / 100 if ore % 100 else ore // 100


def _over(function: str, runs: list[str]) -> str:
    """The function of all the runs; of more than it takes, the sum of the function of some at a time."""
    chunks = [runs[at : at + _MOST_ARGUMENTS] for at in range(0, len(runs), _MOST_ARGUMENTS)] or [["0"]]
    return "+".join(f"{function}({','.join(chunk)})" for chunk in chunks)


def _runs(cells: Iterable[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    """The cells in order, those that follow each other down one column together."""
    runs: list[list[tuple[int, str]]] = []
    for row, key in cells:
        if runs and runs[-1][-1] == (row - 1, key):
            runs[-1].append((row, key))
        else:
            runs.append([(row, key)])
    return runs

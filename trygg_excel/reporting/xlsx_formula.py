"""A formula of the report as an Excel formula, written so that an unknown amount never becomes an error."""

from __future__ import annotations

from collections.abc import Iterable

from trygg_excel.reporting.model import Amount, Formula, Operation, Ratio
from trygg_excel.reporting.plain import unknown
from trygg_excel.reporting.xlsx_place import Place, letters

_MOST_ARGUMENTS = 250  # Excel takes 255


def excel_formula(formula: Formula, place: Place) -> str:
    """The formula with A1 addresses: '=SUM(C5:C9)'."""
    match formula.operation:
        case Operation.SUM:
            return "=" + _sum(formula, place)
        case Operation.DIFFERENCE:
            return "=" + _difference(formula, place)
        case Operation.RELATIVE_CHANGE:
            return "=" + _relative_change(formula, place)
        case Operation.SHARE:
            return "=" + _share(formula, place)


def excel_value(formula: Formula, lang: str) -> int | float | str:
    """What Excel would work out, kept beside the formula for readers that do not calculate."""
    held = formula.value
    if isinstance(held, Ratio):
        return "" if held.value is None else float(held.value)
    return unknown(lang) if held.ore is None else crowns(held.ore)


def crowns(ore: int) -> int | float:
    """Öre as crowns, the nearest float when there are öre."""
    return ore / 100 if ore % 100 else ore // 100


def _sum(formula: Formula, place: Place) -> str:
    runs = [_range(run, place) for run in _runs(formula.cells)]
    if formula.value == Amount(None):
        counted = f"{_over('COUNT', runs)}<{len(formula.cells)}"
        return f'IF({counted},"{unknown(place.how.lang)}",{_over("SUM", runs)})'
    return _over("SUM", runs)


def _over(function: str, runs: list[str]) -> str:
    """The function of all the runs; of more than it takes, the sum of the function of some at a time."""
    chunks = [runs[at : at + _MOST_ARGUMENTS] for at in range(0, len(runs), _MOST_ARGUMENTS)] or [["0"]]
    return "+".join(f"{function}({','.join(chunk)})" for chunk in chunks)


def _difference(formula: Formula, place: Place) -> str:
    first, second = (_address(cell, place) for cell in formula.cells)
    if formula.value == Amount(None):
        return f'IF(COUNT({first},{second})<2,"{unknown(place.how.lang)}",{first}-{second})'
    return "-".join(_counted(cell, place) for cell in formula.cells)


def _counted(cell: tuple[int, str], place: Place) -> str:
    """The address; N() reads a text as nought, and stands only where the report itself counted an unknown so."""
    return _address(cell, place) if _is_number(cell, place) else f"N({_address(cell, place)})"


def _relative_change(formula: Formula, place: Place) -> str:
    first, second = (_address(cell, place) for cell in formula.cells)
    change = f'IF({second}=0,"",({first}-{second})/ABS({second}))'
    if all(_is_number(cell, place) for cell in formula.cells):
        return change
    return f'IF(COUNT({first},{second})<2,"",{change})'


def _share(formula: Formula, place: Place) -> str:
    first, second = (_address(cell, place) for cell in formula.cells)
    share = f'IF({second}=0,"",{first}/{second})'
    return share if _is_number(formula.cells[0], place) else f'IF(COUNT({first})=0,"",{share})'


def _is_number(cell: tuple[int, str], place: Place) -> bool:
    held = place.sheet.table.rows[cell[0]].cells[_column(cell[1], place)]
    if isinstance(held, Formula):
        held = held.value
    return held.ore is not None if isinstance(held, Amount) else isinstance(held, int | Ratio)


def _runs(cells: Iterable[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    """The cells in order, those that follow each other down one column together."""
    runs: list[list[tuple[int, str]]] = []
    for row, key in cells:
        if runs and runs[-1][-1] == (row - 1, key):
            runs[-1].append((row, key))
        else:
            runs.append([(row, key)])
    return runs


def _range(run: list[tuple[int, str]], place: Place) -> str:
    first, last = _address(run[0], place), _address(run[-1], place)
    return first if first == last else f"{first}:{last}"


def _address(cell: tuple[int, str], place: Place) -> str:
    row, key = cell
    return f"{letters(_column(key, place))}{place.first + row + 1}"


def _column(key: str, place: Place) -> int:
    return place.index[key]

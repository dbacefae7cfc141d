"""Formulas as text: what a shared formula says in another cell, and the cells a SUM adds."""

from __future__ import annotations

import re

from trygg_excel.workbook import Range, column_letters, place

_TOKEN = re.compile(r'"[^"]*"|\'[^\']*\'|(?<![\w.$])(\$?)([A-Za-z]{1,3})(\$?)(\d{1,7})(?![\w(.])')
_SUM = re.compile(r"^\s*(?:_xlfn\.)?(?:SUM|SUMMA)\(([^()]*)\)\s*$", re.IGNORECASE)
_AREA = re.compile(r"^\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?$")


def moved(formula: str, rows: int, columns: int) -> str:
    """`formula` as it reads `rows` down and `columns` to the right; absolute references stay."""

    def shift(match: re.Match[str]) -> str:
        if match.group(2) is None:
            return match.group(0)
        fixed_column, letters, fixed_row, digits = match.groups()
        row, column = place(letters + digits)
        row = row if fixed_row else row + rows
        column = column if fixed_column else column + columns
        if row < 1 or column < 1:
            return "#REF!"
        return f"{fixed_column}{column_letters(column)}{fixed_row}{row}"

    return _TOKEN.sub(shift, formula)


def summed(formula: str | None) -> tuple[Range, ...] | None:
    """The areas of a formula that is one plain SUM on its own sheet; None for any other formula."""
    match = _SUM.match(formula or "")
    if match is None:
        return None
    areas = [part.strip() for part in re.split(r"[,;]", match.group(1))]
    if not all(_AREA.match(area) for area in areas):
        return None
    return tuple(_range(area) for area in areas)


def _range(area: str) -> Range:
    first, _, last = area.partition(":")
    (top, left), (bottom, right) = place(first), place(last or first)
    return Range(min(top, bottom), min(left, right), max(top, bottom), max(left, right))

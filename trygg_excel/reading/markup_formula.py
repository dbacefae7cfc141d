"""Formulas by row and column, as an XML Spreadsheet writes them, in the letters that all else here knows."""

from __future__ import annotations

import re

from trygg_excel.workbook import column_letters

_PART = r"(?:\[(-?\d{1,7})\]|(\d{1,7}))?"
_TOKEN = re.compile(rf"""\"[^\"]*\"|'[^']*'|(?<![\w.\]])(?:R{_PART}C{_PART}|R{_PART}(?!C)|C{_PART})(?![\w.(])""")
_ROWS, _COLUMNS = 1_048_576, 16_384


def with_letters(formula: str, row: int, column: int) -> str:
    """'SUM(R[-2]C:R[-1]C)' in B3 -> 'SUM(B1:B2)'. What points outside the grid is '#REF!'; whole rows stay."""

    def lettered(match: re.Match[str]) -> str:
        found = match.group(0)
        if found[0] in "\"'" or "R" not in found or "C" not in found:
            return found
        down = _place(match[1], match[2], row, _ROWS)
        across = _place(match[3], match[4], column, _COLUMNS)
        if down is None or across is None:
            return "#REF!"
        fixed_row, fixed_column = "$" * (match[2] is not None), "$" * (match[4] is not None)
        return f"{fixed_column}{column_letters(across)}{fixed_row}{down}"

    return _TOKEN.sub(lettered, formula)


def _place(moved: str | None, fixed: str | None, here: int, most: int) -> int | None:
    at = int(fixed) if fixed is not None else here + int(moved or 0)
    return at if 1 <= at <= most else None

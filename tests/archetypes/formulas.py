"""The formulas of a table: as they are written, and what they come to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from tests.archetypes.drawing import Number, Page, column_of


def on_row(formula: str, row: int) -> str:
    return "=" + re.sub(r"[A-Z]+", lambda found: f"{found[0]}{row}", formula)


def computed(page: Page, formula: str, row: int) -> Number | None:
    """'B-C' or 'D/B' from left to right; a blank counts as nought, and what has no operand at all stays blank."""
    keys = [(row, column_of(each)) for each in re.findall(r"[A-Z]+", formula)]
    if not any(key in page.numbers for key in keys):
        return None
    values = [page.numbers.get(key, Decimal(0)) for key in keys]
    result = values[0]
    for sign, value in zip(re.findall(r"[-+/]", formula), values[1:], strict=True):
        if sign == "/" and not value:
            return None
        result = (
            result + value if sign == "+" else result - value if sign == "-" else Decimal(float(result) / float(value))
        )
    return result


def areas(column: str, rows: Sequence[int]) -> str:
    """'B4:B9' where the rows follow on each other, else 'B4,B9,B12'."""
    if rows and len(rows) > 1 and rows[-1] - rows[0] == len(rows) - 1:
        return f"{column}{rows[0]}:{column}{rows[-1]}"
    return ",".join(f"{column}{row}" for row in rows)

"""The peer: a script such as people write today for their own workbook, tried on workbooks it was not written for.

The first row with a year is the header, the first text of a row is its name, and the numbers under the years are the
amounts, in whole units. It is always sure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from python_calamine import CalamineWorkbook

from tests.archetypes.score import Row
from trygg_excel.workbook import address

_YEAR = re.compile(r"(?:19|20)\d\d")


def facts_in(path: Path) -> list[Row]:
    """The amounts of every sheet, with the columns that the scorer looks at."""
    book = CalamineWorkbook.from_path(str(path))
    sheets = [(name, book.get_sheet_by_name(name)) for name in book.sheet_names]
    return [fact for name, sheet in sheets for fact in _facts(name, sheet.to_python(skip_empty_area=False))]


def _facts(sheet: str, rows: Sequence[Sequence[object]]) -> Iterator[Row]:
    head = next((at for at, row in enumerate(rows) if any(map(_year, row))), len(rows))
    years = (
        {column: year for column, cell in enumerate(rows[head]) if (year := _year(cell))} if head < len(rows) else {}
    )
    for at, row in enumerate(rows[head + 1 :], head + 2):
        label = next((cell for cell in row if isinstance(cell, str) and cell.strip()), "")
        for column, year in years.items():
            value = row[column]
            if isinstance(value, int | float) and not isinstance(value, bool):
                yield {
                    "sheet": sheet, "cell": address(at, column + 1), "label": label, "year": year,
                    "amount": str(value), "measure": "budget", "role": "line", "confidence": "sure",
                }  # fmt: skip


def _year(cell: object) -> str:
    """The year in a cell of the header; '' for none."""
    text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else cell if isinstance(cell, str) else ""
    found = _YEAR.search(text)
    return found[0] if found and (len(text) == 4 or isinstance(cell, str)) else ""

"""The rows of a sheet of ours as they come back: found under its headings, in either language, wherever they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from trygg_excel.reporting.model import Column
from trygg_excel.workbook import Sheet


def rows_under(sheet: Sheet, columns: Sequence[Column], needed: Collection[str]) -> Iterator[dict[str, str]]:
    """Each row below a heading row that has the `needed` columns: its words by column key, those it lacks ''."""
    titles = {title: column.key for column in columns for title in (column.title.sv, column.title.en)}
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet.cells.items():
        rows.setdefault(row, {})[column] = cell.value.strip()
    places: dict[str, int] = {}
    for _, cells in sorted(rows.items()):
        if set(needed) <= places.keys():
            yield {column.key: cells.get(places.get(column.key, 0), "") for column in columns}
        else:
            places = {titles[words]: column for column, words in cells.items() if words in titles}

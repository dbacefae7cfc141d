"""Cells as columns: what makes the way over the pipe cheap beside reading the file.

Each field of a cell is a column of its own. Rows go as runs, formulas are few and carry their index, and small numbers
(a column, an index into the table of styles) go as one letter each in a text, which costs a third of a list of numbers.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain, groupby, repeat
from typing import Any

from trygg_excel.gate.limits import LIMITS
from trygg_excel.isolate.frames import Malformed, Message
from trygg_excel.isolate.typed import codec_of, record
from trygg_excel.workbook import Cell, CellStyle, CellType

CELL_FIELDS = ("row", "column", "type", "value", "formula", "style")  # a test holds this against Cell
_LETTER = dict(zip(CellType, "ntbdex", strict=True))
_TYPE = {letter: kind for kind, letter in _LETTER.items()}
_ZERO = 0x100  # the letter for 0: past the signs that JSON escapes; and 16,384 above it ends before the surrogates


def dump_cells(cells: Sequence[Cell]) -> Message:
    """The columns of some cells, which are at most 16,384."""
    by_id = {id(each.style): each.style for each in cells}  # a reader makes each style once, and hashing them is slow
    index = {each: number for number, each in enumerate(by_id)}
    formulas = [(number, each.formula) for number, each in enumerate(cells) if each.formula is not None]
    return {
        "rows": [[row, sum(1 for _ in run)] for row, run in groupby([each.row for each in cells])],
        "columns": _letters([each.column for each in cells]),
        "types": "".join([_LETTER[each.type] for each in cells]),
        "values": [each.value for each in cells],
        "formula_at": _letters([number for number, _ in formulas]),
        "formulas": [formula for _, formula in formulas],
        "styles": _letters([index[id(each.style)] for each in cells]),
        "style_table": [record(CellStyle).dump(each) for each in by_id.values()],
    }


Cells = dict[tuple[int, int], Cell]


def load_cells(message: Mapping[str, Any], known: dict[CellStyle, CellStyle], into: Cells) -> None:
    """Add the cells of such columns to others. `known` holds the styles of the workbook so far: one object for each."""
    values = _texts(message.get("values"))
    count = len(values)
    rows = _rows(message.get("rows"), count)
    columns = _numbers(message.get("columns"), count, 1, LIMITS.columns)
    types, formulas = _types(message.get("types"), count), _formulas(message, count)
    table = [known.setdefault(each, each) for each in _STYLES.load(message.get("style_table"))]
    styles = map(table.__getitem__, _numbers(message.get("styles"), count, 0, len(table) - 1))
    before = len(into)
    with _no_collection():
        built = _built(rows, columns, types, values, formulas, styles)
        into.update(zip(zip(rows, columns, strict=True), built, strict=True))
    if len(into) != before + count:
        raise Malformed("a cell twice")


def _built(*parts: Iterable[Any]) -> list[Cell]:
    """Cells out of their columns."""
    return list(map(Cell._make, zip(*parts, strict=True)))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Cells hold no cycles, and the collector would go through all that are there again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


_STYLES = codec_of(tuple[CellStyle, ...])
_RUNS = codec_of(tuple[tuple[int, int], ...])


def _rows(data: Any, count: int) -> list[int]:
    runs = _RUNS.load(data)
    within = all(1 <= row <= LIMITS.rows and times > 0 for row, times in runs)
    if not within or sum(times for _, times in runs) != count:
        raise Malformed("no rows")
    return list(chain.from_iterable(repeat(row, times) for row, times in runs))


def _letters(numbers: Sequence[int]) -> str:
    return "".join([chr(_ZERO + each) for each in numbers])


def _numbers(data: Any, count: int, least: int, most: int) -> list[int]:
    if type(data) is not str or len(data) != count:
        raise Malformed("no numbers")
    if data and not _ZERO + least <= ord(min(data)) <= ord(max(data)) <= _ZERO + most:
        raise Malformed("a number out of range")
    return [ord(each) - _ZERO for each in data]


def _texts(data: Any) -> list[str]:
    if type(data) is not list or not set(map(type, data)) <= {str}:
        raise Malformed("no texts")
    return data


def _types(data: Any, count: int) -> list[CellType]:
    if type(data) is not str or len(data) != count or not set(data) <= _TYPE.keys():
        raise Malformed("no cell types")
    return list(map(_TYPE.__getitem__, data))


def _formulas(message: Mapping[str, Any], count: int) -> list[str | None]:
    formulas = _texts(message.get("formulas"))
    found: list[str | None] = [None] * count
    for at, formula in zip(_numbers(message.get("formula_at"), len(formulas), 0, count - 1), formulas, strict=True):
        found[at] = formula
    return found

"""Cells as columns: what makes the way over the pipe cheap beside reading the file.

Each field of a cell is an array of its own; formulas are few and carry their index, styles are a table and indexes.
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import repeat
from typing import Any

from trygg_excel.gate.limits import LIMITS
from trygg_excel.isolate.frames import Malformed, Message
from trygg_excel.isolate.typed import codec_of, record
from trygg_excel.workbook import Cell, CellStyle, CellType

CELL_FIELDS = ("row", "column", "type", "value", "formula", "style")  # a test holds this against Cell
_LETTER = dict(zip(CellType, "ntbdex", strict=True))
_TYPE = {letter: kind for kind, letter in _LETTER.items()}
_SET = [vars(Cell)[name].__set__ for name in CELL_FIELDS]


def dump_cells(cells: Sequence[Cell]) -> Message:
    """The columns of some cells."""
    index: dict[int, int] = {}  # by identity: a reader makes each style once, and hashing it costs more than the rest
    styles = [index.setdefault(id(each.style), len(index)) for each in cells]
    by_id = {id(each.style): each.style for each in cells}
    formulas = [(number, each.formula) for number, each in enumerate(cells) if each.formula is not None]
    return {
        "rows": [each.row for each in cells],
        "columns": [each.column for each in cells],
        "types": "".join([_LETTER[each.type] for each in cells]),
        "values": [each.value for each in cells],
        "formula_at": [number for number, _ in formulas],
        "formulas": [formula for _, formula in formulas],
        "styles": styles,
        "style_table": [record(CellStyle).dump(by_id[each]) for each in index],
    }


def load_cells(message: Mapping[str, Any], known: dict[CellStyle, CellStyle]) -> dict[tuple[int, int], Cell]:
    """The cells of such columns, by place. `known` holds the styles of the workbook so far: one object for each."""
    values = _texts(message.get("values"), None)
    count = len(values)
    rows = _numbers(message.get("rows"), count, 1, LIMITS.rows)
    columns = _numbers(message.get("columns"), count, 1, LIMITS.columns)
    found = codec_of(tuple[CellStyle, ...]).load(message.get("style_table"))
    table = [known.setdefault(each, each) for each in found]
    styles = _numbers(message.get("styles"), count, 0, len(table) - 1)
    parts = (rows, columns, _types(message.get("types"), count), values, _formulas(message, count))
    with _no_collection():
        cells = dict(zip(zip(rows, columns, strict=True), _built(count, *parts, [table[each] for each in styles])))  # noqa: B905
    if len(cells) != count:
        raise Malformed("a cell twice")
    return cells


def _built(count: int, *parts: Sequence[object]) -> list[Cell]:
    """Cells filled field by field: a third of the time of their own __init__, which for frozen slots is slow."""
    cells = [Cell.__new__(each) for each in repeat(Cell, count)]
    for put, values in zip(_SET, parts, strict=True):
        deque(map(put, cells, values), 0)
    return cells


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


def _numbers(data: Any, count: int, least: int, most: int) -> list[int]:
    if type(data) is not list or len(data) != count or not set(map(type, data)) <= {int}:
        raise Malformed("no whole numbers")
    if data and not least <= min(data) <= max(data) <= most:
        raise Malformed("a number out of range")
    return data


def _texts(data: Any, count: int | None) -> list[str]:
    if type(data) is not list or count not in {None, len(data)} or not set(map(type, data)) <= {str}:
        raise Malformed("no texts")
    return data


def _types(data: Any, count: int) -> list[CellType]:
    if type(data) is not str or len(data) != count or not set(data) <= _TYPE.keys():
        raise Malformed("no cell types")
    return [_TYPE[each] for each in data]


def _formulas(message: Mapping[str, Any], count: int) -> list[str | None]:
    formulas = _texts(message.get("formulas"), None)
    found: list[str | None] = [None] * count
    for at, formula in zip(_numbers(message.get("formula_at"), len(formulas), 0, count - 1), formulas, strict=True):
        found[at] = formula
    return found

"""Cells as columns: what makes the way over the pipe cheap beside reading the file.

Each field of a cell is a column of its own. Rows go as runs, formulas are few and carry their index, and small numbers
(a column, an index into the table of styles) go as one letter each in a text, which costs a third of a list of numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import chain, groupby, repeat
from typing import Any

from trygg_excel.garbage import without_collecting
from trygg_excel.gate.limits import LIMITS
from trygg_excel.isolate.frames import Malformed, Message
from trygg_excel.isolate.typed import codec_of, record
from trygg_excel.workbook import Cell, CellStyle, CellType

CELL_FIELDS = ("row", "column", "type", "value", "formula", "style")  # a test holds this against Cell
_LETTER = dict(zip(CellType, "ntbdex", strict=True))
_TYPE = {letter: kind for kind, letter in _LETTER.items()}
_ZERO = 0x100  # the letter for 0: past the signs that JSON escapes; and 16,384 above it ends before the surrogates


class _Letters(dict[int, str]):
    """The letters of the small numbers met so far."""

    def __missing__(self, number: int) -> str:
        self[number] = letter = chr(_ZERO + number)
        return letter


class _Places(dict[str, int]):
    """The numbers of the letters met so far."""

    def __missing__(self, letter: str) -> int:
        self[letter] = number = ord(letter) - _ZERO
        return number


_SIGN, _NUMBER = _Letters(), _Places()


def dump_cells(cells: Sequence[Cell]) -> Message:
    """The columns of some cells, which are at most 16,384."""
    rows, columns, types, values, formulas, styles = zip(*cells, strict=True) if cells else [()] * len(CELL_FIELDS)
    looks = [*map(id, styles)]
    by_id = dict(zip(looks, styles, strict=True))  # a reader makes each style once, and hashing them is slow
    index = {each: number for number, each in enumerate(by_id)}
    runs = [(row, sum(1 for _ in run)) for row, run in groupby(rows)]
    computed = [number for number, each in enumerate(formulas) if each is not None]
    return {
        "rows": [row for row, _ in runs],
        "times": _letters(times for _, times in runs),
        "columns": _letters(columns),
        "types": "".join(map(_LETTER.__getitem__, types)),
        "values": list(values),
        "formula_at": _letters(computed),
        "formulas": [formulas[each] for each in computed],
        "styles": _letters(map(index.__getitem__, looks)),
        "style_table": [record(CellStyle).dump(each) for each in by_id.values()],
    }


Cells = dict[tuple[int, int], Cell]


def load_cells(message: Mapping[str, Any], known: dict[CellStyle, CellStyle], into: Cells) -> None:
    """Add the cells of such columns to others. `known` holds the styles of the workbook so far: one object for each."""
    values = _texts(message.get("values"))
    count = len(values)
    rows = _rows(message.get("rows"), message.get("times"), count)
    columns = _numbers(message.get("columns"), count, 1, LIMITS.columns)
    types, formulas = _types(message.get("types"), count), _formulas(message, count)
    table = [known.setdefault(each, each) for each in _STYLES.load(message.get("style_table"))]
    styles = map(table.__getitem__, _numbers(message.get("styles"), count, 0, len(table) - 1))
    before = len(into)
    with without_collecting():
        built = _built(rows, columns, types, values, formulas, styles)
        into.update(zip(zip(rows, columns, strict=True), built, strict=True))
    if len(into) != before + count:
        raise Malformed("a cell twice")


def _built(*parts: Iterable[Any]) -> list[Cell]:
    """Cells out of their columns."""
    return list(map(partial(tuple.__new__, Cell), zip(*parts, strict=True)))


_STYLES = codec_of(tuple[CellStyle, ...])


def _rows(data: Any, times: Any, count: int) -> list[int]:
    """Each row as many times as it has cells in a run."""
    if type(data) is not list or not set(map(type, data)) <= {int} or not all(1 <= row <= LIMITS.rows for row in data):
        raise Malformed("no rows")
    found = list(chain.from_iterable(map(repeat, data, _numbers(times, len(data), 1, count))))
    if len(found) != count:
        raise Malformed("no rows")
    return found


def _letters(numbers: Iterable[int]) -> str:
    return "".join(map(_SIGN.__getitem__, numbers))


def _numbers(data: Any, count: int, least: int, most: int) -> list[int]:
    if type(data) is not str or len(data) != count:
        raise Malformed("no numbers")
    met = set(data)
    if met and not _ZERO + least <= ord(min(met)) <= ord(max(met)) <= _ZERO + most:
        raise Malformed("a number out of range")
    return list(map(_NUMBER.__getitem__, data))


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

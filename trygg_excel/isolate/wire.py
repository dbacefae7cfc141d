"""What crosses the pipe: a workbook as messages, and an error with its class and both its sentences.

{"kind": "workbook"} {"kind": "sheet"} {"kind": "cells"} {"kind": "cells"} {"kind": "sheet"} … {"kind": "end"}
{"kind": "error"}    what the reader says of the file: PathMissing, Unreadable, Refused
{"kind": "lost"}     the child could not read it: out of memory, or an exception that is a fault of ours
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from trygg_excel import errors
from trygg_excel.finding import Text
from trygg_excel.gate.limits import LIMITS, Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.isolate.columns import dump_cells, load_cells
from trygg_excel.isolate.frames import Malformed, Message
from trygg_excel.isolate.typed import codec_of, record
from trygg_excel.workbook import Cell, CellStyle, Sheet, Workbook

CELLS_IN_A_MESSAGE = 8_192  # of the longest texts Excel allows that is 256 MiB, which the child can still split
_WORKBOOK = record(Workbook, frozenset({"sheets"}))
_SHEET = record(Sheet, frozenset({"cells"}))
_ERRORS = {each.__name__: each for each in vars(errors).values() if isinstance(each, type)}


class Lost(Exception):
    """The child was lost over a file. `detail` is for whoever looks into it, and holds nothing of the file.

    `outside`: killed by the kernel, which takes the child too when other programs take all memory.
    """

    def __init__(self, reason: Reason, detail: str = "", *, outside: bool = False) -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail
        self.outside = outside


def dump_workbook(workbook: Workbook) -> Iterator[Message]:
    """The workbook's messages, but for the last."""
    yield {"kind": "workbook", "workbook": _WORKBOOK.dump(workbook)}
    for sheet in workbook.sheets:
        yield {"kind": "sheet", "sheet": _SHEET.dump(sheet)}
        cells = (cell for _, cell in sheet.cells.items())  # a reader may make its cells late; this asks for each once
        while some := tuple(islice(cells, CELLS_IN_A_MESSAGE)):
            yield {"kind": "cells", **dump_cells(some)}


def load_workbook(messages: Iterable[Message], path: Path, limits: Limits = LIMITS) -> Workbook:
    """The workbook of its messages, which come without the last; Malformed, also where it is beyond the limits."""
    given = iter(messages)
    head = _WORKBOOK.load(_of_kind(next(given, {}), "workbook").get("workbook"))
    if head["file"] != str(path):
        raise Malformed("another file")
    sheets: list[Sheet] = []
    cells: dict[tuple[int, int], Cell] = {}
    styles: dict[CellStyle, CellStyle] = {}
    count = 0
    for message in given:
        if message.get("kind") == "sheet":
            count, cells = count + len(cells), {}
            sheets.append(_sheet(message, cells, limits))
            continue
        if not sheets:
            raise Malformed("cells without a sheet")
        load_cells(_of_kind(message, "cells"), styles, cells)
        if count + len(cells) > limits.cells or len(sheets) > limits.sheets:
            raise Malformed("more than the gate lets in")
    return Workbook(**head, sheets=tuple(sheets))


def _sheet(message: Message, cells: dict[tuple[int, int], Cell], limits: Limits) -> Sheet:
    sheet = Sheet(**_SHEET.load(message.get("sheet")), cells=cells)
    rows = {*sheet.hidden_rows, *(each for area in sheet.merged for each in (area.top, area.bottom))}
    columns = {*sheet.hidden_columns, *(each for area in sheet.merged for each in (area.left, area.right))}
    if not (_within(rows, limits.rows) and _within(columns, limits.columns)):
        raise Malformed("a place outside the grid")
    return sheet


def _within(places: set[int], most: int) -> bool:
    return not places or 1 <= min(places) <= max(places) <= most


def dump_error(error: errors.TryggError) -> Message:
    text = codec_of(Text).dump(error.message)
    message: Message = {"kind": "error", "class": type(error).__name__, "code": error.code, "message": text}
    if isinstance(error, errors.Refused):
        message |= {"reason": error.reason.value, "where": error.where}
    return message


def load_error(message: Message) -> errors.TryggError:
    """The error as its class, with the sentences it had; the constructor that built them is not run again."""
    name = message.get("class")
    kind = _ERRORS.get(name) if isinstance(name, str) else None
    if kind is None or not issubclass(kind, errors.TryggError):
        raise Malformed("no error of ours")
    error = kind.__new__(kind)
    errors.TryggError.__init__(error, codec_of(Text).load(message.get("message")))
    if isinstance(error, errors.Refused):
        error.reason = codec_of(Reason).load(message.get("reason"))
        error.code = error.reason.value
        error.where = codec_of(str).load(message.get("where"))
    if message.get("code") != error.code:
        raise Malformed("another code")
    return error


def load_lost(message: Message) -> Lost:
    return Lost(codec_of(Reason).load(message.get("reason")), codec_of(str).load(message.get("detail"))[:2000])


def _of_kind(message: Message, kind: str) -> Message:
    if message.get("kind") != kind:
        raise Malformed(f"no {kind}")
    return message

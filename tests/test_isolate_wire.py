"""What crosses the pipe: everything a workbook holds, and nothing that is not what it should be."""

from __future__ import annotations

import ast
import contextlib
import dataclasses
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import trygg_excel.isolate
from trygg_excel import errors
from trygg_excel.finding import Text
from trygg_excel.gate.limits import Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.isolate.child import _parts
from trygg_excel.isolate.columns import CELL_FIELDS
from trygg_excel.isolate.frames import Malformed, Message, TooLong, packed, read_message
from trygg_excel.isolate.limits import PROCESS_LIMITS
from trygg_excel.isolate.typed import record
from trygg_excel.isolate.wire import dump_error, dump_workbook, load_error, load_workbook
from trygg_excel.workbook import Active, ActiveKind, Cell, CellStyle, CellType, Range, Sheet, Visibility, Workbook

FULL = Workbook(
    file="mapp/bok å.xlsx",
    file_id="ab" * 32,
    size=1234,
    format="xlsx",
    sheets=(
        Sheet("Tomt", {}),
        Sheet(
            "Blad å\n'1'",
            {
                (cell.row, cell.column): cell
                for cell in (
                    Cell(1, 1, CellType.TEXT, "räksmörgås \U0001f600\0\u2028"),
                    Cell(1, 16_384, CellType.NUMBER, "0.30000000000000004", "A1*2", CellStyle("0,0", True, True, 3)),
                    Cell(2, 2, CellType.EMPTY, "", "", CellStyle(indent=250)),
                    Cell(2, 3, CellType.ERROR, "#REF!", "#REF!+1"),
                    Cell(3, 1, CellType.DATE, "2022-02-07"),
                    Cell(3, 2, CellType.TEXT, "\ud83d\ude00 \udcff"),  # surrogates that stay two signs
                    Cell(1_048_576, 1, CellType.BOOLEAN, "TRUE"),
                )
            },
            merged=(Range(1, 1, 2, 3), Range(5, 5, 5, 6)),
            hidden_rows=frozenset({1, 7, 1_048_576}),
            hidden_columns=frozenset({16_384}),
            visibility=Visibility.VERY_HIDDEN,
            writes_points=True,
        ),
    ),
    active=(Active(ActiveKind.MACROS, "xl/vbaProject.bin"), Active(ActiveKind.DDE, "Blad1!A1", "cmd|' /C calc'!A0")),
)


def over(workbook: Workbook, frame: int = PROCESS_LIMITS.frame) -> Workbook:
    """The workbook as it comes out of the pipe."""
    pipe = io.BytesIO(b"".join(part for each in dump_workbook(workbook) for part in _parts(each, frame)))
    messages = []
    while pipe.tell() < len(pipe.getvalue()):
        messages.append(read_message(pipe, frame)[0])
    return load_workbook(messages, Path(workbook.file))


def test_all_of_a_workbook_crosses() -> None:
    found = over(FULL)
    assert found == FULL
    assert [list(each.cells) for each in found.sheets] == [list(each.cells) for each in FULL.sheets]


@pytest.mark.parametrize("kind", [Workbook, Sheet, Cell, CellStyle, Range, Active])
def test_no_field_is_left_behind(kind: Any) -> None:
    """The example above sets every field to what it is not by itself: a field that is gained must be added to it."""
    held: list[Any] = [FULL, *FULL.sheets, *FULL.sheets[1].cells.values(), *FULL.active, *FULL.sheets[1].merged]
    held += [each.style for each in FULL.sheets[1].cells.values()]
    examples = [each for each in held if type(each) is kind]
    for name, default in defaults(kind).items():
        assert any(getattr(each, name) != default for each in examples), name


def defaults(kind: Any) -> dict[str, Any]:
    """The fields of a value that may be left out, with what they then are."""
    if not dataclasses.is_dataclass(kind):
        return dict(kind._field_defaults)
    fields = dataclasses.fields(kind)
    return {each.name: each.default for each in fields if each.default is not dataclasses.MISSING}


def test_cells_carry_each_field() -> None:
    """Cells go as columns, each by name. One that Cell gains needs its column in isolate/columns.py."""
    assert Cell._fields == CELL_FIELDS


def test_a_field_of_an_unknown_kind_is_told_at_once() -> None:
    kind = dataclasses.make_dataclass("Odd", [("when", dict[str, int])])
    with pytest.raises(TypeError, match="no way over the pipe"):
        record(kind)


@given(st.lists(st.text(max_size=80), max_size=40), st.integers(300, 2000))
def test_cells_are_split_over_frames_that_are_too_small(values: list[str], frame: int) -> None:
    cells = {(row, 1): Cell(row, 1, CellType.TEXT, value) for row, value in enumerate(values, 1)}
    workbook = Workbook("bok.xlsx", "00", 0, "xlsx", (Sheet("Blad1", cells),))
    try:
        assert over(workbook, frame) == workbook
    except TooLong:
        assert frame < 1000  # one cell alone may be longer


@pytest.mark.parametrize(
    "error",
    [
        errors.PathMissing("bok å.xlsx"),
        errors.Unreadable("bok.xlsx", Text("nej.", "no.")),
        errors.Refused("bok.xlsx", Reason.BOMB, "xl/worksheets/sheet1.xml"),
        errors.Unwritable("bok.xlsx", "full"),
    ],
    ids=lambda each: type(each).__name__,
)
def test_an_error_is_the_same_on_both_sides(error: errors.TryggError) -> None:
    found = load_error(json.loads(json.dumps(dump_error(error))))
    assert type(found) is type(error)
    assert (str(found), found.message, found.exit_code, vars(found)) == (
        str(error), error.message, error.exit_code, vars(error),
    )  # fmt: skip


@pytest.mark.parametrize(
    "frame",
    [b"[1]", b'"x"', b"{", b"\xff\xfe", b"[" * 100_000, b"{" * 3, b"NaN", b'{"a":' + b"9" * 5000 + b"}"],
    ids=lambda each: each[:6].decode("latin-1"),
)
def test_a_frame_that_is_no_message(frame: bytes) -> None:
    with pytest.raises(Malformed):
        read_message(io.BytesIO(len(frame).to_bytes(4, "big") + frame), 1_000_000)


def test_a_frame_may_not_be_long() -> None:
    with pytest.raises(Malformed, match="4294967295"):
        read_message(io.BytesIO(b"\xff" * 8), 1_000)
    with pytest.raises(TooLong):
        packed({"a": "x" * 1000}, 1000)
    with pytest.raises(EOFError):
        read_message(io.BytesIO(b"\0\0\0\x09{}"), 1000)


SEVEN = "\u0101\u0102\u0103\u0104\u0105\u0106\u0107"  # columns 1 to 7
WRONG = [
    ("rows", [[1, 7]]), ("rows", [1, 2, 3]), ("rows", [0, 2, 3, 4]), ("rows", [1, 2, 3, 1_048_577]),
    ("rows", [1.0, 2, 3, 4]), ("rows", [True, 2, 3, 4]), ("rows", [1, 2, 3, 4, 5]), ("rows", []), ("rows", None),
    ("rows", "1234"), ("times", "\u0102\u0102\u0102"), ("times", "\u0102\u0102\u0102\u0102"), ("times", [2, 2, 2, 1]),
    ("times", "\u0102\u0102\u0103\u0100"), ("times", None), ("columns", SEVEN[:6]),
    ("columns", SEVEN[:6] + "\u0100"), ("columns", SEVEN[:6] + "\u4101"), ("columns", "1234567"),
    ("columns", list(SEVEN)), ("columns", None), ("columns", SEVEN[0] * 7), ("types", "ttttttz"), ("types", "t"),
    ("types", ["t"] * 7), ("values", [1] * 7), ("values", [None] * 7), ("values", ["x"] * 6), ("values", "1234567"),
    ("formula_at", "\u0107\u0108\u0109"), ("formula_at", "\u0100"), ("formula_at", [0, 1, 2]), ("formulas", ["x"]),
    ("formulas", [1, 2, 3]), ("styles", SEVEN[6] * 7), ("styles", [0] * 7), ("styles", "\xff" * 7),
    ("style_table", []), ("style_table", [["General", False, False]]),
    ("style_table", [["General", 0, False, 1]] * 9), ("kind", "sheet"), ("kind", "nonsense"), ("kind", None),
]  # fmt: skip


@pytest.mark.parametrize(("name", "value"), WRONG, ids=lambda each: str(each)[:24])
def test_cells_that_are_wrong(name: str, value: object) -> None:
    messages = list(dump_workbook(FULL))
    assert messages[-1]["kind"] == "cells"
    messages[-1] = messages[-1] | {name: value}
    with pytest.raises(Malformed):
        load_workbook(messages, Path(FULL.file))


def test_order_and_doubles_are_wrong() -> None:
    head, empty, sheet, cells = dump_workbook(FULL)
    wrong: list[list[Message]] = [[], [cells], [head, cells], [head, head], [head, sheet, cells, cells], [sheet], [{}]]
    for messages in wrong:
        with pytest.raises(Malformed):
            load_workbook(messages, Path(FULL.file))
    with pytest.raises(Malformed, match="another file"):
        load_workbook([head, empty], Path("annan.xlsx"))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=2),
    max_leaves=8,
)


@given(st.data())
def test_nothing_but_malformed_comes_of_lies(data: st.DataObject) -> None:
    """Any one value in the messages exchanged for another: the workbook is read, or it is Malformed."""
    messages: list[Any] = json.loads(json.dumps(list(dump_workbook(FULL))))
    at: Any = messages[data.draw(st.integers(0, len(messages) - 1))]
    while True:
        keys = list(at) if isinstance(at, dict) else list(range(len(at)))
        key = data.draw(st.sampled_from(keys))
        inner = at[key]
        if not (isinstance(inner, dict | list) and inner) or data.draw(st.booleans()):
            break
        at = inner
    at[key] = data.draw(JSON)
    with contextlib.suppress(Malformed):
        load_workbook(messages, Path(FULL.file))


@given(st.dictionaries(st.sampled_from(["class", "code", "message", "reason", "where"]), JSON))
def test_nothing_but_malformed_comes_of_false_errors(lies: Message) -> None:
    true = dump_error(errors.Refused("bok.xlsx", Reason.BOMB))
    with contextlib.suppress(Malformed):
        assert isinstance(load_error(true | lies), errors.TryggError)


def test_the_gates_limits_cross() -> None:
    limits = Limits(cells=17)
    assert record(Limits).load(record(Limits).dump(limits)) == limits


def test_nothing_that_runs_code_when_it_is_read() -> None:
    """pickle, marshal and their like, eval and exec: not in this folder."""
    for module in Path(trygg_excel.isolate.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [node.id] if isinstance(node, ast.Name) else []
            assert not {"pickle", "marshal", "shelve", "multiprocessing", "eval", "exec"} & set(names), module.name

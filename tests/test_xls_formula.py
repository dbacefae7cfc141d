"""Compiled formulas of .xls and .xlsb as text."""

from __future__ import annotations

import struct

import pytest

from trygg_excel.reading.xls_formula import Words, formula_text, sheets_pointed_at, teller

OLD, NEW = Words(wide=False, sheets=["Budget", "Nämnd 1", "", "A1"]), Words(wide=True, sheets=["Budget"])
MOVES = 0xC000  # neither column nor row is fixed


def cell(row: int, column: int, flags: int = MOVES, token: int = 0x24) -> bytes:
    return struct.pack("<BHH", token, row, column | flags)


def area(top: int, bottom: int, left: int, right: int, token: int = 0x25, flags: int = MOVES) -> bytes:
    return struct.pack("<BHHHH", token, top, bottom, left | flags, right | flags)


def whole(value: int) -> bytes:
    return struct.pack("<BH", 0x1E, value)


def text(written: str) -> bytes:
    return struct.pack("<BBB", 0x17, len(written), 1) + written.encode("utf-16-le")


def call(index: int, count: int) -> bytes:
    return struct.pack("<BBH", 0x42, count, index)


SUM_OF_ONE = b"\x19\x10\0\0"
BLANKS = b"\x19\x40\0\1"
ADD, DIVIDE, PERCENT, PARENTHESIS, MINUS, MISSING = b"\3", b"\6", b"\x14", b"\x15", b"\x13", b"\x16"


@pytest.mark.parametrize(
    ("tokens", "expected"),
    [
        (cell(0, 0), "A1"),
        (cell(9, 27, 0), "$AB$10"),
        (cell(9, 1, 0x8000), "$B10"),
        (area(1, 4, 1, 1) + SUM_OF_ONE, "SUM(B2:B5)"),
        (area(0, 65_535, 1, 2, 0x45) + SUM_OF_ONE, "SUM(B:C)"),
        (area(3, 4, 0, 255) + SUM_OF_ONE, "SUM(4:5)"),
        (cell(0, 0) + cell(4, 0) + ADD + cell(8, 0) + BLANKS + ADD, "A1+A5+A9"),
        (cell(0, 1) + cell(0, 2) + cell(0, 2) + MINUS + ADD + PARENTHESIS + DIVIDE, "B1/(C1+-C1)"),
        (whole(5) + PERCENT, "5%"),
        (struct.pack("<Bd", 0x1F, 0.25) + b"\x1d\1" + b"\x08", "0.25&TRUE"),
        (text('kr "x"') + b"\x1c\x17" + b"\x08", '"kr ""x"""&#REF!'),
        (cell(0, 0) + whole(2) + b"\x41\x1b\0", "ROUND(A1,2)"),
        (cell(0, 0) + MISSING + whole(1) + call(1, 3), "IF(A1,,1)"),
        (b"\x41\xdd\0", "TODAY()"),
        (b"\x3a\0\0" + cell(2, 0)[1:], "Budget!A3"),
        (b"\x5b\1\0" + area(0, 1, 0, 0)[1:] + call(4, 1), "SUM('Nämnd 1'!A1:A2)"),
        (b"\x3a\3\0" + cell(2, 0)[1:], "'A1'!A3"),
        (b"\x2a\0\0\0\0", "#REF!"),
        (cell(1, 0x00FF, MOVES, token=0x2C), "D4"),  # of a shared formula: one to the left, one below
    ],
)
def test_what_budgets_are_made_of_is_told(tokens: bytes, expected: str) -> None:
    assert formula_text(tokens, 2, 4, OLD) == expected


def test_rows_are_wide_in_the_newer_format() -> None:
    here = struct.pack("<BIH", 0x24, 999_999, 3 | MOVES)
    there = struct.pack("<BHIIHH", 0x3B, 0, 0, 1_048_575, MOVES, MOVES) + call(4, 1)
    moved = struct.pack("<BIH", 0x2C, 0xFFFFFFFF, 0x3FFF | MOVES)
    word = struct.pack("<BH", 0x17, 1) + "å".encode("utf-16-le")
    assert [formula_text(each, 2, 4, NEW) for each in (here, there, moved, word)] == [
        "D1000000", "SUM(Budget!A:A)", "D2", '"å"',
    ]  # fmt: skip


@pytest.mark.parametrize(
    "tokens",
    [
        b"",
        ADD,  # nothing to add
        cell(0, 0) + cell(0, 0),  # two results
        cell(0, 0)[:-1],  # cut off
        b"\x17\xff\1ab",  # a text that is longer than all of it
        b"\x23\1\0\0\0",  # a name
        b"\x3a\2\0" + cell(2, 0)[1:],  # another workbook
        b"\x3a\xff\xff" + cell(2, 0)[1:],  # a sheet that is not listed
        whole(1) + call(4, 255),  # more arguments than there are
        call(9_999, 0),
        b"\x41\xff\xff",
        b"\x19\4\xff\xff",  # a choice of 65,536 branches that are not there
        whole(1) + b"\x15" * 70_000,  # parentheses past any formula
        b"\x16" * 70_000,
        text("a" * 255) * 40 + b"\x08" * 39,  # past the longest formula
        b"\x7f\xff",
        bytes(range(256)),
    ],
)
def test_anything_else_is_a_formula_whose_text_is_not_told(tokens: bytes) -> None:
    assert formula_text(tokens, 0, 0, OLD) == ""
    assert formula_text(tokens, 0, 0, NEW) == ""


def test_a_formula_may_be_told_by_another_cell() -> None:
    assert teller(b"\1\5\0\2\0", b"", wide=False) == (5, 2)
    assert teller(b"\1\5\0\0\0", b"\2\0\0\0", wide=True) == (5, 2)
    assert teller(b"\1\5", b"", wide=False) is None
    assert teller(b"\1\5\0\0\0", b"", wide=True) is None
    assert teller(cell(0, 0), b"", wide=False) is None


def test_only_single_sheets_of_the_workbook_itself_are_named() -> None:
    entries = [(0, 0, 0), (0, 0, 1), (1, 0, 0), (0, 7, 7), (0, -1, -1), (0, 1, 1)]
    assert sheets_pointed_at(entries, 0, ["Ett", "Två"]) == ["Ett", "", "", "", "", "Två"]
    assert sheets_pointed_at(entries, None, ["Ett", "Två"]) == [""] * 6

"""Ledgers damaged at random: the fast ways and the parser agree on every one, refusals too."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pytest

from tests.ledgers import RULES, as_xlsx, booking
from trygg_excel.errors import TryggError
from trygg_excel.ledger.extract import Extract
from trygg_excel.ledger.files import read_extract
from trygg_excel.reading.sheet_stream import NotPlain, SheetStream

SHEET = "xl/worksheets/sheet1.xml"
PIECES = (
    b"<", b">", b'"', b"&", b"/", b"0", b"9", b"r", b" ", b"</row>", b'<row r="3">', b'<row r="8">', b'<c r="A9">',
    b"<v>7</v>", b"</c>", b"\x01", b"&#1;", b"&amp;", b"]]>", b"<!--", b"-->", b' t="s"', b' s="0"', b"\n", b"x",
)  # fmt: skip


def damaged(data: bytes, r: random.Random) -> bytes:
    """One or two pieces put in, put over or taken out among the rows."""
    start, end = data.find(b"<sheetData>"), data.find(b"</sheetData>") + 10
    for _ in range(r.choice((1, 1, 2))):
        at, over = r.randrange(start, end), r.choice((0, 1, 3, 40))
        data = data[:at] + r.choice((b"", r.choice(PIECES))) + data[at + over :]
    return data


def outcome(path: Path) -> Extract | str:
    try:
        return read_extract(path, RULES, "")
    except TryggError as problem:
        return problem.code


@pytest.mark.parametrize("inline", [False, True])
def test_the_fast_ways_and_the_parser_agree(*, inline: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [booking("0310", "5010", 202201, number + 0.25, f"A{number // 2}") for number in range(40)]
    with zipfile.ZipFile(as_xlsx(tmp_path / "a.xlsx", rows, inline=inline)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    monkeypatch.setattr("trygg_excel.reading.sheet_stream._STRETCH", 1_500)  # else all of it is one stretch
    monkeypatch.setattr("trygg_excel.ledger.pages.LOOKED_AT", 8)
    stretches = SheetStream.stretches
    r, read = random.Random(7), 0  # noqa: S311  not a secret
    for _ in range(90):
        path = tmp_path / "b.xlsx"
        with zipfile.ZipFile(path, "w") as out:
            for name, data in parts.items():
                out.writestr(name, damaged(data, r) if name == SHEET else data)
        fast = outcome(path)
        monkeypatch.setattr(SheetStream, "stretches", _not_plain)
        assert fast == outcome(path)
        monkeypatch.setattr(SheetStream, "stretches", stretches)
        read += isinstance(fast, Extract)
    assert read > 5


def _not_plain(_: SheetStream) -> None:
    raise NotPlain


@pytest.mark.parametrize("row", ["1048577", "0", "9999999"])
def test_a_row_outside_the_grid(row: str, tmp_path: Path) -> None:
    path, other = as_xlsx(tmp_path / "a.xlsx", [booking("0310", "5010", 202201, 1)] * 100), tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(other, "w") as out:
        for name in given.namelist():
            data = given.read(name)
            if name == SHEET:
                data = data.replace(b'<row r="106"', f'<row r="{row}"'.encode())
                for letters in b"ABCDEFGHIJK":
                    data = data.replace(b'r="%c106"' % letters, f'r="{chr(letters)}{row}"'.encode())
            out.writestr(name, data)
    assert isinstance(outcome(other), str)

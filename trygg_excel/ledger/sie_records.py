"""A SIE file as records. (SIE 4B: one record a line, fields between blanks, quotes where needed, objects in braces.)"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_QUOTED = r'"(?:[^"\\]|\\.)*+"'
_BRACED = rf"\{{(?:[^{{}}\"]|{_QUOTED})*+\}}"
_FIELD = re.compile(rf'{_QUOTED}|{_BRACED}|[^\s"{{}}][^\s{{}}]*+')
_LINE = re.compile(rf"[ \t]*+(?:#(\w{{2,12}})((?:[ \t]++(?:{_FIELD.pattern}))*+)|([{{}}]))[ \t]*+")
_FIRST = re.compile(rb"\s*#(?:FLAGGA|PROGRAM|FORMAT|SIETYP|GEN)\b")
_SWEDISH_437, _SWEDISH_1252 = frozenset(b"\x86\x84\x94\x8f\x8e\x99\x82"), frozenset(b"\xe5\xe4\xf6\xc5\xc4\xd6\xe9")
_LONGEST = 10_000  # bytes of a line


class Record(NamedTuple):
    """A line: its label without '#', its fields as text, and its objects, (dimension, object); None: no braces.

    A line with a brace alone has that for its label. A line that cannot be read has '?'.
    """

    line: int
    label: str
    fields: tuple[str, ...] = ()
    objects: tuple[tuple[str, str], ...] | None = None


def is_sie(data: bytes) -> bool:
    """Whether the bytes begin as a SIE file does."""
    return _FIRST.match(data.removeprefix(b"\xef\xbb\xbf")[:2000]) is not None


def records(data: bytes) -> Iterator[Record]:
    """Every line that says anything."""
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").removesuffix(b"\x1a").splitlines(), 1):
        if line.strip():
            yield _record(number, line)


def _record(number: int, line: bytes) -> Record:
    match = _LINE.fullmatch(decoded(line)) if len(line) <= _LONGEST else None
    if match is None:
        return Record(number, "?")
    if match[3]:
        return Record(number, match[3])
    written = _FIELD.findall(match[2])
    objects = next((each for each in written if each.startswith("{")), None)
    fields = tuple(_unquoted(each) for each in written if not each.startswith("{"))
    return Record(number, match[1].upper(), fields, None if objects is None else _objects(objects))


def _objects(braced: str) -> tuple[tuple[str, str], ...]:
    """Pairs of a dimension's number and an object's; '{1 "0310" 6 P1}'."""
    words = [_unquoted(each) for each in _FIELD.findall(braced[1:-1])]
    return tuple(zip(words[::2], words[1::2], strict=False))


def _unquoted(field: str) -> str:
    return field[1:-1].replace('\\"', '"').replace("\\\\", "\\") if field.startswith('"') else field


def decoded(line: bytes) -> str:
    """A line as text. The format's own is CP437; files in UTF-8 and Windows' own exist, and some that mix them."""
    if line.isascii():
        return line.decode("ascii")
    try:
        return line.decode()
    except UnicodeDecodeError:
        windows = sum(each in _SWEDISH_1252 for each in line) > sum(each in _SWEDISH_437 for each in line)
        return line.decode("cp1252" if windows else "cp437", "replace")

"""The rows of a ledger by the shape that they all have: each column's cells as the first of them are written.

An expression with that written out takes half the time of one that allows for what rows may be. It is learnt from rows
that the grammar has taken; a row that is otherwise does not fit, and is left to the grammar.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from trygg_excel.reading.sheet_stream import END, NUMBER, START, FastRows, are_all, letters

_FORM = re.compile(
    r'((?: s="\d++")?+(?: t="[a-zA-Z]++")?+)(?:(/>|></c>)|><v>([^<]*+)</v></c>|><is><t>[^<]*+</t></is></c>)', re.ASCII
)
_PLAIN = re.compile(r"-?[0-9]++(?:\.[0-9]++)?+")
_ROW_LOOK = re.compile(r'<row r="\d++"([^<>]*+)>')
_MOST = 3  # ways to write the cells of one column; one with more is not learnt


class Form(NamedTuple):
    """A way to write a cell: its attributes, and 'bare' for digits in <v>, 'text' for any other, or what is empty."""

    look: str
    kind: str

    @property
    def pattern(self) -> str:
        look = re.escape(self.look)
        if self.kind == "bare":
            return rf"{look}><v>-?[0-9.]++</v></c>"
        inline = rf"{look}><is><t>[^<]*+</t></is></c>"
        return (
            inline
            if self.kind == "inline"
            else rf"{look}><v>[^<]*+</v></c>"
            if self.kind == "text"
            else look + self.kind
        )


class ShapedRows:
    """As FastRows, but of a column in `bare` it gives the digits alone; `bare` says what its cells' attributes are."""

    def __init__(self, pattern: str, bare: dict[int, str]) -> None:
        self._row = re.compile(pattern, re.ASCII)
        self.bare = bare

    def all(self, text: str) -> list[tuple[str, ...]] | None:
        """The number and the wanted cells of every row; None when not all rows of the stretch have the shape."""
        found = self._row.findall(text) if text.startswith(START) else []
        return found if found and are_all(found, text) else None


def learnt(text: str, fast: FastRows) -> ShapedRows | None:
    """The shape of the rows in a stretch; None when there is no telling."""
    found, looks = fast.whole.all(text), set(_ROW_LOOK.findall(text))
    if not found or len(looks) != 1:
        return None
    parts: list[str] = []
    bare: dict[int, str] = {}
    for place, written in enumerate(zip(*(row[1:] for row in found), strict=True)):
        forms = {_form(each) for each in written if each}
        if None in forms or len(forms) > _MOST:
            return None
        part = _part(place, sorted(each for each in forms if each is not None), fast, bare)
        if part is None:
            return None
        parts.append(rf"(?:{part})?+" if part and "" in written and place not in fast.needed else part)
    return ShapedRows(rf'{START}r="(\d{{1,7}}+)"{re.escape(looks.pop())}>{"".join(parts)}</row>(?=<row |\Z)', bare)


def _form(written: str) -> Form | None:
    match = _FORM.fullmatch(written)
    if match is None:
        return None
    if match[2]:
        return Form(match[1], match[2])
    value = match[3]
    return Form(match[1], "inline" if value is None else "bare" if _PLAIN.fullmatch(value) else "text")


def _part(place: int, forms: list[Form], fast: FastRows, bare: dict[int, str]) -> str | None:
    """The expression of a column's cells; None where they are not what the column should hold."""
    filled = [each for each in forms if each.kind in {"bare", "text", "inline"}]
    start = rf'<c r="{letters(place)}\1"'
    if place in fast.numbers:
        fits = len(filled) == 1 and filled[0].kind == "bare" and fast.is_number(filled[0].look)
        return rf"{start}{re.escape(filled[0].look)}><v>{NUMBER}</v></c>" if fits and len(forms) == 1 else None
    if place not in fast.places:
        return rf"{start}(?:{'|'.join(each.pattern for each in forms)})" if forms else ""
    if place in fast.needed:
        forms = filled
    if not forms:
        return "()"
    if len(filled) == 1 and filled[0].kind == "bare":
        bare[place] = filled[0].look
        inner = rf"{re.escape(filled[0].look)}><v>(-?[0-9.]++){END}"
        return rf"{start}(?:{'|'.join([inner, *(each.pattern for each in forms if each not in filled)])})"
    return rf"{start}({'|'.join(each.pattern for each in forms)})"

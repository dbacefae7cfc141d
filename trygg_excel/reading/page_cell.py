"""What a cell of a web page holds: its text, or the number and formula that Excel has written beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from trygg_excel.reading.page_table import OpenCell
from trygg_excel.workbook import PLAIN, Cell, CellStyle, CellType

_BLANKS = re.compile("[ \t\r\n\f]+")  # not the no-break space, which indents
_NUMBER = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,20})?(?:[eE][-+]?[0-9]{1,3})?")
_SHOWN = re.compile(r"-?[0-9]{1,16}(?:\.[0-9]{1,10})?")
_LARGEST = 16  # digits, so that those shown after the point fit beside them
_SPACES = str.maketrans({" ": "", "\u00a0": "", "\u202f": "", ",": ".", "\u2212": "-", "\u2013": "-"})
_BOLD = CellStyle(bold=True)


def text_of(pieces: Iterable[str | None]) -> str:
    """The text as a page shows it: white space is one space, None ends a line."""
    lines: list[list[str]] = [[]]
    for piece in pieces:
        if piece is None:
            lines.append([])
        else:
            lines[-1].append(piece)
    shown = (_BLANKS.sub(" ", "".join(line)).strip(" ") for line in lines)
    return "\n".join(shown).strip("\n")


def cell_at(opened: OpenCell) -> Cell | None:
    """The cell; None when nothing stands in it."""
    text = text_of(opened.pieces)
    if not text.strip():
        return None
    style = _BOLD if opened.bold else PLAIN
    number = opened.attributes.get("x:num", "")
    formula = opened.attributes.get("x:fmla", "").removeprefix("=") or None
    kind, value = CellType.TEXT, text
    if number and _NUMBER.fullmatch(number) and _shows(text, number):
        kind, value = CellType.NUMBER, number
    return Cell(opened.row, opened.column, kind, value, formula, style)


def _shows(text: str, number: str) -> bool:
    """Whether the text is the number, rounded: not a date, a share, or thousands where the number is whole."""
    shown = text.translate(_SPACES)
    if not _SHOWN.fullmatch(shown):
        return False
    exact, seen = Decimal(number), Decimal(shown)
    unit = Decimal(1).scaleb(int(seen.as_tuple().exponent))
    return exact.adjusted() < _LARGEST and exact.quantize(unit, ROUND_HALF_UP) == seen

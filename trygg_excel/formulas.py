"""Formulas as text: what a shared formula says in another cell, and the cells a SUM adds."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from trygg_excel.workbook import Range, column_letters, place

_CELL = r"(?P<fixed_column>\$?)(?P<letters>[A-Za-z]{1,3})(?P<fixed_row>\$?)(?P<digits>\d{1,7})(?![\w(.])"
_COLUMNS = r"(?P<columns>\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})(?![\w(.$])"
_ROWS = r"(?P<rows>\$?\d{1,7}:\$?\d{1,7})(?![\w(.])"
_TOKEN = re.compile(rf"\"[^\"]*\"|'[^']*'|(?<![\w.$:])(?:{_COLUMNS}|{_ROWS})|(?<![\w.$]){_CELL}")
_SUM = re.compile(r"^\s*(?:_xlfn\.)?(?:SUM|SUMMA)\(([^()]*)\)\s*$", re.IGNORECASE)
_ADDEND = re.compile(
    r"(?P<sign>[+-]?)(?:(?:_xlfn\.)?(?:SUM|SUMMA)\((?P<areas>[^()]*)\)|(?P<cell>\$?[A-Za-z]{1,3}\$?\d{1,7})(?![\w(:!]))",
    re.IGNORECASE,
)
_LARGEST_AREA = 2000  # cells; what adds more is no row of a budget table
_AREA = re.compile(r"^\$?[A-Za-z]{1,3}\$?\d{1,7}(?::\$?[A-Za-z]{1,3}\$?\d{1,7})?$")


def moved(formula: str, rows: int, columns: int) -> str:
    """`formula` as it reads `rows` down and `columns` to the right; absolute references stay."""

    def shift(match: re.Match[str]) -> str:
        if match["columns"]:
            return _both(match["columns"], lambda end: _column_moved(end, columns))
        if match["rows"]:
            return _both(match["rows"], lambda end: _row_moved(end, rows))
        if match["letters"] is None:
            return match.group(0)
        column = _column_moved(match["fixed_column"] + match["letters"], columns)
        row = _row_moved(match["fixed_row"] + match["digits"], rows)
        return column + row if column and row else "#REF!"

    return _TOKEN.sub(shift, formula)


def _both(span: str, move: Callable[[str], str]) -> str:
    first, _, last = span.partition(":")
    first, last = move(first), move(last)
    return f"{first}:{last}" if first and last else "#REF!"


def _column_moved(written: str, columns: int) -> str:
    """'F' -> 'G'; '$F' stays; '' left of the sheet."""
    if written.startswith("$"):
        return written
    return column_letters(max(0, place(f"{written}1")[1] + columns))


def _row_moved(written: str, rows: int) -> str:
    if written.startswith("$"):
        return written
    row = int(written) + rows
    return str(row) if row > 0 else ""


@lru_cache(maxsize=16_384)
def summed(formula: str | None) -> tuple[Range, ...] | None:
    """The areas of a formula that is one plain SUM on its own sheet; None for any other formula."""
    match = _SUM.match(formula or "")
    if match is None:
        return None
    areas = [part.strip() for part in re.split(r"[,;]", match.group(1))]
    if not all(_AREA.match(area) for area in areas):
        return None
    return tuple(_range(area) for area in areas)


@lru_cache(maxsize=16_384)
def added(formula: str | None) -> tuple[tuple[int, Range], ...]:
    """The signed areas of a formula that only adds and subtracts SUMs and cells of its own sheet; () for any other.

    '=SUM(C4:C10)-C6' gives (1, C4:C10), (-1, C6).
    """
    text = _bare("".join((formula or "").split()))
    found: list[tuple[int, Range]] = []
    at = 0
    while at < len(text):
        piece = _ADDEND.match(text, at)
        if piece is None or (found and not piece["sign"]):
            return ()
        sign = -1 if piece["sign"] == "-" else 1
        areas = re.split(r"[,;]", piece["areas"]) if piece["areas"] is not None else [piece["cell"]]
        if not all(_AREA.match(area) for area in areas):
            return ()
        found += [(sign, _range(area)) for area in areas]
        at = piece.end()
    return tuple(found)


def _bare(text: str) -> str:
    """'(C9-C8)' without its parentheses; what has others within is left as it is."""
    inner = text[1:-1]
    return inner if text.startswith("(") and text.endswith(")") and not {"(", ")"} & set(inner) else text


def added_rows(formula: str, column: int) -> tuple[int, ...]:
    """The rows whose cells in `column` a formula adds: one SUM, or cells with + between; none for any other formula."""
    areas = summed(formula) or _terms(formula)
    if any(area.left != column or area.right != column for area in areas):
        return ()
    return tuple(row for area in areas if area.size <= _LARGEST_AREA for row in range(area.top, area.bottom + 1))


@lru_cache(maxsize=16_384)
def _terms(formula: str) -> tuple[Range, ...]:
    """The cells of 'C5+C9+C14'."""
    terms = [term.strip() for term in formula.removeprefix("+").split("+")]
    return tuple(_range(term) for term in terms) if all(_AREA.match(term) for term in terms) else ()


def _range(area: str) -> Range:
    first, _, last = area.partition(":")
    (top, left), (bottom, right) = place(first), place(last or first)
    return Range(min(top, bottom), min(left, right), max(top, bottom), max(left, right))

"""A report of one page as a PDF to file and to archive: PDF/A-2a and PDF/UA-1. The only module that imports typst.

The text goes in as data and never as markup; only the fonts within typst are used, nothing is fetched, and the same
report and day give the same bytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, cast
from unicodedata import category

from trygg_excel.finding import Text
from trygg_excel.reporting.display import RIGHT, bare, showing, shown
from trygg_excel.reporting.model import Amount, Column, Report, RowRole, Sheet, Style, Table
from trygg_excel.reporting.plain import SYMBOLS, one_line, plain

if TYPE_CHECKING:
    from typst import Compiler

_FONTS = ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono", "New Computer Modern Math")
_SIZES = (10.5, 10, 9.5, 9, 8.5, 8)  # points, the largest that fits is taken
_LENGTHS = (600, 320, 200, 120, 70, 40)  # letters in one text at most, the next where the page would be too long
_WIDE = 10  # letters of a heading over numbers that is set on two lines
_UNBROKEN = re.compile(r"[^\s/-]{24}(?=[^\s/-])|\S{60}(?=\S)")  # letters without a good place to break the line
_NARROW = frozenset({Style.CODE, Style.COUNT, Style.YEAR, Style.AMOUNT, Style.CHANGE, Style.PERCENT})
_BARS = {"title": "", "number": False, "answer": False, "width": None, "bars": True}
# What the fonts can show; anything else stands as an empty box, for a text that cannot be shown has no place in PDF/A.
_UNSHOWN = re.compile(
    "[^\n\x20-\x7e\xa0-\xac\xae-\u036f\u0386-\u0486\u0490-\u04ff\u05d0-\u05ea\u0621-\u063a\u0641-\u0652\u1e00-\u1eff"
    "\u2010-\u2027\u202f-\u205e\u2070\u2074-\u208e\u20a0-\u20bf\u2100-\u2151\u2153-\u2183\u2190-\u22ff\u2500-\u25ff"
    "\u2713\u2714\u2716\u2717\ufffd]"
)
_NOT_LATIN = re.compile("[^\n\x20-\x7e\xa0-\xac\xae-\xff\u2013\u2014\u2019\u201d\u2026\u2212\u25a1]")
_SOFT = re.compile("[\xad\u200b-\u200d\u2060]")


def render_pdf(report: Report, day: date, lang: str = "sv") -> bytes:
    """The report on one A4, in the largest type that fits; texts are cut, with '…', where even the smallest does not.

    `day` stands as the document's date. Raises ValueError for a report with too many rows for one page.
    """
    for shown_by in (_UNSHOWN, _NOT_LATIN):
        for most in _LENGTHS:
            pdf = _compiled(json.dumps(_Page(report, day, lang, most, shown_by).told()))
            if isinstance(pdf, bytes):
                return pdf
            if pdf is _Refusal.LETTER:
                break
    raise ValueError(one_line(report.title, lang))


class _Refusal(Enum):
    LONG = "TOO LONG"
    LETTER = "could not be displayed"  # the fonts of another typst than ours


def _compiled(told: str) -> bytes | _Refusal:
    from typst import TypstError

    try:
        pdf = _compiler().compile(
            input=_template(), format="pdf", sys_inputs={"report": told}, pdf_standards=["a-2a", "ua-1"]
        )
    except TypstError as problem:
        for each in _Refusal:
            if each.value in problem.message:
                return each
        raise
    return cast("bytes", pdf)


@lru_cache(maxsize=1)
def _compiler() -> Compiler:
    from typst import Compiler, Fonts

    return Compiler(font_paths=Fonts(include_system_fonts=False))


@lru_cache(maxsize=1)
def _template() -> bytes:
    return files("trygg_excel").joinpath("reporting/one_page.typ").read_bytes()


@dataclass(frozen=True, slots=True)
class _Page:
    """The report as the template reads it: no text longer than `most`, no letter that `unshown` finds."""

    report: Report
    day: date
    lang: str
    most: int
    unshown: re.Pattern[str]

    def told(self) -> Mapping[str, object]:
        report, verdict = self.report, self._said(self.report.verdict)
        return {
            "title": self._line(report.title),
            "subtitle": self._said(report.subtitle),
            "banner": self._said(report.banner),
            "verdict": f"{SYMBOLS[report.tone]} {verdict}".strip() if verdict else "",
            "tone": report.tone.value,
            "lang": "en" if self.lang == "en" else "sv",
            "day": [self.day.year, self.day.month, self.day.day],
            "fonts": _FONTS,
            "sizes": _SIZES,
            "sections": [self._section(sheet) for sheet in report.sheets],
        }

    def _section(self, sheet: Sheet) -> Mapping[str, object]:
        table = sheet.table
        return {
            "title": self._line(sheet.title),
            "lead": [self._said(each) for each in sheet.lead],
            "foot": [self._said(each) for each in sheet.foot],
            "empty": self._said(table.empty),
            "columns": [told for each in table.columns for told in self._columns(each)],
            "rows": self._rows(table),
        }

    def _rows(self, table: Table) -> list[Mapping[str, object]]:
        how = showing(table, self.lang)
        drawn = {at: _drawn(table, at) for at, column in enumerate(table.columns) if column.bars}
        rows: list[Mapping[str, object]] = []
        for number, row in enumerate(table.rows):
            cells: list[Mapping[str, object]] = []
            for at, (value, column) in enumerate(zip(row.cells, table.columns, strict=True)):
                cells.append({"said": self._text(shown(value, column.style, how))})
                if at in drawn:
                    cells.append({"said": "", "bar": drawn[at][number]})
            rows.append({"role": row.role.value, "cells": cells})
        return rows

    def _columns(self, column: Column) -> list[Mapping[str, object]]:
        """The column, and the one its bars are drawn in."""
        return [self._column(column), *([_BARS] if column.bars else [])]

    def _column(self, column: Column) -> Mapping[str, object]:
        title = self._line(column.title)
        return {
            "title": _on_two_lines(title) if column.style in RIGHT else title,
            "number": column.style in RIGHT,
            "answer": column.answer,
            "width": None if column.style in _NARROW else column.width or 12,
        }

    def _said(self, said: Text) -> str:
        return self._text(plain(said, self.lang))

    def _line(self, said: Text) -> str:
        return self._text(one_line(said, self.lang))

    def _text(self, said: str) -> str:
        """The text with places to break in words that have none."""
        kept = _SOFT.sub("", said)
        text = "".join("\u25a1" if _no_letter(each) or self.unshown.match(each) else each for each in kept).strip()
        if len(text) > self.most:
            text = text[: self.most - 1].rstrip() + "…"
        return _UNBROKEN.sub("\\g<0>\u200b", text)


def _drawn(table: Table, at: int) -> list[Mapping[str, float] | None]:
    """The bar of each row: where it begins and ends, and where nought is, as parts of the room. Sums have none."""
    held = [bare(row.cells[at]) if row.role is RowRole.LINE else None for row in table.rows]
    amounts = [each.ore if isinstance(each, Amount) else None for each in held]
    known = [each for each in amounts if each]
    least, most = min([0, *known]), max([0, *known])
    room = most - least
    return [
        {"from": (min(0, each) - least) / room, "to": (max(0, each) - least) / room, "nought": -least / room}
        if each
        else None
        for each in amounts
    ]


def _no_letter(char: str) -> bool:
    """Whether nothing is meant by the character: unassigned or private."""
    return category(char) in {"Cn", "Co", "Cs"}


def _on_two_lines(title: str) -> str:
    """A heading over numbers, so that the numbers and not their heading make the width."""
    if len(title) < _WIDE or " " not in title:
        return title
    at = min((n for n, letter in enumerate(title) if letter == " "), key=lambda n: abs(n - len(title) // 2))
    return f"{title[:at]}\n{title[at + 1 :]}"

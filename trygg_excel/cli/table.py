"""Facts as a table in the terminal."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text as Plain

from trygg_excel.fact import Confidence, Fact, Role
from trygg_excel.finding import Text
from trygg_excel.money import amount_text

_HEADINGS = {
    "sv": ("Blad", "Cell", "Rad", "År", "Belopp", "Roll", "Säkerhet"),
    "en": ("Sheet", "Cell", "Row", "Year", "Amount", "Role", "Confidence"),
}
_ROLES = {
    Role.LINE: Text("rad", "line"), Role.SUBTOTAL: Text("delsumma", "subtotal"), Role.TOTAL: Text("summa", "total"),
}  # fmt: skip
_CONFIDENCES = {
    Confidence.SURE: Text("säker", "sure"), Confidence.LIKELY: Text("trolig", "likely"),
    Confidence.GUESS: Text("gissad", "guess"),
}  # fmt: skip
_WIDE = 160  # columns where nobody looks at a terminal


def facts_table(facts: Sequence[Fact], lang: str) -> str:
    """The facts, a table per workbook."""
    wide = shutil.get_terminal_size().columns if sys.stdout.isatty() else _WIDE
    written = io.StringIO()
    console = Console(file=written, width=wide, force_terminal=sys.stdout.isatty(), color_system="auto")
    for file in dict.fromkeys(fact.file for fact in facts):
        console.print(_table([fact for fact in facts if fact.file == file], file, lang))
    return written.getvalue()


def _table(facts: Sequence[Fact], file: str, lang: str) -> Table:
    table = Table(title=Plain(file), title_justify="left", box=None, pad_edge=False)
    for heading in _HEADINGS[lang]:
        table.add_column(heading, justify="right" if heading in {"Belopp", "Amount"} else "left", overflow="fold")
    for fact in facts:
        amount = amount_text(fact.amount, fact.shown_unit, lang=lang)
        words = (_ROLES[fact.role].say(lang), _CONFIDENCES[fact.confidence].say(lang))
        cells = (fact.sheet, fact.cell, fact.label, str(fact.year or ""), amount, *words)
        table.add_row(*(Plain(each) for each in cells))
    return table

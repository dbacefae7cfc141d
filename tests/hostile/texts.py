"""What goes through every parser and is meant for the code behind: texts, formats and formulas that make patterns slow.

All are within Excel's limits or close to them, so the gate may let them through: then reading must stay quick.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape

from tests.hostile import book
from tests.hostile.book import BOOK, STRINGS, STYLES, number, row, rows, save, text, worksheet
from tests.hostile.table import ADMITTED, Outcome, add
from trygg_excel.gate.reasons import Reason

_MOST = 32_767
_QUICK: tuple[Outcome, ...] = (ADMITTED, Reason.LONG_TEXT)
_REPEATED = {
    "digits": "1",
    "blanks": " ",
    "no_break_blanks": "\u00a0",
    "commas": "1,",
    "points": "1.",
    "minus": "-",
    "brackets": "(",
    "braces": "[",
    "quotes": '"',
    "single_quotes": "'",
    "colons": "A1:",
    "sum": "SUM(",
    "years": "2022-",
    "months": "jan ",
    "tkr": "tkr ",
    "percent": "1 %",
    "backslashes": "\\",
    "underscores": "_",
    "slashes": "1/",
    "letters_blanks": "a ",
    "combining": "e\u0301",
    "bidi": "\u202e",
    "zero_width": "\u200b",
    "ligature": "\ufdfa",
    "turkish": "İ",
    "tabs": "\t",
    "lines": "x\n",
}


def _repeated(unit: str, path: Path) -> None:
    """The text as a label, as a heading, as an amount and as the name of the table."""
    long = escape((unit * _MOST)[: _MOST - 1])  # one more in B4
    body = (
        row(1, text("A1", long))
        + row(2, text("A2", "Insats"), text("B2", long), number("C2", 2023))
        + row(3, text("A3", long), number("B3", 1500), text("C3", long))
        + row(4, text("A4", "Vakt"), text("B4", long + "!"), number("C4", 2600))
        + row(5, text("A5", "Summa"), number("B5", 4000), number("C5", 4200))
    )
    save(path, worksheet(body))


for _name, _unit in _REPEATED.items():
    add(f"text_{_name}", partial(_repeated, _unit), *_QUICK, why="32,767 characters that patterns may be slow on")


def _format(code: str, path: Path) -> None:
    formats = f'<numFmt numFmtId="164" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
    save(
        path,
        worksheet(rows(style=' s="1"')),
        {STYLES: book.styles('<xf numFmtId="0"/><xf numFmtId="164"/>', formats)},
        stored=True,
    )


_SLOW: tuple[Outcome, ...] = (ADMITTED, Reason.LONG_TEXT, Reason.STYLES)
for _name, _code in {
    "braces": "[" * 300_000,
    "quotes": '"' * 300_001,
    "sections": ";" * 300_000,
    "commas": "0" + "," * 300_000,
    "digits": "0" * 300_000,
    "escapes": "\\" * 300_001,
    "hours": "[h" * 200_000,
}.items():
    add(
        f"format_{_name}",
        partial(_format, _code),
        *_SLOW,
        why="a number format of 300,000 characters; Excel allows 255",
    )


def _formula(formula: str, path: Path) -> None:
    save(path, worksheet(rows() + row(7, f'<c r="B7"><f>{escape(formula)}</f><v>1</v></c>')))


for _name, _text in {
    "sums": "SUM(" * 2_000,
    "areas": "SUM(" + "A1:B2," * 1_300 + "A1)",
    "blanks": "SUM(" + " " * 8_000,
    "quotes": '"' * 8_001,
    "single_quotes": "'" * 8_001,
    "places": "A1" * 4_000,
    "mixed_quotes": "\"'" * 4_000,
    "commas": f"SUM({',' * 8_000})",
}.items():
    add(f"slow_formula_{_name}", partial(_formula, _text), *_QUICK, why="8,000 characters, as Excel allows")


def _shared_formula(length: int, cells: int, path: Path) -> None:
    """One formula that many cells share: written out for each it takes length times cells."""
    formula = "A1+" * (length // 3 - 1) + "A1"
    first = row(1, f'<c r="B1"><f t="shared" si="0" ref="B1:B{cells}">{formula}</f><v>1</v></c>')
    others = "".join(row(at, f'<c r="B{at}"><f t="shared" si="0"/><v>1</v></c>') for at in range(2, cells + 1))
    save(path, worksheet(first + others))


add(
    "shared_formula_amplified",
    partial(_shared_formula, 8_000, 100_000),
    ADMITTED,
    Reason.LONG_TEXT,
    Reason.BOMB,
    Reason.CELLS,
    why="800 MB of formulas in 400 kB; they need not be written out",
)


def _shared_text(cells: int, path: Path) -> None:
    """One long text that many cells share: a reader that copies it takes 32 kB for each."""
    body = "".join(row(at, f'<c r="A{at}" t="s"><v>0</v></c>', number(f"B{at}", at)) for at in range(1, cells + 1))
    save(path, worksheet(body), {STRINGS: book.strings(f"<si><t>{'a ' * 16_000}</t></si>")}, stored=True)


add(
    "shared_text_amplified",
    partial(_shared_text, 5_000),
    ADMITTED,
    Reason.LONG_TEXT,
    Reason.BOMB,
    why="a label of 32,000 characters on 5,000 rows: 160 MB wherever it is copied",
)


# Names of sheets, which stand in every output.
_SHEET_NAMES = {
    "bidi": "\u202egnp.xslx",
    "c1_control": "\u009b31mröd",
    "line": "a&#10;b",
    "quotes": "'\"'",
    "formula": "=1+1",
    "markup": "&lt;script&gt;alert(1)&lt;/script&gt;",
    "empty": "",
    "long": "a" * 100_000,
    "path": "../../x",
    "return": "a&#13;b",
    "format_word": "{0}{x!r}%s%n",
}


def _named(name: str, path: Path) -> None:
    save(
        path, None, {BOOK: book.workbook(f'<sheet name="{name.replace(chr(34), "&quot;")}" sheetId="1" r:id="rId1"/>')}
    )


for _name, _text in _SHEET_NAMES.items():
    add(
        f"sheet_name_{_name}",
        partial(_named, _text),
        ADMITTED,
        Reason.LONG_TEXT,
        Reason.DAMAGED,
        Reason.NAMES,
        why="a name that outputs must carry safely; Excel allows 31 characters",
    )

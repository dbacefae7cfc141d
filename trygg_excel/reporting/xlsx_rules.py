"""The rules of a workbook that everybody can read and that can be kept, held against the written parts themselves.

Pure over the parts as XlsxWriter writes them. Rules of access as in accessible.py; for keeping (domain.md 4): nothing
hidden, no password, no filter that leaves rows out, no author, nothing that leads out of the file or acts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import TypeAlias

from trygg_excel.finding import Text, text

Parts: TypeAlias = Mapping[str, bytes]
LEAST_CONTRAST = 4.5  # WCAG 2.1 AA, of text
_WHITE, _BLACK = "FFFFFF", "000000"


def broken_parts(parts: Parts) -> tuple[Text, ...]:
    """What breaks a rule, each with its part; nothing when all is well."""
    found: list[Text] = []
    for name, data in parts.items():
        for rules in _rules_of(name):
            found += [text("{part}: {what}", "{part}: {what}", part=name, what=each) for each in rules(data)]
    missing = [name for name in ("docProps/core.xml", "xl/workbook.xml", "xl/styles.xml") if name not in parts]
    return (*found, *(text("{part} saknas", "{part} is missing", part=name) for name in missing))


@lru_cache(1_024)
def _rules_of(name: str) -> tuple[Callable[[bytes], Iterator[Text]], ...]:
    return tuple(rules for pattern, rules in _RULES if pattern.fullmatch(name))


def contrast(ink: str, paper: str) -> float:
    """The contrast of two colours written RRGGBB: 1 to 21 (WCAG 2.1)."""
    dark, light = sorted((_luminance(ink), _luminance(paper)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _sheet(data: bytes) -> Iterator[Text]:
    if b"<mergeCell " in data:
        yield Text("sammanfogade celler", "merged cells")
    if b" hidden=" in data and re.search(rb"<(?:col|row)\b[^>]* hidden=", data):
        yield Text("dold rad eller kolumn", "a hidden row or column")
    if b"<sheetProtection" in data:
        yield Text("skrivskyddat blad", "a protected sheet")
    if data.count(b"<tablePart ") != 1:
        yield Text("inte precis en tabell", "not exactly one table")
    rows = data.split(b"<row ")[1:]
    if not rows or not rows[0].startswith(b'r="1"') or b'<c r="A1"' not in rows[0]:
        yield Text("börjar inte i A1", "does not begin in A1")
    if any(b"<v>" not in row and b"<f>" not in row for row in rows) or _gap(rows):
        yield Text("tom rad bland raderna", "a blank row among the rows")


def _gap(rows: list[bytes]) -> bool:
    """Whether a row is left out: the last one's number is then larger than how many there are."""
    last = re.match(rb'r="(\d+)"', rows[-1]) if rows else None
    return last is not None and int(last[1]) != len(rows)


def _table(data: bytes) -> Iterator[Text]:
    names = re.findall(rb'<tableColumn id="\d+" name="([^"]*)"', data)
    if b'headerRowCount="0"' in data:
        yield Text("tabell utan rubrikrad", "a table without a header row")
    if not all(name.strip() for name in names) or len({name.lower() for name in names}) < len(names):
        yield Text("tomma eller lika rubriker", "blank or equal headings")
    if b"<filterColumn" in data:
        yield Text("ett filter döljer rader", "a filter hides rows")


def _workbook(data: bytes) -> Iterator[Text]:
    if b' state="' in data:
        yield Text("dolt blad", "a hidden sheet")
    if b"<workbookProtection" in data or b"<fileSharing" in data:
        yield Text("skyddad arbetsbok", "a protected workbook")


def _drawing(data: bytes) -> Iterator[Text]:
    for told in re.findall(rb"<xdr:cNvPr ([^>]*)>", data):
        if not re.search(rb'descr="[^"]*[^"\s][^"]*"', told):
            yield Text("diagram utan beskrivning", "a chart without a description")


def _core(data: bytes) -> Iterator[Text]:
    if not re.search(rb"<dc:title>[^<]*\S[^<]*</dc:title>", data):
        yield Text("titel saknas", "no title")
    if not re.search(rb"<dc:language>[a-z]{2}-[A-Z]{2}</dc:language>", data):
        yield Text("språk saknas", "no language")
    if re.search(rb"<(?:dc:creator|cp:lastModifiedBy)>[^<]", data):
        yield Text("en upphovsperson är angiven", "an author is named")


def _app(data: bytes) -> Iterator[Text]:
    if re.search(rb"<(?:Company|Manager)>[^<]", data):
        yield Text("en organisation eller chef är angiven", "a company or manager is named")


def _styles(data: bytes) -> Iterator[Text]:
    """Each font against the fill it stands on, and what marks negative amounts against every fill."""
    yield from _weak(data)


@lru_cache(32)  # reports of one kind have the same looks
def _weak(data: bytes) -> tuple[Text, ...]:
    return tuple(_too_weak(data))


def _too_weak(data: bytes) -> Iterator[Text]:
    fonts = [_colour(each, rb"<color [^>]*/>", _BLACK) for each in _each(data, b"fonts", b"font")]
    fills = [_colour(each, rb"<fgColor [^>]*/>", _WHITE) for each in _each(data, b"fills", b"fill")]
    cells = re.search(rb"<cellXfs.*?</cellXfs>", data, re.DOTALL)
    pairs = {
        (fonts[int(font)], fills[int(fill)])
        for font, fill in re.findall(rb'fontId="(\d+)" fillId="(\d+)"', cells[0] if cells else b"")
    }
    marks = {_colour(each, rb"<color [^>]*/>", _BLACK) for each in _each(data, b"dxfs", b"dxf")}
    pairs |= {(mark, paper) for mark in marks for _, paper in pairs}
    for ink, paper in sorted(pairs):
        if contrast(ink, paper) < LEAST_CONTRAST:
            yield text("för svag kontrast, {a} på {b}", "too weak a contrast, {a} on {b}", a=ink, b=paper)


def _each(data: bytes, whole: bytes, one: bytes) -> list[bytes]:
    found = re.search(rb"<%b\b.*?</%b>" % (whole, whole), data, re.DOTALL)
    return re.findall(rb"<%b>.*?</%b>" % (one, one), found[0], re.DOTALL) if found else []


def _colour(data: bytes, element: bytes, usual: str) -> str:
    found = re.search(element, data)
    rgb = re.search(rb'rgb="[0-9A-F]{2}([0-9A-F]{6})"', found[0]) if found else None
    return rgb[1].decode() if rgb else usual


def _foreign(_: bytes) -> Iterator[Text]:
    yield Text("delen hör inte hemma i en rapport", "the part has no place in a report")


_RULES: tuple[tuple[re.Pattern[str], Callable[[bytes], Iterator[Text]]], ...] = (
    (re.compile(r"xl/worksheets/sheet\d+\.xml"), _sheet),
    (re.compile(r"xl/tables/table\d+\.xml"), _table),
    (re.compile(r"xl/workbook\.xml"), _workbook),
    (re.compile(r"xl/drawings/drawing\d+\.xml"), _drawing),
    (re.compile(r"docProps/core\.xml"), _core),
    (re.compile(r"docProps/(?:app|custom)\.xml"), _app),
    (re.compile(r"xl/styles\.xml"), _styles),
    (re.compile(r".*(?:vbaProject|externalLinks|connections|printerSettings|comments|persons|customXml).*"), _foreign),
)

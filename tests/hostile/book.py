"""A small good workbook as its parts, to be changed in one place and written as a container."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.hostile.rawzip import DEFLATED, STORED, Entry, Tail, end_record, pack

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"

Parts = dict[str, bytes]


def text(place: str, words: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'


def number(place: str, value: object, more: str = "") -> str:
    return f'<c r="{place}"{more}><v>{value}</v></c>'


def row(at: object, *cells: str) -> str:
    return f'<row r="{at}">{"".join(cells)}</row>'


def rows(amount: str = "1500", style: str = "") -> str:
    """A table that the reader finds amounts in; `amount` stands in B3."""
    return (
        row(1, text("A1", "Budget, tkr"))
        + row(2, text("A2", "Insats"), number("B2", 2022), number("C2", 2023))
        + row(3, text("A3", "Kamera"), number("B3", amount, style), number("C3", 1600))
        + row(4, text("A4", "Vakt"), number("B4", 2500), number("C4", 2600))
        + row(5, text("A5", "Summa"), number("B5", 4000), number("C5", 4200))
    )


def worksheet(data: str, after: str = "", before: str = "") -> str:
    return (
        f'{HEAD}<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{before}<sheetData>{data}</sheetData>{after}</worksheet>'
    )


def relationships(*items: tuple[str, str]) -> bytes:
    """(kind, target) each; a target with '://' is external. Ids are rId1, rId2 …"""
    listed = "".join(_relationship(f"rId{at}", kind, target) for at, (kind, target) in enumerate(items, 1))
    return f'{HEAD}<Relationships xmlns="{RELS}">{listed}</Relationships>'.encode()


def _relationship(name: str, kind: str, target: str) -> str:
    type_ = kind if "://" in kind else f"{OFFICE}/{kind}"
    mode = ' TargetMode="External"' if "://" in target else ""
    return f'<Relationship Id="{name}" Type="{type_}" Target="{target}"{mode}/>'


def content_types(**overrides: str) -> bytes:
    """The content types of the usual parts, and `overrides` of part names to the end of a type."""
    known = {BOOK: f"{KIND}.sheet.main+xml", SHEET: f"{KIND}.worksheet+xml", **overrides}
    known |= {STRINGS: f"{KIND}.sharedStrings+xml", STYLES: f"{KIND}.styles+xml"}
    listed = "".join(f'<Override PartName="/{part}" ContentType="{kind}"/>' for part, kind in known.items())
    kinds = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    kinds |= {"bin": "application/octet-stream", "png": "image/png", "vml": f"{KIND}.vmlDrawing"}
    usual = "".join(f'<Default Extension="{end}" ContentType="{kind}"/>' for end, kind in kinds.items())
    return f'{HEAD}<Types xmlns="{TYPES}">{usual}{listed}</Types>'.encode()


def workbook(sheets: str = '<sheet name="Blad1" sheetId="1" r:id="rId1"/>', after: str = "") -> bytes:
    inside = f"<sheets>{sheets}</sheets>{after}"
    return f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{inside}</workbook>'.encode()


def strings(items: str, counts: str = 'count="1" uniqueCount="1"') -> bytes:
    return f'{HEAD}<sst xmlns="{MAIN}" {counts}>{items}</sst>'.encode()


def styles(xfs: str = '<xf numFmtId="0" fontId="0"/>', formats: str = "") -> bytes:
    fonts = '<fonts count="1"><font><sz val="11"/></font></fonts>'
    inside = f"<numFmts>{formats}</numFmts>{fonts}<cellXfs>{xfs}</cellXfs>"
    return f'{HEAD}<styleSheet xmlns="{MAIN}">{inside}</styleSheet>'.encode()


def parts(sheet: str | bytes | None = None, changes: Mapping[str, bytes] | None = None) -> Parts:
    """All parts of a good workbook with one sheet, save what is changed or added."""
    body = worksheet(rows()) if sheet is None else sheet
    return {
        "[Content_Types].xml": content_types(),
        "_rels/.rels": relationships(("officeDocument", BOOK)),
        BOOK: workbook(),
        "xl/_rels/workbook.xml.rels": relationships(
            ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")
        ),
        SHEET: body.encode() if isinstance(body, str) else body,
        STRINGS: strings("<si><t>Delad</t></si>"),
        STYLES: styles(),
        **(changes or {}),
    }


def entries(given: Mapping[str, bytes], *, stored: bool = False) -> list[Entry]:
    return [Entry(name=name, data=data, method=STORED if stored else DEFLATED) for name, data in given.items()]


def save(
    path: Path, sheet: str | bytes | None = None, changes: Mapping[str, bytes] | None = None, *, stored: bool = False
) -> None:
    """Write the workbook; `stored` for parts that would pack so well that they were taken for a bomb."""
    path.write_bytes(pack(entries(parts(sheet, changes), stored=stored)))


def save_part(part: str, data: bytes, path: Path, *, stored: bool = False) -> None:
    """The good workbook with this one part in place of its own, or beside them."""
    save(path, None, {part: data}, stored=stored)


def save_entries(path: Path, *more: Entry, without: str = "", tail: Tail = end_record) -> None:
    """The good workbook with raw entries beside its own, or in place of one."""
    own = [each for each in entries(parts()) if each.name != without]
    path.write_bytes(pack([*own, *more], tail=tail))


def good() -> bytes:
    return pack(entries(parts()))

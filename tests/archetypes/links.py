"""A workbook that takes values from another one: XlsxWriter's file with the parts of the link put in."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from tests.archetypes.by_xlsxwriter import xlsxwriter_file
from tests.archetypes.drawing import Book

TARGET = "file:///H:/Ekonomi/Budget/Ram%202022.xlsx"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
PARTS = {
    "xl/externalLinks/externalLink1.xml": f'{HEAD}<externalLink xmlns="{MAIN}"><externalBook xmlns:r="{DOCUMENT}" '
    'r:id="rId1"><sheetNames><sheetName val="Ramar"/></sheetNames></externalBook></externalLink>',
    "xl/externalLinks/_rels/externalLink1.xml.rels": f'{HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
    f'Type="{DOCUMENT}/externalLinkPath" Target="{TARGET}" TargetMode="External"/></Relationships>',
}
CHANGED = {  # part: where something is put in before, and what
    "[Content_Types].xml": (
        "</Types>",
        f'<Override PartName="/xl/externalLinks/externalLink1.xml" ContentType="{KIND}"/>',
    ),
    "xl/_rels/workbook.xml.rels": (
        "</Relationships>",
        f'<Relationship Id="rId900" Type="{DOCUMENT}/externalLink" Target="externalLinks/externalLink1.xml"/>',
    ),
    "xl/workbook.xml": ("<calcPr", '<externalReferences><externalReference r:id="rId900"/></externalReferences>'),
}


def linked_file(book: Book, path: Path) -> None:
    """`[1]` in a formula is the linked workbook; the values are those it had when it was last open."""
    xlsxwriter_file(book, path)
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name, (before, put_in) in CHANGED.items():
        parts[name] = parts[name].decode().replace(before, put_in + before).encode()
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, data in {**parts, **{name: text.encode() for name, text in PARTS.items()}}.items():
            archive.writestr(name, data)

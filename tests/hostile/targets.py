"""Relationships that point at nothing, at too much, outside, or round in a ring."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tests.hostile import book
from tests.hostile.book import BOOK, rows, save, save_part, worksheet
from tests.hostile.markup import NOWHERE
from tests.hostile.table import ADMITTED, Outcome, add, case
from trygg_excel.gate.reasons import Reason

_BOOK_RELS = "xl/_rels/workbook.xml.rels"
_PACKAGE_RELS = "_rels/.rels"
_OTHER = "xl/worksheets/sheet2.xml"
_TARGETS = {
    "outside": "../../../../etc/passwd",
    "absolute": "/etc/passwd",
    "http": NOWHERE,
    "missing": "worksheets/no.xml",
    "file": "file:///etc/passwd",
    "share": "\\\\server\\share\\sheet.xml",
    "itself": "workbook.xml",
    "empty": "",
    "rels": "_rels/workbook.xml.rels",
}
_LOST: tuple[Outcome, ...] = (Reason.NO_WORKBOOK, Reason.DAMAGED, Reason.NAMES)
for _name, _target in _TARGETS.items():
    _sheet = book.relationships(("worksheet", _target))
    _main = book.relationships(("officeDocument", _target))
    add(
        f"target_{_name}",
        partial(save_part, _BOOK_RELS, _sheet),
        *_LOST,
        ADMITTED,
        why="a sheet that is not there is told or refused, never fetched",
    )
    add(
        f"workbook_target_{_name}",
        partial(save_part, _PACKAGE_RELS, _main),
        *_LOST,
        Reason.XML,
        why="a workbook that is not there",
    )

add(
    "sheets_none",
    partial(save_part, BOOK, book.workbook("")),
    *_LOST,
    ADMITTED,
    why="nothing to read; an empty answer is as right",
)
add(
    "sheets_same_name",
    partial(save_part, BOOK, book.workbook('<sheet name="A" sheetId="1" r:id="rId1"/>' * 2)),
    ADMITTED,
    Reason.DAMAGED,
    Reason.NAMES,
    why="Excel forbids it; each cell still has its place",
)


@case(ADMITTED, Reason.DAMAGED, why="nothing follows them round")
def relationships_in_a_ring(path: Path) -> None:
    ring = (("worksheet", "sheet1.xml"), ("worksheet", "../workbook.xml"), ("officeDocument", "../workbook.xml"))
    save_part("xl/worksheets/_rels/sheet1.xml.rels", book.relationships(*ring), path)


@case(*_LOST, why="two workbooks in one file: readers take the first or the last")
def two_workbooks(path: Path) -> None:
    rels = book.relationships(("officeDocument", BOOK), ("officeDocument", "xl/workbook2.xml"))
    other = book.workbook('<sheet name="B" sheetId="1" r:id="rId1"/>')
    second = book.relationships(("worksheet", "worksheets/sheet2.xml"))
    sheet = worksheet(rows("9999")).encode()
    more = {"xl/workbook2.xml": other, "xl/_rels/workbook2.xml.rels": second, _OTHER: sheet}
    save(path, None, {_PACKAGE_RELS: rels, **more})


@case(*_LOST, Reason.XML, why="two relationships of the same id: readers take the first or the last")
def relationship_id_twice(path: Path) -> None:
    rels = book.relationships(("worksheet", "worksheets/sheet1.xml"), ("worksheet", "worksheets/sheet2.xml"))
    save(path, None, {_BOOK_RELS: rels.replace(b"rId2", b"rId1"), _OTHER: worksheet(rows("9999")).encode()})

"""Files that are small on disk and large once inflated or expanded."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tests.hostile import book
from tests.hostile.book import BOOK, MAIN, SHEET, STRINGS, save_entries
from tests.hostile.rawzip import STORED, Entry, inflating, pack
from tests.hostile.table import ADMITTED, add, case
from trygg_excel.gate.reasons import Reason

MIB = 1 << 20
GIB = 1 << 30
_CELL = f'{book.HEAD}<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>'.encode()
_CELL_END = b"</t></is></c></row></sheetData></worksheet>"
_ROWS = f'{book.HEAD}<worksheet xmlns="{MAIN}"><sheetData>'.encode()
_ROWS_END = b"</sheetData></worksheet>"
_TEXTS = f'{book.HEAD}<sst xmlns="{MAIN}" count="9" uniqueCount="9">'.encode()


def replaced(path: Path, *entries: Entry) -> None:
    """The good workbook with these parts in place of its own."""
    names = {each.name for each in entries}
    kept = [each for each in book.entries(book.parts()) if each.name not in names]
    path.write_bytes(pack([*kept, *entries]))


def _filled(unit: bytes, size: int) -> bytes:
    return unit * (size // len(unit))


@case(Reason.BOMB, why="one cell of 10 GB; 10 MB on disk, ratio 1029; aborts calamine")
def bomb_one_cell(path: Path) -> None:
    replaced(path, inflating(SHEET, (_CELL, 1), (b" " * (16 * MIB), 640), (_CELL_END, 1)))


@case(Reason.BOMB, why="10 GB of cells without addresses")
def bomb_cells(path: Path) -> None:
    cells = _filled(b"<row><c><v>1</v></c></row>", 16 * MIB)
    replaced(path, inflating(SHEET, (_ROWS, 1), (cells, 640), (_ROWS_END, 1)))


@case(Reason.BOMB, why="10 GB of shared strings")
def bomb_strings(path: Path) -> None:
    items = _filled(b"<si><t>text</t></si>", 16 * MIB)
    replaced(path, inflating(STRINGS, (_TEXTS, 1), (items, 640), (b"</sst>", 1)))


@case(Reason.BOMB, why="3 GB of blanks between two rows")
def bomb_blanks(path: Path) -> None:
    replaced(path, inflating(SHEET, (_ROWS, 1), (b"\n" * (16 * MIB), 192), (_ROWS_END, 1)))


@case(Reason.BOMB, why="1 GB of content types; took openpyxl 2.1 GB")
def bomb_content_types(path: Path) -> None:
    head, end = f'<Types xmlns="{book.TYPES}">'.encode(), b"</Types>"
    kinds = _filled(b'<Default Extension="x" ContentType="y"/>', 16 * MIB)
    replaced(path, inflating("[Content_Types].xml", (head, 1), (kinds, 64), (end, 1)))


@case(Reason.BOMB, why="1 GB of relationships: read before any sheet")
def bomb_relationships(path: Path) -> None:
    head, end = f'<Relationships xmlns="{book.RELS}">'.encode(), b"</Relationships>"
    items = _filled(b'<Relationship Id="a" Type="b" Target="c"/>', 16 * MIB)
    replaced(path, inflating("_rels/.rels", (head, 1), (items, 64), (end, 1)))


@case(Reason.BOMB, Reason.DAMAGED, why="says that it is 325 bytes and is 2 GB: a bomb, or a lie")
def bomb_that_lies(path: Path) -> None:
    true = inflating(SHEET, (_ROWS, 1), (b" " * (16 * MIB), 128), (_ROWS_END, 1))
    lying = Entry(name=SHEET, packed=true.packed, crc=true.crc, size=325)
    replaced(path, lying)


@case(Reason.BOMB, why="40 sheets of 100 MB: each is allowed, all together are not; each at ratio 100")
def bomb_total(path: Path) -> None:
    one = inflating("x", (_ROWS, 1), (_filled(b'<row r="1"/>', MIB), 100), (_ROWS_END, 1), grain=4096)
    sheets = [
        Entry(name=f"xl/worksheets/sheet{at}.xml", packed=one.packed, crc=one.crc, size=one.size) for at in range(1, 41)
    ]
    listed = "".join(f'<sheet name="B{at}" sheetId="{at}" r:id="rId{at}"/>' for at in range(1, 41))
    rels = book.relationships(*(("worksheet", f"worksheets/sheet{at}.xml") for at in range(1, 41)))
    own = [Entry(name=BOOK, data=book.workbook(listed)), Entry(name="xl/_rels/workbook.xml.rels", data=rels)]
    replaced(path, *own, *sheets)


@case(Reason.BOMB, why="one sheet of 600 MB at ratio 100: past what a part may be")
def bomb_part(path: Path) -> None:
    replaced(path, inflating(SHEET, (_ROWS, 1), (b" " * MIB, 600), (_ROWS_END, 1), grain=4096))


@case(Reason.BOMB, ADMITTED, why="3 GB of picture that nothing reads: harmless unread, and no picture is like that")
def bomb_picture(path: Path) -> None:
    save_entries(path, inflating("xl/media/image1.png", (bytes(16 * MIB), 192)))


@case(Reason.BOMB, why="a bomb inside an embedded workbook: packed twice, ratio 1000 outside already")
def bomb_nested(path: Path) -> None:
    inner = inflating(SHEET, (_CELL, 1), (b" " * (16 * MIB), 640), (_CELL_END, 1))
    save_entries(path, Entry(name="xl/embeddings/Microsoft_Excel_Sheet1.xlsx", data=pack([inner])))


@case(ADMITTED, why="the same bomb stored: what is embedded is never opened")
def bomb_nested_stored(path: Path) -> None:
    inner = inflating(SHEET, (_CELL, 1), (b" " * (16 * MIB), 64), (_CELL_END, 1))
    save_entries(path, Entry(name="xl/embeddings/Microsoft_Excel_Sheet1.xlsx", data=pack([inner]), method=STORED))


@case(Reason.TOO_LARGE, why="1 TiB that takes no room: a sparse file")
def large_sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.write(book.good())
        file.truncate(1 << 40)


@case(Reason.TOO_LARGE, why="one byte more than allowed")
def large_by_one(path: Path) -> None:
    with path.open("wb") as file:
        file.write(book.good())
        file.truncate(100 * MIB + 1)


def _one_token(before: str, after: str, path: Path) -> None:
    """64 MiB inside one token at ratio 100: a parser that waits for its end holds it all."""
    head, _, tail = book.worksheet(book.rows()).partition("<sheetData>")
    pieces = (head + before).encode(), b"a" * MIB, f"{after}<sheetData>{tail}".encode()
    replaced(path, inflating(SHEET, (pieces[0], 1), (pieces[1], 64), (pieces[2], 1), grain=4096))


_TOKENS = {
    "attribute": ('<sheetPr codeName="', '"/>'),
    "name": ("<a", "/>"),
    "attribute_name": ("<sheetPr a", '="1"/>'),
    "tag_blanks": ("<sheetPr ", "/>"),
    "comment": ("<!-- ", " -->"),
    "instruction": ("<?x ", "?>"),
    "cdata": ("<sheetPr><![CDATA[", "]]></sheetPr>"),
    "text": ("<sheetPr>", "</sheetPr>"),
    "entity": ("<sheetPr>&amp", ";</sheetPr>"),
}
for _name, (_before, _after) in _TOKENS.items():
    _outcomes = (Reason.XML, Reason.BOMB, Reason.LONG_TEXT)
    add(
        f"token_{_name}",
        partial(_one_token, _before, _after),
        *_outcomes,
        why="64 MiB in one token; which rule is met first does not matter",
    )


def _attributes(template: str, count: int, path: Path) -> None:
    many = " ".join(template.format(at) for at in range(count))
    book.save(path, book.worksheet(book.rows(), before=f"<sheetPr {many}/>"))


_SAME = (Reason.XML, Reason.BOMB, Reason.LONG_TEXT)
add(
    "attributes_1_million",
    partial(_attributes, 'a{}="1"', 1_000_000),
    *_SAME,
    why="a million attributes on one element",
)
add(
    "namespaces_50_000",
    partial(_attributes, 'xmlns:n{0}="urn:{0}"', 50_000),
    *_SAME,
    ADMITTED,
    why="namespaces, which some parsers look up one by one; harmless where they are not",
)

"""Hostile XML: declarations, encodings, depth, broken markup, and markup that readers take in different ways."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.hostile import book
from tests.hostile.book import BOOK, MAIN, SHEET, STRINGS, STYLES, number, row, rows, save, save_part, worksheet
from tests.hostile.table import ADMITTED, Outcome, add
from trygg_excel.gate.reasons import Reason

BODY = worksheet(rows())
_GOOD = (("B3", "1500"),)
NOWHERE = "http://127.0.0.1:39113/x"  # where a test listens for whoever fetches

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12)) + "]>"
)
QUADRATIC = f'<!DOCTYPE x [<!ENTITY a "{"a" * 50_000}">]>'
PARAMETER = f'<!DOCTYPE x [<!ENTITY % p SYSTEM "{NOWHERE}"> %p;]>'


def declared(doctype: str, use: str = "", sheet: str = BODY) -> str:
    """The sheet with a document type; `use` goes in as the text of A1."""
    used = sheet.replace("Budget, tkr", use) if use else sheet
    return used.replace(book.HEAD, book.HEAD + doctype)


def _sheet(text: str, path: Path) -> None:
    save(path, text)


def _bytes(data: bytes, path: Path) -> None:
    save(path, data)


# Declarations.
_DECLARED: dict[str, tuple[str, str]] = {
    "laughs": (LAUGHS, "&a11;"),
    "quadratic": (QUADRATIC, "&a;" * 50_000),
    "loop": ('<!DOCTYPE x [<!ENTITY a "&b;"><!ENTITY b "&a;">]>', "&a;"),
    "file": ('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"),
    "http": (f'<!DOCTYPE x [<!ENTITY a SYSTEM "{NOWHERE}">]>', "&a;"),
    "parameter": (PARAMETER, ""),
    "subset_outside": (f'<!DOCTYPE x SYSTEM "{NOWHERE}">', ""),
    "public": (f'<!DOCTYPE worksheet PUBLIC "-//X//X" "{NOWHERE}">', ""),
    "harmless": ("<!DOCTYPE worksheet>", ""),
    "default_attribute": ('<!DOCTYPE x [<!ATTLIST c r CDATA "B9">]>', ""),
    "after_comment": (f"<!--{'x' * 65_500}--><!DOCTYPE x>", ""),
    "after_blanks": (" \n" * 40_000 + "<!DOCTYPE x>", ""),
    "after_instruction": ("<?a b?><!DOCTYPE x>", ""),
}
for _name, (_doctype, _use) in _DECLARED.items():
    add(f"doctype_{_name}", partial(_sheet, declared(_doctype, _use)), Reason.ENTITIES, why="Excel never writes one")
for _pad in (4077, 4093, 8189, 65_519, 65_533):  # with the head and the comment's marks, near where buffers end
    add(
        f"doctype_split_{_pad}",
        partial(_sheet, declared(f"<!--{'x' * (_pad - 64)}--><!DOCTYPE x>")),
        Reason.ENTITIES,
        why="the declaration lies across the end of a buffer",
    )

# The same in every part that someone may parse.
_IN_PARTS: dict[str, bytes] = {
    "content_types": book.content_types(),
    "workbook": book.workbook(),
    "strings": book.strings("<si><t>x</t></si>"),
    "styles": book.styles(),
    "package_rels": book.relationships(("officeDocument", BOOK)),
    "workbook_rels": book.parts()["xl/_rels/workbook.xml.rels"],
}
_PART_NAMES = {
    "content_types": "[Content_Types].xml",
    "workbook": BOOK,
    "strings": STRINGS,
    "styles": STYLES,
    "package_rels": "_rels/.rels",
    "workbook_rels": "xl/_rels/workbook.xml.rels",
}
_UNREAD = (
    "docProps/core.xml",
    "customXml/item1.xml",
    "xl/theme/theme1.xml",
    "xl/drawings/drawing1.xml",
    "xl/comments1.xml",
    "xl/drawings/vmlDrawing1.vml",
)


def _in_part(part: str, data: bytes, path: Path) -> None:
    save(path, None, {part: data.replace(book.HEAD.encode(), (book.HEAD + LAUGHS).encode())})


for _name, _data in _IN_PARTS.items():
    add(f"laughs_in_{_name}", partial(_in_part, _PART_NAMES[_name], _data), Reason.ENTITIES, why="in any part")
for _part in _UNREAD:
    add(
        f"laughs_in_{_part.rpartition('/')[2].partition('.')[0]}",
        partial(_in_part, _part, f"{book.HEAD}<x/>".encode()),
        Reason.ENTITIES,
        why="in any part, also one that we do not read: others will",
    )

# Encodings.
_ATTACK = declared(LAUGHS, "&a11;")
_ENTITIES: tuple[Outcome, ...] = (Reason.ENTITIES,)
_EITHER: tuple[Outcome, ...] = (Reason.ENCODING, Reason.ENTITIES)
_ENCODED: dict[str, tuple[str, bytes, str, tuple[Outcome, ...], str]] = {
    "utf8_bom": ("UTF-8", b"\xef\xbb\xbf", "utf-8", _ENTITIES, "behind a byte order mark"),
    "utf16_le_bom": ("UTF-16", b"\xff\xfe", "utf-16-le", _ENTITIES, "allowed encoding, forbidden declaration"),
    "utf16_be_bom": ("UTF-16", b"\xfe\xff", "utf-16-be", _ENTITIES, "allowed encoding, forbidden declaration"),
    "utf16_le": ("UTF-16LE", b"", "utf-16-le", _EITHER, "no byte order mark: the encoding is enough to refuse"),
    "utf16_be": ("UTF-16BE", b"", "utf-16-be", _EITHER, "no byte order mark: the encoding is enough to refuse"),
    "utf32": ("UTF-32", b"\xff\xfe\0\0", "utf-32-le", _EITHER, "no parser of ours reads it"),
    "utf7": ("UTF-7", b"", "utf-7", _EITHER, "the declaration hides in +ADw-"),
    "ebcdic": ("IBM037", b"", "cp037", (*_EITHER, Reason.XML), "not even the XML declaration is ASCII"),
    "shift_jis": ("Shift_JIS", b"", "shift-jis", _EITHER, "any encoding a parser knows"),
}
for _name, (_label, _bom, _codec, _outcomes, _why) in _ENCODED.items():
    _text = _ATTACK.replace('"UTF-8"', f'"{_label}"')
    _data = _text.encode(_codec)
    if _codec == "utf-7":
        _data = _text.partition("?>")[0].encode() + b"?>" + _text.partition("?>")[2].replace("<!", "+ADwAIQ-").encode()
    add(f"laughs_{_name}", partial(_bytes, _bom + _data), *_outcomes, why=_why)


def _labelled(label: str, codec: str, bom: bytes = b"") -> Callable[[Path], None]:
    return partial(_bytes, bom + BODY.replace('"UTF-8"', f'"{label}"').encode(codec))


add("good_utf16", _labelled("UTF-16", "utf-16-le", b"\xff\xfe"), ADMITTED, why="ECMA-376 allows UTF-16", cells=_GOOD)
add("good_utf16_be", _labelled("UTF-16", "utf-16-be", b"\xfe\xff"), ADMITTED, why="ECMA-376 allows UTF-16", cells=_GOOD)
add("good_utf8_bom", _labelled("UTF-8", "utf-8", b"\xef\xbb\xbf"), ADMITTED, why="some programs write one", cells=_GOOD)
add("good_shift_jis", _labelled("Shift_JIS", "shift-jis"), Reason.ENCODING, why="readers differ in what they know")
add("good_utf7", _labelled("UTF-7", "utf-8"), Reason.ENCODING, why="+ADw- is markup to one reader and text to another")
add(
    "good_latin1",
    _labelled("ISO-8859-1", "latin-1"),
    Reason.ENCODING,
    ADMITTED,
    why="against ECMA-376, but one real workbook in the corpus has it and readers agree on it",
)
add(
    "unknown_encoding",
    _labelled("x-nonsense", "utf-8"),
    Reason.ENCODING,
    Reason.XML,
    why="nobody knows it; XML calls it an error",
)
add(
    "not_utf8",
    partial(_bytes, BODY.encode().replace(b"Kamera", b"K\xe4mera")),
    Reason.XML,
    Reason.ENCODING,
    why="Latin-1 bytes under UTF-8",
)
add(
    "overlong",
    partial(_bytes, BODY.encode().replace(b"Kamera", b"\xc0\xbc!DOCTYPE")),
    Reason.XML,
    Reason.ENCODING,
    why="an overlong '<', which no decoder may take",
)
add(
    "lone_surrogate",
    partial(_bytes, BODY.encode().replace(b"Kamera", b"\xed\xa0\x80")),
    Reason.XML,
    Reason.ENCODING,
    why="half a character",
)

# Depth. Not packed: at a ratio near 1000 they would be refused as bombs.
_DEEP = "<a>" * 500_000 + "</a>" * 500_000
_NESTED: dict[str, tuple[str, Outcome, str]] = {
    "sheet": (worksheet(rows(), after=_DEEP), Reason.DEPTH, "500,000 nested elements"),
    "in_cell": (worksheet(row(1, f'<c r="A1" t="inlineStr"><is>{_DEEP}</is></c>')), Reason.DEPTH, "in a cell"),
    "unclosed": (worksheet(rows(), after="<a>" * 500_000), Reason.DEPTH, "and never closed"),
    "66": (worksheet(rows(), after="<a>" * 66 + "</a>" * 66), Reason.DEPTH, "just past the limit"),
    "40": (worksheet(rows(), after="<a>" * 40 + "</a>" * 40), ADMITTED, "deep, and allowed"),
}
for _name, (_text, _outcome, _why) in _NESTED.items():
    add(f"deep_{_name}", partial(save_part, SHEET, _text.encode(), stored=True), _outcome, why=_why)
_DEEP_STRINGS = book.strings(f"<si>{_DEEP}</si>")
add("deep_strings", partial(save_part, STRINGS, _DEEP_STRINGS, stored=True), Reason.DEPTH, why="in the shared strings")
add("deep_packed", partial(_sheet, worksheet(rows(), after=_DEEP)), Reason.DEPTH, Reason.BOMB, why="6 kB, ratio 500")
add(
    "deep_unread",
    partial(save_part, "customXml/item1.xml", f"{book.HEAD}{_DEEP}".encode(), stored=True),
    Reason.DEPTH,
    ADMITTED,
    why="in a part that nothing of ours parses: refusing it guards others",
)

# Broken.
_BROKEN: dict[str, str] = {
    "unclosed": BODY.replace("</sheetData>", ""),
    "crossed": BODY.replace("</v></c>", "</c></v>", 1),
    "cut": BODY[: len(BODY) // 2],
    "two_roots": BODY + "<x/>",
    "after_root": BODY + "text",
    "before_root": BODY.replace("<worksheet", "text<worksheet"),
    "bare_ampersand": BODY.replace("Kamera", "A & B"),
    "bare_less": BODY.replace("Kamera", "a < b"),
    "control": BODY.replace("Kamera", "\x01"),
    "control_reference": BODY.replace("Kamera", "&#1;"),
    "zero_reference": BODY.replace("Kamera", "&#0;"),
    "huge_reference": BODY.replace("Kamera", "&#99999999999999999999;"),
    "doubled_attribute": BODY.replace('<row r="1">', '<row r="1" r="2">'),
    "unquoted": BODY.replace('<row r="1">', "<row r=1>"),
    "undefined_prefix": BODY.replace("<row", "<q:row").replace("</row", "</q:row"),
    "nul": BODY.replace("Kamera", "Ka\0mera"),
    "late_declaration": "\n" + BODY,
    "only_declaration": book.HEAD,
    "empty": "",
}
for _name, _text in _BROKEN.items():
    add(f"broken_{_name}", partial(_sheet, _text), Reason.XML, why="not well-formed")
add(
    "broken_entity",
    partial(_sheet, BODY.replace("Kamera", "&nonsense;")),
    Reason.XML,
    Reason.ENTITIES,
    why="an entity without declaration",
)


for _name, _part_name in (("strings", STRINGS), ("styles", STYLES), ("workbook", BOOK), ("rels", "_rels/.rels")):
    add(
        f"broken_{_name}_part",
        partial(save_part, _part_name, b"<sst><si>"),
        Reason.XML,
        why="a part that must be read is broken",
    )


# One file, two readings: what readers tend to take in different ways must be read as Excel does.
def _cell(inside: str, kind: str = "") -> str:
    return worksheet(row(1, f'<c r="A1"{kind}>{inside}</c>', number("B1", 7)))


_INLINE = ' t="inlineStr"'
_READINGS: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "comment_in_value": (_cell("<v>1<!-- x -->00</v>"), (("A1", "100"), ("B1", "7"))),
    "instruction_in_value": (_cell("<v>1<?x y?>00</v>"), (("A1", "100"), ("B1", "7"))),
    "cdata_value": (_cell("<v><![CDATA[100]]></v>"), (("A1", "100"), ("B1", "7"))),
    "cdata_part_value": (_cell("<v>1<![CDATA[0]]>0</v>"), (("A1", "100"), ("B1", "7"))),
    "comment_in_text": (_cell("<is><t>ab<!-- x -->cd</t></is>", _INLINE), (("A1", "abcd"), ("B1", "7"))),
    "comment_in_cell": (_cell("<!-- x --><v>100</v><!-- y -->"), (("A1", "100"), ("B1", "7"))),
    "comment_as_cell": (
        worksheet("<row><!-- x --><c><v>1</v></c><?a b?><c><v>2</v></c></row>"),
        (("A1", "1"), ("B1", "2")),
    ),
    "comment_as_row": (
        worksheet("<!-- x --><row><c><v>1</v></c></row><?a?><row><c><v>2</v></c></row>"),
        (("A1", "1"), ("A2", "2")),
    ),
    "cell_in_comment": (worksheet(f"<!--{row(9, number('A9', 5))}-->{rows()}"), (*_GOOD, ("A9", ""))),
    "doctype_as_text": (BODY.replace("Kamera", "&lt;!DOCTYPE x&gt;"), (("A3", "<!DOCTYPE x>"),)),
    "prefixed": (
        BODY.replace("<", "<x:").replace("<x:/", "</x:").replace("<x:?", "<?").replace("xmlns=", "xmlns:x="),
        _GOOD,
    ),
    "strict": (BODY.replace(MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main"), _GOOD),
    "character_references": (BODY.replace("1500", "&#49;&#x35;00"), _GOOD),
    "stylesheet": (BODY.replace("<worksheet", f'<?xml-stylesheet href="{NOWHERE}"?><worksheet'), _GOOD),
    "schema_location": (
        BODY.replace(
            "<worksheet",
            f'<worksheet xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:schemaLocation="u {NOWHERE}"',
        ),
        _GOOD,
    ),
    "include": (
        worksheet(rows(), after='<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/>'),
        _GOOD,
    ),
}
for _name, (_text, _cells) in _READINGS.items():
    add(
        f"reading_{_name}",
        partial(_sheet, _text),
        ADMITTED,
        why="legal markup; it must read as Excel reads it",
        cells=_cells,
    )
add(
    "reading_doctype_in_cdata",
    partial(_sheet, BODY.replace("Kamera", "<![CDATA[<!DOCTYPE x>]]>")),
    ADMITTED,
    Reason.ENTITIES,
    why="only text, but Excel never writes CDATA and operations.md refuses the word anywhere",
)
add(
    "reading_foreign_rows",
    partial(_sheet, worksheet(rows(), after='<f:row xmlns:f="urn:f" r="3"><f:c r="B3"><f:v>9</f:v></f:c></f:row>')),
    ADMITTED,
    why="rows of another namespace are not the sheet's",
    cells=_GOOD,
)

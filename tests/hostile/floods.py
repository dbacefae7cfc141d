"""Too many of something: parts, cells, texts, styles, sheets, names, merged ranges, links."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tests.hostile import book
from tests.hostile.bombs import replaced
from tests.hostile.book import (
    BOOK,
    MAIN,
    SHEET,
    STRINGS,
    STYLES,
    number,
    row,
    rows,
    save,
    save_entries,
    save_part,
    text,
    worksheet,
)
from tests.hostile.rawzip import STORED, Entry, deflate, inflating
from tests.hostile.table import ADMITTED, Outcome, add, case
from trygg_excel.gate.reasons import Reason
from trygg_excel.workbook import address, column_letters

_GOOD = (("B3", "1500"),)


def _after(xml: str, path: Path) -> None:
    """The good sheet with something after its cells; not packed, so that the ratio is not what refuses it."""
    save(path, worksheet(rows(), after=xml), stored=True)


# Parts.
def _many_parts(count: int, path: Path) -> None:
    save_entries(path, *(Entry(name=f"xl/media/image{at}.png", data=b"x", method=STORED) for at in range(count)))


add("parts_3000", partial(_many_parts, 3_000), Reason.PARTS, why="three thousand parts")
add("parts_65000", partial(_many_parts, 65_000), Reason.PARTS, why="as many as a plain zip can list")
add("parts_1500", partial(_many_parts, 1_500), ADMITTED, why="a workbook full of pictures", cells=_GOOD)


# Cells and texts; blocks of 4 kB keep the ratio near 100.
def _unit(unit: bytes, least: int) -> bytes:
    return unit * -(-least // len(unit))


@case(Reason.CELLS, why="5.1 million cells, written as Excel writes them")
def cells_5_million(path: Path) -> None:
    line = row("#", *(number(f"{column_letters(at)}#", 1) for at in range(1, 511)))
    body = worksheet("".join(line.replace("#", str(at)) for at in range(1, 10_001))).encode()
    replaced(path, Entry(name=SHEET, data=body, packed=deflate(body, level=1)))


@case(Reason.CELLS, why="5.1 million cells without addresses, in 1 MB")
def cells_5_million_bare(path: Path) -> None:
    head, tail = worksheet("|").encode().split(b"|")
    line = f"<row>{'<c><v>1</v></c>' * 510}</row>".encode()
    replaced(path, inflating(SHEET, (head, 1), (line, 10_000), (tail, 1), grain=4096))


@case(Reason.STRINGS, why="5.1 million shared strings that say they are one")
def strings_5_million(path: Path) -> None:
    head = f'<sst xmlns="{MAIN}" uniqueCount="1">'.encode()
    replaced(path, inflating(STRINGS, (head, 1), (b"<si/>" * 10_000, 510), (b"</sst>", 1), grain=512))


@case(
    Reason.CELLS,
    Reason.SHEETS,
    Reason.NAMES,
    Reason.DAMAGED,
    Reason.BOMB,
    why="900 sheets that are all the same part of 9,000 cells",
)
def sheets_share_a_part(path: Path) -> None:
    listed = "".join(f'<sheet name="B{at}" sheetId="{at}" r:id="rId1"/>' for at in range(1, 901))
    body = worksheet("".join(f"<row>{'<c><v>1</v></c>' * 9}</row>" for _ in range(1_000)))
    save(path, body, {BOOK: book.workbook(listed)})


def _sheets(count: int, path: Path) -> None:
    listed = "".join(f'<sheet name="B{at}" sheetId="{at}" r:id="rId1"/>' for at in range(1, count + 1))
    save(path, None, {BOOK: book.workbook(listed)})


add("sheets_2000", partial(_sheets, 2_000), Reason.SHEETS, why="two thousand sheets")
add("sheets_100000", partial(_sheets, 100_000), Reason.SHEETS, why="a hundred thousand, in 1 MB")


def _names(count: int, path: Path) -> None:
    listed = "".join(f'<definedName name="n{at}">Blad1!$A${at}</definedName>' for at in range(1, count + 1))
    save(path, None, {BOOK: book.workbook(after=f"<definedNames>{listed}</definedNames>")})


add("names_100000", partial(_names, 100_000), Reason.DEFINED_NAMES, why="a hundred thousand names")
add("names_1000", partial(_names, 1_000), ADMITTED, why="an old workbook", cells=_GOOD)


# Styles.
def _xfs(count: int, path: Path) -> None:
    save_part(STYLES, book.styles('<xf numFmtId="0"/>' * count), path, stored=True)


add("styles_70000", partial(_xfs, 70_000), Reason.STYLES, why="more cell formats than Excel allows")
add("styles_2_million", partial(_xfs, 2_000_000), Reason.STYLES, why="took openpyxl past a minute")
add("styles_64000", partial(_xfs, 64_000), ADMITTED, why="as many as Excel allows", cells=_GOOD)


@case(ADMITTED, Reason.STYLES, why="number formats that no cell uses")
def formats_300000(path: Path) -> None:
    listed = "".join(f'<numFmt numFmtId="{at}" formatCode="0.{at}"/>' for at in range(164, 300_164))
    save(path, None, {STYLES: book.styles(formats=listed)}, stored=True)


# Merged ranges.
def _merges(*references: str) -> str:
    listed = "".join(f'<mergeCell ref="{each}"/>' for each in references)
    return f"<mergeCells>{listed}</mergeCells>"


add(
    "merge_whole_sheet",
    partial(_after, _merges("A1:XFD1048576")),
    Reason.MERGES,
    why="17 billion cells under one merge",
)
add(
    "merges_200000",
    partial(_after, _merges(*(f"A{at}:B{at}" for at in range(1, 200_001)))),
    Reason.MERGES,
    why="200,000 merges",
)
add(
    "merges_overlap",
    partial(_after, _merges(*(f"A{at}:XFC{1_000_000 + at}" for at in range(1, 5_001)))),
    Reason.MERGES,
    why="5,000 huge merges on top of each other",
)
add(
    "merges_overlap_columns",
    partial(_after, _merges(*(f"A1:{address(1_048_576, 2 + at % 16_000)}" for at in range(50_000)))),
    Reason.MERGES,
    why="50,000 merges of whole columns, each harmless alone",
)
add(
    "merge_whole_column",
    partial(_after, _merges("D1:D1048576")),
    ADMITTED,
    why="a merged column hurts nobody",
    cells=_GOOD,
)
add("merge_whole_row", partial(_after, _merges("A9:XFD9")), ADMITTED, why="a merged row hurts nobody", cells=_GOOD)
for _at, _ref in enumerate(("XFE1:XFF2", "A0:B1", "ZZZ9999999:A1", "A1:B1048577")):
    add(
        f"merge_outside_{_at}",
        partial(_after, _merges(_ref)),
        Reason.REFERENCE,
        Reason.MERGES,
        why=f"{_ref} is not in the grid",
    )
for _at, _ref in enumerate(("", ":", "A1:", "nonsense", "A1:B2:C3", "B9:A1", "A" * 5_000, "A1 B2", "A" + "9" * 5_000)):
    add(
        f"merge_no_range_{_at}",
        partial(_after, _merges(_ref)),
        Reason.REFERENCE,
        Reason.MERGES,
        Reason.DAMAGED,
        Reason.XML,
        ADMITTED,
        why="no range: ignored, or the file is refused",
    )


# Links and validations.
def _links(count: int) -> str:
    listed = "".join(f'<hyperlink ref="A{at}" location="Blad1!A1"/>' for at in range(1, count + 1))
    return f"<hyperlinks>{listed}</hyperlinks>"


add("links_100000", partial(_after, _links(100_000)), Reason.LINKS, why="a hundred thousand links on a sheet")
add("links_60000", partial(_after, _links(60_000)), ADMITTED, why="fewer than Excel allows", cells=_GOOD)

# Long texts: Excel's limit is 32,767 UTF-16 units.
_LONG: dict[str, tuple[str, tuple[Outcome, ...], str]] = {
    "inline_40000": (text("A9", "a" * 40_000), (Reason.LONG_TEXT,), "too long"),
    "inline_32768": (text("A9", "a" * 32_768), (Reason.LONG_TEXT,), "one too many"),
    "inline_32767": (text("A9", "a" * 32_767), (ADMITTED,), "as long as Excel allows"),
    "formula_result": (
        '<c r="A9" t="str"><f>A1</f><v>' + "a" * 40_000 + "</v></c>",
        (Reason.LONG_TEXT,),
        "a formula's text",
    ),
    "runs": (
        '<c r="A9" t="inlineStr"><is>' + f"<r><t>{'a' * 30_000}</t></r>" * 2 + "</is></c>",
        (Reason.LONG_TEXT,),
        "two runs",
    ),
    "many_runs": (
        '<c r="A9" t="inlineStr"><is>' + "<r><t>a</t></r>" * 40_000 + "</is></c>",
        (Reason.LONG_TEXT,),
        "40,000 runs of one",
    ),
    "line_breaks": (
        text("A9", "_x000D_" * 10_000),
        (ADMITTED, Reason.LONG_TEXT),
        "10,000 characters, 70,000 as written; Excel writes this",
    ),
    "two_units": (text("A9", "😀" * 20_000), (ADMITTED, Reason.LONG_TEXT), "20,000 characters, 40,000 UTF-16 units"),
    "number": (number("A9", "1" * 40_000), (ADMITTED, Reason.LONG_TEXT, Reason.DAMAGED), "digits are no text"),
    "formula": (
        f'<c r="A9"><f>{"A1+" * 350_000}A1</f><v>1</v></c>',
        (ADMITTED, Reason.LONG_TEXT),
        "a formula of 1 MB; Excel's limit is 8,192",
    ),
    "million_blanks": (text("A9", " " * 1_000_000), (Reason.LONG_TEXT,), "blanks are text"),
}


def _ninth_row(cell: str, path: Path) -> None:
    save(path, worksheet(rows() + row(9, cell)), stored=True)


for _name, (_cell, _outcomes, _why) in _LONG.items():
    add(f"long_{_name}", partial(_ninth_row, _cell), *_outcomes, why=_why)
for _length, _outcome in ((40_000, Reason.LONG_TEXT), (32_767, ADMITTED)):
    _items = book.strings(f"<si><t>{'a' * _length}</t></si>")
    add(f"long_shared_{_length}", partial(save_part, STRINGS, _items, stored=True), _outcome, why="a shared string")

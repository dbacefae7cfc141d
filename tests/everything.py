"""A workbook of ours with all that XlsxWriter can put on a sheet and that is grafted: made for tests."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable

import xlsxwriter

from trygg_excel.writeback.marks import Marks

_GREEN = {"bg_color": "#C6EFCE"}


def everything(taken: Iterable[str] = ()) -> bytes:
    """Formats, merge, rich text, table, formulas, formats by condition, chart, picture, links, notes, panes, print
    settings, filter, name, sparkline and validation; and a second sheet.
    """
    held = {each.casefold() for each in taken}
    name = next(each for each in ("Vårt blad", "Vårt 'blad' 2", "Vårt blad 3") if each.casefold() not in held)
    other = next(each for each in ("Mer", "Mer 2", "Mer 3") if each.casefold() not in held)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        on, more = book.add_worksheet(name), book.add_worksheet(other)
        quoted = "'" + name.replace("'", "''") + "'"
        _fill(book, on, quoted)
        more.write("A1", "Nivå <1> & _x0041_")
        more.write_url("A2", f"internal:{quoted}!B3", string="Tillbaka")
        more.autofilter("A1:A4")
    return out.getvalue()


def _fill(book: xlsxwriter.Workbook, on: xlsxwriter.worksheet.Worksheet, quoted: str) -> None:
    bold = book.add_format({"bold": True, "bg_color": "#DDEEFF", "border": 1})
    money = book.add_format({"num_format": '#,##0.00 "kr"', "font_name": "Arial"})
    on.merge_range("A1:D1", "Rubrik", bold)
    on.write_rich_string("A2", "Detta är ", bold, "fet", " text")
    on.add_table("A3:B6", {"name": "Tabell_1", "columns": [{"header": "Post"}, {"header": "Belopp", "format": money}]})
    for row, (label, value) in enumerate((("Ett", 1.5), ("Två", -2), ("Tre", 3)), 3):
        on.write(row, 0, label)
        on.write(row, 1, value, money)
    on.write_formula("B8", "=SUM(B4:B6)", money, 2.5)
    on.write_formula("B9", '=IF(B8>0,"plus","minus")', None, "plus")
    on.conditional_format("B4:B6", {"type": "cell", "criteria": "<", "value": 0, "format": book.add_format(_GREEN)})
    on.conditional_format("C4:C6", {"type": "data_bar", "data_bar_2010": True})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": f"={quoted}!$B$4:$B$6", "categories": f"={quoted}!$A$4:$A$6"})
    on.insert_chart("F2", chart)
    on.insert_image("F20", "bild.png", {"image_data": io.BytesIO(picture()), "description": "En ruta"})
    on.write_url("A10", "https://example.org/?a=1&b=2", string="Ut")
    on.write_comment("B8", "En anteckning", {"author": "Vi"})
    on.freeze_panes(3, 1)
    on.repeat_rows(2)
    on.print_area("A1:D12")
    on.set_footer("&CSida &P")
    on.add_sparkline("D4", {"range": f"{quoted}!B4:B6"})
    on.data_validation("D6", {"validate": "list", "source": ["Ja", "Nej"]})
    on.set_column(3, 3, 20, book.add_format({"italic": True}))
    on.set_row(11, 30, bold)
    book.define_name("Vart_namn", f"={quoted}!$B$8")


def picture() -> bytes:
    """A red square as PNG."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    rows = b"".join(b"\0" + b"\xff\0\0" * 8 for _ in range(8))
    head = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def marks_on(sheets: Iterable[str], cells: Iterable[str] = ("A1", "B2", "C7")) -> Marks:
    """A note at each cell of each sheet, and a colour on the first and last."""
    given, names = list(cells), list(sheets)
    said = "Automatisk kontroll: Fel\n{} <stämmer> inte & har _x0041_.\n[trygg_excel]"
    return Marks(
        {name: {cell: said.format(cell) for cell in given} for name in names},
        {(name, cell): ("TRY-001",) for name in names for cell in given},
        {name: {given[0]: "error", given[-1]: "warning"} for name in names},
    )

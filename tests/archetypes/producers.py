"""The programs that write workbooks, each a function of a drawn Book and a path."""

from __future__ import annotations

import hashlib
import html
from collections.abc import Callable
from decimal import Decimal
from functools import partial
from pathlib import Path

from tests.archetypes.by_openpyxl import openpyxl_file
from tests.archetypes.by_xlsxwriter import xlsxwriter_file
from tests.archetypes.drawing import Book, Ink, Page
from tests.archetypes.links import linked_file


def _grid(page: Page) -> list[list[str]]:
    """The page as rows of texts, as an export writes them: decimal comma, no thousands separator."""
    rows, columns = (max(each) for each in zip(*page.cells, strict=True))
    return [
        [_exported(page.cells.get((row, column))) for column in range(1, columns + 1)] for row in range(1, rows + 1)
    ]


def _exported(ink: Ink | None) -> str:
    if ink is None or ink.value is None:
        return ""
    return str(ink.value).replace(".", ",") if isinstance(ink.value, Decimal) else str(ink.value)


def csv_file(book: Book, path: Path) -> None:
    """Semicolons, cp1252 and CRLF: what Swedish systems export."""
    text = "".join(";".join(row) + "\r\n" for row in _grid(book.pages[0]))
    path.write_bytes(text.encode("cp1252"))


def html_file(book: Book, path: Path) -> None:
    """A web page under a workbook's name, as older ERP systems export."""
    rows = "".join(
        f"<tr>{''.join(f'<td>{html.escape(each)}</td>' for each in row)}</tr>\n" for row in _grid(book.pages[0])
    )
    head = '<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head>'
    path.write_text(f"{head}<body><table border=1>\n{rows}</table></body></html>", encoding="utf-8")


Producer = Callable[[Book, Path], None]
PRODUCERS: dict[str, Producer] = {
    "xlsxwriter": xlsxwriter_file,
    "xlsxwriter, in-line": partial(xlsxwriter_file, constant_memory=True),  # as streaming exports write
    "xlsxwriter, 1904": partial(xlsxwriter_file, date_1904=True),
    "xlsxwriter, linked": linked_file,
    "openpyxl": openpyxl_file,
    "csv": csv_file,
    "html": html_file,
}


def digest_of(book: Book) -> str:
    """What was drawn, so that a committed file can be held against the drawing it was made from."""
    drawn = "".join(
        f"{page.name}{page.state}{page.hidden_rows}{page.hidden_columns}{sorted(page.cells.items())}{page.merges}{page.levels}"
        for page in book.pages
    )
    return hashlib.sha256(drawn.encode()).hexdigest()[:16]

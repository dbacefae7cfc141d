"""How the founding case's workbooks are written: one sheet, a person's look, and the same bytes on every run.

Amounts are whole tenths of a million crowns, as in the memo; a string is a cell that was typed as text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile, ZipInfo

import xlsxwriter
from xlsxwriter.utility import xl_range

CREATED = datetime(2022, 1, 17, 9, 0, tzinfo=UTC)

Amount = int | str
Table = Mapping[str, tuple[Amount, ...]]


@dataclass(frozen=True)
class Look:
    """One office's habits: font, size and the colour behind the headers."""

    font: str
    size: int
    fill: str


@dataclass(frozen=True)
class Scale:
    """What a cell holds for a tenth of a million crowns, and how it is shown."""

    per_tenth: Decimal
    code: str

    def value(self, amount: Amount) -> Decimal | int | str:
        """Text as it is; a number with no zeros after it, as Excel stores it."""
        if isinstance(amount, str):
            return amount
        number = amount * self.per_tenth
        return int(number) if number == int(number) else number.normalize()


STAFF = Look("Calibri", 11, "#D9E2F3")
FINANCE = Look("Arial", 10, "#E7E6E6")
MKR = Scale(Decimal("0.1"), "0.0")
TKR = Scale(Decimal(100), '#,##0;-#,##0;"–"')
CROWNS = Scale(Decimal(100_000), "#,##0.0,,")


@dataclass(frozen=True)
class Sheet:
    """A worksheet being written, row 4 its header and row 5 its first row of figures."""

    book: Any
    cells: Any
    look: Look

    def style(self, **properties: object) -> Any:
        return self.book.add_format({"valign": "vcenter", **properties})

    def subtitle(self, text: str) -> None:
        self.cells.write("A2", text, self.style(italic=True))

    def headers(self, texts: Iterable[Amount], *, height: int = 20) -> None:
        """The first to the left, the others over their columns of numbers."""
        self.cells.set_row(3, height)
        for column, text in enumerate(texts):
            align = "right" if column else "left"
            style = self.style(bold=True, bg_color=self.look.fill, bottom=1, align=align, text_wrap=True)
            self.cells.write(3, column, text, style)

    def rows(self, table: Table, scale: Scale, *, mark: str = "") -> None:
        label, number = self.style(), self.style(num_format=scale.code)
        for row, (name, amounts) in enumerate(table.items(), start=4):
            self.cells.write(row, 0, mark + name, label)
            for column, amount in enumerate(amounts, start=1):
                self.cells.write(row, column, scale.value(amount), number)

    def sum_row(self, table: Table, scale: Scale, label: str = "Summa", typed: Sequence[int] = ()) -> None:
        """Live sums under the table, or the `typed` ones."""
        row, style = 4 + len(table), self.style(bold=True, top=1, num_format=scale.code)
        self.cells.write(row, 0, label, style)
        for column, amounts in enumerate(zip(*table.values(), strict=True), start=1):
            span = xl_range(4, column, row - 1, column)
            if typed:
                self.cells.write(row, column, scale.value(typed[column - 1]), style)
            else:
                self.cells.write_formula(row, column, f"=SUM({span})", style, scale.value(counted(amounts)))


def counted(amounts: Iterable[Amount]) -> int:
    """What SUM makes of the cells: text is not counted."""
    return sum(amount for amount in amounts if isinstance(amount, int))


@contextmanager
def new_sheet(path: Path, name: str, title: str, look: Look, widths: Sequence[int]) -> Iterator[Sheet]:
    """A workbook of one sheet with its title in A1, to be printed on one A4 page; written when the block ends."""
    buffer = BytesIO()
    font = {"font_name": look.font, "font_size": look.size, "font_scheme": False}
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_format_properties": font})
    book.set_properties({"title": title, "created": CREATED})
    cells = book.add_worksheet(name)
    for column, width in enumerate(widths):
        cells.set_column(column, column, width)
    cells.set_default_row(17)
    cells.set_row(0, 24)
    cells.set_paper(9)
    cells.fit_to_pages(1, 0)
    cells.set_margins(left=0.6, right=0.6)
    cells.set_footer("&RSida &P av &N")
    if sum(widths) > 110:
        cells.set_landscape()
    sheet = Sheet(book, cells, look)
    cells.write("A1", title, sheet.style(bold=True, font_size=look.size + 3))
    yield sheet
    book.close()
    repack(buffer, path)


def repack(source: BytesIO, path: Path) -> None:
    """Store the parts uncompressed, undated and as from one system: compression differs between machines."""
    with ZipFile(source) as parts, ZipFile(path, "w") as stored:
        for name in parts.namelist():
            info = ZipInfo(name)
            info.create_system = 3
            stored.writestr(info, parts.read(name))

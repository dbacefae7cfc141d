"""A workbook on disk -> the register in it."""

from __future__ import annotations

from pathlib import Path

from trygg_excel.errors import Refused, RegisterError, RowsWrong
from trygg_excel.finding import Text, listed, text
from trygg_excel.gate.file import bytes_of
from trygg_excel.gate.limits import LIMITS
from trygg_excel.register.model import Register
from trygg_excel.suffixes import SUFFIXES


def is_book(path: Path) -> bool:
    """Whether a register's file is meant as a workbook; only an .xlsx can be one."""
    return path.suffix.lower() in SUFFIXES


def load_book(path: Path) -> tuple[Register, tuple[Text, ...]]:
    """The register, and notes on what in the workbook was not read (sheets and columns of the user's own).

    Raises PathMissing, Unreadable, and RowsWrong with every row that is wrong.
    """
    from trygg_excel.package import BadPackage  # only where the register is a workbook
    from trygg_excel.reading import read_workbook
    from trygg_excel.reading.content import Format, format_of
    from trygg_excel.register.book_plan import OUR_SHEETS
    from trygg_excel.register.book_read import read_book

    try:
        form = format_of(bytes_of(path, LIMITS))
    except BadPackage as problem:
        raise Refused(path, problem.reason, problem.where) from problem
    if form is not Format.XLSX:  # no parser but our own is let near it in this process
        raise RegisterError(path, path.name, _OTHER_FORMAT)
    book = read_workbook(path)
    read = read_book(book.sheets, str(path), book.file_id)
    if read.wrong:
        raise RowsWrong(path, ((each.place, each.why) for each in read.wrong))
    others = [each.name for each in book.sheets if each.name.casefold() not in OUR_SHEETS]
    return read.register, (*([_not_read(others)] if others else []), *read.notes)


_OTHER_FORMAT = Text(
    "filen är ingen .xlsx-arbetsbok. Spara om den som Excel-arbetsbok (.xlsx).",
    "the file is no .xlsx workbook. Save it as an Excel workbook (.xlsx).",
)


def _not_read(sheets: list[str]) -> Text:
    return text(
        "Egna blad läses inte: {sheets}.", "Sheets of your own are not read: {sheets}.", sheets=listed(sheets)
    )  # fmt: skip

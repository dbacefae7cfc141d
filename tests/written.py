"""Workbooks written into by the tests, with everything on our sheets, and what the copies hold."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterable, Mapping

import openpyxl
from lxml import etree

from tests.everything import everything, marks_on
from tests.hostile.book import entries, parts
from tests.hostile.rawzip import pack
from tests.losses import losses, parts_of, tabs_of
from tests.own_checks import faults
from trygg_excel.writeback.into import Addition, Written, annotated

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CELLS = ("A1", "B2", "C7")


def book(sheet: str | None = None, changes: Mapping[str, bytes] | None = None) -> bytes:
    """A small good workbook with one sheet, save what is changed or added."""
    return pack(entries(parts(sheet, changes)))


def written(data: bytes, cells: Iterable[str] = CELLS, *, break_signature: bool = False) -> Written:
    """The workbook with everything of ours, and marks on each of its sheets."""
    names = [each["name"] for each in tabs_of(parts_of(data))]
    addition = Addition(everything, lambda _: marks_on(names, cells))
    return annotated(data, addition, break_signature=break_signature)


def sound(data: bytes, cells: Iterable[str] = CELLS) -> dict[str, bytes]:
    """The parts of the copy, once it is seen that nothing is lost and no fault has come."""
    done = written(data, cells)
    assert losses(data, done.data, [each.name for each in done.changed]) == []
    assert faults(done.data) - faults(data) == {}
    return parts_of(done.data)


def opened(data: bytes) -> openpyxl.Workbook:
    """The copy as openpyxl reads it, which warns of all it does not know."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(data))


def tree(data: bytes) -> etree._Element:
    return etree.fromstring(data)


def names_in(data: bytes) -> list[str]:
    """The children of a part's root, in order."""
    return [str(each.tag).rsplit("}", 1)[-1] for each in tree(data)]

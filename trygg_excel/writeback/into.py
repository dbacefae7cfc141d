"""The workbook's bytes -> the bytes of its copy. Pure: no file is opened here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from trygg_excel.gate.limits import LIMITS
from trygg_excel.package import NotAsWritten, Package, Rewrite, check_written, rewritten
from trygg_excel.writeback.book import Book, book_of, obstacle_of
from trygg_excel.writeback.clean import Cleaned, cleaned
from trygg_excel.writeback.draft import Draft
from trygg_excel.writeback.fill import fill
from trygg_excel.writeback.graft import WHY, graft
from trygg_excel.writeback.marks import Marks
from trygg_excel.writeback.notes import Noted, note
from trygg_excel.writeback.obstacle import Hindered, Obstacle
from trygg_excel.writeback.receipt import Mark, Part
from trygg_excel.writeback.stamp import reserve_stamp, stamped
from trygg_excel.writeback.styles import Styles


@dataclass(frozen=True, slots=True)
class Written:
    """The copy, and what was done to the workbook."""

    data: bytes
    cleaned: Cleaned
    sheets: tuple[str, ...]
    kept: tuple[str, ...]
    changed: tuple[Part, ...]
    added: tuple[Part, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Addition:
    """What is to be put in: our sheets, rendered when the names that are taken are known, and then the marks.

    `marks` is asked with the names our sheets got.
    """

    sheets: Callable[[tuple[str, ...]], bytes]
    marks: Callable[[tuple[str, ...]], Marks]


def annotated(data: bytes, addition: Addition, *, break_signature: bool = False) -> Written:
    """The workbook with our sheets and marks, what we wrote earlier taken out first.

    Raises Hindered with the obstacle, and BadPackage for what is no container or holds markup that cannot be read.
    """
    before, package, how = cleaned(data, Package(data, LIMITS))
    del before
    draft = Draft(package)
    book = book_of(draft)
    if obstacle := obstacle_of(draft, book, break_signature=break_signature):
        raise Hindered(obstacle, book.main)
    styles = Styles(draft, book)
    names = graft(draft, book, styles, addition.sheets(tuple(tab.name for tab in book.tabs)))
    marks = _marked(draft, book, styles, addition.marks(names))
    styles.write(WHY)
    item = reserve_stamp(draft, book.main)
    finished = draft.finished()
    rewrite = stamped(finished, item)
    changed = tuple(Part(name, finished.reasons[name]) for name in rewrite.changed)
    added = tuple(Part(name, finished.reasons[name]) for name in rewrite.added)
    return Written(verified(package, rewrite), how, names, tuple(rewrite.kept(package)), changed, added, marks)


def verified(package: Package, rewrite: Rewrite) -> bytes:
    """The new container, once it is seen to hold what it was to hold and all else as it lay."""
    data = rewritten(package, rewrite)
    try:
        check_written(package, rewrite, data)
    except NotAsWritten as problem:
        raise Hindered(Obstacle.NOT_AS_WRITTEN, problem.part) from problem
    return data


def _marked(draft: Draft, book: Book, styles: Styles, marks: Marks) -> tuple[Mark, ...]:
    """Put the marks on their sheets; each as it came out."""
    told: list[Mark] = []
    for tab in book.tabs:
        if tab.kind != "worksheet" or not tab.part:
            continue
        texts, colours = marks.notes.get(tab.name, {}), marks.colours.get(tab.name, {})
        if colours:  # first: where nothing follows, both go last on the sheet, and this is their order
            fill(draft, tab.part, colours, styles)
        noted: dict[str, Noted] = note(draft, book, tab.part, texts) if texts else {}
        for cell in dict.fromkeys((*texts, *colours)):
            said = noted[cell].value if cell in noted else "none"
            told.append(Mark(tab.name, cell, said, cell in colours, marks.codes.get((tab.name, cell), ())))
    return tuple(told)

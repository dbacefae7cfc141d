"""The annotated copies of a run: each workbook that was judged with its own answer in it; pure but for its bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from trygg_excel.checking import Check, Checked
from trygg_excel.gate.limits import LIMITS
from trygg_excel.inputs import OUR_COPY
from trygg_excel.package import BadPackage, Package
from trygg_excel.reading.content import Format
from trygg_excel.reading.xlsx import read_xlsx
from trygg_excel.reporting.plain import unique
from trygg_excel.writeback.annotate import addition_of, same_bytes, suffix_of
from trygg_excel.writeback.answers import earlier_in
from trygg_excel.writeback.book import book_of
from trygg_excel.writeback.clean import our_tabs
from trygg_excel.writeback.draft import Draft
from trygg_excel.writeback.into import annotated
from trygg_excel.writeback.obstacle import CannotAnnotate, Hindered, Obstacle

_LONGEST = 180  # of a name, so that a folder of some depth can hold it


@dataclass(frozen=True, slots=True)
class Copies:
    """The copies by file name, and the workbooks that got none, each with its reason and remedy."""

    made: Mapping[str, bytes]
    hindered: tuple[CannotAnnotate, ...]


def copies_of(checked: Checked, lang: str) -> Copies:
    """A copy of every workbook of the run that can be written into, with its own findings and sheets alone."""
    found: list[tuple[Path, str, bytes]] = []
    hindered: list[CannotAnnotate] = []
    for check in checked.checks:
        path = Path(check.budget.file)
        try:
            found.append((path, *_copy(check, Checked(checked.register, (check,), ()), lang)))
        except Hindered as problem:
            hindered.append(CannotAnnotate(path, problem.obstacle, problem.where))
        except BadPackage as problem:
            hindered.append(CannotAnnotate(path, Obstacle.PARTS, problem.where))
    names = unique((f"{path.stem}{OUR_COPY}" for path, _, _ in found), _LONGEST)
    made = {f"{name}{suffix}": data for name, (_, suffix, data) in zip(names, found, strict=True)}
    return Copies(made, tuple(hindered))


def _copy(check: Check, alone: Checked, lang: str) -> tuple[str, bytes]:
    """The suffix and the bytes of the copy; what the user had answered in an earlier copy still stands in it."""
    if check.budget.workbook.format != Format.XLSX:
        raise Hindered(Obstacle.FORMAT)
    data = same_bytes(Path(check.budget.file), check.budget.workbook.file_id)
    package = Package(data, LIMITS)
    mine = read_xlsx(data, LIMITS, ours=True)[0] if our_tabs(book_of(Draft(package))) else ()
    addition = addition_of(check, alone, lang, fill=False, earlier=earlier_in(mine, alone))
    return suffix_of(package), annotated(data, addition).data

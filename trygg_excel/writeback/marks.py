"""Which cells get a note and a colour: the most serious first, a note for at most twenty cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trygg_excel.finding import Finding
from trygg_excel.writeback.note_text import note_text
from trygg_excel.writeback.notes import place_of

MOST_NOTES = 20  # more is a flood; the rest stand on our sheet
_MOST_COLOURED = 2_000  # cells; one who has more coloured sees nothing


@dataclass(frozen=True, slots=True)
class Marks:
    """By sheet and address: what notes say, which controls they come from, and the severity that colours a cell."""

    notes: dict[str, dict[str, str]]
    codes: dict[tuple[str, str], tuple[str, ...]]
    colours: dict[str, dict[str, str]]


def marks_of(findings: Iterable[Finding], sheet: str, lang: str, *, fill: bool) -> Marks:
    """The marks of a workbook's findings, which come most serious first; `sheet` is where all of them stand."""
    at: dict[tuple[str, str], list[Finding]] = {}
    colours: dict[str, dict[str, str]] = {}
    coloured = 0
    for each in findings:
        for name, address in _first(each):
            at.setdefault((name, address), []).append(each)
        for name, address in _cells(each) if fill else ():
            coloured += 1
            if coloured <= _MOST_COLOURED:
                colours.setdefault(name, {}).setdefault(address, each.severity.value)
    first = dict(list(at.items())[:MOST_NOTES])
    notes: dict[str, dict[str, str]] = {}
    for (name, address), told in first.items():
        notes.setdefault(name, {})[address] = note_text(told, sheet, lang)
    codes = {where: tuple(dict.fromkeys(each.code for each in told)) for where, told in first.items()}
    return Marks(notes, codes, colours)


def _first(finding: Finding) -> list[tuple[str, str]]:
    """Where the note stands: the first place the finding names, the first cell of a range."""
    places = [(source.sheet, source.cell.partition(":")[0]) for source in finding.sources]
    return [each for each in places if place_of(each[1]) != (0, 0)][:1]


def _cells(finding: Finding) -> list[tuple[str, str]]:
    """The cells a finding names one by one; a whole table is not coloured."""
    return [(source.sheet, source.cell) for source in finding.sources if place_of(source.cell) != (0, 0)]

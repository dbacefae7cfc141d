"""One workbook of an archetype: its file, how it is drawn and which program writes it."""

from __future__ import annotations

import csv
import io
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.archetypes.drawing import Book
from tests.archetypes.producers import PRODUCERS
from tests.archetypes.score import Row, Score, score
from trygg_excel.budget import read
from trygg_excel.errors import TryggError
from trygg_excel.machine import facts_csv

MADE = Path(__file__).parent / "made"
LIBREOFFICE = "LibreOffice"


@dataclass(frozen=True, slots=True)
class Case:
    """`by` is a name in PRODUCERS, or LibreOffice: then the file is in made/, written by make.py."""

    file: str
    draw: Callable[[], Book]
    by: str = "xlsxwriter"

    @property
    def name(self) -> str:
        return Path(self.file).stem

    def build(self, folder: Path) -> Path:
        path = folder / self.file
        if self.by == LIBREOFFICE:
            shutil.copyfile(MADE / self.file, path)
        else:
            PRODUCERS[self.by](self.draw(), path)
        return path

    def truth(self) -> list[dict[str, str]]:
        return self.draw().truth(self.file, computed=self.by != "openpyxl")


@dataclass(frozen=True, slots=True)
class Outcome:
    case: Case
    score: Score
    seconds: float
    said: str = ""


def facts_in(path: Path) -> list[Row]:
    """What `trygg read --format csv` would print."""
    return list(csv.DictReader(io.StringIO(facts_csv(read(path, isolate=False).records))))


def judged(case: Case, folder: Path) -> Outcome:
    """Build, read and score; a workbook that is refused has no facts."""
    path = case.build(folder)
    start = time.perf_counter()
    try:
        facts, said = facts_in(path), ""
    except TryggError as refused:
        facts, said = [], type(refused).__name__
    took = time.perf_counter() - start
    got = score(case.truth(), facts)
    if said:
        got.others_right = 0  # nothing read is nothing right
    return Outcome(case, got, took, said)

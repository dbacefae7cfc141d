"""What the figures of a sheet tell of their unit: the test of layout/amounts/whole.py, tried where the unit is said.

    python benchmarks/whole.py [--record]

Over the budgets of the corpus and the archetypes: the numbers of each sheet's tables, by the unit that the sheet says
they are in, and what the test says of them without knowing it. Where thousands or millions are said, it must never say
that they are whole units. `--record` writes the section of reading.md.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import TypeAlias

from page import put, table

from tests.archetypes.catalogue import CASES
from trygg_excel.errors import TryggError
from trygg_excel.layout import lay_out
from trygg_excel.layout.amounts.whole import are_whole
from trygg_excel.layout.sight.grid import Grid
from trygg_excel.reading import read_workbook
from trygg_excel.workbook import Sheet

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "budgets"
FEWEST = 10  # numbers; the test says nothing of fewer
HEADS = ("unit that is said", "sheets", "said to be whole", "below 100, %", "hundreds, %", "with cents, %", "largest")
Told: TypeAlias = tuple[str, bool, float, float, float, float]


def numbers(sheet: Sheet, file: str) -> dict[str, list[Decimal]]:
    """The numbers of a sheet's tables by the symbol of their unit; '' where nobody says it."""
    grid = Grid(sheet)
    found: dict[str, list[Decimal]] = {}
    for each in lay_out(grid, file):
        for column in each.columns:
            unit = column.unit or each.unit.unit
            cells = (grid.at(row.row, column.column) for row in each.rows)
            amounts = [one for seen in cells if seen is not None and not seen.is_percent for one in seen.amounts]
            found.setdefault(unit.symbol if unit else "", []).extend(
                one.number for one in amounts if one.number is not None and one.unit is None
            )
    return found


def told(path: Path) -> list[Told]:
    """For each sheet and unit: what the test says, the shares of small and round numbers, and the largest."""
    try:
        workbook = read_workbook(path)
    except TryggError:
        return []
    found = []
    for sheet in workbook.sheets:
        for unit, given in numbers(sheet, path.name).items():
            sizes = [abs(number) for number in given if number]
            if len(sizes) >= FEWEST:
                found.append((unit, are_whole(given), *shares(sizes), float(max(sizes))))
    return found


def shares(sizes: list[Decimal]) -> Iterator[float]:
    """In per cent: those below a hundred, the multiples of a hundred, those with cents."""
    for kind in (
        sum(size < 100 for size in sizes),
        sum(size % 100 == 0 for size in sizes),
        sum(size != size.to_integral_value() for size in sizes),
    ):
        yield 100 * kind / len(sizes)


def rows(found: list[Told]) -> Iterator[tuple[object, ...]]:
    for unit in ("", "kr", "tkr", "mkr", "mdkr"):
        mine = [each for each in found if each[0] == unit]
        if mine:
            typical = [median(each[at] for each in mine) for at in range(2, 6)]
            share = [f"{each:.1f}" for each in typical[:3]]
            yield unit or "none", len(mine), sum(each[1] for each in mine), *share, f"{typical[3]:.3g}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", action="store_true", help="write the section of reading.md")
    record = parser.parse_args().record
    budgets = sorted(CORPUS.glob("*.*")) if CORPUS.is_dir() else []
    with tempfile.TemporaryDirectory() as folder, ProcessPoolExecutor() as pool:
        drawn = [case.build(Path(folder)) for case in CASES]
        sets = {"the corpus' budgets": budgets, "the archetypes": drawn}
        pages = []
        for name, paths in sets.items():
            found = [each for one in pool.map(told, paths, chunksize=4) for each in one]
            pages.append(f"Of {name}, {len(paths)} files:\n\n{table(HEADS, rows(found))}")
            print(pages[-1])
    if record and budgets:
        put("whole", "\n\n".join(pages))
    elif record:
        print("nothing recorded: the shared corpus is not beside the project")


if __name__ == "__main__":
    main()

"""What the gate and our XML pass cost, held against python-calamine's own reading of the same workbooks.

    python benchmarks/gate.py [--rounds N]

CPU seconds (user and system) of one run, both in this process and in turn for each workbook, imports excluded, garbage
collection as Python has it. The goal is at most 1.5 for the gate with its pass over every part.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from python_calamine import CalamineWorkbook

from trygg_excel.reading import gate_pass, read_workbook

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "budgets"


def calamine(path: Path) -> None:
    book = CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def ours(path: Path) -> None:
    for sheet in read_workbook(path).sheets:
        len(sheet.cells)


def cpu(work: Callable[[Path], object], path: Path) -> float:
    start = time.process_time()
    work(path)
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    paths = sorted(CORPUS.glob("*.xlsx"))
    if not paths:
        print(f"no workbooks in {CORPUS}: the shared corpus is not beside the project")
        return
    totals = []
    for _ in range(rounds):
        each = [(cpu(calamine, path), cpu(gate_pass, path), cpu(ours, path)) for path in paths]
        totals.append([sum(column) for column in zip(*each, strict=True)])
    print(f"{len(paths)} workbooks, {rounds} rounds; ratio to python-calamine's reading: median (least, most)")
    for name, index in (("gate with its XML pass", 1), ("gate, pass and all cells as objects", 2)):
        ratios = sorted(total[index] / total[0] for total in totals)
        print(f"{name:38} {median(ratios):5.2f}  ({ratios[0]:.2f}, {ratios[-1]:.2f})")


if __name__ == "__main__":
    main()

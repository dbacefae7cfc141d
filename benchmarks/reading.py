"""What reading costs, beside openpyxl, pandas and python-calamine, in the same run.

    python benchmarks/reading.py [--rounds N] [--record] [NAME…]

Three things of ours: all cells as objects; those with layout and facts in this process; the same with the reading in
the child process. CPU seconds of this process and the child's; the readings take turns, and each ratio is the median
of the rounds. A small workbook is read several times in each turn. `--record` writes the section of reading.md.
"""

from __future__ import annotations

import argparse
import gc
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import median

import openpyxl
import pandas as pd
import xlsxwriter
from isolation import child_cpu
from page import put, table
from python_calamine import CalamineWorkbook

from tests.archetypes.case import LIBREOFFICE
from tests.archetypes.catalogue import CASES
from tests.truths import TRUTHS, workbook_of
from trygg_excel.budget import read
from trygg_excel.reading import read_workbook

OWN = sorted((Path(__file__).parents[1] / "workbooks").glob("*.xlsx"))
CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "budgets"
BY_OPENPYXL = frozenset({".xlsx", ".xlsm"})
_LEAST = 0.06  # seconds of openpyxl's in a turn: what takes less is read several times
HEADS = (
    "workbook", "cells", "openpyxl twice, ms", "reading", "facts", "with child", "reading / pandas",
    "reading / calamine", "facts, s",
)  # fmt: skip


def twice_in_openpyxl(path: Path) -> None:
    openpyxl.load_workbook(path, data_only=True)
    openpyxl.load_workbook(path)


def in_pandas(path: Path) -> None:
    pd.read_excel(path, sheet_name=None, header=None, engine=None if path.suffix in BY_OPENPYXL else "calamine")


def in_calamine(path: Path) -> None:
    book = CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


def reading(path: Path) -> int:
    return sum(len(sheet.cells) for sheet in read_workbook(path).sheets)


def facts(path: Path) -> None:
    read(path, isolate=False)


def with_child(path: Path) -> None:
    read(path)


def cpu(work: Callable[[Path], object], paths: Iterable[Path], times: int) -> float:
    """CPU seconds of one reading of each, in this process, with no garbage left by what was read before."""
    gc.collect()
    start = time.process_time()
    for path in paths:
        for _ in range(times):
            work(path)
    return (time.process_time() - start) / times


def isolated_cpu(paths: Iterable[Path], times: int) -> float:
    """The same with the child's."""
    before = child_cpu()
    ours = cpu(with_child, paths, times)
    return ours + (child_cpu() - before) / times


def measured(name: str, paths: list[Path], rounds: int) -> tuple[object, ...]:
    """A row for workbooks that are read one after the other."""
    by_openpyxl = all(path.suffix in BY_OPENPYXL for path in paths)
    for path in paths:  # what is made once in a process is made before
        with_child(path)
    base = twice_in_openpyxl if by_openpyxl else in_calamine
    times = max(1, int(_LEAST * len(paths) / max(1e-6, cpu(base, paths, 1))))
    turns = []
    for _ in range(rounds):
        theirs = [cpu(each, paths, times) for each in (base, in_pandas, in_calamine)]
        turns.append((*theirs, cpu(reading, paths, times), cpu(facts, paths, times), isolated_cpu(paths, times)))
    first = [f"{1000 * median(turn[0] for turn in turns):.1f}"] if by_openpyxl else ["–"]
    ratios = [f"{median(turn[at] / turn[0] for turn in turns):.3f}" if by_openpyxl else "–" for at in (3, 4, 5)]
    peers = [f"{median(turn[3] / turn[at] for turn in turns):.2f}" for at in (1, 2)]
    return name, sum(map(reading, paths)), *first, *ratios, *peers, f"{median(turn[4] for turn in turns):.3f}"


def drawn(folder: Path) -> list[Path]:
    """The archetypes that are written anew as .xlsx."""
    return [case.build(folder) for case in CASES if case.by != LIBREOFFICE and case.file.endswith(".xlsx")]


def small(folder: Path, rows: int, name: str) -> Path:
    """A workbook with one of everything that a reader must tell: 12 columns, one in three a formula."""
    path = folder / name
    with xlsxwriter.Workbook(path) as out:
        money, bold = out.add_format({"num_format": "#,##0"}), out.add_format({"bold": True})
        sheet = out.add_worksheet("Budget")
        sheet.merge_range(0, 0, 0, 11, "Budget 2022-2025, tkr", bold)
        for row in range(2, rows + 2):
            sheet.write_string(row, 0, f"Verksamhet {row}")
            for column in range(1, 11):
                if column % 3:
                    sheet.write_number(row, column, row * 137.5 + column, money)
                else:
                    sheet.write_formula(row, column, f"=B{row + 1}+C{row + 1}", money, row * 275 + 3)
            sheet.write_formula(row, 11, "=1/0" if row % 10 == 0 else f"=SUM(B{row + 1}:D{row + 1})", money, 1)
        sheet.set_row(4, None, None, {"hidden": True})
        sheet.set_column(5, 5, None, None, {"hidden": True})
    return path


def workloads(folder: Path) -> list[tuple[str, list[Path]]]:
    found = [
        ("made: 40 rows of everything", [small(folder, 40, "made40.xlsx")]),
        ("made: 400 rows of everything", [small(folder, 400, "made400.xlsx")]),
        (f"the project's own, {len(OWN)}", OWN),
    ]
    archetypes = drawn(folder)
    found.append((f"the archetypes in .xlsx, {len(archetypes)}", archetypes))
    found += [(workbook_of(truth).name, [workbook_of(truth)]) for truth in TRUTHS]
    largest = sorted(CORPUS.glob("*.xlsx"), key=lambda path: path.stat().st_size)[-2:]
    return found + [(path.name, [path]) for path in largest if path.name not in {name for name, _ in found}]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="only rows whose name holds one of these")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--record", action="store_true", help="write the section of reading.md")
    args = parser.parse_args()
    if not Path("/proc/self/schedstat").exists():
        print("no /proc/self/schedstat: this measures on Linux only")
        return
    warnings.simplefilter("ignore")  # openpyxl's, on what it does not keep
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name, paths in workloads(Path(folder)):
            if not args.names or any(each in name for each in args.names):
                rows.append(measured(name, paths, args.rounds))
                print(f"{name:40.40}" + "".join(f"{each!s:>12}" for each in rows[-1][1:]), flush=True)
    if args.record and not args.names and TRUTHS:
        put("time", f"{args.rounds} rounds.\n\n{table(HEADS, rows)}")
    elif args.record:
        print("nothing recorded: that takes every row and the shared corpus")


if __name__ == "__main__":
    main()

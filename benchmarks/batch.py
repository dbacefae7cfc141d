"""What a workbook of a batch costs, beside the script a controller writes today and beside a floor that only writes.

    python benchmarks/batch.py [--rounds N] [--count N] [--parallel N] [--record]

CPU seconds of this process and of the reading child's, imports excluded, per workbook; all take turns in each round,
and each ratio is the median of the rounds. `--parallel N` judges N workbooks here, by two processes, and by Dask's
local cluster of two (see places.py). `--record` writes the section of batch.md.
"""

from __future__ import annotations

import argparse
import gc
import io
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median

import openpyxl
import xlsxwriter
from budgets import drawn
from isolation import child_cpu
from naive_batch import report as naive
from page import BATCH, put, table
from places import told, turns_of

import trygg_excel as te
from trygg_excel.batch.executors import InProcess
from trygg_excel.publish import xlsx_bytes
from trygg_excel.reporting.control_workbook import control_report
from trygg_excel.run import Run

HEADS = ("workbooks", "facts each", "naive, ms", "results / naive", "with workbook / naive", "with workbook / floor",
         "workbook / floor", "floor / naive")  # fmt: skip
Cells = list[list[tuple[int, int, object, str]]]


def results(paths: Sequence[Path]) -> Run:
    return te.run_many(paths, InProcess())


def control_workbooks(runs: Sequence[Run], *, facts: bool) -> list[bytes]:
    return [xlsx_bytes(control_report(each.checked, each.unread, facts=facts), "sv") for each in runs]


def cells_of(data: bytes) -> Cells:
    """What stands in our workbook: row, column, value and number format, sheet by sheet."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [
        [(cell.row - 1, cell.column - 1, cell.value, cell.number_format) for row in sheet.iter_rows() for cell in row
         if cell.value is not None]
        for sheet in book
    ]  # fmt: skip


def floor(cells: Cells, out: io.BytesIO) -> None:
    """The same cells with bare XlsxWriter: a number format each, and nothing else."""
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        formats: dict[str, object] = {}
        for number, some in enumerate(cells):
            sheet = book.add_worksheet(f"Blad{number}")
            for row, column, value, shown in some:
                form = formats.get(shown) or formats.setdefault(shown, book.add_format({"num_format": shown}))
                if isinstance(value, str) and value.startswith("="):
                    sheet.write_formula(row, column, value, form, 0)
                elif isinstance(value, str):
                    sheet.write_string(row, column, value, form)
                else:
                    sheet.write(row, column, value, form)


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds here and in the child that reads."""
    gc.collect()
    before, start = child_cpu(), time.process_time()
    work()
    return time.process_time() - start + child_cpu() - before


def measured(name: str, paths: list[Path], rounds: int, *, facts: bool = False) -> tuple[object, ...]:
    """A row: what is made once in a process is made before; with `facts`, a sheet of every single amount too."""
    done, scratch = results(paths), paths[0].parent / "naiv.bin"
    each = sum(len(check.budget.records) for check in done.checked.checks) / len(paths)
    made = control_workbooks([te.run_many([path], InProcess()) for path in paths], facts=facts)
    cells = [cells_of(data) for data in made]
    naive(paths[0], scratch)
    turns = []
    for _ in range(rounds):
        plain = cpu(lambda: [naive(path, scratch) for path in paths])
        judged = cpu(lambda: results(paths))
        runs = [te.run_many([path], InProcess()) for path in paths]
        written = cpu(partial(control_workbooks, runs, facts=facts))
        least = cpu(lambda: [floor(some, io.BytesIO()) for some in cells])
        turns.append((plain, judged, judged + written, written, least))
    plain, judged, whole, written, least = (list(each) for each in zip(*turns, strict=True))
    ratios = [(judged, plain), (whole, plain), (whole, least), (written, least), (least, plain)]
    return (
        name, round(each), f"{1000 * median(plain) / len(paths):.0f}",
        *(f"{median(a / b for a, b in zip(one, other, strict=True)):.2f}" for one, other in ratios),
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--count", type=int, default=6, help="workbooks; eight times as many of the smallest")
    parser.add_argument("--parallel", type=int, default=0)
    parser.add_argument("--record", action="store_true", help="write the section of batch.md")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if args.parallel:
            said = told(args.parallel, turns_of(drawn(Path(folder), args.parallel), args.rounds))
            print(said)
            if args.record:
                put("places", said, BATCH)
            return
        rows = []
        for name, memo in (("as in a memo", True), ("three sheets of 60 x 12", False)):
            own = Path(folder) / ("memo" if memo else "small")
            own.mkdir()
            paths = drawn(own, args.count * (8 if memo else 1), memo=memo)
            rows.append(measured(name, paths, args.rounds))
            if not memo:
                rows.append(measured(f"{name}, --facts", paths, args.rounds, facts=True))
        print(table(HEADS, rows))
        if args.record:
            put("batch", f"{args.rounds} rounds.\n\n{table(HEADS, rows)}", BATCH)


if __name__ == "__main__":
    main()

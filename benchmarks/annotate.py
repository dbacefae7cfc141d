"""What writing into a workbook costs, beside openpyxl's load and save of the same: CPU seconds, in one run.

    python benchmarks/annotate.py

Over the corpus: our sheets rendered by XlsxWriter, grafted, three notes and two colours on every sheet, packed and
held against what was meant. And a workbook of 300,000 cells with 20 notes and 200 coloured cells. Reading and judging
the workbook is not counted on either side.
"""

from __future__ import annotations

import io
import sys
import time
import tracemalloc
import warnings
from collections.abc import Callable
from pathlib import Path

import openpyxl
import xlsxwriter

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.corpus import CORPUS
from tests.everything import everything, marks_on
from tests.losses import parts_of, tabs_of
from trygg_excel.package import BadPackage
from trygg_excel.writeback.into import Addition, annotated
from trygg_excel.writeback.marks import Marks
from trygg_excel.writeback.obstacle import Hindered

ROWS, COLUMNS = 15_000, 20


def seconds(job: Callable[[], object]) -> float:
    start = time.process_time()
    job()
    return time.process_time() - start


def by_openpyxl(data: bytes) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        openpyxl.load_workbook(io.BytesIO(data)).save(io.BytesIO())


def over_the_corpus() -> None:
    ours = theirs = 0.0
    count = 0
    for path in sorted(each for folder in ("odd", "budgets") for each in (CORPUS / folder).glob("*.xls[xm]")):
        data = path.read_bytes()
        try:
            names = [each["name"] for each in tabs_of(parts_of(data))]
            addition = Addition(everything, lambda _, told=names: marks_on(told))
            mine = seconds(lambda d=data, a=addition: annotated(d, a, break_signature=True))
            other = seconds(lambda d=data: by_openpyxl(d))
        except (BadPackage, Hindered):
            continue
        except Exception:  # noqa: S112  openpyxl cannot do it: not compared
            continue
        ours, theirs, count = ours + mine, theirs + other, count + 1
    print(f"corpus: {count} workbooks, {ours:.1f} s beside {theirs:.1f} s of openpyxl: {ours / theirs:.2f}")


def large() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        on = book.add_worksheet("Stort")
        for row in range(ROWS):
            on.write_string(row, 0, f"Konto {row}")
            for column in range(1, COLUMNS):
                on.write_number(row, column, row * column / 10)
    return out.getvalue()


def over_a_large_one() -> None:
    data = large()
    notes = {f"B{row}": "Automatisk kontroll: Fel\nStämmer inte.\n[trygg_excel]" for row in range(5, 25)}
    colours = {f"C{row}": "error" for row in range(5, 205)}
    addition = Addition(everything, lambda _: Marks({"Stort": notes}, {}, {"Stort": colours}))
    ours = seconds(lambda: annotated(data, addition))
    theirs = seconds(lambda: by_openpyxl(data))
    print(f"{ROWS * COLUMNS:,} cells: {ours:.2f} s beside {theirs:.2f} s of openpyxl: {ours / theirs:.2f}")
    tracemalloc.start()
    annotated(data, addition)
    most, sheet = tracemalloc.get_traced_memory()[1], len(parts_of(data)["xl/worksheets/sheet1.xml"])
    print(f"memory at most {most / sheet:.1f} times the changed sheet ({sheet / 1e6:.0f} MB)")


if __name__ == "__main__":
    if CORPUS.is_dir():
        over_the_corpus()
    else:
        print("the shared corpus is not beside the project; only the large workbook is measured")
    over_a_large_one()

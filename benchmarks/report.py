"""What the control workbook costs beside XlsxWriter alone: `python benchmarks/report.py`.

A control report of 200 programmes over 10 years, in groups with sums, as it is and with a sheet of every single amount,
is written to memory with all we add (widths, heights, looks, formulas, page, self-check). XlsxWriter alone then writes
the very same cells, each with its look, and nothing else. CPU seconds of one process, the runs taken in turn; medians
and their ratio.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

import xlsxwriter

from tests.sheets import book, sheet
from trygg_excel.budget import budget_of
from trygg_excel.checking import check_all
from trygg_excel.reporting.control_workbook import control_report
from trygg_excel.reporting.model import Report
from trygg_excel.reporting.xlsx import Page, render_xlsx

PROGRAMMES, YEARS, RUNS = 200, range(2013, 2023), 7
METHODS = ("write_number", "write_string", "write_formula", "write_blank", "write_url")
Call = tuple[str, str, tuple[Any, ...]]


def drawn() -> str:
    """A budget in tkr, ten programmes in each group."""
    rng = Random(1)  # noqa: S311
    lines = ["Belopp i tkr", " | ".join(["Insats", *(f"Budget {year}" for year in YEARS)])]
    total = [0] * len(YEARS)
    for start in range(0, PROGRAMMES, 10):
        rows = [[rng.randrange(100, 90_000) for _ in YEARS] for _ in range(10)]
        sums = [sum(column) for column in zip(*rows, strict=True)]
        total = [a + b for a, b in zip(total, sums, strict=True)]
        lines.append(f"Nämnd {start // 10 + 1}")
        lines += [" | ".join([f"Insats {start + at}", *map(str, row)]) for at, row in enumerate(rows, 1)]
        lines.append(" | ".join([f"Summa nämnd {start // 10 + 1}", *map(str, sums)]))
    return "\n".join([*lines, " | ".join(["Summa", *map(str, total)])])


def ours(report: Report) -> None:
    render_xlsx(report, BytesIO())


def calls_of(report: Report) -> list[Call]:
    """Every cell that the report writes: its sheet, the method and its arguments."""
    found: list[Call] = []
    real = {name: getattr(Page, name) for name in METHODS}

    def recorded(name: str) -> Callable[..., Any]:
        def write(self: Any, *args: Any) -> Any:
            found.append((self.name, name, args))
            return real[name](self, *args)

        return write

    try:
        for name in METHODS:
            setattr(Page, name, recorded(name))
        ours(report)
    finally:
        for name in METHODS:
            setattr(Page, name, real[name])
    return found


def bare(calls: list[Call], looks: dict[int, dict[str, Any]]) -> Callable[[], None]:
    """What writes the same cells with XlsxWriter alone; all that can be is made ready beforehand."""
    out = xlsxwriter.Workbook(BytesIO(), {"in_memory": True})
    made = {key: out.add_format(look) for key, look in looks.items()}
    pages = {name: out.add_worksheet(name) for name in dict.fromkeys(name for name, _, _ in calls)}
    ready = [
        (getattr(pages[name], method), [made.get(id(each), each) for each in args]) for name, method, args in calls
    ]

    def write() -> None:
        for put, args in ready:
            put(*args)
        out.close()

    return write


def looks_of(calls: list[Call]) -> dict[int, dict[str, Any]]:
    """The looks the cells have, by the identity of the format they were written with."""
    formats = {id(each): each for _, _, args in calls for each in args if type(each).__name__ == "Format"}
    return {key: {"bold": each.bold, "num_format": each.num_format, "bottom": 1} for key, each in formats.items()}


def seconds(run: Callable[[], None]) -> float:
    began = time.process_time()
    run()
    return time.process_time() - began


def main() -> None:
    checked = check_all([budget_of(book(sheet(drawn())))], None)
    for facts in (False, True):
        report = control_report(checked, facts=facts)
        calls = calls_of(report)
        looks = looks_of(calls)
        runs = [(seconds(partial(ours, report)), seconds(bare(calls, looks))) for _ in range(RUNS)]
        whole, alone = (median(each) for each in zip(*runs, strict=True))
        told = f"{len(calls)} cells{' with --facts' if facts else ''}"
        print(f"{told}: report {whole:.2f} s, XlsxWriter alone {alone:.2f} s, {whole / alone:.2f}")


if __name__ == "__main__":
    main()

"""How much memory reading takes, in a fresh process for each workbook, beside the cells that are filled.

    python benchmarks/memory.py [--record]

The workbooks are made for it: a stray cell in the last row and column, a column of a million numbers (and one of a
tenth of that), and a sheet part of 42 MB of text and numbers (and one of a tenth). Measured is the largest resident
size, less that of a process that has read a small workbook. `--record` writes the section of reading.md.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from page import put, table
from xlsxwriter.worksheet import Worksheet

CHILD = """
import resource, sys, time
from trygg_excel.budget import read
from trygg_excel.reading import read_workbook
from pathlib import Path
start = time.process_time()
if sys.argv[2] == "facts":
    sheets = read(sys.argv[1], isolate=False).workbook.sheets
else:
    sheets = read_workbook(Path(sys.argv[1])).sheets
cells = sum(len(sheet.cells) for sheet in sheets)
print(cells, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time() - start)
"""
HEADS = (
    "workbook", "filled cells", "sheet part, MB", "reading, MB", "bytes a cell", "with facts, MB", "bytes a cell",
    "reading, s", "with facts, s",
)  # fmt: skip


def stray(sheet: Worksheet) -> None:
    sheet.write_string(0, 0, "Insats")
    sheet.write_number(1, 1, 5.5)
    sheet.write_number(1_048_575, 16_383, 1)


def column(rows: int) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        for row in range(rows):
            sheet.write_number(row, 0, row * 7 % 100_000)

    return fill


def ledger(rows: int) -> Callable[[Worksheet], None]:
    """Rows of nine cells as an export of a ledger has them."""

    def fill(sheet: Worksheet) -> None:
        for row in range(rows):
            for at, text in enumerate(("Kommunstyrelsen", f"Verksamhet {row % 900}", f"Konto {row % 400}", "tkr")):
                sheet.write_string(row, at, text)
            for at in range(4, 9):
                sheet.write_number(row, at, row * 13.25 + at)

    return fill


def made(path: Path, fill: Callable[[Worksheet], None]) -> Path:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as out:
        fill(out.add_worksheet("Blad1"))
    return path


def part_size(path: Path) -> float:
    """Megabytes of the sheet, inflated."""
    with zipfile.ZipFile(path) as package:
        return package.getinfo("xl/worksheets/sheet1.xml").file_size / 1e6


def measured(path: Path, what: str) -> tuple[int, float, float]:
    """Cells, megabytes and CPU seconds of a process that reads the workbook."""
    done = subprocess.run(  # noqa: S603  our own code on our own file
        [sys.executable, "-c", CHILD, str(path), what], capture_output=True, text=True, check=True
    )
    cells, kilobytes, seconds = done.stdout.split()
    return int(cells), int(kilobytes) / 1024, float(seconds)


def row(name: str, path: Path, least: dict[str, float]) -> tuple[object, ...]:
    cells, read, seconds = measured(path, "reading")
    _, both, longer = measured(path, "facts")
    read, both = max(0.0, read - least["reading"]), max(0.0, both - least["facts"])
    each = [f"{1024 * 1024 * size / cells:.0f}" if cells > 1_000 else "–" for size in (read, both)]
    return (
        name, cells, f"{part_size(path):.1f}", f"{read:.0f}", each[0], f"{both:.0f}", each[1], f"{seconds:.1f}",
        f"{longer:.1f}",
    )  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", action="store_true", help="write the section of reading.md")
    record = parser.parse_args().record
    kinds = {
        "a stray cell in the last row and column": stray,
        "a column of 100,000 numbers": column(100_000),
        "a column of a million numbers": column(1_048_576),
        "a sheet part of 4 MB": ledger(10_000),
        "a sheet part of 42 MB": ledger(100_000),
    }
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        tiny = made(folder / "tiny.xlsx", column(1))
        least = {what: measured(tiny, what)[1] for what in ("reading", "facts")}
        for number, (name, fill) in enumerate(kinds.items()):
            rows.append(row(name, made(folder / f"{number}.xlsx", fill), least))
            print(f"{name:44}" + "".join(f"{each!s:>14}" for each in rows[-1][1:]), flush=True)
    base = f"A process that has read one cell takes {least['reading']:.0f} MB ({least['facts']:.0f} MB with facts)."
    print(base)
    if record:
        put("memory", f"{base}\n\n{table(HEADS, rows)}")


if __name__ == "__main__":
    main()

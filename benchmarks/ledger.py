"""What reading a ledger costs, beside fastexcel's and pandas' reading of the same file, in the same run.

    python benchmarks/ledger.py [--rows 1000000] [--rounds 3] [--pandas] [--keep FOLDER] [--record]

The workbook is made for it: ten columns as an ERP exports them (codes as text with leading noughts, a head of report
above, a sum last). Ours is all of `read_ledger`: gate, rows, rules, sums, controls. fastexcel reads every cell as
text, the only way that keeps codes, into Arrow; it does nothing more. pandas reads by openpyxl, every cell as text too.
Each is in a process of its own, CPU seconds without imports; the readings take turns and the ratios are medians.
`--pandas` takes minutes. It needs fastexcel and pyarrow, which nothing else here does.
`--record` writes the section of reading.md.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import xlsxwriter
from page import put, table

HEADS = ("Konto", "Ansvar", "Verksamhet", "Aktivitet", "Projekt", "Motpart", "Period", "Verifikat", "Text", "Belopp")
PLACES, ACCOUNTS, USED = 300, 400, 40  # cost centres, accounts, and how many of those each cost centre books on
OURS, CHILD, FAST, PANDAS = "ours", "ours, in the child", "fastexcel, all text", "pandas with openpyxl, all text"
_MEASURED = """
import resource, sys, time
path, body = sys.argv[1], sys.argv[2]
exec(compile(sys.argv[3], "setup", "exec"))
def used(who): return sum(resource.getrusage(who)[:2])
before = used(resource.RUSAGE_SELF)
exec(compile(body, "body", "exec"))
own = used(resource.RUSAGE_SELF) - before
if "ended" in globals(): ended()
children = used(resource.RUSAGE_CHILDREN)
held = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
peak = max(int(held.split()[1]), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
print(own + children, peak / 1024, said)
"""
_RULES = """
from trygg_excel.ledger.read import read_ledger
from trygg_excel.register.model import AccountRule
rules = [AccountRule(programme=f"p{each:02}", cost_centre=f"0{each:02}X", account="3000-7999") for each in range(12)]
"""
_SAID = "; said = f'{found.count.booked} {len(found.rows)} {found.total}'"
KINDS = {
    OURS: (
        _RULES + "import trygg_excel.ledger.files",
        "found = read_ledger(path, rules, isolate=False)" + _SAID,
    ),
    CHILD: (
        _RULES + "from trygg_excel.isolate.parent import _end_all as ended",
        "found = read_ledger(path, rules)" + _SAID,
    ),
    FAST: (
        "import fastexcel, pyarrow",
        "sheet = fastexcel.read_excel(path).load_sheet(0, dtypes='string', header_row=None)\n"
        "said = sheet.to_arrow().num_rows",
    ),
    PANDAS: (
        "import pandas, openpyxl",
        "found = pandas.read_excel(path, dtype=str, header=None, engine='openpyxl'); said = len(found)",
    ),
}


def rows(count: int) -> Iterator[tuple[str | int | float, ...]]:
    """Bookings month by month, three to a voucher; each cost centre books on some of the accounts."""
    r = random.Random(1)  # noqa: S311  not a secret
    accounts = [f"{r.choice('3456677')}{number:03}" for number in range(ACCOUNTS)]
    places = [(f"{number:04}", f"{100 + number % 80}", r.sample(accounts, USED)) for number in range(PLACES)]
    for number in range(count):
        place, activity, own = r.choice(places)
        yield (
            r.choice(own), place, activity, f"{r.randrange(40):02}", f"P{r.randrange(60):03}",
            "0870" if r.random() < 0.1 else "", 202201 + 12 * number // count, f"A{number // 3}",
            f"Faktura {r.randrange(5000)}", r.randrange(-5_000_000, 9_000_000) / 100,
        )  # fmt: skip


def made(path: Path, count: int) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet, money = book.add_worksheet("Huvudbok"), book.add_format({"num_format": "#,##0.00"})
        for at in range(5):
            sheet.write_string(at, 0, f"Rapporthuvud {at}")
        for place, head in enumerate(HEADS):
            sheet.write_string(5, place, head)
        total = 0.0
        for at, row in enumerate(rows(count), 6):
            for place, value in enumerate(row[:-1]):
                if isinstance(value, str):
                    sheet.write_string(at, place, value)
                else:
                    sheet.write_number(at, place, value)
            sheet.write_number(at, 9, float(row[-1]), money)
            total += round(float(row[-1]) * 100)
        sheet.write_string(6 + count, 0, "Summa")
        sheet.write_number(6 + count, 9, total / 100, money)
    return path


def measured(kind: str, path: Path) -> tuple[float, float, str]:
    """CPU seconds, megabytes at the most, and what was found."""
    setup, body = KINDS[kind]
    done = subprocess.run(  # noqa: S603  our own code on our own file
        [sys.executable, "-c", _MEASURED, str(path), body, setup], capture_output=True, text=True, check=True
    )
    seconds, megabytes, said = done.stdout.split(maxsplit=2)
    return float(seconds), float(megabytes), said.strip()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pandas", action="store_true", help="read it by pandas too, once")
    parser.add_argument("--keep", type=Path, help="where the workbook is made, or found")
    parser.add_argument("--record", action="store_true", help="write the section of reading.md")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        path = (given.keep or Path(scratch)) / f"huvudbok-{given.rows}.xlsx"
        if not path.exists():
            made(path, given.rows)
        lines = list(_lines(path, given.rounds, by_pandas=given.pandas))
    head = f"{given.rows:,} rows of ten columns, {given.rounds} rounds."
    print(head)
    for line in lines:
        print("".join(f"{each!s:>32}" if at in {0, 4} else f"{each!s:>12}" for at, each in enumerate(line)))
    if given.record:
        put("ledger", f"{head}\n\n{table(HEADINGS, lines)}")


HEADINGS = ("reader", "CPU, s", "ours / it", "largest, MB", "found")


def _lines(path: Path, rounds: int, *, by_pandas: bool) -> Iterator[tuple[str, ...]]:
    turns = [{kind: measured(kind, path) for kind in (OURS, FAST, CHILD)} for _ in range(rounds)]
    if by_pandas:
        turns[-1][PANDAS] = measured(PANDAS, path)
    for kind in KINDS:
        held = [turn for turn in turns if kind in turn]
        if held:
            ratio = median(turn[OURS][0] / turn[kind][0] for turn in held)
            seconds, peak = (median(turn[kind][at] for turn in held) for at in (0, 1))
            yield kind, f"{seconds:.2f}", f"{ratio:.3f}", f"{peak:.0f}", str(held[0][kind][2])


if __name__ == "__main__":
    main()

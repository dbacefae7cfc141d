"""What a command costs before it does anything, in CPU seconds of whole processes.

    python benchmarks/cold_start.py [--rounds N] [--record]

`trygg check` of one small workbook is held against the plainest script of today: pandas.read_excel and one pandera
validation, which judges nothing else. All take turns; figures are medians, and children count. `--record` writes the
section of batch.md.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from page import BATCH, put, table

ROOT = Path(__file__).parents[1]
SMALL = ROOT / "workbooks" / "trygghetspaketet-tkr.xlsx"
PLAIN = """
import sys
import tempfile
import pandas as pd
import pandera.pandas as pa
frame = pd.read_excel(sys.argv[1], sheet_name=0, header=None, skiprows=4).dropna(how="all").iloc[:, :4]
frame.columns = ["insats", "a", "b", "c"]
schema = pa.DataFrameSchema({
    "insats": pa.Column(str, pa.Check.str_length(1, 200), coerce=True),
    **{each: pa.Column(float, pa.Check.in_range(-1e9, 1e9), nullable=True, coerce=True) for each in "abc"},
})
try:
    schema.validate(frame, lazy=True)
except pa.errors.SchemaErrors as wrong:
    print(wrong.failure_cases)
"""
PEER = "plain pandas + pandera"
COMMANDS: dict[str, Sequence[str]] = {
    "python, nothing": ("-c", "pass"),
    "trygg --version": ("-m", "trygg_excel", "--version"),
    "trygg --help": ("-m", "trygg_excel", "--help"),
    PEER: ("-c", PLAIN, str(SMALL)),
    "te.read": ("-c", f"import trygg_excel as te; te.read({str(SMALL)!r}, isolate=False)"),
    "trygg read": ("-m", "trygg_excel", "read", str(SMALL), "--format", "csv"),
    "trygg check": ("-m", "trygg_excel", "check", str(SMALL)),
}


# pandera loads hypothesis where it finds it, which takes a tenth of a second; where only the program is installed it
# does not. A module of that name that cannot be imported stands in its way.
BLOCKED = "raise ImportError('as if not installed')\n"


def cpu(arguments: Sequence[str], blocked: str) -> float:
    """CPU seconds of a Python process and what it starts."""
    before = os.times()
    environment = {**os.environ, "PYTHONPATH": blocked, "PYTHONDONTWRITEBYTECODE": ""}  # compiled, as pip leaves it
    subprocess.run([sys.executable, *arguments], capture_output=True, check=False, env=environment, cwd=ROOT)  # noqa: S603
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--record", action="store_true", help="write the section of batch.md")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "hypothesis.py").write_text(BLOCKED, encoding="utf-8")
        for each in COMMANDS.values():
            cpu(each, folder)
        turns = [{name: cpu(each, folder) for name, each in COMMANDS.items()} for _ in range(args.rounds)]
    rows = [
        (
            name,
            f"{median(turn[name] for turn in turns):.2f}",
            f"{median(turn[name] / turn[PEER] for turn in turns):.2f}",
        )
        for name in COMMANDS
    ]
    told = table(("command", "CPU, s", "of the plain script"), rows)
    print(told)
    if args.record:
        put("start", f"{args.rounds} rounds.\n\n{told}", BATCH)


if __name__ == "__main__":
    main()

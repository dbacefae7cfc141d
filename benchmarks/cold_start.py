"""What a command costs before it does anything, in CPU seconds of whole processes: `python benchmarks/cold_start.py`.

`trygg check` of one small workbook is held against the plainest script of today: pandas.read_excel and one pandera
validation, which judges nothing else. The two take turns; figures are medians, and children count.
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
COMMANDS: dict[str, Sequence[str]] = {
    "python, nothing": ("-c", "pass"),
    "trygg --version": ("-m", "trygg_excel", "--version"),
    "trygg --help": ("-m", "trygg_excel", "--help"),
    "plain pandas + pandera": ("-c", PLAIN, str(SMALL)),
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
    rounds = range(parser.parse_args().rounds)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "hypothesis.py").write_text(BLOCKED, encoding="utf-8")
        for each in COMMANDS.values():
            cpu(each, folder)
        turns = [{name: cpu(each, folder) for name, each in COMMANDS.items()} for _ in rounds]
    for name in COMMANDS:
        print(f"{name:24}{median(turn[name] for turn in turns):8.2f} s")
    ratio = median(turn["trygg check"] / turn["plain pandas + pandera"] for turn in turns)
    print(f"trygg check / plain pandas + pandera: {ratio:.2f}")


if __name__ == "__main__":
    main()

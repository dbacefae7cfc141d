"""Build every archetype, read it and print how much was found: `python -m tests.archetypes [--misses N] [NAME…]`."""

# ruff: noqa: T201 - a command prints
from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.archetypes.case import Outcome, judged
from tests.archetypes.catalogue import CASES
from tests.archetypes.record import HEADING, printed, summed_up
from tests.archetypes.truth import as_csv


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("names", nargs="*", help="only workbooks whose name holds one of these")
    asked.add_argument("--misses", type=int, default=0, help="show that many misses per workbook")
    asked.add_argument("--beside", action="store_true", help="show misses of measure, nature, period and the like")
    asked.add_argument("--keep", type=Path, help="leave the workbooks and their truth in this folder")
    args = asked.parse_args()
    cases = [each for each in CASES if not args.names or any(name in each.name for name in args.names)]
    with tempfile.TemporaryDirectory() as scratch:
        folder = args.keep or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        print(HEADING)
        outcomes = []
        for case in cases:
            outcomes.append(judged(case, folder))
            _tell(outcomes[-1], args.misses, beside=args.beside)
            if args.keep:
                (folder / f"{case.name}.truth.csv").write_text(as_csv(case.truth()), encoding="utf-8")
    print(summed_up(outcomes))
    return 0


def _tell(outcome: Outcome, misses: int, *, beside: bool) -> None:
    print(printed(outcome))
    for miss in sorted(outcome.score.beside_misses if beside else outcome.score.misses)[:misses]:
        print("    ", *miss, sep=" | ")


if __name__ == "__main__":
    sys.exit(main())

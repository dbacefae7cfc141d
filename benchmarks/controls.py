"""What the controls cost beside one pandera validation of the same facts: `python benchmarks/controls.py`.

A workbook of about 10,000 facts is drawn: committees with subtotals over several years, a budget, an outcome and a
deviation each. CPU seconds of one process, the least of some runs, in the same run. pandas keeps text in pyarrow where
that is installed, which makes the validation faster: whether it is, is told.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.sheets import book, sheet
from trygg_excel.budget import budget_of
from trygg_excel.checking import judged
from trygg_excel.frame import facts_frame
from trygg_excel.held import hold
from trygg_excel.schema import check_facts
from trygg_excel.shipped import example_folder

ROWS, RUNS = 1_100, 5


def drawn(rows: int) -> str:
    """A follow-up of three years, in tkr: groups of ten rows with their sums."""
    rng = Random(1)  # noqa: S311
    years = [2022, 2023, 2024]
    lines = [
        "Belopp i tkr",
        " | ".join(["Verksamhet", *(f"{w} {y}" for y in years for w in ("Budget", "Utfall", "Avvikelse"))]),
    ]
    total = [0] * 9
    for start in range(0, rows, 10):
        lines.append(f"Nämnd {start // 10}")
        group = [0] * 9
        for number in range(10):
            pairs = [(rng.randrange(100, 90_000), rng.randrange(100, 90_000)) for _ in years]
            amounts = [each for budget, actual in pairs for each in (budget, actual, budget - actual)]
            group = [a + b for a, b in zip(group, amounts, strict=True)]
            lines.append(" | ".join([f"Verksamhet {start + number}", *map(str, amounts)]))
        lines.append(" | ".join([f"Summa nämnd {start // 10}", *map(str, group)]))
        total = [a + b for a, b in zip(total, group, strict=True)]
    lines.append(" | ".join(["Totalt", *map(str, total)]))
    return "\n".join(lines)


def least(run: Callable[[], object]) -> float:
    taken = []
    for _ in range(RUNS):
        began = time.process_time()
        run()
        taken.append(time.process_time() - began)
    return min(taken)


def main() -> None:
    budget = budget_of(book(sheet(drawn(ROWS))))
    frame, folder = facts_frame(budget.records), example_folder("schemas")
    check_facts(frame, folder)  # its modules are loaded once
    controls = least(lambda: judged(hold(budget, None)))
    pandera = least(lambda: check_facts(frame, folder))
    arrow = "with" if find_spec("pyarrow") else "without"
    told = f"controls {controls:.3f} s, pandera {pandera:.3f} s {arrow} pyarrow, {controls / pandera:.2f}"
    print(f"{len(budget.records)} facts: {told}")


if __name__ == "__main__":
    main()

"""What the child process costs, held against reading in this process: CPU of parent and child together, and wall time.

    python benchmarks/isolation.py [--rounds N]

Both readings end with all cells as objects in this process. 'extra' is what isolation adds to CPU, as a part of reading
in-process: 0.3 means 1.3 times. Each figure is the median of the rounds, and the two readings take turns. Linux only:
the child's CPU is read from /proc.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from trygg_excel.isolate import parent
from trygg_excel.isolate.parent import read_isolated
from trygg_excel.reading import read_workbook
from trygg_excel.workbook import Workbook

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "budgets"
SMALL = Path(__file__).parents[1] / "workbooks" / "trygghetspaketet-tkr.xlsx"
BIG = 20_000  # cells


def cells(read: Callable[[Path], Workbook], path: Path) -> int:
    return sum(len(sheet.cells) for sheet in read(path).sheets)


def child_cpu() -> float:
    """CPU seconds of the child so far."""
    pid = parent._idle[-1].pid
    return int(Path(f"/proc/{pid}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9


def in_process(path: Path) -> tuple[float, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    cells(read_workbook, path)
    return time.process_time() - cpu, time.perf_counter() - wall


def isolated(path: Path) -> tuple[float, float, float]:
    """CPU of the parent, of the child, and wall time."""
    before, wall, cpu = child_cpu(), time.perf_counter(), time.process_time()
    cells(read_isolated, path)
    return time.process_time() - cpu, child_cpu() - before, time.perf_counter() - wall


def first_file() -> tuple[float, float]:
    """CPU of both and wall time of the first file, with the start of the child."""
    parent._end_all()
    wall, cpu = time.perf_counter(), time.process_time()
    cells(read_isolated, SMALL)
    return time.process_time() - cpu + child_cpu(), time.perf_counter() - wall


def row(name: str, *figures: float) -> None:
    print(f"{name[:44]:44}" + "".join(f"{each:9.3f}" for each in figures))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = range(parser.parse_args().rounds)
    if not Path("/proc/self/schedstat").exists():
        print("no /proc/self/schedstat: this measures on Linux only")
        return
    firsts = [first_file() for _ in rounds]
    print(f"first file, {SMALL.name}, with the child's start")
    row("  CPU, wall", *map(median, zip(*firsts, strict=True)))
    paths = sorted(each for each in CORPUS.glob("*") if each.suffix in {".xlsx", ".xls", ".ods"})
    if not paths:
        print(f"no workbooks in {CORPUS}: the shared corpus is not beside the project")
    heads = "".join(f"{each:>9}" for each in ("in CPU", "parent", "child", "extra", "in wall", "wall"))
    print(f"{'following files':44}{heads}")
    totals = {False: [0.0] * 5, True: [0.0] * 5}
    for path in (SMALL, *paths):
        size = cells(read_workbook, path)
        turns = [(*in_process(path), *isolated(path)) for _ in rounds]
        cpu, wall, ours, childs, their_wall = map(median, zip(*turns, strict=True))
        row(f"{path.name} {size}", cpu, ours, childs, (ours + childs) / cpu - 1, wall, their_wall)
        total = totals[size >= BIG]
        total[:] = [one + other for one, other in zip(total, (cpu, ours, childs, wall, their_wall), strict=True)]
    for big, (cpu, ours, childs, wall, their_wall) in totals.items():
        name = f"all of {BIG} cells or more" if big else f"all under {BIG} cells"
        if cpu:
            row(name, cpu, ours, childs, (ours + childs) / cpu - 1, wall, their_wall)


if __name__ == "__main__":
    main()

"""How much of the truth the reader finds: over the corpus' hand-made truths, and over the archetypes in tests/.

    python benchmarks/score.py [--record] [NAME…]

For each workbook: the share of what is told that is right, the amounts that are, other numbers rightly left alone,
facts where no amount is, the share of the right ones that the reader called sure, what it was sure of and wrong about,
and CPU seconds. Beside it the same scores of naive.py. `--record` writes score.csv, which tests/test_score.py holds
the reader to, and the section of reading.md. The archetypes have a record of their own, in tests/archetypes.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby
from pathlib import Path

import naive
from page import put, table

from tests.archetypes.case import judged as judged_archetype
from tests.archetypes.catalogue import CASES
from tests.archetypes.score import Score
from tests.truths import TRUTHS, Judged, judged, write_record

HEADS = ("workbook", "right %", "amounts right", "of", "others right", "of", "extra", "wrong but sure", "sure %", "s")


def by_naive(truth: Path) -> Judged:
    return judged(truth, naive.facts_in)


def archetype(number: int) -> Judged:
    with tempfile.TemporaryDirectory() as folder:
        found = judged_archetype(CASES[number], Path(folder))
    return Judged(found.case.name, found.score, found.seconds)


def row(name: str, got: Score, seconds: float) -> tuple[object, ...]:
    return (
        name, f"{100 * got.share:.1f}", got.right, got.amounts, got.others_right, got.others, got.extra,
        got.wrong_sure, f"{100 * got.sure_share:.1f}", f"{seconds:.2f}",
    )  # fmt: skip


def all_of(name: str, found: Sequence[Judged]) -> tuple[object, ...]:
    """A row of sums, but that the share that is right is the mean of the workbooks' shares."""
    names = ("right", "amounts", "others_right", "others", "extra", "wrong_sure", "sure")
    sums = Score(**{each: sum(getattr(one.score, each) for one in found) for each in names})
    whole = row(name, sums, sum(each.seconds for each in found))
    return (name, f"{100 * sum(each.score.share for each in found) / max(1, len(found)):.1f}", *whole[2:])


def printed(rows: Sequence[Sequence[object]]) -> None:
    for line in (HEADS, *rows):
        print(f"{line[0]!s:36.36}" + "".join(f"{each!s:>15}" for each in line[1:]))


def by_archetype(found: Sequence[Judged]) -> list[tuple[object, ...]]:
    """A row for each of the twenty-one layouts, of all its workbooks."""
    return [all_of(f"archetype {number}", list(each)) for number, each in groupby(found, lambda one: one.name[:2])]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="only truths whose name holds one of these")
    parser.add_argument("--record", action="store_true", help="write score.csv and the section of reading.md")
    args = parser.parse_args()
    truths = [path for path in TRUTHS if not args.names or any(name in path.stem for name in args.names)]
    if not truths:
        print("no truths: the shared corpus is not beside the project, or has none of these names")
    with ProcessPoolExecutor() as pool:
        peers, ours = list(pool.map(by_naive, truths)), list(pool.map(judged, truths))
        drawn = [] if args.names else list(pool.map(archetype, range(len(CASES)), chunksize=8))
    rows = [row(each.name, each.score, each.seconds) for each in ours]
    rows += [all_of("all, mean of right %", ours), all_of("naive script, the same", peers)] if ours else []
    layouts = [*by_archetype(drawn), all_of("all, mean of right %", drawn)] if drawn else []
    printed(rows)
    printed(layouts)
    if args.record and ours and drawn:
        write_record(ours)
        put("score", f"{table(HEADS, rows)}\n\n{table(HEADS, layouts)}")
    elif args.record:
        print("nothing recorded: that takes every truth and every archetype")


if __name__ == "__main__":
    main()

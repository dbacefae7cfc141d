"""Every odd and broken file of the shared corpus through `trygg check`: an answer or one reason each.

    python benchmarks/odd.py [--folder DIR]

Prints the reasons by count, the slowest file and anything that should not be: tracebacks, files without an answer,
files that took more than 30 seconds. The exit code is 1 if there is any.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

from trygg_excel.budget import read
from trygg_excel.checking import check_all
from trygg_excel.errors import TryggError

CORPUS = Path(__file__).parents[2] / "shared" / "corpus" / "odd"
SLOWEST = 30.0


def answer(path: Path) -> str:
    """'answered', or the code of the reason why not."""
    try:
        budget = read(path)
    except TryggError as problem:
        return problem.code
    check_all([budget], None)
    return "answered"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=CORPUS)
    paths = sorted(path for path in parser.parse_args().folder.iterdir() if path.is_file())
    counts: Counter[str] = Counter()
    slow: list[tuple[float, str]] = []
    wrong: list[str] = []
    for path in paths:
        start = time.monotonic()
        try:
            counts[answer(path)] += 1
        except Exception as problem:  # whatever is no answer is what this looks for
            wrong.append(f"{path.name}: {problem!r}")
        slow.append((time.monotonic() - start, path.name))
    for code, number in counts.most_common():
        print(f"{number:6} {code}")
    slow.sort(reverse=True)
    print(f"{len(paths)} files; slowest {slow[0][0]:.1f} s ({slow[0][1]})")
    wrong += [f"{name}: {took:.1f} s" for took, name in slow if took > SLOWEST]
    print("\n".join(wrong) or "no traceback, no hang, no dead parent")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())

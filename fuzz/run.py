"""Coverage-guided fuzzing of the container layer, the gate and the reader.

    python fuzz/run.py --minutes 10 [--target container|sheet|strings|styles|workbook|ods|xls|xlsb] [--seeds DIR]

Each target may end in an answer or in BadPackage with its reason; anything else is a find, and so is a worksheet part
that the fast scan and the XML parser read differently, or a cell out of its place. A find is kept by the fuzzer as a
file `crash-…`: make it small and put it in tests/regressions/. Needs `atheris` (pip install atheris).
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["trygg_excel"]):
    from targets import TARGETS, seeds_of


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--target", choices=sorted(TARGETS), default="sheet")
    parser.add_argument("--seeds", type=Path, default=Path(__file__).parents[2] / "shared" / "corpus" / "odd")
    chosen = parser.parse_args()
    corpus = Path(tempfile.mkdtemp(prefix=f"fuzz-{chosen.target}-"))
    for number, seed in enumerate(seeds_of(chosen.target, chosen.seeds)):
        (corpus / f"{number:05}").write_bytes(seed)
    options = [f"-max_total_time={int(chosen.minutes * 60)}", "-max_len=65536", "-timeout=20", "-rss_limit_mb=2048"]
    atheris.Setup([sys.argv[0], str(corpus), *options], TARGETS[chosen.target])
    atheris.Fuzz()


if __name__ == "__main__":
    main()

"""The command: see the package."""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.inject import __doc__ as about
from benchmarks.inject.measure import Judged, cases, clean_books, clean_said, is_miss, judged, write_sample
from benchmarks.inject.shown import Clean, by_error, by_kind, clean_table, explained, misread_table, rounding_line

PAGE = Path(__file__).parents[1] / "inject.md"
INTRO = """# Human errors put into correct workbooks

    python -m benchmarks.inject --record

Every figure was measured by that command: {cases} cases and {clean} clean workbooks, seed {seed}. The workbooks are
drawn in memory with log-normal amounts; one error of a known kind is put into each. What is `visible`, and in which
cells it can lie, an oracle says by brute force over every sum, row, sheet and earlier version, without the product.

`found`: an error or warning names a cell involved. `one cell`: the oracle leaves but one place; `placed`: the first
cell named is it; `in 3`: it is among the first three. `cause told apart`: no other of the drawn errors would have
given the same workbook. `rounding past T1`: clean sums that rounding alone takes past the soft bound of the tolerance,
which a warning is right for. Goals: found 99 %, placed 95 %, cause first 85 %, in three 97 %; clean: 0 errors, at most
1.00 warning by 200 sums.
"""


def page(given: Sequence[Judged], clean: Sequence[Clean]) -> str:
    parts = (
        "## By error", by_error(given), rounding_line(given), "## By kind of workbook", by_kind(given),
        "## Clean workbooks", clean_table(clean), "## Read otherwise than drawn", misread_table(given, clean),
    )  # fmt: skip
    return "\n\n".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=2000)
    parser.add_argument("--clean", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="show the first N misses in full")
    parser.add_argument("--kind", default="", help="show only misses of this error or kind of workbook")
    parser.add_argument("--record", action="store_true", help="write inject.md, and the sample the tests hold us to")
    args = parser.parse_args()
    began = time.perf_counter()
    given = list(judged(list(cases(args.cases, args.seed))))
    clean = clean_said(list(clean_books(args.clean, args.seed)))
    body = page(given, clean)
    print(body)
    print(f"\n{len(given)} cases and {len(clean)} clean workbooks in {time.perf_counter() - began:.0f} s")
    show(given, clean, args.misses, args.kind)
    if args.record:
        PAGE.write_text(f"{INTRO.format(**vars(args))}\n{body}\n", encoding="utf-8")
        write_sample()


def show(given: Sequence[Judged], clean: Sequence[Clean], number: int, kind: str) -> None:
    missed = [each for each in given if is_miss(each) and kind in {"", each.error.value, each.case.book.kind}]
    for each in missed[:number]:
        print(f"\n{explained(each)}")
    loud = [(book, said) for book, said in clean if said.loud]
    for book, said in loud[:number] if kind in {"", "clean"} else ():
        print(f"\nclean, {book.kind}: " + "; ".join(f"{each.code} {each.message.sv}" for each in said.loud))


if __name__ == "__main__":
    main()

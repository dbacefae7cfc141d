"""What the pages to forward and the annotated copies add to the main job: `python -m benchmarks.forwarded [WORKBOOK]`.

The peer is the main job without them in the same run: reading, judging, control workbook and web page. CPU seconds.
Each page is rendered with other words every time, so that nothing is remembered from the time before.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

from trygg_excel.finding import Text
from trygg_excel.reporting.control_workbook import control_report
from trygg_excel.reporting.findings import without_answers
from trygg_excel.reporting.forwarded import forwarded
from trygg_excel.reporting.html import render_html
from trygg_excel.reporting.paper import dated
from trygg_excel.reporting.pdf import render_pdf
from trygg_excel.reporting.xlsx import xlsx_bytes
from trygg_excel.run import Run, run
from trygg_excel.writeback.copies import copies_of

ROOT = Path(__file__).parents[1]
TIMES = 7


def main() -> None:
    book = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "workbooks" / "trygghetspaketet-jamforelse.xlsx"
    started = time.process_time()
    done = run([book], isolate=False)
    _without(done)
    print(f"first time, imports and all:  read, judge, workbook, page {time.process_time() - started:6.3f} s")
    started = time.process_time()
    pages = forwarded(done.checked, done.unread)
    first = [render_pdf(each.report, dated(done.checked)) for each in pages]
    print(f"first time:                   {len(first)} pages as PDF       {time.process_time() - started:6.3f} s")
    peer = _median(lambda _: _without(run([book], isolate=False)))
    told = {
        "one page as PDF": _median(lambda n: _page(done, n)),
        "what is forwarded, as data": _median(lambda _: forwarded(done.checked, done.unread)),
        "annotated copy": _median(lambda _: copies_of(done.checked, "sv")),
    }
    print(f"peer, again:                  read, judge, workbook, page {peer:6.3f} s")
    for name, seconds in told.items():
        print(f"{name:30}{seconds:6.3f} s   {seconds / peer:5.2f} of the peer")


def _without(done: Run) -> None:
    report = control_report(done.checked, done.unread)
    xlsx_bytes(report, "sv")
    render_html(without_answers(report), "sv")


def _page(done: Run, number: int) -> None:
    page = forwarded(done.checked, done.unread)[-1].report
    render_pdf(replace(page, title=Text(f"Sida {number}", f"Page {number}")), dated(done.checked))


def _median(work: Callable[[int], object]) -> float:
    taken = []
    for number in range(TIMES):
        started = time.process_time()
        work(number)
        taken.append(time.process_time() - started)
    return median(taken)


if __name__ == "__main__":
    main()

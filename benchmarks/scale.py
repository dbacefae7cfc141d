"""How a batch grows: `python benchmarks/scale.py [--memo] [COUNT…]`, the figures of docs/skala.md.

For each count of drawn workbooks, read and judged in a process of its own: CPU seconds in all (`run_many` in one
process), the CPU that stays with the asking process when two others do the work, its memory, and the bytes that come
back for each. Linux only.
"""

from __future__ import annotations

import argparse
import pickle
import resource
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path

from budgets import drawn
from isolation import child_cpu

import trygg_excel as te
from trygg_excel.batch import work
from trygg_excel.batch.chunks import Chunk, Item
from trygg_excel.batch.executors import InProcess, pool

MIB = 1024 * 1024


def here(paths: list[Path]) -> tuple[float, float]:
    """CPU seconds and MiB of the whole batch in one process; what is imported once is imported before."""
    te.run_many(paths[:2], InProcess())
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start, child = time.process_time(), child_cpu()
    done = te.run_many(paths, InProcess())
    taken = time.process_time() - start + child_cpu() - child
    assert len(done.checked.checks) == len(paths)  # noqa: S101
    return taken, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024


def asking(paths: list[Path]) -> tuple[float, float]:
    """Wall and CPU seconds of the process that asks two others, which are there already."""
    with pool(2) as executor:
        te.run_many(paths[:8], executor)
        wall, start = time.perf_counter(), time.process_time()
        te.run_many(paths, executor)
        return time.perf_counter() - wall, time.process_time() - start


def carried(paths: list[Path]) -> float:
    """Bytes that come back for a workbook."""
    setting = work.Setting(str(Path.cwd()), None).packed()
    some = Chunk(tuple(Item(place, path) for place, path in enumerate(paths[:10])))
    return len(pickle.dumps(work.judge(setting, some, {}), pickle.HIGHEST_PROTOCOL)) / len(some.items)


def reports(paths: list[Path]) -> tuple[float, float, float]:
    """CPU seconds, MiB of memory and bytes on disk of a report for each, in one process."""
    with tempfile.TemporaryDirectory() as out:
        te.report_many(paths[:2], Path(out) / "warm", InProcess())
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start, child = time.process_time(), child_cpu()
        te.report_many(paths, Path(out) / "all", InProcess())
        taken = time.process_time() - start + child_cpu() - child
        written = sum(each.stat().st_size for each in (Path(out) / "all").rglob("*") if each.is_file())
        return taken, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory) / 1024, written


def scheduler(tasks: int) -> float:
    """CPU seconds that Dask's scheduler and client take for a piece of work that does nothing."""
    from distributed import LocalCluster

    from trygg_excel.batch.cluster import cluster_executor

    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=50) as cluster,
        cluster_executor(cluster.scheduler_address) as executor,
    ):
        list(executor.map(int, range(100)))
        start = time.process_time()
        list(executor.map(int, range(tasks)))
        return (time.process_time() - start) / tasks


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", nargs="*", type=int, default=[10, 100, 1000])
    parser.add_argument("--memo", action="store_true", help="one sheet with a table as in a memo")
    parser.add_argument("--reports", action="store_true", help="with a report for each")
    parser.add_argument("--scheduler", action="store_true", help="what Dask takes for a piece of work")
    args = parser.parse_args()
    if args.scheduler:
        print(f"Dask: {1000 * scheduler(max(args.counts)):.2f} ms of CPU for each piece of work")
        return
    context = get_context("spawn")  # each measurement in a process of its own
    with tempfile.TemporaryDirectory() as folder:
        paths = drawn(Path(folder), max(args.counts), memo=args.memo)
        size = sum(path.stat().st_size for path in paths) / len(paths)
        print(f"{size:.0f} bytes each; {carried(paths) / 1024:.0f} KiB come back for each", flush=True)
        for count in args.counts if args.reports else ():
            with context.Pool(1) as one:
                taken, memory, written = one.apply(reports, (paths[:count],))
            each = f"{1000 * taken / count:.0f} ms and {written / count / 1024:.0f} KiB written for each"
            print(f"{count} workbooks with reports: {taken:.1f} CPU s, {each}; {memory:.0f} MiB", flush=True)
        for count in () if args.reports else args.counts:
            with context.Pool(1) as one:
                taken, memory = one.apply(here, (paths[:count],))
            wall, own = asking(paths[:count])
            told = f"{taken:.1f} CPU s ({1000 * taken / count:.1f} ms each), {memory:.0f} MiB; by two processes"
            print(f"{count} workbooks: {told}: wall {wall:.1f} s, CPU of the asking {own:.1f} s", flush=True)


if __name__ == "__main__":
    sys.exit(main())

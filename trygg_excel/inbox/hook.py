"""What may be told outside of the folder, all of it off unless asked for: a command, a metrics file, a heartbeat."""

from __future__ import annotations

import subprocess
import urllib.request
from collections.abc import Iterable

from trygg_excel.finding import Text
from trygg_excel.inbox import jobs
from trygg_excel.inbox.failpoints import failpoint
from trygg_excel.inbox.files import write_whole
from trygg_excel.inbox.jobs import Job
from trygg_excel.inbox.names import shown
from trygg_excel.inbox.receipt import RECEIPT
from trygg_excel.inbox.watcher import Watcher

_SECONDS = 60
_BEAT_SECONDS = 60
_NO_WINDOW = 0x08000000


def run_hooks(w: Watcher) -> None:
    """Give the receipt of each new answer to the user's command, on its stdin. At least once; then it is told."""
    if not w.settings.hook:
        return
    for row in w.journal.rows("SELECT id FROM job WHERE told = 0 AND done IS NOT NULL ORDER BY done"):
        job = jobs.job(w.journal, row["id"])
        if job is None or job.detail is None:
            continue
        failpoint("hook")
        _run(w, job)
        with w.journal.change():
            w.journal.write("UPDATE job SET told = 1 WHERE id = ?", job.id)


def _run(w: Watcher, job: Job) -> None:
    """What the command prints is not kept: it may be anything. One that fails is told of, and not tried again."""
    try:
        receipt = (w.places.out / (job.detail or "") / RECEIPT).read_bytes()
        done = subprocess.run(  # noqa: S603  the command of whoever started the watch
            w.settings.hook, input=receipt, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=_SECONDS,
            check=False, creationflags=_flags(),
        )  # fmt: skip
    except Exception as problem:  # whatever the command or its receipt is, the watch goes on
        why = type(problem).__name__
    else:
        why = f"kod {done.returncode}" if done.returncode else ""
    if why:
        name = shown(job.name)
        w.tell(Text(f"Kommandot för {name} misslyckades ({why}).", f"The hook for {name} failed ({why})."), "TRY-I25")


def _flags() -> int:
    return _NO_WINDOW if hasattr(subprocess, "STARTUPINFO") else 0


def tell_metrics(w: Watcher) -> None:
    """A text file for Prometheus' node exporter, and a request to the heartbeat's address, at most once a minute."""
    due = w.beaten is None or w.steady() - w.beaten >= _BEAT_SECONDS
    if not due or not (w.settings.metrics or w.settings.heartbeat):
        return
    w.beaten = w.steady()
    try:
        if w.settings.metrics is not None:
            write_whole(w.settings.metrics, _metrics(w).encode(), w.owner.name)
        if w.settings.heartbeat:
            with urllib.request.urlopen(w.settings.heartbeat, timeout=10):  # noqa: S310  only http and https are taken
                pass
    except Exception as problem:  # whatever answers at the address, the watch goes on
        why = type(problem).__name__
        w.tell(Text(f"Mätvärdena kunde inte lämnas ({why}).", f"The metrics were not told ({why})."), "TRY-I25")


def _metrics(w: Watcher) -> str:
    counts: dict[str, int] = {each.value: 0 for each in jobs.State}
    oldest = 0.0
    for job in jobs.jobs(w.journal):
        counts[job.state] += 1
        if job.state not in jobs.ENDED:
            oldest = max(oldest, w.wall() - job.created)
    return "".join(_lines(counts, oldest, w.wall()))


def _lines(counts: dict[str, int], oldest: float, wall: float) -> Iterable[str]:
    yield "# HELP trygg_inbox_jobs Answers by state.\n# TYPE trygg_inbox_jobs gauge\n"
    for state, number in counts.items():
        yield f'trygg_inbox_jobs{{state="{state}"}} {number}\n'
    yield "# HELP trygg_inbox_oldest_seconds Age of the oldest that has no answer yet.\n"
    yield f"# TYPE trygg_inbox_oldest_seconds gauge\ntrygg_inbox_oldest_seconds {max(0.0, oldest):.0f}\n"
    yield "# HELP trygg_inbox_last_turn_timestamp_seconds When the watcher last went round.\n"
    yield f"# TYPE trygg_inbox_last_turn_timestamp_seconds gauge\ntrygg_inbox_last_turn_timestamp_seconds {wall:.0f}\n"

"""Many workbooks read and judged as one run, or each with a report of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TypeAlias

from trygg_excel.accepting.accept import marked
from trygg_excel.batch import work
from trygg_excel.batch.carry import Judged, Kept, restored
from trygg_excel.batch.chunks import Chunk, Item, chunked, size_of
from trygg_excel.batch.drive import Drive
from trygg_excel.batch.executors import FEW, SMALL, InProcess, cores, forks, pool, workers_of
from trygg_excel.batch.row import Row, row_of
from trygg_excel.batch.summary import Batch, write_batch
from trygg_excel.checking import Check, Checked, checked, gathered, judged_again, with_previous
from trygg_excel.errors import NotFinished, TryggError, WrongUsage
from trygg_excel.finding import Text
from trygg_excel.garbage import without_collecting
from trygg_excel.held import Held
from trygg_excel.isolate.parent import prepare
from trygg_excel.run import Plan, Run, plan, read_inputs
from trygg_excel.same_files import Others, name_without_version, others_of

_FORKS = Text(
    "Processpoolen kopierar den här processen, som redan har skrivit en PDF. Skapa den med "
    "mp_context=multiprocessing.get_context('spawn'), eller låt bli att ange någon.",
    "The pool copies this process, which has written a PDF already. Make it with "
    "mp_context=multiprocessing.get_context('spawn'), or give none.",
)
Progress: TypeAlias = Callable[[int, int], None]


@without_collecting()
def run_many(
    paths: str | Path | Iterable[str | Path],
    executor: Executor | None = None,
    register: str | Path | None = None,
    *,
    recursive: bool = False,
    isolate: bool = True,
    strict: bool = False,
    previous: str | Path | None = None,
    today: date | None = None,
    progress: Progress | None = None,
) -> Run:
    """Read and judge many workbooks: what `run` gives, to the byte, by any `concurrent.futures.Executor`.

    Without one, a few workbooks are judged in this process and more in a process for each core. A workbook whose
    process dies is among the `unread`, and costs only itself. `progress` is told how many of how many are done.
    Raises what is of the whole run: RegisterError, NoIsolation.

    >>> import trygg_excel as te
    >>> from trygg_excel.shipped import example_folder
    >>> done = te.run_many(example_folder("workbooks") / "felaktiga")
    >>> [(each.budget.name, each.verdict.say("sv")) for each in done.checked.checks]
    [('trygghetspaketet-fel-namn.xlsx', 'Att åtgärda'), ('trygghetspaketet-fel-summa.xlsx', 'Att åtgärda')]
    >>> done.unread, done.exit_code()
    ((), 1)
    """
    named = None if register is None else Path(register)
    planned = plan(_given(paths), named, recursive=recursive)
    earlier = None if previous is None else read_inputs([previous], named, isolate=isolate, strict=strict)
    before = earlier.budgets if earlier else ()
    setting = work.Setting(str(Path.cwd()), planned.register, before, isolate, strict)
    found: dict[int, Judged | Kept | TryggError] = {}
    with _at_work(executor, planned, isolate=isolate) as (where, workers):
        doing = partial(_judging, replace(setting, here=isinstance(where, InProcess)).packed(), planned)
        drive = Drive(where, workers, doing, lambda item, why: ((item.place, _lost(item, why)),))
        for answers in drive.answers(*chunked(planned.paths, workers)):
            found.update(answers)
            _tell(progress, len(found), planned)
    done = _gathered(planned, setting, found)
    done = marked(done, planned.accepted, today or datetime.now().astimezone().date())
    unread = [each for _, each in sorted(found.items()) if isinstance(each, TryggError)]
    return Run(done, (*planned.wrong, *unread, *(earlier.unread if earlier else ())))


def report_many(  # noqa: PLR0913  (what a run takes, and what its reports are to hold)
    paths: str | Path | Iterable[str | Path],
    out: str | Path,
    executor: Executor | None = None,
    register: str | Path | None = None,
    lang: str = "sv",
    *,
    recursive: bool = False,
    isolate: bool = True,
    strict: bool = False,
    facts: bool = False,
    today: date | None = None,
    progress: Progress | None = None,
) -> Batch:
    """Judge each workbook by itself and write its report into a folder of its own under `out`, with run.json over all.

    `facts`: each control workbook has a sheet with every single amount.

    What is kept of a workbook is a row of figures, so that a batch may be of any size; what holds workbooks against
    each other (cases, a file handed in twice) is `run_many`'s. Raises as `run_many`, Unwritable, and WrongUsage for a
    pool that forks once a PDF has been made here: its processes would wait for threads that they do not have.

    >>> from tempfile import TemporaryDirectory
    >>> import trygg_excel as te
    >>> from trygg_excel.shipped import example_folder
    >>> tables = [example_folder("workbooks") / f"trygghetspaketet-{each}.xlsx" for each in ("jamforelse", "tkr")]
    >>> with TemporaryDirectory() as folder:
    ...     batch = te.report_many(tables, folder)
    >>> batch.said.say("sv")
    '2 arbetsböcker: utan anmärkning.'
    >>> [(each.folder, each.facts, each.errors) for each in batch.rows]
    [('trygghetspaketet-jamforelse.xlsx', 27, 0), ('trygghetspaketet-tkr.xlsx', 27, 0)]
    """
    if executor is not None and "typst" in sys.modules and forks(executor):
        raise WrongUsage(_FORKS)
    named = None if register is None else Path(register)
    planned = plan(_given(paths), named, recursive=recursive)
    setting = work.Setting(str(Path.cwd()), planned.register, (), isolate, strict)
    folders = folders_for(planned.paths, Path(out).absolute())
    now, day = datetime.now(UTC), today or datetime.now().astimezone().date()
    rows: dict[int, Row] = {}
    packed = setting.packed()

    def doing(chunk: Chunk) -> tuple[Callable[..., tuple[tuple[int, Row], ...]], tuple[object, ...]]:
        own = {item.place: str(folders[item.place]) for item in chunk.items}
        output = work.Output(own, lang, now, day, planned.accepted, facts)
        return work.report, (packed, chunk, _notes(planned, chunk), output)

    with _at_work(executor, planned, isolate=isolate) as (where, workers):
        drive = Drive(
            where, workers, doing, lambda item, why: ((item.place, row_of(str(item.path), _lost(item, why))),)
        )
        for answers in drive.answers(*chunked(planned.paths, workers)):
            rows.update(answers)
            _tell(progress, len(rows), planned)
    batch = Batch(planned.register, tuple(each for _, each in sorted(rows.items())), planned.wrong)
    write_batch(batch, Path(out), now)
    return batch


def folders_for(paths: Iterable[Path], out: Path) -> dict[int, Path]:
    """A folder under `out` for each workbook, named after it; those of one name are told apart by a number."""
    taken: dict[str, int] = {}
    found: dict[int, Path] = {}
    for place, path in enumerate(paths):
        number = taken[path.name.casefold()] = taken.get(path.name.casefold(), 0) + 1
        found[place] = out / (path.name if number == 1 else f"{path.name}-{number}")
    return found


def _given(paths: str | Path | Iterable[str | Path]) -> list[str | Path]:
    return [paths] if isinstance(paths, str | Path) else list(paths)


def _judging(
    packed: bytes, planned: Plan, chunk: Chunk
) -> tuple[Callable[..., tuple[work.Answer, ...]], tuple[object, ...]]:
    return work.judge, (packed, chunk, _notes(planned, chunk))


def _notes(planned: Plan, chunk: Chunk) -> work.Notes:
    return {item.place: planned.notes[item.path] for item in chunk.items if planned.notes[item.path]}


@contextmanager
def _at_work(executor: Executor | None, planned: Plan, *, isolate: bool) -> Iterator[tuple[Executor, int]]:
    """The executor and how many it has at work; one of ours where none was given."""
    if executor is not None:
        yield executor, workers_of(executor)
        return
    workers = min(cores(), len(planned.paths))
    if workers < 2 or (len(planned.paths) < FEW and sum(map(size_of, planned.paths)) < SMALL):
        if planned.paths and isolate:
            prepare()
        yield InProcess(), 1
        return
    own = pool(workers)
    try:
        yield own, workers
    finally:
        own.shutdown(wait=True, cancel_futures=True)


def _tell(progress: Progress | None, done: int, planned: Plan) -> None:
    if progress is not None:
        progress(done, len(planned.paths))


def _lost(item: Item, why: BaseException) -> TryggError:
    return NotFinished(item.path, type(why).__name__)


def _gathered(planned: Plan, setting: work.Setting, found: Mapping[int, Judged | Kept | TryggError]) -> Checked:
    """The checks in the order of the paths, each told of the other files of the run."""
    done = [each for _, each in sorted(found.items()) if not isinstance(each, TryggError)]
    others = others_of((each.budget.file, each.budget.workbook.file_id) for each in done)
    return gathered(planned.register, (_check(each, setting, others, number) for number, each in enumerate(done)))


def _check(done: Judged | Kept, setting: work.Setting, others: Others, number: int) -> Check:
    """The check; anew where the workbook asks about others of the run, or tells what is of the run as the first."""
    held = with_previous(restored(done, setting.register), setting.previous)
    held = replace(held, others=others, tells_ledger=number == 0)
    anew = number == 0 or _has_others(held)
    return checked(held, done.schema, judged_again(held, done.results) if anew else done.results)


def _has_others(held: Held) -> bool:
    same = held.others.by_content.get(held.budget.workbook.file_id, ())
    return len(same) > 1 or len(held.others.by_name.get(name_without_version(held.budget.file), ())) > 1

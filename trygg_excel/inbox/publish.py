"""An answer put into `ut/`: whole, once, and over nothing that is not ours. The receipt is put there last."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from trygg_excel.inbox import jobs
from trygg_excel.inbox.answer import READ, Answered, Verdict
from trygg_excel.inbox.errors import ShareAway
from trygg_excel.inbox.failpoints import failpoint
from trygg_excel.inbox.files import copied, gone, sha_of, sync_file, sync_folder, temporary_in
from trygg_excel.inbox.jobs import Job, State
from trygg_excel.inbox.names import ANSWERS, CHECKED, UNREAD, folded, stem_of
from trygg_excel.inbox.places import DETAILS
from trygg_excel.inbox.receipt import RECEIPT, as_bytes, listed_in, receipt_of
from trygg_excel.inbox.slots import raw
from trygg_excel.inbox.watcher import Watcher

_TAILS = {Verdict.UNREADABLE: UNREAD, Verdict.ANSWERS: ANSWERS}
_MOST_NAMES = 1000


@dataclass(frozen=True, slots=True)
class Planned:
    """Where each file of an answer goes: (path under `ut/`, where it was made), the receipt last."""

    main: str
    detail: str
    files: tuple[tuple[str, Path], ...]
    shas: Mapping[str, str]
    same_as: str | None


def publish(w: Watcher, job: Job, made: Path, answered: Answered, state: State) -> bool:
    """Put the answer in place and end the job. False when it is not this watcher's any more. Raises OSError."""
    plan = _planned(w, job, made, answered)
    failpoint("render")
    if not jobs.to_publish(w.journal, job, plan.shas, ran=state is not State.QUARANTINED):
        return False
    failpoint("journal.rendered")
    drafts: list[tuple[Path, Path]] = []
    try:
        for path, source in plan.files:
            drafts.append((_draft(w, path, source, plan.shas[path]), w.places.out / path))
        failpoint("pub.written")
        return _placed(w, job, plan, drafts, answered, state)
    except OSError:
        w.untidy = False in [gone(draft) for draft, _ in drafts] or w.untidy
        raise


def _placed(
    w: Watcher, job: Job, plan: Planned, drafts: list[tuple[Path, Path]], answered: Answered, state: State
) -> bool:
    """The renames, while no other watcher may write: a late one cannot put an older answer over a newer."""
    with w.journal.change():
        if not jobs.is_mine(w.journal, job):
            w.untidy = True
            return False
        if not jobs.is_newest(w.journal, job):
            w.untidy = True
            return jobs.ended(w.journal, job, State.SUPERSEDED, w.wall())
        for draft, target in drafts:
            failpoint("pub.manifest" if target.name == RECEIPT else "pub.rename")
            target.parent.mkdir(exist_ok=True)
            draft.replace(target)
            sync_folder(target.parent)
        _withdraw_refusals(w, job, plan)
        done = jobs.ended(
            w.journal, job, state, w.wall(), verdict=answered.verdict.value, why=jobs.told(answered.why),
            counts=jobs.counted(answered.errors, answered.warnings, answered.notes), main=plan.main,
            detail=plan.detail, same_as=None if plan.same_as is None else raw(plan.same_as),
            told=int(not w.settings.hook),
        )  # fmt: skip
        failpoint("journal.done")
    return done


def _planned(w: Watcher, job: Job, made: Path, answered: Answered) -> Planned:
    """Names that are free, or ours from an earlier answer to the same name; the receipt of it all."""
    if not w.root.present():
        raise ShareAway(w.places.root)
    for folder in (w.places.out, w.places.details):  # never the root itself
        folder.mkdir(exist_ok=True)
    files, detail = _free_names(w, job, list(_sources(made)), answered)
    main = next(path for path, source in files.items() if source.name == answered.main)
    shas = {path: sha_of(source) for path, source in files.items()}
    same_as = jobs.same_content(w.journal, job) if answered.verdict in READ else None
    said = receipt_of(job, answered, main, shas, same_as, w.wall(), w.settings.lang)
    receipt, place = made / DETAILS / RECEIPT, f"{detail}/{RECEIPT}"
    receipt.parent.mkdir(exist_ok=True)
    receipt.write_bytes(as_bytes(said))
    files[place], shas[place] = receipt, sha_of(receipt)
    for source in files.values():
        sync_file(source)
    return Planned(main, detail, tuple(files.items()), shas, same_as)


def _free_names(w: Watcher, job: Job, sources: list[Path], answered: Answered) -> tuple[dict[str, Path], str]:
    """Where each file goes, and the folder of the rest; the same number after all names of one answer.

    What was refused has but a text to open: that takes the first free number, whatever its folder is called.
    """
    ours, there = jobs.published(w.journal, job), _Folders(w.places.out)
    for number in range(1, _MOST_NAMES):
        detail = f"{DETAILS}/{_numbered(stem_of(job.name), number)}"
        ours |= listed_in(w.places.out / detail / RECEIPT, job.name)
        for first in (number,) if answered.verdict in READ else range(1, number + 1):
            files = dict(_named(job, sources, answered, first, number))
            if all(there.free(path, ours) for path in (*files, f"{detail}/{RECEIPT}")):
                return files, detail
    raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), job.name)


def _sources(made: Path) -> Iterator[Path]:
    """The files to open, then the rest."""
    yield from sorted(each for each in made.iterdir() if each.is_file())
    details = made / DETAILS
    if details.is_dir():
        yield from sorted(each for each in details.iterdir() if each.is_file() and each.name != RECEIPT)


def _named(job: Job, sources: list[Path], answered: Answered, number: int, detail: int) -> Iterator[tuple[str, Path]]:
    stem = stem_of(job.name)
    for source in sources:
        if source.parent.name == DETAILS:
            yield f"{DETAILS}/{_numbered(stem, detail)}/{source.name}", source
        else:
            tail = _TAILS.get(answered.verdict, CHECKED)
            yield _numbered(stem + tail, number) + source.suffix, source


def _numbered(stem: str, number: int) -> str:
    return stem if number == 1 else f"{stem} ({number})"


class _Folders:
    """What stands in `ut/` now, by names as a system that does not tell A from a would see them."""

    def __init__(self, out: Path) -> None:
        self._out = out
        self._listed: dict[str, dict[str, str]] = {}

    def free(self, path: str, ours: set[tuple[str, str]]) -> bool:
        """Whether nothing stands at `path`, or what we put there, unchanged and not open in Excel."""
        pure = PurePosixPath(path)
        if (self._out / pure.parent).is_symlink():
            return False  # it leads elsewhere
        name = self._names(str(pure.parent)).get(folded(pure.name))
        if name is None:
            return True
        there = self._out / pure.parent / name
        shas = {sha for known, sha in ours if folded(known) == folded(path)}
        return bool(shas) and there.is_file() and not _is_open(there) and sha_of(there) in shas

    def _names(self, folder: str) -> dict[str, str]:
        if folder not in self._listed:
            place = self._out / folder
            names = [each.name for each in place.iterdir()] if place.is_dir() else []
            self._listed[folder] = {folded(each): each for each in names}
        return self._listed[folder]


def _is_open(path: Path) -> bool:
    """Whether Excel has it open, which only Windows lets one see."""
    if sys.platform == "win32":
        try:
            with path.open("rb+"):
                return False
        except PermissionError:
            return True
    return False


def _draft(w: Watcher, path: str, source: Path, sha: str) -> Path:
    """A whole copy on the share under a name of our own, read back as it was written."""
    folder = w.places.details if path.startswith(DETAILS + "/") else w.places.out
    draft = temporary_in(folder, w.owner.name)
    try:
        with source.open("rb") as file:
            copied(file, draft, "pub.tmp")
        if sha_of(draft) != sha:
            raise OSError(errno.EIO, "read back otherwise than written", str(draft))
    except OSError:
        w.untidy = not gone(draft) or w.untidy
        raise
    return draft


def _withdraw_refusals(w: Watcher, job: Job, plan: Planned) -> None:
    """Once a name has its answer, what said that an earlier version had none is taken away, if it is as we wrote it."""
    now = {path for path, _ in plan.files}
    for path, sha in jobs.published(w.journal, job):
        old = w.places.out / path
        if path not in now and _is_refusal(job, path) and _is_plain(old) and sha_of(old) == sha:
            w.untidy = not gone(old) or w.untidy


def _is_refusal(job: Job, path: str) -> bool:
    """Whether a path is what we call a refusal of that name: a receipt that lay on the share may say anything."""
    endings = "|".join(map(re.escape, (UNREAD, ANSWERS)))
    return re.fullmatch(rf"{re.escape(stem_of(job.name))}(?:{endings})(?: \(\d+\))?\.txt", path) is not None


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()

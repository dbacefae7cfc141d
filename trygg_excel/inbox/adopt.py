"""A journal that is new, for a folder that is not: what has its answer in `ut/` already is not answered again."""

from __future__ import annotations

from typing import Any
from unicodedata import normalize

from trygg_excel.inbox import jobs
from trygg_excel.inbox.answer import READ, Verdict
from trygg_excel.inbox.journal import Journal
from trygg_excel.inbox.places import DETAILS, Places
from trygg_excel.inbox.receipt import RECEIPT, listed_in, read_receipt
from trygg_excel.inbox.slots import raw


def adopt(journal: Journal, places: Places, at: float) -> int:
    """Take over the answers that the receipts tell of: of a lost journal, or of another host. How many."""
    if journal.row("SELECT 1 FROM job") is not None or not places.details.is_dir():
        return 0
    count = 0
    for folder in sorted(places.details.iterdir()):
        said = read_receipt(folder / RECEIPT)
        if said:
            try:
                with journal.change():
                    count += _adopted(journal, places, said, folder.name, at)
            except (KeyError, TypeError, ValueError, OverflowError):
                continue  # it is not as we write them
    return count


def _adopted(journal: Journal, places: Places, said: dict[str, Any], folder: str, at: float) -> int:
    name, verdict, found = _name(said), Verdict(said["verdict"]), said["findings"]
    if _is_known(journal, name, said):
        return 0
    state = jobs.State.DONE if verdict in READ else jobs.State.REJECTED
    id_ = jobs.arrived(
        journal, name, str(said["sha256"]), int(said["size"]), str(said["rules"]), str(said["engine"]), at, None
    )
    counts = jobs.counted(int(found["error"]), int(found["warning"]), int(found["note"]))
    journal.write(
        "UPDATE job SET key = ?, state = ?, verdict = ?, counts = ?, main = ?, detail = ?, done = ? WHERE id = ?",
        str(said["key"]), state, verdict.value, counts, str(said["open"]), f"{DETAILS}/{folder}", at, id_,
    )  # fmt: skip
    for path, sha in listed_in(places.details / folder / RECEIPT, name):
        journal.write("INSERT OR IGNORE INTO published (path, sha, job) VALUES (?, ?, ?)", path, sha, id_)
    journal.event("ADOPTED", at, job=id_, name=raw(name))
    return 1


def _is_known(journal: Journal, name: str, said: dict[str, Any]) -> bool:
    """Whether a job has the key of the receipt already, or the one that its name as it is shown gives."""
    keys = str(said["key"]), _key(name, said)
    return journal.row("SELECT 1 FROM job WHERE key IN (?, ?)", *keys) is not None


def _name(said: dict[str, Any]) -> str:
    """The name as the system had it, which the key tells: a receipt has it composed."""
    shown = str(said["file"])
    return next((each for each in (shown, normalize("NFD", shown)) if _key(each, said) == said["key"]), shown)


def _key(name: str, said: dict[str, Any]) -> str:
    return jobs.key_of(name, str(said["sha256"]), str(said["rules"]), str(said["engine"]))

"""The answer to one workbook: the same as `trygg annotate` and `trygg report` make. This is the seam to them.

What stands directly in the folder is for the user to open; what stands in its `detaljer/` is the rest.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from trygg_excel.errors import NoIsolation, Refused, RowsWrong, TryggError, Unreadable
from trygg_excel.finding import Severity, Text
from trygg_excel.gate.reasons import sentence
from trygg_excel.inbox.names import CHECKED
from trygg_excel.inbox.places import DETAILS

if TYPE_CHECKING:
    from trygg_excel.run import Run
    from trygg_excel.writeback.receipt import Receipt

ANSWER = "svar"  # the stem of the files to open, which are renamed when they are put into `ut/`
NOTES = "anteckningar.json"


class Verdict(StrEnum):
    """The codes never change their meaning."""

    IN_ORDER = "in_order"
    TO_MEND = "to_mend"
    NOT_CHECKED = "not_checked"
    UNREADABLE = "unreadable"
    ANSWERS = "answers_to_mend"  # what she wrote on our sheet is amiss


READ = frozenset({Verdict.IN_ORDER, Verdict.TO_MEND, Verdict.NOT_CHECKED})


@dataclass(frozen=True, slots=True)
class Question:
    """`name` is the workbook's as it is shown; `out` an empty folder for the answer."""

    snapshot: Path
    name: str
    register: Path | None
    out: Path
    lang: str = "sv"


@dataclass(frozen=True, slots=True)
class Answered:
    """`main` is the file to open first; `why` what is to be said with the verdict; `code` the reason of a refusal."""

    verdict: Verdict
    main: str
    why: Text | None = None
    code: str = ""
    errors: int = 0
    warnings: int = 0
    notes: int = 0


Answerer: TypeAlias = Callable[[Question], Answered]


def answer(question: Question) -> Answered:
    """Write the answer into `question.out`. Raises TryggError where it cannot be made now: register, disk, share."""
    from trygg_excel.register.memory import load_remembered

    if question.register is not None:
        load_remembered(question.register)  # what is wrong with it is no fault of the workbook's
    try:
        return _answered(question)
    except NoIsolation:
        raise
    except Unreadable as problem:
        why = sentence(problem.reason) if isinstance(problem, Refused) else _without_path(problem, question)
        return refusal(question, Verdict.UNREADABLE, why, problem.code)
    except RowsWrong as problem:
        return refusal(question, Verdict.ANSWERS, _without_path(problem, question), problem.code)


def _answered(question: Question) -> Answered:
    """The annotated copy first: what she has answered in it counts for all the rest."""
    from trygg_excel.publish import publish
    from trygg_excel.run import run

    details = question.out / DETAILS
    main, why = _annotated(question)
    done = run([question.snapshot], question.register)
    for problem in done.unread:
        raise problem
    publish(done, details, question.lang)
    if main is None:
        main = ANSWER + ".xlsx"
        (details / "kontroll.xlsx").replace(question.out / main)
    _beside(details, question.out)
    told = [each.severity for each in done.checked.checks[0].findings if each.is_open]
    counts = (told.count(each) for each in (Severity.ERROR, Severity.WARNING, Severity.NOTE))
    return Answered(_verdict(done), main, why, "", *counts)


def _beside(details: Path, out: Path) -> None:
    """The page for the chief stands beside the answer; a second copy of the workbook is not given."""
    from trygg_excel.reporting.forwarded import CHIEF

    page = details / f"{CHIEF}.pdf"
    if page.exists():
        page.replace(out / f"{ANSWER}.pdf")
    for copy in details.glob(f"*{CHECKED}.*"):
        copy.unlink()


def _annotated(question: Question) -> tuple[str | None, Text | None]:
    """The copy's name, and None with the reason where the workbook takes no notes."""
    from trygg_excel.writeback.annotate import annotate
    from trygg_excel.writeback.obstacle import CannotAnnotate, Obstacle

    suffix = question.snapshot.suffix.lower()
    main = ANSWER + (suffix if suffix in {".xlsm", ".xltx", ".xltm"} else ".xlsx")
    for _ in range(2):
        try:
            done = annotate(
                question.snapshot, question.out / main, register=question.register, lang=question.lang, dropped=True
            )
        except CannotAnnotate as problem:
            if problem.obstacle is Obstacle.SUFFIX and problem.where:
                main = ANSWER + problem.where  # the content is of another kind than the name says
                continue
            return None, _without_path(problem, question)
        _keep(done, question, main)
        return main if done.format == "annotated" else None, _remarks(done, question)
    return None, None


def _keep(done: Receipt, question: Question, main: str) -> None:
    """What was kept and changed in the copy, without where it was made."""
    plain = replace(done, file=question.name, output=main)
    words = json.dumps(plain.record(question.lang), ensure_ascii=False, indent=2) + "\n"
    folder = question.out / DETAILS
    folder.mkdir(exist_ok=True)
    (folder / NOTES).write_text(words, encoding="utf-8")


def _verdict(done: Run) -> Verdict:
    from trygg_excel.checking import IN_ORDER, NOT_CHECKED, TO_MEND

    words = {IN_ORDER: Verdict.IN_ORDER, TO_MEND: Verdict.TO_MEND, NOT_CHECKED: Verdict.NOT_CHECKED}
    return words[done.checked.checks[0].verdict]


_BELOW = Text(
    "Rätta och lägg filen i mappen 'in' igen. Originalet är orört.",
    "Correct it and put the file into the folder 'in' again. The original is as it was.",
)
_UNREAD = Text("kunde inte läsas.", "could not be read.")
_AMISS = Text("kunde inte besvaras: svaren på bladet behöver rättas.", "was not answered: the answers need correction.")


def refusal(question: Question, verdict: Verdict, why: Text, code: str) -> Answered:
    """A text that says what is wrong and what to do, instead of an answer; it opens anywhere."""
    said = (_UNREAD if verdict is Verdict.UNREADABLE else _AMISS).say(question.lang)
    lines = (f"{question.name} {said}", "", capital(why.say(question.lang)), "", _BELOW.say(question.lang), "")
    main = ANSWER + ".txt"
    text = "\r\n".join(line for part in lines for line in part.split("\n"))
    question.out.mkdir(parents=True, exist_ok=True)
    (question.out / main).write_bytes(b"\xef\xbb\xbf" + text.encode())
    return Answered(verdict, main, why, code)


def capital(words: str) -> str:
    """A reason that goes on from a name, as a sentence of its own."""
    return words[:1].upper() + words[1:]


def _without_path(problem: TryggError, question: Question) -> Text:
    """The sentence with the workbook's own name, not that of the copy it was read from."""
    path = str(question.snapshot)
    return Text(*(problem.message.say(lang).replace(path, question.name) for lang in ("sv", "en")))


def _remarks(done: Receipt, question: Question) -> Text | None:
    """What she should know of the copy: links in it, answers that were kept. Files by their names alone."""
    if not done.remarks:
        return None
    folder = "" if question.register is None else f"{question.register.resolve().parent}{os.sep}"
    said = (" ".join(each.say(lang) for each in done.remarks) for lang in ("sv", "en"))
    return Text(*(each.replace(folder, "") if folder else each for each in said))

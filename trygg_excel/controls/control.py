"""What a control is: a function from a workbook held against the register to results, with its texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from trygg_excel.fact import Fact
from trygg_excel.finding import Finding, Result, Severity, Source, Text, Verdict, listed, text
from trygg_excel.held import Held


@dataclass(frozen=True, slots=True)
class Control:
    """`code` 'TRY-001' (K01 of domain.md 5c), `title` what it checks, `tolerance` in people's words.

    `severity` is the gravest its findings can be, `example` a message as a user may read it.
    `version` is raised when the rule changes: what was accepted under the old one then comes back.
    """

    code: str
    title: Text
    tolerance: Text
    run: Callable[[Held], Iterable[Result]]
    severity: Severity = Severity.ERROR
    example: Text = Text("", "")
    version: int = 1


EXACT = Text("ska stämma exakt", "must agree exactly")
BY_PRECISION = Text("efter beloppens precision", "by the precision of the amounts")
NO_AMOUNT = Text("inget belopp jämförs", "compares no amount")

NO_REGISTER = Text("ett register över insatser och beslut", "a register of programmes and decisions")


def not_judged(code: str, subject: Text, *lacks: Text, statement: str | None = None) -> Result:
    """The control could not be held; it says what was missing."""
    return Result(control=code, verdict=Verdict.NOT_JUDGED, subject=subject, lacks=lacks, statement=statement)


def answer(
    code: str,
    subject: Text,
    findings: Sequence[Finding],
    *,
    sources: tuple[Source, ...] = (),
    explanation: Text | None = None,
    lacks: tuple[Text, ...] = (),
) -> Result:
    """A control that holds unless something more than a note was found."""
    fails = any(each.severity is not Severity.NOTE for each in findings)
    return Result(
        control=code, verdict=Verdict.FAILS if fails else Verdict.HOLDS, subject=subject, findings=tuple(findings),
        sources=sources, explanation=explanation, lacks=lacks,
    )  # fmt: skip


_ALSO = ("Så är det även i {names}.", "So it is in {names}.")


def also(names: Iterable[str], words: tuple[str, str] = _ALSO) -> Text:
    """' Så är det även i C4 (Vård).' for the others that have the same cause; nothing when there are none."""
    given = tuple(names)
    return text(f" {words[0]}", f" {words[1]}", names=listed(given)) if given else Text("", "")


def named(fact: Fact) -> str:
    """'C4 (Vård)'."""
    return f"{fact.cell} ({fact.label})"

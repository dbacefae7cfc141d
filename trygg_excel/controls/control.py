"""What a control is: a function from a workbook held against the register to results, with its texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from trygg_excel.finding import Result, Text, Verdict
from trygg_excel.held import Held


@dataclass(frozen=True, slots=True)
class Control:
    """`code` 'TRY-001' (K01 of domain.md 5c), `title` what it checks, `tolerance` in people's words."""

    code: str
    title: Text
    tolerance: Text
    run: Callable[[Held], Iterable[Result]]


EXACT = Text("ska stämma exakt", "must agree exactly")
BY_PRECISION = Text("efter beloppens precision", "by the precision of the amounts")
NO_AMOUNT = Text("inget belopp jämförs", "compares no amount")

NO_REGISTER = Text("ett register över insatser och beslut", "a register of programmes and decisions")


def not_judged(code: str, subject: Text, *lacks: Text, statement: str | None = None) -> Result:
    """The control could not be held; it says what was missing."""
    return Result(control=code, verdict=Verdict.NOT_JUDGED, subject=subject, lacks=lacks, statement=statement)

"""Each stated amount held against what it should be: stated, calculated, difference, verdict, and what explains it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from trygg_excel.checking import Check, Checked
from trygg_excel.finding import Money, Result, Source, Text, Verdict, listed, text
from trygg_excel.money import KR, Unit
from trygg_excel.notebook.displayed import Framed
from trygg_excel.tolerance import EXACT

# The controls that hold one amount against another.
RECONCILING = frozenset(
    f"TRY-{number}" for number in ("001", "015", "016", "018", "019", "020", "027", "029", "030", "051", "052")
)
VERDICTS = {
    Verdict.HOLDS: Text("stämmer", "agrees"),
    Verdict.ROUNDING: Text("avrundning", "rounding"),
    Verdict.FAILS: Text("avviker", "differs"),
    Verdict.NOT_JUDGED: Text("ej kontrollerat", "not checked"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One reconciled amount. Öre; `stated` or `calculated` is None where there was nothing to hold."""

    workbooks: tuple[str, ...]
    control: str
    subject: Text
    source: Source | None
    stated: int | None
    calculated: int | None
    unit: Unit
    tolerance: Text
    verdict: Verdict
    explanation: Text
    next_step: Text
    period: int | None = None
    statement: str | None = None

    @property
    def difference(self) -> int | None:
        return None if self.stated is None or self.calculated is None else self.stated - self.calculated

    @property
    def word(self) -> Text:
        return VERDICTS[self.verdict]


@dataclass(frozen=True, slots=True, repr=False)
class Reconciliation(Framed):
    """What was held against what: `lines` in the order of the controls."""

    lines: tuple[Line, ...]

    def count(self, verdict: Verdict) -> int:
        """How many lines have that verdict."""
        return sum(each.verdict is verdict for each in self.lines)


def reconcile(checked: Checked) -> Reconciliation:
    """The reconciling results of every workbook, then those of the cases.

    What several workbooks of a case say alike stands once, with all their names.
    """
    in_case = {held.budget.file: case.case.id for case in checked.cases for held in case.members.values()}
    alike: dict[tuple[object, ...], list[Line]] = {}
    for check in checked.checks:
        together = in_case.get(check.budget.file, check.budget.file)
        for line in _lines(check.budget.name, check.results):
            substance = (line.control, line.period, line.stated, line.calculated, line.verdict, line.statement)
            told = substance if line.stated is not None else (*substance, line.subject)
            alike.setdefault((together, *told), []).append(line)
    cases = [line for case in checked.cases for line in _lines(case.case.label, case.results)]
    return Reconciliation((*(_merged(each) for each in alike.values()), *cases))


def _merged(lines: list[Line]) -> Line:
    if len(lines) == 1:
        return lines[0]
    names = tuple(dict.fromkeys(name for line in lines for name in line.workbooks))
    return replace(lines[0], workbooks=names)


def reconcile_one(check: Check) -> Reconciliation:
    return Reconciliation(tuple(_lines(check.budget.name, check.results)))


def _lines(workbook: str, results: Iterable[Result]) -> list[Line]:
    return [_line(workbook, each) for each in results if each.control in RECONCILING]


def _line(workbook: str, result: Result) -> Line:
    first = result.findings[0] if result.findings else None
    return Line(
        workbooks=(workbook,),
        control=result.control,
        subject=result.subject,
        source=result.sources[0] if result.sources else None,
        stated=result.stated,
        calculated=result.calculated,
        unit=result.unit or KR,
        tolerance=_tolerance(result),
        verdict=result.verdict,
        explanation=_explanation(result),
        next_step=first.remedy if first is not None and first.remedy is not None else Text("", ""),
        period=result.period,
        statement=result.statement,
    )


def _tolerance(result: Result) -> Text:
    """In words, as people would say it."""
    if result.tolerance is None:
        return Text("", "")
    if result.tolerance == 0:
        return EXACT
    return text(
        "±{by} avrundning",
        "±{by} of rounding",
        by=Money(result.tolerance, result.unit or KR),
    )


def _explanation(result: Result) -> Text:
    """What a finding says of it; else what it lacks; else how it adds up."""
    if result.findings:
        first = result.findings[0]
        told = (first.message, *first.causes)
        return Text(" ".join(each.sv for each in told), " ".join(each.en for each in told))
    if result.lacks:
        sv, en = listed(each.sv for each in result.lacks), listed(each.en for each in result.lacks)
        return text("Saknar {sv}.", "Lacks {en}.", sv=sv.sv, en=en.en)
    # That it is to agree exactly stands beside it already.
    return Text("", "") if result.explanation in {None, EXACT} else result.explanation

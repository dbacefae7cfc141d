"""What trygg_excel says of a book, in the words of the benchmark: which cells and which causes, in its order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from benchmarks.inject.book import Book, Key, workbook
from trygg_excel.budget import Budget, budget_of
from trygg_excel.checking import Check, check_all
from trygg_excel.fact import Fact, Measure, Nature, Role
from trygg_excel.finding import Cause, CauseKind, Finding, Severity, Source

# The cause of a finding that carries none as a `Cause`: its code tells it. The one place where codes are known.
KIND_OF_CODE = {
    "TRY-002": CauseKind.ROUNDING,
    "TRY-003": CauseKind.SUBTOTAL_TWICE,
    "TRY-012": CauseKind.WRONG_FACTOR,
    "TRY-014": CauseKind.SWAPPED_DIGITS,
    "TRY-032": CauseKind.DOUBLED_ROW,
    "TRY-037": CauseKind.TEXT_NUMBER,
    "TRY-038": CauseKind.TYPED_OVER,
    "TRY-039": CauseKind.SHORT_RANGE,
    "TRY-040": CauseKind.HIDDEN_ROW,
}
MEANT: dict[str, Measure | Nature] = {
    "Bokslut": Measure.ACTUAL,
    "Utfall": Measure.ACTUAL,
    "Budget": Measure.BUDGET,
    "Plan": Measure.PLAN,
    "Avvikelse": Measure.DEVIATION,
    "Förändring": Measure.CHANGE,
    "Intäkter": Nature.REVENUE,
    "Kostnader": Nature.COST,
    "Netto": Nature.NET,
}
_LETTERS = str.maketrans("0123456789", "ghijklmnop")
_YEAR = re.compile(r"20\d\d")
READING = "TRY-R"  # codes of what the reader was not sure of: not about amounts


@dataclass(frozen=True, slots=True)
class Said:
    """One workbook's answer: its findings about amounts, most serious first, and the facts it was read as."""

    file: str
    findings: tuple[Finding, ...]
    facts: tuple[Fact, ...]

    @property
    def loud(self) -> tuple[Finding, ...]:
        return tuple(each for each in self.findings if each.severity is not Severity.NOTE)


def said_of(books: Sequence[Book]) -> list[Said]:
    """All of them judged; those without an earlier version in one go."""
    budgets = [_budget(book, _file(number)) for number, book in enumerate(books)]
    alone = [budget for budget, book in zip(budgets, books, strict=True) if book.earlier is None]
    found = {check.budget.file: check for check in check_all(alone, None).checks} if alone else {}
    for budget, book in zip(budgets, books, strict=True):
        if book.earlier is not None:
            before = _budget(book.earlier, earlier_file(budget.file))
            found[budget.file] = check_all([budget], None, previous=[before]).checks[0]
    return [_said(found[budget.file]) for budget in budgets]


def _file(number: int) -> str:
    """Names so unlike that none is another's next version."""
    return sha256(str(number).encode()).hexdigest()[:12].translate(_LETTERS) + ".xlsx"


def earlier_file(file: str) -> str:
    """What the version before a workbook is called."""
    return f"tidigare-{file}"


def _budget(book: Book, file: str) -> Budget:
    return budget_of(workbook(book, file))


def _said(check: Check) -> Said:
    findings = tuple(each for each in check.findings if not each.code.startswith(READING))
    return Said(check.budget.file, findings, check.budget.records)


def named(finding: Finding) -> tuple[Source, ...]:
    """The cells it names, the likeliest first: those of its causes, else its own."""
    of_causes = [one for each in finding.causes if isinstance(each, Cause) for one in each.sources]
    return tuple(dict.fromkeys(of_causes or finding.sources))


def kinds(finding: Finding) -> tuple[CauseKind, ...]:
    """Its causes, the likeliest first."""
    told = tuple(dict.fromkeys(each.kind for each in finding.causes if isinstance(each, Cause)))
    coded = KIND_OF_CODE.get(finding.code)
    return told or (() if coded is None else (coded,))


def misread(book: Book, said: Said) -> dict[str, list[str]]:
    """Where the facts differ from what was drawn, by kind of difference: 'fact missing', 'wrong role' and so on."""
    facts = {each.source: each for each in said.facts}
    drawn = {book.source(key, said.file): key for key in book.entries}
    found: dict[str, list[str]] = {}
    for source, key in drawn.items():
        if fault := _fault(book, key, facts.get(source)):
            found.setdefault(fault, []).append(f"{source.sheet}!{source.cell}")
    if extra := [f"{each.sheet}!{each.cell}" for each in facts if each not in drawn]:
        found["extra fact"] = extra
    return found


def _fault(book: Book, key: Key, fact: Fact | None) -> str:
    """The first thing that differs; '' where the fact is as it was drawn."""
    if fact is None:
        return "fact missing"
    row, heading = book.row(key), book.column(key).heading
    year, meant = _YEAR.search(heading), MEANT.get(heading.split()[0])
    across = row.role is Role.LINE and heading == "Totalt"
    role = Role.SUBTOTAL if across else row.role
    differs = {
        "wrong amount": fact.amount != book.value(key),
        "wrong unit": fact.unit != book.unit,
        "wrong label": fact.label != row.label,
        f"not {meant}": meant not in {None, fact.measure, fact.nature},
        "wrong year": year is not None and fact.year != int(year[0]),
        f"{role} as {fact.role}": fact.role is not role,
    }
    return next((name for name, wrong in differs.items() if wrong), "")

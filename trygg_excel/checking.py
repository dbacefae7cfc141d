"""Workbooks held against the register: schemas, controls and cases, gathered into what `check` answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from pathlib import Path

from trygg_excel.budget import NOT_FILLED_IN, Budget
from trygg_excel.confirming.pairs import alikeness
from trygg_excel.controls import CONTROLS
from trygg_excel.controls.bookings import BOOKINGS
from trygg_excel.controls.files import FILES
from trygg_excel.controls.one_cause import one_cause_each, wrong_totals
from trygg_excel.controls.sums import SUMS
from trygg_excel.controls.versions import against_primary
from trygg_excel.fact import Fact
from trygg_excel.finding import Cause, CauseKind, Finding, Result, Severity, Text, Verdict, text
from trygg_excel.garbage import without_collecting
from trygg_excel.held import Held, hold
from trygg_excel.layout_changes.change import layout_changes
from trygg_excel.ledger_facts import Ledger
from trygg_excel.notebook.displayed import Framed
from trygg_excel.register.model import Case, Register
from trygg_excel.same_files import others_of

_SLIPS = {"TRY-006": CauseKind.WRONG_SIGN, "TRY-012": CauseKind.WRONG_FACTOR}  # controls that name the slip itself
MOST_ALIKE = 10  # findings of one kind that are told one by one for a workbook
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True, repr=False)
class Check(Framed):
    """One workbook judged alone. `findings` are told, most serious first; `every` one of them, were it a flood."""

    budget: Budget
    held: Held = field(repr=False)
    results: tuple[Result, ...] = field(repr=False)
    findings: tuple[Finding, ...]
    every: tuple[Finding, ...] = field(default=(), repr=False)

    @property
    def worst(self) -> Severity | None:
        """The gravest severity that nobody has accepted; None where there are no findings."""
        return next((each.severity for each in self.findings if each.is_open), None)

    @property
    def verdict(self) -> Text:
        """'Att åtgärda', 'Utan anmärkning' or 'Ej kontrollerat', in both languages."""
        return verdict_of(self.findings, self.results)


@dataclass(frozen=True, slots=True)
class CaseCheck:
    """The workbooks of a declared case held against each other, by their role in it."""

    case: Case
    members: dict[str, Held]
    results: tuple[Result, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        return by_severity(finding for result in self.results for finding in result.findings)


@dataclass(frozen=True, slots=True)
class Checked:
    """All that one run judged."""

    register: Register | None
    checks: tuple[Check, ...]
    cases: tuple[CaseCheck, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        alone = [finding for check in self.checks for finding in check.findings]
        return by_severity([*alone, *(finding for case in self.cases for finding in case.findings)])

    @property
    def results(self) -> tuple[Result, ...]:
        alone = tuple(result for check in self.checks for result in check.results)
        return (*alone, *(result for case in self.cases for result in case.results))


IN_ORDER = Text("Utan anmärkning", "In order")
TO_MEND = Text("Att åtgärda", "To be mended")
NOT_CHECKED = Text("Ej kontrollerat", "Not checked")
UNREADABLE = Text("Kunde inte läsas", "Could not be read")


def verdict_of(findings: Sequence[Finding], results: Iterable[Result]) -> Text:
    """The word for a workbook: never 'approved', since a program decides nothing."""
    if any(each.severity is Severity.ERROR and each.is_open for each in findings):
        return TO_MEND
    if any(each.code == NOT_FILLED_IN for each in findings):
        return NOT_CHECKED
    judged = [each for each in results if each.verdict is not Verdict.NOT_JUDGED and (each.sources or each.findings)]
    return IN_ORDER if judged else NOT_CHECKED


def by_severity(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Most serious first; the order they were found in within each."""
    return tuple(sorted(findings, key=lambda each: _ORDER[each.severity]))


def check_all(
    budgets: Sequence[Budget],
    register: Register | None,
    schemas: Path | None = None,
    previous: Sequence[Budget] = (),
    ledger: Ledger | None = None,
) -> Checked:
    """Judge each workbook alone, then the declared cases; `schemas` is the folder of the facts' schema.

    `previous` are workbooks of an earlier time: what has changed since the likest of them is told.
    `ledger` is what the outcomes are held against.
    """
    others = others_of((each.file, each.workbook.file_id) for each in budgets)
    helds = [
        replace(held_with(each, register, previous), ledger=ledger, others=others, tells_ledger=number == 0)
        for number, each in enumerate(budgets)
    ]
    by_file = schema_findings([fact for held in helds for fact in held.facts], schemas)
    return gathered(register, [checked(held, by_file.get(held.budget.file, ()), judged(held)) for held in helds])


def held_with(budget: Budget, register: Register | None, previous: Sequence[Budget] = ()) -> Held:
    """The workbook held against the register, with the likest of the earlier ones beside it."""
    return with_previous(hold(budget, register), previous)


def with_previous(held: Held, previous: Sequence[Budget]) -> Held:
    return replace(held, previous=_last(held, previous))


def gathered(register: Register | None, checks: Iterable[Check]) -> Checked:
    """The workbooks of a run, judged alone, with the declared cases."""
    given = _primary_first(list(checks), register)
    cases = () if register is None else tuple(_cases(register, [each.held for each in given]))
    return Checked(register, tuple(given), cases)


def _primary_first(checks: list[Check], register: Register | None) -> list[Check]:
    """A case's primary workbook before its other members, otherwise as given: what it says, it says first."""
    patterns = [
        member.pattern
        for case in (register.cases if register else ())
        for member in case.members
        if member.role == case.primary
    ]
    return sorted(checks, key=lambda check: not any(_matches(check.held, pattern) for pattern in patterns))


def _matches(held: Held, pattern: str) -> bool:
    return fnmatch(held.budget.name.casefold(), pattern.casefold())


def _last(held: Held, previous: Sequence[Budget]) -> Held | None:
    """The likest of the earlier workbooks, held against the same register."""
    if not previous:
        return None
    tables, name = held.budget.tables, held.budget.name
    last = max(previous, key=lambda each: (alikeness(each.tables, tables), each.name == name))
    return hold(last, held.register)


def _since(held: Held) -> tuple[Finding, ...]:
    """What has changed in the layout since last time."""
    if held.previous is None:
        return ()
    last = held.previous.budget
    return layout_changes(last.tables, held.budget.tables, held.budget.file, last.file)


@without_collecting()
def judged(held: Held) -> tuple[Result, ...]:
    """What the controls say of a workbook, each cause once."""
    sums = [result for control in SUMS for result in control.run(held)]
    doubting = held.doubting(wrong_totals(sums))
    others = (result for control in CONTROLS if control not in SUMS for result in control.run(doubting))
    return one_cause_each(held, (*sums, *others))


def judged_again(held: Held, results: Sequence[Result]) -> tuple[Result, ...]:
    """The same results, of which those that are of the whole run are given anew: other files, and the ledger itself."""
    files, bookings = ({each.code for each in some} for some in (FILES, BOOKINGS))
    at = next((number for number, each in enumerate(results) if each.control in files), len(results))
    kept = [[each for each in some if each.control not in files | bookings] for some in (results[:at], results[at:])]
    anew = [[result for control in some for result in control.run(held)] for some in (FILES, BOOKINGS)]
    return (*kept[0], *anew[0], *kept[1], *anew[1])


def checked(held: Held, schema: Sequence[Finding], results: tuple[Result, ...]) -> Check:
    """A workbook with all that is said of it: by the schema, the reader, and the controls."""
    told = [*schema, *_since(held), *held.budget.findings]
    booked = held.ledger.findings if held.ledger is not None and held.tells_ledger else ()
    found = [*told, *booked, *(each for result in results for each in result.findings)]
    every = tuple(_without_echoes(found))
    return Check(held.budget, held, results, told_of(every), every)


def told_of(every: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings as they are told: most serious first, and no flood."""
    return by_severity(_without_flood(list(every)))


def _without_echoes(findings: Iterable[Finding]) -> list[Finding]:
    """A text number, a factor or a sign that already explains a sum is not told a second time."""
    given = list(findings)
    explained = {source for each in given if each.causes for source in each.sources[1:]}
    seats = {
        (cause.kind, source)
        for each in given if each.code not in _SLIPS
        for cause in each.causes[:1] if isinstance(cause, Cause) for source in cause.sources
    }  # fmt: skip
    kept = [each for each in given if not (each.code == "TRY-037" and set(each.sources) <= explained)]
    return [each for each in kept if not (each.code in _SLIPS and (_SLIPS[each.code], each.sources[0]) in seats)]


def _without_flood(findings: list[Finding]) -> list[Finding]:
    """At most MOST_ALIKE findings of a kind; the rest are counted in one of their own. The results keep them all."""
    kept: list[Finding] = []
    left: dict[tuple[object, ...], list[Finding]] = {}
    seen: Counter[tuple[object, ...]] = Counter()
    for each in findings:
        kind = (each.code, each.severity, each.accepted)
        seen[kind] += 1
        if seen[kind] <= MOST_ALIKE:
            kept.append(each)
        else:
            left.setdefault(kind, []).append(each)
    return [*kept, *map(_the_rest, left.values())]


def _the_rest(more: list[Finding]) -> Finding:
    """What stands for several has no key: nobody accepts what is not told."""
    first = more[0]
    told = text("{n} till av samma slag.", "{n} more of the same kind.", n=len(more))
    sources = tuple(dict.fromkeys(each.sources[0] for each in more if each.sources))
    return Finding(code=first.code, severity=first.severity, message=told, sources=sources, accepted=first.accepted)


def schema_findings(facts: list[Fact], schemas: Path | None) -> dict[str, list[Finding]]:
    """What breaks the facts' schema, by file: one call of pandera for all workbooks, where anything does."""
    from trygg_excel.schema import check_facts, facts_hold
    from trygg_excel.shipped import example_folder

    found: dict[str, list[Finding]] = {}
    folder = schemas or example_folder("schemas")
    if facts and not facts_hold(facts, folder):
        from trygg_excel.frame import facts_frame  # pandas, only when there is something to say

        for finding in check_facts(facts_frame(facts), folder):
            found.setdefault(finding.sources[0].file if finding.sources else "", []).append(finding)
    return found


def _cases(register: Register, helds: Sequence[Held]) -> Iterable[CaseCheck]:
    for case in register.cases:
        members: dict[str, Held] = {}
        for member in case.members:
            for held in helds:
                if _matches(held, member.pattern):
                    members.setdefault(member.role, held)
        if members:
            yield CaseCheck(case, members, tuple(against_primary(case, members)))

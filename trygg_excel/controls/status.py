"""Where decisions stand: proposals used as if decided, and money that waits for a condition (TRY-026)."""

from __future__ import annotations

from collections.abc import Iterator

from trygg_excel.controls.control import NO_AMOUNT, NO_REGISTER, Control, not_judged
from trygg_excel.fact import Fact
from trygg_excel.finding import Finding, Result, Severity, Text, Verdict, listed, text
from trygg_excel.held import Held
from trygg_excel.register.model import Decision, DecisionStatus, Programme, Register, Year

STATUS = "TRY-026"
_OPEN = frozenset({DecisionStatus.PROPOSED, DecisionStatus.PLANNED, DecisionStatus.NOTED, DecisionStatus.REMITTED})


def decided(held: Held) -> Iterator[Result]:
    """The split of each year is decided, and no programme waits for a condition."""
    register = held.register
    if register is None:
        yield not_judged(STATUS, Text("Beslut", "Decisions"), NO_REGISTER)
        return
    for year in register.years:
        decision = register.decision(year.allocation_decision)
        if year.year in held.years and decision is not None:
            yield _allocation(held, register, year, decision)
    for programme in held.programmes():
        decision = register.decision(programme.conditional_on)
        if decision is not None:
            yield from _conditional(held, programme, decision)


def _allocation(held: Held, register: Register, year: Year, decision: Decision) -> Result:
    body = register.committee_of(decision.body)
    waits = decision.status in _OPEN
    whole = held.total_of(year.year)
    sources = (whole.source,) if whole is not None else tuple(each.source for each in held.lines_of(year.year)[:1])
    finding = Finding(
        code=STATUS, severity=Severity.WARNING, period=year.year * 100 + 12, sources=sources,
        message=text(
            "Fördelningen för {year} är ett förslag; beslut väntas i {body}{date}.",
            "The allocation for {year} is a proposal; a decision is expected in {body}{date}.",
            year=year.year, body=(body.label.lower() if body else decision.body),
            date=f" {decision.date.isoformat()}" if decision.date else "",
        ),
        remedy=text(
            "Ange beslutets datum, paragraf och diarienummer i registret när det är fattat.",
            "Enter the decision's date, paragraph and registration number in the register once it is taken.",
        ),
    )  # fmt: skip
    return Result(
        control=STATUS, verdict=Verdict.FAILS if waits else Verdict.HOLDS, findings=(finding,) if waits else (),
        subject=text("Beslut om fördelningen {year}", "Decision on the allocation {year}", year=year.year),
        sources=sources, period=year.year * 100 + 12,
    )  # fmt: skip


def _conditional(held: Held, programme: Programme, decision: Decision) -> Iterator[Result]:
    if decision.status is not DecisionStatus.CONDITIONAL:
        return
    facts = [each for each in held.lines if each.programme == programme.id and each.amount]
    if not facts:
        return
    latest = max(facts, key=lambda each: each.year or 0)
    yield Result(
        control=STATUS, verdict=Verdict.FAILS, findings=(_waits(programme, decision, latest),),
        subject=text("Villkor för {label}", "Condition of {label}", label=programme.label), sources=(latest.source,),
        period=latest.period_to,
    )  # fmt: skip


def _waits(programme: Programme, decision: Decision, fact: Fact) -> Finding:
    parts = text(" på {parts}", " between {parts}", parts=listed(programme.parts)) if programme.parts else Text("", "")
    return Finding(
        code=STATUS, severity=Severity.NOTE, programme=programme.id, period=fact.period_to, sources=(fact.source,),
        message=text(
            "{cell} ({label}): {amount} är inte uppdelat{parts}. En del väntar på ett villkor: {about}.",
            "{cell} ({label}): {amount} is not split{parts}. Some of it waits for a condition: {about}.",
            cell=fact.cell, label=programme.label, amount=fact.money(fact.amount), about=decision.about,
            parts=parts,
        ),
        remedy=text("Visa den villkorade delen för sig.", "Show the conditional part by itself."),
        found=fact.amount,
    )  # fmt: skip


STATUSES = (
    Control(
        STATUS, Text("Beloppen är beslutade", "The amounts are decided"), NO_AMOUNT, decided, Severity.WARNING,
        Text(
            "Fördelningen för 2022 är ett förslag; beslut väntas i kommunstyrelsen 2022-02-07.",
            "The allocation for 2022 is a proposal; a decision is expected in kommunstyrelsen 2022-02-07.",
        ),
    ),
)  # fmt: skip

"""How programmes evolve: replaced, changed in scope, money freed and placed (TRY-029, 030, 034)."""

from __future__ import annotations

from collections.abc import Iterator

from trygg_excel.controls.control import EXACT, NO_AMOUNT, Control, not_judged
from trygg_excel.fact import Fact
from trygg_excel.finding import Finding, Result, Severity, Text, Verdict, cited, listed, text
from trygg_excel.held import Held
from trygg_excel.money import Total, total
from trygg_excel.register.model import ConstraintKind, Event, EventKind, FundingBasis, Register

REPLACED, REALLOCATED, SCOPE = "TRY-029", "TRY-030", "TRY-034"


def replaced_are_zero(held: Held) -> Iterator[Result]:
    """A programme that was replaced has no money from that year on."""
    register = held.register
    for event in () if register is None else register.events:
        if event.kind is not EventKind.REPLACED or register is None:
            continue
        after = [
            fact for id_ in event.from_programmes for year in held.years if year >= event.year
            for fact in held.of(id_, year)
        ]  # fmt: skip
        if after:
            yield _replaced(held, register, event, after)


def _replaced(held: Held, register: Register, event: Event, after: list[Fact]) -> Result:
    labels = [register.programme(each).label for each in event.from_programmes]
    left = [fact for fact in after if fact.amount]
    freed = total(fact.amount for id_ in event.from_programmes for fact in held.of(id_, event.year - 1))
    return Result(
        control=REPLACED, verdict=Verdict.FAILS if left else Verdict.HOLDS,
        subject=text("Ersatta insatser {year}", "Replaced programmes {year}", year=event.year),
        findings=tuple(_still_has_money(register, event, fact) for fact in left),
        sources=tuple(fact.source for fact in after), period=event.year * 100 + 12,
        stated=total(fact.amount for fact in after).known, calculated=0, tolerance=0, unit=held.unit,
        explanation=text(
            "{labels} ersattes {year}; {freed} frigjordes.{successor}",
            "{labels} were replaced in {year}; {freed} was freed.{successor}",
            labels=listed(labels), year=event.year, freed=held.money(freed.known),
            successor=_successor(held, register, event),
        ),
    )  # fmt: skip


def _successor(held: Held, register: Register, event: Event) -> Text:
    """What the successor has, from where, and per year where it is for several."""
    pots = [each for each in register.funding if each.programme in event.to_programmes and each.amount is not None]
    if not pots:
        return Text("", "")
    pot = pots[0]
    years = pot.year_to - pot.year_from + 1 if pot.basis is FundingBasis.MULTI_YEAR else 1
    source = next((each.label for each in register.funding if each.id == pot.part_of), "")
    return text(
        " Efterföljaren {label} har {each} per år ur {source}.",
        " Its successor {label} has {each} a year from {source}.",
        label=register.programme(pot.programme or "").label, each=held.money((pot.amount or 0) // years), source=source,
    )  # fmt: skip


def _still_has_money(register: Register, event: Event, fact: Fact) -> Finding:
    return Finding(
        code=REPLACED, severity=Severity.WARNING, programme=fact.programme, period=fact.period_to,
        message=text(
            "{cell}: {label} ersattes {year}{source} men har {amount} {now}.",
            "{cell}: {label} was replaced in {year}{source} but has {amount} in {now}.",
            cell=fact.cell, label=register.programme(fact.programme or "").label, year=event.year,
            source=cited(event.source), amount=fact.money(fact.amount), now=fact.year,
        ),
        remedy=text("Ska {cell} vara 0?", "Should {cell} be 0?", cell=fact.cell),
        sources=(fact.source,), found=fact.amount, expected=0, difference=fact.amount, tolerance=0,
    )  # fmt: skip


def freed_is_placed(held: Held) -> Iterator[Result]:
    """The programmes' changes add up to that of the total: what is freed is placed, or given back."""
    register = held.register
    for stated in () if register is None or not held.lines else register.constraints_of(ConstraintKind.REALLOCATED):
        now, before = stated.year or 0, stated.compared_to or 0
        subject = text("Omfördelat {before}–{now}", "Reallocated {before}–{now}", before=before, now=now)
        last, first = held.total_of(now), held.total_of(before)
        if last is None or first is None:
            yield not_judged(REALLOCATED, subject, held.lacks_total(before, now), statement=stated.id)
        else:
            whole = (last.amount or 0) - (first.amount or 0)
            yield _reallocated(held, stated.id, subject, changes(held, before, now), whole, last)


def changes(held: Held, before: int, now: int) -> dict[str, int]:
    """Each row's change between two years, by programme (by label where it has no id)."""
    found: dict[str, int] = {}
    for year, sign in ((before, -1), (now, 1)):
        for fact in held.lines_of(year):
            key = fact.programme or fact.label
            found[key] = found.get(key, 0) + sign * (fact.amount or 0)
    return found


def _reallocated(held: Held, statement: str, subject: Text, moved: dict[str, int], whole: int, last: Fact) -> Result:
    freed = total(-each for each in moved.values() if each < 0)
    placed = total(each for each in moved.values() if each > 0)
    rows = sum(moved.values())
    return Result(
        control=REALLOCATED, verdict=Verdict.HOLDS if rows == whole else Verdict.FAILS, subject=subject,
        sources=(last.source,), period=last.period_to, stated=whole, calculated=rows, tolerance=0, unit=held.unit,
        explanation=_placed(held, freed, placed), statement=statement,
    )  # fmt: skip


def _placed(held: Held, freed: Total, placed: Total) -> Text:
    return text(
        "Frigjort {freed}, omfördelat {placed}, kvar {left}",
        "Freed {freed}, reallocated {placed}, left {left}",
        freed=held.money(freed.known), placed=held.money(placed.known), left=held.money(freed.known - placed.known),
    )  # fmt: skip


def same_scope(held: Held) -> Iterator[Result]:
    """A programme whose scope changed is compared with care."""
    register = held.register
    for event in () if register is None else register.events:
        across = bool(held.years) and held.years[0] < event.year <= held.years[-1]
        if event.kind is not EventKind.SCOPE_CHANGED or register is None or not across:
            continue
        for id_ in event.from_programmes or event.to_programmes:
            facts = [each for each in held.lines if each.programme == id_]
            if facts:
                yield _scope(register, event, facts)


def _scope(register: Register, event: Event, facts: list[Fact]) -> Result:
    label = register.programme(facts[0].programme or "").label
    finding = Finding(
        code=SCOPE, severity=Severity.WARNING, programme=facts[0].programme, period=event.year * 100 + 12,
        message=text(
            "{label}: avgränsningen ändrades {year}{source}. {note}",
            "{label}: its scope changed in {year}{source}. Compare the years with care.",
            label=label, year=event.year, source=cited(event.source),
            note=event.note or "Jämför åren med försiktighet.",
        ),
        remedy=text("Skriv vad beloppen för tidigare år omfattade.", "Write what the earlier years' amounts covered."),
        sources=tuple(each.source for each in facts),
    )  # fmt: skip
    return Result(
        control=SCOPE, verdict=Verdict.FAILS, findings=(finding,), sources=finding.sources,
        subject=text("Avgränsning av {label}", "Scope of {label}", label=label), period=event.year * 100 + 12,
    )  # fmt: skip


LINEAGE = (
    Control(
        REPLACED, Text("Ersatta insatser är noll", "Replaced programmes are nought"),
        EXACT, replaced_are_zero, Severity.WARNING,
        Text(
            "B4: Ambulerande Trygghetsvärdar ersattes 2022 (Tjänsteskrivelse, rad 25) men har 0,3 mkr 2022.",
            "B4: Ambulerande Trygghetsvärdar was replaced in 2022 (Tjänsteskrivelse, rad 25) but has 0.3 SEK m in "
            "2022.",
        ),
    ),
    Control(
        REALLOCATED, Text("Frigjort = omfördelat", "Freed = reallocated"), EXACT, freed_is_placed, Severity.NOTE,
        Text(
            "Frigjort 1,2 mkr, omfördelat 1,2 mkr, kvar 0,0 mkr",
            "Freed 1.2 SEK m, reallocated 1.2 SEK m, left 0.0 SEK m",
        ),
    ),
    Control(
        SCOPE, Text("Samma avgränsning mellan åren", "The same scope between years"),
        NO_AMOUNT, same_scope, Severity.WARNING,
        Text(
            "Trygghetsvärdar: avgränsningen ändrades 2022 (Tjänsteskrivelse, rad 43 och 56). Jämför åren med "
            "försiktighet.",
            "Trygghetsvärdar: its scope changed in 2022 (Tjänsteskrivelse, rad 43 och 56). Compare the years with "
            "care.",
        ),
    ),
)  # fmt: skip

"""The budget's way: original to revised by decided changes, frame to internal budget (TRY-021, TRY-063)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from trygg_excel.controls.control import EXACT, Control, also, answer, named, not_judged
from trygg_excel.fact import Fact, Measure, Nature, Role, Version
from trygg_excel.finding import Finding, Result, Severity, Text, text
from trygg_excel.held import Held
from trygg_excel.layout.vocabulary import is_result
from trygg_excel.money import total
from trygg_excel.table_rows import TableRow, is_exact
from trygg_excel.tolerance import exact_sum
from trygg_excel.workbook import place

BRIDGE, INTERNAL = "TRY-021", "TRY-063"
_REVISED = re.compile(r"\bny(?:tt|a)? (?:ram|budget|anslag|kommunbidrag)|reviderad|\bjusterad|revised", re.IGNORECASE)
_CHANGE = re.compile(
    r"tillägg|omdispon|omfördel|ombudget|ramjuster|ramförändr|teknisk|överför|förändring|ändring|justering\b|supplement"
    r"|transfer",
    re.IGNORECASE,
)
_FRAME = re.compile(r"\bram\b|budgetram|nämndram|kommunbidrag|\banslag\b", re.IGNORECASE)
_INTERNAL = re.compile(r"internbudget|intern budget", re.IGNORECASE)
_LEFT = re.compile(r"\b(?:kvar|återstår) att fördela|ofördela[dt]|\bej fördela[dt]", re.IGNORECASE)
_FRAME_ROW = re.compile(r"(?:(?:nämndens|total|tilldelad|beslutad) )?(?:ram|budgetram|kommunbidrag)\b", re.IGNORECASE)


class _Bridge(NamedTuple):
    """A row's way from the original budget to the revised one, from left to right."""

    original: Fact
    changes: tuple[Fact, ...]
    revised: Fact

    @property
    def sum(self) -> int:
        return total(each.amount for each in (self.original, *self.changes)).known

    @property
    def difference(self) -> int:
        return (self.revised.amount or 0) - self.sum

    @property
    def holds(self) -> bool:
        parts = (self.original, *self.changes)
        tolerance = exact_sum(min(each.quantum for each in (*parts, self.revised)), len(parts))
        return tolerance.judge(self.difference) == "holds"


def version_bridge(held: Held) -> Iterator[Result]:
    """Original + supplementary budget + transfers = revised, row by row."""
    judged = False
    for rows in held.tables_with(Measure.BUDGET):
        revised = any(_says_revised(*each) for each in held.headings[rows[0].sheet, rows[0].table])
        bridges = [bridge for row in rows if (bridge := _bridge(row)) is not None] if revised else []
        wrong = [each for each in bridges if not each.holds]
        if bridges and (len(wrong) < len(bridges) or len(bridges) == 1):
            judged = True
            subject = text("Väg till {column}", "The way to {column}", column=bridges[0].revised.column)
            yield answer(BRIDGE, subject, (_broken(wrong),) if wrong else (), sources=(bridges[0].revised.source,))
    if not judged:
        lacks = Text(
            "ursprunglig budget, ändringar och reviderad budget bredvid varandra",
            "original budget, changes and revised budget beside each other",
        )
        yield not_judged(BRIDGE, Text("Budgetens versioner", "The budget's versions"), lacks)


def _bridge(row: TableRow) -> _Bridge | None:
    """The last revised column, with the changes between it and the nearest budget to its left."""
    facts = row.facts
    ends = [at for at, each in enumerate(facts) if each.measure is Measure.BUDGET and _is_revised(each)]
    if not ends or not ends[-1] or row.role is not Role.LINE:
        return None
    revised = facts[ends[-1]]
    changes: list[Fact] = []
    for each in reversed(facts[: ends[-1]]):
        if each.period_to != revised.period_to or each.nature not in {revised.nature, Nature.NONE}:
            return None
        if not _is_change(each):
            whole = each.measure is Measure.BUDGET and bool(changes) and all(map(is_exact, (each, revised, *changes)))
            return _Bridge(each, tuple(reversed(changes)), revised) if whole else None
        changes.append(each)
    return None


def _is_revised(fact: Fact) -> bool:
    return _says_revised(fact.column, fact.version)


def _says_revised(heading: str, version: Version | None) -> bool:
    return version is Version.REVISED or _says(_REVISED, heading)


@lru_cache(maxsize=4096)
def _says(words: re.Pattern[str], heading: str) -> bool:
    """The same headings are asked about for every row."""
    return words.search(heading) is not None


def _is_change(fact: Fact) -> bool:
    named = fact.version is Version.SUPPLEMENTARY or _says(_CHANGE, fact.column)
    return named and fact.measure in {Measure.CHANGE, Measure.BUDGET, Measure.OTHER} and not _is_revised(fact)


def _broken(wrong: Sequence[_Bridge]) -> Finding:
    first = wrong[0]
    fact = first.revised
    steps = [each.money(each.amount, signed=True) for each in first.changes]
    more = also(named(each.revised) for each in wrong[1:])
    return Finding(
        code=BRIDGE, severity=Severity.ERROR, programme=fact.programme, period=fact.period_to, tolerance=0,
        message=text(
            "{cell} ({label}): reviderad budget är {revised}, men {original} med ändringarna {steps} blir {sum}. "
            "Det skiljer {d}.{more}",
            "{cell} ({label}): the revised budget is {revised}, but {original} with the changes {steps} is {sum}. "
            "They differ by {d}.{more}",
            cell=fact.cell, label=fact.label, revised=fact.money(fact.amount), sum=fact.money(first.sum),
            original=fact.money(first.original.amount), d=fact.money(abs(first.difference)), more=more,
            steps=Text(" och ".join(each.say("sv") for each in steps), " and ".join(each.say("en") for each in steps)),
        ),
        remedy=text(
            "Lägg till det beslut som saknas, eller rätta {cell}.",
            "Add the decision that is missing, or correct {cell}.", cell=fact.cell,
        ),
        sources=tuple(each.source for bridge in wrong for each in (bridge.revised, bridge.original, *bridge.changes)),
        found=fact.amount, expected=first.sum, difference=first.difference,
    )  # fmt: skip


class _Split(NamedTuple):
    """An internal budget with the frame it is to be equal to."""

    internal: Fact
    frame: Fact

    @property
    def difference(self) -> int:
        return (self.internal.amount or 0) - (self.frame.amount or 0)

    @property
    def holds(self) -> bool:
        return exact_sum(min(self.internal.quantum, self.frame.quantum), 1).judge(self.difference) == "holds"


def internal_equals_frame(held: Held) -> Iterator[Result]:
    """A committee's internal budget is its frame: not more, and not less."""
    tables = [(*_in_rows(held, rows), *_below(rows)) for rows in held.tables_with(Measure.BUDGET)]
    subject = Text("Internbudget mot ram", "Internal budget against frame")
    if any(tables):
        sources = tuple(each.internal.source for splits in tables for each in splits)
        wrong = [own for splits in tables if (own := [each for each in splits if not each.holds])]
        yield answer(INTERNAL, subject, [_unequal(each) for each in wrong], sources=sources)
    else:
        yield not_judged(INTERNAL, subject, Text("internbudget och ram", "an internal budget and a frame"))


def _in_rows(held: Held, rows: Sequence[TableRow]) -> Iterator[_Split]:
    """Rows with a column of each."""
    if not any(_says(_INTERNAL, heading) for heading, _ in held.headings[rows[0].sheet, rows[0].table]):
        return
    for row in (each for each in rows if each.role is Role.LINE):
        known = [each for each in row.facts if each.measure is Measure.BUDGET and is_exact(each)]
        internal = [each for each in known if _says(_INTERNAL, each.column)]
        frames = [each for each in known if not _says(_INTERNAL, each.column) and _says(_FRAME, each.column)]
        if len(internal) == len(frames) == 1 and internal[0].period_to == frames[0].period_to:
            yield _Split(internal[0], frames[0])


def _below(rows: Iterable[TableRow]) -> Iterator[_Split]:
    """A column whose total stands beside a row that says the frame."""
    given = tuple(rows)
    frames = [row for row in given if row.role is Role.LINE and _FRAME_ROW.match(row.label)]
    totals = [row for row in given if row.role is Role.TOTAL]
    nets = [row for row in given if is_result(row.label)]  # revenues and costs by themselves are not what is framed
    totals = nets or totals
    if len(frames) != 1 or len(totals) != 1:
        return
    if any(row.role is Role.LINE and _LEFT.search(row.label) for row in given):  # the table says so itself
        return
    said = {place(each.cell)[1]: each for each in frames[0].facts if is_exact(each)}
    for each in totals[0].facts:
        frame = said.get(place(each.cell)[1])
        if each.version is Version.INTERNAL and frame is not None and is_exact(each):
            yield _Split(each, frame)


def _unequal(splits: Sequence[_Split]) -> Finding:
    """One finding for a table."""
    split = splits[0]
    internal, frame = split
    over = Text("för mycket", "too much") if split.difference > 0 else Text("för lite", "too little")
    return Finding(
        code=INTERNAL, severity=Severity.ERROR, programme=internal.programme, period=internal.period_to, tolerance=0,
        message=text(
            "{cell} ({label}): internbudgeten är {internal} men ramen är {frame} ({at}). Internbudgeten ska vara lika "
            "med ramen; det är {d} {over}.{more}",
            "{cell} ({label}): the internal budget is {internal} but the frame is {frame} ({at}). They should be "
            "equal; it is {d} {over}.{more}",
            cell=internal.cell, label=internal.label, internal=internal.money(internal.amount), at=frame.cell,
            frame=frame.money(frame.amount), d=internal.money(abs(split.difference)), over=over,
            more=also(named(each.internal) for each in splits[1:]),
        ),
        remedy=text(
            "Fördela hela ramen, eller rätta {cell}.", "Allocate the whole frame, or correct {cell}.",
            cell=internal.cell,
        ),
        sources=tuple(each.source for own in splits for each in own), found=internal.amount,
        expected=frame.amount, difference=split.difference,
    )  # fmt: skip


BUDGET_VERSIONS = (
    Control(
        BRIDGE, Text("Ursprunglig budget + ändringar = reviderad", "Original budget + changes = revised"),
        EXACT, version_bridge, Severity.ERROR,
        Text(
            "E4 (Socialnämnden): reviderad budget är 20 200 tkr, men 20 000 tkr med ändringarna 0 tkr och +100 tkr "
            "blir 20 100 tkr. Det skiljer 100 tkr.",
            "E4 (Socialnämnden): the revised budget is 20,200 SEK k, but 20,000 SEK k with the changes 0 SEK k and "
            "+100 SEK k is 20,100 SEK k. They differ by 100 SEK k.",
        ),
    ),
    Control(
        INTERNAL, Text("Internbudgeten är lika med ramen", "The internal budget equals the frame"),
        EXACT, internal_equals_frame, Severity.ERROR,
        Text(
            "C3 (Kommunstyrelsen): internbudgeten är 9 100 tkr men ramen är 9 000 tkr (B3). Internbudgeten ska vara "
            "lika med ramen; det är 100 tkr för mycket.",
            "C3 (Kommunstyrelsen): the internal budget is 9,100 SEK k but the frame is 9,000 SEK k (B3). They should "
            "be equal; it is 100 SEK k too much.",
        ),
    ),
)  # fmt: skip

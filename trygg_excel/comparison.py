"""Years side by side: each row's amounts and change, what is new or replaced, and a bridge that adds up to the öre."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from trygg_excel.fact import Fact, Measure, Nature, Role
from trygg_excel.finding import Source, Text, listed, text
from trygg_excel.held import Held
from trygg_excel.money import Unit, total
from trygg_excel.notebook.displayed import Framed
from trygg_excel.register.model import Event, EventKind, Register

if TYPE_CHECKING:
    from trygg_excel.notebook.figures import Figure

_COMPARED = frozenset({Measure.CHANGE, Measure.DEVIATION})


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """`amounts` in öre by year; None is unknown, a missing year has no cell. `mark` says what happened to the row."""

    label: str
    group: str
    programme: str | None
    amounts: Mapping[int, int | None]
    sources: Mapping[int, Source]
    mark: Text = Text("", "")

    def change(self, before: int, now: int) -> int | None:
        """The change between two years in öre; a missing year counts as nought, an unknown one makes it unknown."""
        old, new = self.amounts.get(before, 0), self.amounts.get(now, 0)
        return None if old is None or new is None else new - old


class StepKind(StrEnum):
    INCREASE = "increase"
    DECREASE = "decrease"
    NEW = "new"
    ENDED = "ended"
    UNEXPLAINED = "unexplained"


@dataclass(frozen=True, slots=True)
class Step:
    label: Text
    amount: int
    kind: StepKind
    mark: Text = Text("", "")


@dataclass(frozen=True, slots=True)
class Bridge:
    """From one year's total to another's: `start` + the steps = `end`, exactly. `unknown` rows could not be a step."""

    before: int
    now: int
    start: int
    end: int
    steps: tuple[Step, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, repr=False)
class Comparison(Framed):
    """`years` ascending; `totals` are the stated ones, where the workbook has them and they add up."""

    file: str
    sheet: str
    unit: Unit
    years: tuple[int, ...]
    rows: tuple[ComparedRow, ...]
    totals: Mapping[int, int]
    bridges: tuple[Bridge, ...]

    def sum_of(self, year: int) -> int:
        """The known amounts of a year, in öre."""
        return total(row.amounts.get(year, 0) for row in self.rows).known

    def plot(
        self,
        kind: Literal["years", "bridge"] = "years",
        year: int | None = None,
        unit: str | None = None,
        lang: str = "sv",
    ) -> Figure:
        """A matplotlib Figure: the years side by side, or the bridge to `year` (the last one unless given).

        Raises NothingToDraw where there is no such bridge, ExtraMissing where matplotlib is not installed.
        """
        from trygg_excel.notebook.drawn import bridge_figure, years_figure

        return bridge_figure(self, year, unit, lang) if kind == "bridge" else years_figure(self, unit, lang)


def compare(held: Held, years: Sequence[int] | None = None, base: int | None = None) -> Comparison | None:
    """The workbook's years side by side; None when it has fewer than two.

    `years` keeps those asked for; `base` is the year each other is bridged from instead of the one before.
    """
    facts = _series(held, years)
    found = tuple(sorted({fact.year for fact in facts if fact.year is not None}))
    if len(found) < 2:
        return None
    rows = _rows(held, facts, found)
    totals = {year: whole.amount for year in found if (whole := held.total_of(year)) and whole.amount is not None}
    bridges = tuple(_bridge(_rows(held, facts, pair), totals, *pair) for pair in _pairs(found, base))
    return Comparison(held.budget.name, facts[0].sheet, facts[0].shown_unit, found, rows, totals, bridges)


def _pairs(years: tuple[int, ...], base: int | None) -> list[tuple[int, int]]:
    """Each year with the one before it, or with the base year where there is one."""
    if base is None or base not in years:
        return list(pairwise(years))
    return [(base, year) for year in years if year != base]


def _series(held: Held, years: Sequence[int] | None) -> list[Fact]:
    """The line facts of one kind of amount in one table: the one that has most of them over several years."""
    lines = held.lines or tuple(
        each for each in held.facts if each.role is Role.LINE and each.measure not in _COMPARED and each.label
    )
    wanted = [each for each in lines if each.year is not None and (years is None or each.year in years)]
    sizes = Counter(_kind(each) for each in wanted)
    spans = {kind: len({each.year for each in wanted if _kind(each) == kind}) for kind in sizes}
    several = [kind for kind in sizes if spans[kind] > 1]
    if not several:
        return []
    best = max(several, key=lambda kind: (sizes[kind], kind[3] is Nature.NET))
    return [each for each in wanted if _kind(each) == best]


def _kind(fact: Fact) -> tuple[str, str, str, Nature]:
    return fact.sheet, fact.table, fact.measure, fact.nature


def _rows(held: Held, facts: Iterable[Fact], years: tuple[int, ...]) -> tuple[ComparedRow, ...]:
    """The rows in reading order, marked with what happened to them over `years`."""
    found: dict[tuple[str, str], dict[int, Fact]] = {}
    for fact in facts:
        key, n = fact.programme or f"{fact.group} / {fact.label}", 1
        while fact.year in found.get((key, str(n)), {}):
            n += 1  # the same name again is a row of its own, never a sum
        if fact.year is not None:
            found.setdefault((key, str(n)), {})[fact.year] = fact
    return tuple(_row(held.register, cells, years) for cells in found.values())


def _row(register: Register | None, cells: Mapping[int, Fact], years: tuple[int, ...]) -> ComparedRow:
    latest = cells[max(cells)]
    amounts = {year: fact.amount for year, fact in cells.items()}
    mark = _mark(register, latest.programme, amounts, years)
    sources = {year: fact.source for year, fact in cells.items()}
    return ComparedRow(latest.label, latest.group, latest.programme, amounts, sources, mark)


def _mark(
    register: Register | None, programme: str | None, amounts: Mapping[int, int | None], years: tuple[int, ...]
) -> Text:
    """What the register tells of the row, else what its amounts show: new, or ended."""
    if register is not None and programme is not None:
        told = [_told(register, event, programme) for event in register.events if min(years) < event.year <= max(years)]
        kept = [each for each in told if each is not None]
        if kept:
            return Text("; ".join(each.sv for each in kept), "; ".join(each.en for each in kept))
    held = [year for year in years if amounts.get(year) != 0 and year in amounts]
    if held and held[0] > years[0]:
        return text("Ny {year}", "New {year}", year=held[0])
    if held and held[-1] < years[-1]:
        after = years[years.index(held[-1]) + 1]
        return text("Inga medel från {year}", "No money from {year}", year=after)
    return Text("", "")


def _told(register: Register, event: Event, programme: str) -> Text | None:
    if event.kind is EventKind.REPLACED and programme in event.from_programmes:
        by = listed(register.programme(each).label for each in event.to_programmes)
        return text("Ersatt {year} av {by}", "Replaced {year} by {by}", year=event.year, by=by)
    if event.kind is EventKind.START and programme in event.to_programmes:
        return text("Ny {year}", "New {year}", year=event.year)
    if event.kind is EventKind.SCOPE_CHANGED and programme in event.from_programmes:
        return text("Ändrad avgränsning {year}", "Scope changed {year}", year=event.year)
    return None


def _bridge(rows: Iterable[ComparedRow], totals: Mapping[int, int], before: int, now: int) -> Bridge:
    """Each row's change is a step; what the stated totals do not share with their rows is a step of its own."""
    given = tuple(rows)
    known = [row for row in given if row.change(before, now) is not None]
    steps = [_step(row, before, now) for row in known if row.change(before, now)]
    start, end = (totals.get(year, total(row.amounts.get(year, 0) for row in known).known) for year in (before, now))
    rest = end - start - sum(step.amount for step in steps)
    if rest:
        steps.append(Step(Text("Ej förklarat av raderna", "Not explained by the rows"), rest, StepKind.UNEXPLAINED))
    unknown = tuple(row.label for row in given if row.change(before, now) is None)
    return Bridge(before, now, start, end, tuple(steps), unknown)


def _step(row: ComparedRow, before: int, now: int) -> Step:
    change = row.change(before, now) or 0
    old, new = row.amounts.get(before) or 0, row.amounts.get(now) or 0
    kind = StepKind.INCREASE if change > 0 else StepKind.DECREASE
    if not old:
        kind = StepKind.NEW
    elif not new:
        kind = StepKind.ENDED
    return Step(Text(row.label, row.label), change, kind, row.mark)

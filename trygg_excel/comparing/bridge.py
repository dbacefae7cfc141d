"""A bridge from one year (or version) to another: steps that add up to the öre, each with what kind of step it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from trygg_excel.finding import Source, Text
from trygg_excel.register.model import EventKind, Register


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
    REPLACED = "replaced"
    MOVED = "moved"
    UNKNOWN = "unknown"
    ROUNDING = "rounding"
    UNEXPLAINED = "unexplained"


OF_NO_ROW = frozenset(
    {StepKind.UNKNOWN, StepKind.ROUNDING, StepKind.UNEXPLAINED}
)  # what is left when the rows are told


@dataclass(frozen=True, slots=True)
class Step:
    label: Text
    amount: int
    kind: StepKind
    mark: Text = Text("", "")


@dataclass(frozen=True, slots=True)
class Bridge:
    """From one year's total to another's: `start` + the steps = `end`, exactly.

    `unknown` rows could not be a step each; what they are known to hold in the one year is a step of its own.
    """

    before: int
    now: int
    start: int
    end: int
    steps: tuple[Step, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stated:
    """The totals that the workbook states, in öre by year, and how far rounding alone may take each from its rows."""

    totals: Mapping[int, int] = field(default_factory=dict)
    rounding: Mapping[int, int] = field(default_factory=dict)


def bridge(
    rows: Iterable[ComparedRow], stated: Stated, before: int, now: int, register: Register | None = None
) -> Bridge:
    """Each row's change is a step; what the stated totals do not share with their rows is a step of its own.

    That step is called rounding only where rounding explains each total's own miss of its rows. `register` tells
    what was moved or replaced; leave it out where `before` and `now` are no years.
    """
    given = tuple(rows)
    told, labels = _told_of(register, before, now), _labels(given)
    changes = [(row, row.change(before, now)) for row in given]
    steps = [_step(row, change, labels, told, before, now) for row, change in changes if change]
    lost = [row for row, change in changes if change is None]
    sums = {at: sum([row.amounts.get(at) or 0 for row in given]) for at in (before, now)}  # of what is known
    start, end = (stated.totals.get(at, sums[at]) for at in (before, now))
    steps += _unknown(lost, before, now)
    rest = end - start - sum(step.amount for step in steps)
    if rest:
        rounded = all(abs(stated.totals.get(at, sums[at]) - sums[at]) <= stated.rounding.get(at, 0) for at in sums)
        steps.append(_rest(rest, rounded=rounded and not lost))
    return Bridge(before, now, start, end, tuple(steps), tuple(labels[id(row)] for row in lost))


def _unknown(lost: Iterable[ComparedRow], before: int, now: int) -> list[Step]:
    """The amounts that leave or enter the totals because the other year's is not stated."""
    amount = sum((row.amounts.get(now, 0) or 0) - (row.amounts.get(before, 0) or 0) for row in lost)
    return [Step(Text("Belopp ej angivna", "Amounts not stated"), amount, StepKind.UNKNOWN)] if amount else []


def _rest(rest: int, *, rounded: bool) -> Step:
    if rounded:
        return Step(Text("Avrundning", "Rounding"), rest, StepKind.ROUNDING)
    return Step(Text("Ej förklarat av raderna", "Not explained by the rows"), rest, StepKind.UNEXPLAINED)


def _labels(rows: Iterable[ComparedRow]) -> dict[int, str]:
    """What each row is called outside its group: its label, with the group where the label alone is not enough."""
    given = tuple(rows)
    times = Counter(row.label for row in given)
    return {id(row): f"{row.group} / {row.label}" if row.group and times[row.label] > 1 else row.label for row in given}


def _step(
    row: ComparedRow, change: int, labels: Mapping[int, str], told: Mapping[str, StepKind], before: int, now: int
) -> Step:
    label = labels[id(row)]
    kind = told.get(row.programme or "") or _kind(row, change, before, now)
    return Step(Text(label, label), change, kind, row.mark)


def _kind(row: ComparedRow, change: int, before: int, now: int) -> StepKind:
    if not row.amounts.get(before):
        return StepKind.NEW
    if not row.amounts.get(now):
        return StepKind.ENDED
    return StepKind.INCREASE if change > 0 else StepKind.DECREASE


def _told_of(register: Register | None, before: int, now: int) -> dict[str, StepKind]:
    """The programmes that the register says were replaced, or moved to another committee, between the two years."""
    kinds = {EventKind.REPLACED: StepKind.REPLACED, EventKind.MOVED: StepKind.MOVED}
    events = [] if register is None else [each for each in register.events if each.kind in kinds]
    first, last = sorted((before, now))
    return {
        programme: kinds[event.kind]
        for event in events
        if first < event.year <= last
        for programme in (*event.from_programmes, *event.to_programmes)
    }

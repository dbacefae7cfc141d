"""Programmes through time: what was decided under each name, what is comparable with the last year, and the bridge.

A split, a merge and a new id carry their amounts on, by the shares in the register. A programme that is replaced does
not: its successor has money of its own. Where shares are not known nothing is recast, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from trygg_excel.finding import Text, listed, text
from trygg_excel.money import parted
from trygg_excel.register.coherence import share_of
from trygg_excel.register.model import Event, EventKind, Register

Amounts = Mapping[str, Mapping[int, int | None]]  # by programme and year; None is unknown, no entry no amount
_CARRIES = frozenset({EventKind.SPLIT, EventKind.MERGE, EventKind.RENAME})
_WHOLE = (Fraction(1),)


@dataclass(frozen=True, slots=True)
class BridgeStep:
    """What an event moves to or from another programme in a year's amounts; None when it is not known how much."""

    year: int
    kind: EventKind
    label: Text
    amount: int | None
    event: str
    other: str


@dataclass(frozen=True, slots=True)
class Series:
    """A programme's years, in öre. In each of them `decided` + its `recast` steps = `comparable`, exactly.

    A year without an entry has no amount, None is an unknown one. `comparable` is in the structure of the last year.
    `remarks` are for the reader: what was replaced, moved, paused, changed in scope, and what could not be recast.
    """

    programme: str
    label: str
    decided: Mapping[int, int | None]
    comparable: Mapping[int, int | None]
    recast: tuple[BridgeStep, ...] = ()
    remarks: tuple[Text, ...] = ()


def series_of(register: Register, amounts: Amounts) -> tuple[Series, ...]:
    """A series for each programme that has an amount, decided or comparable, in the register's order."""
    years = sorted({year for by_year in amounts.values() for year in by_year})
    if not years:
        return ()
    steps: dict[str, list[BridgeStep]] = {}
    comparable: dict[str, dict[int, int | None]] = {}
    for year in years:
        held = {id_: by_year[year] for id_, by_year in amounts.items() if year in by_year}
        for event in _between(register, year, years[-1]):
            for id_, step in _carried(register, event, year, held):
                steps.setdefault(id_, []).append(step)
        for id_, amount in held.items():
            comparable.setdefault(id_, {})[year] = amount
    order = {each.id: each for each in register.programmes}
    return tuple(
        Series(
            id_, order[id_].label, dict(amounts.get(id_, {})), comparable.get(id_, {}), tuple(steps.get(id_, ())),
            tuple(_remarks(register, id_, years)),
        )
        for id_ in order if id_ in comparable
    )  # fmt: skip


def _between(register: Register, year: int, last: int) -> list[Event]:
    """What changed the structure after a year, oldest first."""
    return sorted(
        (each for each in register.events if each.kind in _CARRIES and year < each.year <= last and _can(each)),
        key=lambda each: each.year,
    )


def _can(event: Event) -> bool:
    """Whether it is known what goes where: to a single programme all of it, to several by their shares."""
    return bool(event.from_programmes) and (len(event.to_programmes) == 1 or bool(event.shares))


def _carried(
    register: Register, event: Event, year: int, held: dict[str, int | None]
) -> Iterator[tuple[str, BridgeStep]]:
    """Move what an event's old programmes have to the new ones; each move is a step of both."""
    shares = tuple(map(share_of, event.shares)) or _WHOLE
    before = {old: held[old] for old in event.from_programmes if old in held}
    held |= dict.fromkeys(before, 0)
    for old, amount in before.items():
        for new, part in zip(event.to_programmes, _parted(amount, shares), strict=True):
            held[new] = _plus(held.get(new, 0), part)
            if new != old:
                yield old, _step(register, event, year, new, None if part is None else -part, into=False)
                yield new, _step(register, event, year, old, part, into=True)


def _parted(amount: int | None, shares: tuple[Fraction, ...]) -> tuple[int | None, ...]:
    return (None,) * len(shares) if amount is None else parted(amount, shares)


def _plus(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


_WORDS = {
    EventKind.SPLIT: Text("Delning", "Split"),
    EventKind.MERGE: Text("Sammanslagning", "Merger"),
    EventKind.RENAME: Text("Namnbyte", "Change of name"),
}


def _step(register: Register, event: Event, year: int, other: str, amount: int | None, *, into: bool) -> BridgeStep:
    label = text(
        "{what} {year}, {way} {other}", "{what} {year}, {english} {other}", what=_WORDS[event.kind], year=event.year,
        way="från" if into else "till", english="from" if into else "to", other=register.programme(other).label,
    )  # fmt: skip
    return BridgeStep(year, event.kind, label, amount, event.id, other)


def _remarks(register: Register, id_: str, years: list[int]) -> Iterator[Text]:
    """What happened to a programme during the years that no amount is carried by."""
    for event in register.events:
        if not years[0] < event.year <= years[-1] or id_ not in (*event.from_programmes, *event.to_programmes):
            continue
        if event.kind in _CARRIES and not _can(event):
            yield _not_recast(event)
        elif event.kind is EventKind.REPLACED:
            yield _replaced(register, event, id_)
        elif event.kind not in {EventKind.SPLIT, EventKind.MERGE}:
            yield _remark(event)


def _remark(event: Event) -> Text:
    note = f" {event.note}" if event.note else ""
    return text("{what} {year}.{note}", "{what} {year}.", what=_REMARKS[event.kind], year=event.year, note=note)


_REMARKS = {
    EventKind.RENAME: Text("Namnbyte", "Change of name"),
    EventKind.START: Text("Ny", "New"),
    EventKind.MOVED: Text("Flyttad till annan nämnd", "Moved to another committee"),
    EventKind.NEW_FUNDING: Text("Ny finansiering", "New funding"),
    EventKind.SCOPE_CHANGED: Text("Ändrad avgränsning; jämför med försiktighet", "Changed scope; compare with care"),
    EventKind.PAUSED: Text("Pausad", "Paused"),
    EventKind.RESUMED: Text("Återupptagen", "Resumed"),
    EventKind.ENDED: Text("Avslutad", "Ended"),
}


def _not_recast(event: Event) -> Text:
    return text(
        "{what} {year}: andelarna är inte kända, så åren före är inte omräknade.",
        "{what} {year}: the shares are not known, so the years before are not recast.",
        what=_WORDS[event.kind], year=event.year,
    )  # fmt: skip


def _replaced(register: Register, event: Event, id_: str) -> Text:
    """A successor does not take over the money of what it replaces."""
    old = id_ in event.from_programmes
    others = listed(register.programme(each).label for each in (event.to_programmes if old else event.from_programmes))
    sv, en = ("Ersatt {year} av", "Replaced in {year} by") if old else ("Ersätter från {year}", "Replaces from {year}")
    return text(sv + " {others}; beloppen följer inte med.", en + " {others}; amounts are not carried on.",
                year=event.year, others=others)  # fmt: skip

"""What differs between two versions of the same month's report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trygg_excel.finding import Text
from trygg_excel.month.answers import EMPTY
from trygg_excel.month.records import Figures, Record
from trygg_excel.register.model import Register

_FIELDS = (
    ("original", Text("Årsbudget, ursprunglig", "Year's budget, original")),
    ("revised", Text("Årsbudget, reviderad", "Year's budget, revised")),
    ("budget_so_far", Text("Budget t.o.m. månaden", "Budget so far")),
    ("outcome", Text("Utfall", "Outcome")),
    ("last_year", Text("Utfall förra året", "Outcome last year")),
    ("forecast", Text("Prognos helår", "Forecast for the year")),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One amount (öre) that differs, or a comment that does (`said`)."""

    label: str
    what: Text
    before: int | None = None
    now: int | None = None
    said: str = ""


def changes_between(before: Record, now: Record, register: Register) -> Iterator[Change]:
    """By programme, in the register's order; what was written last."""
    for programme in register.programmes:
        old, new = before.figures.get(programme.id, Figures()), now.figures.get(programme.id, Figures())
        for name, what in _FIELDS:
            was, is_ = getattr(old, name), getattr(new, name)
            if was != is_:
                yield Change(programme.label, what, was, is_)
        yield from _unbooked(before, now, programme.id, programme.label)
    for programme in register.programmes:
        said, was_said = now.answers.get(programme.id, EMPTY), before.answers.get(programme.id, EMPTY)
        if said.text != was_said.text:
            yield Change(programme.label, Text("Kommentar", "Comment"), said=said.text or "–")


def _unbooked(before: Record, now: Record, id_: str, label: str) -> Iterator[Change]:
    was, is_ = before.answers.get(id_, EMPTY).not_booked, now.answers.get(id_, EMPTY).not_booked
    if was != is_:
        yield Change(label, Text("Känt men ej bokfört", "Known but not booked"), was or 0, is_ or 0)

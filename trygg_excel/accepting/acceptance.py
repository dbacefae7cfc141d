"""That a person has accepted a finding: who, when, why, until when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from trygg_excel.finding import Accepted


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """One decision. `at` and `until` (the last day it holds, None: until something changes) are ISO dates.

    `code` to `cell` tell what was accepted, for whoever asks later. `withdrawn` takes back what was accepted before.
    """

    key: str
    by: str
    at: str
    why: str = ""
    until: str | None = None
    code: str = ""
    message: str = ""
    file: str = ""
    sheet: str = ""
    cell: str = ""
    withdrawn: bool = False

    def holds(self, today: date) -> bool:
        return not self.withdrawn and (self.until is None or today.isoformat() <= self.until)

    def told(self) -> Accepted:
        return Accepted(self.by, self.at[:10], self.why, self.until)

    def shown(self) -> tuple[str | date | None, ...]:
        """Key, code, message, why, name, day and last day, as the register's workbook shows them."""
        until = None if self.until is None else date.fromisoformat(self.until)
        return self.key, self.code, self.message, self.why, self.by, date.fromisoformat(self.at[:10]), until


def in_force(notes: Iterable[Acceptance], today: date) -> dict[str, Acceptance]:
    """By key, what holds today: the last that was said of each."""
    last = {each.key: each for each in notes}
    return {key: each for key, each in last.items() if each.holds(today)}


def is_day(written: str) -> bool:
    """Whether a text is a day as '2022-12-31'."""
    try:
        return date.fromisoformat(written).isoformat() == written
    except ValueError:
        return False

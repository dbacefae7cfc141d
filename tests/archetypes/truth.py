"""What a careful controller says of a cell, written by whoever put the amount there. No code of the reader here."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

COLUMNS = (
    "file", "sheet", "cell", "label", "year", "measure", "amount", "unit_factor", "role", "note",
    "nature", "version", "against", "period_from", "period_to",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Says:
    """What a heading says of the amounts under it. None and '' stand for what cannot be known, which is not judged.

    Deviations are the measure 'change' as in the shared corpus; `against` tells them from changes between years.
    `period` is '202201-202204'; `factor` goes before the page's own.
    """

    year: int | None = None
    measure: str = ""
    nature: str = ""
    version: str = ""
    against: str = ""
    period: str = ""
    factor: int | None = None
    note: str = ""

    def but(self, **other: object) -> Says:
        return replace(self, **other)  # type: ignore[arg-type]


def budget(year: int | None, **more: object) -> Says:
    return Says(year, "budget").but(**more)


def actual(year: int | None, **more: object) -> Says:
    return Says(year, "actual").but(**more)


def forecast(year: int | None, **more: object) -> Says:
    return Says(year, "forecast").but(**more)


def plan(year: int | None, **more: object) -> Says:
    return Says(year, "plan").but(**more)


def deviation(year: int | None, against: str = "budget", **more: object) -> Says:
    return Says(year, "change", against=against).but(**more)


def change(year: int | None, **more: object) -> Says:
    return Says(year, "change", against="prior_year").but(**more)


@dataclass(frozen=True, slots=True)
class Truth:
    """One labelled cell. `live` marks a formula: where the producer leaves its value out, the amount is unknown."""

    sheet: str
    cell: str
    role: str
    note: str = ""
    label: str = ""
    says: Says = Says()
    amount: Decimal | None = None
    factor: int = 1
    live: bool = False

    def row(self, file: str, *, computed: bool) -> dict[str, str]:
        """The row as the shared corpus writes it, with the further columns of the facts contract."""
        amount = "" if self.amount is None or (self.live and not computed) else f"{self.amount.normalize():f}"
        first, _, last = self.says.period.partition("-")
        told = {} if self.role == "not_amount" else {
            "label": self.label, "year": str(self.says.year or ""), "measure": self.says.measure, "amount": amount,
            "unit_factor": str(self.factor), "nature": self.says.nature, "version": self.says.version,
            "against": self.says.against, "period_from": first, "period_to": last or first,
        }  # fmt: skip
        empty = dict.fromkeys(COLUMNS, "")
        return {
            **empty,
            "file": file,
            "sheet": self.sheet,
            "cell": self.cell,
            "role": self.role,
            "note": self.note,
            **told,
        }


def as_csv(rows: Iterable[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()

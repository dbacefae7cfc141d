"""One amount found in a workbook: the shared contract (design 3). The pandas frame of them is made in facts.py."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from trygg_excel.finding import Money, Source
from trygg_excel.money import KR, UNITS, Unit


class Nature(StrEnum):
    REVENUE = "revenue"
    COST = "cost"
    NET = "net"
    APPROPRIATION = "appropriation"
    NONE = "none"


class Measure(StrEnum):
    BUDGET = "budget"
    ACTUAL = "actual"
    FORECAST = "forecast"
    PLAN = "plan"
    CHANGE = "change"
    DEVIATION = "deviation"
    OTHER = "other"


class Against(StrEnum):
    """What a change or deviation is measured against."""

    PRIOR_YEAR = "prior_year"
    BUDGET = "budget"
    PERIOD_BUDGET = "period_budget"
    FORECAST = "forecast"
    VERSION = "version"


class Version(StrEnum):
    PROPOSAL = "proposal"
    ORIGINAL = "original"
    SUPPLEMENTARY = "supplementary"
    REVISED = "revised"
    INTERNAL = "internal"
    OPENING = "opening"
    CLOSING = "closing"


class Status(StrEnum):
    PROPOSED = "proposed"
    DECIDED = "decided"
    PRELIMINARY = "preliminary"
    FINAL = "final"
    CONDITIONAL = "conditional"


class Basis(StrEnum):
    PERIOD = "period"
    ACCUMULATED = "accumulated"
    FULL_YEAR = "full_year"
    MULTI_YEAR = "multi_year"
    BALANCE = "balance"


class State(StrEnum):
    STATED = "stated"
    ZERO_MARK = "zero_mark"
    UNKNOWN = "unknown"
    ERROR = "error"


class Role(StrEnum):
    LINE = "line"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


class Kind(StrEnum):
    """What the cell holds: a typed number, text, a formula with or without a cached value, an error."""

    NUMBER = "number"
    TEXT = "text"
    FORMULA = "formula"
    FORMULA_UNCACHED = "formula_uncached"
    ERROR = "error"


class Confidence(StrEnum):
    SURE = "sure"
    LIKELY = "likely"
    GUESS = "guess"


class Fact(NamedTuple):
    """One amount with its cell. `amount` is öre as written, None when stated as unknown or in error.

    `quantum` (öre) is the precision of the statement; `unit` the symbol found, `unit_factor` what the cell's number
    is multiplied by. The columns of the frame have the same names but for `amount_ore` and `quantum_ore`.
    Name what you give it. A tuple, as Cell is: a frozen dataclass of so many fields takes eight times as long to make.
    """

    file: str
    file_id: str
    sheet: str
    table: str
    cell: str
    label: str
    amount: int | None
    group: str = ""
    column: str = ""
    programme: str | None = None
    committee: str | None = None
    nature: Nature = Nature.NONE
    measure: Measure = Measure.OTHER
    against: Against | None = None
    version: Version | None = None
    status: Status | None = None
    period_from: int | None = None
    period_to: int | None = None
    basis: Basis = Basis.FULL_YEAR
    state: State = State.STATED
    quantum: int = 1
    unit: str = "kr"
    unit_factor: int = 1
    currency: str | None = None
    role: Role = Role.LINE
    kind: Kind = Kind.NUMBER
    confidence: Confidence = Confidence.SURE
    raw: str = ""

    @property
    def year(self) -> int | None:
        """The year of `period_to`: a split year counts as the one it ends in."""
        return None if self.period_to is None else self.period_to // 100

    @property
    def month(self) -> int | None:
        """The month, when the period is a single one."""
        single = self.period_to is not None and self.period_from == self.period_to
        return self.period_to % 100 if single and self.period_to is not None else None

    @property
    def source(self) -> Source:
        source: Source = tuple.__new__(Source, (self.file, self.sheet, self.cell))  # in the order of its fields: faster
        return source

    @property
    def shown_unit(self) -> Unit:
        """The unit its reader thinks in."""
        return UNITS.get(self.unit, KR)

    def money(self, ore: int | None, *, signed: bool = False) -> Money:
        """An amount to be said in this fact's own unit."""
        return Money(ore, self.shown_unit, signed)

"""The register as frozen data: what is decided, planned and stated, apart from any workbook (design 4).

Amounts are öre; None means the amount is not known. Years are whole calendar years.
Every entry has an `id`, unique among its kind, and may carry `note`, a sentence for people.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from trygg_excel.notebook.displayed import Framed

Ore = Annotated[int, "öre"]  # written in the file with its unit: "6,0 mkr"
Percent = Annotated[Decimal, "procent"]  # written in the file as "2,5 %"
UNNAMED = "Register"  # the label of one that nobody has named yet


class DecisionStatus(StrEnum):
    PROPOSED = "proposed"
    PLANNED = "planned"
    DECIDED = "decided"
    NOTED = "noted"
    REMITTED = "remitted"
    REJECTED = "rejected"
    CONDITIONAL = "conditional"


class EventKind(StrEnum):
    """How programmes evolve (domain.md 5d)."""

    START = "start"
    RENAME = "rename"
    SPLIT = "split"
    MERGE = "merge"
    REPLACED = "replaced"
    MOVED = "moved"
    NEW_FUNDING = "new_funding"
    SCOPE_CHANGED = "scope_changed"
    PAUSED = "paused"
    RESUMED = "resumed"
    ENDED = "ended"


class FundingBasis(StrEnum):
    """What time an amount covers: each year, one year, or several years together."""

    ANNUAL = "annual"
    YEAR = "year"
    MULTI_YEAR = "multi_year"


class ConstraintKind(StrEnum):
    """What a document states in words, in a form that can be checked."""

    UNCHANGED = "unchanged"  # 'ligga kvar', 'samma summa': programme, year = compared_to
    SAME_LEVEL = "same_level"  # the whole at the level of compared_to, but for named transfers
    AMOUNT = "amount"  # the text states an amount for programme and year
    DIRECTION = "direction"  # 'utökas', 'minskar': the sign of a change
    VAGUE = "vague"  # 'en mindre summa': never judged, shown with its figures
    NAMED_USE = "named_use"  # 'används bland annat till …': each name should have a row
    COVERS_SINCE = "covers_since"  # 'sedan 2018': years the thing has existed
    WITHIN_FRAME = "within_frame"  # 'i linje med beslutad budget'
    REALLOCATED = "reallocated"  # what is freed is placed elsewhere: the changes add up to that of the total


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"


class ChangeKind(StrEnum):
    """What is changed of a decided budget, for the rules on who may decide it."""

    WITHIN = "within"  # omdisponering inside one committee's frame
    BETWEEN = "between"  # omfördelning, ramjustering between committees
    SUPPLEMENTARY = "supplementary"  # tilläggsbudget: more money in all


@dataclass(frozen=True, slots=True, kw_only=True)
class Committee:
    """A body that decides or holds money: fullmäktige, a nämnd, a council."""

    id: str
    label: str
    abbreviation: str = ""
    names: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision or a planned one. What is not known (body, date, paragraph, dnr) is None."""

    id: str
    body: str | None
    status: DecisionStatus
    about: str
    date: date | None = None
    paragraph: str | None = None
    dnr: str | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A programme (insats), identified apart from its name.

    `names` are confirmed spellings beside `label`. `in_package` is False for what the text speaks of but the package's
    table has no row for. `conditional_on` names a decision its spending waits for; `parts` what it holds, unsplit.
    """

    id: str
    label: str
    names: tuple[str, ...] = ()
    committee: str | None = None
    valid_from: int | None = None
    valid_to: int | None = None
    scope: str | None = None
    in_package: bool = True
    parts: tuple[str, ...] = ()
    conditional_on: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """A budget year: its frame (ram), what decided it, and where the split of it stands.

    `frame_decision` None: the frame is only stated in a text. `allocation_decision`: the decision that the split
    of the frame into programmes waits for or has.
    """

    year: int
    frame: Ore | None
    frame_decision: str | None = None
    frame_source: str = ""
    allocation_decision: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    """Money moved: inside one committee's frame (omdisponering) or between two (omfördelning)."""

    id: str
    year: int
    from_committee: str
    to_committee: str
    amount: Ore | None
    programme: str | None = None
    decision: str | None = None
    inside_frame: bool = True
    names: tuple[str, ...] = ()
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding:
    """A pot of money and what it is part of: the tree that keeps 5, 6, 9,5 and 20 mkr apart.

    `part_of` names the pot it is a share of; `names` how workbooks write its row; `one_off` money ends with `year_to`.
    `transfer` or `programme` tell which of those it is, where it is one. `exhaustive`: its parts are all of it.
    """

    id: str
    label: str
    amount: Ore | None
    year_from: int
    year_to: int
    basis: FundingBasis
    part_of: str | None = None
    names: tuple[str, ...] = ()
    committee: str | None = None
    programme: str | None = None
    transfer: str | None = None
    decision: str | None = None
    one_off: bool = False
    exhaustive: bool = False
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to programmes. `shares` belong to `to_programmes` and add up to 1 where known."""

    id: str
    kind: EventKind
    year: int
    from_programmes: tuple[str, ...] = ()
    to_programmes: tuple[str, ...] = ()
    shares: tuple[str, ...] = ()
    decision: str | None = None
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """A statement in a document, held against the figures. `quote` is its wording, `source` where it stands."""

    id: str
    kind: ConstraintKind
    source: str
    quote: str
    programme: str | None = None
    year: int | None = None
    compared_to: int | None = None
    amount: Ore | None = None
    direction: Direction | None = None
    except_transfers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseMember:
    """A workbook of a case: its role there and a file-name pattern that recognises it ('*jamforelse*.xlsx')."""

    role: str
    pattern: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Workbooks that belong together and may be held against each other. `primary` is the role compared from."""

    id: str
    label: str
    primary: str
    members: tuple[CaseMember, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """When a period's books were closed. `period` is YYYYMM; period 13 is YYYY13."""

    period: int
    date: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a municipality sets for itself. A limit that is None is not set: what needs it is not judged.

    A deviation wants a comment when it passes both limits that are set; the same of a forecast changed since last time.
    `report_months` are the months (1-12) that get a report; `reserved` are labels that are never programmes
    ('Ofördelat', 'Buffert'); `internal` are the masks of the counterparties that are the municipality itself.
    """

    deviation_limit: Ore | None = None
    deviation_percent: Percent | None = None
    forecast_limit: Ore | None = None
    forecast_percent: Percent | None = None
    report_months: tuple[int, ...] = ()
    closed: tuple[Closing, ...] = ()
    dnr: str = ""
    responsible: str = ""
    reserved: tuple[str, ...] = ()
    internal: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityRule:
    """A local rule: which bodies (ids of committees) may decide a kind of change; without one it is not judged."""

    change: ChangeKind
    bodies: tuple[str, ...]
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRule:
    """Which ledger rows are a programme's. Each code is '' (any) or masks: '4010', '40*', '30X', '4000-4999', '40, 5*'.

    A row belongs to the most precise rule of which every code fits: the one that fills in more codes, and of those the
    one that lets fewer codes in. Where two programmes' rules are as precise, it belongs to neither.
    """

    programme: str
    account: str = ""
    cost_centre: str = ""
    activity: str = ""
    project: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Register(Framed):
    """All of it. `file` is where it was read, `digest` the sha-256 of that file."""

    id: str
    label: str
    currency: str
    unit: str
    file: str
    digest: str
    committees: tuple[Committee, ...]
    programmes: tuple[Programme, ...]
    years: tuple[Year, ...]
    names: tuple[str, ...] = ()
    committee: str | None = None
    since: int | None = None
    decisions: tuple[Decision, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    funding: tuple[Funding, ...] = ()
    events: tuple[Event, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    cases: tuple[Case, ...] = ()
    settings: Settings = Settings()
    authority: tuple[AuthorityRule, ...] = ()
    accounts: tuple[AccountRule, ...] = ()

    @property
    def named(self) -> str:
        """What it is of; '' where nobody has said."""
        return "" if self.label == UNNAMED else self.label

    def programme(self, id_: str) -> Programme:
        """The programme with that id; raises StopIteration where there is none."""
        return next(each for each in self.programmes if each.id == id_)

    def year(self, year: int) -> Year | None:
        """The year with its frame in öre; None where the register does not have it."""
        return next((each for each in self.years if each.year == year), None)

    def decision(self, id_: str | None) -> Decision | None:
        """The decision with that id, if any."""
        return next((each for each in self.decisions if each.id == id_), None)

    def committee_of(self, id_: str | None) -> Committee | None:
        """The committee with that id, if any."""
        return next((each for each in self.committees if each.id == id_), None)

    def constraints_of(self, kind: ConstraintKind) -> tuple[Constraint, ...]:
        """The statements of that kind, in the register's order."""
        return tuple(each for each in self.constraints if each.kind is kind)

    def parts_of(self, funding: str) -> tuple[Funding, ...]:
        """The pots that are a share of the pot with that id."""
        return tuple(each for each in self.funding if each.part_of == funding)

"""The heading row of a flat export of the accounting system, and what each of its columns is.

The names are those that extracts of Unit4 (Agresso), Raindance and Visma have been seen with; a column with any other
name is not looked at. (domain.md 3.)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from trygg_excel.fact import Basis, Measure
from trygg_excel.layout.amounts.counted import says_no_money
from trygg_excel.layout.kinds.terms import measure_in
from trygg_excel.layout.time.months import months_in
from trygg_excel.layout.time.periods import heading_period, is_year
from trygg_excel.layout.vocabulary import is_total
from trygg_excel.money import KR, UNITS


class Role(StrEnum):
    """What a column of a ledger holds."""

    ACCOUNT = "account"
    COST_CENTRE = "cost_centre"
    ACTIVITY = "activity"
    PROJECT = "project"
    COUNTERPARTY = "counterparty"
    PERIOD = "period"
    YEAR = "year"
    MONTH = "month"
    DATE = "date"
    SERIES = "series"
    VOUCHER = "voucher"
    DEBIT = "debit"
    CREDIT = "credit"
    AMOUNT = "amount"


# For each role its names, the surest first: where a row has two, the surer one is the column.
_NAMES: dict[Role, tuple[str, ...]] = {
    Role.ACCOUNT: ("konto|kontonr|kontonummer|konto nr|kontokod|kto|account", "baskonto|slag"),
    Role.COST_CENTRE: (
        "ansvar|ansvarsnr|ansvarskod|ansv|ansvar nr", "kostnadsställe|kst|koststalle|kostnadsställenr|cost centre",
        "enhet|enhetskod",
    ),
    Role.ACTIVITY: (
        "verksamhet|verksamhetskod|verksamhetsnr|verks|vht|vsh|verksamhet nr", "aktivitet|aktivitetskod|akt",
    ),
    Role.PROJECT: ("projekt|projektnr|projektkod|proj|project",),
    Role.COUNTERPARTY: ("motpart|motpartskod|motp|mp",),
    Role.PERIOD: ("period|redovisningsperiod|bokföringsperiod|redov period|bokf period|per",),
    Role.YEAR: ("år|räkenskapsår|bokföringsår|redovisningsår|year",),
    Role.MONTH: ("månad|mån|month",),
    Role.DATE: (
        "bokföringsdatum|bokföringsdat|bokf datum|bokfdatum|bokfört datum|redovisningsdatum",
        "verdatum|ver datum|verifikationsdatum|verifikatdatum|transaktionsdatum|transdatum|trans datum", "datum|date",
    ),
    Role.SERIES: ("serie|verifikationsserie|verserie|ver serie|verifikatserie|vertyp|ver typ|verslag|ver slag|va",),
    Role.VOUCHER: (
        "verifikat|verifikation|verifikatnr|verifikationsnr|verifikationsnummer|verifikatnummer|vernr|ver nr"
        "|ver nummer|voucher", "ver",
    ),
    Role.DEBIT: ("debet|debit|belopp debet|debetbelopp|debet belopp",),
    Role.CREDIT: ("kredit|credit|belopp kredit|kreditbelopp|kredit belopp",),
    Role.AMOUNT: (
        "belopp|bokfört belopp|belopp netto|nettobelopp|belopp exkl moms|amount",
        "utfall|redovisat|bokfört|utfall period",
        "netto|summa|saldo|periodens saldo|period saldo|förändring",
    ),
}  # fmt: skip
_RANKED = {
    name: (role, rank)
    for role, ranks in _NAMES.items()
    for rank, names in enumerate(ranks)
    for name in names.split("|")
}  # fmt: skip
_UNIT = re.compile(r"[ ,(]+(?:i )?(kr|sek|kronor|tkr|mkr|ksek|msek)\)?$")
_UNITS = {"sek": "kr", "kronor": "kr", "ksek": "tkr", "msek": "mkr"}
_NOISE = re.compile(r"[._*:/\s\u00ad]+")
LOOKED_AT = 60  # rows: the headings stand among the first of them
_LONGEST = 40  # characters: no heading of these is longer


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its place from 0, its name as written, and how many crowns one of its amounts is."""

    place: int
    name: str
    factor: int = 1


@dataclass(frozen=True, slots=True)
class Headings:
    """`columns` by role; `months` are columns of amounts, each with its period; `twice` two that both could be one.

    `left_out` are columns of a month that are no outcome: budgets, forecasts, counts.
    """

    columns: dict[Role, Heading]
    months: tuple[tuple[Heading, int], ...] = ()
    across: Heading | None = None
    twice: tuple[Heading, ...] = ()
    left_out: tuple[Heading, ...] = ()

    @property
    def has_amounts(self) -> bool:
        has = self.columns.keys()
        return Role.AMOUNT in has or bool(has & {Role.DEBIT, Role.CREDIT}) or bool(self.months)

    @property
    def has_periods(self) -> bool:
        has = self.columns.keys()
        return bool(self.months) or bool(has & {Role.PERIOD, Role.DATE}) or {Role.YEAR, Role.MONTH} <= has

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns that are looked at, to tell the same headings on another page."""
        return tuple(f"{role}:{each.place}:{each.name}" for role, each in sorted(self.columns.items()))


def in_unit(headings: Headings, factor: int) -> Headings:
    """The same where the head of the report says in what unit all amounts are; a heading that says its own keeps it."""

    def scaled(heading: Heading) -> Heading:
        return replace(heading, factor=factor) if heading.factor == KR.factor else heading

    return replace(
        headings,
        columns={role: scaled(each) for role, each in headings.columns.items()},
        months=tuple((scaled(each), period) for each, period in headings.months),
    )


def headings_of(row: Sequence[str], year: int | None = None) -> Headings | None:
    """The headings in a row of texts; None for a row without an account and amounts, or an account and periods.

    `year` is what a month without one means: 'jan'.
    """
    ranked: dict[Role, list[tuple[int, Heading]]] = {}
    months: list[tuple[Heading, int]] = []
    left_out: list[Heading] = []
    across = None
    for place, text in enumerate(row):
        name, factor = named(text)
        if name in _RANKED:
            role, rank = _RANKED[name]
            ranked.setdefault(role, []).append((rank, Heading(place, text.strip(), factor)))
        elif (period := _month(text, year)) is not None:
            heading = Heading(place, text.strip(), factor)
            if _is_outcome(text):
                months.append((heading, period))
            else:
                left_out.append(heading)
        elif months and is_total(text):
            across = Heading(place, text.strip(), factor)
    if Role.ACCOUNT not in ranked:
        return None
    found = replace(_headings(ranked, months, across, alone=bool(left_out)), left_out=tuple(left_out))
    return found if found.has_amounts or (found.has_periods and len(found.columns) > 2) else None


def _headings(
    ranked: dict[Role, list[tuple[int, Heading]]],
    months: list[tuple[Heading, int]],
    across: Heading | None,
    *,
    alone: bool,
) -> Headings:
    """`alone`: one month is enough where no other column holds amounts, for other months were left out beside it."""
    columns, twice = {}, []
    for role, given in ranked.items():
        best = min(rank for rank, _ in given)
        first = [heading for rank, heading in given if rank == best]
        columns[role] = first[0]
        twice += first if len(first) > 1 else []
    by_side = {Role.DEBIT, Role.CREDIT} & columns.keys()
    if by_side and Role.AMOUNT in columns:  # 'Saldo' beside them is a running one
        surest = min(rank for rank, _ in ranked[Role.AMOUNT]) == 0
        columns = {role: each for role, each in columns.items() if role not in (by_side if surest else {Role.AMOUNT})}
    by_month = len(months) > 1 or (alone and not {Role.AMOUNT, Role.DEBIT, Role.CREDIT} & columns.keys())
    if by_month:  # months across: a sum beside them is no amount of its own
        across = across or columns.get(Role.AMOUNT)
        columns.pop(Role.AMOUNT, None)
    kept = {id(each) for role in columns for _, each in ranked[role]}
    periods = Counter(period for _, period in months) if by_month else Counter[int]()
    unsure = [each for each in twice if id(each) in kept]
    unsure += [each for each, period in months if periods[period] > 1]
    return Headings(columns, tuple(months) if by_month else (), across, tuple(unsure))


def role_of(text: str) -> Role | None:
    """What a name means by itself, as a dimension has one: 'Kostnadsställe'."""
    found = _RANKED.get(named(text)[0])
    return None if found is None else found[0]


def named(text: str) -> tuple[str, int]:
    """A heading's name as it is looked up, and the factor of the unit that it says."""
    if len(text) > _LONGEST:
        return "", 1
    name = text.strip().casefold()
    unit = _UNIT.search(name)
    if unit is not None:
        name = name[: unit.start()]
    factor = UNITS[_UNITS.get(unit[1], unit[1])].factor if unit is not None else KR.factor
    return _NOISE.sub(" ", name).strip(), factor


def _is_outcome(heading: str) -> bool:
    """Whether a heading with a month tells of the outcome: 'Utfall jan 2024', 'Jan 2024'; not 'Budget jan 2024'."""
    return measure_in(heading) in {None, Measure.ACTUAL} and not says_no_money(heading)


def _month(text: str, year: int | None) -> int | None:
    """The one month that a heading names, as YYYYMM."""
    if len(text) > _LONGEST or is_year(text.strip()):
        return None
    found = heading_period(text)
    if found is not None:
        return found.end if found.start == found.end and found.basis is not Basis.ACCUMULATED else None
    months = months_in(text) if year is not None else None
    one = months is not None and months.first == months.last and not months.accumulated
    return year * 100 + months.first if year is not None and months is not None and one else None

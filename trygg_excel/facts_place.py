"""Where a cell stands in its table, and what that tells of its amount: name, period, worth, and how sure it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from trygg_excel.fact import Against, Basis, Confidence, Measure, Nature, Role, Status, Version
from trygg_excel.layout.amounts.currency import own_currency, shown_currency
from trygg_excel.layout.amounts.numbers import Written
from trygg_excel.layout.amounts.units import scale_of_format, shows_currency
from trygg_excel.layout.kinds.meaning import Meaning
from trygg_excel.layout.kinds.terms import DIFFERENCES, measure_in
from trygg_excel.layout.names.down import of_row, so_far, within
from trygg_excel.layout.names.rows import opens_with_year
from trygg_excel.layout.table import HeadedColumn, LabelledRow, Stands, Table
from trygg_excel.layout.time.balances import at_end, stands
from trygg_excel.layout.time.months import Months, says_accumulated, says_full_year
from trygg_excel.layout.time.periods import Period, years_in
from trygg_excel.layout.vocabulary import (
    is_total,
    is_unit,
    is_week,
    says_only_measure,
    says_only_total,
    speaks_of_money,
)
from trygg_excel.money import KR, MDKR, MKR, ORE, TKR, Unit
from trygg_excel.workbook import Cell, CellType

_FEW = 3  # times as many other columns
_UNIT_OF_SCALE = {1_000: TKR, 1_000_000: MKR, 1_000_000_000: MDKR}


class Told(NamedTuple):
    """What a fact says beside its names, its number and its cell: the same in many cells of a column.

    `meaning` and `worth` in a fact's own order; `quantum` None where no amount of the column is typed.
    """

    meaning: tuple[
        Nature, Measure, Against | None, Version | None, Status | None, int | None, int | None, Basis
    ]  # and from when to when
    worth: tuple[str, int, str | None, Role]
    factor: int
    quantum: int | None
    confidence: Confidence


class Named(NamedTuple):
    """What a name tells beside what it is of: whether there is one, whether it is a week's, and its years.

    `measured`: the year that a name of one measure and a year tells, 'Ram 2022'.
    """

    there: bool
    week: bool
    years: tuple[int, ...]
    measured: int | None


@lru_cache(maxsize=16_384)
def named(label: str) -> Named:
    years = years_in(label)
    short = len(label.split()) <= 2 or opens_with_year(label)
    measured = len(years) == 1 and short and measure_in(label) is not None
    return Named(bool(label), is_week(label), years, years[0] if measured else None)


class RowKind(NamedTuple):
    """All that tells a row's amounts from another's in the same column, but for its name and its numbers.

    Rows that are alike in it are told of alike, once: what a fact asks of its row must stand here. `detailed`: the
    years of the row that it is a detail of, or its own; `unlike`: it may be no money.
    """

    role: Role
    period: Period | None
    months: Months | None
    unit: Unit | None
    measure: str
    name: Named
    detailed: tuple[int, ...]
    stands: Stands | None
    step: bool
    change: bool
    unlike: bool


def kind_of(row: LabelledRow, detailed: str, *, unlike: bool) -> RowKind:
    """The kind of a row; `detailed` is the name of the row that it is a detail of, or its own."""
    name, change, years = named(row.label), _is_change(row.measure or row.label), years_in(detailed)
    told = row.role, row.period, row.months, row.unit, row.measure, name, years
    return RowKind(*told, stands(row.label), row.step, change, unlike)


@lru_cache(maxsize=16_384)
def _is_change(name: str) -> bool:
    """Whether a row is named as a change, between years that nothing but its own words could tell."""
    return says_only_measure(name) and measure_in(name) is Measure.CHANGE


class Place(NamedTuple):
    """Where cells stand in their table: in rows of one kind, in one column. `vague`: the column may hold no money."""

    table: Table
    row: RowKind
    column: HeadedColumn
    meaning: Meaning
    vague: bool = False
    currency: str | None = None

    @property
    def role(self) -> Role:
        if self.table.years_down:
            return Role.TOTAL if is_total(name_of(self.column)) else self.row.role
        across = self.row.role is Role.LINE and len(self.table.columns) > 2 and says_only_total(self.column.own_heading)
        return Role.SUBTOTAL if across else self.row.role

    @property
    def period(self) -> Period | None:
        column, row = self.column, self.row
        if row.period and column.period and self._is_of_another_year(row.name):
            return row.period
        own = column.period or (of_row(column.heading, row.period) if row.period else self.table.period.period)
        period = within(row.months, own)
        period = of_row(column.heading, period) if row.months and period else period
        period = so_far(period) if period and says_accumulated(row.measure) else period
        if period is None or self.meaning.measure in DIFFERENCES:
            return period
        end = column.stands or row.stands
        return at_end(period, end) if end else period

    @property
    def _untold(self) -> Basis:
        """Of what year and month is not told; but that it accumulates may be."""
        return Basis.ACCUMULATED if says_accumulated(self.column.heading) else Basis.FULL_YEAR

    def currency_of(self, cell: Cell) -> str | None:
        """What the cell's format tells, else the column's heading, else the table."""
        return shown_currency(cell.style.number_format) or own_currency(self.column.path) or self.currency

    def confidence(self, worth: Worth, *, whole: bool) -> Confidence:
        """Sure where label, year and unit are all said once and clearly; `whole`: the figures tell their unit."""
        name = named(name_of(self.column)) if self.table.years_down else self.row.name
        if not name.there:
            return Confidence.GUESS
        own = self.column.period or self.row.period
        dated = own is not None or (self.table.period.period is not None and not self._year_is_doubted(name))
        valued = not worth.doubted if worth.unit else worth.shown or whole
        headed = bool(self.table.header_rows) or len(self.table.columns) == 1
        plain = dated and valued and headed and self.table.labelled
        plain = plain and not (self.vague or self.row.unlike or self.column.inferred or name.week)
        plain = plain and not self.meaning.guessed
        plain = plain and not ((own is None and self.row.change) or self._is_of_another_year(name))
        return Confidence.SURE if plain else Confidence.LIKELY

    def _year_is_doubted(self, name: Named) -> bool:
        """Whether other words say another year than the table's; the row's own name does in 'Avgift 2023'."""
        said, years = self.table.period, (*name.years, *self.row.detailed)
        return said.doubted or (said.period is not None and any(year != said.period.year for year in years))

    def _is_of_another_year(self, name: Named) -> bool:
        """Whether a row's name is a measure of a year, and its column's heading another: 'Ram 2022' under 2023."""
        over = self.column.period
        return over is not None and name.measured is not None and over.year != name.measured

    def told(self, cell: Cell, written: Written, decimals: int | None, *, whole: bool) -> Told:
        """All of it for a cell here; `decimals` are those that its column is written with, where something is."""
        worth, meaning, period = worth_of(self, cell, written), self.meaning, self.period
        dates = (period.start or None, period.end, period.basis) if period else (None, None, self._untold)
        currency = self.currency_of(cell) if worth.unit else None
        whole_year = says_full_year(self.column.heading)
        against = meaning.against if whole_year else _of_part(meaning.against, period)
        return Told(
            (meaning.nature, meaning.measure, against, meaning.version, meaning.status, *dates),
            ((worth.unit or KR).symbol, worth.factor, currency, self.role),
            worth.factor,
            None if decimals is None else quantum_of(decimals, worth.factor),
            self.confidence(worth, whole=whole),
        )


def _of_part(against: Against | None, period: Period | None) -> Against | None:
    """A deviation from the budget that is of some months is from those months' budget."""
    part = period is not None and period.basis in {Basis.PERIOD, Basis.ACCUMULATED}
    return Against.PERIOD_BUDGET if part and against is Against.BUDGET else against


def quantum_of(decimals: int, factor: int) -> int:
    """The precision of a statement in öre."""
    return max(1, factor * ORE // int(10**decimals))


def name_of(column: HeadedColumn) -> str:
    """What a column's heading names, without the unit under it: 'Arvoden' over 'tkr'."""
    return " / ".join(each for each in column.path if not is_unit(each)) or column.heading


def rows_after_the_sum(table: Table) -> frozenset[int]:
    """The lines that come after a blank row under the table's sum, and whose names do not speak of money."""
    found: set[int] = set()
    summed = broken = False
    last = 0
    for row in table.rows:
        broken = summed and (broken or row.row - last > 1)
        if row.role is Role.TOTAL:
            summed, broken = True, False
        elif broken and row.role is Role.LINE and row.unit is None and not speaks_of_money(row.label):
            found.add(row.row)
        last = row.row
    return frozenset(found)


def vague_columns(columns: Sequence[HeadedColumn]) -> frozenset[int]:
    """The few columns whose headings speak of no money, beside those whose do: 'Barn 1–5 år' beside 'Budget 2024'."""
    vague = {
        each.column
        for each in columns
        if not (each.period or each.unit or measure_in(each.heading) or speaks_of_money(each.heading))
    }
    return frozenset(vague if _FEW * len(vague) <= len(columns) else ())


class Worth(NamedTuple):
    """The unit an amount is thought of in, and what its stored number is multiplied by."""

    unit: Unit | None
    factor: int
    doubted: bool = False
    shown: bool = False  # the format writes the currency: whole units


def worth_of(place: Place, cell: Cell, written: Written) -> Worth:
    """What one of an amount's number is worth.

    The nearest word wins: the cell's own, its column's, its row's, its table's. A format that scales the display
    ('#,##0.0,,') shows crowns in that unit, so the stored number is already crowns.
    """
    own = written.unit or place.column.unit or place.row.unit
    declared = place.table.unit
    unit = own or declared.unit
    doubted = own is None and declared.doubted
    shown_whole = shows_currency(cell.style.number_format, foreign=True) or written.priced
    if own is None and (declared.apart or unit is None) and shown_whole:
        return Worth(None, 1, shown=True)
    if cell.type is not CellType.NUMBER:
        return Worth(unit, unit.factor if unit else 1, doubted)
    shown_as = cell.style.number_format
    scale = scale_of_format(shown_as)
    if scale == 1:
        doubted = doubted or (own is None and unit is not KR and shows_currency(shown_as))
        return Worth(unit, unit.factor if unit else 1, doubted)
    unit = unit or _UNIT_OF_SCALE.get(scale)
    return Worth(unit, max(1, unit.factor // scale) if unit else 1, doubted)

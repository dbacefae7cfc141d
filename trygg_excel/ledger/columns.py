"""What the headings of a page mean for its rows: where each code, date and amount stands, and how it is read."""

from __future__ import annotations

import re
from decimal import Decimal

from trygg_excel.layout.vocabulary import is_subtotal, is_total
from trygg_excel.ledger.headings import Heading, Headings, Role
from trygg_excel.ledger.pages import Cells, Wanted
from trygg_excel.ledger.periods import day_month, of_year, period_of
from trygg_excel.ledger.rulebook import Rulebook
from trygg_excel.workbook import Cell, CellType

_NAMED = re.compile(r"(\w{0,12}\d\w{0,12})(?: ?[-–:])?+ ++([^\W\d].*)", re.DOTALL)
_SUM = re.compile(r"(?:slut|del|konto|period)?summa\b|sammanlagt\b", re.IGNORECASE)
_CODES = {Role.COST_CENTRE: "cost_centre", Role.ACTIVITY: "activity", Role.PROJECT: "project"}


class Columns:
    """The columns of a page. `codes` are those that a rule looks at, by the field it looks in."""

    def __init__(self, headings: Headings, rulebook: Rulebook) -> None:
        self.by_role = headings.columns
        self.months = headings.months
        self.amounts = _amounts(headings)
        self.signs = tuple(-1 if role is Role.CREDIT else 1 for role, _ in self.amounts)
        self.codes = {
            field: self.by_role[role].place
            for role, field in _CODES.items()
            if role in self.by_role and field in rulebook.fields
        }
        self.when = self._when()

    @property
    def account(self) -> int:
        return self.by_role[Role.ACCOUNT].place

    @property
    def vouchers(self) -> tuple[int, ...]:
        """The places of a voucher's series and number; none where it has no number."""
        if Role.VOUCHER not in self.by_role:
            return ()
        return tuple(self.by_role[role].place for role in (Role.SERIES, Role.VOUCHER) if role in self.by_role)

    @property
    def counterparty(self) -> int | None:
        found = self.by_role.get(Role.COUNTERPARTY)
        return None if found is None else found.place

    def _when(self) -> Role | None:
        has = self.by_role.keys()
        if Role.PERIOD in has:
            return Role.PERIOD
        return Role.YEAR if {Role.YEAR, Role.MONTH} <= has else Role.DATE if Role.DATE in has else None

    def wanted(self) -> Wanted | None:
        """What batches need; None where the rows are not of the kind that comes in millions."""
        if self.months or self.when in {None, Role.YEAR}:
            return None
        needed = (self.account, self.by_role[self.when].place) if self.when else ()
        more = (*self.codes.values(), *self.vouchers, *([] if self.counterparty is None else [self.counterparty]))
        headings = [heading for _, heading in self.amounts]
        return Wanted(
            (*needed, *more), needed, [each.place for each in headings], [each.factor for each in headings]
        )  # fmt: skip

    def period(self, cells: Cells) -> int | None:
        """The period of a row; None where it has none that can be read."""
        if self.when is Role.YEAR:
            return of_year(*(code_of(cells.get(self.by_role[role].place)) for role in (Role.YEAR, Role.MONTH)))
        return None if self.when is None else self.when_of(cells.get(self.by_role[self.when].place))

    def when_of(self, cell: Cell | None) -> int | None:
        """The same by the cell that says it."""
        read = day_month if self.when is Role.DATE else period_of
        return None if cell is None or cell.type is CellType.ERROR else read(cell.value)

    def is_heading(self, cells: Cells) -> bool:
        """Whether a row is the headings once more, as they stand at the top of each printed page."""
        return all(
            place in cells and cells[place].value.strip() == name
            for place, name in ((each.place, each.name) for each in self.by_role.values())
        )


def _amounts(headings: Headings) -> tuple[tuple[Role, Heading], ...]:
    if headings.months:
        return tuple((Role.AMOUNT, heading) for heading, _ in headings.months)
    found = ((role, headings.columns.get(role)) for role in (Role.DEBIT, Role.CREDIT, Role.AMOUNT))
    return tuple((role, heading) for role, heading in found if heading is not None)


def code_of(cell: Cell | None) -> str:
    """A code as text: '0310' as it stands, the number 4010 as '4010', '4010 Löner' without its name."""
    if cell is None or cell.type is CellType.ERROR:
        return ""
    value = cell.value.strip()
    if cell.type is CellType.TEXT and (named := _NAMED.fullmatch(value)) is not None:
        return value if is_sum(named[2]) else named[1]
    if cell.type is CellType.NUMBER and not value.isdecimal():
        number = Decimal(value)
        return str(int(number)) if number == number.to_integral_value() and abs(number) < 10**15 else value
    return value


def is_sum(text: str) -> bool:
    """Whether a text says that its row is a sum: 'Summa', 'Delsumma ansvar 0310', '4010 Totalt'."""
    return is_total(text) or is_subtotal(text) or _SUM.match(text) is not None

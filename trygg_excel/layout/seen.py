"""One cell as a reader's eye takes it in: an amount, a period, a word or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation, localcontext

from trygg_excel.layout.numbers import Punctuation, Written, collapsed, read_amounts
from trygg_excel.layout.periods import is_bare_period, is_year
from trygg_excel.workbook import Cell, CellType


@dataclass(frozen=True, slots=True)
class Seen:
    """One cell as read. `amounts` may hold two; `bare_period`: nothing but a year or a span of years."""

    cell: Cell
    text: str
    amounts: tuple[Written, ...] = ()
    bare_period: bool = False

    @property
    def is_amount(self) -> bool:
        return bool(self.amounts)

    @property
    def is_percent(self) -> bool:
        return self.cell.type is CellType.NUMBER and "%" in self.cell.style.number_format

    @property
    def is_word(self) -> bool:
        """A text that is neither an amount nor a period."""
        return self.cell.type is CellType.TEXT and not self.amounts and not self.bare_period

    @property
    def counts(self) -> bool:
        """An amount that says how much, and not a lone mark such as '-' or '?', nor what may be a year."""
        return bool(self.amounts) and not self.bare_period and self.cell.type is not CellType.EMPTY


def look_at(cell: Cell, punctuation: Punctuation) -> Seen:
    """The cell as read; `punctuation` is its column's."""
    if cell.type is CellType.NUMBER:
        return _seen_number(cell)
    if cell.type in {CellType.ERROR, CellType.EMPTY}:
        return Seen(cell, cell.value, (Written(None),))
    if cell.type is not CellType.TEXT:
        return Seen(cell, cell.value)
    text = collapsed(cell.value)
    bare = is_bare_period(text)
    return Seen(cell, text, read_amounts(cell.value, punctuation), bare)


def _seen_number(cell: Cell) -> Seen:
    try:
        number = Decimal(cell.value)
    except InvalidOperation:
        return Seen(cell, cell.value)
    if not number.is_finite() or abs(number.adjusted()) > LARGEST_EXPONENT:
        return Seen(cell, cell.value)
    number = as_excel_holds_it(number)
    places = max(0, -int(number.as_tuple().exponent))
    unformatted = cell.style.number_format in {"General", "0", "@", "###0"}
    bare = unformatted and cell.formula is None and places == 0 and is_year(f"{number:f}".split(".")[0])
    return Seen(cell, cell.value, (Written(number, decimals=places),), bare)


LARGEST_EXPONENT = 307  # a number beyond is none that Excel can hold


def as_excel_holds_it(number: Decimal) -> Decimal:
    """A stored number to Excel's fifteen significant digits: float noise such as 0.30000000000000004 is gone."""
    with localcontext() as fifteen:
        fifteen.prec = 15
        return (+number).normalize()

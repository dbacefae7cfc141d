"""One cell as a reader's eye takes it in: an amount, a period, a word or nothing."""

from __future__ import annotations

import re
from decimal import Context, Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from trygg_excel.fact import State
from trygg_excel.layout.amounts.numbers import Punctuation, Written, collapsed, read_amounts
from trygg_excel.layout.time.periods import FIRST_YEAR, LAST_YEAR, is_bare_period
from trygg_excel.workbook import Cell, CellType

_RATE = re.compile(r"\d{1,2}:\d\d")  # a tax rate in crowns and öre, or a time: '21:84'

_NUMBER, _TEXT = CellType.NUMBER, CellType.TEXT  # an enum gives its members slowly


class Seen(NamedTuple):
    """One cell as read, a tuple as Cell is. `amounts` may hold two.

    `bare_period`: nothing but a year or a span of years; `is_word`: a text that is neither that nor an amount;
    `counts`: an amount that says how much, and not a lone mark such as '-' or '?', nor what may be a year;
    `is_percent`: a number that is shown as a share; `typed`: the most decimals of amounts that no formula gives.
    """

    cell: Cell
    text: str
    amounts: tuple[Written, ...] = ()
    bare_period: bool = False
    is_word: bool = False
    counts: bool = False
    is_percent: bool = False
    typed: int | None = None

    @property
    def is_amount(self) -> bool:
        return bool(self.amounts)


def look_at(cell: Cell, punctuation: Punctuation) -> Seen:
    """The cell as read; `punctuation` is its column's."""
    _, _, kind, value, formula, style = cell
    if kind is _NUMBER:
        return _seen_number(cell, value, formula, style.number_format)
    if kind is _TEXT:
        seen = Seen(cell, *_read(value, punctuation))
        return seen if formula is None else seen._replace(typed=None)
    if kind is CellType.ERROR or kind is CellType.EMPTY:
        return Seen(cell, cell.value, _UNKNOWN, counts=kind is CellType.ERROR)
    return Seen(cell, cell.value)


def seen_as(seen: Seen, *, bare_period: bool) -> Seen:
    """The same cell, when those around it have told whether it is a period."""
    kind = seen.cell.type
    word = kind is CellType.TEXT and not seen.amounts and not bare_period
    counts = bool(seen.amounts) and not bare_period and kind is not CellType.EMPTY
    return seen._replace(bare_period=bare_period, is_word=word, counts=counts)


@lru_cache(maxsize=1 << 16)
def _read(value: str, punctuation: Punctuation) -> tuple[str, tuple[Written, ...], bool, bool, bool, bool, int | None]:
    """What a text says: all of Seen but the cell. The same words stand in a sheet over and over."""
    text = collapsed(value)
    amounts, bare = read_amounts(value, punctuation), is_bare_period(text)
    word = not amounts and not bare and not _RATE.fullmatch(text)
    typed = [each.decimals for each in amounts if each.state is State.STATED and each.number is not None]
    return text, amounts, bare, word, bool(amounts) and not bare, False, max(typed, default=None)


def _seen_number(cell: Cell, value: str, formula: str | None, shown_as: str) -> Seen:
    written, may_be_year = _number(value)
    bare = may_be_year and formula is None and shown_as in _UNFORMATTED
    typed = written[0].decimals if written and formula is None else None
    # in the order of its fields: half the time of Seen(...)
    return tuple.__new__(Seen, (cell, value, written, bare, False, bool(written) and not bare, "%" in shown_as, typed))


@lru_cache(maxsize=1 << 16)
def _number(value: str) -> tuple[tuple[Written, ...], bool]:
    """A stored number, and whether it may be a year; none for what Excel could not hold."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return (), False
    if not number.is_finite() or abs(number.adjusted()) > LARGEST_EXPONENT:
        return (), False
    number = as_excel_holds_it(number)
    places = max(0, -int(number.as_tuple().exponent))
    return (Written(number, decimals=places),), places == 0 and FIRST_YEAR <= number <= LAST_YEAR


LARGEST_EXPONENT = 307  # a number beyond is none that Excel can hold
_FIFTEEN = Context(prec=15)
_UNFORMATTED = frozenset({"General", "0", "@", "###0"})
_UNKNOWN = (Written(None),)


def as_excel_holds_it(number: Decimal) -> Decimal:
    """A stored number to Excel's fifteen significant digits: float noise such as 0.30000000000000004 is gone."""
    return number.normalize(_FIFTEEN)

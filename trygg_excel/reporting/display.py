"""What a cell says in words and figures, in the table's unit: the same text in HTML and, by number format, in Excel."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from math import gcd
from typing import TypeAlias

from trygg_excel.finding import Text
from trygg_excel.money import KR, MINUS, NBSP, ORE, UNITS, Unit, decimals_needed, number_text
from trygg_excel.reporting.model import Amount, Formula, Link, Mark, Ratio, Style, Table, Trend, Value
from trygg_excel.reporting.plain import plain, unknown, with_symbol

Bare: TypeAlias = str | Text | int | Amount | Ratio | None

_NUMBERS = (Amount, Ratio)
RIGHT = frozenset({Style.COUNT, Style.YEAR, Style.AMOUNT, Style.CHANGE, Style.PERCENT, Style.SHARE})
_CHARTED_MOST = 1_000_000  # of a unit
MOST_DECIMALS = {"kr": 2, "tkr": 5, "mkr": 6}


@dataclass(frozen=True, slots=True)
class Showing:
    """How one table's numbers are shown: the same unit and the same decimals all over it."""

    unit: Unit
    decimals: int
    lang: str


def showing(table: Table, lang: str) -> Showing:
    """The fewest decimals with which no amount of the table is shown wrong; crowns have two or none."""
    unit = table.unit or KR
    if table.decimals is not None:
        return Showing(unit, table.decimals, lang)
    needed = decimals_needed(gcd(*_amounts(table)), unit)  # what all of them are whole numbers of
    if unit == KR and needed:
        needed = MOST_DECIMALS["kr"]
    most = MOST_DECIMALS.get(unit.symbol, 6)
    return Showing(unit, max(unit.decimals, min(needed, most)), lang)


def charted(table: Table, how: Showing) -> Showing:
    """How amounts are shown at upright bars, where there is room for some seven characters: in a larger unit, if so."""
    largest = max(map(abs, _amounts(table)), default=0)
    for unit in UNITS.values():
        if unit.factor >= how.unit.factor and largest < _CHARTED_MOST * unit.factor * ORE:
            return how if unit == how.unit else Showing(unit, unit.decimals, how.lang)
    return how


def bare(value: Value) -> Bare:
    """What the cell holds when its formula is worked out, its link only read, its small chart told in a word."""
    if isinstance(value, Formula):
        return value.value
    if isinstance(value, Trend):
        return value.said
    if isinstance(value, Mark):
        return Text(with_symbol(value.tone, value.label.sv), with_symbol(value.tone, value.label.en))
    return value.label if isinstance(value, Link) else value


def shown(value: Value, style: Style, how: Showing) -> str:
    """The cell as text; '' when it is blank or cannot be computed."""
    match bare(value):
        case None:
            return ""
        case Amount(ore):
            return _amount(ore, how, signed=style is Style.CHANGE)
        case Ratio(share):
            return "" if share is None else _percent(share, how.lang, signed=style is not Style.SHARE)
        case int(number):
            return str(number) if style in {Style.YEAR, Style.CODE} else _grouped(f"{number:,}", how.lang)
        case said:
            return plain(said, how.lang)


def unit_line(table: Table, lang: str) -> str:
    """Says the unit of the table's amounts; '' when it has none."""
    if not _has_amounts(table):
        return ""
    name = (table.unit or KR).name(lang)
    return f"Amounts in {name}." if lang == "en" else f"Belopp i {name}."


def to_the_right(value: Value, style: Style) -> bool:
    """Amounts, shares and the other values of number columns stand to the right."""
    held = bare(value)
    return isinstance(held, _NUMBERS) or (isinstance(held, int) and style in RIGHT)


def is_negative(value: Value) -> bool:
    match bare(value):
        case Amount(ore=int(number)) | int(number):
            return number < 0
        case Ratio(value=Decimal() as share):
            return share < 0
        case _:
            return False


def _amounts(table: Table) -> list[int]:
    """The known amounts of the table, in öre."""
    cells = (value.value if isinstance(value, Formula) else value for row in table.rows for value in row.cells)
    return [held.ore for held in cells if isinstance(held, Amount) and held.ore is not None]


def _has_amounts(table: Table) -> bool:
    held = (value.value if isinstance(value, Formula) else value for row in table.rows for value in row.cells)
    return any(isinstance(each, Amount) and each.ore is not None for each in held)


def _amount(ore: int | None, how: Showing, *, signed: bool) -> str:
    if ore is None:
        return unknown(how.lang)
    return number_text(ore, how.unit, lang=how.lang, signed=signed, decimals=how.decimals)


def _percent(share: Decimal, lang: str, *, signed: bool) -> str:
    percent = (share * 100).quantize(Decimal("0.1"), ROUND_HALF_UP)
    number = f"{percent:+,}" if signed else f"{percent:,}"
    return _grouped(number if percent else "0.0", lang) + ("%" if lang == "en" else f"{NBSP}%")


def _grouped(number: str, lang: str) -> str:
    signed = number.replace("-", MINUS)
    return signed if lang == "en" else signed.replace(",", NBSP).replace(".", ",")

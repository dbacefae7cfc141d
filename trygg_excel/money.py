"""Amounts: integers of öre, the units people write them in, and Swedish and English number text.

Money is never a float here. One öre is 1/100 of the currency unit, whatever the currency.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from fractions import Fraction
from typing import NamedTuple

ORE = 100
_EXACT = Context(prec=60)
NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


class Unit(NamedTuple):
    """A unit people keep budgets in. `factor`: how many currency units one of it is."""

    symbol: str
    factor: int
    decimals: int
    english: str

    def name(self, lang: str) -> str:
        """The symbol as a reader of `lang` writes it: 'mkr' or 'SEK m'."""
        return self.english if lang == "en" else self.symbol


KR = Unit("kr", 1, 0, "SEK")
TKR = Unit("tkr", 1_000, 0, "SEK k")
MKR = Unit("mkr", 1_000_000, 1, "SEK m")
MDKR = Unit("mdkr", 1_000_000_000, 1, "SEK bn")
UNITS = {unit.symbol: unit for unit in (KR, TKR, MKR, MDKR)}
LAKH = Unit("lakh", 100_000, 2, "lakh")  # the units of Indian budgets: read, and not offered
CRORE = Unit("crore", 10_000_000, 2, "crore")
_KNOWN = {**UNITS, LAKH.symbol: LAKH, CRORE.symbol: CRORE}


def unit_named(symbol: str | None) -> Unit:
    """The unit with that symbol; crowns when it is not known."""
    return _KNOWN.get(symbol or "", KR)


def to_ore(number: Decimal, factor: int = 1) -> int:
    """`number` units of `factor` crowns as öre; what lies below an öre is rounded half-even."""
    whole, parts = number.as_integer_ratio()
    if parts == 1:
        return whole * factor * ORE
    ore, rest = divmod(whole * factor * ORE, parts)
    return ore + (2 * rest > parts or (2 * rest == parts and ore % 2 == 1))


def in_unit(ore: int, unit: Unit) -> Decimal:
    """Öre as an exact number of `unit`."""
    return _EXACT.divide(Decimal(ore), Decimal(unit.factor * ORE))


@dataclass(frozen=True, slots=True)
class Total:
    """A sum that carries what it does not know: `known` öre, and how many addends are unknown."""

    known: int
    unknown: int = 0

    @property
    def complete(self) -> bool:
        return self.unknown == 0


def total(amounts: Iterable[int | None]) -> Total:
    """Sum öre; an unknown (None) is counted, never taken as nought."""
    known = unknown = 0
    for amount in amounts:
        if amount is None:
            unknown += 1
        else:
            known += amount
    return Total(known, unknown)


def parted(amount: int, shares: Sequence[Fraction]) -> tuple[int, ...]:
    """Öre in shares that add up to it: what is left over goes to the largest remainders, the first of equals first."""
    exact = [amount * share for share in shares]
    parts = [int(each // 1) for each in exact]
    by_rest = sorted(range(len(parts)), key=lambda number: (parts[number] - exact[number], number))
    for number in by_rest[: amount - sum(parts)]:
        parts[number] += 1
    return tuple(parts)


def decimals_needed(ore: int, unit: Unit) -> int:
    """The fewest decimals with which `ore` can be written exactly in `unit`."""
    size, places = unit.factor * ORE, 0
    while ore * 10**places % size:
        places += 1
    return places


def number_text(ore: int, unit: Unit, *, lang: str = "sv", signed: bool = False, decimals: int | None = None) -> str:
    """Öre as a number in `unit`, exact unless `decimals` says otherwise: '1 250,5' or '1,250.5'.

    Rounding is half away from nought, as Excel shows numbers; what rounds to nought has no sign.
    """
    places = max(unit.decimals, decimals_needed(ore, unit)) if decimals is None else decimals
    size, whole = unit.factor * ORE, 10**places
    number = (2 * abs(ore) * whole + size) // (2 * size)  # in the last decimal's steps
    above, below = divmod(number, whole)
    text = f"{above:,}.{below:0{places}}" if places else f"{above:,}"
    if lang == "sv":
        text = text.replace(",", NBSP).replace(".", ",")
    sign = "" if not number else MINUS if ore < 0 else "+" if signed else ""
    return sign + text


def amount_text(ore: int | None, unit: Unit, *, lang: str = "sv", signed: bool = False) -> str:
    """Öre with its unit: '1,0 mkr', '500 tkr'; an unknown amount says so."""
    if ore is None:
        return "unknown amount" if lang == "en" else "okänt belopp"
    return f"{number_text(ore, unit, lang=lang, signed=signed)}{NBSP}{unit.name(lang)}"

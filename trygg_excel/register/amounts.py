"""Amounts as the register writes them: '6,0 mkr', '500 tkr', or 'okänt'; and percentages: '2,5 %'."""

from __future__ import annotations

import re
from decimal import Decimal

from trygg_excel.money import ORE, UNITS

MOST = 10**15  # öre: ten thousand billion crowns, beyond any municipality
UNKNOWN = "okänt"
_NUMBER = r"(?P<number>[-−]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,15})(?:,\d{1,9})?)"
_AMOUNT = re.compile(rf"{_NUMBER}[ \u00a0\u202f]*(?P<unit>[a-zåäö]+)", re.IGNORECASE | re.ASCII)
_PERCENT = re.compile(r"(?P<number>\d{1,4}(?:,\d{1,6})?)[ \u00a0\u202f]*%", re.ASCII)


def read_amount(written: str) -> int | None:
    """Öre, or None for 'okänt'. Raises ValueError when it is not an exact amount with its unit."""
    if written.strip().casefold() == UNKNOWN:
        return None
    match = _AMOUNT.fullmatch(written.strip())
    unit = UNITS.get(match["unit"].lower()) if match else None
    if match is None or unit is None:
        raise ValueError(written)
    digits = re.sub(r"[ \u00a0\u202f]", "", match["number"]).replace(",", ".").replace("−", "-")
    ore = Decimal(digits) * unit.factor * ORE
    if ore != ore.to_integral_value() or abs(ore) >= MOST:
        raise ValueError(written)
    return int(ore)


def read_percent(written: str) -> Decimal:
    """2.5 for '2,5 %'. Raises ValueError when it is not an exact percentage with its sign."""
    match = _PERCENT.fullmatch(written.strip())
    if match is None:
        raise ValueError(written)
    return Decimal(match["number"].replace(",", "."))

"""Amounts of a ledger, as text or as a cell holds them -> öre, exactly; what cannot be is not guessed at."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from trygg_excel.layout.amounts.numbers import LONGEST, Punctuation, plain, punctuation_of, read_amounts
from trygg_excel.money import ORE, UNITS, to_ore

LARGEST = 10**15  # öre: ten thousand milliards of crowns is no booking
_PLAIN = re.compile(r"(-?\d{1,12})(?:[.,](\d{1,2}))?", re.ASCII)
_GROUPED = re.compile(r"[-+(]?\d{1,3}[.,]\d{3}[-)]?", re.ASCII)  # '1.234' and '1,234': thousands or decimals
_NUMBER = re.compile(r"[-+]?(?:\d{1,400}(?:\.\d{0,400})?|\.\d{1,400})(?:[eE][-+]?\d{1,3})?", re.ASCII)
_STEPS = 4  # units in the last place that a double may be off after a program has added up in doubles


class Ore(NamedTuple):
    """`amount` in öre; `rounded` where the file has parts of an öre, which are more than a double's own noise."""

    amount: int
    rounded: bool = False


def number_ore(written: str, factor: int = 1) -> Ore | None:
    """A number as a cell stores it, whose type is a double: the öre nearest it. None for what is no such number."""
    if not _NUMBER.fullmatch(written):
        return None
    value = float(written)
    if not abs(value) * factor * ORE < LARGEST:
        return None
    amount = to_ore(Decimal(written), factor)
    given, exact = value, amount / (ORE * factor)
    return Ore(amount, rounded=abs(given - exact) > _STEPS * max(abs(given), abs(exact)) * 2**-52)


def text_ore(text: str, punctuation: Punctuation | None, factor: int = 1) -> Ore | None:
    """An amount in text. `punctuation`: what the file's other amounts show; None where they show nothing."""
    if simple := _PLAIN.fullmatch(text):
        return Ore(int(simple[1] + (simple[2] or "").ljust(2, "0")) * factor)
    if len(text) > LONGEST or _is_unsure(text, punctuation):
        return None
    found = read_amounts(text, punctuation or Punctuation())
    if len(found) != 1 or found[0].number is None or found[0].approximate:
        return None
    unit = found[0].unit
    if unit is not None and (unit != UNITS["kr"] or factor != 1):
        return None
    return _within(found[0].number, factor)


def number_amounts(written: Iterable[str], factor: int = 1) -> list[int | None]:
    """Öre of plain numbers without a power, as cells store them; None where one is not whole öre, too large, or blank.

    An amount is taken for whole öre when those, as a double, are the very double that is stored.
    """
    if factor != 1:
        return [_whole(number_ore(each, factor)) for each in written]
    return [
        None if not each
        else ore if (ore := round((value := float(each)) * ORE)) / ORE == value and -LARGEST < ore < LARGEST
        else _whole(number_ore(each))
        for each in written
    ]  # fmt: skip


def text_amounts(texts: Iterable[str], punctuation: Punctuation | None, factor: int = 1) -> list[int | None]:
    """The same of texts."""
    return [_whole(text_ore(each, punctuation, factor)) for each in texts]


def _whole(found: Ore | None) -> int | None:
    return None if found is None or found.rounded else found.amount


def shown_by(texts: Iterable[str]) -> Punctuation | None:
    """What a file's amounts show of its decimal mark; None where every one of them may be read in two ways."""
    given = [each for each in texts if "," in each or "." in each]
    comma, point = (punctuation_of(given, each) for each in (Punctuation(","), Punctuation(".")))
    return comma if given and comma == point else None


def _is_unsure(text: str, punctuation: Punctuation | None) -> bool:
    return punctuation is None and _GROUPED.fullmatch(plain(text)) is not None


def _within(number: Decimal, factor: int) -> Ore | None:
    if not abs(number) * factor * ORE < LARGEST:
        return None
    amount = to_ore(number, factor)
    return Ore(amount, rounded=number * factor * ORE != amount)

"""The unit of a table that says none, by the sentences that speak of its amounts: 'ett underskott på 30,5 mkr'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from trygg_excel.layout.amounts.units import UNIT_WORDS, unit_of_word
from trygg_excel.money import KR, MKR, TKR, Unit

_SAID = re.compile(rf"(?<![\d,.])(\d{{1,3}}(?:[ \u00a0]\d{{3}})*(?:,\d+)?) ?({UNIT_WORDS})(?!\w)", re.IGNORECASE)
_PLAIN = 2  # digits: what is shorter stands in many places by chance
_LONG = 3  # digits that one amount must have where it is the only one


def unit_in_prose(sentences: Iterable[str], numbers: Sequence[Decimal]) -> Unit | None:
    """The unit in which the amounts that sentences name stand among a table's numbers; None where none or several do.

    Two different amounts must, or one of three digits: 30,5 in millions of crowns is -30.5 in a table of those.
    """
    said = {amount for text in sentences for amount in _amounts(text)}
    found = [unit for unit in (KR, TKR, MKR) if said and _stands(said, unit, numbers)]
    return found[0] if len(found) == 1 else None


def _amounts(text: str) -> Iterable[tuple[Decimal, int]]:
    """Each amount of a sentence in crowns, with the exponent of its last written digit."""
    for written, word in _SAID.findall(text):
        unit = unit_of_word(word)
        number = Decimal(re.sub(r"[ \u00a0]", "", written).replace(",", "."))
        if unit is not None and len(_digits(number)) >= _PLAIN:
            yield number * unit.factor, _exponent(number) + len(str(unit.factor)) - 1


def _stands(said: Iterable[tuple[Decimal, int]], unit: Unit, numbers: Sequence[Decimal]) -> bool:
    """Whether enough of what is said is, in its own precision, among numbers of this unit."""
    met = [crowns for crowns, exponent in said if _is_among(crowns, exponent, unit, numbers)]
    return len(met) > 1 or any(len(_digits(each)) >= _LONG for each in met)


def _is_among(crowns: Decimal, exponent: int, unit: Unit, numbers: Sequence[Decimal]) -> bool:
    half = Decimal(1).scaleb(exponent) / 2
    return any(abs(abs(number) * unit.factor - crowns) <= half for number in numbers)


def _digits(number: Decimal) -> str:
    return str(number).replace(".", "").strip("0")


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0

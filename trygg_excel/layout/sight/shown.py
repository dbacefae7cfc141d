"""A cell's text as a Swedish Excel shows it, for the number formats that budgets use."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import NamedTuple

from trygg_excel.layout.amounts.units import scale_of_format
from trygg_excel.money import NBSP
from trygg_excel.workbook import Cell, CellType

_NUMBER = CellType.NUMBER
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_PATTERN = re.compile(r"[#0?][#0?,. ]*")


def shown(cell: Cell) -> str:
    """The text on the screen; a number with a format we do not follow is shown as stored."""
    value = cell.value
    if cell.type is not _NUMBER:
        return value
    looks = _looks(cell.style.number_format)
    if looks.whole is not None and value.isdecimal() and value[0] != "0":  # most amounts: a third of the time
        return format(int(value), looks.whole).replace(",", NBSP)
    number = Decimal(value)
    under = number.is_signed() and number != 0
    look = looks.under if under else looks.over if number else looks.nought
    if look is None:
        return f"{number.normalize():f}".replace(".", ",")
    return _formatted(-number if under and looks.by_sign else number, look)


_WIDE = Context(prec=1000)  # more digits than the largest number in the longest format


class _Look(NamedTuple):
    """What a section of a format does to a number. `before` and `after` are None where its text does not hold it."""

    scale: int
    percent: int
    smallest: Decimal
    grouped: bool
    before: str | None
    after: str


class _Looks(NamedTuple):
    """What a format does to a number by its sign; None where we do not follow it, and for General.

    `by_sign`: the part for those below nought writes their minus, or not; `whole`: how Python formats whole numbers
    over nought, where that is all there is to it.
    """

    over: _Look | str | None
    under: _Look | str | None
    nought: _Look | str | None
    by_sign: bool
    whole: str | None


@lru_cache(maxsize=4096)
def _looks(number_format: str) -> _Looks:
    parts = number_format.split(";")
    if parts[0].strip().lower() in {"general", "@", ""}:
        return _Looks(None, None, None, by_sign=False, whole="")
    looks = [None if "e+" in each.lower() or "/" in each else _look(each) for each in parts]
    by_sign = len(looks) > 1
    return _Looks(looks[0], looks[by_sign], looks[2 if len(looks) > 2 else 0], by_sign, _whole(looks[0]))


def _whole(look: _Look | str | None) -> str | None:
    plain = isinstance(look, _Look) and look.scale == look.percent == look.smallest and not (look.before or look.after)
    return ("," if look.grouped else "") if isinstance(look, _Look) and plain else None


def _look(section: str) -> _Look | str:
    """The parts of a section; its text alone where it shows no number."""
    literals = _QUOTED.sub(lambda match: match.group(1) or match.group(2) or "", section)
    pattern = _PATTERN.search(_QUOTED.sub("", section))
    if pattern is None:
        return literals
    places = len(re.sub(r"[^#0?]", "", pattern.group().partition(".")[2]))
    grouped = "," in pattern.group().partition(".")[0].rstrip(",")
    before, found, after = literals.partition(pattern.group())
    percent = 100 if "%" in section else 1
    smallest = Decimal(1).scaleb(-places)
    return _Look(scale_of_format(section), percent, smallest, grouped, before if found else None, after)


def _formatted(number: Decimal, look: _Look | str) -> str:
    if isinstance(look, str):
        return look
    scaled = number if look.scale == look.percent else number / look.scale * look.percent
    rounded = scaled.quantize(look.smallest, ROUND_HALF_UP, _WIDE)
    text = f"{rounded:,f}" if look.grouped else f"{rounded:f}"
    digits = text.replace(",", NBSP).replace(".", ",")
    if look.before is None:
        return digits
    sign = "-" if digits.startswith("-") else ""
    return sign + look.before + digits.lstrip("-") + look.after

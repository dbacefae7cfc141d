"""A cell's text as a Swedish Excel shows it, for the number formats that budgets use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

from trygg_excel.layout.units import scale_of_format
from trygg_excel.money import NBSP
from trygg_excel.workbook import Cell, CellType

_QUOTED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
_PATTERN = re.compile(r"[#0?][#0?,. ]*")


def shown(cell: Cell) -> str:
    """The text on the screen; a number with a format we do not follow is shown as stored."""
    if cell.type is not CellType.NUMBER:
        return cell.value
    number = Decimal(cell.value)
    looks = _looks(cell.style.number_format)
    look = looks[0] if len(looks) == 1 else _for_sign(looks, number)
    if look is None:
        return f"{number.normalize():f}".replace(".", ",")
    return _formatted(abs(number) if len(looks) > 1 and number < 0 else number, look)


class _Look(NamedTuple):
    """What a section of a format does to a number. `before` and `after` are None where its text does not hold it."""

    scale: int
    percent: int
    smallest: Decimal
    grouped: bool
    before: str | None
    after: str


@lru_cache(maxsize=4096)
def _looks(number_format: str) -> tuple[_Look | str | None, ...]:
    """What the parts of a format do, None for those we do not follow; None alone for General."""
    parts = number_format.split(";")
    if parts[0].strip().lower() in {"general", "@", ""}:
        return (None,)
    return tuple(None if "e+" in each.lower() or "/" in each else _look(each) for each in parts)


def _for_sign(looks: Sequence[_Look | str | None], number: Decimal) -> _Look | str | None:
    if number < 0:
        return looks[1]
    return looks[2] if number == 0 and len(looks) > 2 else looks[0]


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
    rounded = scaled.quantize(look.smallest, ROUND_HALF_UP)
    text = f"{rounded:,f}" if look.grouped else f"{rounded:f}"
    digits = text.replace(",", NBSP).replace(".", ",")
    if look.before is None:
        return digits
    sign = "-" if digits.startswith("-") else ""
    return sign + look.before + digits.lstrip("-") + look.after

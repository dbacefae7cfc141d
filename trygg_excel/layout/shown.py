"""A cell's text as a Swedish Excel shows it, for the number formats that budgets use."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

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
    section = _section(cell.style.number_format, number)
    if section is None or "e+" in section.lower() or "/" in section:
        return f"{number.normalize():f}".replace(".", ",")
    return _formatted(abs(number) if ";" in cell.style.number_format and number < 0 else number, section)


def _section(number_format: str, number: Decimal) -> str | None:
    """The part of the format for this number's sign; None for General."""
    parts = number_format.split(";")
    if parts[0].strip().lower() in {"general", "@", ""}:
        return None
    if number < 0 and len(parts) > 1:
        return parts[1]
    return parts[2] if number == 0 and len(parts) > 2 else parts[0]


def _formatted(number: Decimal, section: str) -> str:
    literals = _QUOTED.sub(lambda match: match.group(1) or match.group(2) or "", section)
    bare = _QUOTED.sub("", section)
    pattern = _PATTERN.search(bare)
    if pattern is None:
        return literals
    places = len(re.sub(r"[^#0?]", "", pattern.group().partition(".")[2]))
    scaled = number / scale_of_format(section) * (100 if "%" in section else 1)
    rounded = scaled.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    grouped = "," in pattern.group().partition(".")[0].rstrip(",")
    text = f"{rounded:,f}" if grouped else f"{rounded:f}"
    digits = text.replace(",", NBSP).replace(".", ",")
    sign = "-" if digits.startswith("-") else ""
    spot = literals.find(pattern.group())
    if spot < 0:
        return digits
    return sign + literals[:spot] + digits.lstrip("-") + literals[spot + len(pattern.group()) :]

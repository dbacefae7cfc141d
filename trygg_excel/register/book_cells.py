"""One cell of the register's workbook -> the value of its field, or what is wrong with it and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Context, Decimal
from enum import StrEnum
from typing import Any

from trygg_excel.finding import Text, listed, text
from trygg_excel.money import Unit, to_ore
from trygg_excel.register.amounts import MOST, read_amount, read_percent
from trygg_excel.register.book_plan import NO, WORDS, YES, Kind
from trygg_excel.workbook import Cell, CellType

_AS_EXCEL = Context(prec=15)  # the digits that a person sees and Excel keeps; the file may write more of its double
_WHOLE = re.compile(r"-?\d{1,15}", re.ASCII)
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")  # a character that XML does not take (ECMA-376 part 1, 22.9.2.19)


class WrongCell(Exception):
    """Never leaves the package: what is wrong with a cell, with its remedy."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.sv)
        self.why = why


def unescaped(said: str) -> str:
    """A text with the characters that its escapes stand for: what a person sees in the cell."""
    return _ESCAPED.sub(lambda each: chr(int(each[1], 16)), said)


def is_blank(cell: Cell | None) -> bool:
    return cell is None or (cell.type is CellType.TEXT and not cell.value.strip())


def value_of(cell: Cell, kind: Kind, hint: Any, unit: Unit) -> object:
    """The value of a filled cell; amounts are numbers of `unit`. Raises WrongCell."""
    cell = cell._replace(value=unescaped(cell.value))
    if cell.type is CellType.ERROR:
        raise WrongCell(
            text("{value} är ett fel. Skriv värdet.", "{value} is an error. Write the value.", value=cell.value)
        )
    if cell.type is CellType.EMPTY:
        raise WrongCell(
            Text("formeln har inget sparat värde. Skriv värdet.", "the formula has no saved value. Write the value.")
        )
    if kind is Kind.AMOUNT:
        return _amount(cell, unit)
    if kind is Kind.CHOICE:
        return _choice(cell, hint)
    return _PLAIN[kind](cell)


def _amount(cell: Cell, unit: Unit) -> int | None:
    if cell.type is CellType.TEXT:
        try:
            return read_amount(cell.value)
        except ValueError:
            raise _no_amount(cell, unit) from None
    if cell.type is not CellType.NUMBER:
        raise _no_amount(cell, unit)
    number = _AS_EXCEL.create_decimal(cell.value)
    ore = to_ore(number, unit.factor)
    if Decimal(ore) != number * unit.factor * 100 or abs(ore) >= MOST:
        raise WrongCell(
            text(
                "{value} {unit} är inget belopp i hela ören. Skriv det exakta beloppet.",
                "{value} {unit} is no amount of whole öre. Write the exact amount.",
                value=_seen(cell), unit=unit.symbol,
            )
        )  # fmt: skip
    return ore


def _no_amount(cell: Cell, unit: Unit) -> WrongCell:
    return WrongCell(
        text(
            "'{value}' är inget belopp. Skriv ett tal i {unit}, till exempel 6,0; är det inte känt, okänt.",
            "'{value}' is no amount. Write a number of {unit}, as 6,0; if it is not known, okänt.",
            value=_seen(cell), unit=unit.symbol,
        )
    )  # fmt: skip


def _choice(cell: Cell, hint: type[StrEnum]) -> StrEnum:
    words = WORDS[hint]
    said = cell.value.strip().casefold()
    found = next((each for each in hint if said in {words[each.value], each.value or None}), None)
    if found is None or cell.type is not CellType.TEXT:
        known = listed(words.values(), most=20)
        raise _wrong(
            cell, text("inget av: {known}. Välj i listan", "none of: {known}. Pick from the list", known=known)
        )
    return found


def _text(cell: Cell) -> str:
    if cell.type is CellType.TEXT:
        return cell.value
    if cell.type is CellType.NUMBER and _WHOLE.fullmatch(cell.value):
        return cell.value
    raise _wrong(cell, Text("ingen text. Skriv ' framför", "no text. Write ' before it"))


def _id(cell: Cell) -> str:
    return _text(cell).strip()


def _lines(cell: Cell) -> tuple[str, ...]:
    return tuple(line.strip() for line in _text(cell).split("\n") if line.strip())


def _references(cell: Cell) -> tuple[str, ...]:
    return tuple(each.strip() for each in re.split(r"[;,\n]", _text(cell)) if each.strip())


def _whole(cell: Cell) -> int:
    number = cell.value.strip().removesuffix(".0")
    if cell.type not in {CellType.NUMBER, CellType.TEXT} or not _WHOLE.fullmatch(number):
        raise _wrong(cell, Text("inget heltal. Skriv det med siffror", "no whole number. Write it in digits"))
    return int(number)


def _wholes(cell: Cell) -> tuple[int, ...]:
    pieces = _references(cell)
    if not all(_WHOLE.fullmatch(each) for each in pieces):
        raise _wrong(cell, Text("inga heltal. Skriv som 3; 4; 8; 12", "no whole numbers. Write as 3; 4; 8; 12"))
    return tuple(map(int, pieces))


def _date(cell: Cell) -> date:
    try:
        if cell.type in {CellType.DATE, CellType.TEXT}:
            return date.fromisoformat(cell.value.strip().removesuffix("T00:00:00"))
    except ValueError:
        pass
    raise _wrong(cell, Text("inget datum. Skriv det som 2022-02-07", "no date. Write it as 2022-02-07"))


def _yes_no(cell: Cell) -> bool:
    said = cell.value.strip().casefold()
    if said in {YES, NO, "true", "false"}:
        return said in {YES, "true"}
    raise _wrong(cell, Text("varken ja eller nej. Välj i listan", "neither ja nor nej. Pick from the list"))


def _percent(cell: Cell) -> Decimal:
    if cell.type is CellType.NUMBER:
        number = _AS_EXCEL.create_decimal(cell.value)
        number = number * 100 if "%" in cell.style.number_format else number
        if 0 <= number < 10_000:
            return number
    try:
        return read_percent(cell.value if cell.type is CellType.TEXT else "")
    except ValueError:
        raise _wrong(
            cell, Text("ingen procentsats. Skriv ett tal, 5 eller 2,5", "no percentage. Write a number")
        ) from None


_PLAIN: dict[Kind, Callable[[Cell], object]] = {
    Kind.ID: _id,
    Kind.TEXT: _text,
    Kind.LINES: _lines,
    Kind.REFERENCE: _id,
    Kind.REFERENCES: _references,
    Kind.WHOLE: _whole,
    Kind.WHOLES: _wholes,
    Kind.DATE: _date,
    Kind.YES_NO: _yes_no,
    Kind.PERCENT: _percent,
}


def _wrong(cell: Cell, what: Text) -> WrongCell:
    return WrongCell(text("'{value}' är {what}.", "'{value}' is {what}.", value=_seen(cell), what=what))


def _seen(cell: Cell) -> str:
    """The cell's value as its writer would know it, never long."""
    shown = " ".join(cell.value.split())
    shown = shown.replace(".", ",") if cell.type is CellType.NUMBER else shown
    return f"{shown[:57]}…" if len(shown) > 60 else shown

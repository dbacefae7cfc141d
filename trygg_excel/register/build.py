"""Plain values -> the register's dataclasses, by their type hints. What does not fit is a Problem with its place."""

from __future__ import annotations

import re
import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import StrEnum
from typing import Annotated, Any, TypeVar, get_args, get_origin, get_type_hints

from trygg_excel.register.amounts import read_amount, read_percent
from trygg_excel.register.problem import Problem

T = TypeVar("T")


def build(cls: type[T], value: object, at: str = "", **given: object) -> T:
    """A `cls` from a table of its fields. `given` are fields that do not stand in the file. Raises Problem."""
    table = _table(value, at)
    hints = get_type_hints(cls, include_extras=True)
    places = {field.name: field for field in fields(cls) if field.name not in given}  # type: ignore[arg-type]
    _no_unknown_key(table, list(places), at)
    for name, field in places.items():
        if name not in table and field.default is MISSING:
            raise _missing(_inside(at, name), name)
    read = {name: _convert(hints[name], found, _inside(at, name)) for name, found in table.items()}
    return cls(**read, **given)


def _inside(at: str, name: str) -> str:
    return f"{at}.{name}" if at else name


def _table(value: object, at: str) -> dict[str, object]:
    if isinstance(value, dict):
        return value
    raise _wrong(
        at,
        value,
        "ingen tabell. Skriv uppgifterna som 'namn: värde', en per rad.",
        "no table. Write its entries as 'name: value', one a line.",
    )


def _no_unknown_key(table: dict[str, object], known: list[str], at: str) -> None:
    for key in table:
        if key in known:
            continue
        near = get_close_matches(key, known, 1)
        meant = (f" Menas '{near[0]}'?", f" Is '{near[0]}' meant?") if near else ("", "")
        raise Problem(
            _inside(at, key),
            f"uppgiften är okänd här.{meant[0]} Här kan stå: {', '.join(known)}.",
            f"the key is unknown here.{meant[1]} Known here: {', '.join(known)}.",
        )


def _missing(at: str, name: str) -> Problem:
    return Problem(at, f"uppgiften saknas. Lägg till '{name}: …'.", f"the key is missing. Add '{name}: …'.")


def _convert(hint: Any, value: object, at: str) -> object:
    origin = get_origin(hint)
    if origin is types.UnionType or type(None) in get_args(hint):
        inner = _without_none(hint)
        return None if value is None or (inner is str and value == "") else _convert(inner, value, at)
    if origin is tuple:
        return _several(get_args(hint)[0], value, at)
    if origin is Annotated:
        return _percent(value, at) if get_args(hint)[0] is Decimal else _amount(value, at)
    if is_dataclass(hint):
        return build(hint, value, at)  # type: ignore[arg-type]
    if issubclass(hint, StrEnum):
        return _choice(hint, value, at)
    return _plain(hint, value, at)


def _without_none(hint: Any) -> Any:
    return next(each for each in get_args(hint) if each is not type(None))


def _several(hint: Any, value: object, at: str) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise _wrong(
            at,
            value,
            "ingen lista. Skriv varje värde på egen rad efter '- ', eller [] för en tom lista.",
            "no list. Write each value on a line of its own after '- ', or [] for an empty list.",
        )
    return tuple(_convert(hint, each, f"{at}[{number}]") for number, each in enumerate(value))


def _amount(value: object, at: str) -> int | None:
    try:
        return read_amount(value if isinstance(value, str) else "")
    except ValueError:
        raise _wrong(
            at,
            value,
            'inget belopp. Skriv tal och enhet inom citattecken, "6,0 mkr" eller "500 tkr"; är det inte känt, "okänt".',
            'no amount. Write number and unit in quotes, "6,0 mkr" or "500 tkr"; if it is not known, "okänt".',
        ) from None


def _percent(value: object, at: str) -> Decimal:
    try:
        return read_percent(value if isinstance(value, str) else "")
    except ValueError:
        raise _wrong(
            at,
            value,
            'ingen procentsats. Skriv den inom citattecken, "5 %" eller "2,5 %".',
            'no percentage. Write it in quotes, "5 %" or "2,5 %".',
        ) from None


def _choice(hint: type[StrEnum], value: object, at: str) -> StrEnum:
    known = [each.value for each in hint]
    if isinstance(value, str) and value in known:
        return hint(value)
    raise _wrong(
        at, value, f"inget av: {', '.join(known)}. Välj ett av dem.", f"none of: {', '.join(known)}. Pick one."
    )


_PLAIN: dict[type, tuple[str, str]] = {
    str: (
        "ingen text. Sätt citattecken om värdet.",
        "no text. Put quotes around it.",
    ),
    int: (
        "inget heltal. Skriv det med siffror och utan citattecken.",
        "no whole number. Write it in digits and without quotes.",
    ),
    bool: (
        "varken true eller false. Skriv det ena av dem.",
        "neither true nor false. Write one of them.",
    ),
    date: (
        "inget datum. Skriv det som 2022-02-07 utan citattecken.",
        "no date. Write it as 2022-02-07 without quotes.",
    ),
}


def _plain(hint: type, value: object, at: str) -> object:
    if type(value) is hint:  # exactly: True is no number here
        return value
    raise _wrong(at, value, *_PLAIN[hint])


def _wrong(at: str, value: object, sv: str, en: str) -> Problem:
    found = _shown(value)
    return Problem(at, f"{found[0]} är {sv}", f"{found[1]} is {en}")


def _shown(value: object) -> tuple[str, str]:
    """The value as its writer would know it, in both languages, never long."""
    if value is None:
        return "ett tomt värde", "an empty value"
    if isinstance(value, bool):
        return (f"'{str(value).lower()}'",) * 2
    if isinstance(value, dict):
        return "en tabell", "a table"
    if isinstance(value, list):
        return "en lista", "a list"
    text = re.sub(r"\s+", " ", str(value))
    return (f"'{text[:57]}…'" if len(text) > 60 else f"'{text}'",) * 2

"""A register -> the text of its YAML file; loading it gives the same register."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, get_args

from trygg_excel.money import MKR, Unit, decimals_needed, number_text, unit_named
from trygg_excel.register.amounts import UNKNOWN
from trygg_excel.register.book_plan import Kind, hints_of, kind_of
from trygg_excel.register.load import SCHEMA_VERSION
from trygg_excel.register.model import Register
from trygg_excel.register.yaml_file import dump_yaml

_MOST_DECIMALS = 9  # that the register's reader takes
_OF_THE_FILE = frozenset({"file", "digest"})


def yaml_of(register: Register) -> str:
    """The register's own fields first, then its tables with a Swedish line above each; what is default is left out."""
    plain = _entry(register, unit_named(register.unit))
    head = {name: value for name, value in plain.items() if name not in _ABOUT}
    text = dump_yaml({"schema_version": SCHEMA_VERSION, **head})
    for name in (each for each in _ABOUT if each in plain):
        text += f"\n# {_ABOUT[name]}\n{dump_yaml({name: plain[name]})}"
    return f"{_HEAD}\n{text}"


_HEAD = """\
# Registret: vad som är beslutat, planerat och sagt. Belopp skrivs "6,0 mkr", "500 tkr" eller "okänt", inom citattecken.
# Ett id är ett kort namn som inte ändras, även om det vi kallar saken gör det.
"""
_ABOUT = {
    "committees": "Organ: de som beslutar eller håller i pengar.",
    "programmes": "Insatser: en post för varje insats; names är bekräftade stavningar.",
    "years": "År och ramar, och vilket beslut fördelningen väntar på.",
    "decisions": "Beslut: fattade, planerade och sådana som något väntar på.",
    "transfers": "Överföringar: pengar som flyttas.",
    "funding": "Finansiering: vad varje belopp är en del av.",
    "events": "Händelser: vad som har hänt med insatserna.",
    "constraints": "Påståenden: vad handlingen säger i ord, så att det kan prövas mot beloppen.",
    "cases": "Ärenden: arbetsböcker som hör ihop och får hållas mot varandra.",
    "settings": "Inställningar: gränser, månader, stängda perioder, ansvarig.",
    "authority": "Beslutsrätt: vem som får besluta om vilka ändringar.",
    "accounts": "Regler för konton: vilka konteringar som är en insats. Den mest precisa regeln gäller.",
}


def _entry(entry: Any, unit: Unit) -> dict[str, object]:
    cls: type = type(entry)
    hints = hints_of(cls)
    return {
        field.name: _value(getattr(entry, field.name), field.name, hints[field.name], unit)
        for field in fields(entry)
        if field.name not in _OF_THE_FILE and (field.default is MISSING or getattr(entry, field.name) != field.default)
    }


def _value(value: Any, name: str, hint: Any, unit: Unit) -> object:
    if isinstance(value, tuple):
        return [_value(each, name, get_args(hint)[0], unit) for each in value]
    if is_dataclass(value):
        return _entry(value, unit)
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return f"{value:f} %".replace(".", ",")
    if isinstance(value, str | bool | date) or kind_of(name, hint) is not Kind.AMOUNT:
        return value
    return UNKNOWN if value is None else amount_words(value, unit)


def amount_words(ore: int, unit: Unit) -> str:
    """'6,0 mkr', exact, as `read_amount` reads it."""
    shown = unit if decimals_needed(ore, unit) <= _MOST_DECIMALS else MKR
    return f"{number_text(ore, shown)} {shown.symbol}".replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-")

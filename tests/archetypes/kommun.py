"""A made-up municipality: its committees, what they do, and figures that look like its own, the same each time."""

from __future__ import annotations

from decimal import Decimal
from zlib import crc32

NET = {  # net cost 2022 in tkr
    "Kommunfullmäktige": 4_812,
    "Revision": 1_395,
    "Valnämnden": 310,
    "Överförmyndarnämnden": 3_924,
    "Kommunstyrelsen": 118_650,
    "Barn- och utbildningsnämnden": 612_480,
    "Socialnämnden": 498_730,
    "Kultur- och fritidsnämnden": 71_265,
    "Miljö- och byggnadsnämnden": 18_940,
    "Tekniska nämnden": 84_310,
}
NAMNDER = tuple(NET)
WORK = {  # the larger committees' activities, in thousandths of its net cost
    "Kommunstyrelsen": {
        "Politisk verksamhet": 74, "Kommunledning": 502, "Näringsliv och turism": 103, "Räddningstjänst": 321,
    },
    "Barn- och utbildningsnämnden": {
        "Politisk verksamhet": 3, "Förskola": 262, "Fritidshem": 58, "Grundskola": 438, "Anpassad grundskola": 41,
        "Gymnasieskola": 171, "Vuxenutbildning": 27,
    },
    "Socialnämnden": {
        "Politisk verksamhet": 4, "Hemtjänst": 187, "Särskilt boende": 371, "LSS-boende": 142,
        "Personlig assistans": 83, "Individ- och familjeomsorg": 168, "Ekonomiskt bistånd": 45,
    },
    "Kultur- och fritidsnämnden": {
        "Bibliotek": 268, "Kulturskola": 151, "Fritidsgårdar": 124, "Simhallar": 297, "Föreningsbidrag": 160,
    },
    "Tekniska nämnden": {"Gator och vägar": 366, "Parker": 118, "Snöröjning": 97, "Fastighetsförvaltning": 419},
}  # fmt: skip
_OF_WORK = {name: NET[of] * part // 1000 for of, parts in WORK.items() for name, part in parts.items()}
_SPREAD = 61  # an outcome is within three per cent of its budget


def tkr(name: str, year: int, kind: str = "budget") -> int:
    """The net cost of a committee or activity: grows by 2,4 per cent a year, and each kind differs a little."""
    base = NET.get(name) or _OF_WORK.get(name) or 400 + crc32(name.encode()) % 24_000
    up, down = (1024, 1000) if year >= 2022 else (1000, 1024)
    grown = base
    for _ in range(abs(year - 2022)):
        grown = grown * up // down
    off = crc32(f"{name}{year}{kind}".encode()) % _SPREAD - _SPREAD // 2
    return grown if kind == "budget" else grown + grown * off // 1000


def mkr(name: str, year: int, kind: str = "budget") -> Decimal:
    """The same in millions with one decimal."""
    return (Decimal(tkr(name, year, kind)) / 1000).quantize(Decimal("0.1"))


def comma(number: int | Decimal, *, thousands: str = "\u00a0", minus: str = "-") -> str:
    """A number as Swedes type it: '1 234,5'."""
    sign = minus if number < 0 else ""
    return sign + f"{abs(number):,}".replace(",", thousands).replace(".", ",")

"""Amounts in text: '1,0 miljoner kr', '500 tkr', '−500', '(12,5)', '70 000 kr', '-', 'ej angivet'."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from trygg_excel.fact import State
from trygg_excel.layout.amounts.units import UNIT_WORDS, unit_of_word
from trygg_excel.money import Unit

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_MINUSES = str.maketrans(dict.fromkeys("\u2212\u2013\u2014\u2010\u2011\u2012", "-"))
_ZERO_MARKS = frozenset({"-", "--", "±0", "0,-", "- kr", "noll", "nil"})
_UNKNOWN = frozenset(
    [
        "ej angivet",
        "ej angiven",
        "ej känt",
        "ej klart",
        "okänt",
        "okänd",
        "oklart",
        "uppgift saknas",
        "saknas",
        "..",
        "...",
        "?",
        "x",
        "n/a",
        "na",
        "tbd",
        "unknown",
    ]
)
_SIGNS = "-$€£₪"
_CURRENCY = r"(?:(?P<currency>sek|kr|eur|usd|[$€£₪]) ?)?"  # before the number
_APPROXIMATE = r"(?P<about>(?:ca|c:a|cirka|ungefär|drygt|knappt|omkring|about|approx)\.?\s+)?"
_DIGITS = r"(?P<digits>(?!0 ?\d)(?:\d{1,3}(?:[ .,'’]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?))"
_SAID_OF = (  # '-75 000 (prel)'
    r"(?P<said> \((?:(?P<guessed>prel|preliminär\w*|ca|cirka|uppsk|uppskatta[td]|est|beräkna[td]|bedöm[td]|bedömning"
    r"|prognos|osäkert?|\?)|avrunda[td]|oförändra[td]|netto|brutto|moms[^()\d]*|(?:inkl|exkl)[^()\d]*)\.?\)"
    r"| (?:prel|prelim|uppsk|est)\.?)?"
)
_NOTE = r"(?: ?\*{1,3}| \d{1,2}\)| ?\[\d{1,2}\])?"  # a footnote's mark after the amount
_REMARK = r"(?: \([^()\d]*\))?"  # '12,9 mkr (inkl. överskott)'
_AMOUNT = re.compile(
    rf"{_APPROXIMATE}(?P<open>\( ?)?(?P<sign>[-+] ?)?{_CURRENCY}{_DIGITS}(?P<trail> ?-(?!\d))?"
    rf"(?: ?(?P<inside>{UNIT_WORDS}))?"
    rf"(?P<close> ?\))?(?: ?(?P<unit>{UNIT_WORDS}|[:;,]-|[$€£₪])(?P<after> ?-(?!\d))?{_REMARK})?{_SAID_OF}{_NOTE}",
    re.IGNORECASE,
)
_OF_WHICH = re.compile(r" ?,? ?(?:varav|därav|of which) ", re.IGNORECASE)
_BRACKETED = re.compile(r"\( ?((?:varav|därav|of which) [^()]*)\)", re.IGNORECASE)
_SIGN_FIRST = re.compile(r"([$€£₪]) ?\((.+)\)")  # as accounting formats write what is negative
_NO_SUM = re.compile(r"[$€£₪] ?-|- ?[$€£₪]")  # and what is nothing
_SUPERSCRIPTS = re.compile("[⁰¹²³⁴-⁹]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_MARKED = re.compile(r"\d[.,]\d")
LONGEST = 80  # no amount is longer than this; a longer text is prose


class Written(NamedTuple):
    """An amount as a text wrote it: `number` is None when it is stated as unknown.

    `priced`: with a sign for whole crowns, as '45.000:-' or '$1,200'; what a table says of its unit goes before it.
    """

    number: Decimal | None
    state: State = State.STATED
    unit: Unit | None = None
    decimals: int = 0
    approximate: bool = False
    priced: bool = False


class Punctuation(NamedTuple):
    """What '.' and ',' mean where both readings are possible; settled by a whole column, not by a cell."""

    decimal: str = ","


SWEDISH = Punctuation(",")
ENGLISH = Punctuation(".")


def collapsed(text: str) -> str:
    """`text` as written, with its white space collapsed and soft hyphens gone."""
    return _SPACES.sub(" ", text.replace("\u00ad", "")).strip()


def plain(text: str) -> str:
    """`text` with one kind of space, one kind of minus, and no soft hyphens or raised digits (they mark notes)."""
    folded = unicodedata.normalize("NFKC", _SUPERSCRIPTS.sub("", text)).replace("\u00ad", "").translate(_MINUSES)
    return _SPACES.sub(" ", folded).strip().lstrip("'")


@lru_cache(maxsize=16_384)
def read_amounts(text: str, punctuation: Punctuation = SWEDISH) -> tuple[Written, ...]:
    """The amounts a cell's text is made of: none when it is anything but amounts, two for '12,4 varav 2,0'."""
    if not text or len(text) > LONGEST:
        return ()
    flat = _SIGN_FIRST.sub(r"(\1\2)", plain(text))
    mark = _mark(flat)
    if mark is not None:
        return (mark,)
    found = []
    for piece in _OF_WHICH.split(_BRACKETED.sub(r" \1", flat)):
        match = _AMOUNT.fullmatch(piece.strip())
        if match is None or _is_lopsided(match):
            return ()
        found.append(_written(match, punctuation))
    return _in_one_unit(found)


def _in_one_unit(found: list[Written]) -> tuple[Written, ...]:
    """'12,4 varav 2,0 mkr': the one unit named goes for both."""
    units = {each.unit for each in found if each.unit}
    unit = next(iter(units)) if len(units) == 1 else None
    return tuple(each._replace(unit=each.unit or unit) for each in found)


def _is_lopsided(match: re.Match[str]) -> bool:
    """One bracket without the other ('1)' numbers a note), a minus on both sides, two units, or about a year."""
    twice = (match["sign"] and (match["trail"] or match["after"])) or (match["inside"] and match["unit"])
    said = match["about"] or match["said"]
    about_year = said and not match["unit"] and _YEAR.fullmatch(match["digits"])  # 'CA 2022' heads a column
    return bool(match["open"]) != bool(match["close"]) or bool(twice) or bool(about_year)


def _mark(flat: str) -> Written | None:
    lowered = flat.casefold()
    if lowered in _ZERO_MARKS or _NO_SUM.fullmatch(lowered):
        return Written(Decimal(0), State.ZERO_MARK)
    return Written(None, State.UNKNOWN) if lowered.strip("()") in _UNKNOWN else None


def _written(match: re.Match[str], punctuation: Punctuation) -> Written:
    digits = _digits(match["digits"], punctuation)
    number = Decimal(digits)
    minus = (match["sign"] or "").startswith("-") or match["trail"] or match["after"]
    negative = minus or (match["open"] and match["close"])
    word = match["inside"] or match["unit"]
    return Written(
        -number if negative else number,
        State.STATED,
        unit_of_word(word) if word else None,
        len(digits.partition(".")[2]),
        match["about"] is not None or match["guessed"] is not None,
        match["currency"] is not None or (word is not None and word[-1] in _SIGNS),
    )


def _digits(written: str, punctuation: Punctuation) -> str:
    """The number in Decimal's own writing: grouping gone, '.' before the decimals."""
    text = written.translate(str.maketrans("", "", " '’"))
    both = "," in text and "." in text
    if both:
        decimal = max(text.rfind(","), text.rfind("."))
    else:
        mark = "," if "," in text else "."
        grouped = text.count(mark) > 1 or (mark != punctuation.decimal and re.fullmatch(r"\d{1,3}[.,]\d{3}", text))
        decimal = -1 if grouped else text.rfind(mark)
    if decimal < 0:
        return re.sub(r"[.,]", "", text)
    return f"{re.sub(r'[.,]', '', text[:decimal])}.{text[decimal + 1 :]}"


def punctuation_of(texts: Iterable[str], otherwise: Punctuation = SWEDISH) -> Punctuation:
    """Which mark a column of texts uses for decimals: what its unambiguous texts show, else what its sheet does."""
    commas = points = 0
    for text in texts:
        if "," in text or "." in text:
            shown = _marks(text)
            commas, points = commas + shown[0], points + shown[1]
    return otherwise if points == commas else ENGLISH if points > commas else SWEDISH


_IN_POUNDS = re.compile(r"[-(]? ?[£$] ?\(?\d{1,3},\d{3}\)?$")  # who writes these signs parts thousands by commas


@lru_cache(maxsize=16_384)
def _marks(text: str) -> tuple[int, int]:
    """How many times a text can only be read with a decimal comma, and with a point."""
    if len(text) > LONGEST or (text.isascii() and not _MARKED.search(text)):
        return 0, 0
    if not (read_amounts(text, SWEDISH) or read_amounts(text, ENGLISH)):
        return 0, 0  # a date or a code: '31.12.2024', '00.28.20'
    flat = plain(text)
    commas = bool(re.search(r"\d,(?!\d{3}(?!\d))\d+", flat)) + bool(re.search(r"\d\.\d{3}(?:,\d|\.\d{3})", flat))
    points = (
        bool(_IN_POUNDS.match(flat))
        + bool(re.search(r"\d\.(?!\d{3}(?!\d))\d+", flat))
        + bool(re.search(r"\d,\d{3}(?:\.\d|,\d{3})", flat))
    )
    return commas, points

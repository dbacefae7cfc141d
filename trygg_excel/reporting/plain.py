"""Texts as both renderers write them: nothing in them that acts, hides or turns the reading direction."""

from __future__ import annotations

import re
from collections.abc import Iterable

from trygg_excel.finding import Text
from trygg_excel.reporting.model import Tone

SYMBOLS = {Tone.NEUTRAL: "", Tone.GOOD: "✓", Tone.NOTE: "●", Tone.WARNING: "▲", Tone.ERROR: "✖"}
_LINE_END = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
# Control characters, direction marks, lone surrogates and non-characters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)
_PLANE = "\uffff"  # the last character of the basic plane


def plain(value: str | Text, lang: str) -> str:
    """The text in `lang`; its only control character is the line feed."""
    said = value.say(lang) if isinstance(value, Text) else value
    if said.isprintable():  # most texts hold nothing that any of these is
        return said
    return _UNSEEN.sub("", _LINE_END.sub("\n", said).replace("\t", " "))


def one_line(value: str | Text, lang: str) -> str:
    """The text in `lang` on one line, white space collapsed."""
    return " ".join(plain(value, lang).split())


def with_symbol(tone: Tone, said: str) -> str:
    """The text with its tone's symbol before it: a verdict never rests on colour alone."""
    return f"{SYMBOLS[tone]} {said}".strip()


def unknown(lang: str) -> str:
    """How an amount that nobody knows is written."""
    return "unknown" if lang == "en" else "okänt"


def utf16_length(text: str) -> int:
    """How long Excel finds the text: characters outside the basic plane count twice."""
    return len(text) + (sum(char > _PLANE for char in text) if text and max(text) > _PLANE else 0)


def cut(text: str, limit: int, mark: str) -> str:
    """The text, or as much of it as leaves room for `mark` within `limit` of Excel's characters."""
    if utf16_length(text) <= limit:
        return text
    room = limit - utf16_length(mark)
    return text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", errors="ignore") + mark


def unique(names: Iterable[str], limit: int, others: Iterable[str] = ()) -> list[str]:
    """The names, each within `limit` and told apart by ' (2)' where case alone (or nothing) tells them apart.

    None is as one of `others` either.
    """
    taken = {each.casefold() for each in others}
    told: list[str] = []
    for name in names:
        candidate, number = cut(name, limit, "…"), 1
        while candidate.casefold() in taken:
            number += 1
            mark = f" ({number})"
            candidate = cut(name, limit - len(mark), "…") + mark
        taken.add(candidate.casefold())
        told.append(candidate)
    return told

"""How near one name lies to another, and why: typing slips, turned words, another bracket."""

from __future__ import annotations

import re
from dataclasses import dataclass

from trygg_excel.finding import Text

_WORDS = re.compile(r"\w+")
_DIGITS = re.compile(r"\d+")
_BRACKET = re.compile(r"\s*\([^()]*\)")
_SLIPS = {
    1: Text("en bokstav skiljer", "one letter differs"),
    2: Text("två bokstäver skiljer", "two letters differ"),
    3: Text("tre bokstäver skiljer", "three letters differ"),
}
_TURNED = Text("samma ord i annan ordning", "the same words in another order")
_BRACKETED = Text("samma namn men annan parentes", "the same name but for what stands in brackets")


@dataclass(frozen=True, slots=True)
class Nearness:
    """`rank`: the lower the nearer; compare only ranks."""

    rank: int
    reason: Text


def nearness(label: str, name: str) -> Nearness | None:
    """How near two normalised keys lie, None when they are different names."""
    slips = edits(label, name, _most_slips(min(len(label), len(name))))
    # 2021 for 2022 is another year, no slip
    if slips is not None and _DIGITS.findall(label) == _DIGITS.findall(name):
        return Nearness(10 * slips, _SLIPS[max(slips, 1)])
    if sorted(_WORDS.findall(label)) == sorted(_WORDS.findall(name)) != []:
        return Nearness(15, _TURNED)
    without = _BRACKET.sub("", label)
    if without and "(" in label + name and without == _BRACKET.sub("", name):
        return Nearness(40, _BRACKETED)
    return None


def _most_slips(length: int) -> int:
    """Short names are different names at one letter; long ones bear three."""
    return sum(length >= enough for enough in (4, 10, 20))


def edits(one: str, other: str, most: int) -> int | None:
    """Letters added, dropped, changed or swapped with a neighbour; None when more than `most`, found out early."""
    if abs(len(one) - len(other)) > most:
        return None
    before: list[int] = []
    row = list(range(len(other) + 1))
    for number, letter in enumerate(one, 1):
        before, last, row = row, before, [number]
        for place, against in enumerate(other, 1):
            least = min(before[place] + 1, row[-1] + 1, before[place - 1] + (letter != against))
            if last and place > 1 and letter == other[place - 2] and against == one[number - 2]:
                least = min(least, last[place - 2] + 1)
            row.append(least)
        if min(row) > most and min(before) > most:
            return None
    return row[-1] if row[-1] <= most else None

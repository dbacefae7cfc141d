"""Which programme a booking is: the register's rules for accounts, held against the codes of a row.

The most precise rule that fits decides. One that fills in more codes goes before one with fewer; of two with as many,
the one whose masks let in fewer codes. Where two programmes' rules are as precise, neither gets the row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple, TypeAlias

from trygg_excel.register.model import AccountRule

FIELDS = ("account", "cost_centre", "activity", "project")
_DIGIT_MASK = re.compile(r"(\d+)(x+)")  # '30X': X is one digit, after digits only; 'PX1' is a code
_KINDS = 10  # of characters that a place in a code may hold: how precise a mask is need not be exact
Signature: TypeAlias = tuple[tuple[int, int], ...]  # the rules whose mask fits, with how many codes that lets in


class Mapped(NamedTuple):
    """`programme` is None where no rule fits, or where `tied` rules do, which are given by their number from 0."""

    programme: str | None
    tied: tuple[int, ...] = ()


UNMAPPED = Mapped(None)


def lets_in(masks: str, code: str) -> int:
    """How many codes of this length the nearest of the masks lets in, if it lets in this one; else 0.

    '4010' is one code, '40*' all that begin so, '30X' any digit for each X, '4000-4999' all between, of one length.
    """
    given = code.strip().casefold()
    return min((many for mask in masks.casefold().split(",") if (many := _one(mask.strip(), given))), default=0)


def _one(mask: str, code: str) -> int:
    if mask == code:
        return 1
    if mask.endswith("*"):
        start = mask[:-1]
        return max(2, _KINDS ** (len(code) - len(start))) if code.startswith(start) else 0
    if digits := _DIGIT_MASK.fullmatch(mask):
        fits = len(code) == len(mask) and code.startswith(digits[1]) and code[len(digits[1]) :].isdecimal()
        return _KINDS ** len(digits[2]) if fits else 0
    return _between(mask, code) if "-" in mask else 0


def _between(mask: str, code: str) -> int:
    first, _, last = mask.partition("-")
    if not (len(first) <= len(code) <= len(last)):
        return 0
    if first.isdecimal() and last.isdecimal() and code.isdecimal():
        return int(last) - int(first) + 1 if int(first) <= int(code) <= int(last) else 0
    return _KINDS ** len(code) if len(first) == len(last) and first <= code <= last else 0


class Rulebook:
    """The rules in order. A code is held against them once; after that only its signature's number is."""

    def __init__(self, rules: Iterable[AccountRule]) -> None:
        self.rules = tuple(rules)
        self._signatures: dict[Signature, int] = {}
        self._known: list[Signature] = []
        self._mapped: dict[tuple[int, ...], Mapped] = {}

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The codes that any rule looks at."""
        return tuple(name for name in FIELDS if any(getattr(rule, name) for rule in self.rules))

    @cached_property
    def blanks(self) -> tuple[tuple[str, int], ...]:
        """The same, each with the signature of a row that has none."""
        return tuple((field, self.signature(field, "")) for field in self.fields)

    def signature(self, field: str, code: str) -> int:
        """A number that codes share when every rule sees them alike."""
        fits = ((number, self._admits(rule, field, code)) for number, rule in enumerate(self.rules))
        signature = tuple((number, many) for number, many in fits if many)
        if signature not in self._signatures:
            self._signatures[signature] = len(self._known)
            self._known.append(signature)
        return self._signatures[signature]

    def fits(self, field: str, code: str) -> bool:
        """Whether any rule that looks at this field has a mask that lets the code in."""
        return any(lets_in(masks, code) for rule in self.rules if (masks := getattr(rule, field)))

    @staticmethod
    def _admits(rule: AccountRule, field: str, code: str) -> int:
        masks: str = getattr(rule, field)
        return lets_in(masks, code) if masks else 1

    def mapped(self, signatures: tuple[int, ...]) -> Mapped:
        """The programme of a row, by the signatures of its `fields`."""
        found = self._mapped.get(signatures)
        if found is None:
            found = self._mapped[signatures] = self._judged([dict(self._known[each]) for each in signatures])
        return found

    def programme(self, codes: Mapping[str, str]) -> Mapped:
        """The same by the codes themselves."""
        return self.mapped(tuple(self.signature(field, codes.get(field, "")) for field in self.fields))

    def _judged(self, held: list[dict[int, int]]) -> Mapped:
        ranks: dict[int, tuple[int, int]] = {}
        for number, rule in enumerate(self.rules):
            filled = sum(bool(getattr(rule, name)) for name in FIELDS)
            if filled and all(number in each for each in held):  # one without a code would be every booking's
                many = 1
                for each in held:
                    many *= each[number]
                ranks[number] = (-filled, many)
        if not ranks:
            return UNMAPPED
        best = min(ranks.values())
        first = tuple(number for number, rank in ranks.items() if rank == best)
        programmes = {self.rules[number].programme for number in first}
        return Mapped(programmes.pop()) if len(programmes) == 1 else Mapped(None, first)

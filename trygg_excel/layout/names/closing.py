"""Where a group ends without another heading: its own sum stands, or one of more than it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from trygg_excel.fact import Role
from trygg_excel.layout.table import LabelledRow
from trygg_excel.layout.vocabulary import is_result, is_subtotal, is_total, without_total

_NUMBER = re.compile(r"^[\d.,)]+ +")
_COMES_TO = re.compile(  # what a statement's part comes to: 'Kassaflöde från investeringsverksamheten'
    r"(?:(?:netto)?kassaflöde|kontantstrøm|resultat|netto(?:kostnad)?(?:er)?|(?:net )?cash flows?)"
    r" (?:från|av|för|fra|frå|from) ",
    re.IGNORECASE,
)
_STEM = 5  # letters that two names must share to be one: 'Summa förskolan' under 'Förskola'
_ENDING = 3
_MARKS = " .:-–"
_Path = tuple[str, ...]
SetIn = tuple[int, ...]


def with_closed_groups(
    rows: Sequence[LabelledRow], sums: Mapping[int, Sequence[int]], set_in: Sequence[SetIn] = ()
) -> tuple[LabelledRow, ...]:
    """The rows, none in a group that ended over it; `sums`: the places of sums, with those of their parts.

    A sum that names a group stands in it and ends it: 'Summa förskola'. One whose parts stand in several groups stands
    in what these have in common, as does the last sum of all where the groups have none of their own. A line set in
    less than all of a group before it is none of its; `set_in`: how far in each name begins.
    """
    if not any(row.group for row in rows):
        return tuple(rows)
    ends = _Ends(rows, sums, set_in)
    return tuple(
        row if row.group == group else row._replace(group=group) for row, group in zip(rows, ends.groups(), strict=True)
    )


class _Ends:
    """The groups in force, going down the rows."""

    def __init__(self, rows: Sequence[LabelledRow], sums: Mapping[int, Sequence[int]], set_in: Sequence[SetIn]) -> None:
        self._rows, self._sums, self._set_in = rows, sums, set_in
        self._least: SetIn = ()  # of the lines in the group so far
        self._labels = Counter(row.label for row in rows)
        self._ended: set[_Path] = set()  # by their whole path
        self._summed: set[_Path] = set()  # have a sum that names none

    def groups(self) -> Iterator[_Path]:
        before: _Path = ()
        for at, row in enumerate(self._rows):
            path = row.group
            if path != before:
                common, before = len(_common((before, path))), path
                self._ended = {each for each in self._ended if len(each) <= common}
                self._summed = {each for each in self._summed if len(each) <= common}
            if self._is_set_out(at):
                self._ended.add(path)
            kept = [depth for depth in range(1, len(path) + 1) if path[:depth] not in self._ended]
            if kept and (_sums(row.label) or is_result(row.label) or self._comes_to_groups(at)):
                stays = self._of_sum(at, kept)
                self._ended.update(path[:depth] for depth in kept if depth not in stays)
                kept = stays
            yield tuple(path[depth - 1] for depth in kept)

    def _is_set_out(self, at: int) -> bool:
        """Whether a line that comes once begins farther out than all those of its group before it."""
        row, begins = self._rows[at], self._set_in[at] if self._set_in else ()
        if at == 0 or self._rows[at - 1].group != row.group:
            self._least = ()
        least, is_line = self._least, row.role is Role.LINE and self._labels[row.label] == 1
        self._least = min(least or begins, begins)
        return is_line and bool(row.group and least) and begins < least and not _sums(row.label)

    def _comes_to_groups(self, at: int) -> bool:
        """Whether no word for sums says it, but a row's parts stand in several groups, or it comes to what one does."""
        row, parts = self._rows[at], self._sums.get(at, ())
        groups = {self._rows[part].group for part in parts if part < at} if parts else set()
        spans = len(groups) > 1 and row.group in groups and self._labels[row.label] == 1
        return spans or _comes_to(row.label)

    def _of_sum(self, at: int, kept: list[int]) -> list[int]:
        """How deep a sum stands, of the levels that are in force over it."""
        row = self._rows[at]
        named = next((depth for depth in reversed(kept) if _names(row.label, row.group[depth - 1])), 0)
        if named:
            self._ended.add(row.group[:named])
            return [depth for depth in kept if depth <= named]
        parts = [self._rows[part].group for part in self._sums.get(at, ()) if part < at]
        common = len(_common((row.group, *parts)))
        if common < len(row.group):
            return [depth for depth in kept if depth <= common]
        if not _sums(row.label):
            return [] if not parts and self._closes_all(at) else kept
        if parts:
            self._summed.add(row.group)
        return kept if parts else self._of_unknown(row, kept)

    def _closes_all(self, at: int) -> bool:
        """Whether a result stands last of all, under several groups that have none of that name."""
        several = len({row.group for row in self._rows if row.group}) > 1
        return several and at == len(self._rows) - 1 and self._labels[self._rows[at].label] == 1

    def _of_unknown(self, row: LabelledRow, kept: list[int]) -> list[int]:
        """The same where no figures tell: it is the group's own, if the group had none and others had theirs."""
        over = [depth for depth in kept if row.group[:depth] not in self._summed]
        if len(over) < len(kept):
            return over
        if row.role is Role.TOTAL and not self._others_have_sums(row):
            return []
        if not _plain(without_total(row.label)):
            self._summed.add(row.group)
        return kept

    def _others_have_sums(self, row: LabelledRow) -> bool:
        """Whether there are no other groups, or one of them has a sum within it."""
        others = [each for each in self._rows if each.group and each.group != row.group]
        return not others or any(is_total(each.label) for each in others)


def _sums(label: str) -> bool:
    return is_total(label) or is_subtotal(label)


def _common(paths: Sequence[_Path]) -> _Path:
    """What all paths begin with."""
    shortest = min(paths, key=len)
    depth = next((at for at, text in enumerate(shortest) if any(path[at] != text for path in paths)), len(shortest))
    return shortest[:depth]


@lru_cache(maxsize=16_384)
def _comes_to(label: str) -> bool:
    return _COMES_TO.match(label) is not None


@lru_cache(maxsize=16_384)
def _names(total: str, group: str) -> bool:
    """Whether a sum says the name of a group: 'Summa förskola' of 'Förskola', 'Summa 4120' of '4120 Fastighet'."""
    named = _COMES_TO.sub("", without_total(total)).casefold().strip(_MARKS)
    if not named or len(named) == len(total.strip(_MARKS)):
        return False
    return any(
        _alike(one, other)
        for one in {named, _plain(named)}
        for other in {group.casefold().strip(_MARKS), _plain(group)}
    )


def _alike(one: str, other: str) -> bool:
    """Whether two names are one, inflected or cut short: 'förskolan' and 'förskola', '4120' and '4120 fastighet'."""
    shared = len(_common((tuple(one), tuple(other))))
    short, long = sorted((len(one), len(other)))
    if shared < short:
        return shared >= _STEM and long - shared <= _ENDING
    return short == long or short >= _STEM or (one.isdecimal() and other[short : short + 1] == " ")


def _plain(name: str) -> str:
    return _NUMBER.sub("", name.casefold()).strip(_MARKS)

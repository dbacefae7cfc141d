"""Names as people write them -> ids of the register. What is not exactly a name is proposed, never matched."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from trygg_excel.finding import Text
from trygg_excel.register.model import Register
from trygg_excel.register.nearness import nearness

LONGEST = 500  # characters; no name is longer, a cell may hold 32 767
_DROPPED = re.compile('[\u00ad\u200b-\u200d\u2060\ufeff"“”„«»‟″]')
_DASH = re.compile(r"\s*[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]+\s*")
_BEFORE = " '’‘‚`´•·●▪◦*-"  # quotes and bullets
_AFTER = " '’‘`´:"
_OF_WHICH = "varav "


def key(label: str) -> str:
    """The key two spellings share: case, dashes, blanks, quotes and bullets do not tell names apart."""
    before = None
    while before != label:  # what is taken away may bring letters together that normalise anew
        before = label
        label = _DROPPED.sub("", unicodedata.normalize("NFKC", label)).casefold()
        label = _DASH.sub("-", " ".join(label.split()))
        label = label.lstrip(_BEFORE).rstrip(_AFTER)
    return label


class MatchKind(StrEnum):
    PROGRAMME = "programme"
    PACKAGE = "package"
    FUNDING = "funding"
    TRANSFER = "transfer"


@dataclass(frozen=True, slots=True)
class Match:
    """What a label names. `name` is the register's own spelling of it."""

    kind: MatchKind
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """The nearest there is, for a person to confirm. `nearest` holds several when they lie equally near."""

    nearest: tuple[Match, ...]
    reason: Text

    @property
    def only(self) -> Match | None:
        """The one proposed, None when there are several to choose among."""
        return self.nearest[0] if len(self.nearest) == 1 else None


class Names:
    """All names of a register. A name of several kinds is the programme first, then package, funding, transfer."""

    def __init__(self, register: Register) -> None:
        self._exact: dict[str, Match] = {}
        self._loose: dict[str, Match] = {}
        for match in _matches(register):
            name = key(match.name)
            self._exact.setdefault(name, match)
            self._loose.setdefault(name.removeprefix(_OF_WHICH), match)
        self._reserved = {key(word) for word in register.settings.reserved}
        self._committees = {
            key(name): committee.id
            for committee in register.committees
            for name in (committee.id, committee.label, committee.abbreviation, *committee.names)
            if name
        }

    def is_reserved(self, label: str) -> bool:
        """Whether the register says that a label is never a programme ('Ofördelat')."""
        return len(label) <= LONGEST and key(label) in self._reserved

    def find(self, label: str) -> Match | None:
        """What `label` is exactly a name of, once normalised; 'varav ' before it may be there or not."""
        if len(label) > LONGEST:
            return None
        name = key(label)
        return self._exact.get(name) or self._loose.get(name.removeprefix(_OF_WHICH))

    def committee(self, label: str) -> str | None:
        """The id of the committee or body that `label` names or abbreviates."""
        return None if len(label) > LONGEST else self._committees.get(key(label))

    def propose(self, label: str) -> Proposal | None:
        """The nearest name and why, for what `find` does not know. None when nothing lies near."""
        if len(label) > LONGEST or self.find(label):
            return None
        name = key(label)
        whole = _nearest(name, self._exact)
        return whole or _nearest(name.removeprefix(_OF_WHICH), self._loose)


def _matches(register: Register) -> Iterator[Match]:
    for programme in register.programmes:
        for name in (programme.label, *programme.names):
            yield Match(MatchKind.PROGRAMME, programme.id, name)
    for name in (register.label, *register.names):
        yield Match(MatchKind.PACKAGE, register.id, name)
    for funding in register.funding:
        for name in (*funding.names, funding.label):
            yield Match(MatchKind.FUNDING, funding.id, name)
    for transfer in register.transfers:
        for name in transfer.names:
            yield Match(MatchKind.TRANSFER, transfer.id, name)


def _nearest(name: str, names: dict[str, Match]) -> Proposal | None:
    near = [(how, match) for known, match in names.items() if (how := nearness(name, known))]
    if not near:
        return None
    best = min(near, key=lambda each: each[0].rank)[0]
    first = {(match.kind, match.id): match for how, match in reversed(near) if how.rank == best.rank}
    return Proposal(tuple(reversed(first.values())), best.reason)

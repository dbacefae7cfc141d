"""Names that a person has confirmed since the register was written: they hold as if they stood in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from trygg_excel.register.match import MatchKind, Names, key
from trygg_excel.register.model import Register


@dataclass(frozen=True, slots=True, kw_only=True)
class NameNote:
    """`name` is another spelling of what has this kind and id. `withdrawn` takes back what was confirmed before."""

    of: MatchKind
    id: str
    name: str
    by: str
    at: str
    why: str = ""
    withdrawn: bool = False


_TABLES = {MatchKind.PROGRAMME: "programmes", MatchKind.FUNDING: "funding", MatchKind.TRANSFER: "transfers"}


def with_names(register: Register, notes: Iterable[NameNote]) -> Register:
    """The register with the names in force. What it says itself goes first: a name it has is never given anew."""
    known = Names(register)
    last = {key(each.name): each for each in notes}
    for note in last.values():
        if not note.withdrawn and known.find(note.name) is None:
            register = _with(register, note)
    return register


def _with(register: Register, note: NameNote) -> Register:
    if note.of is MatchKind.PACKAGE:
        return replace(register, names=(*register.names, note.name))
    table = _TABLES[note.of]
    entries: tuple[Any, ...] = getattr(register, table)
    changes: dict[str, Any] = {
        table: tuple(replace(each, names=(*each.names, note.name)) if each.id == note.id else each for each in entries)
    }
    return replace(register, **changes)

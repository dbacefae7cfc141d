"""What no single entry can tell: ids that exist, ids and names that stand alone, a tree that is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from trygg_excel.money import UNITS
from trygg_excel.register.match import key
from trygg_excel.register.model import Register, Year
from trygg_excel.register.problem import AS_YAML, Naming, Problem

_NO_ID = re.compile(r"^\s|\s$|[,;\x00-\x1f]")
TABLES = ("committees", "programmes", "years", "decisions", "transfers", "funding", "events", "constraints", "cases")
RULES = ("authority", "accounts")  # their entries have no id
REFERS_TO = {
    "body": "committees",
    "bodies": "committees",
    "committee": "committees",
    "from_committee": "committees",
    "to_committee": "committees",
    "programme": "programmes",
    "from_programmes": "programmes",
    "to_programmes": "programmes",
    "decision": "decisions",
    "frame_decision": "decisions",
    "allocation_decision": "decisions",
    "conditional_on": "decisions",
    "transfer": "transfers",
    "except_transfers": "transfers",
    "part_of": "funding",
}


def reference_problems(register: Register, naming: Naming = AS_YAML) -> Iterator[Problem]:
    """What does not hold across the register, each thing once."""
    yield from _check_own(register)
    for table in TABLES:
        yield from _check_unique(register, table, naming)
    known = {table: {_identity(entry): None for entry in getattr(register, table)} for table in TABLES}
    sound = True
    for place, name, id_ in _references(register):
        if id_ not in known[REFERS_TO[name]]:
            sound = False
            yield _unknown(place, id_, naming.table(REFERS_TO[name]), list(known[REFERS_TO[name]]))
    yield from _check_names(register)
    if sound:
        yield from _check_tree(register)


def _check_own(register: Register) -> Iterator[Problem]:
    if register.unit not in UNITS:
        yield Problem(
            "unit",
            f"'{register.unit}' är ingen känd enhet. Välj en av: {', '.join(UNITS)}.",
            f"'{register.unit}' is no known unit. Pick one of: {', '.join(UNITS)}.",
        )
    if not re.fullmatch("[A-Z]{3}", register.currency):
        yield Problem(
            "currency",
            f"'{register.currency}' är ingen valutakod. Skriv tre versaler, som SEK.",
            f"'{register.currency}' is no currency code. Write three capitals, as SEK.",
        )


def _identity(entry: Any) -> object:
    return entry.year if isinstance(entry, Year) else entry.id


def _check_unique(register: Register, table: str, naming: Naming) -> Iterator[Problem]:
    column = "year" if table == "years" else "id"
    seen: dict[object, int] = {}
    for number, entry in enumerate(getattr(register, table)):
        place, own = f"{table}[{number}].{column}", _identity(entry)
        if not str(own).strip():
            yield Problem(
                place, "id är tomt. Ge posten ett kort namn.", "the id is empty. Give the entry a short name."
            )
        elif _NO_ID.search(str(own)):
            yield _no_id(place, str(own))
        elif own in seen:
            first = naming.entry(f"{table}[{seen[own]}]")
            yield Problem(
                place,
                f"'{own}' finns redan i {first}. Ge den ena ett annat id eller ta bort den.",
                f"'{own}' is already in {first}. Give one of them another id or remove it.",
            )
        else:
            seen[own] = number


def _no_id(place: str, own: str) -> Problem:
    shown = " ".join(own.split())
    return Problem(
        place,
        f"'{shown}' kan inte vara id: där får inte stå komma, semikolon, radbrytning eller blanktecken i kanten. "
        "Ge posten ett kort namn.",
        f"'{shown}' cannot be an id: it may hold no comma, semicolon or line break, nor blanks at its ends. "
        "Give the entry a short name.",
    )


def _references(register: Register) -> Iterator[tuple[str, str, str]]:
    """(place, field, id) of every reference to another table."""
    if register.committee is not None:
        yield "committee", "committee", register.committee
    for table in (*TABLES, *RULES):
        for number, entry in enumerate(getattr(register, table)):
            for field in fields(entry):
                if field.name in REFERS_TO:
                    yield from _ids(f"{table}[{number}].{field.name}", field.name, getattr(entry, field.name))


def _ids(place: str, name: str, value: Any) -> Iterator[tuple[str, str, str]]:
    if isinstance(value, tuple):
        yield from ((f"{place}[{number}]", name, each) for number, each in enumerate(value))
    elif value is not None:
        yield place, name, value


def _unknown(place: str, id_: str, table: str, known: list[object]) -> Problem:
    listed = ", ".join(map(str, known)) or "–"
    return Problem(
        place,
        f"'{id_}' finns inte i {table}. Där finns: {listed}.",
        f"'{id_}' is not in {table}. There is: {listed}.",
    )


def _check_names(register: Register) -> Iterator[Problem]:
    """One spelling may not name two programmes, nor two pots."""
    for table in ("programmes", "funding", "committees"):
        owner: dict[str, str] = {}
        for number, entry in enumerate(getattr(register, table)):
            for name in (entry.label, *entry.names):
                if owner.setdefault(key(name), entry.id) != entry.id:
                    yield _shared_name(f"{table}[{number}]", name, owner[key(name)])


def _shared_name(place: str, name: str, owner: str) -> Problem:
    return Problem(
        place,
        f"namnet '{name}' hör redan till '{owner}'. Ett namn kan bara betyda en sak; ta bort det ena.",
        f"the name '{name}' already belongs to '{owner}'. A name can mean one thing only; remove one of them.",
    )


def _check_tree(register: Register) -> Iterator[Problem]:
    parents = {funding.id: funding.part_of or "" for funding in register.funding}
    sound = {""}
    for number, funding in enumerate(register.funding):
        passed: dict[str, None] = {}
        at = funding.id
        while at not in sound:
            if at in passed:
                yield _part_of_itself(f"funding[{number}].part_of", [*passed, at])
                break
            passed[at] = None
            at = parents[at]
        sound.update(passed)


def _part_of_itself(place: str, passed: list[str]) -> Problem:
    way = " → ".join(passed)
    return Problem(
        place,
        f"posten blir del av sig själv: {way}. Ändra ett av leden.",
        f"the entry becomes part of itself: {way}. Change one of the links.",
    )

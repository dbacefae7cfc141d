"""Whether an entry holds in itself: shares that add up, constraints that can be judged, cases with a primary role."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from trygg_excel.register.model import Constraint, ConstraintKind, Register, Settings
from trygg_excel.register.problem import AS_YAML, Naming, Problem

_SHARE = re.compile(r"[01](,\d{1,9})?|[1-9]\d{0,3}/[1-9]\d{0,3}", re.ASCII)
_MASK = r"\w+(?:-\w+|\*)?"
_MASKS = re.compile(rf"{_MASK}(?:, ?{_MASK})*")
CODES = ("account", "cost_centre", "activity", "project")
NEEDS = {
    ConstraintKind.UNCHANGED: ("programme", "year", "compared_to"),
    ConstraintKind.SAME_LEVEL: ("year", "compared_to"),
    ConstraintKind.AMOUNT: ("programme", "year", "amount"),
    ConstraintKind.DIRECTION: ("programme", "year", "compared_to", "direction"),
    ConstraintKind.VAGUE: ("programme", "year"),
    ConstraintKind.NAMED_USE: ("names",),
    ConstraintKind.COVERS_SINCE: ("year",),
    ConstraintKind.WITHIN_FRAME: ("year",),
    ConstraintKind.REALLOCATED: ("year", "compared_to"),
}


def coherence_problems(register: Register, naming: Naming = AS_YAML) -> Iterator[Problem]:
    """The entries that cannot be used as they stand."""
    yield from _check_events(register, naming)
    yield from _check_constraints(register, naming)
    yield from _check_cases(register)
    yield from _check_rules(register, naming)
    yield from _check_settings(register.settings)


def _check_events(register: Register, naming: Naming) -> Iterator[Problem]:
    for number, event in enumerate(register.events):
        if event.shares:
            yield from _check_shares(f"events[{number}].shares", event.shares, len(event.to_programmes), naming)


def _check_shares(place: str, shares: tuple[str, ...], wanted: int, naming: Naming) -> Iterator[Problem]:
    wrong = [(f"{place}[{number}]", share) for number, share in enumerate(shares) if not _SHARE.fullmatch(share)]
    if len(shares) != wanted:
        owners = naming.field("to_programmes")
        yield Problem(
            place,
            f"fel antal andelar, {len(shares)} för {wanted} insatser i {owners}. Skriv en andel för var och en.",
            f"{len(shares)} shares for {wanted} programmes in {owners} is wrong. Write one share for each.",
        )
    elif wrong:
        yield from (_no_share(at, share, naming) for at, share in wrong)
    elif sum(map(share_of, shares)) != 1:
        said = " + ".join(shares)
        blank = ("skriv []", "write []") if naming.quoted else ("lämna tomt", "leave it blank")
        yield Problem(
            place,
            f"andelarna {said} blir inte 1. Rätta dem, eller {blank[0]} om de inte är kända.",
            f"the shares {said} do not add up to 1. Correct them, or {blank[1]} if they are not known.",
        )


def share_of(written: str) -> Fraction:
    """'0,25' or '1/3', as a loaded register holds them."""
    return Fraction(written) if "/" in written else Fraction(Decimal(written.replace(",", ".")))


def _no_share(place: str, written: str, naming: Naming) -> Problem:
    form = ('"0,25" eller "1/3" inom citattecken', '"0,25" or "1/3" in quotes')
    form = form if naming.quoted else ("0,25 eller 1/3", "0,25 or 1/3")
    return Problem(
        place,
        f"'{written}' är ingen andel. Skriv {form[0]}.",
        f"'{written}' is no share. Write {form[1]}.",
    )


def _check_constraints(register: Register, naming: Naming) -> Iterator[Problem]:
    for number, constraint in enumerate(register.constraints):
        for name in NEEDS[constraint.kind]:
            if _is_empty(constraint, name):
                yield _needed(f"constraints[{number}].{name}", naming.word(constraint.kind), naming.field(name), naming)


def _needed(place: str, kind: str, field: str, naming: Naming) -> Problem:
    add = (f"Lägg till '{field}: …'.", f"Add '{field}: …'.") if naming.quoted else ("Fyll i den.", "Fill it in.")
    return Problem(
        place,
        f"uppgiften saknas; '{kind}' kan inte prövas utan den. {add[0]}",
        f"the key is missing; '{kind}' cannot be judged without it. {add[1]}",
    )


def _is_empty(constraint: Constraint, name: str) -> bool:
    return getattr(constraint, name) in (None, ())


def _check_cases(register: Register) -> Iterator[Problem]:
    for number, case in enumerate(register.cases):
        roles = [member.role for member in case.members]
        if case.primary not in roles or len(set(roles)) < len(roles):
            yield Problem(
                f"cases[{number}].primary",
                f"'{case.primary}' ska vara en av rollerna ({', '.join(roles)}), och varje roll får stå en gång.",
                f"'{case.primary}' should be one of the roles ({', '.join(roles)}), and each role may stand once.",
            )


def _check_rules(register: Register, naming: Naming) -> Iterator[Problem]:
    for number, rule in enumerate(register.accounts):
        codes = {name: getattr(rule, name) for name in CODES}
        wrong = [name for name, mask in codes.items() if mask and not _MASKS.fullmatch(mask)]
        yield from (_no_mask(f"accounts[{number}].{name}", codes[name]) for name in wrong)
        if not any(codes.values()):
            yield _any_row(f"accounts[{number}].account", ", ".join(map(naming.field, CODES)))
    for number, right in enumerate(register.authority):
        if not right.bodies:
            yield _needed(
                f"authority[{number}].bodies", naming.word(right.change), naming.field("bodies"), naming
            )  # fmt: skip


def _no_mask(place: str, mask: str) -> Problem:
    return Problem(
        place,
        f"'{mask}' är ingen kod. Skriv som 4010, 40*, 30X, 4000-4999 eller flera med komma emellan.",
        f"'{mask}' is no code. Write as 4010, 40*, 30X, 4000-4999, or several with commas between.",
    )


def _any_row(place: str, codes: str) -> Problem:
    return Problem(
        place,
        f"regeln skulle gälla alla konteringar. Fyll i minst en av: {codes}.",
        f"the rule would hold for every ledger row. Fill in at least one of: {codes}.",
    )


def _check_settings(settings: Settings) -> Iterator[Problem]:
    if settings.internal and not _MASKS.fullmatch(settings.internal):
        yield _no_mask("settings.internal", settings.internal)
    for number, month in enumerate(settings.report_months):
        if not 1 <= month <= 12:
            yield Problem(
                f"settings.report_months[{number}]",
                f"'{month}' är ingen månad. Skriv 1 till 12.",
                f"'{month}' is no month. Write 1 to 12.",
            )
    for number, closing in enumerate(settings.closed):
        if not (1900 <= closing.period // 100 <= 9999 and 1 <= closing.period % 100 <= 13):
            yield Problem(
                f"settings.closed[{number}].period",
                f"'{closing.period}' är ingen period. Skriv år och månad som 202203.",
                f"'{closing.period}' is no period. Write year and month as 202203.",
            )

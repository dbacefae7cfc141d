"""Whether an entry holds in itself: shares that add up, constraints that can be judged, cases with a primary role."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

from trygg_excel.register.model import Constraint, ConstraintKind, Register
from trygg_excel.register.problem import Problem

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


def check_coherence(register: Register) -> None:
    """Raises Problem for the first entry that cannot be used as it stands."""
    _check_events(register)
    _check_constraints(register)
    _check_cases(register)


def _check_events(register: Register) -> None:
    for number, event in enumerate(register.events):
        if event.shares:
            _check_shares(f"events[{number}].shares", event.shares, len(event.to_programmes))


def _check_shares(place: str, shares: tuple[str, ...], wanted: int) -> None:
    if len(shares) != wanted:
        raise Problem(
            place,
            f"fel antal andelar, {len(shares)} för {wanted} insatser i to_programmes. Skriv en andel för var och en.",
            f"{len(shares)} shares for {wanted} programmes in to_programmes is wrong. Write one share for each.",
        )
    parts = [_share(f"{place}[{number}]", share) for number, share in enumerate(shares)]
    if sum(parts) != 1:
        said = " + ".join(shares)
        raise Problem(
            place,
            f"andelarna {said} blir inte 1. Rätta dem, eller skriv [] om de inte är kända.",
            f"the shares {said} do not add up to 1. Correct them, or write [] if they are not known.",
        )


def _share(place: str, written: str) -> Fraction:
    if re.fullmatch(r"[01](,\d{1,9})?|[1-9]\d{0,3}/[1-9]\d{0,3}", written, re.ASCII):
        return Fraction(written) if "/" in written else Fraction(Decimal(written.replace(",", ".")))
    raise Problem(
        place,
        f'\'{written}\' är ingen andel. Skriv "0,25" eller "1/3" inom citattecken.',
        f'\'{written}\' is no share. Write "0,25" or "1/3" in quotes.',
    )


def _check_constraints(register: Register) -> None:
    for number, constraint in enumerate(register.constraints):
        for name in NEEDS[constraint.kind]:
            if _is_empty(constraint, name):
                raise Problem(
                    f"constraints[{number}].{name}",
                    f"uppgiften saknas; '{constraint.kind}' kan inte prövas utan den. Lägg till '{name}: …'.",
                    f"the key is missing; '{constraint.kind}' cannot be judged without it. Add '{name}: …'.",
                )


def _is_empty(constraint: Constraint, name: str) -> bool:
    return getattr(constraint, name) in (None, ())


def _check_cases(register: Register) -> None:
    for number, case in enumerate(register.cases):
        roles = [member.role for member in case.members]
        if case.primary not in roles or len(set(roles)) < len(roles):
            raise Problem(
                f"cases[{number}].primary",
                f"'{case.primary}' ska vara en av rollerna ({', '.join(roles)}), och varje roll får stå en gång.",
                f"'{case.primary}' should be one of the roles ({', '.join(roles)}), and each role may stand once.",
            )

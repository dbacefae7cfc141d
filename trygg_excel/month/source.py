"""Which money pays for a programme, by the register's tree of pots."""

from __future__ import annotations

from trygg_excel.register.model import Funding, Programme, Register


def pot_for(register: Register, programme: Programme, year: int) -> Funding | None:
    """The pot that pays for a programme: its own, else the one its committee shares out; None when that is unclear.

    A pot of another committee is a contribution beside it.
    """
    held = [each for each in register.funding if each.year_from <= year <= each.year_to or each.basis == "annual"]
    own = [
        each for each in held
        if each.programme == programme.id and each.committee in {None, programme.committee, *_no_committee(programme)}
    ]  # fmt: skip
    if own:
        return own[0] if len(own) == 1 else None
    shared = [
        each for each in held
        if each.committee is not None and each.committee == programme.committee and each.programme is None
    ]  # fmt: skip
    return shared[0] if len(shared) == 1 and programme.in_package else None


def _no_committee(programme: Programme) -> tuple[str | None, ...]:
    return () if programme.committee else (None,)


def source_of(register: Register, pot: Funding | None) -> Funding | None:
    """The source a pot is a share of: its parent, or itself."""
    if pot is None:
        return None
    return next((each for each in register.funding if each.id == pot.part_of), pot)


def fund_of(register: Register, programme: Programme, year: int) -> str:
    """The label of the source of funding; '' when the register does not tell."""
    source = source_of(register, pot_for(register, programme, year))
    return "" if source is None else source.label

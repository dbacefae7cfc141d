"""What comes back from where a workbook was judged: all of it as columns and plain records, without the register and
what can be worked out again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from trygg_excel.budget import Budget
from trygg_excel.fact import Fact
from trygg_excel.finding import Finding, Result, Source
from trygg_excel.held import Held
from trygg_excel.register import Register
from trygg_excel.workbook import Workbook


@dataclass(frozen=True, slots=True)
class Judged:
    """A workbook and what the schema and the controls say of it; `facts` in columns, `unknown` by their places."""

    budget: Budget
    facts: tuple[tuple[object, ...], ...]
    unknown: tuple[int, ...]
    pots: Mapping[Source, str]
    proposed: frozenset[str]
    schema: tuple[Finding, ...]
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """The same where it was judged in this process: nothing has to be carried."""

    held: Held
    schema: tuple[Finding, ...]
    results: tuple[Result, ...]

    @property
    def budget(self) -> Budget:
        return self.held.budget


def carried(held: Held, schema: Sequence[Finding], results: tuple[Result, ...]) -> Judged:
    at = {id(fact): place for place, fact in enumerate(held.facts)}
    budget = replace(held.budget, workbook=_plain(held.budget.workbook), records=())
    return Judged(
        budget, tuple(map(tuple, held.facts)), tuple(at[id(each)] for each in held.unknown),
        dict(held.pots), held.proposed, tuple(schema), results,
    )  # fmt: skip


def restored(judged: Judged | Kept, register: Register | None) -> Held:
    """The workbook as `hold` gave it, there."""
    if isinstance(judged, Kept):
        return judged.held
    facts = tuple(map(Fact._make, judged.facts))
    unknown = tuple(facts[place] for place in judged.unknown)
    return Held(replace(judged.budget, records=facts), register, facts, judged.pots, unknown, judged.proposed)


def _plain(workbook: Workbook) -> Workbook:
    """With its cells as a dict: those that a reader makes late are made."""
    return replace(workbook, sheets=tuple(replace(each, cells=dict(each.cells)) for each in workbook.sheets))

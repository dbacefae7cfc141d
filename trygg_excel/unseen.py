"""What the owner of a workbook has put out of sight: it counts in sums, but its names are not for papers sent on."""

from __future__ import annotations

from collections.abc import Iterable

from trygg_excel.fact import Fact
from trygg_excel.finding import Source
from trygg_excel.held import Held
from trygg_excel.workbook import Visibility, place


def unseen(held: Held) -> frozenset[Source]:
    """The cells of amounts on hidden rows and hidden sheets."""
    rows = {each.name: each.hidden_rows for each in held.budget.workbook.sheets}
    sheets = {each.name for each in held.budget.workbook.sheets if each.visibility is not Visibility.VISIBLE}
    return frozenset(
        fact.source
        for fact in held.facts
        if fact.sheet in sheets or place(fact.cell)[0] in rows.get(fact.sheet, frozenset())
    )


def unseen_names(helds: Iterable[Held]) -> frozenset[str]:
    """What only rows out of sight are called."""
    facts: list[tuple[Fact, bool]] = []
    for held in helds:
        hidden = unseen(held)
        facts += [(fact, fact.source in hidden) for fact in held.facts]
    return frozenset(fact.label for fact, out in facts if out) - {fact.label for fact, out in facts if not out}

"""What the owner of a workbook has put out of sight: it counts in sums, but its names are not for papers sent on."""

from __future__ import annotations

from collections.abc import Iterable

from trygg_excel.fact import Fact
from trygg_excel.finding import Source
from trygg_excel.held import Held
from trygg_excel.workbook import Sheet, Visibility, place


def unseen(held: Held) -> frozenset[Source]:
    """The cells of amounts on hidden rows and hidden sheets."""
    sheets = {each.name: each for each in held.budget.workbook.sheets if each.hidden_rows or _is_hidden(each)}
    if not sheets:
        return frozenset()
    return frozenset(fact.source for fact in held.facts if fact.sheet in sheets and _holds(sheets[fact.sheet], fact))


def _is_hidden(sheet: Sheet) -> bool:
    return sheet.visibility is not Visibility.VISIBLE


def _holds(sheet: Sheet, fact: Fact) -> bool:
    """Whether the fact of a sheet is out of sight."""
    return _is_hidden(sheet) or place(fact.cell)[0] in sheet.hidden_rows


def unseen_names(helds: Iterable[Held]) -> frozenset[str]:
    """What only rows out of sight are called."""
    given = [(held, unseen(held)) for held in helds]
    hidden = {fact.label for held, out in given if out for fact in held.facts if fact.source in out}
    if not hidden:
        return frozenset()
    return frozenset(hidden) - {fact.label for held, out in given for fact in held.facts if fact.source not in out}

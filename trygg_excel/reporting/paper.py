"""What the one-page reports share: what they are called, the unit they are told in, the line under the title."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from trygg_excel.checking import Checked
from trygg_excel.finding import Text, listed, text
from trygg_excel.money import MKR, TKR, Unit
from trygg_excel.reporting.model import Table

DRAFT = Text("ARBETSMATERIAL", "WORKING PAPER")
ROUNDING = Text("Differenser på grund av avrundning kan förekomma.", "Differences may occur because of rounding.")
_UNDATED = date(2000, 1, 1)
_LAST_MONTH = 12


def paper_unit(amounts: Sequence[int]) -> Unit:
    """Millions, as committees read them; thousands where no amount is as much as one million."""
    return MKR if max(map(abs, amounts), default=0) >= MKR.factor * 100 else TKR


def about(checked: Checked, unit: Unit | None, signs: Sequence[Text] = (), name: str = "") -> Text:
    """'Trygghetspaketet, KS 2022/12. Belopp i mkr, + = bättre än budget.'; `name` is said where it tells more."""
    told: tuple[Text, ...] = (_subject(checked, name),)
    if unit is not None:
        said = Text(*(", ".join((unit.name(lang), *(each.say(lang) for each in signs))) for lang in ("sv", "en")))
        told += (text("Belopp i {said}.", "Amounts in {said}.", said=said),)
    return Text(" ".join(each.sv for each in told), " ".join(each.en for each in told))


def _subject(checked: Checked, name: str) -> Text:
    register = checked.register
    if register is not None:
        told = ", ".join(each for each in (register.named, register.settings.dnr, name) if each)
        if told:
            return Text(f"{told}.", f"{told}.")
    if name:
        return Text(f"{name}.", f"{name}.")
    names = listed(dict.fromkeys(check.budget.name for check in checked.checks), most=2)
    return text("{names}.", "{names}.", names=names)


def without_empty(table: Table) -> Table:
    """The table without the columns in which no row has anything; what is to be filled in stays."""
    kept = [
        number for number, column in enumerate(table.columns)
        if column.answer or any(row.cells[number] is not None for row in table.rows)
    ]  # fmt: skip
    rows = tuple(replace(row, cells=tuple(row.cells[number] for number in kept)) for row in table.rows)
    return replace(table, columns=tuple(table.columns[number] for number in kept), rows=rows)


def dated(checked: Checked) -> date:
    """The last day of the latest period the amounts are about: a paper's date must be the same for the same input."""
    periods = [fact.period_to for check in checked.checks for fact in check.held.facts if fact.period_to]
    latest = max(periods, default=0)
    year, month = latest // 100, min(latest % 100, _LAST_MONTH)
    if not (date.min.year <= year <= date.max.year and month):
        return _UNDATED
    return date(year, month, calendar.monthrange(year, month)[1])

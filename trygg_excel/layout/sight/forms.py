"""Forms and settings over or beside a table: numbers filled in among words, that are no amounts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from trygg_excel.layout.amounts.counted import is_unit_price
from trygg_excel.layout.amounts.units import declared_unit
from trygg_excel.layout.kinds.terms import measure_in
from trygg_excel.layout.names.rows import row_name
from trygg_excel.layout.sight.grid import Grid
from trygg_excel.layout.sight.seen import Seen
from trygg_excel.layout.table import Body
from trygg_excel.layout.time.periods import years_in
from trygg_excel.layout.vocabulary import is_total, names_things, sorts_things, speaks_of_money

_FORM = 12  # rows; a longer list is no form


def without_forms(grid: Grid, body: Body) -> Body:
    """Without numbers filled in among words, none of them said to be money: 'Kund | KS', 'Version: | 2.1'."""
    if len(body.amounts) > 1:
        return body
    forms = {row for run in _runs(grid, body) if _is_form(grid, body, run) for row in run}
    return replace(body, rows=tuple(row for row in body.rows if row not in forms))


def _runs(grid: Grid, body: Body) -> Iterator[range]:
    """The rows of a body, with what adjoins them, between blank rows."""
    end = 0
    for row in body.rows:
        if row >= end:
            top, end = row, row + 1
            while grid.row(top - 1, body.first, body.last):
                top -= 1
            while grid.row(end, body.first, body.last):
                end += 1
            yield range(top, end)


def _is_form(grid: Grid, body: Body, run: range) -> bool:
    if len(run) > _FORM:
        return False
    answers = [(row_name(grid, body, row), seen) for row in run if (seen := grid.at(row, body.amounts[0])) is not None]
    of_money = any("#" in seen.cell.style.number_format or seen.cell.style.bold for _, seen in answers)
    if of_money or any(_says_amount(text) for name, seen in answers for text in _told(name, seen)):
        return False
    return any(name and seen.is_word for name, seen in answers)


def _told(name: str, answer: Seen) -> tuple[str, ...]:
    """What may speak of money; not the answer to what ends in a colon: 'Budgetår: | 2022'."""
    return () if name.endswith(":") else (name, answer.text) if answer.is_word else (name,)


def _says_amount(text: str) -> bool:
    of_money = speaks_of_money(text) or measure_in(text) or declared_unit(text) or is_total(text) or is_unit_price(text)
    return bool(of_money or years_in(text) or names_things(text) or sorts_things(text))

"""The rows of a table: each one's own name, the headings above it, and whether it is a line or a sum."""

from __future__ import annotations

import re
from dataclasses import replace

from trygg_excel.fact import Role
from trygg_excel.layout.grid import Grid
from trygg_excel.layout.headings import names_group
from trygg_excel.layout.numbers import collapsed
from trygg_excel.layout.periods import Period, read_period
from trygg_excel.layout.table import Body, LabelledRow
from trygg_excel.layout.units import declared_unit
from trygg_excel.layout.vocabulary import is_subtotal, is_total, without_bullet

_MARK = re.compile(r"\s*(\d{1,2}\)|\(\d{1,2}\)|\*{1,3}|[¹²³⁴⁵])$")


def labelled_rows(grid: Grid, body: Body, headers: tuple[int, ...] = ()) -> tuple[LabelledRow, ...]:
    """The rows of a body, top to bottom, named; a group's heading may stand between header and body.

    A year written once goes for the rows under it that have none, down to their sum.
    """
    notes = _footnote_marks(grid, body)
    group = ""
    found: list[LabelledRow] = []
    wanted = set(body.rows)
    for row in range(headers[-1] + 1 if headers else body.top, body.bottom + 1):
        if row in wanted:
            named = _labelled(grid, body, row, group, notes)
            if body.periods and named.period is None and found and not is_total(named.label):
                named = replace(named, period=found[-1].period)
            found.append(named)
        elif names_group(grid, body, row):
            group = label_text(grid.row(row)[0].text, notes).rstrip(": ")
    return _with_roles(found)


def _labelled(grid: Grid, body: Body, row: int, group: str, notes: frozenset[str]) -> LabelledRow:
    """The row's name is its last word before the amounts; a year or unit it does not say may be its group's."""
    words = [seen for column in body.labels if (seen := grid.at(row, column)) is not None and seen.is_word]
    label = label_text(words[-1].text, notes) if words else ""
    before = tuple(label_text(seen.text, notes) for seen in words[:-1])
    period = _row_period(grid, body, row, label) or read_period(group)
    unit = declared_unit(label) or declared_unit(group)
    return LabelledRow(row, label, (group, *before) if group else before, Role.LINE, period, unit)


def _row_period(grid: Grid, body: Body, row: int, label: str) -> Period | None:
    for column in body.periods:
        seen = grid.at(row, column)
        if seen is not None:
            return read_period(seen.text)
    return read_period(label)


def label_text(text: str, notes: frozenset[str] = frozenset()) -> str:
    """A label without its bullet, and without a footnote mark whose note stands on the sheet."""
    label = without_bullet(collapsed(text)).strip()
    match = _MARK.search(label)
    return label[: match.start()].strip() if match and match.group(1) in notes else label


def _footnote_marks(grid: Grid, body: Body) -> frozenset[str]:
    """The marks that notes under the table begin with: '1)', '*'."""
    below = (seen.text for seen in grid.words(body.bottom + 1, grid.rows[-1]))
    return frozenset(mark.group(1) for text in below if (mark := re.match(r"(\d{1,2}\)|\*{1,3}|[¹²³⁴⁵])", text)))


def _with_roles(rows: list[LabelledRow]) -> tuple[LabelledRow, ...]:
    """Sums by their words: the last such row is the total, those before it subtotals."""
    sums = [each.row for each in rows if is_total(each.label)]
    last = sums[-1] if sums else None
    return tuple(_with_role(each, each.row == last) for each in rows)


def _with_role(row: LabelledRow, is_last: bool) -> LabelledRow:
    if is_subtotal(row.label):
        role = Role.SUBTOTAL
    elif is_total(row.label):
        role = Role.TOTAL if is_last else Role.SUBTOTAL
    else:
        role = Role.LINE
    return replace(row, role=role)

"""All the workbooks, in order. A new archetype is one more module here."""

from __future__ import annotations

from itertools import chain

from tests.archetypes import (
    a01_memo,
    a02_list,
    a03_short_heads,
    a03_two_rows,
    a04_plan,
    a05_months,
    a05_terms,
    a06_month_end,
    a07_sheets,
    a08_units,
    a09_side_by_side,
    a10_years_down,
    a11_texts,
    a12_outline,
    a13_hidden,
    a14_template,
    a15_pivot,
    a16_erp,
    a17_unit4,
    a18_roll_forward,
    a19_investment,
    a20_transfers,
    a21_broken,
)
from tests.archetypes.case import Case

_MODULES = (
    a01_memo,
    a02_list,
    a03_short_heads,
    a03_two_rows,
    a04_plan,
    a05_months,
    a05_terms,
    a06_month_end,
    a07_sheets,
    a08_units,
    a09_side_by_side,
    a10_years_down,
    a11_texts,
    a12_outline,
    a13_hidden,
    a14_template,
    a15_pivot,
    a16_erp,
    a17_unit4,
    a18_roll_forward,
    a19_investment,
    a20_transfers,
    a21_broken,
)
_DRAWN = chain.from_iterable(each.CASES for each in _MODULES)
CASES: tuple[Case, ...] = tuple(sorted(_DRAWN, key=lambda case: case.file))

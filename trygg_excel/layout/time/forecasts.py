"""Forecasts named by the month they were made in, which are of the year: 'Prognos okt', 'Prognos T2'.

Among months across they are of those months: 'Utfall aug | Utfall sep | Prognos okt | Prognos nov | Prognos dec'.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from trygg_excel.fact import Measure
from trygg_excel.layout.kinds.terms import measure_in
from trygg_excel.layout.time.months import Months, is_only_months, months_in, names_months, says_accumulated

_CIRCULAR = re.compile(
    r"(?:cirk(?:ulär\w*|\.)|SK[RL])(?!\w)", re.IGNORECASE
)  # of SKR, with forecasts of the year's taxes
_RUN = 3  # months in order are months, and two may be reports that follow each other
_SEVERAL = 2  # other columns of months


def made_in_months(headings: Mapping[int, tuple[str, ...]]) -> frozenset[int]:
    """Which columns or rows, by their number, are forecasts of the year made in a month; `headings`: their paths."""
    told = {at: months for at, path in headings.items() if (months := _made(path))}
    if not told:
        return frozenset()
    parts = any(each.first < each.last for each in told.values())
    beside = [path[-1:] for at, path in headings.items() if at not in told]
    others = [months for each in beside if (months := _single(each, parts=parts))]
    if parts and others and _follow(others, [each for _, each in sorted(told.items())]):
        return frozenset()
    ends = [months.last for _, months in sorted(told.items())]
    in_order = all(after == before + 1 for before, after in pairwise(ends))
    if in_order and len(ends) >= (_SEVERAL if _are_bare(headings, told) else _RUN):
        return frozenset()
    if len(others) >= _SEVERAL and {each.last for each in others}.isdisjoint(ends):
        return frozenset()
    return frozenset(told)


def _follow(others: Sequence[Months], told: Sequence[Months]) -> bool:
    """Whether quarters go on where those of outcomes end: 'Utfall kv 1 | Utfall kv 2 | Prognos kv 3 | Prognos kv 4'."""
    run = [*others, *told]
    return len(told) > 1 and all(after.first == before.last + 1 for before, after in pairwise(run))


def _are_bare(headings: Mapping[int, tuple[str, ...]], told: Mapping[int, Months]) -> bool:
    """Whether the months stand under the word: 'Prognos' over 'okt | nov'."""
    return all(is_only_months(headings[at][-1]) for at in told)


@lru_cache(maxsize=16_384)
def _made(path: tuple[str, ...]) -> Months | None:
    """The month a forecast's own heading, or its heading under 'Prognos', names; None for any other column."""
    over = path[-2:-1] if path and is_only_months(path[-1]) else path[-1:]
    forecast = any(measure_in(each) is Measure.FORECAST or _CIRCULAR.match(each) for each in over)
    return _single(path[-1:], parts=over == path[-1:]) if forecast else None


def _single(path: Sequence[str], *, parts: bool = False) -> Months | None:
    """The one month a heading names, or with `parts` the part of the year."""
    for heading in path:
        months = None if says_accumulated(heading) else months_in(heading)
        if months and (months.first == months.last or (parts and not names_months(heading))):
            return months
    return None

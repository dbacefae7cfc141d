"""Steps from one frame to the next, which are changes of a budget: 'Ram 2025 | Volym | Pris och lön | Ram 2026'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, takewhile

from trygg_excel.fact import Measure, Role
from trygg_excel.layout.kinds.terms import measure_in
from trygg_excel.layout.table import HeadedColumn, LabelledRow
from trygg_excel.layout.time.periods import years_in
from trygg_excel.layout.vocabulary import without_bullet

_FRAME = re.compile(
    r"(?:(?:ingående|utgående|ny|preliminär|nuvarande|beslutad|föreslagen|total|summa|opening|closing) )*"
    r"(?:\w*ram(?:ar|me|men)?|budget|kommunbidrag|regionbidrag|nettobudget|base budget|kehys)\b(?! ?[-–])",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"(?:generella? |tekniska? |ny(?:a|tt)? |övriga? )*"
    r"(?:volym\w*|effektivisering\w*|besparing\w*|\w*uppräkning\w*|\w*kompensation\w*|demografi\w*|index\w*"
    r"|(?:pris|löne?)[a-zåäö]*-? (?:och|o|&|og) (?:löne?|pris)\w*|löneöversyn|lönerevision"
    r"|(?:ram)?justering(?:ar)?|ramväxling"
    r"|löne(?:ökn|rev|avt|komp|uppr)\w*\.?|tekn\.? ?just\w*\.?|pris(?:ökn|komp|uppr|just)\w*\.?"
    r"|omfördelning|omprioritering|rationalisering|utökning|neddragning|growth|savings|efficienc(?:y|ies)"
    r"|inflation|pressures"
    r"|uplift|prisjustering|lønns?- og prisvekst|pris- og lønfremskrivning|innsparing|besparelser?|säästöt?"
    r"|indeksikorotus)"
    r"(?: (?:19|20)\d\d|,? [tm]n?kr|[ -]+[\d,.]+ ?%| \w+)?",
    re.IGNORECASE,
)
_SUM = re.compile(
    r"(?:summa|totalt?|total) (?:\w+ )?(?:\w*förändring(?:ar)?|\w*justering(?:ar)?|changes|adjustments)\b",
    re.IGNORECASE,
)
_CHANGES = re.compile(r"(?:ram|budget|anslags)?(?:förändring|justering)ar\b", re.IGNORECASE)
_SEVERAL = 40  # steps between two frames, at most


def steps_between(headings: Mapping[int, str]) -> frozenset[int]:
    """Which columns stand between two frames and are headed as steps are; `headings`: of the columns, left to right."""
    columns, texts = list(headings), list(headings.values())
    return frozenset(columns[at] for at in _between(texts) if _is_named(texts[at]))


def between_frames(headings: Mapping[int, str]) -> frozenset[int]:
    """Which columns stand between two frames, whatever they are headed."""
    columns = list(headings)
    return frozenset(columns[at] for at in _between(list(headings.values())))


def with_step_columns(columns: Sequence[HeadedColumn]) -> tuple[HeadedColumn, ...]:
    """The columns, those marked as steps that stand between two frames and name no year, or are named as steps are."""
    between = _between([each.own_heading for each in columns])
    steps = [
        _is_named(each.own_heading) or (at in between and not years_in(each.heading)) for at, each in enumerate(columns)
    ]
    return tuple(replace(each, step=True) if step else each for each, step in zip(columns, steps, strict=True))


def with_step_rows(rows: Sequence[LabelledRow], corner: Iterable[str] = ()) -> tuple[LabelledRow, ...]:
    """The rows, those between one frame and the next marked as steps: 'Ram 2025', 'Löner', 'Volym', 'Ram 2026'.

    So are those that a sum of changes adds up, and the sum, 'Summa ramförändringar', and those under a `corner` of the
    headings that calls the rows so.
    """
    steps = _between([each.measure or each.label for each in rows]) | _summed(rows)
    if any(map(_CHANGES.match, corner)):
        steps |= set(takewhile(lambda at: not _is_frame(rows[at].label), range(len(rows))))
    plain = {at for at in steps if not rows[at].measure}
    return tuple(row._replace(step=True) if at in plain else row for at, row in enumerate(rows))


def _summed(rows: Sequence[LabelledRow]) -> set[int]:
    """The places of sums of changes, and of the rows right over each up to another sum or a frame."""
    found: set[int] = set()
    for last in (at for at, row in enumerate(rows) if _SUM.match(row.label)):
        over = takewhile(
            lambda at: rows[at].role is not Role.TOTAL and not _is_frame(rows[at].label), range(last - 1, -1, -1)
        )
        found.update(over, (last,))
    return found


def _between(names: Sequence[str]) -> set[int]:
    """The places between one frame and the next."""
    frames = [at for at, name in enumerate(names) if _is_frame(name)]
    found: set[int] = set()
    for first, last in pairwise(frames):
        if last - first <= _SEVERAL and _leads(names[first], names[last]):
            found.update(range(first + 1, last))
    return found


@lru_cache(maxsize=16_384)
def _is_named(heading: str) -> bool:
    return _STEP.fullmatch(heading.strip()) is not None


@lru_cache(maxsize=16_384)
def _is_frame(label: str) -> bool:
    match = _FRAME.match(without_bullet(label).strip())
    return match is not None and measure_in(label) in {Measure.BUDGET, Measure.OTHER, None}


def _leads(first: str, last: str) -> bool:
    """Whether one frame is the later of another: of the year after, or the one that goes out."""
    before, after = years_in(first), years_in(last)
    if before and after:
        return after[-1] == before[-1] + 1
    goes_in = re.match(r"(?:ingående|nuvarande|opening|base)\b", first.strip(), re.IGNORECASE)
    goes_out = re.match(r"(?:utgående|ny|preliminär|föreslagen|closing)\b", last.strip(), re.IGNORECASE)
    return bool(goes_out and (goes_in or before)) or bool(goes_in and after)

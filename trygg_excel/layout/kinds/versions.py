"""Which version of a budget an amount is of, and how far it is decided: its headings', or the titles' where they reach.

'Förslag till budget 2026 med plan 2027–2028' is of those years, and not of the budget or the outcome beside them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from trygg_excel.fact import Measure, Status, Version
from trygg_excel.layout.kinds.terms import measure_in, measures_in, status_in, subject_in, version_in
from trygg_excel.layout.table import HeadedColumn, Table
from trygg_excel.layout.time.periods import years_in

_SAID = re.compile(
    r"förslag|propos|yrkande|äskande|begär|önskemål|preliminär|preliminary|fastställd|beslutad|antagen|internbudget"
    r"|tilläggs|reviderad",
    re.IGNORECASE,
)
_ADOPTED = re.compile(
    r"\bKF\b|fullmäktige|enligt beslut|beslutad|fastställd|antagen|gällande|nuvarande|innevarande|adopted|approved",
    re.IGNORECASE,
)
_MOVED = re.compile(r"tilläggs(?:anslag|budget)|om-?(?:fördelning|disponering)|ombudgetering", re.IGNORECASE)
_AFTER = re.compile(r"\b(?:efter|inkl|ny(?:tt)?|föreslag)", re.IGNORECASE)
_BECAME = {Measure.ACTUAL, Measure.FORECAST}  # of no version of the budget


def version_of(
    heading: str, measure: Measure, column: HeadedColumn, table: Table, latest: int | None
) -> Version | None:
    """The heading's, or the titles'; what is proposed for an internal or a supplementary budget is one of those."""
    context = " ".join((table.title, *table.subtitles, table.sheet))
    own = version_in(heading)
    titled = version_in(context) if _reached(measure, column, context, latest) else None
    if titled is None or any(version_in(each.heading) is titled for each in table.columns):
        return own  # a column that is headed by the titles' version is what they mean
    if titled is Version.PROPOSAL and (_ADOPTED.search(heading) or _is_added_to(heading, context)):
        return own
    kind = titled in {Version.SUPPLEMENTARY, Version.INTERNAL}
    return titled if own is None or (own is Version.PROPOSAL and kind) else own


def _is_added_to(heading: str, context: str) -> bool:
    """Whether a column is the budget that something is proposed to be added to or moved within, and not what is."""
    plain = measure_in(heading) is Measure.BUDGET and not (_SAID.search(heading) or _AFTER.search(heading))
    return plain and _MOVED.search(context) is not None


def status_of(heading: str, measure: Measure, column: HeadedColumn, table: Table, latest: int | None) -> Status | None:
    """The heading's, or the titles'; a proposal's title is not of what is headed as adopted."""
    context = " ".join((table.title, *table.subtitles, table.sheet))
    titled = status_in(context)
    own = titled in {Status.PRELIMINARY, Status.FINAL}  # of outcomes too
    titled = titled if _reached(Measure.OTHER if own else measure, column, context, latest) else None
    adopted = titled in {Status.PROPOSED, Status.PRELIMINARY} and _ADOPTED.search(heading) is not None
    other = adopted or (titled is Status.PROPOSED and _is_added_to(heading, context))
    return status_in(heading) or (None if other else titled)


def _reached(measure: Measure, column: HeadedColumn, context: str, latest: int | None) -> bool:
    """Whether a title's version is of a column: of no outcome, and of the years from the one it names on."""
    if measure in _BECAME:
        return False
    if column.period is None or latest is None:
        return True
    first = _first_year(context)
    return column.period.year == latest if first is None else column.period.year >= first


@lru_cache(maxsize=4096)
def _first_year(titles: str) -> int | None:
    """The first year that titles name after the word of a version and of a budget; None where they name none."""
    said = _SAID.search(titles)
    after = titles[said.end() :] if said else ""
    first = min(years_in(after), key=lambda year: after.find(str(year)) % len(after), default=None)
    between = titles[said.start() if said else 0 :].partition(str(first))[0]
    named = {*measures_in(between.replace("förslag", "")), subject_in(between)}
    return first if named & {Measure.BUDGET, Measure.PLAN} else None

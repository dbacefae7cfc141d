"""What kind of amount a column holds: measure, nature, version and status, from its heading and its table's title."""

from __future__ import annotations

from dataclasses import dataclass

from trygg_excel.fact import Against, Measure, Nature, Status, Version
from trygg_excel.layout.table import HeadedColumn, Table
from trygg_excel.layout.vocabulary import measure_in, nature_in, status_in, version_in


@dataclass(frozen=True, slots=True)
class Meaning:
    measure: Measure = Measure.OTHER
    nature: Nature = Nature.NONE
    against: Against | None = None
    version: Version | None = None
    status: Status | None = None


def meaning_of(column: HeadedColumn, table: Table, latest: int | None, row: str = "") -> Meaning:
    """A column's meaning; `row` is what the rows say of it where they are named by their measure.

    A proposal in the title is about the latest year, not the years shown beside it.
    """
    heading = column.heading if measure_in(column.heading) else f"{column.heading} {row}"
    context = f"{table.title} {table.sheet}"
    measure = measure_in(heading) or measure_in(context) or Measure.OTHER
    newest = column.period is None or latest is None or column.period.year == latest
    told = f"{heading} {context}" if newest else heading
    return Meaning(
        measure,
        nature_in(heading) or nature_in(context) or Nature.NONE,
        _against(measure, heading),
        version_in(told),
        status_in(told),
    )


def _against(measure: Measure, heading: str) -> Against | None:
    if measure is Measure.DEVIATION:
        return Against.PERIOD_BUDGET if "period" in heading.casefold() else Against.BUDGET
    return Against.PRIOR_YEAR if measure is Measure.CHANGE else None

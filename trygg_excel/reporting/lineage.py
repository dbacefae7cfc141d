"""The sheet of comparable series: what was decided, what is comparable, and the rows between."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from trygg_excel.comparing.comparison import Comparison
from trygg_excel.finding import Text
from trygg_excel.lineage import Series, series_of
from trygg_excel.register.model import Register
from trygg_excel.reporting.model import Amount, Column, Row, RowRole, Sheet, Style, Table, Value


def lineage_sheet(register: Register | None, comparison: Comparison, number: int = 0) -> Sheet | None:
    """The programmes that were split, merged or got another id during the years; None when none was."""
    if register is None:
        return None
    rows = Counter(row.programme for row in comparison.rows)  # a programme with several rows is never added up
    amounts = {row.programme: row.amounts for row in comparison.rows if row.programme and rows[row.programme] == 1}
    series = [each for each in series_of(register, amounts) if each.recast]
    if not series:
        return None
    years = comparison.years
    columns = (
        Column("what", Text("Insats", "Programme"), Style.WRAPPED, 58),
        *(Column(str(year), Text(str(year), str(year)), Style.AMOUNT) for year in years),
    )
    end = f" {number}" if number else ""
    return Sheet(
        id=f"lineage{number or ''}",
        title=Text(f"Jämförbara serier{end}", f"Comparable series{end}"),
        lead=(
            Text(
                f"Så som beslutat, och omräknat till indelningen {years[-1]}. Raderna mellan visar vad som flyttats.",
                f"As decided, and recast to the structure of {years[-1]}. The rows between show what was moved.",
            ),
        ),
        table=Table(columns, tuple(row for each in series for row in _rows(each, years)), comparison.unit),
    )


def _rows(series: Series, years: tuple[int, ...]) -> list[Row]:
    blank: tuple[Value, ...] = (None,) * len(years)
    steps = dict.fromkeys((each.event, each.other) for each in series.recast)
    return [
        Row((series.label, *blank), RowRole.GROUP),
        Row((_DECIDED, *(_amount(series.decided, year) for year in years)), level=1),
        *(Row(_step(series, step, years), level=1) for step in steps),
        Row((_COMPARABLE, *(_amount(series.comparable, year) for year in years)), RowRole.SUBTOTAL, level=1),
        *(Row((each, *blank), level=1) for each in series.remarks),
    ]


_DECIDED, _COMPARABLE = Text("Så som beslutat", "As decided"), Text("Jämförbart", "Comparable")


def _amount(amounts: Mapping[int, int | None], year: int) -> Amount | None:
    return Amount(amounts[year]) if year in amounts else None


def _step(series: Series, step: tuple[str, str], years: tuple[int, ...]) -> tuple[Value, ...]:
    by_year = {each.year: each for each in series.recast if (each.event, each.other) == step}
    label = next(iter(by_year.values())).label
    return label, *(Amount(by_year[year].amount) if year in by_year else None for year in years)

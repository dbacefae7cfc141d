"""The sheets of a comparison: programmes down and years across, and a bridge from each year to the next."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise

from trygg_excel.comparison import Bridge, ComparedRow, Comparison, StepKind
from trygg_excel.finding import Money, Text, listed, text
from trygg_excel.money import Unit
from trygg_excel.reporting.model import (
    Amount,
    Chart,
    ChartKind,
    Column,
    Formula,
    Operation,
    Ratio,
    Row,
    RowRole,
    Sheet,
    Style,
    Table,
    Value,
)

_STEPS = {
    StepKind.INCREASE: Text("Ökning", "Increase"),
    StepKind.DECREASE: Text("Minskning", "Decrease"),
    StepKind.NEW: Text("Ny", "New"),
    StepKind.ENDED: Text("Upphör", "Ends"),
    StepKind.UNEXPLAINED: Text("Ej förklarat", "Not explained"),
}
_ROUNDING = Text("Differenser på grund av avrundning kan förekomma.", "Differences may occur because of rounding.")


def comparison_sheets(comparison: Comparison, number: int = 0) -> tuple[Sheet, ...]:
    """The table of a comparison and its bridges; `number` tells several comparisons of a report apart."""
    mark = f" {number}" if number else ""
    bridges = tuple(_bridge_sheet(each, comparison, mark) for each in comparison.bridges)
    return (_years_sheet(comparison, mark), *bridges)


def _years_sheet(comparison: Comparison, mark: str) -> Sheet:
    years = tuple(reversed(comparison.years))
    rows = [_row(each, index, years) for index, each in enumerate(comparison.rows)]
    rows.append(_total(comparison, years))
    span = f"{comparison.years[0]}–{comparison.years[-1]}"
    return Sheet(
        id=f"comparison{mark.strip()}",
        title=text("Jämförelse{mark} {span}", "Comparison{mark} {span}", mark=mark, span=span),
        lead=(_source_line(comparison), *_unsummed(comparison)),
        table=Table(_columns(years), tuple(rows), comparison.unit),
        foot=(_ROUNDING,),
    )


def _source_line(comparison: Comparison) -> Text:
    return text(
        "Källa: {file}, bladet {sheet}. Förändring är senare år minus tidigare år.",
        "Source: {file}, sheet {sheet}. Change is the later year minus the earlier.",
        file=comparison.file, sheet=comparison.sheet,
    )  # fmt: skip


def _unsummed(comparison: Comparison) -> tuple[Text, ...]:
    """The years whose stated total is not the sum of the rows shown."""
    off = [
        year
        for year in comparison.years
        if comparison.totals.get(year, comparison.sum_of(year)) != comparison.sum_of(year)
    ]
    if not off:
        return ()
    return (
        text("Angiven summa skiljer från raderna för {years}.", "The stated total differs from the rows for {years}.",
             years=listed(map(str, off))),
    )  # fmt: skip


def _columns(years: tuple[int, ...]) -> tuple[Column, ...]:
    amounts = tuple(Column(f"y{year}", Text(str(year), str(year)), Style.AMOUNT, 11) for year in years)
    changes = []
    for now, before in pairwise(years):
        title = text("Förändring {a}–{b}", "Change {a}–{b}", a=before, b=now)
        share = text("Förändring {a}–{b}, %", "Change {a}–{b}, %", a=before, b=now)
        changes += [Column(f"d{now}", title, Style.CHANGE, 13), Column(f"p{now}", share, Style.PERCENT, 13)]
    label = Column("label", Text("Insats", "Programme"), Style.WRAPPED, 44)
    remark = Column("mark", Text("Anmärkning", "Remark"), Style.WRAPPED, 36)
    return (label, *amounts, *changes, remark)


def _row(row: ComparedRow, index: int, years: tuple[int, ...]) -> Row:
    label = f"{row.group} / {row.label}" if row.group else row.label
    amounts: tuple[Value, ...] = tuple(Amount(row.amounts[year]) if year in row.amounts else None for year in years)
    changes = _changes(index, years, {year: row.amounts.get(year, 0) for year in years})
    return Row((label, *amounts, *changes, row.mark))


def _total(comparison: Comparison, years: tuple[int, ...]) -> Row:
    index = len(comparison.rows)
    sums = {year: comparison.sum_of(year) for year in years}
    amounts = tuple(
        Formula(Operation.SUM, tuple((row, f"y{year}") for row in range(index)), Amount(sums[year])) for year in years
    )
    return Row((Text("Summa", "Total"), *amounts, *_changes(index, years, sums), None), role=RowRole.TOTAL)


def _changes(index: int, years: tuple[int, ...], amounts: Mapping[int, int | None]) -> list[Value]:
    cells: list[Value] = []
    for now, before in pairwise(years):
        pair = ((index, f"y{now}"), (index, f"y{before}"))
        new, old = amounts[now], amounts[before]
        if new is None or old is None:
            cells += [Amount(None), Ratio(None)]
            continue
        share = Decimal(new - old) / abs(old) if old else None
        cells.append(Formula(Operation.DIFFERENCE, pair, Amount(new - old)))
        cells.append(Formula(Operation.RELATIVE_CHANGE, pair, Ratio(share)))
    return cells


def _bridge_sheet(bridge: Bridge, comparison: Comparison, mark: str) -> Sheet:
    title = text("Brygga{mark} {a}–{b}", "Bridge{mark} {a}–{b}", mark=mark, a=bridge.before, b=bridge.now)
    chart = Chart(ChartKind.BRIDGE, title, _alt(bridge, comparison.unit), "step", ("level", "change"))
    unknown = (
        (
            text("Belopp är inte angivna för {rows}; de ingår inte.",
                 "Amounts are not stated for {rows}; they are left out.",
                 rows=listed(bridge.unknown)),
        )
        if bridge.unknown
        else ()
    )  # fmt: skip
    return Sheet(
        id=f"bridge{mark.strip()}-{bridge.before}-{bridge.now}",
        title=title,
        lead=(
            text("Från summan {a} till summan {b}, insats för insats. Stegen summerar exakt.",
                 "From the total {a} to the total {b}, programme by programme. The steps add up exactly.",
                 a=bridge.before, b=bridge.now),
            *unknown,
        ),
        table=Table(_BRIDGE_COLUMNS, tuple(_bridge_rows(bridge)), comparison.unit),
        chart=chart,
    )  # fmt: skip


_BRIDGE_COLUMNS = (
    Column("step", Text("Steg", "Step"), Style.WRAPPED, 44),
    Column("kind", Text("Slag", "Kind"), Style.TEXT, 14),
    Column("level", Text("Summa", "Total"), Style.AMOUNT, 12),
    Column("change", Text("Förändring", "Change"), Style.CHANGE, 12),
    Column("mark", Text("Anmärkning", "Remark"), Style.WRAPPED, 40),
)


def _bridge_rows(bridge: Bridge) -> list[Row]:
    start, end = text("Summa {y}", "Total {y}", y=bridge.before), text("Summa {y}", "Total {y}", y=bridge.now)
    rows = [Row((start, None, Amount(bridge.start), None, None), role=RowRole.SUBTOTAL)]
    rows += [Row((step.label, _STEPS[step.kind], None, Amount(step.amount), step.mark)) for step in bridge.steps]
    parts = ((0, "level"), *((index, "change") for index in range(1, len(rows))))
    rows.append(Row((end, None, Formula(Operation.SUM, parts, Amount(bridge.end)), None, None), role=RowRole.TOTAL))
    return rows


def _alt(bridge: Bridge, unit: Unit) -> Text:
    return text(
        "Stapeldiagram från {start} år {a} till {end} år {b} i {n} steg. Stegen står i tabellen.",
        "Column chart from {start} in {a} to {end} in {b} in {n} steps. The steps stand in the table.",
        start=Money(bridge.start, unit), end=Money(bridge.end, unit), a=bridge.before, b=bridge.now,
        n=len(bridge.steps),
    )  # fmt: skip

"""The sheet of a bridge: from one total to another, step by step, with a chart; the small steps are gathered."""

from __future__ import annotations

from collections.abc import Sequence

from trygg_excel.comparing.bridge import OF_NO_ROW, Bridge, Step, StepKind
from trygg_excel.comparing.comparison import Comparison
from trygg_excel.finding import Money, Text, listed, text
from trygg_excel.money import Unit
from trygg_excel.reporting.model import (
    Amount,
    Chart,
    ChartKind,
    Column,
    Formula,
    Operation,
    Row,
    RowRole,
    Sheet,
    Style,
    Table,
)

MOST_STEPS = 14  # bars whose names can be read; of more, the smaller are gathered in one
_STEPS = {
    StepKind.INCREASE: Text("Ökning", "Increase"),
    StepKind.DECREASE: Text("Minskning", "Decrease"),
    StepKind.NEW: Text("Ny", "New"),
    StepKind.ENDED: Text("Upphör", "Ends"),
    StepKind.REPLACED: Text("Ersättning", "Replacement"),
    StepKind.MOVED: Text("Flytt", "Move"),
    StepKind.UNKNOWN: Text("Ej angivet", "Not stated"),
    StepKind.ROUNDING: Text("Avrundning", "Rounding"),
    StepKind.UNEXPLAINED: Text("Ej förklarat", "Not explained"),
}
_COLUMNS = (
    Column("step", Text("Steg", "Step"), Style.WRAPPED, 60),
    Column("kind", Text("Slag", "Kind"), Style.TEXT, 14),
    Column("level", Text("Summa", "Total"), Style.AMOUNT, 12),
    Column("change", Text("Förändring", "Change"), Style.CHANGE, 12),
    Column("mark", Text("Anmärkning", "Remark"), Style.WRAPPED, 40),
)


def bridge_sheet(bridge: Bridge, comparison: Comparison, mark: str, unit: Unit, decimals: int | None) -> Sheet:
    """`mark` tells several comparisons of a report apart; `decimals` None: as many as the amounts need."""
    before, now = comparison.name_of(bridge.before), comparison.name_of(bridge.now)
    shown, small = gathered(bridge.steps)
    rows = _rows(bridge, shown, small, before, now)
    title = _title(comparison, mark, before, now)
    said = text("Brygga från {a} till {b}", "Bridge from {a} to {b}", a=before, b=now)
    chart = Chart(ChartKind.BRIDGE, said, _alt(bridge, shown, small, unit, before, now), "step", ("level", "change"))
    return Sheet(
        id=f"bridge{mark.strip()}-{_part(comparison)}{bridge.before}-{bridge.now}",
        title=title,
        lead=_lead(bridge, small, before, now),
        table=Table(_COLUMNS, tuple(rows), unit, decimals=decimals),
        chart=chart,
        foot=() if decimals is None else (_ROUNDED,),
    )


_ROUNDED = Text(
    "Visade belopp är avrundade; cellerna innehåller hela beloppen, och de summerar exakt.",
    "Shown amounts are rounded; the cells hold the whole amounts, and those add up exactly.",
)


def gathered(steps: Sequence[Step]) -> tuple[list[Step], list[Step]]:
    """The steps to be shown one by one, in their order, and the small ones to be gathered in one; none when few."""
    own, others = (
        [each for each in steps if each.kind in OF_NO_ROW],
        [each for each in steps if each.kind not in OF_NO_ROW],
    )
    if len(steps) <= MOST_STEPS:
        return list(steps), []
    largest = sorted(range(len(others)), key=lambda at: -abs(others[at].amount))[: MOST_STEPS - 1 - len(own)]
    kept = frozenset(largest)
    shown = [step for at, step in enumerate(others) if at in kept]
    return [*shown, *own], [step for at, step in enumerate(others) if at not in kept]


def _part(comparison: Comparison) -> str:
    return f"{comparison.year}-" if comparison.versions else ""


def _title(comparison: Comparison, mark: str, before: Text, now: Text) -> Text:
    if comparison.versions:
        return text("Brygga{mark} {year}, {b}", "Bridge{mark} {year}, {b}", mark=mark, year=comparison.year, b=now)
    return text("Brygga{mark} {a}–{b}", "Bridge{mark} {a}–{b}", mark=mark, a=before, b=now)


def _lead(bridge: Bridge, small: Sequence[Step], before: Text, now: Text) -> tuple[Text, ...]:
    found = [
        text("Från summan {a} till summan {b}, insats för insats. Stegen summerar exakt.",
             "From the total {a} to the total {b}, programme by programme. The steps add up exactly.",
             a=before, b=now)
    ]  # fmt: skip
    if small:
        found.append(
            text("De största stegen står för sig; de {n} minsta är samlade i ett. Varje insats förändring står på "
                 "bladet före.",
                 "The largest steps stand by themselves; the {n} smallest are gathered in one. Each programme's change "
                 "stands on the sheet before.",
                 n=len(small))
        )  # fmt: skip
    if bridge.unknown:
        found.append(
            text("Belopp är inte angivna båda åren för {rows}.", "Amounts are not stated in both for {rows}.",
                 rows=listed(bridge.unknown))
        )  # fmt: skip
    return tuple(found)


def _rows(bridge: Bridge, shown: Sequence[Step], small: Sequence[Step], before: Text, now: Text) -> list[Row]:
    rows = [Row((_total(before), None, Amount(bridge.start), None, None), role=RowRole.SUBTOTAL)]
    rows += [_step(step) for step in shown if step.kind not in OF_NO_ROW]
    rows += [_others(small)] if small else []
    rows += [_step(step) for step in shown if step.kind in OF_NO_ROW]
    parts = ((0, "level"), *((index, "change") for index in range(1, len(rows))))
    end = Formula(Operation.SUM, parts, Amount(bridge.end))
    return [*rows, Row((_total(now), None, end, None, None), role=RowRole.TOTAL)]


def _total(name: Text) -> Text:
    return text("Summa {name}", "Total {name}", name=name)


def _step(step: Step) -> Row:
    return Row((step.label, _STEPS[step.kind], None, Amount(step.amount), step.mark))


def _others(small: Sequence[Step]) -> Row:
    label = text("Övriga {n} insatser", "Other {n} programmes", n=len(small))
    return Row((label, None, None, Amount(sum(step.amount for step in small)), None))


def _alt(bridge: Bridge, shown: Sequence[Step], small: Sequence[Step], unit: Unit, before: Text, now: Text) -> Text:
    """What the chart shows: its ends, how many steps, and the largest of them."""
    largest = max(shown, key=lambda step: abs(step.amount), default=None)
    told = "" if largest is None else text(
        " Störst är {label}, {amount}.", " The largest is {label}, {amount}.",
        label=largest.label, amount=Money(largest.amount, unit, signed=True),
    )  # fmt: skip
    return text(
        "Stapeldiagram från {start} {a} till {end} {b} i {n} steg.{told} Stegen står i tabellen.",
        "Column chart from {start} in {a} to {end} in {b} in {n} steps.{told} The steps stand in the table.",
        start=Money(bridge.start, unit), end=Money(bridge.end, unit), a=before, b=now,
        n=len(shown) + bool(small), told=told,
    )  # fmt: skip

"""The table a committee reads: closed year, budget and budget, change and comment, at most so many rows, adding up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from trygg_excel.comparing.bridge import OF_NO_ROW
from trygg_excel.comparing.comparison import ComparedRow, Comparison, Step
from trygg_excel.fact import Basis, Fact, Measure
from trygg_excel.finding import Source, Text, text
from trygg_excel.held import Held
from trygg_excel.money import total
from trygg_excel.register.model import Decision, Register
from trygg_excel.table_rows import TableRow
from trygg_excel.unseen import unseen

MOST_ROWS = 15
MOST_STEPS = 8


@dataclass(frozen=True, slots=True)
class YearColumn:
    """A year's amounts of one kind: 'Bokslut 2021', 'Budget 2022'; `period` (YYYYMM) when only so far."""

    year: int
    measure: Measure
    period: int = 0


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """`amounts` in öre, one a column; None is unknown, and what is missing counts as nought and is not in it.

    `open`: a sum of known amounts, other ones in each of the last two columns, so that their difference is no change.
    """

    label: str
    amounts: Mapping[YearColumn, int | None]
    mark: Text = Text("", "")
    open: bool = False

    def change(self, now: YearColumn, before: YearColumn) -> int | None:
        if self.open:
            return None
        old, new = self.amounts.get(before, 0), self.amounts.get(now, 0)
        return None if old is None or new is None else new - old


@dataclass(frozen=True, slots=True)
class BudgetTable:
    """`lines` and then, where there were more, `rest` of `gathered` lines; `whole` is the sum of them all, exactly.

    The last two columns are those the change is between.
    """

    columns: tuple[YearColumn, ...]
    lines: tuple[BudgetLine, ...]
    rest: BudgetLine | None
    gathered: int
    whole: BudgetLine


class StepRole(StrEnum):
    START = "start"
    STEP = "step"
    REST = "rest"
    END = "end"


@dataclass(frozen=True, slots=True)
class DecidedStep:
    """A step of the budget bridge with the decision behind it, where the register knows one."""

    label: Text
    amount: int
    role: StepRole = StepRole.STEP
    decision: Decision | None = None


def budget_table(held: Held, comparison: Comparison, most: int = MOST_ROWS) -> BudgetTable:
    """The last two years of the comparison, and before them the closed year, or else the year before.

    Rows out of sight are gathered with the rest, unnamed.
    """
    facts = {each.source: each for each in held.facts}
    closed = _closed(held, comparison, facts)
    columns = _columns(comparison, closed, facts)
    names = Counter(row.label for row in comparison.rows)
    lines = [_line(row, columns, closed, several=names[row.label] > 1) for row in comparison.rows]
    hidden = _hidden(held, comparison)
    kept = _largest(lines, hidden, most)
    left = [each for number, each in enumerate(lines) if number not in kept]
    rest = _summed("", left, columns) if left else None
    shown = tuple(each for number, each in enumerate(lines) if number in kept)
    return BudgetTable(columns, shown, rest, len(left), _summed("", lines, columns))


def _closed(held: Held, comparison: Comparison, facts: Mapping[Source, Fact]) -> Mapping[str, Mapping[int, Fact]]:
    """The closed years' outcomes beside each row, by the row's first cell and year."""
    rows = {fact.source: row for row in held.rows for fact in row.facts}
    found: dict[str, Mapping[int, Fact]] = {}
    for each in comparison.rows:
        source = next(iter(each.sources.values()))
        if (row := rows.get(source)) is not None:
            found[source.cell] = _outcomes(row, facts[source])
    return found


def _outcomes(row: TableRow, fact: Fact) -> Mapping[int, Fact]:
    own = row.of(Measure.ACTUAL, Basis.FULL_YEAR, fact.nature)
    return {each.year: each for each in own if each.year is not None}


def _columns(
    comparison: Comparison, closed: Mapping[str, Mapping[int, Fact]], facts: Mapping[Source, Fact]
) -> tuple[YearColumn, ...]:
    """Three columns where there are as many, the later to the right."""
    periods = {
        year: facts[source].period_to or 0
        for row in comparison.rows
        for year, source in row.sources.items()
        if facts[source].basis in {Basis.ACCUMULATED, Basis.PERIOD}
    }
    first = facts[next(iter(comparison.rows[0].sources.values()))].measure
    *earlier, before, now = (YearColumn(year, first, periods.get(year, 0)) for year in comparison.years)
    outcomes = {year for own in closed.values() for year in own if year < now.year}
    if outcomes and first is not Measure.ACTUAL:
        return YearColumn(max(outcomes), Measure.ACTUAL), before, now
    return (*earlier[-1:], before, now)


def _line(
    row: ComparedRow, columns: Sequence[YearColumn], closed: Mapping[str, Mapping[int, Fact]], *, several: bool
) -> BudgetLine:
    amounts = {each: row.amounts[each.year] for each in columns if each.year in row.amounts}
    cell = next(iter(row.sources.values())).cell
    first = columns[0]
    if len(columns) > 2 and first.measure is Measure.ACTUAL is not columns[1].measure:
        amounts.pop(first, None)
        if (fact := closed.get(cell, {}).get(first.year)) is not None:
            amounts[first] = fact.amount
    return BudgetLine(f"{row.group}: {row.label}" if several and row.group else row.label, amounts, row.mark)


def _hidden(held: Held, comparison: Comparison) -> frozenset[int]:
    """The places of the comparison's rows that are out of sight."""
    out = unseen(held)
    return frozenset(n for n, row in enumerate(comparison.rows) if out.intersection(row.sources.values()))


def _largest(lines: Sequence[BudgetLine], hidden: frozenset[int], most: int) -> frozenset[int]:
    """The places of the lines that are shown: all in sight, or the largest so that one is left for the rest."""
    seen = [number for number in range(len(lines)) if number not in hidden]
    if len(seen) + bool(hidden) <= most:
        return frozenset(seen)
    sizes = [max((abs(each or 0) for each in line.amounts.values()), default=0) for line in lines]
    return frozenset(sorted(seen, key=lambda number: -sizes[number])[: most - 1])


def _summed(label: str, lines: Iterable[BudgetLine], columns: Sequence[YearColumn]) -> BudgetLine:
    """Their known amounts added; what is not known is counted in the mark."""
    given = tuple(lines)
    sums = {each: total(line.amounts.get(each, 0) for line in given) for each in columns}
    unknown = sum(line.amounts.get(each, 0) is None for line in given for each in columns)
    mark = text(
        "{n} okänt belopp ingår inte" if unknown == 1 else "{n} okända belopp ingår inte",
        "{n} unknown amount left out" if unknown == 1 else "{n} unknown amounts left out",
        n=unknown,
    ) if unknown else Text("", "")  # fmt: skip
    *_, before, now = columns
    open_ = any(line.change(now, before) is None for line in given)
    return BudgetLine(label, {each: sums[each].known for each in columns}, mark, open_)


def decided_bridge(held: Held, comparison: Comparison, most: int = MOST_STEPS) -> tuple[DecidedStep, ...]:
    """From the last year but one to the last: the largest steps, the rest as one, adding up exactly.

    Steps of rows out of sight are part of the rest.
    """
    if not comparison.bridges:
        return ()
    bridge, register = comparison.bridges[-1], held.register
    hidden = {comparison.rows[number].label for number in _hidden(held, comparison)}
    programmes = {row.label: row.programme for row in comparison.rows}
    seen = [number for number, step in enumerate(bridge.steps) if step.label.sv not in hidden]
    order = sorted(seen, key=lambda number: -abs(bridge.steps[number].amount))
    kept = frozenset(order if len(bridge.steps) <= most else order[: most - 1])
    steps = [_decided(step, programmes, register, bridge.now) for n, step in enumerate(bridge.steps) if n in kept]
    left = [step.amount for n, step in enumerate(bridge.steps) if n not in kept]
    if left:
        told = text("Övriga förändringar ({n})", "Other changes ({n})", n=len(left))
        steps.append(DecidedStep(told, sum(left), StepRole.REST))
    start = DecidedStep(_of_year(bridge.before), bridge.start, StepRole.START, _framed(register, bridge.before))
    end = DecidedStep(_of_year(bridge.now), bridge.end, StepRole.END, _framed(register, bridge.now))
    return (start, *steps, end)


def _of_year(year: int) -> Text:
    return text("Summa {y}", "Total {y}", y=year)


def _decided(step: Step, programmes: Mapping[str, str | None], register: Register | None, year: int) -> DecidedStep:
    if step.kind in OF_NO_ROW:
        return DecidedStep(step.label, step.amount)
    return DecidedStep(step.label, step.amount, decision=_decision(register, programmes.get(step.label.sv), year))


def _decision(register: Register | None, programme: str | None, year: int) -> Decision | None:
    """The decision of an event that year that changed the programme, else of how the year's money is allocated."""
    if register is None:
        return None
    about = [
        each.decision for each in register.events
        if each.year == year and programme in (*each.from_programmes, *each.to_programmes) and each.decision
    ]  # fmt: skip
    return register.decision(about[0]) if about else _framed(register, year)


def _framed(register: Register | None, year: int) -> Decision | None:
    """The decision of how a year's money is allocated, else of its frame."""
    known = register.year(year) if register is not None else None
    if register is None or known is None:
        return None
    return register.decision(known.allocation_decision) or register.decision(known.frame_decision)

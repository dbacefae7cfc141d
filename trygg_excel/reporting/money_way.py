"""The sheet of the money's way: what was decided, what was transferred, what is left to allocate, and what is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trygg_excel.controls.frames import transfers_of
from trygg_excel.fact import Fact
from trygg_excel.finding import Source, Text, text
from trygg_excel.held import Held
from trygg_excel.money import Unit, total
from trygg_excel.register.model import Decision, Register, Transfer, Year
from trygg_excel.reporting.model import (
    Amount,
    Column,
    Formula,
    Link,
    Operation,
    Row,
    RowRole,
    Sheet,
    Style,
    Table,
    Tone,
    Value,
)
from trygg_excel.reporting.words import decided, place

_COLUMNS = (
    Column("step", Text("Steg", "Step"), Style.WRAPPED, 44),
    Column("amount", Text("Belopp", "Amount"), Style.AMOUNT, 12),
    Column("decision", Text("Beslut", "Decision"), Style.WRAPPED, 34),
    Column("date", Text("Datum", "Date"), Style.TEXT, 12),
    Column("paragraph", Text("§", "§"), Style.TEXT, 8),
    Column("dnr", Text("Diarienummer", "Registry number"), Style.TEXT, 16),
    Column("cell", Text("Cell", "Cell"), Style.CODE, 18),
    Column("shown", Text("Visas på", "Shown on"), Style.TEXT, 24),
    Column("remark", Text("Anmärkning", "Remark"), Style.WRAPPED, 40),
)
_LEFT = Text("Kvar att fördela", "Left to allocate")
_EVEN, _OVER, _UNDER, _UNKNOWN = (
    Text("Går jämnt ut.", "Comes out even."),
    Text("Mer är fördelat än vad som finns.", "More is allocated than there is."),
    Text("Inte fördelat, eller inte förklarat.", "Not allocated, or not explained."),
    Text("Kan inte räknas ut: ett belopp är inte angivet.", "Cannot be worked out: an amount is not stated."),
)


def money_way_sheet(held: Held, shown: Mapping[Source, Link], unit: Unit, number: int = 0) -> Sheet | None:
    """Year by year, the latest first; None when the register has no frame for any of the workbook's years.

    `shown` leads from cells to the rows of the report where they stand.
    """
    register = held.register
    years = [] if register is None else [each for each in register.years if each.year in held.years]
    rows: list[Row] = []
    for year in sorted(years, key=lambda each: -each.year):
        if register is not None and year.frame is not None:
            rows += _year(held, register, year, shown, len(rows))
    if not rows:
        return None
    mark = f" {number}" if number else ""
    return Sheet(
        id=f"way{mark.strip()}",
        title=text("Pengarnas väg{mark}", "The money's way{mark}", mark=mark),
        lead=(
            text("Från beslutad ram, över det som flyttats till annan nämnd, till det som är fördelat i {name}.",
                 "From the decided frame, by what was moved to another committee, to what is allocated in {name}.",
                 name=held.budget.name),
        ),
        table=Table(_COLUMNS, tuple(rows), unit),
    )  # fmt: skip


def _year(held: Held, register: Register, year: Year, shown: Mapping[Source, Link], first: int) -> list[Row]:
    """The rows of a year; `first` is the index of the first of them."""
    transfers = transfers_of(register, year.year)
    frame = _step(Text("Ram", "Frame"), Amount(year.frame), register.decision(year.frame_decision), register)
    rows = [
        Row((Text(str(year.year), str(year.year)), *(None,) * (len(_COLUMNS) - 1)), RowRole.GROUP),
        _remarked(frame, year.frame_source),
        *(_transfer(each, register) for each in transfers),
    ]
    left = _sum(year.frame, [each.amount for each in transfers], first + 1)
    rows.append(_step(Text("Att fördela", "To allocate"), left, None, register, RowRole.SUBTOTAL))
    allocated = _allocated(held, year, shown, register)
    rows.append(allocated)
    rows.append(_rest(left, allocated, first + len(rows) - 2, register))
    return rows


def _step(
    label: Text, amount: Value, decision: Decision | None, register: Register, role: RowRole = RowRole.LINE
) -> Row:
    told: tuple[Value, ...] = (None,) * 4
    if decision is not None:
        date = decision.date.isoformat() if decision.date else None
        told = (decided(decision, register), date, decision.paragraph, decision.dnr)
    return Row((label, amount, *told, None, None, None), role)


def _remarked(row: Row, remark: str | Text | None, *, tone: Tone = Tone.NEUTRAL) -> Row:
    return Row((*row.cells[:-1], remark or None), row.role, tone, row.level)


def _transfer(transfer: Transfer, register: Register) -> Row:
    to = register.committee_of(transfer.to_committee)
    what = register.programme(transfer.programme).label if transfer.programme else ""
    label = text(
        "Överföring till {to}{what}", "Transfer to {to}{what}",
        to=to.label if to else transfer.to_committee, what=f": {what}" if what else "",
    )  # fmt: skip
    amount = Amount(None if transfer.amount is None else -transfer.amount)
    return _remarked(_step(label, amount, register.decision(transfer.decision), register), transfer.source)


def _sum(frame: int | None, moved: Sequence[int | None], first: int) -> Formula:
    whole = total((frame, *(None if each is None else -each for each in moved)))
    cells = tuple((first + at, "amount") for at in range(1 + len(moved)))
    return Formula(Operation.SUM, cells, Amount(whole.known if whole.complete else None))


def _allocated(held: Held, year: Year, shown: Mapping[Source, Link], register: Register) -> Row:
    """The stated total of the year's programmes, else the sum of their rows."""
    stated = held.total_of(year.year)
    lines = held.lines_of(year.year)
    label = text("Fördelat på {n} insatser", "Allocated to {n} programmes", n=len(lines))
    amount = stated.amount if stated is not None else _complete(lines)
    row = _step(label, Amount(amount), register.decision(year.allocation_decision), register)
    source = stated.source if stated is not None else None
    where = None if source is None else shown.get(source)
    remark = None if stated is not None else Text("Summan av raderna.", "The sum of the rows.")
    return Row((*row.cells[:-3], place(source) or None, where, remark))


def _complete(lines: Sequence[Fact]) -> int | None:
    whole = total(each.amount for each in lines)
    return whole.known if whole.complete else None


def _rest(left: Formula, allocated: Row, at: int, register: Register) -> Row:
    """What is left, held against nought; `at` is the row of what there is to allocate."""
    there, used = _ore(left.value), _ore(allocated.cells[1])
    rest = None if there is None or used is None else there - used
    formula = Formula(Operation.DIFFERENCE, ((at, "amount"), (at + 1, "amount")), Amount(rest))
    row = _step(_LEFT, formula, None, register, RowRole.SUBTOTAL)
    if rest is None:
        return _remarked(row, _UNKNOWN, tone=Tone.NOTE)
    if rest == 0:
        return _remarked(row, _EVEN, tone=Tone.GOOD)
    return _remarked(row, _OVER if rest < 0 else _UNDER, tone=Tone.WARNING)


def _ore(value: Value) -> int | None:
    return value.ore if isinstance(value, Amount) else None

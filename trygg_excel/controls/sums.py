"""Sums: each stated total against the rows it stands for (TRY-001, TRY-002, TRY-039)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trygg_excel.controls.control import BY_PRECISION, Control
from trygg_excel.fact import Confidence, Fact, Kind, Role
from trygg_excel.finding import Finding, Result, Severity, Text, Verdict, text
from trygg_excel.formulas import summed
from trygg_excel.held import Held, is_known
from trygg_excel.money import total
from trygg_excel.tolerance import Tolerance, exact_sum, of_sum
from trygg_excel.workbook import CellType, Range, place

CODE = "TRY-001"
ROUNDED = "TRY-002"
SHORT_RANGE = "TRY-039"
WIDEST = 200_000  # cells; a SUM over more is not looked into
_VERDICTS = {"holds": Verdict.HOLDS, "rounding": Verdict.ROUNDING, "doubtful": Verdict.FAILS, "fails": Verdict.FAILS}


@dataclass(frozen=True, slots=True)
class Sum:
    """A stated total with the parts it should be the sum of, and those of them its formula leaves out."""

    total: Fact
    parts: tuple[Fact, ...]
    outside: tuple[Fact, ...] = ()
    area: tuple[Range, ...] = ()


def column_sums(held: Held) -> Iterator[Result]:
    """Every stated total of every table, held against its parts."""
    tables: dict[tuple[str, str], list[Fact]] = {}
    for fact in held.facts:
        tables.setdefault((fact.sheet, fact.table), []).append(fact)
    for facts in tables.values():
        table = _Placed(facts)
        sums = [(each, _sum(held, each, table)) for each in facts if each.role is not Role.LINE]
        vouched = _vouched(sums)
        for stated, parts in sums:
            sure = parts is None or bool(parts.area) or _is_decided(parts) or place(stated.cell)[0] in vouched
            yield _result(stated, parts if sure else None)


def _vouched(sums: list[tuple[Fact, Sum | None]]) -> frozenset[int]:
    """The rows of typed totals of which a column, at least, is the sum of the rows above: so the others should be."""
    return frozenset(
        place(stated.cell)[0]
        for stated, parts in sums
        if parts is not None and stated.amount and _agrees(stated, parts)
    )


def _agrees(stated: Fact, parts: Sum) -> bool:
    if not all(map(is_known, parts.parts)):
        return False
    difference = (stated.amount or 0) - total(each.amount for each in parts.parts).known
    return _tolerance(parts).judge(difference) in {"holds", "rounding"}


def _is_decided(parts: Sum) -> bool:
    """Whether the parts are the register's programmes: decided or proposed money, which adds up exactly."""
    return any(each.programme for each in parts.parts)


class _Placed:
    """The facts of one table by where they stand."""

    def __init__(self, facts: list[Fact]) -> None:
        self.at = {place(each.cell): each for each in facts}
        self._rows: dict[int, list[Fact]] = {}
        self._columns: dict[int, list[Fact]] = {}
        for (row, column), fact in self.at.items():
            self._rows.setdefault(row, []).append(fact)
            self._columns.setdefault(column, []).append(fact)

    def beside(self, stated: Fact) -> list[Fact]:
        """The facts in a total's own column, or in its own row where the columns carry the labels."""
        row, column = place(stated.cell)
        across = bool(stated.label) and stated.column == stated.label
        return self._rows[row] if across else self._columns[column]


def _sum(held: Held, stated: Fact, table: _Placed) -> Sum | None:
    """The parts of a total: what its SUM covers, else all the lines when the table has but one total."""
    beside = table.beside(stated)
    lines = tuple(each for each in beside if each.role is Role.LINE)
    simple = len(beside) - len(lines) == 1
    cell = held.cell(stated)
    area = summed(cell.formula) if cell is not None else None
    if area is None:
        typed = stated.kind in {Kind.NUMBER, Kind.TEXT}
        return Sum(stated, lines) if simple and typed and len(lines) > 1 else None
    covered = _covered(held, stated, area, table)
    if not covered:
        return None
    outside = tuple(_left_out(stated, lines, area)) if simple else ()
    return Sum(stated, covered + outside, outside, area)


def _left_out(stated: Fact, lines: tuple[Fact, ...], area: tuple[Range, ...]) -> Iterator[Fact]:
    """The named amounts next to a SUM's area, on the total's side or right before it, that it does not take in."""
    at = place(stated.cell)
    for line in lines:
        row, column = place(line.cell)
        beside = any(each.top - 1 <= row <= at[0] and each.left - 1 <= column <= at[1] for each in area)
        if beside and line.label and line.amount and not _within(line, area):
            yield line


def _within(fact: Fact, area: Iterable[Range]) -> bool:
    at = place(fact.cell)
    return any(at in each for each in area)


def _covered(held: Held, stated: Fact, area: tuple[Range, ...], table: _Placed) -> tuple[Fact, ...]:
    """The facts a SUM covers; none when it also covers numbers that are no facts, and so is no sum of parts."""
    sheet = held.sheet(stated.sheet)
    if sheet is None or sum(each.size for each in area) > WIDEST:
        return ()
    places = [at for span in area for at in span.places() if at in sheet.cells]
    others = [at for at in places if at not in table.at and sheet.cells[at].type is CellType.NUMBER]
    return () if others else tuple(table.at[at] for at in places if at in table.at and table.at[at] is not stated)


def _result(stated: Fact, parts: Sum | None) -> Result:
    named = f"{stated.label or stated.cell} {stated.year or ''}".strip()
    subject = Text(named, named)
    if stated.amount is None or parts is None or not all(map(is_known, parts.parts)):
        return _unjudged(stated, subject, parts)
    calculated = total(each.amount for each in parts.parts).known
    tolerance = _tolerance(parts)
    judged = tolerance.judge(stated.amount - calculated)
    findings = _findings(parts, calculated, tolerance, judged)
    return Result(
        control=CODE,
        verdict=_VERDICTS[judged],
        subject=subject,
        findings=findings,
        sources=(stated.source,),
        period=stated.period_to,
        stated=stated.amount,
        calculated=calculated,
        tolerance=tolerance.soft,
        unit=stated.shown_unit,
        explanation=tolerance.why,
    )


def _unjudged(stated: Fact, subject: Text, parts: Sum | None) -> Result:
    if stated.amount is None:
        lacks = text("ett belopp i {cell}", "an amount in {cell}", cell=stated.cell)
    elif parts is None:
        lacks = text("vilka rader {cell} är summan av", "which rows {cell} is the sum of", cell=stated.cell)
    else:
        unknown = sum(not is_known(each) for each in parts.parts)
        lacks = text("{n} belopp som inte är angivna", "{n} amounts that are not stated", n=unknown)
    return Result(
        control=CODE, verdict=Verdict.NOT_JUDGED, subject=subject, lacks=(lacks,), sources=(stated.source,),
        period=stated.period_to, stated=stated.amount, unit=stated.shown_unit,
    )  # fmt: skip


def _tolerance(parts: Sum) -> Tolerance:
    """Exact for a live SUM and for decided or proposed money of the register; else by rounding of the addends."""
    if parts.area or _is_decided(parts):
        return exact_sum(min(each.quantum for each in parts.parts), len(parts.parts))
    rounded = [each for each in parts.parts if each.amount]
    quantum = max(each.quantum for each in (*parts.parts, parts.total))
    return of_sum(quantum, len(rounded), parts.total.shown_unit)


def _findings(parts: Sum, calculated: int, tolerance: Tolerance, judged: str) -> tuple[Finding, ...]:
    if judged == "holds":
        return ()
    stated = parts.total
    amount = stated.amount or 0
    if judged == "rounding":
        return (_rounding(stated, calculated, len(parts.parts), tolerance),)
    skipped = tuple(each for each in parts.parts if parts.area and each.kind is Kind.TEXT and each.amount)
    if skipped and amount + (total(each.amount for each in skipped).known) == calculated:
        return (_text_skipped(parts, skipped, calculated),)
    if parts.outside and amount + total(each.amount for each in parts.outside).known == calculated:
        return (_short_range(parts, calculated),)
    unsure = not parts.area and any(each.confidence is not Confidence.SURE for each in parts.parts)
    severity = Severity.WARNING if judged == "doubtful" or unsure else Severity.ERROR
    return (_wrong_sum(stated, parts, calculated, tolerance, severity),)


def _rounding(stated: Fact, calculated: int, rows: int, tolerance: Tolerance) -> Finding:
    difference = (stated.amount or 0) - calculated
    return Finding(
        code=ROUNDED,
        severity=Severity.NOTE,
        message=text(
            "{cell}: summan skiljer {d} från raderna. Det ryms inom avrundning av {n} rader. Ingen åtgärd behövs.",
            "{cell}: the sum differs {d} from its rows, within the rounding of {n} rows. Nothing needs doing.",
            cell=stated.cell, d=stated.money(abs(difference)), n=rows,
        ),
        sources=(stated.source,), period=stated.period_to, found=stated.amount, expected=calculated,
        difference=difference, tolerance=tolerance.soft,
    )  # fmt: skip


def _wrong_sum(stated: Fact, parts: Sum, calculated: int, tolerance: Tolerance, severity: Severity) -> Finding:
    difference = (stated.amount or 0) - calculated
    return Finding(
        code=CODE,
        severity=severity,
        message=_shows(stated, calculated, difference),
        remedy=text(
            "Rätta den rad som är fel, eller summan i {cell}, så att de stämmer överens.",
            "Correct the row that is wrong, or the sum in {cell}, so that they agree.", cell=stated.cell,
        ),
        sources=(stated.source, *(each.source for each in parts.parts)),
        period=stated.period_to, found=stated.amount, expected=calculated, difference=difference,
        tolerance=tolerance.soft,
    )  # fmt: skip


def _text_skipped(parts: Sum, skipped: tuple[Fact, ...], calculated: int) -> Finding:
    stated, first = parts.total, skipped[0]
    difference = (stated.amount or 0) - calculated
    cells = ", ".join(each.cell for each in skipped)
    return Finding(
        code=CODE,
        severity=Severity.ERROR,
        message=_shows(stated, calculated, difference),
        causes=(
            text(
                "{cells} ({label}) är skrivet som text och räknas inte med av SUMMA.",
                "{cells} ({label}) is written as text and is not counted by SUM.", cells=cells, label=first.label,
            ),
        ),
        remedy=text(
            "Skriv om {raw} som tal i {cells}, så blir summan i {cell} {right}.",
            "Write {raw} as a number in {cells}, and the sum in {cell} becomes {right}.",
            raw=" och ".join(each.raw for each in skipped), cells=cells, cell=stated.cell,
            right=stated.money(calculated),
        ),
        sources=(stated.source, *(each.source for each in skipped)),
        period=stated.period_to, found=stated.amount, expected=calculated, difference=difference, tolerance=0,
    )  # fmt: skip


def _short_range(parts: Sum, calculated: int) -> Finding:
    stated, left_out = parts.total, parts.outside
    difference = (stated.amount or 0) - calculated
    named = ", ".join(f"{each.label} ({each.cell})" for each in left_out)
    spans = ", ".join(map(str, parts.area))
    return Finding(
        code=SHORT_RANGE,
        severity=Severity.ERROR,
        message=text(
            "Summan i {cell} omfattar {spans}, men {named}, {d}, är inte med. Med raden blir summan {right}.",
            "The sum in {cell} covers {spans}, but {named}, {d}, is left out. With it the sum is {right}.",
            cell=stated.cell, spans=spans, named=named, d=stated.money(abs(difference)),
            right=stated.money(calculated),
        ),
        remedy=text(
            "Låt summaformeln i {cell} omfatta alla rader.",
            "Let the formula in {cell} cover all rows.",
            cell=stated.cell,
        ),
        sources=(stated.source, *(each.source for each in left_out)),
        period=stated.period_to, found=stated.amount, expected=calculated, difference=difference, tolerance=0,
    )  # fmt: skip


def _shows(stated: Fact, calculated: int, difference: int) -> Text:
    """'B13 visar 4,8 mkr men raderna ger 5,0 mkr. Det fattas 0,2 mkr.'"""
    off = Text("Det fattas {d}.", "{d} is missing.") if difference < 0 else Text(
        "Det är {d} mer än raderna.", "That is {d} more than the rows."
    )  # fmt: skip
    return text(
        "{cell} visar {stated} men raderna ger {rows}. " + off.sv,
        "{cell} shows {stated} but the rows give {rows}. " + off.en,
        cell=stated.cell, stated=stated.money(stated.amount), rows=stated.money(calculated),
        d=stated.money(abs(difference)),
    )  # fmt: skip


SUMS = (
    Control(
        CODE,
        Text("Varje angiven summa mot sina rader", "Each stated total against its rows"),
        BY_PRECISION,
        column_sums,
    ),
)

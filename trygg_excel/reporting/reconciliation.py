"""The sheet of the reconciliation: stated, calculated, difference, verdict, explanation, and who has looked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trygg_excel.finding import Source, Text, Verdict, listed, text
from trygg_excel.money import Unit
from trygg_excel.reconciliation import Line, Reconciliation
from trygg_excel.reporting.alike import told_once
from trygg_excel.reporting.model import Amount, Column, Formula, Link, Operation, Row, Sheet, Style, Table, Value
from trygg_excel.reporting.words import SIGN_OFF, VERDICT_TONES, place

_ID, _TITLE = "reconciliation", Text("Avstämning", "Reconciliation")
REVIEWED = ("by", "at")  # the columns left for whoever reviews
COLUMNS = (
    Column("subject", Text("Vad", "What"), Style.WRAPPED, 28),
    Column("workbook", Text("Arbetsbok", "Workbook"), Style.WRAPPED, 16, choice=True),
    Column("cell", Text("Cell", "Cell"), Style.CODE, 14),
    Column("stated", Text("Angivet", "Stated"), Style.AMOUNT, 8),
    Column("calculated", Text("Beräknat", "Calculated"), Style.AMOUNT, 8),
    Column("difference", Text("Differens", "Difference"), Style.CHANGE, 8),
    Column("tolerance", Text("Krav", "Requirement"), Style.WRAPPED, 19),
    Column("verdict", Text("Resultat", "Verdict"), Style.TEXT, 14),
    Column("explanation", Text("Förklaring", "Explanation"), Style.WRAPPED, 32),
    Column("next", Text("Nästa steg", "Next step"), Style.WRAPPED, 20),
    Column("by", Text("Granskad av", "Reviewed by"), Style.TEXT, 13, asked=True),
    Column("at", Text("Datum", "Date"), Style.TEXT, 10, asked=True),
)
# Where the workbooks take room too, so that a row still stands on one page.
_NARROWER = {"subject": 24, "explanation": 28, "next": 17, "by": 12}


def reconciliation_sheet(reconciliation: Reconciliation, unit: Unit, decimals: int | None = None) -> Sheet:
    """All reconciled amounts in one unit, what differs first; 'Resultat' is that of the control, not an outcome."""
    rows = [_row(index, line) for index, line in enumerate(_worst_first(reconciliation.lines))]
    columns, thinner, alike = told_once(COLUMNS, rows, ("workbook",))
    if any(each.key == "workbook" for each in columns):
        columns = tuple(replace(each, width=_NARROWER.get(each.key, each.width)) for each in columns)
    return Sheet(
        id=_ID,
        title=_TITLE,
        lead=(_summary(reconciliation), *alike),
        table=Table(columns, thinner, unit, Text("Inget att stämma av.", "Nothing to reconcile."), decimals),
        foot=(SIGN_OFF,),
    )


def rows_shown(reconciliation: Reconciliation) -> dict[Source, Link]:
    """Where on the sheet each reconciled cell stands, the first time it does."""
    found: dict[Source, Link] = {}
    for index, line in enumerate(_worst_first(reconciliation.lines)):
        if line.source is not None:
            found.setdefault(line.source, Link(_TITLE, _ID, index))
    return found


def _worst_first(lines: Sequence[Line]) -> list[Line]:
    """What differs, then what is rounded; the rest as it stood."""
    order = (Verdict.FAILS, Verdict.ROUNDING)
    return sorted(lines, key=lambda each: order.index(each.verdict) if each.verdict in order else len(order))


def _summary(reconciliation: Reconciliation) -> Text:
    holds = reconciliation.count(Verdict.HOLDS)
    rounding, fails = reconciliation.count(Verdict.ROUNDING), reconciliation.count(Verdict.FAILS)
    return text(
        "{holds} stämmer, {rounding} avrundning, {fails} avviker, {not_judged} ej kontrollerat. "
        "Differens är angivet minus beräknat.",
        "{holds} agree, {rounding} rounding, {fails} differ, {not_judged} not checked. "
        "Difference is stated minus calculated.",
        holds=holds, rounding=rounding, fails=fails, not_judged=reconciliation.count(Verdict.NOT_JUDGED),
    )  # fmt: skip


def _row(index: int, line: Line) -> Row:
    difference: Value = None
    if line.difference is not None:
        pair = ((index, "stated"), (index, "calculated"))
        difference = Formula(Operation.DIFFERENCE, pair, Amount(line.difference))
    return Row(
        (
            line.subject,
            listed(line.workbooks, most=1),
            place(line.source),
            None if line.stated is None else Amount(line.stated),
            None if line.calculated is None else Amount(line.calculated),
            difference,
            line.tolerance,
            line.word,
            line.explanation,
            line.next_step,
            None,
            None,
        ),
        tone=VERDICT_TONES[line.verdict],
        values=(("workbook", line.workbooks),),
    )

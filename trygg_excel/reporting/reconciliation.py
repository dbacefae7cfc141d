"""The sheet of the reconciliation: stated, calculated, difference, verdict, explanation, and who has looked."""

from __future__ import annotations

from trygg_excel.finding import Text, Verdict, listed, text
from trygg_excel.money import Unit
from trygg_excel.reconciliation import Line, Reconciliation
from trygg_excel.reporting.model import Amount, Column, Formula, Operation, Row, Sheet, Style, Table, Value
from trygg_excel.reporting.words import VERDICT_TONES, place

_COLUMNS = (
    Column("workbook", Text("Arbetsbok", "Workbook"), Style.TEXT, 42),
    Column("subject", Text("Vad", "What"), Style.WRAPPED, 36),
    Column("cell", Text("Cell", "Cell"), Style.CODE, 16),
    Column("stated", Text("Angivet", "Stated"), Style.AMOUNT, 11),
    Column("calculated", Text("Beräknat", "Calculated"), Style.AMOUNT, 11),
    Column("difference", Text("Differens", "Difference"), Style.CHANGE, 11),
    Column("tolerance", Text("Tolerans", "Tolerance"), Style.TEXT, 10),
    Column("verdict", Text("Resultat", "Verdict"), Style.TEXT, 15),
    Column("explanation", Text("Förklaring", "Explanation"), Style.WRAPPED, 50),
    Column("next", Text("Nästa steg", "Next step"), Style.WRAPPED, 34),
    Column("by", Text("Granskad av", "Reviewed by"), Style.TEXT, 14),
)


def reconciliation_sheet(reconciliation: Reconciliation, unit: Unit, decimals: int | None = None) -> Sheet:
    """All reconciled amounts, shown in one unit; the verdict column is 'Resultat' of the control, not an outcome."""
    rows = tuple(_row(index, line) for index, line in enumerate(reconciliation.lines))
    return Sheet(
        id="reconciliation",
        title=Text("Avstämning", "Reconciliation"),
        lead=(_summary(reconciliation),),
        table=Table(_COLUMNS, rows, unit, Text("Inget att stämma av.", "Nothing to reconcile."), decimals),
    )


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
            listed(line.workbooks, most=1),
            line.subject,
            place(line.source),
            None if line.stated is None else Amount(line.stated),
            None if line.calculated is None else Amount(line.calculated),
            difference,
            line.tolerance,
            line.word,
            line.explanation,
            line.next_step,
            None,
        ),
        tone=VERDICT_TONES[line.verdict],
    )

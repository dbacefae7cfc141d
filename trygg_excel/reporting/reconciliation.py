"""The sheet of the reconciliation: stated, calculated, difference, verdict, explanation, and who has looked."""

from __future__ import annotations

from trygg_excel.finding import Source, Text, Verdict, listed, text
from trygg_excel.money import Unit
from trygg_excel.reconciliation import Line, Reconciliation
from trygg_excel.reporting.model import Amount, Column, Formula, Link, Operation, Row, Sheet, Style, Table, Value
from trygg_excel.reporting.words import SIGN_OFF, VERDICT_TONES, place

_ID, _TITLE = "reconciliation", Text("Avstämning", "Reconciliation")
REVIEWED = ("by", "at")  # the columns left for whoever reviews
COLUMNS = (
    Column("workbook", Text("Arbetsbok", "Workbook"), Style.WRAPPED, 24, choice=True),
    Column("subject", Text("Vad", "What"), Style.WRAPPED, 30),
    Column("cell", Text("Cell", "Cell"), Style.CODE, 15),
    Column("stated", Text("Angivet", "Stated"), Style.AMOUNT, 9),
    Column("calculated", Text("Beräknat", "Calculated"), Style.AMOUNT, 9),
    Column("difference", Text("Differens", "Difference"), Style.CHANGE, 9),
    Column("tolerance", Text("Krav", "Requirement"), Style.WRAPPED, 17),
    Column("verdict", Text("Resultat", "Verdict"), Style.TEXT, 15),
    Column("explanation", Text("Förklaring", "Explanation"), Style.WRAPPED, 46),
    Column("next", Text("Nästa steg", "Next step"), Style.WRAPPED, 28),
    Column("by", Text("Granskad av", "Reviewed by"), Style.TEXT, 14),
    Column("at", Text("Datum", "Date"), Style.TEXT, 12),
)


def reconciliation_sheet(reconciliation: Reconciliation, unit: Unit, decimals: int | None = None) -> Sheet:
    """All reconciled amounts, shown in one unit; the verdict column is 'Resultat' of the control, not an outcome."""
    rows = tuple(_row(index, line) for index, line in enumerate(reconciliation.lines))
    return Sheet(
        id=_ID,
        title=_TITLE,
        lead=(_summary(reconciliation),),
        table=Table(COLUMNS, rows, unit, Text("Inget att stämma av.", "Nothing to reconcile."), decimals),
        foot=(SIGN_OFF,),
    )


def rows_shown(reconciliation: Reconciliation) -> dict[Source, Link]:
    """Where on the sheet each reconciled cell stands, the first time it does."""
    found: dict[Source, Link] = {}
    for index, line in enumerate(reconciliation.lines):
        if line.source is not None:
            found.setdefault(line.source, Link(_TITLE, _ID, index))
    return found


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
            None,
        ),
        tone=VERDICT_TONES[line.verdict],
        values=(("workbook", line.workbooks),),
    )

"""Deviations: their sign is the same all through, and the percentages are those of the amounts (TRY-006, TRY-007)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from trygg_excel.controls.control import BY_PRECISION, NO_AMOUNT, Control, also, answer, not_judged
from trygg_excel.fact import Fact, Measure, Role
from trygg_excel.finding import Cause, CauseKind, Finding, Result, Severity, Text, listed, text
from trygg_excel.following_up.deviation_columns import DeviationRow, deviation_columns
from trygg_excel.following_up.follow_up import Side, column_of, side_of
from trygg_excel.held import Held
from trygg_excel.percentages import Percentage, percent_columns

SIGN, PERCENT = "TRY-006", "TRY-007"
_FEW = 1 / 3  # a larger share with the other sign is another rule, and no slip
_LINE = Role.LINE  # an enum's member is slow to reach in Python 3.11
_LEAST = 3  # rows that tell a rule
_NO_DEVIATIONS = Text("avvikelser bredvid budget och utfall", "deviations beside budget and outcome")


def same_sign(held: Held) -> Iterator[Result]:
    """Every deviation of a column is counted the same way; says which way that is."""
    judged = False
    for rows in held.tables_with(Measure.DEVIATION):
        for column in deviation_columns(rows):
            for group in _groups(held, column):
                result = _signs(held, *group)
                judged = judged or result is not None
                if result is not None:
                    yield result
    if not judged:
        yield not_judged(SIGN, Text("Avvikelsernas tecken", "The signs of deviations"), _NO_DEVIATIONS)


def _groups(held: Held, column: Sequence[DeviationRow]) -> list[tuple[list[DeviationRow], list[DeviationRow]]]:
    """The rows of either sign; costs and revenues apart where both are written without a minus, else all together."""
    groups: dict[Side | None, tuple[list[DeviationRow], list[DeviationRow]]] = defaultdict(lambda: ([], []))
    gross = column_of(column[0].outcome) not in held.minus
    for each in column:
        if each.deviation.role is _LINE and (sign := each.sign):
            groups[side_of(each.row, each.outcome, negative=False) if gross else None][sign < 0].append(each)
    return list(groups.values())


def _signs(held: Held, forward: Sequence[DeviationRow], backward: Sequence[DeviationRow]) -> Result | None:
    """What is said of rows that count one way, and those that count the other."""
    rows = len(forward) + len(backward)
    usual, odd = (forward, backward) if len(forward) >= len(backward) else (backward, forward)
    if rows < _LEAST or len(odd) > _FEW * rows:
        return None
    first = usual[0]
    subject = text("Tecken i {column}", "Signs in {column}", column=first.deviation.column or first.deviation.cell)
    rule = _rule(held, first)
    findings = (_reversed(odd, rows, rule),) if odd else ()
    explanation = text("Avvikelsen är {rule}.", "The deviation is {rule}.", rule=rule)
    return answer(SIGN, subject, findings, explanation=explanation)


def _rule(held: Held, row: DeviationRow) -> Text:
    """'budget minus utfall, så att plus är bättre än budget'."""
    outcome = Text("prognos", "forecast") if row.outcome.measure is Measure.FORECAST else Text("utfall", "outcome")
    counted = (
        text("{outcome} minus budget", "{outcome} minus budget", outcome=outcome)
        if row.sign > 0
        else text("budget minus {outcome}", "budget minus {outcome}", outcome=outcome)
    )
    costs = (row.outcome.amount or 0) > 0 and column_of(row.outcome) not in held.minus
    better = (row.sign < 0) if costs else row.sign > 0
    meant = Text("bättre", "better") if better else Text("sämre", "worse")
    return text(
        "{counted}, så att plus är {meant} än budget", "{counted}, so that plus is {meant} than budget",
        counted=counted, meant=meant,
    )  # fmt: skip


def _reversed(odd: Sequence[DeviationRow], among: int, rule: Text) -> Finding:
    first = odd[0].deviation
    right = -(first.amount or 0)
    told = text(
        "{cell} ({label}): avvikelsen {stated} har omvänt tecken. På de andra raderna är den {rule}.",
        "{cell} ({label}): the deviation {stated} has the opposite sign. In the other rows it is {rule}.",
        cell=first.cell, label=first.label, stated=first.money(first.amount, signed=True), rule=rule,
    ) if len(odd) == 1 else text(
        "Avvikelsen har omvänt tecken på {k} av {n} rader ({cells}). På de andra är den {rule}.",
        "The deviation has the opposite sign in {k} of {n} rows ({cells}). In the others it is {rule}.",
        k=len(odd), n=among, cells=listed(f"{each.deviation.cell}, {each.deviation.label}" for each in odd), rule=rule,
    )  # fmt: skip
    return Finding(
        code=SIGN, severity=Severity.WARNING, message=told, period=first.period_to, programme=first.programme,
        found=first.amount, expected=right, difference=(first.amount or 0) - right,
        causes=tuple(_wrong_sign(each.deviation) for each in odd[:1]),
        remedy=text(
            "Skriv {right} i {cell}.", "Write {right} in {cell}.", right=first.money(right, signed=True),
            cell=first.cell,
        ) if len(odd) == 1 else Text("Byt tecken på de raderna.", "Change the sign of those rows."),
        sources=tuple(each.deviation.source for each in odd),
    )  # fmt: skip


def _wrong_sign(fact: Fact) -> Cause:
    return Cause(
        "Troligen är tecknet fel.", "The sign is probably wrong.", CauseKind.WRONG_SIGN, (fact.source,),
        -(fact.amount or 0),
    )  # fmt: skip


def right_percentages(held: Held) -> Iterator[Result]:
    """A column of percentages is the difference beside it in per cent of an amount beside it, row by row."""
    judged = False
    for rows in held.tables_with(Measure.DEVIATION, Measure.CHANGE):
        sheet, table = held.sheet(rows[0].sheet), held.table(rows[0].sheet, rows[0].table)
        for column in percent_columns(sheet, table, rows):
            judged = True
            wrong = [each for each in column if not each.holds]
            subject = text("Procent i {cell}", "Per cent in {cell}", cell=column[0].cell)
            yield answer(PERCENT, subject, (_wrong_percent(held, wrong),) if wrong else ())
    if not judged:
        lacks = Text("en kolumn med avvikelse i procent", "a column of deviations in per cent")
        yield not_judged(PERCENT, Text("Avvikelse i procent", "Deviations in per cent"), lacks)


def _wrong_percent(held: Held, wrong: Sequence[Percentage]) -> Finding:
    first = wrong[0]
    more = also((f"{each.cell} ({each.label})" for each in wrong[1:]), ("Detsamma gäller {names}.", "So do {names}."))
    return Finding(
        code=PERCENT, severity=Severity.WARNING, period=first.part.period_to, programme=first.part.programme,
        message=text(
            "{cell} ({label}): anges till {stated} %, men beloppen ger {right} % ({part} av {whole}).{more}",
            "{cell} ({label}): stated as {stated} %, but the amounts give {right} % ({part} of {whole}).{more}",
            cell=first.cell, label=first.label, stated=first.shown, right=first.right,
            part=first.part.money(first.part.amount), whole=first.whole.money(first.whole.amount), more=more,
        ),
        remedy=text(
            "Räkna om {cell} från {part} och {whole}.", "Recalculate {cell} from {part} and {whole}.",
            cell=first.cell, part=first.part.cell, whole=first.whole.cell,
        ),
        sources=tuple(each.source(held.budget.file) for each in wrong), found=str(first.shown.sv),
        expected=str(first.right.sv),
    )  # fmt: skip


DEVIATIONS = (
    Control(
        SIGN, Text("Avvikelsens tecken är detsamma i hela kolumnen", "The deviation's sign is the same all through"),
        NO_AMOUNT, same_sign, Severity.WARNING,
        Text(
            "D5 (Gatuenheten): avvikelsen +1,0 mkr har omvänt tecken. På de andra raderna är den budget minus "
            "utfall, så att plus är bättre än budget.",
            "D5 (Gatuenheten): the deviation +1.0 SEK m has the opposite sign. In the other rows it is budget minus "
            "outcome, so that plus is better than budget.",
        ),
    ),
    Control(
        PERCENT, Text("Avvikelse i procent mot beloppen", "Deviations in per cent against the amounts"),
        BY_PRECISION, right_percentages, Severity.WARNING,
        Text(
            "E4 (Kultur): anges till 5,0 %, men beloppen ger −4,0 % (−2,0 mkr av 50,0 mkr).",
            "E4 (Kultur): stated as 5.0 %, but the amounts give −4.0 % (−2.0 SEK m of 50.0 SEK m).",
        ),
    ),
)  # fmt: skip

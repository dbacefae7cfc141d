"""The sheet of controls: which were held, what they said, and which were not for want of something."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trygg_excel.controls import CONTROLS
from trygg_excel.finding import Result, Text, Verdict, listed, text
from trygg_excel.reporting.model import Column, Mark, Row, Sheet, Style, Table, Tone

_COLUMNS = (
    Column("control", Text("Kontroll", "Control"), Style.WRAPPED, 48),
    Column("verdict", Text("Besked", "Verdict"), Style.TEXT, 20),
    Column("count", Text("Antal prövade", "Held"), Style.COUNT, 10),
    Column("lacks", Text("Saknades", "Was lacking"), Style.WRAPPED, 60),
    Column("code", Text("Kod", "Code"), Style.CODE, 10),
)
_HOLDS = Mark(Text("Stämmer", "Agrees"), Tone.GOOD)
_ROUNDING = Mark(Text("Avrundning", "Rounding"), Tone.GOOD)
_NOT = Mark(Text("Ej kontrollerat", "Not checked"), Tone.NEUTRAL)
_NOTHING = Text("inget sådant i underlaget", "nothing of the kind in what was read")


def controls_sheet(results: Sequence[Result]) -> Sheet:
    """A row for each control, those that differ first and those that were not held last."""
    by_code: dict[str, list[Result]] = {}
    for each in results:
        by_code.setdefault(each.control, []).append(each)
    rows = [_row(control.code, control.title, by_code.get(control.code, [])) for control in CONTROLS]
    order = {Tone.WARNING: 0, Tone.GOOD: 1, Tone.NEUTRAL: 2}
    rows.sort(key=lambda row: order[row.cells[1].tone if isinstance(row.cells[1], Mark) else Tone.NEUTRAL])
    held = sum(bool(row.cells[2]) for row in rows)
    return Sheet(
        id="controls", title=Text("Kontroller", "Controls"),
        lead=(
            text(
                "{held} av {all} kontroller har kunnat göras.", "{held} of {all} controls could be made.", held=held,
                all=len(rows),
            ),
        ),
        table=Table(_COLUMNS, tuple(rows)),
    )  # fmt: skip


def _row(code: str, title: Text, results: Sequence[Result]) -> Row:
    held = [each for each in results if each.verdict is not Verdict.NOT_JUDGED]
    fails = sum(each.verdict is Verdict.FAILS for each in held)
    lacks = dict.fromkeys(lack for each in results if each.verdict is Verdict.NOT_JUDGED for lack in each.lacks)
    return Row((title, _mark(held, fails), len(held), None if held else _lacking(lacks), code))


def _mark(held: Sequence[Result], fails: int) -> Mark:
    if not held:
        return _NOT
    if fails:
        return Mark(text("Avviker: {n}", "Differs: {n}", n=fails), Tone.WARNING)
    return _ROUNDING if any(each.verdict is Verdict.ROUNDING for each in held) else _HOLDS


def _lacking(lacks: Iterable[Text]) -> Text:
    given = tuple(lacks) or (_NOTHING,)
    return Text(listed(each.sv for each in given).sv, listed(each.en for each in given).en)

"""The sheets beside the month's table: funding, bridge, comments, what is not booked, since last time, and findings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trygg_excel.finding import Severity, Text, listed, text
from trygg_excel.money import KR
from trygg_excel.month.answers import AMOUNT, HEADINGS, KEY
from trygg_excel.month.line import Judgement, Line, given, share
from trygg_excel.month.make import Month
from trygg_excel.month.phasing import Step
from trygg_excel.month_names import month_and_year, month_name
from trygg_excel.register.model import Decision, FundingBasis, Register
from trygg_excel.reporting.findings import merged
from trygg_excel.reporting.model import (
    Amount,
    Column,
    Formula,
    Operation,
    Ratio,
    Row,
    RowRole,
    Sheet,
    Style,
    Table,
    Tone,
    Value,
)
from trygg_excel.reporting.month_words import JUDGEMENTS, amount, decimals, known
from trygg_excel.reporting.words import SEVERITIES, TONES, place, told

_ORDER = {Judgement.BARE: 0, Judgement.COMMENTED: 1, Judgement.NOT_JUDGED: 2, Judgement.WITHIN: 3}
_LABEL = Column("label", Text("Insats", "Programme"), Style.WRAPPED, 34)


def comments_sheet(month: Month) -> Sheet:
    """Where people write: reason and measure for each programme, and what is known but not booked."""
    before = month.given.before
    earlier = (
        Text("Kommentar förra gången", "Comment last time")
        if before is None
        else text("Kommentar i {month}", "Comment in {month}", month=month_name(before.period))
    )
    columns = (
        _LABEL,
        Column("judgement", Text("Bedömning", "Judgement"), Style.TEXT, 22),
        Column("deviation", Text("Avvikelse", "Deviation"), Style.CHANGE, 12),
        Column("share", Text("Avvikelse, %", "Deviation, %"), Style.PERCENT, 10),
        Column("reason", HEADINGS["reason"], Style.WRAPPED, 34, asked=True),
        Column("measure", HEADINGS["measure"], Style.WRAPPED, 28, asked=True),
        Column("by", HEADINGS["by"], Style.TEXT, 14, asked=True),
        Column("until", HEADINGS["until"], Style.TEXT, 12, asked=True),
        Column(AMOUNT, HEADINGS[AMOUNT], Style.AMOUNT, 14, asked=True),
        Column("what", HEADINGS["what"], Style.WRAPPED, 24, asked=True),
        Column("earlier", earlier, Style.WRAPPED, 30),
        Column(KEY, HEADINGS[KEY], Style.CODE, 16, answer=True),
    )
    lines = sorted(month.lines, key=lambda each: (_ORDER[each.judgement], -abs(each.deviation or 0)))
    return Sheet(
        id="comments", title=Text("Kommentarer", "Comments"), lead=(_how_to_answer(month), _limits(month)),
        table=Table(columns, tuple(map(_comment_row, lines)), KR, decimals=0),
    )  # fmt: skip


def _how_to_answer(month: Month) -> Text:
    more = (
        Text(
            " Rapporten är fastställd: det som skrivs nu ger en ny version.",
            " The report is final: what is written now gives a new version.",
        )
        if month.given.final
        else Text("", "")
    )
    return text(
        "Skriv i arbetsbokens ljusgula celler, spara, stäng och kör månaden igen: då är det med i hela rapporten. Känt "
        "men ej bokfört skrivs i kronor, kostnad med plus och intäkt med minus; nästa månad återförs det.{more}",
        "Write in the pale yellow cells of the workbook, save, close and run the month again: then it is in all of the "
        "report. Known but not booked is written in SEK, a cost with plus and an income with minus; next month it is "
        "reversed.{more}", more=more,
    )  # fmt: skip


def _limits(month: Month) -> Text:
    limits = month.given.limits
    if limits.deviation is None and limits.percent is None:
        return Text(
            "Inga gränser för avvikelser är satta, så inget är bedömt. Sätt dem i trygg.toml eller i registret.",
            "No limits for deviations are set, so nothing is judged. Set them in trygg.toml or in the register.",
        )
    share_of = "" if limits.percent is None else f"{limits.percent.normalize():f} %"
    money = "" if limits.deviation is None else f"{limits.deviation // 100:,} kr".replace(",", " ")
    both = Text(
        " och ".join(filter(None, (money, share_of.replace(".", ",")))), " and ".join(filter(None, (money, share_of)))
    )
    return text(
        "En avvikelse som är större än {limit} ska ha en kommentar.",
        "A deviation larger than {limit} should have a comment.", limit=both,
    )  # fmt: skip


def _comment_row(line: Line) -> Row:
    ratio = share(line.deviation, line.budget_so_far)
    answer, mark = line.answer, JUDGEMENTS[line.judgement]
    return Row(
        (
            line.label, mark, known(line.deviation), None if ratio is None else Ratio(ratio), answer.reason,
            answer.measure, answer.by, answer.until, amount(answer.not_booked), answer.what, line.carried.text,
            line.programme,
        ),
        tone=Tone.WARNING if mark.tone is Tone.WARNING else Tone.NEUTRAL,
    )  # fmt: skip


def unbooked_sheet(month: Month) -> Sheet | None:
    """What is known but not booked: carried in, reversed, new, and left. None when there is nothing of it."""
    lines = [each for each in month.lines if each.reversed or each.not_booked]
    if not lines:
        return None
    columns = (
        _LABEL,
        Column("carried", Text("Från förra rapporten", "From the last report"), Style.CHANGE, 13),
        Column("reversed", Text("Återförs", "Reversed"), Style.CHANGE, 13),
        Column("new", Text("Nu", "Now"), Style.CHANGE, 13),
        Column("left", Text("Ingår i månaden", "In this month"), Style.CHANGE, 13),
        Column("what", Text("Vad", "What"), Style.WRAPPED, 44),
    )
    rows = [_unbooked_row(each, index) for index, each in enumerate(lines)]
    rows.append(_totals(columns, rows))
    return Sheet(
        id="unbooked", title=Text("Känt men ej bokfört", "Known but not booked"),
        lead=(
            Text(
                "Det som var känt förra gången återförs helt, eftersom det nu ska vara bokfört. Plus är kostnad.",
                "What was known last time is reversed in full, since it should be booked by now. Plus is cost.",
            ),
        ),
        table=Table(columns, tuple(rows), month.unit, decimals=decimals(month.unit)),
    )  # fmt: skip


def _unbooked_row(line: Line, index: int) -> Row:
    carried, new = line.reversed or 0, line.not_booked or 0
    cells = tuple((index, key) for key in ("carried", "reversed", "new"))
    what = line.answer.what or (line.carried.what if line.reversed else "")
    left = Formula(Operation.SUM, cells, Amount(new))
    return Row((line.label, Amount(carried), Amount(-carried), Amount(new), left, what))


def _totals(columns: Sequence[Column], rows: Sequence[Row]) -> Row:
    """A total with live sums of every column of amounts."""
    cells: list[Value] = [Text("Summa", "Total")]
    for at, column in enumerate(columns[1:], 1):
        values = [row.cells[at] for row in rows]
        ores = [_ore(each) for each in values if _ore(each) is not None]
        is_amount = column.style in {Style.AMOUNT, Style.CHANGE} and ores
        over = tuple((index, column.key) for index in range(len(rows)))
        cells.append(Formula(Operation.SUM, over, Amount(sum(each or 0 for each in ores))) if is_amount else None)
    return Row(tuple(cells), role=RowRole.TOTAL)


def _ore(value: Value) -> int | None:
    held = value.value if isinstance(value, Formula) else value
    return held.ore if isinstance(held, Amount) else None


def since_sheet(month: Month) -> Sheet | None:
    """From the last report to this: late bookings, what is booked since, the outcome now. None for a year's first."""
    before = month.given.before
    if before is None:
        return None
    name, now = month_name(before.period), month_name(month.period)
    columns = (
        _LABEL,
        Column(
            "before", text("Utfall enligt rapporten för {m}", "Outcome by the report for {m}", m=name), Style.AMOUNT, 14
        ),
        Column("late", text("Sena bokningar t.o.m. {m}", "Late bookings through {m}", m=name), Style.CHANGE, 14),
        Column("since", text("Bokfört efter {m}", "Booked after {m}", m=name), Style.CHANGE, 14),
        Column("outcome", text("Utfall t.o.m. {m}", "Outcome through {m}", m=now), Style.AMOUNT, 14),
    )
    rows = [_since_row(each, index) for index, each in enumerate(month.lines)]
    rows.append(_totals(columns, rows))
    return Sheet(
        id="since", title=Text("Sedan sist", "Since last time"),
        lead=(
            text(
                "Från rapporten för {before} till denna. Sena bokningar är sådant som har bokförts på tidigare månader "
                "sedan den rapporten gjordes.",
                "From the report for {before} to this. Late bookings are what has been booked on earlier months since "
                "that report was made.", before=month_and_year(before.period),
            ),
        ),
        table=Table(columns, tuple(rows), month.unit, decimals=decimals(month.unit)),
    )  # fmt: skip


def _since_row(line: Line, index: int) -> Row:
    since = line.booked_since
    if since is None:
        return Row((line.label, amount(line.outcome_before), None, None, known(line.outcome)))
    cells = tuple((index, key) for key in ("before", "late", "since"))
    now = Formula(Operation.SUM, cells, Amount(line.outcome))
    return Row((line.label, amount(line.outcome_before), amount(line.late), Amount(since), now))


def bridge_sheet(month: Month) -> Sheet | None:
    """From the original budget to the revised, decision by decision; None where nothing was changed."""
    if not any(each.budget.steps for each in month.lines):
        return None
    columns = (
        Column("what", Text("Steg", "Step"), Style.WRAPPED, 44),
        Column("level", Text("Årsbudget", "Year's budget"), Style.AMOUNT, 13),
        Column("amount", Text("Ändring", "Change"), Style.CHANGE, 13),
        Column("body", Text("Beslutat av", "Decided by"), Style.WRAPPED, 24),
        Column("date", Text("Datum", "Date"), Style.TEXT, 12),
        Column("paragraph", Text("§", "§"), Style.TEXT, 8),
        Column("dnr", Text("Dnr", "Dnr"), Style.TEXT, 16),
        Column("from", Text("Gäller från", "Holds from"), Style.TEXT, 14),
    )
    rows: list[Row] = [_whole(month, "original", Text("Årsbudget, ursprunglig", "Year's budget, original"))]
    for decision, steps in _by_decision(month).items():
        rows += _decision_rows(month, decision, steps, len(rows))
    changes = [index for index, row in enumerate(rows) if row.role is RowRole.SUBTOTAL and index]
    total = given(month.lines, lambda each: each.revised) or 0
    whole = Formula(Operation.SUM, ((0, "level"), *((index, "amount") for index in changes)), Amount(total))
    label = Text("Årsbudget, reviderad", "Year's budget, revised")
    rows.append(Row((label, whole, None, *_BLANK), role=RowRole.TOTAL))
    return Sheet(
        id="bridge", title=Text("Budgetbrygga", "Budget bridge"),
        lead=(Text("Vägen från den ursprungliga budgeten till den reviderade. Stegen summerar exakt.",
                   "The way from the original budget to the revised. The steps add up exactly."),),
        table=Table(columns, tuple(rows), month.unit, decimals=decimals(month.unit)),
    )  # fmt: skip


_BLANK: tuple[Value, ...] = (None, None, None, None, None)


def _whole(month: Month, which: str, label: Text) -> Row:
    ore = given(month.lines, lambda each: getattr(each, which))
    return Row((label, amount(ore), None, *_BLANK), role=RowRole.SUBTOTAL)


def _by_decision(month: Month) -> dict[str, list[tuple[Line, Step]]]:
    """Every step under its decision, in the order they hold from; those without one under its workbook."""
    found: dict[str, list[tuple[Line, Step]]] = {}
    steps = [(line, step) for line in month.lines for step in line.budget.steps]
    for line, step in sorted(steps, key=lambda each: each[1].since):
        key = step.decision.id if step.decision is not None else f"?{step.file}"
        found.setdefault(key, []).append((line, step))
    return found


def _decision_rows(month: Month, key: str, steps: Sequence[tuple[Line, Step]], first: int) -> Iterator[Row]:
    step = steps[0][1]
    decision, register = step.decision, month.given.register
    label = (
        text("Ändring i {file}, beslut inte angivet", "Change in {file}, decision not stated", file=step.file)
        if decision is None
        else Text(decision.about, decision.about)
    )
    over = tuple((first + 1 + at, "amount") for at in range(len(steps)))
    whole = Formula(Operation.SUM, over, Amount(sum(each.amount for _, each in steps)))
    since = month_and_year(month.period // 100 * 100 + step.since)
    tone = Tone.WARNING if key.startswith("?") else Tone.NEUTRAL
    yield Row((label, None, whole, *_where(decision, register), since), role=RowRole.SUBTOTAL, tone=tone)
    for line, each in steps:
        yield Row((line.label, None, Amount(each.amount), *_BLANK), level=1)


def _where(decision: Decision | None, register: Register) -> tuple[Value, ...]:
    if decision is None:
        return None, None, None, None
    body = register.committee_of(decision.body)
    day = "" if decision.date is None else decision.date.isoformat()
    return "" if body is None else body.label, day, decision.paragraph or "", decision.dnr or ""


def funds_sheet(month: Month) -> Sheet | None:
    """One-off money: its total, what is used of it this year, what is left, when it ends. None when there is none."""
    register, year = month.given.register, month.period // 100
    pots = [
        each for each in register.funding
        if each.one_off and each.programme and each.year_from <= year <= each.year_to
        and any(line.programme == each.programme for line in month.lines)
    ]  # fmt: skip
    if not pots:
        return None
    columns = (
        Column("label", Text("Projekt", "Project"), Style.WRAPPED, 44),
        Column("total", Text("Tilldelat totalt", "Given in all"), Style.AMOUNT, 13),
        Column("used", text("Utfall {y}", "Outcome {y}", y=year), Style.AMOUNT, 13),
        Column("left", Text("Kvar", "Left"), Style.AMOUNT, 13),
        Column("ends", Text("Gäller t.o.m.", "Ends with"), Style.YEAR, 12),
        Column("remark", Text("Anmärkning", "Remark"), Style.WRAPPED, 40),
    )
    rows = []
    for index, pot in enumerate(pots):
        used = month.line(pot.programme or "").outcome
        whole = pot.basis is not FundingBasis.MULTI_YEAR or pot.year_from == year
        left: Value = None
        if whole and used is not None and pot.amount is not None:
            left = Formula(Operation.DIFFERENCE, ((index, "total"), (index, "used")), Amount(pot.amount - used))
        remark = "" if whole else text("Utfall före {y} är inte med.", "Outcome before {y} is not in it.", y=year)
        rows.append(Row((pot.label, known(pot.amount), known(used), left, pot.year_to, remark)))
    return Sheet(
        id="funds", title=Text("Engångspengar", "One-off money"),
        lead=(
            Text("Pengar som tar slut: vad som är använt och när de upphör.", "Money that ends: what is used, when."),
        ),
        table=Table(columns, tuple(rows), month.unit, decimals=decimals(month.unit)),
    )  # fmt: skip


_FINDINGS = (
    Column("severity", Text("Grad", "Severity"), Style.TEXT, 10),
    Column("workbook", Text("Fil", "File"), Style.TEXT, 36),
    Column("cell", Text("Cell", "Cell"), Style.CODE, 16),
    Column("message", Text("Vad", "What"), Style.WRAPPED, 70),
    Column("remedy", Text("Åtgärd", "Remedy"), Style.WRAPPED, 44),
    Column("code", Text("Kontroll", "Control"), Style.CODE, 10),
)


def findings_sheet(month: Month) -> Sheet:
    """The month's own findings and those of its workbooks, the most serious first."""
    found = sorted(merged(month.every), key=lambda each: (list(Severity).index(each[0].severity), not each[0].is_open))
    rows = tuple(
        Row(
            (
                SEVERITIES[each.severity], listed([name for name in names if name], most=1),
                place(each.sources[0]) if each.sources else "", told(each), each.remedy, each.code,
            ),
            tone=TONES[each.severity] if each.is_open else Tone.NEUTRAL,
        )
        for each, names in found
    )  # fmt: skip
    return Sheet(
        id="findings", title=Text("Anmärkningar", "Findings"),
        lead=(Text("Det allvarligaste först.", "The most serious first."),),
        table=Table(_FINDINGS, rows, empty=Text("Inga anmärkningar.", "No findings.")),
    )  # fmt: skip

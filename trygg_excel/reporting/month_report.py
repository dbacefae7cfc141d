"""The monthly report put together: front page, programmes, funding, bridge, comments, findings, traceability."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import PurePath

from trygg_excel import __version__
from trygg_excel.finding import Source, Text, Verdict, listed, text
from trygg_excel.month.make import Month
from trygg_excel.month.origins import Origin
from trygg_excel.month.period import period_text
from trygg_excel.month.said import summary_lines, verdict_of
from trygg_excel.month.versions import Change
from trygg_excel.month_names import month_and_year
from trygg_excel.reconciliation import reconcile
from trygg_excel.reporting.controls_made import controls_sheet
from trygg_excel.reporting.model import Amount, Column, Report, Row, RowRole, Sheet, Style, Table, Value
from trygg_excel.reporting.month_sheets import (
    bridge_sheet,
    comments_sheet,
    findings_sheet,
    funds_sheet,
    since_sheet,
    unbooked_sheet,
)
from trygg_excel.reporting.month_table import gathered_table, programme_table
from trygg_excel.reporting.month_words import (
    NO_COMMITTEE,
    NO_FUNDING,
    ROUNDING,
    SIGN,
    SIGN_OFF,
    banner_of,
    decimals,
    status_of,
    tone_of,
)
from trygg_excel.reporting.reconciliation import reconciliation_sheet
from trygg_excel.reporting.words import place


def month_report(month: Month, changes: tuple[Change, ...] = ()) -> Report:
    """All of a month; `changes` are those since the last final version of it."""
    given = month.given
    subtitle = text(
        "{about}. Belopp i {unit}, + är bättre än budget.", "{about}. Amounts in {english}, + is better than budget.",
        about=given.title or given.register.label, unit=given.unit.symbol, english=given.unit.english,
    )  # fmt: skip
    title = text("Månadsrapport {month}", "Monthly report {month}", month=month_and_year(month.period))
    found = (
        _front(month, changes), *_changes(month, changes), _programmes(month), _funding(month), funds_sheet(month),
        bridge_sheet(month), comments_sheet(month), unbooked_sheet(month), since_sheet(month), _comparable(month),
        findings_sheet(month), reconciliation_sheet(reconcile(given.checked), given.unit),
        controls_sheet(given.checked.results), _origins(month), _trace(month),
    )  # fmt: skip
    sheets = tuple(each for each in found if each is not None)
    return Report(title, subtitle, banner_of(month), verdict_of(month), tone_of(month), sheets)


def _front(month: Month, changes: tuple[Change, ...]) -> Sheet:
    return Sheet(
        id="front", title=Text("Sammanfattning", "Summary"), lead=summary_lines(month, changes),
        table=gathered_table(month, Text("Nämnd", "Committee"), lambda each: each.committee, NO_COMMITTEE, brief=True),
        foot=(ROUNDING, SIGN_OFF),
    )  # fmt: skip


def _programmes(month: Month) -> Sheet:
    return Sheet(
        id="programmes", title=Text("Insatser", "Programmes"), lead=(SIGN,), table=programme_table(month),
        foot=(ROUNDING,),
    )  # fmt: skip


def _funding(month: Month) -> Sheet:
    first = Text("Finansieringskälla", "Source of funding")
    return Sheet(
        id="funding", title=Text("Finansiering", "Funding"), lead=(SIGN,),
        table=gathered_table(month, first, lambda each: each.funding, NO_FUNDING), foot=(ROUNDING,),
    )  # fmt: skip


def _changes(month: Month, changes: tuple[Change, ...]) -> Iterator[Sheet]:
    if not changes:
        return
    before = month.given.version - 1
    columns = (
        Column("label", Text("Insats", "Programme"), Style.WRAPPED, 34),
        Column("what", Text("Vad", "What"), Style.TEXT, 24),
        Column("before", text("Version {n}", "Version {n}", n=before), Style.AMOUNT, 13),
        Column("now", text("Version {n}", "Version {n}", n=before + 1), Style.AMOUNT, 13),
        Column("change", Text("Ändring", "Change"), Style.CHANGE, 13),
        Column("said", Text("Kommentar", "Comment"), Style.WRAPPED, 50),
    )
    yield Sheet(
        id="changes", title=text("Ändrat sedan version {n}", "Changed since version {n}", n=before),
        lead=(text("Version {n} är fastställd och ligger kvar som den är. Detta skiljer.",
                   "Version {n} is final and is left as it is. This differs.", n=before),),
        table=Table(columns, tuple(map(_change, changes)), month.unit, decimals=decimals(month.unit)),
    )  # fmt: skip


def _change(change: Change) -> Row:
    if change.said:
        return Row((change.label, change.what, None, None, None, change.said))
    known = change.before is not None and change.now is not None
    difference: Value = Amount((change.now or 0) - (change.before or 0)) if known else None
    return Row((change.label, change.what, _or_blank(change.before), _or_blank(change.now), difference, None))


def _or_blank(ore: int | None) -> Value:
    return None if ore is None else Amount(ore)


def _comparable(month: Month) -> Sheet | None:
    """The programmes that are not the same as last year, and how last year's outcome was recast."""
    if not month.series:
        return None
    last = month.period // 100 - 1
    columns = (
        Column("what", Text("Insats", "Programme"), Style.WRAPPED, 60),
        Column("amount", text("Utfall {y}, samma månader", "Outcome {y}, same months", y=last), Style.AMOUNT, 16),
    )
    rows: list[Row] = []
    for each in month.series:
        rows.append(Row((each.label, None), RowRole.GROUP))
        if each.recast:
            decided, comparable = each.decided.get(last), each.comparable.get(last)
            rows.append(Row((Text("Så som redovisat", "As reported"), _or_blank(decided)), level=1))
            rows += [Row((step.label, Amount(step.amount)), level=1) for step in each.recast]
            label = text("Jämförbart med {y}", "Comparable with {y}", y=last + 1)
            rows.append(Row((label, _or_blank(comparable)), RowRole.SUBTOTAL, level=1))
        rows += [Row((remark, None), level=1) for remark in each.remarks]
    return Sheet(
        id="comparable", title=Text("Jämförbarhet", "Comparability"),
        lead=(
            text(
                "Det som har ändrats sedan {y}: utfallet förra året är omräknat till årets indelning där det går.",
                "What has changed since {y}: last year's outcome is recast to this year's structure where it can.",
                y=last,
            ),
        ),
        table=Table(columns, tuple(rows), month.unit, decimals=decimals(month.unit)),
    )  # fmt: skip


def _origins(month: Month) -> Sheet:
    """Every programme with the cells and accounts its amounts come from."""
    columns = (
        Column("label", Text("Insats", "Programme"), Style.WRAPPED, 34),
        Column("budget", Text("Budget", "Budget"), Style.WRAPPED, 44),
        Column("outcome", Text("Utfall", "Outcome"), Style.WRAPPED, 44),
        Column("forecast", Text("Prognos", "Forecast"), Style.WRAPPED, 44),
    )
    found = ((line, month.given.origins.get(line.programme, Origin())) for line in month.lines)
    rows = [
        Row((line.label, _cells(each.budget), _cells(each.outcome) or _accounts(each.accounts), _cells(each.forecast)))
        for line, each in found
    ]
    return Sheet(
        id="origins", title=Text("Källor", "Origins"),
        lead=(Text("Var varje insats belopp står.", "Where each programme's amounts stand."),),
        table=Table(columns, tuple(rows)),
    )  # fmt: skip


def _cells(sources: tuple[Source, ...]) -> Text | None:
    """'budget.xlsx, Budget!B4 och Periodisering!N5'."""
    if not sources:
        return None
    by_file: dict[str, list[str]] = {}
    for each in sources:
        by_file.setdefault(PurePath(each.file).name, []).append(place(each))
    said = [(name, listed(cells)) for name, cells in by_file.items()]
    return Text("; ".join(f"{name}, {cells.sv}" for name, cells in said),
                "; ".join(f"{name}, {cells.en}" for name, cells in said))  # fmt: skip


def _accounts(accounts: tuple[str, ...]) -> Text | None:
    if not accounts:
        return None
    return text("konto {names}", "accounts {names}", names=listed(accounts, most=12))


def _trace(month: Month) -> Sheet:
    columns = (
        Column("what", Text("Uppgift", "Item"), Style.TEXT, 34),
        Column("value", Text("Värde", "Value"), Style.WRAPPED, 80),
    )
    return Sheet(
        id="trace", title=Text("Spårbarhet", "Traceability"),
        lead=(Text("Vad rapporten bygger på.", "What the report is made from."),),
        table=Table(columns, tuple(_trace_rows(month))),
    )  # fmt: skip


def _trace_rows(month: Month) -> Iterator[Row]:
    given = month.given
    parts = [
        period_text(month.period),
        str(given.version),
        given.register.digest,
        *(each.digest for each in given.sources),
    ]
    made_of = hashlib.sha256("\n".join((__version__, *parts)).encode()).hexdigest()[:16]
    yield Row((Text("Underlag", "Made of"), made_of))
    yield Row((Text("Program", "Program"), f"trygg_excel {__version__}"))
    yield Row((Text("Status", "Status"), status_of(month)))
    if given.closing is not None:
        yield Row((Text("Perioden stänger", "The period closes"), given.closing.isoformat()))
    if given.ledger is not None and given.ledger.extracted is not None:
        yield Row((Text("Uttag ur ekonomisystemet", "Extract from the ledger"), given.ledger.extracted.isoformat()))
    yield Row((Text("Register", "Register"), given.register.label))
    yield Row((Text("Registrets SHA-256", "SHA-256 of the register"), given.register.digest))
    counts = {each: sum(one.verdict is each for one in given.checked.results) for each in Verdict}
    told = text(
        "{a} håller, {b} avrundning, {c} avviker, {d} ej kontrollerade",
        "{a} hold, {b} rounding, {c} differ, {d} not checked",
        a=counts[Verdict.HOLDS], b=counts[Verdict.ROUNDING], c=counts[Verdict.FAILS], d=counts[Verdict.NOT_JUDGED],
    )  # fmt: skip
    yield Row((Text("Kontroller", "Controls"), told))
    for each in given.sources:
        yield Row((each.use, text("{name}, {size} byte", "{name}, {size} bytes", name=each.name, size=each.size)))
        yield Row((Text("SHA-256", "SHA-256"), each.digest), level=1)

"""Large deviations have a comment (TRY-047)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from trygg_excel.controls.control import Control, answer, not_judged
from trygg_excel.fact import Measure, Role
from trygg_excel.finding import Finding, Result, Severity, Text, listed, text
from trygg_excel.following_up.deviation_columns import DeviationRow, deviation_columns
from trygg_excel.held import Held
from trygg_excel.table_rows import TableRow
from trygg_excel.workbook import CellType, Sheet

MATERIAL = "TRY-047"
_COMMENT = re.compile(r"komment|orsak|förklar|åtgärd|anmärk|\banm\b|analys|comment|reason|explan", re.IGNORECASE)
_NO_LIMIT = Text("gränser för avvikelser i inställningarna", "limits for deviations in the settings")
_NO_DEVIATIONS = Text("avvikelser bredvid budget och utfall", "deviations beside budget and outcome")


def commented_deviations(held: Held) -> Iterator[Result]:
    """Every deviation past the municipality's limits has a comment on its row: one finding a table."""
    subject = Text("Stora avvikelser", "Large deviations")
    if held.settings.deviation_limit is None and held.settings.deviation_percent is None:
        yield not_judged(MATERIAL, subject, _NO_LIMIT)
        return
    tables = [found for rows in held.tables_with(Measure.DEVIATION) if (found := list(deviation_columns(rows)))]
    if not tables:
        yield not_judged(MATERIAL, subject, _NO_DEVIATIONS)
        return
    bare = [_bare(held, columns) for columns in tables]
    yield answer(MATERIAL, subject, [_uncommented(held, each) for each in bare if each])


def _bare(held: Held, columns: Sequence[Sequence[DeviationRow]]) -> list[DeviationRow]:
    """The rows with a large deviation and no comment, each by its largest."""
    found: dict[int, DeviationRow] = {}
    for each in (one for column in columns for one in column):
        row = each.row
        if row.role is Role.LINE and _is_large(held, each) and not _has_comment(held, row):
            known = found.get(row.number)
            larger = known is None or abs(each.deviation.amount or 0) > abs(known.deviation.amount or 0)
            found[row.number] = each if larger or known is None else known
    return sorted(found.values(), key=lambda each: -abs(each.deviation.amount or 0))


def _is_large(held: Held, row: DeviationRow) -> bool:
    """Past every limit that is set."""
    limit, percent = held.settings.deviation_limit, held.settings.deviation_percent
    size = abs(row.deviation.amount or 0)
    past_limit = limit is None or size > limit
    return past_limit and (percent is None or size * 100 > percent * abs(row.budget.amount or 0))


def _has_comment(held: Held, row: TableRow) -> bool:
    """Whether a text stands on the row, in a column headed as comments or to the right of the amounts."""
    sheet, table = held.sheet(row.sheet), held.table(row.sheet, row.table)
    if sheet is None or table is None or table.years_down:
        return False
    last = max((each.column for each in table.columns), default=0)
    return any(
        cell.type is CellType.TEXT
        and cell.value.strip()
        and (column > last or _is_comments(sheet, table.header_rows, column))
        for column in range(table.range.left, max(table.range.right, last) + 4)
        if (cell := sheet.cell(row.number, column)) is not None
    )


def _is_comments(sheet: Sheet, header_rows: Sequence[int], column: int) -> bool:
    heads = (sheet.cell(row, column) for row in header_rows)
    return any(each is not None and _COMMENT.search(each.value) for each in heads)


def _uncommented(held: Held, rows: Sequence[DeviationRow]) -> Finding:
    told = listed(_one(each, "sv") for each in rows), listed(_one(each, "en") for each in rows)
    first = rows[0].deviation
    return Finding(
        code=MATERIAL, severity=Severity.WARNING, programme=first.programme, period=first.period_to,
        message=text(
            "Avvikelser över gränsen ({limit}) saknar kommentar: {sv}.",
            "Deviations past the limit ({limit}) have no comment: {en}.",
            limit=_limit(held, rows[0]), sv=told[0], en=told[1],
        ),
        remedy=text("Skriv orsak och åtgärd på raderna.", "Write reason and measure in those rows."),
        sources=tuple(each.deviation.source for each in rows), found=first.amount,
    )  # fmt: skip


def _one(row: DeviationRow, lang: str) -> str:
    fact = row.deviation
    return f"{fact.label} {fact.money(fact.amount, signed=True).say(lang)} ({fact.cell})"


def _limit(held: Held, row: DeviationRow) -> Text:
    limit, percent = held.settings.deviation_limit, held.settings.deviation_percent
    said = "" if percent is None else f"{percent.normalize():f} %"
    if limit is None:
        return Text(said.replace(".", ","), said)
    money = row.deviation.money(limit)
    if percent is None:
        return Text(money.say("sv"), money.say("en"))
    return text("{money} och {sv}", "{money} and {en}", money=money, sv=said.replace(".", ","), en=said)


COMMENTS = (
    Control(
        MATERIAL, Text("Stora avvikelser är kommenterade", "Large deviations are commented"),
        Text("gränser i inställningarna", "limits in the settings"), commented_deviations, Severity.WARNING,
        Text(
            "Avvikelser över gränsen (500 tkr och 5 %) saknar kommentar: Gatuenheten −900 tkr (D5).",
            "Deviations past the limit (500 SEK k and 5 %) have no comment: Gatuenheten −900 SEK k (D5).",
        ),
    ),
)  # fmt: skip

"""The page itself: workbook by workbook, sheet by sheet, as one self-contained HTML file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from trygg_excel.budget import Budget
from trygg_excel.confirming.doubts import facts_by_table
from trygg_excel.confirming.note import Confirmed
from trygg_excel.confirming.proposals import proposals
from trygg_excel.fact import Confidence, Fact
from trygg_excel.finding import Finding, Text, listed, text
from trygg_excel.layout.sight.grid import Grid
from trygg_excel.layout.table import Table
from trygg_excel.layout_page import use
from trygg_excel.layout_page.grid_shown import Drawing, draw
from trygg_excel.layout_page.told import Told, told
from trygg_excel.layout_page.use import LEGEND, CellUse, Use
from trygg_excel.layout_page.uses import uses_of
from trygg_excel.reporting.html import render_page
from trygg_excel.reporting.model import Tone
from trygg_excel.reporting.plain import SYMBOLS, plain
from trygg_excel.reporting.words import SEVERITIES, TONES, counted
from trygg_excel.workbook import Sheet, Visibility

_MOST_CELLS = 24_000  # on one page, which keeps it below a few MB
_MOST_ROWS, _FEWEST_ROWS = 140, 16  # of one sheet
_ROWS_OF_TEXT = 20  # of a sheet without a table
_WIDE = 26
_MOST_SHEETS = 40


@dataclass(frozen=True, slots=True)
class SheetShown:
    anchor: str
    name: str
    hidden: bool
    drawing: Drawing
    tables: tuple[Told, ...]
    ignored: Text | None


@dataclass(frozen=True, slots=True)
class BookShown:
    name: str
    verdict: Text
    tone: Tone
    findings: tuple[tuple[Tone, Text, Finding], ...]
    asked: tuple[tuple[Text, str], ...]
    sheets: tuple[SheetShown, ...]
    more: Text | None


def layout_page(budgets: Sequence[Budget], lang: str = "sv") -> str:
    """How every cell of the workbooks was read, to be mailed, printed and kept; long sheets are shown in part."""
    language = "en" if lang == "en" else "sv"
    held = [sheet for budget in budgets for sheet in budget.workbook.sheets if sheet.cells][:_MOST_SHEETS]
    cells = sum(min(_WIDE, len({column for _, column in sheet.cells})) for sheet in held)
    most = max(_FEWEST_ROWS, min(_MOST_ROWS, _MOST_CELLS // max(1, cells)))
    books = [_book(budget, number, most) for number, budget in enumerate(budgets, 1)]
    return render_page(
        "layout_page/page.html.j2",
        "reporting/page.css layout_page/page.css",
        language,
        say=lambda words: plain(words, language),
        title=_ONE if len(books) == 1 else _SEVERAL,
        words=_WORDS,
        books=books,
        legend=[(each.value, words) for each, words in LEGEND.items()],
        symbols=SYMBOLS,
    )


_ONE = Text("Så har arbetsboken lästs", "How the workbook was read")
_SEVERAL = Text("Så har arbetsböckerna lästs", "How the workbooks were read")
_WORDS = {
    "skip": Text("Hoppa till innehållet", "Skip to content"),
    "contents": Text("Innehåll", "Contents"),
    "legend": Text("Färgerna", "The colours"),
    "point": Text(
        "Peka på en cell för att se vad den lästes som. Raden med → under rubrikerna säger vad beloppen är.",
        "Point at a cell to see what it was read as. The row with → under the headings says what the amounts are.",
    ),
    "hidden": Text("dold", "hidden"),
    "hidden_sheet": Text("Bladet är dolt.", "The sheet is hidden."),
    "no_tables": Text("Ingen tabell med belopp hittades på bladet.", "No table of amounts was found on the sheet."),
    "propose": Text("Bekräfta det som inte är säkert", "Confirm what is not sure"),
    "propose_how": Text(
        "Skriv kommandot i en terminal. Det gäller sedan alla arbetsböcker med samma blad, rubriker och rader.",
        "Type the command in a terminal. It then holds for all workbooks with the same sheets, headings and rows.",
    ),
    "grid": Text("Bladet som det lästes", "The sheet as it was read"),
    "read_as": Text("läses som", "read as"),
    "table": Text("Tabell", "Table"),
    "up": Text("Till innehållet", "To the contents"),
}


def _book(budget: Budget, number: int, most: int) -> BookShown:
    held = [each for each in budget.workbook.sheets if each.cells]
    sheets = tuple(_sheets(budget, held[:_MOST_SHEETS], number, most))
    rest = [each.name for each in held[_MOST_SHEETS:]]
    more = (
        text("Bladen som inte visas: {names}.", "Sheets not shown: {names}.", names=listed(rest, 30)) if rest else None
    )
    findings = tuple((TONES[each.severity], SEVERITIES[each.severity], each) for each in budget.findings)
    every = proposals(budget.file, budget.tables, budget.records)
    asked = tuple((each.question, each.command(budget.file)) for each in every if len(each.tables) > 1)
    return BookShown(budget.name, _verdict(budget), _tone(budget), findings, asked, sheets, more)


def _verdict(budget: Budget) -> Text:
    """'112 belopp i 3 tabeller. Alla är säkra.'"""
    unsure = sum(each.confidence is not Confidence.SURE for each in budget.records)
    if not budget.records:
        return Text("Inga belopp hittades.", "No amounts were found.")
    rest = (
        text("{n} är inte säkra.", "{n} are not sure.", n=unsure) if unsure else Text("Alla är säkra.", "All are sure.")
    )
    amounts = counted(len(budget.records), Text("belopp", "amount"), Text("belopp", "amounts"))
    tables = counted(len(budget.tables), Text("tabell", "table"), Text("tabeller", "tables"))
    return text(
        "{amounts} i {tables}. {rest}", "{amounts} in {tables}. {rest}", amounts=amounts, tables=tables, rest=rest
    )


def _tone(budget: Budget) -> Tone:
    sure = bool(budget.records) and all(each.confidence is Confidence.SURE for each in budget.records)
    return Tone.GOOD if sure else Tone.WARNING


def _sheets(budget: Budget, held: Sequence[Sheet], number: int, most: int) -> Iterator[SheetShown]:
    facts = facts_by_table(budget.records)
    confirmed = {(each.table.sheet, each.table.id): each for each in budget.confirmed}
    for at, sheet in enumerate(held, 1):
        tables = [each for each in budget.tables if each.sheet == sheet.name]
        own = [fact for each in tables for fact in facts.get((sheet.name, each.id), ())]
        grid = Grid(sheet)
        uses = _with_none(uses_of(grid, tables, own), [each for each in budget.confirmed if each.no_money], sheet)
        yield SheetShown(
            anchor=f"b{number}-{at}",
            name=sheet.name,
            hidden=sheet.visibility is not Visibility.VISIBLE,
            drawing=draw(grid, uses, tables, own, most if tables else min(most, _ROWS_OF_TEXT)),
            tables=tuple(_told(budget, table, facts, confirmed) for table in tables),
            ignored=_ignored(uses),
        )


def _told(
    budget: Budget, table: Table, facts: dict[tuple[str, str], list[Fact]], confirmed: dict[tuple[str, str], Confirmed]
) -> Told:
    key = (table.sheet, table.id)
    return told(budget.file, table, facts.get(key, ()), confirmed.get(key))


def _with_none(
    uses: dict[tuple[int, int], CellUse], none: Sequence[Confirmed], sheet: Sheet
) -> dict[tuple[int, int], CellUse]:
    """The uses, with numbers that a person has said are no money told as such."""
    ranges = [each.table.range for each in none if each.table.sheet == sheet.name]
    return {
        at: CellUse(Use.IGNORED, use.CONFIRMED_NONE)
        if known.use is Use.IGNORED and any(at in each for each in ranges)
        else known
        for at, known in uses.items()
    }


def _ignored(uses: dict[tuple[int, int], CellUse]) -> Text | None:
    """'Tal som inte är belopp: 14 procent, 3 kod eller nummer.'"""
    counts = Counter(each.said for each in uses.values() if each.use is Use.IGNORED)
    if not counts:
        return None
    sv = ", ".join(f"{reason.sv} ({count})" for reason, count in counts.most_common())
    en = ", ".join(f"{reason.en} ({count})" for reason, count in counts.most_common())
    return Text(f"Tal som inte lästes som belopp: {sv}.", f"Numbers not read as amounts: {en}.")

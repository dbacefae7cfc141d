"""The sheets of a comparison: programmes down and years or versions across, and a bridge from each to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trygg_excel.comparing.comparison import Comparison
from trygg_excel.finding import Source, Text, listed, text
from trygg_excel.money import Unit
from trygg_excel.reporting.bridge import bridge_sheet
from trygg_excel.reporting.compared_rows import Shape, compared_rows, is_grouped, key_of, rows_of_cells
from trygg_excel.reporting.model import Column, Link, Sheet, Style, Table

_FEW_YEARS = 6  # beside which there is room on paper for long names
_MOST_PAIRS = 3  # changes that stand between the amounts and the remark; older ones stand to the right of it
_CELLS = Column("cells", Text("Celler", "Cells"), Style.CODE, 30, aside=True)
_ROUNDING = Text("Differenser på grund av avrundning kan förekomma.", "Differences may occur because of rounding.")
_UNKNOWN = Text("Okända belopp ingår inte i summorna.", "Unknown amounts are not part of the totals.")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a reader chooses: which year stands first, and the unit (None: the workbook's own) amounts are shown in."""

    newest_first: bool = True
    unit: Unit | None = None


AS_IT_IS = Wishes()


def comparison_sheets(comparison: Comparison, number: int = 0, wishes: Wishes = AS_IT_IS) -> tuple[Sheet, ...]:
    """The table of a comparison and its bridges; `number` tells several comparisons of a report apart."""
    mark = f" {number}" if number else ""
    unit, decimals = (wishes.unit or comparison.unit), (wishes.unit.decimals if wishes.unit else None)
    bridges = (bridge_sheet(each, comparison, mark, unit, decimals) for each in comparison.bridges)
    return (_sheet(comparison, mark, wishes, unit, decimals), *bridges)


def rows_shown(comparison: Comparison, number: int = 0) -> dict[Source, Link]:
    """Where on its sheet each cell's amount stands."""
    mark = f" {number}" if number else ""
    id_, title = _id(comparison, mark), _title(comparison, mark)
    return {source: Link(title, id_, row) for source, row in rows_of_cells(comparison.rows).items()}


def _sheet(comparison: Comparison, mark: str, wishes: Wishes, unit: Unit, decimals: int | None) -> Sheet:
    shape = _shape(comparison, wishes)
    columns = _columns(comparison, shape)
    unknown = any(amount is None for row in comparison.rows for amount in row.amounts.values())
    return Sheet(
        id=_id(comparison, mark),
        title=_title(comparison, mark),
        lead=(_source_line(comparison), *_unsummed(comparison), *((_ASIDE,) if shape.aside else ())),
        table=Table(columns, compared_rows(comparison.rows, shape), unit, decimals=decimals),
        foot=(_ROUNDING, *((_UNKNOWN,) if unknown else ())),
        outline=is_grouped(comparison.rows),
    )


def _id(comparison: Comparison, mark: str) -> str:
    return f"versions{mark.strip()}-{comparison.year}" if comparison.versions else f"comparison{mark.strip()}"


def _title(comparison: Comparison, mark: str) -> Text:
    if comparison.versions:
        return text("Versioner{mark} {year}", "Versions{mark} {year}", mark=mark, year=comparison.year)
    span = f"{comparison.years[0]}–{comparison.years[-1]}"
    return text("Jämförelse{mark} {span}", "Comparison{mark} {span}", mark=mark, span=span)


def _shape(comparison: Comparison, wishes: Wishes) -> Shape:
    """Few years have all their changes beside the amounts; of many, the last one and that over the whole span."""
    keys = comparison.years
    pairs = [(each.before, each.now) for each in comparison.bridges]
    shown = pairs
    if len(pairs) > _MOST_PAIRS:
        shown = list(dict.fromkeys([(keys[0], keys[-1]), pairs[-1]]))
    aside = [pair for pair in pairs if pair not in shown]
    turned = (lambda found: tuple(reversed(found))) if wishes.newest_first else tuple
    trend = keys if len(keys) > 2 and not comparison.versions else ()
    return Shape(turned(keys), turned(shown), _shared(comparison), trend, turned(aside))


def _shared(comparison: Comparison) -> int | None:
    """The last year, for shares of its total; among pluses and minuses a share would mean nothing."""
    last = comparison.years[-1]
    amounts = [row.amounts.get(last) or 0 for row in comparison.rows]
    return last if min(amounts) >= 0 or max(amounts) <= 0 else None


def _columns(comparison: Comparison, shape: Shape) -> tuple[Column, ...]:
    label = Column("label", Text("Insats", "Programme"), Style.WRAPPED, 42 if len(shape.keys) <= _FEW_YEARS else 34)
    amounts = [Column(key_of(key), comparison.name_of(key), Style.AMOUNT, 8) for key in shape.keys]
    after = [Column("mark", Text("Anmärkning", "Remark"), Style.WRAPPED, 28)]
    if shape.trend:
        span = f"{shape.trend[0]}–{shape.trend[-1]}"
        after.append(Column("trend", text("Utveckling {span}", "Trend {span}", span=span), Style.TREND, 13, spare=True))
    if shape.share is not None:
        share = text("Andel av summan {year}", "Share of total {year}", year=comparison.name_of(shape.share))
        after.append(Column("share", share, Style.SHARE, 9, spare=True))
    return (
        label, *amounts, *_change_columns(comparison, shape.pairs), *after,
        *_change_columns(comparison, shape.aside, aside=True), _CELLS,
    )  # fmt: skip


def _change_columns(comparison: Comparison, pairs: Sequence[tuple[int, int]], *, aside: bool = False) -> list[Column]:
    found: list[Column] = []
    for before, now in pairs:
        kr, percent = _change_title(comparison, before, now, ""), _change_title(comparison, before, now, ", %")
        found.append(Column(f"d{before}-{now}", kr, Style.CHANGE, 9, aside=aside))
        found.append(Column(f"p{before}-{now}", percent, Style.PERCENT, 9, aside=aside))
    return found


def _change_title(comparison: Comparison, before: int, now: int, of: str) -> Text:
    a, b = comparison.name_of(before), comparison.name_of(now)
    if comparison.versions:
        return text("Skillnad{of} {b} mot {a}", "Difference{of} {b} from {a}", a=a, b=b, of=of)
    return text("Förändring{of} {a}–{b}", "Change{of} {a}–{b}", a=a, b=b, of=of)


_ASIDE = Text(
    "Förändringen år för år står längst till höger på bladet; den är utanför utskriften.",
    "The changes year by year stand furthest to the right on the sheet, outside what is printed.",
)


def _source_line(comparison: Comparison) -> Text:
    if comparison.versions:
        return text(
            "{year} i olika versioner. Källa: {file}. Skillnad är senare version minus tidigare.",
            "{year} in different versions. Source: {file}. Difference is the later version minus the earlier.",
            year=comparison.year, file=comparison.file,
        )  # fmt: skip
    return text(
        "Källa: {file}, bladet {sheet}. Förändring är senare år minus tidigare år.",
        "Source: {file}, sheet {sheet}. Change is the later year minus the earlier.",
        file=comparison.file, sheet=comparison.sheet,
    )  # fmt: skip


def _unsummed(comparison: Comparison) -> tuple[Text, ...]:
    """The years whose stated total is not the sum of the rows shown."""
    off = [
        year
        for year in comparison.years
        if comparison.totals.get(year, comparison.sum_of(year)) != comparison.sum_of(year)
    ]
    if not off:
        return ()
    return (
        text("Angiven summa skiljer från raderna för {years}.", "The stated total differs from the rows for {years}.",
             years=listed(map(str, off))),
    )  # fmt: skip

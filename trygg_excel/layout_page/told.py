"""Table by table: what was found, where it was said, how sure it is and why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from trygg_excel.confirming.doubts import Doubt, doubts_of, is_dated
from trygg_excel.confirming.note import Confirmed
from trygg_excel.confirming.note_findings import signed
from trygg_excel.confirming.proposals import no_money, proposals
from trygg_excel.fact import Confidence, Fact, Role
from trygg_excel.finding import Text, listed, text
from trygg_excel.layout.table import Declared, Table
from trygg_excel.reporting.words import counted
from trygg_excel.workbook import column_letters

_WHY = {
    Doubt.UNIT: Text("enheten är inte utsagd", "the unit is not said"),
    Doubt.UNITS: Text("två enheter nämns", "two units are named"),
    Doubt.YEAR: Text("året är inte utsagt", "the year is not said"),
    Doubt.YEARS: Text(
        "flera år nämns, eller året nämns bara i bladets eller filens namn",
        "several years are named, or only the sheet's or the file's name says one",
    ),
    Doubt.LABELS: Text("namnen kan stå i flera kolumner", "the names may stand in several columns"),
    Doubt.NAMES: Text("några belopp saknar namn", "some amounts have no name"),
}
_NOT_SAID = Text("inte utsagd; läst som hela kronor", "not said; read as whole units of currency")
_NO_YEAR = Text("inte utsagt", "not said")


@dataclass(frozen=True, slots=True)
class Told:
    """One table in words. `points` are what was found, name by name; `commands` settle what is not sure."""

    id: str
    range: str
    title: str
    sure: bool
    points: tuple[tuple[Text, Text], ...]
    commands: tuple[tuple[Text, str], ...]


def told(file: str, table: Table, facts: Sequence[Fact], confirmed: Confirmed | None) -> Told:
    """`facts` are the table's own; `confirmed` is what people have settled of it."""
    doubts = doubts_of(table, facts)
    points = (
        (Text("Rubrikrader", "Header rows"), _header_rows(table)),
        (Text("Radernas namn", "Rows' names"), _labels(table, confirmed)),
        (Text("Belopp", "Amounts"), _amounts(facts)),
        (Text("Enhet", "Unit"), _unit(table, confirmed)),
        (Text("År", "Year"), _year(table, confirmed)),
        (Text("Säkerhet", "Confidence"), _confidence(facts, doubts)),
    )
    asked = proposals(file, [table], facts)
    sure = all(each.confidence is Confidence.SURE for each in facts)
    if asked:
        asked = (*asked, no_money(table))
    commands = tuple((each.question, each.command(file)) for each in asked)
    return Told(table.id, str(table.range), table.title, sure, points, commands)


def _header_rows(table: Table) -> Text:
    if not table.header_rows:
        return Text("inga", "none")
    rows = listed(map(str, table.header_rows))
    over = table.header_rows[-1] < table.range.top
    return text("{rows}, som i tabellen ovanför", "{rows}, as in the table above", rows=rows) if over else rows


def _labels(table: Table, settled: Confirmed | None) -> Text:
    if table.years_down:
        return Text("i kolumnrubrikerna; raderna är år", "in the column headings; the rows are years")
    if table.body is None or not table.body.labels:
        return Text("inga", "none")
    columns = listed(map(column_letters, table.body.labels))
    said = text("kolumn {columns}", "column {columns}", columns=columns)
    return said if settled is None or settled.labels is None else _by(said, signed(settled.labels))


def _amounts(facts: Sequence[Fact]) -> Text:
    columns = len({each.column for each in facts})
    sums = sum(each.role is not Role.LINE for each in facts)
    under = counted(columns, Text("rubrik", "heading"), Text("rubriker", "headings"))
    of_sums = text("; {n} av dem är summor", "; {n} of them are sums", n=sums) if sums else Text("", "")
    return text("{n} under {under}{sums}", "{n} under {under}{sums}", n=len(facts), under=under, sums=of_sums)


def _unit(table: Table, settled: Confirmed | None) -> Text:
    own = Counter(each.unit.symbol for each in table.columns if each.unit)
    if table.unit.unit is None:
        units = listed(own)
        return text("{units}, i rubrikerna", "{units}, in the headings", units=units) if own else _NOT_SAID
    said = Text(table.unit.unit.symbol, table.unit.unit.symbol)
    if table.unit.settled and settled is not None and settled.unit is not None:
        return _by(said, signed(settled.unit))
    return _where(said, table.unit)


def _year(table: Table, settled: Confirmed | None) -> Text:
    if all(each.period for each in table.columns):
        return Text("i kolumnrubrikerna", "in the column headings")
    if is_dated(table):
        return Text("på raderna", "in the rows")
    if table.period.period is None:
        some = any(each.period for each in table.columns) or any(each.period for each in table.rows)
        return Text("i några av rubrikerna", "in some of the headings") if some else _NO_YEAR
    year = str(table.period.period.year)
    if table.period.settled and settled is not None and settled.year is not None:
        return _by(Text(year, year), signed(settled.year))
    return _where(Text(year, year), table.period)


def _where(said: Text, declared: Declared) -> Text:
    if declared.cell:
        return text("{said}, i {cell}", "{said}, in {cell}", said=said, cell=declared.cell)
    return text("{said}, i bladets eller filens namn", "{said}, in the sheet's or the file's name", said=said)


def _by(said: Text, who: str) -> Text:
    return text("{said}, bekräftat ({who})", "{said}, confirmed ({who})", said=said, who=who)


def _confidence(facts: Sequence[Fact], doubts: Sequence[Doubt]) -> Text:
    unsure = sum(each.confidence is not Confidence.SURE for each in facts)
    if not unsure:
        return Text("alla belopp är säkra", "all amounts are sure")
    sv, en = ", ".join(_WHY[each].sv for each in doubts), ", ".join(_WHY[each].en for each in doubts)
    why = Text(f": {sv}" if sv else "", f": {en}" if en else "")
    return text("{n} av {all} är inte säkra{why}", "{n} of {all} are not sure{why}", n=unsure, all=len(facts), why=why)

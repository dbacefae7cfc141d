"""The same amount in two places of one workbook: two tables, or a sentence and a table (TRY-015, TRY-016)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from trygg_excel.controls.control import BY_PRECISION, NO_REGISTER, Control, also, answer, not_judged
from trygg_excel.fact import Fact
from trygg_excel.finding import Finding, Result, Severity, Source, Text, text
from trygg_excel.held import Held
from trygg_excel.layout.amounts.numbers import collapsed
from trygg_excel.layout.amounts.units import UNIT_WORDS, unit_of_word
from trygg_excel.layout.time.periods import years_in
from trygg_excel.money import to_ore
from trygg_excel.register.model import Programme, Register
from trygg_excel.table_rows import is_exact
from trygg_excel.tolerance import across
from trygg_excel.workbook import Cell, CellType, Sheet

TABLES, PROSE = "TRY-015", "TRY-016"
_AMOUNT = re.compile(
    rf"(?P<about>\b(?:ca|c:a|cirka|ungefär|drygt|knappt|omkring|minst|högst|upp till)\.? )?"
    rf"(?P<digits>\d{{1,3}}(?:[ \u00a0]\d{{3}})+(?:,\d+)?|\d+(?:,\d+)?) (?P<unit>{UNIT_WORDS})(?!\w)",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:ökar|ökas|ökning|minskar|minskas|minskning|mer|mindre|tillskott|utöver|varav)\b", re.IGNORECASE
)
_SHORTEST = 15  # characters of a sentence that states an amount
_LONGEST = 600


def tables_agree(held: Held) -> Iterator[Result]:
    """A programme's amount for a year and kind is the same in every table; silent where there is but one."""
    subject = Text("Samma belopp i flera tabeller", "The same amounts in several tables")
    if held.register is None:
        yield not_judged(TABLES, subject, NO_REGISTER)
        return
    groups: dict[tuple[object, ...], list[Fact]] = {}
    for each in held.lines:
        if each.programme is not None and is_exact(each):
            kind = each.programme, each.period_from, each.period_to, each.measure, each.version, each.nature, each.basis
            groups.setdefault(kind, []).append(each)
    several = [own for own in groups.values() if len({(each.sheet, each.table) for each in own}) == len(own) > 1]
    differing = [own for own in several if not all(_agree(own[0], each) for each in own[1:])]
    if several:
        yield answer(TABLES, subject, (_differ(held, differing),) if differing else ())


def _agree(first: Fact, second: Fact) -> bool:
    tolerance = across(first.quantum, second.quantum, first.shown_unit)
    return tolerance.judge((first.amount or 0) - (second.amount or 0)) in {"holds", "rounding"}


def _differ(held: Held, differing: Sequence[Sequence[Fact]]) -> Finding:
    first, *others = differing[0]
    other = next(each for each in others if not _agree(first, each))
    more = also((own[0].label for own in differing[1:]), ("Även {names} skiljer.", "So do {names}."))
    return Finding(
        code=TABLES, severity=Severity.WARNING, programme=first.programme, period=first.period_to,
        message=text(
            "{label} {year} är {amount} i {cell} men {other} i {at}.{more}",
            "{label} in {year} is {amount} in {cell} but {other} in {at}.{more}",
            label=first.label, year=first.year, amount=first.money(first.amount), cell=_place(held, first),
            other=other.money(other.amount), at=_place(held, other), more=more,
        ),
        remedy=text("Rätta den tabell som är fel.", "Correct the table that is wrong."),
        sources=(other.source, first.source), found=other.amount, expected=first.amount,
        difference=(other.amount or 0) - (first.amount or 0),
    )  # fmt: skip


def _place(held: Held, fact: Fact) -> str:
    """The cell, with its sheet where the workbook has several."""
    return fact.cell if len(held.budget.workbook.sheets) == 1 else f"{fact.sheet}!{fact.cell}"


class _Said(NamedTuple):
    """A sentence in a cell that gives one programme one amount for one year."""

    sheet: str
    cell: Cell
    ore: int
    quantum: int
    fact: Fact


def prose_agrees(held: Held) -> Iterator[Result]:
    """A sentence that gives a programme an amount gives the table's; silent without one, 'ca' is never judged."""
    subject = Text("Belopp i text mot tabellen", "Amounts in prose against the table")
    if held.register is None:
        yield not_judged(PROSE, subject, NO_REGISTER)
        return
    said = [found for sheet in held.budget.workbook.sheets for found in _said(held, held.register, sheet)]
    if said:
        yield answer(PROSE, subject, [_otherwise(each) for each in said if not _same(each)])


def _same(said: _Said) -> bool:
    tolerance = across(said.quantum, said.fact.quantum, said.fact.shown_unit)
    return tolerance.judge(said.ore - (said.fact.amount or 0)) in {"holds", "rounding"}


def _said(held: Held, register: Register, sheet: Sheet) -> Iterator[_Said]:
    for cell in sheet.cells.values():
        if cell.type is CellType.TEXT and _SHORTEST <= len(cell.value) <= _LONGEST and " " in cell.value:
            found = _AMOUNT.finditer(collapsed(cell.value))
            amounts = list(found)
            if len(amounts) == 1 and not amounts[0]["about"]:
                yield from _stated(held, register, sheet.name, cell, amounts[0])


def _stated(held: Held, register: Register, sheet: str, cell: Cell, match: re.Match[str]) -> Iterator[_Said]:
    sentence = collapsed(cell.value)
    programme = _only_programme(register, sentence)
    years = years_in(sentence) or held.years[-1:]
    unit = unit_of_word(match["unit"])
    if programme is None or len(years) != 1 or unit is None or _CHANGED.search(sentence):
        return
    fact = held.one(programme.id, years[0])
    if fact is not None and is_exact(fact) and (fact.sheet, fact.cell) != (sheet, cell.address):
        number = Decimal(match["digits"].replace(" ", "").replace("\xa0", "").replace(",", "."))
        places = max(0, -int(number.as_tuple().exponent))
        yield _Said(sheet, cell, to_ore(number, unit.factor), max(1, unit.factor * 100 // 10**places), fact)


def _only_programme(register: Register, sentence: str) -> Programme | None:
    """The one programme a sentence names; where one name holds another, the longer."""
    words = sentence.casefold()
    names = [(name.casefold(), each) for each in register.programmes for name in (each.label, *each.names)]
    named = [(name, each) for name, each in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words)]
    longest = [each for name, each in named if not any(name != other and name in other for other, _ in named)]
    return longest[0] if len({each.id for each in longest}) == 1 else None


def _otherwise(said: _Said) -> Finding:
    fact = said.fact
    return Finding(
        code=PROSE, severity=Severity.WARNING, programme=fact.programme, period=fact.period_to,
        message=text(
            "Texten i {cell} anger {said} för {label} {year}, tabellen {amount} ({at}).",
            "The text in {cell} says {said} for {label} in {year}, the table {amount} ({at}).",
            cell=said.cell.address, said=fact.money(said.ore), label=fact.label, year=fact.year,
            amount=fact.money(fact.amount), at=fact.cell,
        ),
        remedy=text("Rätta texten eller tabellen.", "Correct the text or the table."),
        sources=(Source(fact.file, said.sheet, said.cell.address), fact.source), found=said.ore, expected=fact.amount,
        difference=said.ore - (fact.amount or 0),
    )  # fmt: skip


AGREEMENT = (
    Control(
        TABLES, Text("Samma belopp i arbetsbokens tabeller", "The same amounts in the workbook's tables"),
        BY_PRECISION, tables_agree, Severity.WARNING,
        Text("SSPF 2022 är 1,5 mkr i B4 men 1,6 mkr i B12.", "SSPF in 2022 is 1.5 SEK m in B4 but 1.6 SEK m in B12."),
    ),
    Control(
        PROSE, Text("Belopp i text mot tabellen", "Amounts in prose against the table"),
        BY_PRECISION, prose_agrees, Severity.WARNING,
        Text(
            "Texten i A14 anger 1,6 mkr för SSPF 2022, tabellen 1,5 mkr (B4).",
            "The text in A14 says 1.6 SEK m for SSPF in 2022, the table 1.5 SEK m (B4).",
        ),
    ),
)  # fmt: skip

"""A workbook held against the register: its facts with their ids, and the questions controls ask of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from trygg_excel.budget import Budget
from trygg_excel.fact import Fact, Measure, Role, State
from trygg_excel.finding import Money, Source, Text, listed, text
from trygg_excel.layout.numbers import collapsed
from trygg_excel.money import KR, Unit
from trygg_excel.register.match import Match, MatchKind, Names
from trygg_excel.register.model import Funding, Programme, Register
from trygg_excel.workbook import Cell, Sheet, place

BELONGS = 0.3  # a table with a smaller share of known names is about something else
_COMPARED = frozenset({Measure.CHANGE, Measure.DEVIATION})


@dataclass(frozen=True)
class Held:
    """`facts` carry programme and committee ids; `pots` the funding id of each cell that states a pot of money.

    `unknown` are the facts of tables about the register's programmes whose label is no confirmed name; `proposed` the
    ids that those may turn out to be. `doubted` are totals that do not add up.
    """

    budget: Budget
    register: Register | None
    facts: tuple[Fact, ...]
    pots: Mapping[Source, str]
    unknown: tuple[Fact, ...]
    proposed: frozenset[str] = frozenset()
    doubted: frozenset[Source] = frozenset()

    def doubting(self, totals: Iterable[Source]) -> Held:
        """The same, but for totals found wrong: nothing is concluded from them before they are mended."""
        return replace(self, doubted=frozenset(totals))

    @cached_property
    def unit(self) -> Unit:
        """The unit the workbook's reader thinks in: that of its first amount."""
        return self.facts[0].shown_unit if self.facts else KR

    def money(self, ore: int | None, *, signed: bool = False) -> Money:
        return Money(ore, self.unit, signed)

    @cached_property
    def lines(self) -> tuple[Fact, ...]:
        """The amounts of the register's programmes and of names like them; no sums, no changes, no pots."""
        about = {(each.sheet, each.table) for each in self.facts if each.programme}
        return tuple(
            each
            for each in self.facts
            if (each.sheet, each.table) in about
            and each.role is Role.LINE
            and each.measure not in _COMPARED
            and each.source not in self.pots
        )

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years the programmes' amounts cover, ascending."""
        return tuple(sorted({each.year for each in self.lines if each.year is not None}))

    def of(self, programme: str, year: int) -> tuple[Fact, ...]:
        """What the workbook states for a programme in a year."""
        return tuple(each for each in self.lines if each.programme == programme and each.year == year)

    def one(self, programme: str, year: int | None) -> Fact | None:
        """The one amount for a programme and year; None when there is none, or more than one."""
        found = () if year is None else self.of(programme, year)
        return found[0] if len(found) == 1 else None

    def lines_of(self, year: int) -> tuple[Fact, ...]:
        return tuple(each for each in self.lines if each.year == year)

    def total_of(self, year: int | None) -> Fact | None:
        """The stated total of the programmes' table for a year; None when there is none, several, or it is wrong."""
        found = self._totals(year)
        sound = len(found) == 1 and found[0].amount is not None and found[0].source not in self.doubted
        return found[0] if sound else None

    def lacks_total(self, *years: int | None) -> Text:
        """What is missing when `total_of` has no answer."""
        wrong = [each.cell for year in years for each in self._totals(year) if each.source in self.doubted]
        if wrong:
            return text("en rätt summa i {cells}", "a right sum in {cells}", cells=listed(wrong))
        missing = [str(year) for year in years if not self._totals(year)]
        return text("en summa för {years}", "a total for {years}", years=listed(missing or map(str, years)))

    def _totals(self, year: int | None) -> list[Fact]:
        about = {(each.sheet, each.table) for each in self.lines}
        return [
            each
            for each in self.facts
            if each.role is Role.TOTAL and each.year == year and year is not None
            and (each.sheet, each.table) in about and each.measure not in _COMPARED
        ]  # fmt: skip

    def pot(self, funding: str) -> Fact | None:
        """The fact that states a pot of money."""
        return next((each for each in self.facts if self.pots.get(each.source) == funding), None)

    def cell(self, fact: Fact) -> Cell | None:
        sheet = self.sheet(fact.sheet)
        return None if sheet is None else sheet.cell(*place(fact.cell))

    def label_cell(self, fact: Fact) -> Source:
        """Where a fact's label stands: in its row, else in its column; the fact's own cell when it is in neither."""
        sheet, (row, column) = self.sheet(fact.sheet), place(fact.cell)
        if sheet is None:
            return fact.source
        texts = [each for each in sheet.cells.values() if fact.label in collapsed(each.value)]
        found = [each for each in texts if each.row == row] or [each for each in texts if each.column == column]
        return Source(fact.file, fact.sheet, found[0].address) if found else fact.source

    def sheet(self, name: str) -> Sheet | None:
        return next((each for each in self.budget.workbook.sheets if each.name == name), None)

    def table_of(self, year: int | None) -> tuple[Source, ...]:
        """The table that holds a year's programmes, as a range."""
        lines = [each for each in self.lines if each.year == year] or list(self.lines)
        if not lines:
            return ()
        first = lines[0]
        found = next((each for each in self.budget.tables if (each.sheet, each.id) == (first.sheet, first.table)), None)
        return () if found is None else (Source(first.file, first.sheet, str(found.range)),)

    def programmes(self) -> tuple[Programme, ...]:
        """The register's programmes that the workbook has a row for."""
        held = {each.programme for each in self.lines}
        register = self.register
        return () if register is None else tuple(each for each in register.programmes if each.id in held)


def hold(budget: Budget, register: Register | None) -> Held:
    """Give facts their ids by exact, confirmed names. Tables about something else are left as they are."""
    if register is None:
        return Held(budget, None, budget.records, {}, ())
    names = Names(register)
    matches = _matches(budget.records, names)
    about = _tables_about(budget.records, matches)
    facts: list[Fact] = []
    pots: dict[Source, str] = {}
    unknown: list[Fact] = []
    for fact in budget.records:
        inside = (fact.sheet, fact.table) in about
        match = matches.get(fact.label) if inside else None
        facts.append(fact if match is None else _named(fact, register, match))
        if match is not None and match.kind is MatchKind.FUNDING:
            pots[fact.source] = match.id
        elif match is None and inside and fact.role is Role.LINE and fact.label:
            unknown.append(fact)
    named = tuple(facts)
    return Held(replace(budget, records=named), register, named, pots, tuple(unknown), _proposed(names, unknown))


def _named(fact: Fact, register: Register, match: Match) -> Fact:
    """A fact with the ids of what its label names; a pot lends its own programme and committee."""
    if match.kind is MatchKind.PROGRAMME:
        return replace(fact, programme=match.id, committee=register.programme(match.id).committee)
    if match.kind is MatchKind.FUNDING:
        pot = pot_of(register, match.id)
        return replace(fact, programme=pot.programme, committee=pot.committee)
    return fact


def _proposed(names: Names, unknown: Iterable[Fact]) -> frozenset[str]:
    proposals = (names.propose(label) for label in {each.label for each in unknown})
    return frozenset(match.id for each in proposals if each is not None for match in each.nearest)


def _matches(facts: Iterable[Fact], names: Names) -> dict[str, Match]:
    labels = dict.fromkeys(fact.label for fact in facts)
    return {label: match for label in labels if (match := names.find(label)) is not None}


def _tables_about(facts: Iterable[Fact], matches: Mapping[str, Match]) -> frozenset[tuple[str, str]]:
    """The tables of which enough line labels are names in the register."""
    labels: dict[tuple[str, str], set[str]] = {}
    for fact in facts:
        if fact.role is Role.LINE and fact.label:
            labels.setdefault((fact.sheet, fact.table), set()).add(fact.label)
    return frozenset(
        table for table, found in labels.items() if sum(each in matches for each in found) >= BELONGS * len(found)
    )


def is_known(fact: Fact) -> bool:
    """Whether a fact says how much: stated or a mark for nought."""
    return fact.amount is not None and fact.state in {State.STATED, State.ZERO_MARK}


def pot_of(register: Register, id_: str) -> Funding:
    return next(each for each in register.funding if each.id == id_)

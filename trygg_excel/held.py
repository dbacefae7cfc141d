"""A workbook held against the register: its facts with their ids, and the questions controls ask of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, groupby
from operator import attrgetter
from typing import Any, TypeVar

from trygg_excel.amount_changes import Changes, changes_between, tables_before
from trygg_excel.budget import Budget
from trygg_excel.explain import Explanation, explanations
from trygg_excel.explain.network import Network
from trygg_excel.fact import Fact, Kind, Measure, Role, State, Version
from trygg_excel.finding import Money, Source, Text, listed, text
from trygg_excel.following_up.follow_up import Column, Followed, columns_with_minus, followed_rows
from trygg_excel.identities import identities_of
from trygg_excel.layout.amounts.numbers import collapsed
from trygg_excel.layout.table import Table
from trygg_excel.ledger_facts import Ledger
from trygg_excel.money import KR, Unit
from trygg_excel.register.match import Match, MatchKind, Names
from trygg_excel.register.model import Funding, Programme, Register, Settings
from trygg_excel.same_files import NO_OTHERS, Others
from trygg_excel.table_rows import Placed, TableRow, placed_by_table, table_rows
from trygg_excel.workbook import Cell, Sheet, place

T = TypeVar("T")
BELONGS = 0.3  # a table with a smaller share of known names is about something else
_FACTS, _MEASURE, _HEADING = attrgetter("facts"), attrgetter("measure"), attrgetter("column", "version")
_KIND = attrgetter("kind")
_LINE = Role.LINE  # an enum's member is slow to reach in Python 3.11
_KNOWN = frozenset({State.STATED, State.ZERO_MARK})
_COMPARED = frozenset({Measure.CHANGE, Measure.DEVIATION})


@dataclass(frozen=True)
class Held:
    """`facts` carry programme and committee ids; `pots` the funding id of each cell that states a pot of money.

    `unknown` are the facts of tables about the register's programmes whose label is no confirmed name; `proposed` the
    ids that those may turn out to be. `doubted` are totals that do not add up. `previous` is the workbook of last time,
    `ledger` what is booked, `others` the files judged in the same run; None or empty where they were not given.
    `tells_ledger`: what is wrong with the ledger itself is told here, which is once in a run.
    """

    budget: Budget
    register: Register | None
    facts: tuple[Fact, ...]
    pots: Mapping[Source, str]
    unknown: tuple[Fact, ...]
    proposed: frozenset[str] = frozenset()
    doubted: frozenset[Source] = frozenset()
    previous: Held | None = None
    ledger: Ledger | None = None
    others: Others = NO_OTHERS
    tells_ledger: bool = True

    def doubting(self, totals: Iterable[Source]) -> Held:
        """The same, but for totals found wrong: nothing is concluded from them before they are mended.

        What has been worked out is kept: none of it asks what is doubted.
        """
        found = replace(self, doubted=frozenset(totals))
        found.__dict__.update({name: value for name, value in vars(self).items() if name not in vars(found)})
        return found

    def once(self, work: Callable[[Held], T]) -> T:
        """What `work` makes of the workbook, worked out once however many ask; it must not ask what is doubted."""
        if work not in self._once:
            self._once[work] = work(self)
        found: T = self._once[work]
        return found

    @cached_property
    def _once(self) -> dict[Callable[[Held], Any], Any]:
        return {}

    @cached_property
    def unit(self) -> Unit:
        """The unit the workbook's reader thinks in: that of its first amount."""
        return self.facts[0].shown_unit if self.facts else KR

    def money(self, ore: int | None, *, signed: bool = False) -> Money:
        return Money(ore, self.unit, signed)

    @cached_property
    def settings(self) -> Settings:
        """The municipality's own limits and dates; none are set without a register."""
        return Settings() if self.register is None else self.register.settings

    @cached_property
    def rows(self) -> tuple[TableRow, ...]:
        """The rows of every table, each with all it states."""
        down = frozenset((each.sheet, each.id) for each in self.budget.tables if each.years_down)
        return tuple(table_rows(self.placed, down))

    @cached_property
    def placed(self) -> Mapping[tuple[str, str], Sequence[Placed]]:
        """The facts of each table (sheet, id) with their rows and columns."""
        return placed_by_table(self.facts)

    @cached_property
    def rows_by_programme(self) -> Mapping[str, tuple[TableRow, ...]]:
        """The rows that are about each programme, pots of money apart."""
        found: dict[str, list[TableRow]] = {}
        for row in self.rows:
            for id_ in {each.programme for each in row.facts if each.programme and each.source not in self.pots}:
                found.setdefault(id_, []).append(row)
        return {id_: tuple(rows) for id_, rows in found.items()}

    @cached_property
    def rows_by_table(self) -> Mapping[tuple[str, str], tuple[TableRow, ...]]:
        found: dict[tuple[str, str], list[TableRow]] = {}
        for each in self.rows:
            found.setdefault((each.sheet, each.table), []).append(each)
        return {table: tuple(rows) for table, rows in found.items()}

    @cached_property
    def measures(self) -> Mapping[tuple[str, str], frozenset[Measure]]:
        """What kinds of amounts each table holds."""
        return {
            table: frozenset(map(_MEASURE, chain.from_iterable(map(_FACTS, rows))))
            for table, rows in self.rows_by_table.items()
        }

    @cached_property
    def headings(self) -> Mapping[tuple[str, str], frozenset[tuple[str, Version | None]]]:
        """What stands over the amounts of each table, with the version that it means."""
        return {
            table: frozenset(map(_HEADING, chain.from_iterable(map(_FACTS, rows))))
            for table, rows in self.rows_by_table.items()
        }

    def tables_with(self, *measures: Measure) -> Iterator[tuple[TableRow, ...]]:
        """The rows of each table that holds any of these kinds of amounts."""
        return (rows for table, rows in self.rows_by_table.items() if not self.measures[table].isdisjoint(measures))

    @cached_property
    def followed(self) -> tuple[Followed, ...]:
        """The rows that follow up a budget, sums too."""
        return tuple(followed_rows(self.rows, self.minus))

    @cached_property
    def followed_since(self) -> tuple[tuple[Followed, Followed], ...]:
        """Each follow-up row that stood in the workbook of last time too: as it was, and as it is."""
        if self.previous is None:
            return ()
        was = {(each.row.sheet, each.row.table, each.row.key, each.nature): each for each in self.previous.followed}
        before = tables_before(self.previous.budget, self.budget)
        found = [
            (was.get((*before[each.row.sheet, each.row.table], each.row.key, each.nature)), each)
            for each in self.followed
            if (each.row.sheet, each.row.table) in before
        ]
        return tuple((old, new) for old, new in found if old is not None)

    @cached_property
    def minus(self) -> frozenset[Column]:
        """The columns that write money out with a minus."""
        return columns_with_minus(self.columns)

    @cached_property
    def columns(self) -> Mapping[Column, tuple[Fact, ...]]:
        """The facts of each column of each table."""
        return {
            (*table, column): tuple(facts)
            for table, placed in self.placed.items() for column, facts in _by_column(placed).items()
        }  # fmt: skip

    @cached_property
    def of_kind(self) -> Mapping[Kind, tuple[Fact, ...]]:
        """The facts by what their cells hold."""
        found: dict[Kind, list[Fact]] = defaultdict(list)
        for kind, facts in groupby(self.facts, _KIND):
            found[kind] += facts
        return {kind: tuple(facts) for kind, facts in found.items()}

    @cached_property
    def changes(self) -> Changes | None:
        """What differs from the workbook of last time; None when there is none."""
        return None if self.previous is None else changes_between(self.previous.budget, self.budget)

    @cached_property
    def network(self) -> Network:
        """All that should agree within the workbook."""
        sheets = {each.name: each for each in self.budget.workbook.sheets}
        return Network(identities_of(self.placed, sheets.get))

    @cached_property
    def explained(self) -> tuple[Explanation, ...]:
        """What does not, each with its causes."""
        hidden = {each.name: each.hidden_rows for each in self.budget.workbook.sheets}
        changed = self.changes.changed if self.changes else ()
        before = {(each.now.sheet, each.now.cell): each.before.amount or 0 for each in changed}
        gone = self.changes.gone_facts if self.changes else ()
        return tuple(explanations(self.network, self.facts, hidden, before, gone))

    @cached_property
    def lines(self) -> tuple[Fact, ...]:
        """The amounts of the register's programmes and of names like them; no sums, no changes, no pots."""
        about = {(each.sheet, each.table) for each in self.facts if each.programme} if self.register else ()
        return tuple(
            each
            for each in (self.facts if about else ())
            if (each.sheet, each.table) in about
            and each.role is _LINE
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
        return [each for each in self._stated_totals if each.year == year and year is not None]

    @cached_property
    def _stated_totals(self) -> tuple[Fact, ...]:
        """What the programmes' tables state as their totals."""
        about = {(each.sheet, each.table) for each in self.lines}
        return tuple(
            each
            for each in (self.facts if about else ())
            if each.role is Role.TOTAL and (each.sheet, each.table) in about and each.measure not in _COMPARED
        )

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

    def hidden_rows(self, sheet: str) -> frozenset[int]:
        found = self.sheet(sheet)
        return frozenset() if found is None else found.hidden_rows

    def table(self, sheet: str, id_: str) -> Table | None:
        return self._tables.get((sheet, id_))

    @cached_property
    def _tables(self) -> Mapping[tuple[str, str], Table]:
        return {(each.sheet, each.id): each for each in self.budget.tables}

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
        elif match is None and inside and fact.role is _LINE and fact.label and not names.is_reserved(fact.label):
            unknown.append(fact)
    named = tuple(facts)
    return Held(replace(budget, records=named), register, named, pots, tuple(unknown), _proposed(names, unknown))


def _named(fact: Fact, register: Register, match: Match) -> Fact:
    """A fact with the ids of what its label names; a pot lends its own programme and committee."""
    if match.kind is MatchKind.PROGRAMME:
        return fact._replace(programme=match.id, committee=register.programme(match.id).committee)
    if match.kind is MatchKind.FUNDING:
        pot = pot_of(register, match.id)
        return fact._replace(programme=pot.programme, committee=pot.committee)
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
        if fact.role is _LINE and fact.label:
            labels.setdefault((fact.sheet, fact.table), set()).add(fact.label)
    return frozenset(
        table for table, found in labels.items() if sum(each in matches for each in found) >= BELONGS * len(found)
    )


def _by_column(placed: Iterable[Placed]) -> Mapping[int, Sequence[Fact]]:
    found: dict[int, list[Fact]] = defaultdict(list)
    for (_, column), fact in placed:
        found[column].append(fact)
    return found


def is_known(fact: Fact) -> bool:
    """Whether a fact says how much: stated or a mark for nought."""
    return fact.amount is not None and fact.state in _KNOWN


def pot_of(register: Register, id_: str) -> Funding:
    return next(each for each in register.funding if each.id == id_)

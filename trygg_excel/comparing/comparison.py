"""Years, or versions of one year, side by side: each row's amounts and change, and bridges that add up to the öre."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, TypeAlias

from trygg_excel.comparing.bridge import Bridge, ComparedRow, Stated, Step, StepKind, bridge
from trygg_excel.comparing.programme_marks import shown_by, told_by
from trygg_excel.fact import Fact, Kind, Measure, Nature, Role
from trygg_excel.finding import Text
from trygg_excel.held import Held
from trygg_excel.money import Unit, total
from trygg_excel.notebook.displayed import Framed
from trygg_excel.register.model import Register
from trygg_excel.tolerance import of_sum

__all__ = ["Bridge", "ComparedRow", "Comparison", "Step", "StepKind", "compare"]

if TYPE_CHECKING:
    from trygg_excel.notebook.figures import Figure

_COMPARED = frozenset({Measure.CHANGE, Measure.DEVIATION})
_LINE, _TOTAL = Role.LINE, Role.TOTAL  # an enum's member is slow to reach in Python 3.11


@dataclass(frozen=True, slots=True, repr=False)
class Comparison(Framed):
    """`years` ascending; `totals` are the stated ones, where the workbook has them and they add up.

    Where versions of one `year` stand side by side, `years` numbers them from 1 and `versions` says what each is.
    """

    file: str
    sheet: str
    unit: Unit
    years: tuple[int, ...]
    rows: tuple[ComparedRow, ...]
    totals: Mapping[int, int]
    bridges: tuple[Bridge, ...]
    year: int | None = None
    versions: Mapping[int, Text] = field(default_factory=dict)

    def sum_of(self, year: int) -> int:
        """The known amounts of a year, in öre.

        >>> import trygg_excel as te
        >>> from trygg_excel.shipped import example_folder
        >>> budget = te.read(example_folder("workbooks") / "trygghetspaketet-jamforelse.xlsx")
        >>> te.compare(budget).sum_of(2022)
        500000000
        """
        return total(row.amounts.get(year, 0) for row in self.rows).known

    def plot(
        self,
        kind: Literal["years", "bridge"] = "years",
        year: int | None = None,
        unit: str | None = None,
        lang: str = "sv",
    ) -> Figure:
        """A matplotlib Figure: the years side by side, or the bridge to `year` (the last one unless given).

        Raises NothingToDraw where there is no such bridge, ExtraMissing where matplotlib is not installed.

        >>> import trygg_excel as te
        >>> from trygg_excel.shipped import example_folder
        >>> budget = te.read(example_folder("workbooks") / "trygghetspaketet-jamforelse.xlsx")
        >>> te.compare(budget).plot("bridge", 2022).axes[0].get_title(loc="left")
        'Brygga 2021–2022'
        """
        from trygg_excel.notebook.drawn import bridge_figure, years_figure

        return bridge_figure(self, year, unit, lang) if kind == "bridge" else years_figure(self, unit, lang)

    def name_of(self, year: int) -> Text:
        """'2022', or what the version is called."""
        return self.versions.get(year) or Text(str(year), str(year))


def compare(held: Held, years: Sequence[int] | None = None, base: int | None = None) -> Comparison | None:
    """The workbook's years side by side; None when it has fewer than two.

    `years` keeps those asked for; `base` is the year each other is bridged from instead of the one before. Where a
    year has several versions, the one that most years have is compared.
    """
    facts = one_version(series(held, years))
    found = tuple(sorted({fact.year for fact in facts if fact.year is not None}))
    if len(found) < 2:
        return None
    rows, stated = _rows(held, facts, found), _stated(held, facts)
    bridges = tuple(
        bridge(_marked(held.register, rows, pair), stated, *pair, register=held.register)
        for pair in _pairs(found, base)
    )
    first = facts[0]
    return Comparison(held.budget.name, first.sheet, first.shown_unit, found, rows, stated.totals, bridges)


def _pairs(years: tuple[int, ...], base: int | None) -> list[tuple[int, int]]:
    """Each year with the one before it, or with the base year where there is one."""
    if base is None or base not in years:
        return list(pairwise(years))
    return [(base, year) for year in years if year != base]


def series(held: Held, years: Sequence[int] | None = None, least: int = 2) -> list[Fact]:
    """The line facts of one kind of amount in one table: the one that has most of them over at least `least` years.

    The same part of each year is compared: January with January, the first eight months with the first eight.
    """
    found = held.once(_by_kind)
    if years is not None:
        kept = {kind: [each for each in facts if each.year in years] for kind, facts in found.items()}
        found = {kind: facts for kind, facts in kept.items() if facts}
    several = [kind for kind, facts in found.items() if len({each.period_to // 100 for each in facts}) >= least]  # type: ignore[operator]
    if not several:
        return []
    return found[max(several, key=lambda kind: (len(found[kind]), kind[3] is Nature.NET, kind[4]))]


_Kind: TypeAlias = tuple[str, str, str, Nature, int]


def _by_kind(held: Held) -> dict[_Kind, list[Fact]]:
    """The line facts that have a year, by what they may be compared with."""
    lines = held.lines or tuple(
        each for each in held.facts if each.role is _LINE and each.measure not in _COMPARED and each.label
    )
    found: dict[tuple[object, ...], list[Fact]] = {}
    kinds: dict[_Kind, list[Fact]] = {}
    for each in lines:
        if each.period_to is None:
            continue
        alike = (each.sheet, each.table, each.measure, each.nature, each.period_from, each.period_to)
        group = found.get(alike)
        if group is None:
            group = found[alike] = kinds.setdefault(_kind(each), [])
        group.append(each)
    return kinds


def _kind(fact: Fact) -> _Kind:
    """What may be compared with what; the number says what part of the year, the larger the later and longer."""
    first, last = ((each or 0) % 100 for each in (fact.period_from, fact.period_to))
    return fact.sheet, fact.table, fact.measure, fact.nature, (last * 100 + 13 - first if last else 0)


def one_version(facts: Sequence[Fact]) -> list[Fact]:
    """The facts with one version a year: the one that covers most years, and of those the last in reading order."""
    years: dict[str, set[int | None]] = {}
    for fact in facts:
        years.setdefault(version_of(fact), set()).add(fact.year)
    order = list(years)
    rank = {version: (len(years[version]), order.index(version)) for version in order}
    best: dict[int | None, str] = {}
    for version in order:
        for year in years[version]:
            if year not in best or rank[version] > rank[best[year]]:
                best[year] = version
    return [fact for fact in facts if version_of(fact) == best[fact.year]]


def version_of(fact: Fact) -> str:
    """Which version of its year the amount is; '' where nothing tells it from others."""
    return "" if fact.version is None else fact.version.value


def _stated(held: Held, facts: Sequence[Fact]) -> Stated:
    """The totals and, for those that were typed, what rounding of the rows explains (a live sum is exact)."""
    by_year: dict[int, list[Fact]] = {}
    for each in facts:
        if each.year is not None:
            by_year.setdefault(each.year, []).append(each)
    found = {
        year: whole
        for year, rows in by_year.items()
        if (whole := held.total_of(year) or _total_of(held, rows[0], year)) is not None
    }
    totals = {year: whole.amount for year, whole in found.items() if whole.amount is not None}
    rounding = {year: _rounding(by_year[year]) for year, whole in found.items() if whole.kind is not Kind.FORMULA}
    return Stated(totals, rounding)


def _total_of(held: Held, first: Fact, year: int) -> Fact | None:
    """The one total that the rows' own table states for the year; None when there is none, several, or it is wrong."""
    wanted = (_kind(first), version_of(first))
    totals = held.once(_totals)
    found = [each for each in totals if each.year == year and (_kind(each), version_of(each)) == wanted]
    return found[0] if len(found) == 1 and found[0].source not in held.doubted else None


def _totals(held: Held) -> tuple[Fact, ...]:
    return tuple(each for each in held.facts if each.role is _TOTAL)


def _rounding(facts: Sequence[Fact]) -> int:
    rows = [each for each in facts if each.amount]
    if not rows or any(each.kind is Kind.FORMULA for each in rows):
        return 0
    return of_sum(max(each.quantum for each in rows), len(rows), rows[0].shown_unit).soft


def _rows(held: Held, facts: Iterable[Fact], years: tuple[int, ...]) -> tuple[ComparedRow, ...]:
    """The rows in reading order, marked with what happened to them over `years`."""
    return tuple(_row(held.register, cells, years) for cells in cells_by_row((fact.year, fact) for fact in facts))


def cells_by_row(facts: Iterable[tuple[int | None, Fact]]) -> list[dict[int, Fact]]:
    """The facts of each row by the key that each was given with; the same name again is a row of its own, no sum."""
    named: dict[str, list[dict[int, Fact]]] = {}
    found: list[dict[int, Fact]] = []
    for key, fact in facts:
        if key is None:
            continue
        rows = named.setdefault(fact.programme or f"{fact.group} / {fact.label}", [])
        free = next((row for row in rows if key not in row), None)
        if free is None:
            free = {}
            rows.append(free)
            found.append(free)
        free[key] = fact
    return found


def _row(register: Register | None, cells: Mapping[int, Fact], years: tuple[int, ...]) -> ComparedRow:
    latest = cells[max(cells)]
    amounts = {year: fact.amount for year, fact in cells.items()}
    sources = {year: fact.source for year, fact in cells.items()}
    mark = _mark(register, latest.programme, amounts, years)
    return ComparedRow(latest.label, latest.group, latest.programme, amounts, sources, mark)


def _marked(register: Register | None, rows: Iterable[ComparedRow], years: tuple[int, ...]) -> Iterator[ComparedRow]:
    """The rows marked with what happened to them over other years."""
    for row in rows:
        mark = _mark(register, row.programme, row.amounts, years)
        same = mark == row.mark
        yield row if same else ComparedRow(row.label, row.group, row.programme, row.amounts, row.sources, mark)


def _mark(
    register: Register | None, programme: str | None, amounts: Mapping[int, int | None], years: tuple[int, ...]
) -> Text:
    told = told_by(register, programme, years) if register is not None and programme else None
    return told if told is not None and told.sv else shown_by(amounts, years)

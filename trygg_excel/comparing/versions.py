"""Versions of the same year side by side: columns of one workbook, or the same year in several workbooks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from trygg_excel.comparing.bridge import ComparedRow, Stated, bridge
from trygg_excel.comparing.comparison import Comparison, cells_by_row, one_version, series, version_of
from trygg_excel.comparing.programme_marks import shown_in
from trygg_excel.fact import Fact
from trygg_excel.finding import Text, listed
from trygg_excel.held import Held
from trygg_excel.layout.amounts.numbers import collapsed

_ALIKE = 0.5  # two workbooks with a smaller share of rows in common are about different things


def versions_within(held: Held) -> tuple[Comparison, ...]:
    """A comparison for each year that the workbook states in several versions, such as original and revised budget."""
    by_year: dict[int, dict[str, list[Fact]]] = {}
    for fact in series(held, least=1):
        if fact.year is not None:
            by_year.setdefault(fact.year, {}).setdefault(version_of(fact), []).append(fact)
    return tuple(
        _compared(held.budget.name, year, [(_heading(facts), facts) for facts in versions.values()])
        for year, versions in sorted(by_year.items())
        if len(versions) > 1
    )


def versions_across(helds: Sequence[Held], *, asked: bool = False) -> tuple[Comparison, ...]:
    """A comparison for each year that several workbooks about the same rows state differently, in the order given.

    Rows may be called the same in every committee's workbook: unless a person has `asked` for these to be compared,
    half of the amounts must be the same too.
    """
    if len(helds) < 2:
        return ()
    stated: dict[int, list[tuple[Text, list[Fact]]]] = {}
    for held in helds:
        for year, facts in _years(one_version(series(held, least=1))).items():
            stated.setdefault(year, []).append((Text(held.budget.name, held.budget.name), facts))
    found: list[Comparison] = []
    for year, given in sorted(stated.items()):
        alike = [each for each in given if _are_versions(given[0][1], each[1], asked=asked)]
        if len(alike) > 1 and len({_substance(facts) for _, facts in alike}) > 1:
            names = listed((name.sv for name, _ in alike), most=3)
            found.append(_compared(names.sv, year, alike))
    return tuple(found)


def _years(facts: Iterable[Fact]) -> dict[int, list[Fact]]:
    found: dict[int, list[Fact]] = {}
    for fact in facts:
        if fact.year is not None:
            found.setdefault(fact.year, []).append(fact)
    return found


def _compared(file: str, year: int, versions: Sequence[tuple[Text, list[Fact]]]) -> Comparison:
    names = {number: name for number, (name, _) in enumerate(versions, 1)}
    cells = cells_by_row((number, fact) for number, (_, facts) in enumerate(versions, 1) for fact in facts)
    rows = tuple(_row(each, names) for each in cells)
    keys = tuple(names)
    bridges = tuple(bridge(rows, Stated(), *pair) for pair in pairwise(keys))
    first = versions[0][1][0]
    return Comparison(file, first.sheet, first.shown_unit, keys, rows, {}, bridges, year, names)


def _row(cells: Mapping[int, Fact], names: Mapping[int, Text]) -> ComparedRow:
    latest = cells[max(cells)]
    amounts = {key: fact.amount for key, fact in cells.items()}
    sources = {key: fact.source for key, fact in cells.items()}
    return ComparedRow(latest.label, latest.group, latest.programme, amounts, sources, shown_in(amounts, names))


def _heading(facts: Sequence[Fact]) -> Text:
    """What the workbook calls the version: the words of its column."""
    return Text(collapsed(facts[0].column), collapsed(facts[0].column))


def _key(fact: Fact) -> str:
    return fact.programme or f"{fact.group} / {fact.label}"


def _are_versions(first: Iterable[Fact], second: Iterable[Fact], *, asked: bool) -> bool:
    one, other = ({_key(each): each.amount for each in facts} for facts in (first, second))
    shared = one.keys() & other.keys()
    if len(shared) < _ALIKE * max(1, len(one), len(other)):
        return False
    equal = sum(one[key] == other[key] for key in shared if one[key])
    return asked or equal >= _ALIKE * sum(bool(one[key]) for key in shared)


def _substance(facts: Iterable[Fact]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted((_key(each), str(each.amount)) for each in facts))

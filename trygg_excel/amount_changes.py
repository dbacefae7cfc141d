"""What has changed in the amounts between two versions of a workbook, told apart from how they are laid out."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from trygg_excel.budget import Budget
from trygg_excel.confirming.pairs import paired
from trygg_excel.fact import Fact, Measure, Role
from trygg_excel.family import normal
from trygg_excel.tolerance import across

_Place = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """One amount as it was and as it is: the same row, kind of amount and period."""

    before: Fact
    now: Fact

    @property
    def difference(self) -> int | None:
        """Now minus before in öre; None when either is unknown."""
        if self.before.amount is None or self.now.amount is None:
            return None
        return self.now.amount - self.before.amount


@dataclass(frozen=True, slots=True)
class Changes:
    """`compared` amounts stand in both; `changed` are those that differ, `come` and `gone` the rows in one only.

    `gone_facts`: the amounts of each line that is gone.
    """

    compared: tuple[Change, ...]
    changed: tuple[Change, ...]
    come: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    gone_facts: tuple[tuple[Fact, ...], ...] = ()


def tables_before(before: Budget, now: Budget) -> Mapping[_Place, _Place]:
    """For each table (sheet, id) now, which one it was."""
    return {
        (each.now.sheet, each.now.id): (each.before.sheet, each.before.id)
        for each in paired(before.tables, now.tables)
    }  # fmt: skip


def changes_between(before: Budget, now: Budget) -> Changes:
    """Both with the programmes of their facts. What a version states twice is left out."""
    pairs = tables_before(before, now)
    known = {was: was for was in pairs.values()}
    old, new = before.records, now.records
    compared = tuple(_compared(_placed(old, known), _placed(new, pairs)))
    changed = tuple(each for each in compared if _differs(each))
    was, rows = _rows(old, known), _rows(new, pairs)
    come = tuple(dict.fromkeys(label for key, label in rows.items() if key not in was))
    gone = tuple(dict.fromkeys(label for key, label in was.items() if key not in rows))
    lines: dict[Hashable, list[Fact]] = {}
    for table, each in _placed(old, known):
        if each.role is Role.LINE and (table, *_row_key(each)) not in rows:
            lines.setdefault((table, *_row_key(each)), []).append(each)
    return Changes(compared, changed, come, gone, tuple(map(tuple, lines.values())))


def _placed(facts: Iterable[Fact], tables: Mapping[_Place, _Place]) -> list[tuple[_Place, Fact]]:
    """The facts of the tables that both have, each with which table that was."""
    return [
        (tables[each.sheet, each.table], each)
        for each in facts
        if (each.sheet, each.table) in tables and each.period_to is not None
    ]


def _compared(old: Sequence[tuple[_Place, Fact]], new: Sequence[tuple[_Place, Fact]]) -> Iterator[Change]:
    """The amounts of both, by all that is said of them; then by less, since a title may say more than before."""
    for kind in (_kind, _loose_kind):
        before, now = _once(old, kind), _once(new, kind)
        found = [Change(before[key], fact) for key, fact in now.items() if key in before]
        yield from found
        told = {id(fact) for each in found for fact in (each.before, each.now)}
        old = [each for each in old if id(each[1]) not in told]
        new = [each for each in new if id(each[1]) not in told]


def _once(
    facts: Iterable[tuple[_Place, Fact]], kind: Callable[[Fact], tuple[Hashable, ...]]
) -> dict[tuple[Hashable, ...], Fact]:
    """The facts that are the only one of their row and kind."""
    found: dict[tuple[Hashable, ...], list[Fact]] = {}
    for table, each in facts:
        found.setdefault((table, *_row_key(each), *kind(each)), []).append(each)
    return {key: own[0] for key, own in found.items() if len(own) == 1}


def _row_key(fact: Fact) -> tuple[str, str]:
    """By what a row is known again; 'Summa' and 'Summa tkr' are the same sum."""
    own = fact.label.casefold() if fact.role is Role.LINE else normal(fact.label)
    return fact.group.casefold(), fact.programme or own


def _kind(fact: Fact) -> tuple[Hashable, ...]:
    return fact.measure, fact.nature, fact.against, fact.version, fact.basis, fact.period_from, fact.period_to


def _loose_kind(fact: Fact) -> tuple[Hashable, ...]:
    """Without what a title alone may say: 'Förslag till ram'."""
    return fact.measure, fact.against, fact.basis, fact.period_from, fact.period_to


def _rows(facts: Iterable[Fact], tables: Mapping[_Place, _Place]) -> dict[Hashable, str]:
    return {
        (table, *_row_key(each)): each.label
        for each in facts
        if each.label and (table := tables.get((each.sheet, each.table))) is not None
    }


def _differs(change: Change) -> bool:
    difference = change.difference
    if difference is None:
        return change.before.amount is not change.now.amount
    tolerance = across(change.before.quantum, change.now.quantum, change.now.shown_unit)
    return tolerance.judge(difference) not in {"holds", "rounding"}


def is_of_earlier_year(change: Change, year: int | None) -> bool:
    """Whether an amount is a comparison figure: an outcome or budget of a year before the workbook's own."""
    stated = change.now.measure in {Measure.ACTUAL, Measure.BUDGET}
    return stated and year is not None and change.now.year is not None and change.now.year < year

"""The rows of a comparison: groups with their sums, live, and each amount's change, share and course."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from itertools import pairwise
from string import ascii_uppercase, digits
from typing import TypeAlias

from trygg_excel.comparing.bridge import ComparedRow
from trygg_excel.finding import Source, Text, text
from trygg_excel.money import total
from trygg_excel.reporting.model import Amount, Formula, Operation, Ratio, Row, RowRole, Trend, Value
from trygg_excel.reporting.plain import one_line
from trygg_excel.reporting.words import place

_MOST_CELLS = 4  # told one by one
SEPARATOR = " / "  # between the headings of a group
_COURSES = {
    (False, False): Text("oförändrat", "unchanged"),
    (True, False): Text("ökar", "rises"),
    (False, True): Text("minskar", "falls"),
    (True, True): Text("varierar", "varies"),
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What stands beside a row's amounts. `keys` as the columns stand, `pairs` (before, now) as the changes do.

    `share` is the key whose share of the total is shown, if any; `trend` the keys of the small chart, as time runs.
    """

    keys: tuple[int, ...]
    pairs: tuple[tuple[int, int], ...]
    share: int | None
    trend: tuple[int, ...]
    aside: tuple[tuple[int, int], ...] = ()

    @property
    def width(self) -> int:
        """The columns beside the label: amounts, changes, remark, share, small chart, changes aside, cells."""
        fixed = 2 + (self.share is not None) + bool(self.trend)
        return len(self.keys) + 2 * len(self.pairs) + 2 * len(self.aside) + fixed


@dataclass(slots=True)
class _Group:
    """A heading with what stands under it."""

    label: str
    parts: list[_Part] = field(default_factory=list)


_Part: TypeAlias = "_Group | ComparedRow"


@dataclass(frozen=True, slots=True)
class _Entry:
    """A row to be: `parts` are the rows a sum is of, by index."""

    label: str | Text
    role: RowRole
    level: int
    row: ComparedRow | None = None
    parts: tuple[int, ...] = ()


def is_grouped(rows: Iterable[ComparedRow]) -> bool:
    """Whether any heading has several rows under it: a heading for each row is no group."""
    given = [_headings(row.group) for row in rows]
    return any(group and group == after for group, after in pairwise(given))


def compared_rows(rows: Sequence[ComparedRow], shape: Shape) -> tuple[Row, ...]:
    """The rows under their headings, each group with its sum, and the total last."""
    entries = _entries(rows)
    sums = _sums(entries, shape.keys)
    return tuple(_row(entries, index, shape, sums) for index in range(len(entries)))


def rows_of_cells(rows: Sequence[ComparedRow]) -> dict[Source, int]:
    """The row of the table in which each cell's amount stands."""
    found = enumerate(entry.row for entry in _entries(rows))
    return {source: index for index, row in found if row is not None for source in row.sources.values()}


def _entries(rows: Sequence[ComparedRow]) -> list[_Entry]:
    entries: list[_Entry] = []
    if is_grouped(rows):
        tops = _emit(_tree(rows), entries, 0)
    else:
        entries = [_Entry(_with_group(row), RowRole.LINE, 0, row) for row in rows]
        tops = list(range(len(entries)))
    return [*entries, _Entry(Text("Summa", "Total"), RowRole.TOTAL, 0, parts=tuple(tops))]


def _with_group(row: ComparedRow) -> str:
    return f"{row.group}{SEPARATOR}{row.label}" if row.group else row.label


def _tree(rows: Iterable[ComparedRow]) -> _Group:
    """The rows under their headings in reading order; a heading that comes again begins anew."""
    root = _Group("")
    open_ = [root]
    for row in rows:
        path = _headings(row.group)
        shared = 0
        while shared < min(len(path), len(open_) - 1) and open_[shared + 1].label == path[shared]:
            shared += 1
        del open_[shared + 1 :]
        for heading in path[shared:]:
            open_[-1].parts.append(_Group(heading))
            open_.append(_last_group(open_[-1]))
        open_[-1].parts.append(row)
    return root


def _headings(group: str) -> list[str]:
    """Those that say anything."""
    return [heading for heading in group.split(SEPARATOR) if one_line(heading, "")]


def _last_group(group: _Group) -> _Group:
    last = group.parts[-1]
    if not isinstance(last, _Group):
        raise TypeError(last)
    return last


def _emit(group: _Group, entries: list[_Entry], level: int) -> list[int]:
    """Add the group's rows; gives the rows that together are all of it."""
    found: list[int] = []
    for part in group.parts:
        if isinstance(part, ComparedRow):
            entries.append(_Entry(part.label, RowRole.LINE, level, part))
            found.append(len(entries) - 1)
            continue
        entries.append(_Entry(part.label, RowRole.GROUP, level))
        inner = _emit(part, entries, level + 1)
        if len(inner) > 1:
            label = text("Summa {group}", "Total {group}", group=part.label)
            entries.append(_Entry(label, RowRole.SUBTOTAL, level, parts=tuple(inner)))
            inner = [len(entries) - 1]
        found += inner
    return found


_Amounts: TypeAlias = Mapping[int, int | None]


def _sums(entries: Sequence[_Entry], keys: Iterable[int]) -> Sequence[_Amounts]:
    """The amounts of each entry; an unknown one is no part of a sum. A key without an amount is missing."""
    found: list[dict[int, int | None]] = []
    for entry in entries:
        if entry.row is not None:
            found.append(dict(entry.row.amounts))
        else:
            found.append({key: total(found[part].get(key, 0) for part in entry.parts).known for key in keys})
    return found


def _row(entries: Sequence[_Entry], index: int, shape: Shape, sums: Sequence[_Amounts]) -> Row:
    entry, amounts = entries[index], sums[index]
    if entry.role is RowRole.GROUP:
        return Row((entry.label, *(None,) * shape.width), entry.role, level=entry.level)
    cells: list[Value] = [entry.label]
    cells += [_amount(entry, key, amounts) for key in shape.keys]
    cells += _changes(index, shape.pairs, amounts)
    cells.append(None if entry.row is None else entry.row.mark)
    if shape.trend:
        cells.append(_trend(shape.trend, amounts))
    if shape.share is not None:
        cells.append(_share(index, len(entries) - 1, shape.share, amounts, sums[-1]))
    cells += _changes(index, shape.aside, amounts)
    cells.append(None if entry.row is None else _where(entry.row.sources, shape))
    return Row(tuple(cells), entry.role, level=entry.level)


@cache
def key_of(key: int) -> str:
    """The key of the column of a year or version."""
    return f"y{key}"


def _amount(entry: _Entry, key: int, amounts: _Amounts) -> Value:
    if entry.parts:
        return Formula(Operation.SUM, tuple((part, key_of(key)) for part in entry.parts), Amount(amounts[key]))
    return Amount(amounts[key]) if key in amounts else None


def _changes(index: int, pairs: Iterable[tuple[int, int]], amounts: _Amounts) -> list[Value]:
    cells: list[Value] = []
    for before, now in pairs:
        pair = ((index, key_of(now)), (index, key_of(before)))
        new, old = amounts.get(now, 0), amounts.get(before, 0)
        if new is None or old is None:
            cells += [Amount(None), Ratio(None)]
            continue
        share = Decimal(new - old) / abs(old) if old else None
        cells.append(Formula(Operation.DIFFERENCE, pair, Amount(new - old)))
        cells.append(Formula(Operation.RELATIVE_CHANGE, pair, Ratio(share)))
    return cells


def _share(index: int, whole: int, key: int, amounts: _Amounts, totals: _Amounts) -> Value:
    """The row's share of the total."""
    part, all_ = amounts.get(key), totals[key]
    if part is None:
        return None
    share = Decimal(part) / all_ if all_ else None
    return Formula(Operation.SHARE, ((index, key_of(key)), (whole, key_of(key))), Ratio(share))


def _where(sources: Mapping[int, Source], shape: Shape) -> str:
    """'B5:D5' or 'B5, D5', as the amounts stand; with the sheet where the amounts stand on several.

    Of several workbooks the columns tell which: what stands in the same cell of each is told once.
    """
    found = [sources[key] for key in shape.keys if key in sources]
    if len({each.sheet for each in found}) > 1:
        return ", ".join(dict.fromkeys(map(place, found)))
    if len({each.file for each in found}) > 1:
        return ", ".join(dict.fromkeys(each.cell for each in found))
    return _in_short([each.cell for each in found])


def _in_short(cells: Sequence[str]) -> str:
    """Those that stand side by side as a range, many others by the first and the last."""
    places = sorted((_column_number(cell), cell) for cell in cells)
    side_by_side = len({cell.lstrip(ascii_uppercase) for cell in cells}) == 1 and all(
        now == before + 1 for (before, _), (now, _) in pairwise(places)
    )
    if side_by_side and len(cells) > 2:
        return f"{places[0][1]}:{places[-1][1]}"
    return ", ".join(cells) if len(cells) <= _MOST_CELLS else f"{cells[0]} … {cells[-1]}"


def _column_number(cell: str) -> int:
    number = 0
    for letter in cell.rstrip(digits):
        number = 26 * number + ascii_uppercase.index(letter) + 1
    return number


def _trend(keys: Sequence[int], amounts: _Amounts) -> Trend | None:
    """None where an amount is unknown: a chart would show it as nought."""
    points = tuple(amounts.get(key) for key in keys)
    if any(key in amounts and amounts[key] is None for key in keys):
        return None
    known = [each or 0 for each in points]
    steps = [now - before for before, now in pairwise(known)]
    said = _COURSES[any(step > 0 for step in steps), any(step < 0 for step in steps)]
    return Trend(tuple(map(key_of, keys)), points, said)

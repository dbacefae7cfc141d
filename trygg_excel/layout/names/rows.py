"""The rows of a table: each one's own name, the headings above it, and whether it is a line or a sum."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from trygg_excel.fact import Role
from trygg_excel.layout.amounts.numbers import collapsed
from trygg_excel.layout.amounts.units import declared_unit
from trygg_excel.layout.kinds.terms import DIFFERENCES, leads_with_measure, measure_in
from trygg_excel.layout.names.groups import begun_name, heading_in, names_group
from trygg_excel.layout.names.outer import Carried
from trygg_excel.layout.names.roles import with_roles
from trygg_excel.layout.sight.blank_lines import is_blank_line, lacks_amounts
from trygg_excel.layout.sight.grid import Grid
from trygg_excel.layout.sight.seen import Seen
from trygg_excel.layout.table import Body, LabelledRow
from trygg_excel.layout.time.periods import Period, read_period, says_only_when, without_years
from trygg_excel.layout.vocabulary import is_total, says_only_measure, without_bullet
from trygg_excel.money import Unit

_NOTE_MARK = re.compile(r"(\d{1,2}\)|\*{1,3}|[¹²³⁴⁵])")
_MARK = re.compile(r"(?<!\s)\s*(\d{1,2}\)|\(\d{1,2}\)|\*{1,3}|[¹²³⁴⁵])$")
_OPENS = re.compile(r"(?:ram|budget(?:ram)?|bokslut|utfall|prognos|plan) (?:19|20)\d\d\b(?! ?[-–/] ?\d)", re.IGNORECASE)
_REPEATED = 3  # groups that hold the same measures, before those count as no names


def labelled_rows(grid: Grid, body: Body, headers: tuple[int, ...], *, dated: bool) -> tuple[LabelledRow, ...]:
    """The rows of a body, top to bottom, named; a group's heading may stand between header and body.

    A year written once goes for the rows under it that have none, down to their sum. `dated`: the title, the sheet or
    the columns say the year, so that one in a name is of the name: 'Agenda 2030'.
    """
    notes = _footnote_marks(grid, body)
    groups, carried = _Groups(), Carried(grid, body)
    found: list[LabelledRow] = []
    wanted, begun = set(body.rows), ""
    for row in range(headers[-1] + 1 if headers and not body.continues else body.top, body.bottom + 1):
        bare = row not in wanted or lacks_amounts(grid, body, row)
        heads = bare and names_group(grid, body, row)
        if row in wanted and not heads:
            named = _labelled(grid, body, row, (*groups.path, *carried.over(row)), notes)
            named, begun = named._replace(label=begun + named.label), ""
            if body.periods and named.period is None and found and not is_total(named.label):
                named = named._replace(period=found[-1].period)
            found.append(named)
            groups.data_seen()
        elif begun := begun_name(grid, body, row):
            continue
        elif heads:
            heading = heading_in(body, grid.row(row, body.first, body.last))
            if is_blank_line(grid, body, heading):
                continue
            groups.see(heading, label_text(heading.text, notes).rstrip(": "))
            carried.heading_seen()
    return with_roles(grid, body, _named_by_group(_dated(_carried(found, body), body, dated)))


def row_name(grid: Grid, body: Body, row: int) -> str:
    """The last word in the label columns of a row."""
    line = grid.line(row)
    for column in reversed(body.labels):
        seen = line.get(column)
        if seen is not None and seen.is_word:
            return seen.text
    return ""


class _Groups:
    """The headings in force over the rows; one that follows another with no row between stands under it."""

    def __init__(self) -> None:
        self._levels: list[tuple[tuple[object, ...], str]] = []
        self._data = True

    @property
    def path(self) -> tuple[str, ...]:
        return tuple(text for _, text in self._levels)

    def see(self, heading: Seen, text: str) -> None:
        look = _look(heading)
        if not self._data and self._levels and self._levels[-1][0] == look and _goes_on(self._levels[-1][1], text):
            over = self._levels.pop()[1]
            text = over[:-1] + text if over.endswith("-") else f"{over} {text}"
        same = next((at for at, (known, _) in enumerate(self._levels) if known == look), None)
        if same is not None:
            del self._levels[same:]
        elif self._data and self._levels:
            self._levels.pop()
        self._levels.append((look, text))
        self._data = False

    def data_seen(self) -> None:
        self._data = True


def _goes_on(over: str, text: str) -> bool:
    """Whether a heading goes on in the row under it: 'Barn- och utbildnings-', 'nämnden'."""
    return text[:1].islower() and not over.endswith(":")


def _look(heading: Seen) -> tuple[object, ...]:
    """What makes two headings ones of the same level."""
    style = heading.cell.style
    return heading.cell.column, style.indent, style.bold, style.italic, heading.text.isupper()


def _labelled(grid: Grid, body: Body, row: int, groups: tuple[str, ...], notes: frozenset[str]) -> LabelledRow:
    """The row's name is its last word in the label columns; a unit it does not say may be its group's."""
    line = grid.line(row)
    words = [seen for column in body.labels if (seen := line.get(column)) is not None and seen.is_word]
    if not words and body.labels and not body.measures:
        words = [seen for seen in grid.row(row, body.first, body.amounts[0]) if seen.is_word][-1:]
    words = words or [seen for column in body.periods if (seen := line.get(column)) is not None and _differs(seen)]
    label = label_text(words[-1].text, notes) if words else ""
    before = tuple(label_text(seen.text, notes) for seen in words[:-1])
    return LabelledRow(
        row,
        label,
        (*groups, *before),
        Role.LINE,
        next((read_period(text) for text in _texts(line, body.periods)), None) if body.periods else None,
        _own_unit(_texts(line, body.units), label, groups),
        " ".join(_texts(line, body.measures)) or (label if leads_with_measure(label) else ""),
    )


def _differs(seen: Seen) -> bool:
    """Whether what stands among years down tells how they differ: 'Förändring 2026 mot 2025' after '2025', '2026'."""
    return seen.is_word and read_period(seen.text) is None and measure_in(seen.text) in DIFFERENCES


def _texts(line: Mapping[int, Seen], columns: tuple[int, ...]) -> list[str]:
    """What a row says in columns of one kind, of which most tables have none."""
    return [line[column].text for column in columns if column in line] if columns else []


def _own_unit(told: list[str], label: str, groups: tuple[str, ...]) -> Unit | None:
    """The unit of the column that tells units, else of the row's name, else of a heading above it."""
    for each in (*told, label, *reversed(groups)):
        unit = declared_unit(each)
        if unit is not None:
            return unit
    return None


def _dated(rows: list[LabelledRow], body: Body, said: bool) -> list[LabelledRow]:
    """With the periods that the rows' names say, where at least half of them do, else the groups' where most do.

    One that does among many is a name: 'Nationaldagen 2030'.
    """
    named = _named_periods([each.label for each in rows], said)
    if body.periods:
        pairs = zip(rows, named, strict=True)
        return [row._replace(period=row.period or (period if is_total(row.label) else None)) for row, period in pairs]
    by_group = _group_periods(list(dict.fromkeys(each.group for each in rows)), said)
    grouped = 2 * sum(period is not None for period in by_group.values()) >= len(by_group)
    if 2 * sum(each is not None for each in named) >= len(rows):
        periods = [
            period or (by_group[row.group] if grouped else None) for row, period in zip(rows, named, strict=True)
        ]
        return [row._replace(period=period) for row, period in zip(rows, periods, strict=True)]
    if not grouped:
        return [_of_own_year(row) for row in rows]
    return [own._replace(period=own.period or by_group[row.group]) for row in rows for own in (_of_own_year(row),)]


def _named_periods(labels: list[str], said: bool) -> list[Period | None]:
    """The period of each name; where another is said, only of names that say no more than when: 'Utfall 2021'."""
    periods = [read_period(label) for label in labels]
    if not said or _differ_by_year(labels, periods):
        return periods
    return [period if says_only_when(label) else None for label, period in zip(labels, periods, strict=True)]


def _differ_by_year(labels: list[str], periods: list[Period | None]) -> bool:
    """Whether most names that have a year come back with another: 'Skola 2021', 'Skola 2022'."""
    rests = Counter(without_years(label) for label, period in zip(labels, periods, strict=True) if period)
    return 2 * sum(count for count in rests.values() if count > 1) > rests.total()


def opens_with_year(label: str) -> bool:
    """Whether a row's name says its year before anything else: 'Budget 2025 enl. IB'."""
    return _OPENS.match(label) is not None


def _of_own_year(row: LabelledRow) -> LabelledRow:
    """With the year that a row's name says before anything else: 'Ram 2025 inkl. tilläggsbudget'."""
    return row._replace(period=read_period(row.label)) if opens_with_year(row.label) else row


def _group_periods(groups: list[tuple[str, ...]], said: bool) -> dict[tuple[str, ...], Period | None]:
    """The period that the nearest heading above each group of rows names."""
    texts = list(dict.fromkeys(text for group in groups for text in group))
    named = dict(zip(texts, _named_periods(texts, said), strict=True))
    return {group: next((named[each] for each in reversed(group) if named[each]), None) for group in groups}


def _carried(rows: list[LabelledRow], body: Body) -> list[LabelledRow]:
    """With a name written once over its measures ('Budget', 'Utfall') or its years carried down to them."""
    named: list[LabelledRow] = []
    for row in rows:
        if not row.label and body.measures and named and row.measure:
            named.append(row._replace(label=named[-1].label, group=named[-1].group))
        elif not row.label and not body.labels and row.group:
            named.append(row._replace(label=row.group[-1], group=row.group[:-1]))
        else:
            named.append(row)
    return named


def _named_by_group(rows: list[LabelledRow]) -> list[LabelledRow]:
    """Rows that say nothing but a measure ('Utfall 2016', 'Budget 2017', 'Avvikelse') under each group's name.

    What such an amount is for is the group, and the row says the measure.
    """
    measures = [each for each in rows if each.group and says_only_measure(each.label)]
    groups = {each.group for each in measures}
    if len(groups) < _REPEATED or 2 * len(measures) < len(rows):
        return rows
    return [
        row._replace(label=row.group[-1], group=row.group[:-1], measure=row.label)
        if row.group and says_only_measure(row.label)
        else row
        for row in rows
    ]


@lru_cache(maxsize=16_384)
def label_text(text: str, notes: frozenset[str] = frozenset()) -> str:
    """A label without its bullet, and without a footnote mark whose note stands on the sheet."""
    label = without_bullet(collapsed(text)).strip()
    match = _MARK.search(label)
    return label[: match.start()].strip() if match and match.group(1) in notes else label


def _footnote_marks(grid: Grid, body: Body) -> frozenset[str]:
    """The marks that notes under the table begin with: '1)', '*'."""
    return frozenset(mark for mark, row in grid.once(_last_notes).items() if row > body.bottom)


def _last_notes(grid: Grid) -> dict[str, int]:
    """The last row in which a text begins with each of the marks that notes have."""
    marked = [seen for seen in grid.words(1, grid.rows[-1]) if seen.text[:1] == "*" or seen.text[:1].isdigit()]
    return {mark[1]: seen.cell.row for seen in marked if (mark := _NOTE_MARK.match(seen.text))}

"""Rows that no sum takes in, in a table whose sums are otherwise all known (TRY-066)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from trygg_excel.controls.control import NO_AMOUNT, Control, answer, not_judged
from trygg_excel.fact import Fact, Kind, Measure, Nature, Role
from trygg_excel.finding import Finding, Result, Severity, Text, listed, text
from trygg_excel.held import Held, is_known
from trygg_excel.identities import Identity
from trygg_excel.layout.vocabulary import is_detail, is_result, leaves_out
from trygg_excel.table_rows import TableRow
from trygg_excel.workbook import place

OUTSIDE = "TRY-066"
_Table = tuple[str, str]  # sheet and table
_UNKNOWN = Text("summor som stämmer med kända rader", "sums that agree with known rows")
_MADE = frozenset({Measure.CHANGE, Measure.DEVIATION})


@dataclass(frozen=True, slots=True)
class Outside:
    """Rows of a table that none of its sums adds: `above` the sum `whole`, or after the last one."""

    rows: tuple[tuple[Fact, ...], ...]
    whole: Fact
    above: bool

    @property
    def facts(self) -> tuple[Fact, ...]:
        return tuple(fact for row in self.rows for fact in row)


def rows_outside(held: Held) -> Mapping[_Table, tuple[Outside, ...] | None]:
    """The rows left over in each table that has sums; None where a sum is off, or it is not known what it adds."""
    tables: dict[_Table, list[Identity]] = {}
    for each in held.network.down:
        tables.setdefault((each.whole.sheet, each.whole.table), []).append(each)
    off = {(each.identity.whole.sheet, each.identity.whole.table) for each in held.explained}
    return {
        table: tuple(_of_table(held, rows, sums)) if table not in off and _all_known(rows, sums) else None
        for table, sums in tables.items()
        for rows in (held.rows_by_table[table],)
    }


def _of_table(held: Held, rows: Sequence[TableRow], sums: Sequence[Identity]) -> Iterator[Outside]:
    lines = [each for each in rows if each.role is Role.LINE]
    added = held.network.added_down[rows[0].sheet]
    spare = [at for at, each in enumerate(lines) if not any(fact.cell in added for fact in each.facts)]
    kinds = {place(each.whole.cell)[1]: (each.whole.measure, each.whole.nature) for each in sums if spare}
    left = {lines[at].number: own for at in spare if not _is_twin(lines, at) and (own := _counted(lines[at], kinds))}
    if not left:
        return
    wholes = {place(each.whole.cell)[0]: each.whole for each in reversed(sums)}
    last = max(*wholes, *(place(part.cell)[0] for each in sums for part in each.parts))
    below = [at for at in left if at > last]
    if max(len(below), len(left) - len(below)) > len(lines) - len(spare):
        return  # more is left over than is added: the sums are about something else
    for number, whole in sorted(wholes.items()):
        over = [left.pop(at) for at in list(left) if at < number]
        if told := tuple(row for row in over if not leaves_out(whole.label, row[0].label)):
            yield Outside(told, whole, above=True)
    if below:
        yield Outside(tuple(left[at] for at in below), wholes[max(wholes)], above=False)


def _all_known(rows: Sequence[TableRow], sums: Sequence[Identity]) -> bool:
    """Whether of every stated sum it is known what it adds, and it agrees."""
    placed = {each.whole.cell for each in sums}
    stated = (each for row in rows if row.role is not Role.LINE for each in row.facts if each.amount)
    return all(each.agrees for each in sums) and all(each.cell in placed for each in stated)


def _is_twin(lines: Sequence[TableRow], at: int) -> bool:
    """Whether the row before or after says the same: that is told as a row that stands twice."""
    row, near = lines[at], (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2])
    amounts = [each.amount for each in row.facts]
    return any(each.key == row.key and [fact.amount for fact in each.facts] == amounts for each in near)


def _counted(row: TableRow, kinds: Mapping[int, tuple[Measure, Nature]]) -> tuple[Fact, ...]:
    """The typed amounts of a row of money that stand where others are added."""
    if not row.label or is_detail(row.label) or is_result(row.label):
        return ()
    return tuple(
        each for each in row.facts
        if each.kind in {Kind.NUMBER, Kind.TEXT} and is_known(each) and each.amount and each.measure not in _MADE
        and kinds.get(place(each.cell)[1]) == (each.measure, each.nature)
    )  # fmt: skip


def left_out_rows(held: Held) -> Iterator[Result]:
    """The rows that are seen, and that no sum takes in."""
    for (sheet, table), found in held.once(rows_outside).items():
        subject = text("Rader utanför summorna i {sheet}, {table}", "Rows outside the sums in {sheet}, {table}",
                       sheet=sheet, table=table)  # fmt: skip
        if found is None:
            yield not_judged(OUTSIDE, subject, _UNKNOWN)
        else:
            concealed = held.hidden_rows(sheet)
            shown = (
                replace(each, rows=tuple(row for row in each.rows if not _is_in(row, concealed))) for each in found
            )
            yield answer(OUTSIDE, subject, tuple(_left_out(each) for each in shown if each.rows))


def _is_in(row: tuple[Fact, ...], numbers: frozenset[int]) -> bool:
    return place(row[0].cell)[0] in numbers


def _left_out(outside: Outside) -> Finding:
    labels = listed(dict.fromkeys(each.label for each in outside.facts))
    cells = listed(each.cell for each in outside.facts)
    where = Text("står ovanför summan i {whole} men", "above the sum in {whole}:") if outside.above else Text(
        "står efter den sista summan, {whole}, och", "after the last sum, {whole}:"
    )  # fmt: skip
    told = text(
        "{labels} ({cells}) " + where.sv + " ingår inte i någon summa.",
        "{labels} ({cells}) " + where.en + " in no sum.", labels=labels, cells=cells, whole=outside.whole.cell,
    )  # fmt: skip
    return Finding(
        code=OUTSIDE, severity=Severity.WARNING if outside.above else Severity.NOTE, message=told,
        remedy=text("Ta med {labels} i summan, eller skriv varför det inte räknas med.",
                    "Count {labels} in the sum, or write why it is not counted.", labels=labels),
        sources=tuple(each.source for each in outside.facts), period=outside.facts[0].period_to,
        programme=outside.facts[0].programme,
    )  # fmt: skip


OUTSIDE_SUMS = (
    Control(
        OUTSIDE,
        Text("Rader som ingen summa tar med", "Rows that no sum takes in"),
        NO_AMOUNT,
        left_out_rows,
        Severity.WARNING,
        Text(
            "Kultur (B6) står ovanför summan i B8 men ingår inte i någon summa.",
            "Kultur (B6) above the sum in B8: in no sum.",
        ),
    ),
)

"""Rows that no sum takes in, in a table whose sums are otherwise all known (TRY-066)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from trygg_excel.controls.control import NO_AMOUNT, Control, answer, not_judged
from trygg_excel.fact import Fact, Kind, Measure, Nature, Role
from trygg_excel.finding import Finding, Result, Severity, Text, listed, text
from trygg_excel.held import Held, is_known
from trygg_excel.identities import Identity, IdentityKind
from trygg_excel.identities.identity import Along
from trygg_excel.layout.vocabulary import is_detail, is_result
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
    for each in held.network.identities:
        if each.along is Along.ROWS and each.kind in {IdentityKind.SUM, IdentityKind.NET}:
            tables.setdefault((each.whole.sheet, each.whole.table), []).append(each)
    off = {(each.identity.whole.sheet, each.identity.whole.table) for each in held.explained}
    return {
        table: tuple(_of_table(rows, sums)) if table not in off and _all_known(rows, sums) else None
        for table, sums in tables.items()
        for rows in (held.rows_by_table[table],)
    }


def _of_table(rows: Sequence[TableRow], sums: Sequence[Identity]) -> Iterator[Outside]:
    taken = {fact.source for each in sums for _, fact in each.facts()}
    columns = {place(each.whole.cell)[1]: each.whole for each in sums}
    kinds = {(each.whole.measure, each.whole.nature) for each in sums}
    left: dict[int, tuple[Fact, ...]] = {}
    for before, row, after in zip((None, *rows), rows, (*rows[1:], None), strict=False):
        if any(other is not None and _is_twin(row, other) for other in (before, after)):
            continue  # told as doubled
        own = tuple(each for each in row.facts if place(each.cell)[1] in columns and _counts(each, kinds))
        if own and _is_row_of_money(row) and not taken & {each.source for each in row.facts}:
            left[row.number] = own
    if len(left) >= len({place(term.fact.cell)[0] for each in sums for term in each.terms}):
        return  # more is left over than is added: the sums are about something else
    wholes = {place(each.whole.cell)[0]: each.whole for each in reversed(sums)}
    last = max(*wholes, *(place(term.fact.cell)[0] for each in sums for term in each.terms))
    for number, whole in sorted(wholes.items()):
        over = [at for at in left if at < number]
        if over:
            yield Outside(tuple(left.pop(at) for at in over), whole, above=True)
    below = [at for at in left if at > last]
    if below:
        yield Outside(tuple(left[at] for at in below), wholes[max(wholes)], above=False)


def _all_known(rows: Sequence[TableRow], sums: Sequence[Identity]) -> bool:
    """Whether of every stated sum it is known what it adds, and it agrees."""
    placed = {each.whole.source for each in sums}
    stated = [each for row in rows for each in row.facts if row.role is not Role.LINE and each.amount]
    return all(each.agrees for each in sums) and all(each.source in placed for each in stated)


def _is_twin(row: TableRow, other: TableRow) -> bool:
    amounts = [[each.amount for each in one.facts] for one in (row, other)]
    return row.key == other.key and amounts[0] == amounts[1]


def _counts(fact: Fact, kinds: set[tuple[Measure, Nature]]) -> bool:
    typed = fact.kind in {Kind.NUMBER, Kind.TEXT}
    return typed and is_known(fact) and bool(fact.amount) and fact.measure not in _MADE and _kind(fact) in kinds


def _kind(fact: Fact) -> tuple[Measure, Nature]:
    return fact.measure, fact.nature


def _is_row_of_money(row: TableRow) -> bool:
    return row.role is Role.LINE and bool(row.label) and not is_detail(row.label) and not is_result(row.label)


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
    where = Text("står ovanför summan i {whole} men", "stands above the sum in {whole} but") if outside.above else Text(
        "står efter den sista summan, {whole}, och", "stands after the last sum, {whole}, and"
    )  # fmt: skip
    told = text(
        "{labels} ({cells}) " + where.sv + " ingår inte i någon summa.",
        "{labels} ({cells}) " + where.en + " is in no sum.", labels=labels, cells=cells, whole=outside.whole.cell,
    )  # fmt: skip
    return Finding(
        code=OUTSIDE, severity=Severity.WARNING if outside.above else Severity.NOTE, message=told,
        remedy=text("Ta med {labels} i summan, eller skriv att den står utanför.",
                    "Count {labels} in the sum, or write that it stands outside.", labels=labels),
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
            "Kultur (B6) stands above the sum in B8 but is in no sum.",
        ),
    ),
)

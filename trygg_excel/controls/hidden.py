"""Rows that a person does not see, or sees twice: hidden ones in a sum (TRY-040), the same row again (TRY-065)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from trygg_excel.controls.control import NO_AMOUNT, Control, answer
from trygg_excel.controls.outside import rows_outside
from trygg_excel.fact import Fact, Role
from trygg_excel.finding import Cause, CauseKind, Finding, Result, Severity, Source, Text, listed, text
from trygg_excel.held import Held
from trygg_excel.table_rows import TableRow
from trygg_excel.workbook import Sheet, place

HIDDEN, TWICE = "TRY-040", "TRY-065"


def hidden_rows(held: Held) -> Iterator[Result]:
    """The hidden rows of each sheet that a sum counts, or leaves out."""
    explained = _explained(held, CauseKind.HIDDEN_ROW)
    for sheet in held.budget.workbook.sheets:
        terms = _terms(held, sheet.name) if sheet.hidden_rows else ()
        hidden = [each for each in terms if place(each.cell)[0] in sheet.hidden_rows and each.amount]
        untold = [each for each in hidden if each.source not in explained]
        outside = _outside(held, sheet) if sheet.hidden_rows else []
        subject = Text(f"Dolda rader i {sheet.name}", f"Hidden rows in {sheet.name}")
        yield answer(HIDDEN, subject, (*_hidden(untold, _COUNTED), *_hidden(outside, _NOT_COUNTED)))


def _outside(held: Held, sheet: Sheet) -> list[Fact]:
    """The amounts of hidden rows that no sum adds."""
    found = (each for (name, _), own in held.once(rows_outside).items() if name == sheet.name for each in own or ())
    return [fact for each in found for fact in each.facts if place(fact.cell)[0] in sheet.hidden_rows]


def _terms(held: Held, sheet: str) -> tuple[Fact, ...]:
    """The amounts of a sheet that some sum adds, in order."""
    found = {
        part.source: part
        for each in held.network.identities if each.whole.sheet == sheet for part in each.parts
    }  # fmt: skip
    return tuple(fact for fact in found.values() if fact.role is Role.LINE)


def _explained(held: Held, kind: CauseKind) -> frozenset[Source]:
    """The cells of which a sum's finding already says so."""
    return frozenset(
        source for each in held.explained for cause in each.causes[:1] if cause.kind is kind for source in cause.sources
    )


_COUNTED = Text("ingår i summorna", "counted in the sums")
_NOT_COUNTED = Text("ingår inte i någon summa", "in no sum")
_UNSEEN = Text("De rader som syns ger därför inte summan.", "The rows that show do not make up the sum, therefore.")
_FORGOTTEN = Text(
    "Det som är dolt och inte räknas kan vara kvarglömt.", "What is hidden and not counted may be left by mistake."
)
_COPIED = Text("Raden kan ha kopierats.", "The row may have been copied.")


def _hidden(facts: Sequence[Fact], what: Text) -> tuple[Finding, ...]:
    if not facts:
        return ()
    rows = sorted({place(each.cell)[0] for each in facts})
    labels = listed(dict.fromkeys(each.label for each in facts))
    told = text(
        "{hidden} {what}: {labels} (rad {rows}).", "{hidden} {what}: {labels} (row {rows}).",
        hidden=_number(len(rows)), what=what, labels=labels, rows=listed(map(str, rows)),
    )  # fmt: skip
    sources = tuple(each.source for each in facts)
    why = _UNSEEN if what is _COUNTED else _FORGOTTEN
    return (
        Finding(
            code=HIDDEN, severity=Severity.WARNING, message=told, sources=sources, period=facts[0].period_to,
            remedy=text("Visa raderna, eller ta bort dem om de inte ska räknas.",
                        "Show the rows, or take them out if they should not count."),
            causes=(Cause(why.sv, why.en, CauseKind.HIDDEN_ROW, sources),),
        ),
    )  # fmt: skip


def _number(rows: int) -> Text:
    if rows == 1:
        return Text("1 dold rad", "1 hidden row is")
    return Text(f"{rows} dolda rader", f"{rows} hidden rows are")


def doubled_rows(held: Held) -> Iterator[Result]:
    """Two rows after each other with one name and the same amounts, in a table that is added up."""
    explained = _explained(held, CauseKind.DOUBLED_ROW)
    for rows in held.rows_by_table.values():
        found = [(one, other) for one, other in pairwise(rows) if _is_again(held, one, other)]
        for one, other in found:
            if not explained & {each.source for each in other.facts}:
                yield answer(TWICE, Text(one.facts[0].label, one.facts[0].label), (_twice(one, other),))


def _is_again(held: Held, one: TableRow, other: TableRow) -> bool:
    first, second = one.facts[0], other.facts[0]
    named = bool(first.label) and (first.label, first.group) == (second.label, second.group)
    return (
        named
        and _amounts(one) == _amounts(other) != []
        and all(held.network.is_term(each) for each in other.facts if each.amount)
    )


def _amounts(row: TableRow) -> list[tuple[int, int]]:
    return [(place(each.cell)[1], each.amount) for each in row.facts if each.amount and each.role is Role.LINE]


def _twice(one: TableRow, other: TableRow) -> Finding:
    sources = tuple(each.source for row in (one, other) for each in row.facts if each.amount)
    told = text(
        "{label} står två gånger efter varandra med samma belopp ({first} och {second}).",
        "{label} stands twice in a row with the same amounts ({first} and {second}).",
        label=one.facts[0].label, first=one.facts[0].cell, second=other.facts[0].cell,
    )  # fmt: skip
    return Finding(
        code=TWICE, severity=Severity.WARNING, message=told, sources=sources, period=one.facts[0].period_to,
        remedy=text("Ta bort den ena raden om den kommit med två gånger.", "Remove one of the rows if it was copied."),
        causes=(Cause(_COPIED.sv, _COPIED.en, CauseKind.DOUBLED_ROW, sources),),
    )  # fmt: skip


HIDDEN_ROWS = (
    Control(
        HIDDEN, Text("Dolda rader i summor", "Hidden rows in sums"), NO_AMOUNT, hidden_rows, Severity.WARNING,
        Text(
            "2 dolda rader ingår i summorna: Statsbidrag och Övrigt (rad 8 och 9).",
            "2 hidden rows are counted in the sums: Statsbidrag och Övrigt (row 8 och 9).",
        ),
    ),
    Control(
        TWICE, Text("Samma rad två gånger", "The same row twice"), NO_AMOUNT, doubled_rows, Severity.WARNING,
        Text(
            "Föreningsstöd står två gånger efter varandra med samma belopp (C8 och C9).",
            "Föreningsstöd stands twice in a row with the same amounts (C8 and C9).",
        ),
    ),
)  # fmt: skip

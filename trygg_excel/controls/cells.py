"""What cells hold: unknown amounts, text among numbers, errors, blanks (TRY-035-037)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trygg_excel.controls.control import NO_AMOUNT, Control
from trygg_excel.explain.network import place_of
from trygg_excel.fact import Fact, Kind, Role, State
from trygg_excel.finding import Finding, Result, Severity, Source, Text, Verdict, listed, text
from trygg_excel.held import Held
from trygg_excel.identities import IdentityKind
from trygg_excel.workbook import address, place

BLANK, UNKNOWN, UNUSABLE = "TRY-035", "TRY-036", "TRY-037"


def unknown_amounts(held: Held) -> Iterator[Result]:
    """Amounts stated as unknown are told, and never counted as nought."""
    subject = Text("Okända belopp", "Unknown amounts")
    unknown = [each for each in held.of_kind.get(Kind.TEXT, ()) if each.state is State.UNKNOWN]
    findings = (_unknown(unknown),) if unknown else ()
    yield Result(
        control=UNKNOWN, verdict=Verdict.HOLDS, subject=subject, findings=findings,
        sources=tuple(each.source for each in unknown),
    )  # fmt: skip


def _unknown(facts: list[Fact]) -> Finding:
    cells = listed(f"{each.cell} ({each.label})" for each in facts)
    return Finding(
        code=UNKNOWN, severity=Severity.NOTE, period=facts[0].period_to, found=facts[0].raw,
        message=text(
            "{n} belopp är inte angivna: {cells}. De räknas som okända, inte som 0.",
            "{n} amounts are not stated: {cells}. They count as unknown, not as 0.", n=len(facts), cells=cells,
        ),
        remedy=text("Ange beloppen när de är kända.", "State the amounts when they are known."),
        sources=tuple(each.source for each in facts),
    )  # fmt: skip


def usable_cells(held: Held) -> Iterator[Result]:
    """No amount is an error, a formula without value, or text in a column of numbers."""
    subject = Text("Cellernas innehåll", "What the cells hold")
    faults = [*_errors(held), *_text_among_numbers(held)]
    verdict = Verdict.FAILS if faults else Verdict.HOLDS
    yield Result(control=UNUSABLE, verdict=verdict, subject=subject, findings=tuple(faults))


def _errors(held: Held) -> Iterator[Finding]:
    broken = held.of_kind.get(Kind.ERROR, ())
    empty = held.of_kind.get(Kind.FORMULA_UNCACHED, ())
    if broken:
        yield _unusable(
            broken, Text("felvärde", "an error value"),
            text("Rätta formlerna.", "Correct the formulas."),
        )  # fmt: skip
    if empty:
        yield _unusable(
            empty, Text("en formel utan sparat värde", "a formula with no stored value"),
            text("Öppna arbetsboken i Excel och spara den.", "Open the workbook in Excel and save it."),
        )  # fmt: skip


def _unusable(facts: Sequence[Fact], what: Text, remedy: Text) -> Finding:
    cells = listed(f"{each.cell} ({each.raw})" if each.raw else each.cell for each in facts)
    return Finding(
        code=UNUSABLE, severity=Severity.ERROR,
        message=text(
            "{n} belopp kan inte användas, cellen har {what}: {cells}.",
            "{n} amounts cannot be used, the cell holds {what}: {cells}.",
            n=len(facts), what=what, cells=cells,
        ),
        remedy=remedy, sources=tuple(each.source for each in facts),
    )  # fmt: skip


def _text_among_numbers(held: Held) -> Iterator[Finding]:
    """Text amounts in a column that is otherwise numbers, its sums too; a column all in text is read as it is."""
    if Kind.TEXT not in held.of_kind:
        return
    columns: dict[tuple[str, str, int], list[Fact]] = {}
    for fact in held.facts:
        if fact.state is State.STATED:
            columns.setdefault((fact.sheet, fact.table, place(fact.cell)[1]), []).append(fact)
    found: dict[tuple[str, Severity], list[Fact]] = {}
    for column in columns.values():
        texts = [each for each in column if each.kind is Kind.TEXT and each.role is Role.LINE]
        if texts and len(texts) * 2 < len(column):
            for each in texts:
                found.setdefault((each.sheet, _severity(held, each)), []).append(each)
    yield from (_as_text(texts, severity) for (_, severity), texts in found.items())


def _severity(held: Held, fact: Fact) -> Severity:
    """An error where a sum may lack it; a warning where the sums agree with it all the same; else something to know."""
    sums = [each for coefficient, number in held.network.parts.get(place_of(fact), ())
            if coefficient < 0 and (each := held.network.identities[number]).kind is IdentityKind.SUM]  # fmt: skip
    summed = fact.programme or any(row.role is not Role.LINE for row in held.rows_by_table[fact.sheet, fact.table])
    if not summed or not fact.amount:
        return Severity.NOTE
    if not sums or not all(each.agrees for each in sums):
        return Severity.ERROR
    return Severity.NOTE if _is_written_out(held, fact) else Severity.WARNING


def _is_written_out(held: Held, fact: Fact) -> bool:
    """Whether the table is written for the eye: a third of its amounts are text, and its sums are typed."""
    facts = [each for row in held.rows_by_table[fact.sheet, fact.table] for each in row.facts]
    texts = sum(each.kind is Kind.TEXT for each in facts)
    return 3 * texts >= len(facts) and not any(each.kind is Kind.FORMULA for each in facts)


def _as_text(facts: list[Fact], severity: Severity) -> Finding:
    """Text among numbers: an error where it is summed, else something to know."""
    cells = listed(f"{each.cell} ({each.label}, '{each.raw}')" for each in facts)
    only = facts[0] if len(facts) == 1 else None
    return Finding(
        code=UNUSABLE, severity=severity,
        programme=only.programme if only else None, period=only.period_to if only else None,
        message=text(
            "Belopp skrivna som text bland tal, som SUMMA inte räknar med: {cells}.",
            "Amounts written as text among numbers, which SUM does not count: {cells}.", cells=cells,
        ) if severity is not Severity.WARNING else text(
            "Belopp skrivna som text bland tal: {cells}. Summorna stämmer med dem, men SUMMA räknar inte med text.",
            "Amounts written as text among numbers: {cells}. The sums agree with them, but SUM does not count text.",
            cells=cells,
        ),
        remedy=text("Skriv om dem som tal.", "Write them as numbers."),
        sources=tuple(each.source for each in facts),
        found=only.raw if only else None, expected=only.amount if only else None,
    )  # fmt: skip


def blank_cells(held: Held) -> Iterator[Result]:
    """A blank beside stated amounts of the register's programmes: nought or unknown?"""
    if held.register is None or not held.lines:
        return
    filled = {(each.sheet, each.table, *place(each.cell)) for each in held.lines}
    blanks = []
    for sheet, table in {(each.sheet, each.table) for each in held.lines}:
        rows = {at[2] for at in filled if at[:2] == (sheet, table)}
        columns = {at[3] for at in filled if at[:2] == (sheet, table)}
        blanks += [
            (sheet, row, column) for row in rows for column in columns if (sheet, table, row, column) not in filled
        ]
    findings = (_blank(held, sorted(blanks)),) if blanks else ()
    subject = Text("Tomma celler", "Blank cells")
    yield Result(control=BLANK, verdict=Verdict.FAILS if blanks else Verdict.HOLDS, subject=subject, findings=findings)


def _blank(held: Held, blanks: list[tuple[str, int, int]]) -> Finding:
    cells = listed(address(row, column) for _, row, column in blanks)
    return Finding(
        code=BLANK, severity=Severity.WARNING,
        message=text(
            "Tomma celler bland beloppen: {cells}. Betyder de 0 eller okänt?",
            "Blank cells among the amounts: {cells}. Do they mean 0 or unknown?",
            cells=cells,
        ),
        remedy=text("Skriv 0 eller 'ej angivet'.", "Write 0 or 'ej angivet'."),
        sources=tuple(Source(held.budget.file, sheet, address(row, column)) for sheet, row, column in blanks),
    )  # fmt: skip


CELLS = (
    Control(
        BLANK, Text("Tomma celler", "Blank cells"), NO_AMOUNT, blank_cells, Severity.WARNING,
        Text(
            "Tomma celler bland beloppen: C8. Betyder de 0 eller okänt?",
            "Blank cells among the amounts: C8. Do they mean 0 or unknown?",
        ),
    ),
    Control(
        UNKNOWN, Text("Okända belopp", "Unknown amounts"), NO_AMOUNT, unknown_amounts, Severity.NOTE,
        Text(
            "1 belopp är inte angivna: B9 (drogförebyggande arbete). De räknas som okända, inte som 0.",
            "1 amounts are not stated: B9 (drogförebyggande arbete). They count as unknown, not as 0.",
        ),
    ),
    Control(
        UNUSABLE, Text("Text, fel och formler utan värde", "Text, errors and formulas without value"),
        NO_AMOUNT, usable_cells, Severity.ERROR,
        Text(
            "1 belopp kan inte användas, cellen har felvärde: C9 (#REF!).",
            "1 amounts cannot be used, the cell holds an error value: C9 (#REF!).",
        ),
    ),
)  # fmt: skip

"""What is said of sums that do not agree: message, causes, remedy."""

from __future__ import annotations

from trygg_excel.explain import Explanation
from trygg_excel.explain.said import compute_it
from trygg_excel.fact import Fact
from trygg_excel.finding import Finding, Severity, Source, Text, listed, text
from trygg_excel.identities import Identity, IdentityKind
from trygg_excel.identities.identity import Along

ROUNDED, TWICE, TYPED_OVER, SHORT_RANGE = "TRY-002", "TRY-003", "TRY-038", "TRY-039"
_STATED = {
    IdentityKind.NET: Text("nettot", "the net amount"),
    IdentityKind.DEVIATION: Text("avvikelsen", "the deviation"),
    IdentityKind.CHANGE: Text("förändringen", "the change"),
}


def rounded(identity: Identity) -> Finding:
    whole, rows = identity.whole, len(identity.parts)
    told = text(
        "{cell}: summan skiljer {d} från raderna. Det ryms inom avrundning av {n} rader. Ingen åtgärd behövs.",
        "{cell}: the sum differs {d} from its rows, within the rounding of {n} rows. Nothing needs doing.",
        cell=whole.cell, d=whole.money(abs(identity.difference)), n=rows,
    )  # fmt: skip
    if identity.kind is not IdentityKind.SUM:
        told = text(
            "{cell}: {what} anges till {stated}, de visade beloppen ger {given}. Skillnaden {d} ryms inom avrundning. "
            "Ingen åtgärd behövs.",
            "{cell}: {what} is stated as {stated}, the amounts shown give {given}. The difference {d} is within "
            "rounding. Nothing needs doing.",
            cell=whole.cell, what=_STATED[identity.kind], stated=whole.money(identity.stated),
            given=whole.money(identity.calculated), d=whole.money(abs(identity.difference)),
        )  # fmt: skip
    return _about(identity, ROUNDED, Severity.NOTE, told)


def wrong(code: str, explanation: Explanation, severity: Severity) -> Finding:
    """An identity that does not hold, with its causes."""
    identity = explanation.identity
    told = _shows(identity) if identity.kind is IdentityKind.SUM else _states(identity)
    whole = identity.whole
    remedy = explanation.remedy or text(
        "Rätta den rad som är fel, eller summan i {cell}, så att de stämmer överens.",
        "Correct the row that is wrong, or the sum in {cell}, so that they agree.", cell=whole.cell,
    )  # fmt: skip
    cells = [source for cause in explanation.causes for source in cause.sources]
    terms = [] if explanation.telling else [each.source for each in identity.parts]
    return _about(identity, code, severity, told, explanation, remedy, (*cells, *terms))


def faulty_formula(explanation: Explanation) -> Finding:
    """A formula that leaves out a row, or counts one twice."""
    fault, identity = explanation.fault, explanation.identity
    assert fault is not None  # noqa: S101  it is what is told of
    whole = identity.whole
    named = listed(f"{each.label} ({each.cell})" for each in fault.facts)
    amount = whole.money(abs(sum(each.amount or 0 for each in fault.facts)))
    facts = {"cell": whole.cell, "named": named, "d": amount, "right": whole.money(fault.right)}
    if fault.twice:
        told = text(
            "Totalen {cell} räknar med både delsummor och deras rader: {named}, {d}, är med två gånger. Rätt summa är "
            "{right}.",
            "The total {cell} counts both subtotals and their rows: {named}, {d}, is counted twice. The right sum is "
            "{right}.", **facts,
        )  # fmt: skip
        remedy = text(
            "Ta bort delsummorna ur formeln i {cell}, eller raderna under dem.",
            "Take the subtotals out of the formula in {cell}, or the rows under them.", cell=whole.cell,
        )  # fmt: skip
    else:
        spans = listed(map(str, identity.area or [each.cell for each in identity.parts]))
        told = text(
            "Summan i {cell} omfattar {spans}, men {named}, {d}, är inte med. Med {row} blir summan {right}.",
            "The sum in {cell} covers {spans}, but {named}, {d}, is left out. With it the sum is {right}.",
            spans=spans, row=_with(identity), **facts,
        )  # fmt: skip
        remedy = compute_it(identity, fault.facts)
    return _about(
        identity, TWICE if fault.twice else SHORT_RANGE, Severity.ERROR, told, None, remedy,
        tuple(each.source for each in fault.facts), expected=fault.right,
    )  # fmt: skip


def _with(identity: Identity) -> Text:
    return Text("raden", "it") if identity.along is Along.ROWS else Text("kolumnen", "it")


def typed_over(explanation: Explanation) -> Finding:
    """Sums of one row (or column) typed among live ones, that agree as yet."""
    identity, alike = explanation.identity, explanation.alike
    whole = identity.whole
    told = text(
        "{cell} har ett inskrivet värde, {stated}, där grannarna har formel. Det stämmer nu, men följer inte med när "
        "raderna ändras.",
        "{cell} has a typed value, {stated}, where its neighbours have formulas. It agrees now, but will not follow "
        "when the rows change.", cell=whole.cell, stated=whole.money(whole.amount),
    ) if not alike else text(
        "{cells} har inskrivna värden där grannarna har formel. De stämmer nu, men följer inte med när raderna ändras.",
        "{cells} have typed values where their neighbours have formulas. They agree now, but will not follow when the "
        "rows change.", cells=listed(each.cell for each in (whole, *alike)),
    )  # fmt: skip
    remedy = compute_it(identity)
    if alike:
        remedy = Text(
            f"{remedy.sv[:-1]}, och motsvarande i de andra.", f"{remedy.en[:-1]}, and likewise in the others."
        )
    sources = tuple(each.source for each in alike)
    return _about(identity, TYPED_OVER, Severity.WARNING, told, explanation, remedy, sources)


def _about(
    identity: Identity, code: str, severity: Severity, message: Text, explanation: Explanation | None = None,
    remedy: Text | None = None, sources: tuple[Source, ...] = (), expected: int | None = None,
) -> Finding:  # fmt: skip
    whole = identity.whole
    right = identity.calculated if expected is None else expected
    return Finding(
        code=code, severity=severity, message=message, remedy=remedy,
        sources=tuple(dict.fromkeys((whole.source, *sources))), programme=whole.programme, period=whole.period_to,
        found=whole.amount, expected=right, difference=identity.stated - right, tolerance=identity.tolerance.soft,
        causes=explanation.causes if explanation else (),
    )  # fmt: skip


def _shows(identity: Identity) -> Text:
    """'B13 visar 4,8 mkr men raderna ger 5,0 mkr. Det fattas 0,2 mkr.'"""
    whole, difference = identity.whole, identity.difference
    parts = Text("raderna", "the rows") if identity.along is Along.ROWS else _span(identity)
    off = Text("Det fattas {d}.", "{d} is missing.") if difference < 0 else Text(
        "Det är {d} mer än {parts}.", "That is {d} more than {parts}."
    )  # fmt: skip
    return text(
        "{cell} visar {stated} men {parts} ger {rows}. " + off.sv,
        "{cell} shows {stated} but {parts} give {rows}. " + off.en,
        cell=whole.cell, stated=whole.money(whole.amount), rows=whole.money(identity.calculated),
        d=whole.money(abs(difference)), parts=parts,
    )  # fmt: skip


def _states(identity: Identity) -> Text:
    """'E8 (Äldreomsorg): avvikelsen anges till −19,6 mkr, men C8 och D8 ger −16,9 mkr.'"""
    whole = identity.whole
    return text(
        "{cell} ({label}): {what} anges till {stated}, men {parts} ger {given}.",
        "{cell} ({label}): {what} is stated as {stated}, but {parts} give {given}.",
        cell=whole.cell, label=whole.label, what=_STATED[identity.kind], stated=whole.money(identity.stated),
        given=whole.money(identity.calculated), parts=listed(each.cell for each in identity.parts),
    )  # fmt: skip


def _span(identity: Identity) -> Text:
    """'C17–N17'."""
    cells: list[Fact] = [*identity.parts]
    return Text(*[f"{cells[0].cell}\N{EN DASH}{cells[-1].cell}"] * 2)

"""Pots of money and their parts: what is left for what is not stated, mixed spans of years (TRY-019, 024, 051-052)."""

from __future__ import annotations

from collections.abc import Iterator

from trygg_excel.controls.control import EXACT, Control
from trygg_excel.fact import Fact
from trygg_excel.finding import Finding, Result, Severity, Text, Verdict, cited, listed, text
from trygg_excel.held import Held, pot_of
from trygg_excel.money import total
from trygg_excel.register.model import Funding, FundingBasis, Register

PARTS, LIMITS, MIXED, STATED = "TRY-019", "TRY-024", "TRY-051", "TRY-052"


def _pots(held: Held) -> tuple[tuple[Funding, Fact], ...]:
    """The register's pots that the workbook states, each with its cell."""
    if held.register is None:
        return ()
    return tuple((each, fact) for each in held.register.funding if (fact := held.pot(each.id)) is not None)


def _parts(held: Held, register: Register, pot: Funding) -> tuple[tuple[Funding, Fact], ...]:
    return tuple((each, fact) for each in register.parts_of(pot.id) if (fact := held.pot(each.id)) is not None)


def as_decided(held: Held) -> Iterator[Result]:
    """Each pot's amount in the workbook is the one the register has."""
    for pot, fact in _pots(held):
        if fact.amount is None or pot.amount is None:
            continue
        difference = fact.amount - pot.amount
        finding = Finding(
            code=STATED, severity=Severity.ERROR, found=fact.amount, expected=pot.amount, difference=difference,
            message=text(
                "{cell} ({label}): {found} i arbetsboken, {expected} enligt underlaget{source}. Det skiljer {d}.",
                "{cell} ({label}): {found} in the workbook, {expected} by the source{source}. They differ by {d}.",
                cell=fact.cell, label=pot.label, found=held.money(fact.amount), expected=held.money(pot.amount),
                source=cited(pot.source), d=held.money(abs(difference)),
            ),
            remedy=text(
                "Skriv {right} i {cell}, eller rätta registret.", "Write {right} in {cell}, or correct the register.",
                        right=held.money(pot.amount), cell=fact.cell),
            sources=(fact.source,), tolerance=0,
        )  # fmt: skip
        yield Result(
            control=STATED, verdict=Verdict.FAILS if difference else Verdict.HOLDS, subject=Text(pot.label, pot.label),
            findings=(finding,) if difference else (), sources=(fact.source,), period=fact.period_to,
            stated=fact.amount, calculated=pot.amount, tolerance=0, unit=held.unit,
        )  # fmt: skip


def parts_of_pots(held: Held) -> Iterator[Result]:
    """A pot against the sum of its parts. A part that is not stated leaves a remainder, never a nought."""
    register = held.register
    for pot, fact in _pots(held):
        parts = () if register is None else _parts(held, register, pot)
        if parts and fact.amount is not None:
            yield _against_parts(held, pot, fact, parts)


def _against_parts(held: Held, pot: Funding, whole: Fact, parts: tuple[tuple[Funding, Fact], ...]) -> Result:
    known = total(fact.amount for _, fact in parts)
    rest = (whole.amount or 0) - known.known
    verdict = Verdict.HOLDS if rest == 0 else Verdict.FAILS
    findings: tuple[Finding, ...] = ()
    lacks: tuple[Text, ...] = ()
    if not known.complete:
        unstated = [(part, fact) for part, fact in parts if fact.amount is None]
        verdict = Verdict.NOT_JUDGED if rest >= 0 else Verdict.FAILS
        names = listed(part.label for part, _ in unstated)
        lacks = (text("belopp för {names}", "amounts for {names}", names=names),)
    if rest or not known.complete:
        findings = (_remainder(held, pot, whole, parts, rest),)
    return Result(
        control=PARTS, verdict=verdict, subject=text("{pot} mot sina delar", "{pot} against its parts", pot=pot.label),
        lacks=lacks, findings=findings, sources=(whole.source, *(fact.source for _, fact in parts)),
        period=whole.period_to, stated=whole.amount, calculated=known.known, tolerance=0, unit=held.unit,
        explanation=_narrower(held, held.register, parts, rest) if rest and held.register else None,
    )  # fmt: skip


def _remainder(held: Held, pot: Funding, whole: Fact, parts: tuple[tuple[Funding, Fact], ...], rest: int) -> Finding:
    unstated = [(part, fact) for part, fact in parts if fact.amount is None]
    names = listed(f"{part.label} ({fact.cell})" for part, fact in unstated)
    left = (
        text(", för poster utan angivet belopp: {names}", ", for items with no stated amount: {names}", names=names)
        if unstated
        else Text(" och är inte förklarat", " and is not explained")
    )
    known = [held.money(fact.amount) for _, fact in parts if fact.amount is not None]
    told = text(
        "{cell}: {pot} är {whole}. Angivna delar är {stated}. {rest} återstår{left}.",
        "{cell}: {pot} is {whole}. The stated parts are {stated}. {rest} remains{left}.",
        cell=whole.cell, pot=pot.label, whole=held.money(whole.amount), rest=held.money(rest), left=left,
        stated=Text(" + ".join(each.say("sv") for each in known), " + ".join(each.say("en") for each in known)),
    )  # fmt: skip
    remedy = (
        text("Ange de belopp som saknas.", "State the amounts that are missing.")
        if unstated
        else text("Kontrollera delarna mot underlaget.", "Check the parts against the source.")
    )
    return Finding(
        code=PARTS, severity=Severity.NOTE if unstated and rest >= 0 else Severity.WARNING, message=told,
        period=whole.period_to, remedy=remedy,
        sources=(whole.source, *(fact.source for _, fact in (unstated or parts))),
        found=whole.amount, expected=(whole.amount or 0) - rest, difference=rest, tolerance=0,
    )  # fmt: skip


def _narrower(held: Held, register: Register, parts: tuple[tuple[Funding, Fact], ...], rest: int) -> Text | None:
    """What would remain if a part were counted without what it passes on to another committee."""
    for part, _ in parts:
        inner = _parts(held, register, part)
        moved = total(fact.amount for each, fact in inner if each.transfer is not None)
        kept = total(fact.amount for each, fact in inner if each.transfer is None)
        if moved.known and kept.complete:
            return text(
                "Räknas bara {kept} av {part} återstår {rest}.",
                "If only {kept} of {part} is counted, {rest} remains.",
                kept=held.money(kept.known), part=part.label, rest=held.money(rest + moved.known),
            )  # fmt: skip
    return None


def fund_limits(held: Held) -> Iterator[Result]:
    """Money over several years: a part stays within its fund, and is a total where a yearly amount cannot be."""
    for pot, fact in _pots(held):
        parent = None if pot.part_of is None or held.register is None else pot_of(held.register, pot.part_of)
        whole = held.pot(parent.id) if parent is not None else None
        several = pot.basis is FundingBasis.MULTI_YEAR and parent is not None and pot.part_of is not None
        if not several or whole is None or fact.amount is None or whole.amount is None:
            continue
        yield _limit(held, pot, fact, whole)


def _limit(held: Held, pot: Funding, fact: Fact, whole: Fact) -> Result:
    years = pot.year_to - pot.year_from + 1
    amount, limit = fact.amount or 0, whole.amount or 0
    explanation = text(
        "{amount} under {n} år är ett belopp för åren tillsammans: {each} varje år blev {yearly}, mer än de {limit} "
        "som finns. Jämnt fördelat {even} per år.",
        "{amount} over {n} years is one amount for all of them: {each} every year would be {yearly}, more than the "
        "{limit} there is. Spread evenly {even} a year.",
        amount=held.money(amount), n=years, each=held.money(amount), yearly=held.money(amount * years),
        limit=held.money(limit), even=held.money(amount // years),
    ) if amount * years > limit else None  # fmt: skip
    finding = Finding(
        code=LIMITS, severity=Severity.ERROR, found=amount, expected=limit, difference=amount - limit, tolerance=0,
        message=text(
            "{cell} ({label}): {amount} är mer än de {limit} som finns i {whole}.",
            "{cell} ({label}): {amount} is more than the {limit} there is in {whole}.",
            cell=fact.cell, label=pot.label, amount=held.money(amount), limit=held.money(limit), whole=whole.cell,
        ),
        remedy=text("Kontrollera beslutet.", "Check the decision."), sources=(fact.source, whole.source),
    )  # fmt: skip
    return Result(
        control=LIMITS, verdict=Verdict.FAILS if amount > limit else Verdict.HOLDS,
        findings=(finding,) if amount > limit else (),
        subject=text("{label}, högst {limit}", "{label}, at most {limit}", label=pot.label, limit=held.money(limit)),
        sources=(fact.source, whole.source), period=fact.period_to, stated=amount, calculated=limit, tolerance=0,
        unit=held.unit, explanation=explanation,
    )  # fmt: skip


def mixed_years(held: Held) -> Iterator[Result]:
    """A sum of amounts for one year and for several: said with what it would be per year."""
    register = held.register
    for pot, fact in _pots(held):
        parts = () if register is None else _parts(held, register, pot)
        spans = [each for each, _ in parts if each.basis is FundingBasis.MULTI_YEAR]
        if register is None or fact.amount is None or pot.basis is FundingBasis.MULTI_YEAR or not spans:
            continue
        yield _mixed(held, register, pot, fact, parts)


def _mixed(
    held: Held, register: Register, pot: Funding, whole: Fact, parts: tuple[tuple[Funding, Fact], ...]
) -> Result:
    yearly = total(_per_year(held, register, each, fact) for each, fact in parts).known
    rest = (whole.amount or 0) - yearly
    spans = [(each, fact) for each, fact in parts if each.basis is FundingBasis.MULTI_YEAR]
    told = text(
        "{cell}: {pot}, {whole}, blandar belopp för ett år och för flera år ({names}). Räknat per år är de angivna "
        "delarna {yearly}, och {rest} återstår.",
        "{cell}: {pot}, {whole}, mixes amounts for one year and for several ({names}). Counted by the year the stated "
        "parts are {yearly}, and {rest} remains.",
        cell=whole.cell, pot=pot.label, whole=held.money(whole.amount),
        names=listed(f"{each.label}, {fact.cell}" for each, fact in spans), yearly=held.money(yearly),
        rest=held.money(rest),
    )  # fmt: skip
    finding = Finding(
        code=MIXED, severity=Severity.WARNING, message=told, found=whole.amount, expected=yearly, difference=rest,
        remedy=text("Skriv vilka år varje belopp avser.", "Write which years each amount is for."), tolerance=0,
        sources=(whole.source, *(fact.source for _, fact in spans)),
    )  # fmt: skip
    return Result(
        control=MIXED, verdict=Verdict.FAILS, findings=(finding,),
        subject=text("{pot} per år", "{pot} by the year", pot=pot.label), sources=(whole.source,),
        period=whole.period_to, stated=whole.amount, calculated=yearly, tolerance=0, unit=held.unit,
    )  # fmt: skip


def _per_year(held: Held, register: Register, pot: Funding, fact: Fact) -> int | None:
    """A pot's amount for one year: its parts over several years spread evenly, the rest as it is."""
    if fact.amount is None:
        return None
    spread = 0
    for part, cell in _parts(held, register, pot):
        years = part.year_to - part.year_from + 1
        if part.basis is FundingBasis.MULTI_YEAR and cell.amount is not None:
            spread += cell.amount - cell.amount // years
    return fact.amount - spread


FUNDS = (
    Control(
        STATED, Text("Belopp mot underlaget", "Amounts against the source"), EXACT, as_decided, Severity.ERROR,
        Text(
            "B4 (Framtidsfonderna): 9,0 mkr i arbetsboken, 9,5 mkr enligt underlaget (Tjänsteskrivelse, rad 35). Det "
            "skiljer 0,5 mkr.",
            "B4 (Framtidsfonderna): 9.0 SEK m in the workbook, 9.5 SEK m by the source (Tjänsteskrivelse, rad 35). "
            "They differ by 0.5 SEK m.",
        ),
    ),
    Control(
        PARTS, Text("En helhet mot sina delar", "A whole against its parts"), EXACT, parts_of_pots, Severity.WARNING,
        Text(
            "B7: Framtidsfonderna är 9,5 mkr. Angivna delar är 6,0 mkr. 3,5 mkr återstår, för poster utan angivet "
            "belopp: drogförebyggande arbete (B9).",
            "B7: Framtidsfonderna is 9.5 SEK m. The stated parts are 6.0 SEK m. 3.5 SEK m remains, for items with no "
            "stated amount: drogförebyggande arbete (B9).",
        ),
    ),
    Control(
        LIMITS, Text("Fondpengar inom sin fond", "Fund money within its fund"), EXACT, fund_limits, Severity.ERROR,
        Text(
            "B8 (Kommunvakter): 10,0 mkr är mer än de 9,5 mkr som finns i B7.",
            "B8 (Kommunvakter): 10.0 SEK m is more than the 9.5 SEK m there is in B7.",
        ),
    ),
    Control(
        MIXED, Text("Ett år och flera år blandade", "One year and several mixed"),
        EXACT, mixed_years, Severity.WARNING,
        Text(
            "B3: Trygghetspaketet 2.0, 20,0 mkr, blandar belopp för ett år och för flera år (Framtidsfonderna, B7). "
            "Räknat per år är de angivna delarna 12,5 mkr, och 7,5 mkr återstår.",
            "B3: Trygghetspaketet 2.0, 20.0 SEK m, mixes amounts for one year and for several (Framtidsfonderna, "
            "B7). Counted by the year the stated parts are 12.5 SEK m, and 7.5 SEK m remains.",
        ),
    ),
)  # fmt: skip

"""What the text says in words, held against the figures (TRY-016, 027, 028, 053)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from trygg_excel.controls.control import EXACT, NO_AMOUNT, Control, not_judged
from trygg_excel.fact import Basis, Fact, Measure
from trygg_excel.finding import Finding, Result, Severity, Text, Verdict, listed, text
from trygg_excel.held import Held
from trygg_excel.register.match import Names
from trygg_excel.register.model import Constraint, ConstraintKind, Direction, Register
from trygg_excel.tolerance import across

TEXT_AMOUNT, UNCHANGED, DIRECTION, NAMED = "TRY-016", "TRY-027", "TRY-028", "TRY-053"


def _stated(held: Held, kind: ConstraintKind) -> tuple[Constraint, ...]:
    """The register's statements of a kind, for a workbook that has its programmes."""
    return () if held.register is None or not held.lines else held.register.constraints_of(kind)


def _of_its_years(held: Held, stated: Constraint) -> bool:
    """Whether the workbook has the year that the statement is about: of other years it says nothing."""
    return stated.year is None or not held.years or stated.year in held.years


def _label(held: Held, stated: Constraint) -> str:
    assert held.register is not None  # noqa: S101  statements come from a register
    return held.register.programme(stated.programme).label if stated.programme else held.register.label


def _lacks(held: Held, stated: Constraint, *years: int | None) -> Text:
    named = ", ".join(
        str(year) for year in years if year is not None and held.one(stated.programme or "", year) is None
    )
    return text("{label} för {years}", "{label} for {years}", label=_label(held, stated), years=named)


def text_amounts(held: Held) -> Iterator[Result]:
    """An amount the text states for a programme and a year is the workbook's."""
    for stated in _stated(held, ConstraintKind.AMOUNT):
        fact = held.one(stated.programme or "", stated.year)
        subject = text(
            "Texten om {label} {year}", "The text on {label} {year}", label=_label(held, stated), year=stated.year
        )
        if fact is None or fact.amount is None or stated.amount is None:
            lacks = _lacks(held, stated, stated.year)
            yield not_judged(TEXT_AMOUNT, subject, lacks, statement=stated.id)
        else:
            yield _text_amount(held, stated, fact, subject)


def _text_amount(held: Held, stated: Constraint, fact: Fact, subject: Text) -> Result:
    amount, said = fact.amount or 0, stated.amount or 0
    tolerance = across(fact.quantum, fact.quantum, fact.shown_unit)
    holds = tolerance.judge(amount - said) in {"holds", "rounding"}
    findings = (*_differs_from_text(stated, fact, said), *()) if not holds else tuple(_unmentioned(held, stated, fact))
    return Result(
        control=TEXT_AMOUNT, verdict=Verdict.HOLDS if holds else Verdict.FAILS, subject=subject, findings=findings,
        sources=(fact.source,), period=fact.period_to, stated=amount, calculated=said, tolerance=tolerance.soft,
        unit=fact.shown_unit, statement=stated.id,
    )  # fmt: skip


def _differs_from_text(stated: Constraint, fact: Fact, said: int) -> tuple[Finding]:
    difference = (fact.amount or 0) - said
    return (
        Finding(
            code=TEXT_AMOUNT, severity=Severity.WARNING, programme=fact.programme, period=fact.period_to,
            message=text(
                "{cell} ({label}): tabellen har {found}, men texten anger {said} ({source}). Det skiljer {d}.",
                "{cell} ({label}): the table has {found}, but the text says {said} ({source}). They differ by {d}.",
                cell=fact.cell, label=fact.label, found=fact.money(fact.amount), said=fact.money(said),
                source=stated.source, d=fact.money(abs(difference)),
            ),
            remedy=text("Rätta tabellen eller texten.", "Correct the table or the text."),
            sources=(fact.source,), found=fact.amount, expected=said, difference=difference, tolerance=0,
        ),
    )  # fmt: skip


def _unmentioned(held: Held, stated: Constraint, fact: Fact) -> Iterator[Finding]:
    """A change from the year before that the text, which states the amount, says nothing of."""
    before = held.one(stated.programme or "", stated.compared_to)
    if before is None or before.amount is None or fact.amount is None or before.amount == fact.amount:
        return
    change = fact.amount - before.amount
    yield Finding(
        code=TEXT_AMOUNT, severity=Severity.NOTE, programme=fact.programme, period=fact.period_to,
        message=text(
            "{cell} ({label}): {amount} som i texten, {change} mot {year}. Texten nämner inte förändringen.",
            "{cell} ({label}): {amount} as in the text, {change} on {year}. The text does not mention the change.",
            cell=fact.cell, label=fact.label, amount=fact.money(fact.amount), change=fact.money(change, signed=True),
            year=before.year,
        ),
        sources=(fact.source, before.source), found=fact.amount, expected=before.amount, difference=change,
    )  # fmt: skip


def unchanged(held: Held) -> Iterator[Result]:
    """'Ligga kvar', 'samma summa': the programme's two years are equal."""
    for stated in _stated(held, ConstraintKind.UNCHANGED):
        now, before = (held.one(stated.programme or "", year) for year in (stated.year, stated.compared_to))
        subject = text(
            "{label} oförändrat {year}", "{label} unchanged {year}", label=_label(held, stated), year=stated.year
        )
        if now is None or before is None or now.amount is None or before.amount is None:
            yield not_judged(
                UNCHANGED, subject, _lacks(held, stated, stated.year, stated.compared_to), statement=stated.id
            )
            continue
        tolerance = across(now.quantum, before.quantum, now.shown_unit)
        same = tolerance.judge(now.amount - before.amount) in {"holds", "rounding"}
        yield Result(
            control=UNCHANGED, verdict=Verdict.HOLDS if same else Verdict.FAILS, subject=subject,
            findings=() if same else (_changed(stated, now, before),), sources=(now.source, before.source),
            period=now.period_to, stated=now.amount, calculated=before.amount, tolerance=tolerance.soft,
            unit=now.shown_unit, statement=stated.id,
        )  # fmt: skip


def _changed(stated: Constraint, now: Fact, before: Fact) -> Finding:
    difference = (now.amount or 0) - (before.amount or 0)
    return Finding(
        code=UNCHANGED, severity=Severity.WARNING, programme=now.programme, period=now.period_to,
        message=text(
            "{cell} ({label}): {now}, men {before} {year} ({there}). Texten säger oförändrat: '{quote}' ({source}). "
            "Det skiljer {d}.",
            "{cell} ({label}): {now}, but {before} in {year} ({there}). The text says unchanged: '{quote}' ({source}). "
            "They differ by {d}.",
            cell=now.cell, label=now.label, now=now.money(now.amount), before=now.money(before.amount),
            year=before.year, there=before.cell, quote=stated.quote, source=stated.source,
            d=now.money(abs(difference)),
        ),
        remedy=text("Rätta {cell} eller texten.", "Correct {cell} or the text.", cell=now.cell),
        sources=(now.source, before.source), found=now.amount, expected=before.amount, difference=difference,
        tolerance=0,
    )  # fmt: skip


def directions(held: Held) -> Iterator[Result]:
    """'Utökas', 'minskar': the sign of the change. Vague words are shown with their figures and never judged."""
    for stated in _stated(held, ConstraintKind.DIRECTION):
        now, before = (held.one(stated.programme or "", year) for year in (stated.year, stated.compared_to))
        subject = text("{label}: '{quote}'", "{label}: '{quote}'", label=_label(held, stated), quote=stated.quote)
        if now is None or before is None or now.amount is None or before.amount is None:
            lacks = _lacks(held, stated, stated.year, stated.compared_to)
            yield not_judged(DIRECTION, subject, lacks, statement=stated.id)
        else:
            yield _direction(held, stated, now, before, subject)
    for stated in _stated(held, ConstraintKind.VAGUE):
        if _of_its_years(held, stated):
            yield _vague(held, stated)


def _direction(held: Held, stated: Constraint, now: Fact, before: Fact, subject: Text) -> Result:
    change = (now.amount or 0) - (before.amount or 0)
    holds = change > 0 if stated.direction is Direction.UP else change < 0
    explanation = text(
        "{change}{percent} mot {year}",
        "{change}{percent} on {year}",
        change=now.money(change, signed=True), percent=_percent(change, before.amount or 0), year=before.year,
    )  # fmt: skip
    finding = Finding(
        code=DIRECTION, severity=Severity.NOTE, programme=now.programme, period=now.period_to,
        message=text(
            "{cell} ({label}): texten säger '{quote}' ({source}), men förändringen är {told}.",
            "{cell} ({label}): the text says '{quote}' ({source}), but the change is {told}.",
            cell=now.cell, label=now.label, quote=stated.quote, source=stated.source, told=explanation,
        ),
        sources=(now.source, before.source), found=now.amount, expected=before.amount, difference=change,
    )  # fmt: skip
    return Result(
        control=DIRECTION, verdict=Verdict.HOLDS if holds else Verdict.FAILS, subject=subject,
        findings=() if holds else (finding,), sources=(now.source, before.source), period=now.period_to,
        stated=now.amount, calculated=before.amount, unit=held.unit, explanation=explanation, statement=stated.id,
    )  # fmt: skip


def _percent(change: int, base: int) -> Text:
    if not base:
        return Text("", "")
    share = (Decimal(change) * 100 / abs(base)).quantize(Decimal("0.1")).normalize()
    plain = f"{share:+f}".replace("-", "\N{MINUS SIGN}")
    return Text(f" ({plain.replace('.', ',')} %)", f" ({plain} %)")


def _vague(held: Held, stated: Constraint) -> Result:
    facts = sorted(
        (
            each
            for each in held.lines
            if each.programme == stated.programme and each.amount is not None and _of_whole_years(each)
        ),
        key=lambda each: each.year or 0,
    )
    subject = text("{label}: '{quote}'", "{label}: '{quote}'", label=_label(held, stated), quote=stated.quote)
    lacks = Text(
        "ett belopp i texten; ordet kan tydas på flera sätt",
        "an amount in the text; the word can be read in several ways",
    )
    figures = ", ".join(f"{each.year}: {each.money(each.amount).say('sv')}" for each in facts)
    english = ", ".join(f"{each.year}: {each.money(each.amount).say('en')}" for each in facts)
    finding = Finding(
        code=DIRECTION, severity=Severity.NOTE, programme=stated.programme,
        message=text(
            "{label}: texten säger '{quote}' ({source}), vilket inte kan prövas mot beloppen ({figures}).",
            "{label}: the text says '{quote}' ({source}), which cannot be tried against the amounts ({figures}).",
            label=_label(held, stated), quote=stated.quote, source=stated.source, figures=Text(figures, english),
        ),
        found=facts[-1].amount if facts else None, expected=facts[0].amount if facts else None,
        sources=tuple(each.source for each in facts),
    )  # fmt: skip
    return Result(
        control=DIRECTION, verdict=Verdict.NOT_JUDGED, subject=subject, lacks=(lacks,),
        findings=(finding,) if len({each.year for each in facts}) > 1 else (), sources=finding.sources,
        statement=stated.id,
    )  # fmt: skip


def _of_whole_years(fact: Fact) -> bool:
    return fact.basis not in {Basis.PERIOD, Basis.ACCUMULATED} and fact.measure is not Measure.FORECAST


def same_level(held: Held) -> Iterator[Result]:
    """'Samma nivå som {year}, utom att …': read of the whole frame and of the table; told when they disagree."""
    for stated in _stated(held, ConstraintKind.SAME_LEVEL):
        register = held.register
        now, before = (held.total_of(year) for year in (stated.year, stated.compared_to))
        subject = text(
            "Samma nivå {year} som {before}",
            "Same level in {year} as in {before}",
            year=stated.year,
            before=stated.compared_to,
        )
        if register is None or now is None or before is None:
            lacks = held.lacks_total(stated.compared_to, stated.year)
            yield not_judged(UNCHANGED, subject, lacks, statement=stated.id)
        else:
            yield _same_level(register, stated, now, before, subject)


def _same_level(register: Register, stated: Constraint, now: Fact, before: Fact, subject: Text) -> Result:
    moved = sum(each.amount or 0 for each in register.transfers if each.id in stated.except_transfers)
    expected = (before.amount or 0) - moved
    frames = [
        found.frame if (found := register.year(year or 0)) else None for year in (stated.year, stated.compared_to)
    ]
    of_frame = frames[0] is not None and frames[0] == frames[1]
    of_table = now.amount == expected
    verdict = Verdict.HOLDS if of_table and of_frame else Verdict.NOT_JUDGED if of_frame or of_table else Verdict.FAILS
    findings = () if verdict is Verdict.HOLDS else (_two_readings(stated, now, before, moved, expected, frames[0]),)
    scope = Text(
        "om texten gäller hela paketet eller bara tabellen",
        "whether the text is about the whole package or the table only",
    )
    return Result(
        control=UNCHANGED, verdict=verdict, subject=subject, findings=findings, sources=(now.source, before.source),
        lacks=(scope,) if verdict is Verdict.NOT_JUDGED else (), period=now.period_to, stated=now.amount,
        calculated=expected, tolerance=0, unit=now.shown_unit, statement=stated.id,
    )  # fmt: skip


def _two_readings(stated: Constraint, now: Fact, before: Fact, moved: int, expected: int, frame: int | None) -> Finding:
    rest = (now.amount or 0) - expected
    return Finding(
        code=UNCHANGED, severity=Severity.WARNING, period=now.period_to,
        message=text(
            "Tvetydigt: '{quote}' ({source}). Om det gäller hela paketet, {frame}, stämmer det. Om det gäller tabellen "
            "ska {cell} vara {before} − {moved} = {expected}, men är {now}: {rest} mer.",
            "Ambiguous: '{quote}' ({source}). If it is about the whole package, {frame}, it holds. If it is about the "
            "table, {cell} should be {before} − {moved} = {expected}, but is {now}: {rest} more.",
            quote=stated.quote, source=stated.source, frame=now.money(frame), cell=now.cell,
            before=now.money(before.amount), moved=now.money(moved), expected=now.money(expected),
            now=now.money(now.amount), rest=now.money(rest),
        ),
        remedy=text(
            "Skriv i underlaget vad nivån gäller: paketets ram eller kommunstyrelsens fördelning.",
            "Write in the paper what the level is of: the package's frame or the executive board's allocation.",
        ),
        sources=(now.source, before.source), found=now.amount, expected=expected, difference=rest, tolerance=0,
    )  # fmt: skip


def named_uses(held: Held) -> Iterator[Result]:
    """Uses the text names should have a row in the table."""
    for stated in _stated(held, ConstraintKind.NAMED_USE):
        if not _of_its_years(held, stated):
            continue
        assert held.register is not None  # noqa: S101  statements come from a register
        rows = {each.id for each in held.programmes()} | held.proposed
        names = Names(held.register)
        absent = [name for name in stated.names if (match := names.find(name)) is None or match.id not in rows]
        missing = listed(absent)
        finding = Finding(
            code=NAMED, severity=Severity.NOTE,
            message=text(
                "Texten nämner användning som saknar rad i tabellen: {listed} ({source}).",
                "The text names uses that have no row in the table: {listed} ({source}).",
                listed=missing, source=stated.source,
            ),
            remedy=text("Säg i texten var de finansieras.", "Say in the text where they are funded."),
            sources=held.table_of(held.years[-1] if held.years else None),
        )  # fmt: skip
        yield Result(
            control=NAMED, verdict=Verdict.FAILS if absent else Verdict.HOLDS, findings=(finding,) if absent else (),
            subject=text("Användning som texten nämner", "Uses the text names"), statement=stated.id,
        )  # fmt: skip


STATEMENTS = (
    Control(
        TEXT_AMOUNT, Text("Belopp i texten mot tabellen", "Amounts in the text against the table"),
        EXACT, text_amounts, Severity.ERROR,
        Text(
            "B9 (Insatser i samverkan med lokala aktörer): tabellen har 0,4 mkr, men texten anger 0,5 mkr "
            "(Tjänsteskrivelse, rad 45). Det skiljer 0,1 mkr.",
            "B9 (Insatser i samverkan med lokala aktörer): the table has 0.4 SEK m, but the text says 0.5 SEK m "
            "(Tjänsteskrivelse, rad 45). They differ by 0.1 SEK m.",
        ),
    ),
    Control(
        UNCHANGED, Text("Oförändrat där texten säger det", "Unchanged where the text says so"),
        EXACT, unchanged, Severity.WARNING,
        Text(
            "B6 (SSPF): 1,6 mkr, men 1,5 mkr 2021 (C6). Texten säger oförändrat: 'föreslås ligga kvar på 1,5 mkr' "
            "(Tjänsteskrivelse, rad 41). Det skiljer 0,1 mkr.",
            "B6 (SSPF): 1.6 SEK m, but 1.5 SEK m in 2021 (C6). The text says unchanged: 'föreslås ligga kvar på 1,5 "
            "mkr' (Tjänsteskrivelse, rad 41). They differ by 0.1 SEK m.",
        ),
    ),
    Control(
        UNCHANGED, Text("Samma nivå som ett annat år", "The same level as another year"),
        EXACT, same_level, Severity.WARNING,
        Text(
            "Tvetydigt: 'ligga på samma nivå som 2021' (Tjänsteskrivelse, rad 39). Om det gäller hela paketet, 6,0 "
            "mkr, stämmer det.",
            "Ambiguous: 'ligga på samma nivå som 2021' (Tjänsteskrivelse, rad 39). If it is about the whole package, "
            "6.0 SEK m, it holds.",
        ),
    ),
    Control(
        DIRECTION, Text("Riktning som texten anger", "Directions the text gives"),
        NO_AMOUNT, directions, Severity.NOTE,
        Text(
            "B3 (Trygghetsvärdar): texten säger 'utökas något i Fisksätra' (Tjänsteskrivelse, rad 43), men "
            "förändringen är −0,1 mkr.",
            "B3 (Trygghetsvärdar): the text says 'utökas något i Fisksätra' (Tjänsteskrivelse, rad 43), but the "
            "change is −0.1 SEK m.",
        ),
    ),
    Control(
        NAMED, Text("Användning som texten nämner", "Uses the text names"), NO_AMOUNT, named_uses, Severity.NOTE,
        Text(
            "Texten nämner användning som saknar rad i tabellen: Polarna (Tjänsteskrivelse, rad 37).",
            "The text names uses that have no row in the table: Polarna (Tjänsteskrivelse, rad 37).",
        ),
    ),
)  # fmt: skip

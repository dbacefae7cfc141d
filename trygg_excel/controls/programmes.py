"""Names and years: every row is a known programme, none is missing or doubled, the years are whole (TRY-031-033)."""

from __future__ import annotations

from collections.abc import Iterator

from trygg_excel.controls.control import NO_AMOUNT, NO_REGISTER, Control, not_judged
from trygg_excel.fact import Fact
from trygg_excel.finding import Finding, Result, Severity, Source, Text, Verdict, listed, text
from trygg_excel.held import Held
from trygg_excel.register.match import Names
from trygg_excel.register.model import ConstraintKind, Programme, Register

UNKNOWN, MISSING, YEARS = "TRY-031", "TRY-032", "TRY-033"
_WHOLE = 0.5  # a workbook with fewer of a year's programmes is about a part of them


def known_names(held: Held) -> Iterator[Result]:
    """Every row of a table about the register's programmes bears a confirmed name."""
    subject = Text("Insatsernas namn", "Names of programmes")
    if held.register is None:
        yield not_judged(UNKNOWN, subject, NO_REGISTER)
    elif not held.lines and not held.pots:
        yield not_judged(UNKNOWN, subject, Text("rader med registrets insatser", "rows with the register's programmes"))
    else:
        names = Names(held.register)
        by_label: dict[str, list[Fact]] = {}
        for fact in held.unknown:
            by_label.setdefault(fact.label, []).append(fact)
        findings = tuple(_unknown(names, held.label_cell(facts[0]), label, facts) for label, facts in by_label.items())
        verdict = Verdict.FAILS if findings else Verdict.HOLDS
        yield Result(control=UNKNOWN, verdict=verdict, subject=subject, findings=findings)


def _unknown(names: Names, where: Source, label: str, facts: list[Fact]) -> Finding:
    proposal = names.propose(label)
    near = () if proposal is None else proposal.nearest
    quoted = [f"'{each.name}'" for each in near]
    right = Text(" eller ".join(quoted), " or ".join(quoted))
    meant = Text("", "")
    remedy = Text(
        "Rätta namnet, eller lägg till insatsen eller namnet i registret.",
        "Correct the name, or add the programme or the name to the register.",
    )
    if proposal is not None:
        meant = text(" Menas {right} ({reason})?", " Is {right} meant ({reason})?", right=right, reason=proposal.reason)
        remedy = text(
            "Skriv {right}, eller bekräfta namnet i registret.",
            "Write {right}, or confirm the name in the register.", right=right,
        )  # fmt: skip
    return Finding(
        code=UNKNOWN,
        severity=Severity.ERROR,
        message=text(
            "{cell}: '{label}' finns inte i registret.{meant}",
            "{cell}: '{label}' is not in the register.{meant}",
            cell=where.cell, label=label, meant=meant,
        ),
        remedy=remedy,
        sources=(where, *(each.source for each in facts)),
        found=label,
        expected=near[0].name if len(near) == 1 else None,
    )  # fmt: skip


def complete_programmes(held: Held) -> Iterator[Result]:
    """Each programme of each year stands there once."""
    if held.register is None:
        yield not_judged(MISSING, Text("Insatserna per år", "Programmes by year"), NO_REGISTER)
    elif held.years:
        subject = text("Insatser {years}", "Programmes {years}", years=listed(map(str, held.years)))
        findings = (*_missing(held, held.register), *_doubled(held, held.register))
        yield Result(
            control=MISSING, verdict=Verdict.FAILS if findings else Verdict.HOLDS, subject=subject, findings=findings
        )


def expected_in(register: Register, year: int) -> tuple[Programme, ...]:
    """The package's programmes that are valid in a year."""
    return tuple(
        each
        for each in register.programmes
        if each.in_package and (each.valid_from or 0) <= year <= (each.valid_to or 9999)
    )


def _missing(held: Held, register: Register) -> Iterator[Finding]:
    """A programme the workbook should have and has not, with all the years it is missing for."""
    years: dict[str, list[int]] = {}
    for year in held.years:
        expected = expected_in(register, year)
        absent = [each.id for each in expected if not held.of(each.id, year)]
        if len(absent) <= (1 - _WHOLE) * len(expected):
            for id_ in absent:
                years.setdefault(id_, []).append(year)
    for id_, missing in years.items():
        if id_ not in held.proposed:
            yield _absent(held, register.programme(id_), missing)


def _absent(held: Held, programme: Programme, years: list[int]) -> Finding:
    return Finding(
        code=MISSING, severity=Severity.ERROR, programme=programme.id, period=years[-1] * 100 + 12,
        message=text(
            "{label} saknas för {years}.", "{label} is missing for {years}.",
            label=programme.label, years=listed(map(str, years)),
        ),
        remedy=text(
            "Lägg till raden, med 0 om insatsen inte har några pengar, eller avsluta insatsen i registret.",
            "Add the row, with 0 if the programme has no money, or end the programme in the register.",
        ),
        sources=held.table_of(years[-1]), expected=programme.label,
    )  # fmt: skip


def _doubled(held: Held, register: Register) -> Iterator[Finding]:
    """A programme that has several rows in a table: which is right cannot be told, and they are never added."""
    rows: dict[tuple[object, ...], list[Fact]] = {}
    for each in held.lines:
        if each.programme is not None:
            when = (each.period_from, each.period_to, each.basis)
            same = (each.sheet, each.table, each.programme, when, each.measure, each.version, each.nature)
            rows.setdefault(same, []).append(each)
    by_programme: dict[str, list[list[Fact]]] = {}
    for facts in rows.values():
        if len(facts) > 1 and facts[0].programme is not None:
            by_programme.setdefault(facts[0].programme, []).append(facts)
    for id_, found in by_programme.items():
        yield _twice(register.programme(id_).label, id_, found)


def _twice(label: str, id_: str, found: list[list[Fact]]) -> Finding:
    cells = listed((each.cell for facts in found for each in facts), most=6)
    return Finding(
        code=MISSING, severity=Severity.ERROR, programme=id_, period=found[0][0].period_to,
        message=text(
            "{label} förekommer {n} gånger per år ({cells}).", "{label} occurs {n} times a year ({cells}).",
            label=label, n=max(map(len, found)), cells=cells,
        ),
        remedy=text("Behåll en rad, eller ge raderna var sitt namn.", "Keep one row, or give each its own name."),
        sources=tuple(each.source for facts in found for each in facts),
    )  # fmt: skip


def whole_years(held: Held) -> Iterator[Result]:
    """The years follow on each other, and reach back as far as the text says."""
    subject = Text("Tabellens år", "The table's years")
    if not held.years:
        yield not_judged(YEARS, subject, Text("år för registrets insatser", "years of the register's programmes"))
        return
    gaps = [year for year in range(held.years[0], held.years[-1]) if year not in held.years]
    findings = tuple(_gap(held, year) for year in gaps)
    yield Result(control=YEARS, verdict=Verdict.FAILS if gaps else Verdict.HOLDS, subject=subject, findings=findings)
    if held.register is not None and len(held.years) > 1:
        yield from _since(held, held.register)


def _gap(held: Held, year: int) -> Finding:
    return Finding(
        code=YEARS, severity=Severity.WARNING, period=year * 100 + 12,
        message=text(
            "År {year} saknas mellan tabellens övriga år.", "Year {year} is missing among the others.", year=year
        ),
        remedy=text("Lägg till året, eller säg varför det saknas.", "Add the year, or say why it is missing."),
        sources=(held.lines[0].source,),
    )  # fmt: skip


def _since(held: Held, register: Register) -> Iterator[Result]:
    """'Har funnits sedan 2018': the years before the table's first."""
    for stated in register.constraints_of(ConstraintKind.COVERS_SINCE):
        first = held.years[0]
        if register.years and first > max(each.year for each in register.years):
            continue  # a plan for years to come tells no history
        before = range(stated.year or first, first)
        subject = text("Åren sedan {year}", "The years since {year}", year=stated.year)
        missing = listed(map(str, before))
        told = text(
            "{label} har funnits sedan {year} ({source}), men tabellen börjar {first}; {missing} finns inte med.",
            "{label} has existed since {year} ({source}), but the table begins in {first}; {missing} are not in it.",
            label=register.label, year=stated.year, source=stated.source, first=first, missing=missing,
        )  # fmt: skip
        found = Finding(code=YEARS, severity=Severity.NOTE, message=told, sources=(held.lines[0].source,))
        yield Result(
            control=YEARS, verdict=Verdict.FAILS if before else Verdict.HOLDS, subject=subject,
            findings=(found,) if before else (), statement=stated.id,
        )  # fmt: skip


PROGRAMMES = (
    Control(
        UNKNOWN, Text("Radernas namn mot registret", "Names of rows against the register"),
        NO_AMOUNT, known_names, Severity.ERROR,
        Text("A6: 'Simskola' finns inte i registret.", "A6: 'Simskola' is not in the register."),
    ),
    Control(
        MISSING, Text("Insatserna en gång per år", "Each programme once a year"),
        NO_AMOUNT, complete_programmes, Severity.ERROR,
        Text("SSPF saknas för 2020, 2021 och 2022.", "SSPF is missing for 2020, 2021 and 2022."),
    ),
    Control(
        YEARS, Text("Åren är hela", "The years are whole"), NO_AMOUNT, whole_years, Severity.WARNING,
        Text("År 2020 saknas mellan tabellens övriga år.", "Year 2020 is missing among the others."),
    ),
)  # fmt: skip

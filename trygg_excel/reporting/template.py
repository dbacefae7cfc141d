"""Next years' budget as a workbook to be filled in, as data: which programmes, which years, which frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trygg_excel.errors import WrongUsage
from trygg_excel.finding import listed, text
from trygg_excel.money import Unit, amount_text, unit_named
from trygg_excel.register.book_plan import UNKNOWN
from trygg_excel.register.model import Programme, Register
from trygg_excel.reporting.form import Form, FormColumn, FormSheet

CATEGORY = "trygg_excel mall"
BUDGET, HOW, PROGRAMMES = "Budget", "Så gör du", "Insatser"
MOST_YEARS = 10
_FIRST_YEAR, _LAST_YEAR = 1950, 2199


@dataclass(frozen=True, slots=True)
class Line:
    """A programme's row; `open_years` are those in which it may have money, in the others it stands at nought."""

    label: str
    open_years: frozenset[int]


@dataclass(frozen=True, slots=True)
class Template:
    """`frames` are öre by year, for the years whose frame the register knows. `sheets` tell and list, locked."""

    title: str
    lead: str
    unit: Unit
    unknown: str
    years: tuple[int, ...]
    lines: tuple[Line, ...]
    frames: dict[int, int]
    sheets: Form


def template_of(register: Register, years: Sequence[int]) -> Template:
    """The workbook for those years; raises WrongUsage where there is nothing to budget or the years are none."""
    asked = tuple(years)
    _check_years(asked)
    programmes = [each for each in register.programmes if each.in_package]
    lines = tuple(Line(each.label, _open(each, asked)) for each in programmes)
    kept = tuple(each for each in lines if each.open_years)
    if not kept:
        raise WrongUsage(
            text("Registret har ingen insats som gäller {years}. Se efter deras år i registret.",
                 "The register has no programme that is valid in {years}. Look at their years in the register.",
                 years=listed(map(str, asked)))
        )  # fmt: skip
    unit = unit_named(register.unit)
    title = f"{register.label}, budget {_span(asked)}"
    frames = {each.year: each.frame for each in register.years if each.year in asked and each.frame is not None}
    told = Form(title, CATEGORY, UNKNOWN, (_how(register, unit, asked, frames), _listed(register)))
    return Template(title, f"Belopp i {unit.symbol}", unit, UNKNOWN, asked, kept, frames, told)


def _check_years(years: tuple[int, ...]) -> None:
    sound = all(_FIRST_YEAR <= each <= _LAST_YEAR for each in years)
    if not sound or not 0 < len(years) <= MOST_YEARS or len(set(years)) < len(years):
        raise WrongUsage(
            text("Ange mellan ett och {most} år, till exempel 2023-2024.",
                 "Give between one and {most} years, for example 2023-2024.", most=MOST_YEARS)
        )  # fmt: skip


def _open(programme: Programme, years: tuple[int, ...]) -> frozenset[int]:
    first, last = programme.valid_from or _FIRST_YEAR, programme.valid_to or _LAST_YEAR
    return frozenset(year for year in years if first <= year <= last)


def _span(years: tuple[int, ...]) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _how(register: Register, unit: Unit, years: tuple[int, ...], frames: dict[int, int]) -> FormSheet:
    """What whoever fills it in wants to know, a line each."""
    framed = listed(f"{amount_text(ore, unit)} år {year}" for year, ore in frames.items()).sv
    rows = (
        ("Fyll i", f"De gula cellerna på bladet {BUDGET}: ett belopp per insats och år."),
        ("Enhet", f"Alla belopp skrivs i {unit.name('sv')}. Enheten står en gång, ovanför tabellen."),
        ("Noll och okänt", f"Inga pengar skrivs 0. Är beloppet inte känt skrivs {UNKNOWN}. Lämna ingen cell tom."),
        ("Grå celler", "Insatsen gäller inte det året enligt registret. Cellen är låst på noll."),
        ("Summor", "Räknas av sig själva. Skriv inte över dem."),
        ("Ny rad", "Infoga en rad mellan två insatser, inte sist, så följer summan med. Välj namnet i listan."),
        ("Ny insats", "Lägg först till den i registret. Ett namn som inte finns där markeras."),
        ("Att göra", "Kolumnen längst till höger säger vad som saknas på raden medan du skriver."),
        ("Ram", f"Ramen är {framed} enligt registret." if framed else "Ramen för åren står inte i registret."),
        ("Skydd", "Rubriker och summor är låsta, utan lösenord: Granska, Ta bort bladets skydd."),
        ("När du är klar", "Spara, och kontrollera arbetsboken: trygg check FIL."),
    )
    columns = (FormColumn("Om", 20), FormColumn("Så är det", 100))
    return FormSheet(
        HOW, f"{register.label}: så fyller du i budgeten för {_span(years)}", "", columns, rows, open=False
    )


def _listed(register: Register) -> FormSheet:
    """The names a row may have; the budget's list of choices points here."""
    rows = tuple((each.label, _committee(register, each), _validity(each)) for each in register.programmes)
    columns = (FormColumn("Insats", 62), FormColumn("Nämnd", 32), FormColumn("Gäller", 24))
    lead = "Registrets insatser. Listan på bladet Budget hämtas härifrån."
    return FormSheet(PROGRAMMES, PROGRAMMES, lead, columns, rows, open=False)


def _committee(register: Register, programme: Programme) -> str:
    found = register.committee_of(programme.committee)
    return found.label if found else ""


def _validity(programme: Programme) -> str:
    first, last = programme.valid_from, programme.valid_to
    if first is None and last is None:
        return "tills vidare"
    return f"från {first}" if last is None else f"till och med {last}" if first is None else f"{first}–{last}"

"""The register as a workbook to be filled in: the sheets of `register.book_plan` with their entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from trygg_excel.money import UNITS, Unit, in_unit, unit_named
from trygg_excel.register.book_plan import (
    ACCEPTED_SHEET,
    NO,
    OWN,
    PLANS,
    README_SHEET,
    SETTINGS,
    SETTINGS_SHEET,
    UNKNOWN,
    WORDS,
    YES,
    CaseRow,
    Column,
    Kind,
    NameOf,
    NameRow,
    Plan,
    hints_of,
    kind_of,
    plain_hint,
    required,
)
from trygg_excel.register.model import Register, Settings
from trygg_excel.register.references import REFERS_TO
from trygg_excel.reporting.form import Entry, Form, FormColumn, FormSheet, Holds

CATEGORY = "trygg_excel register"
_HOLDS = {
    Kind.AMOUNT: Holds.AMOUNT,
    Kind.PERCENT: Holds.NUMBER,
    Kind.WHOLE: Holds.YEAR,
    Kind.DATE: Holds.DATE,
}
_ABOUT = (
    ("Vad är detta?", "Registret: vad som är beslutat, planerat och sagt. Arbetsböckerna hålls mot det."),
    ("Så fyller du i", "Skriv på en tom rad under rubrikerna. Ordningen på rader och kolumner spelar ingen roll."),
    ("Id", "Ett kort namn som aldrig ändras, även om det vi kallar saken gör det. Andra blad pekar på det."),
    ("Belopp", "Tal i den enhet som står på bladet Inställningar. 0 är noll. Är beloppet inte känt: skriv okänt."),
    ("Datum", "Som 2022-02-07. Är datumet inte känt: lämna tomt."),
    ("Listor", "Celler med pil har en lista. Flera id i en cell skrivs med semikolon emellan."),
    ("Skydd", "Rubrikerna är låsta, utan lösenord: Granska, Ta bort bladets skydd."),
    ("Egna kolumner och blad", "Får finnas och lämnas i fred, men läses inte."),
    ("När du är klar", "Spara och stäng. Ange filen med --register, eller gör om den: trygg register from-excel."),
    ("Om något är fel", "trygg register check FIL säger varje fel med blad och cell."),
)
_ACCEPTED = (
    FormColumn("Nyckel", 12),
    FormColumn("Kontroll", 11),
    FormColumn("Anmärkning", 70),
    FormColumn("Motivering", 44),
    FormColumn("Namn", 22),
    FormColumn("Godtagen", 13, Holds.DATE),
    FormColumn("T.o.m.", 13, Holds.DATE),
)


def register_form(register: Register, accepted: Iterable[tuple[Entry, ...]] = ()) -> Form:
    """The workbook. `accepted` are rows of key, code, message, why, name, date, until: shown, never read back."""
    unit = unit_named(register.unit)
    return Form(
        title=register.label,
        category=CATEGORY,
        unknown=UNKNOWN,
        sheets=(
            _readme(register),
            _settings(register, unit),
            *(_sheet(plan, register, unit) for plan in PLANS),
            FormSheet(
                ACCEPTED_SHEET,
                ACCEPTED_SHEET,
                "Godtagna anmärkningar, för kännedom. De skrivs av trygg register accept och läses inte härifrån.",
                _ACCEPTED,
                tuple(accepted),
                open=False,
            ),
        ),
    )


def _readme(register: Register) -> FormSheet:
    sheets = tuple((f"Bladet {plan.sheet}", plan.lead) for plan in PLANS)
    columns = (FormColumn("Om", 28), FormColumn("Så är det", 96))
    return FormSheet(README_SHEET, register.label, "Registret som arbetsbok.", columns, (*_ABOUT, *sheets), open=False)


def _settings(register: Register, unit: Unit) -> FormSheet:
    given: list[tuple[Column, Any, type]] = [(each, getattr(register, each.field), Register) for each in OWN]
    given += [(each, getattr(register.settings, each.field), Settings) for each in SETTINGS]
    rows, by_row = [], []
    for column, value, owner in given:
        hint = hints_of(owner)[column.field]
        kind = kind_of(column.field, hint)
        told = column.told + (" Måste fyllas i." if column.field in required(owner) else "")
        rows.append((column.heading, _entry(value, kind, unit, optional=True), told))
        by_row.append(_column(column, kind, plain_hint(hint)))
    columns = (FormColumn("Uppgift", 38), FormColumn("Värde", 34), FormColumn("Förklaring", 70))
    lead = "Vad som gäller hela registret. Belopp i registrets enhet."
    return FormSheet(
        SETTINGS_SHEET, SETTINGS_SHEET, lead, columns, tuple(rows), grows=False, by_row=tuple(by_row)
    )  # fmt: skip


def _column(column: Column, kind: Kind, hint: Any) -> FormColumn:
    choices = tuple(WORDS[hint].values()) if kind is Kind.CHOICE else (YES, NO) if kind is Kind.YES_NO else ()
    choices = tuple(UNITS) if column.field == "unit" else choices
    table = REFERS_TO.get(column.field, "") if kind is Kind.REFERENCE else ""
    listed = next((plan.sheet for plan in PLANS if table and plan.table == table), "")
    holds = Holds.WHOLE if column.field == "period" else _HOLDS.get(kind, Holds.TEXT)
    return FormColumn(column.heading, column.width, holds, column.told, choices, listed)


def _sheet(plan: Plan, register: Register, unit: Unit) -> FormSheet:
    columns = tuple(_column(each, plan.kind(each), plan.hint(each)) for each in plan.columns)
    rows = tuple(tuple(_of(plan, each, entry, unit) for each in plan.columns) for entry in _entries(plan, register))
    amounts = any(each.holds is Holds.AMOUNT for each in columns)
    lead = f"{plan.lead} Belopp i {unit.symbol}." if amounts else plan.lead
    return FormSheet(plan.sheet, plan.sheet, lead, columns, rows)


def _of(plan: Plan, column: Column, entry: Any, unit: Unit) -> Entry:
    kind = plan.kind(column)
    value = getattr(entry, column.field)
    return _entry(value, kind, unit, optional=plan.optional_amount(column), hint=plan.hint(column))


def _entries(plan: Plan, register: Register) -> Iterable[Any]:
    if plan.entry is NameRow:
        return _names(register)
    if plan.entry is CaseRow:
        return _cases(register)
    return register.settings.closed if plan.table == "settings.closed" else getattr(register, plan.table)


def _names(register: Register) -> Iterator[NameRow]:
    yield from (NameRow(of=NameOf.PACKAGE, name=name) for name in register.names)
    for of in (each for each in NameOf if each is not NameOf.PACKAGE):
        for entry in getattr(register, of.value):
            yield from (NameRow(of=of, id=entry.id, name=name) for name in entry.names)


def _cases(register: Register) -> Iterator[CaseRow]:
    for case in register.cases:
        for member in case.members:
            yield CaseRow(
                id=case.id, label=case.label, primary=case.primary, role=member.role, pattern=member.pattern
            )  # fmt: skip


def _entry(value: Any, kind: Kind, unit: Unit, *, optional: bool, hint: Any = None) -> Entry:
    """The value as it stands in its cell."""
    if kind is Kind.AMOUNT:
        return in_unit(value, unit) if value is not None else None if optional else UNKNOWN
    if isinstance(value, StrEnum):
        return WORDS[hint][value.value]
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, tuple):
        return ("\n" if kind is Kind.LINES else "; ").join(map(str, value))
    result: str | int | Decimal | date | None = value
    return result

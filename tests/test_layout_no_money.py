"""Words that count and words that only look like it: money is not left out for its name."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.sheets import facts
from trygg_excel.budget import read
from trygg_excel.fact import Confidence
from trygg_excel.layout.amounts.counted import counts_things, says_no_money
from trygg_excel.layout.amounts.units import declared_unit
from trygg_excel.layout.time.periods import read_period, years_in
from trygg_excel.money import KR

MONEY = [
    "Kurs och konferens", "Köp av vårdplatser", "Skolpeng 85 000 kr per elev", "Avgift 500 kr per dygn",
    "Elever från andra kommuner", "Andel Räddningstjänst", "Kommunens andel av förbundet",
    "Kompensation befolkningsökning",
    "Likviditetsreserv", "Valutakursdifferenser", "Skattekraftsutjämning", "Åtgärder för sänkt sjukfrånvaro",
    "Invånare i behov av stöd", "Prisindex PKV", "Elever i annan kommun (IKE)",
    "Studiebesök",
    "Play Area upkeep", "Andel i intresseföretags resultat",
]  # fmt: skip
COUNTS = [
    "Antal elever", "Elever totalt", "Andel behöriga lärare", "Andel (%)", "Elever i grundskolan",
    "Invånare", "Invånare 31/12",
    "Befolkning", "Soliditet, %", "Likviditet", "Skattekraft", "Sjukfrånvaro, %", "Röstberättigade", "Kurs EUR:",
    "Läkarbesök", "Övriga besök", "Medelvårdtid",
    "Disponibla vpl (snitt)", "Kostnad förskola, kr/inskrivet barn", "Växelkurs",
]  # fmt: skip


@pytest.mark.parametrize("label", MONEY)
def test_money_is_not_taken_for_a_count(label: str) -> None:
    assert not counts_things(label)


@pytest.mark.parametrize("label", COUNTS)
def test_what_is_counted_is_no_money(label: str) -> None:
    assert counts_things(label)


@pytest.mark.parametrize(
    "heading", ["Budget mån", "Utfall mån", "Kommunens andel", "Uppsägningslöner", "Moms 25 %", "Mandatstöd"]
)
def test_headings_of_money(heading: str) -> None:
    assert not says_no_money(heading)


@pytest.mark.parametrize(
    "heading", ["Upps. mån", "Mån", "Uppsägningstid", "Andel", "Mandat", "Elever prognos 2026", "Utbudskm"]
)
def test_headings_of_no_money(heading: str) -> None:
    assert says_no_money(heading)


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("Budget 2025, taxor gäller från 2024-01-01", (2025,)),
        ("Budget 2026, beslut 2025-11-15 - 2025-11-20", (2026,)),
        ("Budget 2025, prisnivå per 240630", (2025,)),
        ("Budget 2025, konto 310101-310131", (2025,)),
        ("Debitering fr.o.m. 2026-01-01", (2026,)),
        ("Verksamhetsår 2026-01-01 – 2026-12-31", (2026,)),
        ("dnr KS 240801-250131", ()),
    ],
)
def test_the_year_a_text_names_goes_before_its_days(title: str, years: tuple[int, ...]) -> None:
    assert years_in(title) == years


def test_a_span_of_days_is_a_period_where_no_year_is_named() -> None:
    period = read_period("240801-250131")
    assert period is not None
    assert (period.start, period.end) == (202408, 202501)


def test_each_column_has_its_own_currency() -> None:
    found = facts("""
        Växelkurs EUR: 11,20
        Projekt 2025, belopp i tkr
        Post  | Beviljat 2025, EUR | Kostnad 2025 | Kostnad 2024, SEK
        Resor | 310                | 3100         | 2900
        Lön   | 812                | 8100         | 7700
    """)
    assert [each.currency for each in found if each.label == "Lön"] == ["EUR", "SEK", "SEK"]


def test_amounts_in_a_row_are_no_months() -> None:
    found = facts("""
        Budget 2025, tkr
        Post | Budget | Prognos | Utfall
        SSPF | 1201   | 1202    | 1203
        KS   | 500    | 510     | 520
    """)
    assert [(each.cell, each.year) for each in found][:3] == [("B3", 2025), ("C3", 2025), ("D3", 2025)]


def test_amounts_of_a_year_between_two_years_are_not_sure() -> None:
    found = facts("""
        Budget 2025, tkr
        Post | Bokslut 2023 | Budget | Prognos | Avvikelse | Budget 2025
        SSPF | 1200         | 1210   | 1220    | -10       | 1300
    """)
    assert [each.confidence for each in found] == [
        Confidence.SURE, Confidence.LIKELY, Confidence.LIKELY, Confidence.LIKELY, Confidence.SURE,
    ]  # fmt: skip


def test_an_abbreviation_is_no_subtotal_of_the_rows_below() -> None:
    found = facts("""
        Budget, mkr
        Insats   | 2023 | 2024
        Värdar   | 2.0  | 2.0
        SSPF     | 1.5  | 1.5
        Grupper  | 0.9  | 0.9
        Kameror  | 0.2  | 0.2
        Insatser | 0.5  | 0.5
        Summa    | 5.2  | 6.0
    """)
    assert {each.role.value for each in found if each.label == "SSPF"} == {"line"}


def test_what_a_sum_across_leaves_out_is_not_sure() -> None:
    found = facts("""
        Fördelning 2026, kr
        Område | Nyttjande | Grund | Tillägg | Summa
        Norr   | 612       | 5000  | 400     | 5400
        Söder  | 388       | 3000  | 100     | 3100
        Öster  | 421       | 4000  | 200     | 4200
    """)
    assert {fact.column: fact.confidence for fact in found} == {
        "Nyttjande": Confidence.LIKELY,
        "Grund": Confidence.SURE,
        "Tillägg": Confidence.SURE,
        "Summa": Confidence.SURE,
    }


DAYS = [
    f"{day}{dot} {month} {year}"
    for day, dot in (("1", ""), ("31", ""), ("05", "."))
    for month in ("mars", "March", "maj", "desember", "Okt.", "sept", "January", "juni", "august")
    for year in (2025,)
]


@pytest.mark.parametrize("day", DAYS)
def test_a_day_in_any_writing_heads_a_column(day: str) -> None:
    found = facts(f"""
        Skulder, tkr
              | {day} | 2024
        Lån   | 10    | 20
    """)
    assert [fact.year for fact in found] == [2025, 2024]


@pytest.mark.parametrize("text", ["Angaben in €", "(€)", "Belopp i €", "Alla belopp i £"])
def test_a_sign_alone_is_a_unit(text: str) -> None:
    assert declared_unit(text) is KR


MONEY_HEADED = [
    "Inv. 2025", "Inv. plan 2026", "Volym", "Platser 2025, tkr", "Bokslut (år)", "Km-ersättning", "Läkarbesök utomlän",
    "Avskr. år 2024",
]  # fmt: skip


@pytest.mark.parametrize("heading", MONEY_HEADED)
def test_money_under_a_heading_that_looks_like_a_count(heading: str) -> None:
    assert not says_no_money(heading)
    assert not counts_things(heading)


@pytest.mark.parametrize("label", ["Socialtjänst (ST)", "Kulturhus (KM)", "Hamn, HA", "Budget €/year"])
def test_rows_of_money_that_end_as_a_quantity(label: str) -> None:
    assert not counts_things(label)


def test_a_note_under_the_table_is_no_unit_for_its_amount() -> None:
    found = facts("""
        Budget 2025
        Post | Budget
        A    | 10
        B    | 20
        Avgiften höjs, 1 000 kr
    """)
    assert {fact.amount for fact in found} == {10_00, 20_00}


@pytest.mark.parametrize(
    "title", ["Volymer 2025, tkr", "Prestationer och ersättningar 2025 (mkr)", "Personalvolym 2025, tkr"]
)
def test_a_title_with_a_unit_heads_money(title: str) -> None:
    assert facts(f"""
        {title}
        Post | Budget | Utfall
        A    | 100    | 110
        B    | 200    | 190
    """)


def test_rows_that_are_named_as_codes_hold_money() -> None:
    found = facts("""
        Budget 2025, tkr
        Post       | Budget | Utfall
        Gemensamt  | 200    | 210
        Projekt    | 410    | 400
        Aktivitet  | 300    | 290
    """)
    assert [fact.label for fact in found[::2]] == ["Gemensamt", "Projekt", "Aktivitet"]


def test_years_shown_as_amounts_head_their_columns(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["tkr", "Previsiones", "Previsiones"], ["GASTOS", 2020, 2019], ["Personal", 17_750, 17_039]):
        sheet.append(row)
    sheet["A1"] = None
    sheet["A5"] = "Belopp i tkr"
    for cell in sheet[2]:
        cell.number_format = "#,##0"
    book.save(path := tmp_path / "gastos.xlsx")
    found = [(fact.cell, fact.period_from, fact.amount) for fact in read(path, isolate=False).records]
    assert found == [("B3", 202001, 1_775_000_000), ("C3", 201901, 1_703_900_000)]


def test_codes_among_names_in_a_language_that_is_not_known_are_no_amounts(tmp_path: Path) -> None:
    rows = "".join(
        f"1001;КАБИНЕТ;{20 + row // 4};ОДДЕЛ;Ставка {row};{1_729_300 * (row % 3 + 1) + 4711 * row}\n"
        for row in range(40)
    )
    path = tmp_path / "буџет 2014.csv"
    path.write_text(f"Број;Назив;Потпрограма;Назив;Ставка;Сума\n{rows}", encoding="utf-8")
    assert {fact.cell[0] for fact in read(path, isolate=False).records} == {"F"}


@pytest.mark.parametrize("codes", ["'4100' | '4200' | '4300'", "'01' | '02' | '03'", "'100' | '200' | '310'"])
def test_codes_in_text_under_names_are_no_amounts(codes: str) -> None:
    found = facts(f"""
        Resursfördelning 2026, tkr
        Verksamhet | Skola | Vård | Kultur
                   | {codes}
        Drift      | 100   | 200  | 300
        Hyra       | 10    | 20   | 30
    """)
    assert [(each.cell, each.column) for each in found] == [
        ("B4", "Skola"), ("C4", "Vård"), ("D4", "Kultur"), ("B5", "Skola"), ("C5", "Vård"), ("D5", "Kultur"),
    ]  # fmt: skip


def test_amounts_in_text_under_years_or_measures_are_amounts_though_nothing_names_them() -> None:
    found = facts("""
        Driftbudget, tkr
        Post  | Budget 2025 | Utfall 2025
              | '4100'      | '4200'
        Drift | '100'       | '200'
        Hyra  | '10'        | '20'
    """)
    assert [each.cell for each in found] == ["B3", "C3", "B4", "C4", "B5", "C5"]


def test_a_price_and_the_rise_of_prices_and_wages() -> None:
    found = facts("""
        Ramar 2026, tkr
        Nämnd | Ram 2025 | Pris- och lönekompensation | Pris och lön
        KS    | 100      | 5                          | 4
    """)
    assert [each.cell for each in found] == ["B3", "C3", "D3"]


def test_years_beside_the_word_for_codes_head_their_columns() -> None:
    found = facts("""
        Kostnader per verksamhet (tkr)
        Kod | Verksamhet | 2023 | 2024 | 2025 t.o.m. aug
        10  | Drift      | 100  | 200  | 300
        11  | Hyra       | 10   | 20   | 30
    """)
    assert [(each.cell, each.year) for each in found[:3]] == [("C3", 2023), ("D3", 2024), ("E3", 2025)]


def test_a_dimension_left_of_the_amounts_holds_codes() -> None:
    drawing = """
        Detaljbudget 2026, kr
        Konto | Kontotext | Verksamhet | Budget 2026
        3011  | Avgifter  | 2500       | -1200000
        5011  | Löner     | 2510       | 5200000
    """
    assert [each.cell for each in facts(drawing)] == ["D3", "D4"]
    kinds = """
        Kostnader 2026, kr
        Nämnd | Administration | Verksamhet | Lokaler
        Skola | 500            | 2500       | 900
        Vård  | 600            | 2510       | 800
    """
    assert {each.cell[0] for each in facts(kinds)} == {"B", "C", "D"}


def test_a_fund_balance_in_a_title_makes_no_balance_sheet() -> None:
    found = facts("General fund: expenditures and balance, tkr\nItem | Adopted 2011\nRoads | 100")
    assert {each.basis.value for each in found} == {"full_year"}

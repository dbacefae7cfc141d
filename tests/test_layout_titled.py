"""The time of columns that do not say it all themselves: by titles, by what stands over or beside them, by size."""

from __future__ import annotations

import pytest

from tests.sheets import facts


def read(title: str, *lines: str, file: str = "bok.xlsx") -> list[str]:
    """What is read of each column under a title, in its first row; '?' where it is not sure."""
    found = facts("\n".join((title.replace(" // ", "\n"), *lines)), file=file)
    first = {each.column: each for each in reversed(found)}
    return [
        f"{name}: {each.period_from}-{each.period_to} {each.basis.value}"
        f"{'' if each.confidence.value == 'sure' else '?'}"
        for name, each in reversed(first.items())
    ]


AUGUST = ("Förvaltning | 2024 | 2023 | Förändring", "Kultur | 100 | 90 | 10", "Skola | 200 | 180 | 20")


@pytest.mark.parametrize(
    "title",
    [
        "Personalkostnader januari - augusti 2024 (tkr)",
        "Nettokostnader t.o.m. augusti 2024, tkr",
        "Utfall t.o.m. augusti, tkr",
        "Uppföljning per sista augusti, tkr",
        "Nämndernas utfall jan-aug 2024 jämfört med jan-aug 2023 (mnkr)",
    ],
)
def test_months_in_a_title_reach_bare_years(title: str) -> None:
    assert read(title, *AUGUST) == [
        "2024: 202401-202408 accumulated",
        "2023: 202301-202308 accumulated",
        "Förändring: 202401-202408 accumulated",
    ]


@pytest.mark.parametrize(
    "title", ["Budget 2024, beslutad 28 augusti 2023, tkr", "Årsredovisning 2024, upprättad mars 2025, tkr"]
)
def test_the_day_of_a_decision_dates_no_bare_years(title: str) -> None:
    assert [each.split()[-1].rstrip("?") for each in read(title, *AUGUST)][:2] == ["full_year"] * 2


@pytest.mark.parametrize(
    ("before", "when"),
    [("125", "202301-202308 accumulated"), ("185", "202301-202312 full_year"), ("160", "202301-202312 full_year?")],
)
def test_the_outcome_of_the_year_before_is_of_the_months_it_is_as_large_as(before: str, when: str) -> None:
    found = read(
        "Delårsrapport 2024-08-31 // Resultaträkning (mnkr)",
        " | Utfall 2024 | Utfall 2023 | Budget 2024",
        f"Intäkter | 130 | {before} | 190",
    )
    assert found == [
        "Utfall 2024: 202401-202408 accumulated",
        f"Utfall 2023: {when}",
        "Budget 2024: 202401-202412 full_year",
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Driftredovisning aug 2024, tkr",
        "Socialnämnden augusti 2024, tkr",
        "Nettokostnad, månad 8 2024, tkr",
        "Resultat 2024-01 - 2024-08, tkr",
    ],
)
def test_a_month_in_any_title_is_never_dropped_without_doubt(title: str) -> None:
    budget, spent, forecast = read(title, "Nämnd | Budget | Utfall | Prognos", "KS | 1200 | 800 | 1250")
    assert (budget, forecast) == ("Budget: 202401-202412 full_year", "Prognos: 202401-202412 full_year")
    assert spent == "Utfall: 202401-202408 accumulated?"


@pytest.mark.parametrize("title", ["Delårsrapport 2025 (tkr)", "Delår 2 2025, tkr", "Månadsuppföljning 2025, tkr"])
def test_an_untold_part_of_the_year_leaves_outcomes_unsure(title: str) -> None:
    assert read(title, "Nämnd | Budget | Utfall", "KS | 100 | 101")[1] == "Utfall: 202501-202512 full_year?"


@pytest.mark.parametrize(
    ("title", "end"),
    [("Tertialrapport 2, 2025, tkr", "08"), ("Kvartalsrapport 1 2025, tkr", "03"), ("2. tertial 2025 uppfölj", "08"),
     ("Ekonomiskt läge efter tredje kvartalet 2025, uppföljning", "09")],
)  # fmt: skip
def test_a_numbered_part_of_the_year_is_told(title: str, end: str) -> None:
    spent = read(title, "Nämnd | Budget | Utfall | Prognos", "KS | 100 | 66 | 99")[1]
    assert spent.startswith(f"Utfall: 202501-2025{end} accumulated")


@pytest.mark.parametrize("file", ["bok.xlsx", "Uppföljning_T1_2025.xlsx"])
def test_an_outcome_far_below_its_budget_is_not_sure_to_be_of_the_year(file: str) -> None:
    spent = read("Nämnden 2025, tkr", "Nämnd | Budget | Utfall", "KS | 100 | 66", file=file)[1]
    assert spent.endswith("?")


def test_an_outcome_near_its_budget_is_of_the_year() -> None:
    found = read("Nämnden 2025, tkr", "Nämnd | Budget | Utfall", "KS | 100 | 97")
    assert found[1] == "Utfall: 202501-202512 full_year"


@pytest.mark.parametrize(("month", "so_far"), [("Månad", "Ack"), ("Denna månad", "Hittills i år"), ("Period", "Ack")])
def test_the_month_over_budget_and_outcome_is_theirs(month: str, so_far: str) -> None:
    found = read(
        "Resultatrapport augusti 2025, tkr",
        f" | {month} | < | {so_far} | < | Helår",
        " | Utfall | Budget | Utfall | Budget | Budget",
        "Intäkter | 100 | 110 | 800 | 880 | 1320",
    )
    assert [each.split(": ")[1] for each in found] == [
        "202508-202508 period", "202508-202508 period", "202501-202508 accumulated", "202501-202508 accumulated",
        "202501-202512 full_year",
    ]  # fmt: skip


def test_perioden_is_all_the_months_that_the_report_names() -> None:
    assert read(
        "Hamnen AB // Resultatrapport // Period 2026-04-01–2026-06-30 // SEK",
        "Konto | Perioden | Perioden fg år | Ackumulerat", "Avgifter | 100 | 90 | 210",
    ) == [
        "Perioden: 202604-202606 period", "Perioden fg år: 202504-202506 period",
        "Ackumulerat: 202601-202606 accumulated",
    ]  # fmt: skip


def test_a_month_told_by_a_filter_is_that_of_month_columns() -> None:
    assert read(
        "Applied filters: År is 2026, Månad is Augusti // Belopp i tkr",
        "Konto | Utfall månad | Budget månad | Utfall YTD FG", "Hyror | 100 | 90 | 800",
    ) == [
        "Utfall månad: 202608-202608 period", "Budget månad: 202608-202608 period",
        "Utfall YTD FG: 202501-202508 accumulated",
    ]  # fmt: skip


def test_months_down_run_from_january_under_what_accumulates() -> None:
    found = facts("""
        Försörjningsstöd 2025, tkr
        Månad | Utfall | Ack utfall | Avvikelse ack
        Jan   | 100    | 100        | -2
        Feb   | 110    | 210        | -14
        Mars  | 110    | 320        | -26
    """)
    assert [(each.period_from, each.period_to) for each in found[3:6]] == [
        (202502, 202502), (202501, 202502), (202501, 202502),
    ]  # fmt: skip


def test_a_row_of_what_has_accumulated_may_follow_months_that_are_not_over() -> None:
    found = facts("""
        Personalkostnader per månad 2026, tkr
                        | Utfall | Budget
        Januari         | 100    | 98
        Februari        | 110    | 98
        Mars            |        | 98
        April           |        | 98
        Ack t.o.m. feb  | 210    | 196
    """)
    assert [(each.period_from, each.period_to) for each in found] == [
        (202601, 202601), (202601, 202601), (202602, 202602), (202602, 202602), (202603, 202603), (202604, 202604),
        (202601, 202602), (202601, 202602),
    ]  # fmt: skip


def test_a_second_table_under_a_sheets_title_is_of_its_months() -> None:
    found = facts("""
        Uppföljning augusti 2025, tkr

        Drift
        Nämnd | Budget | Utfall
        KS    | 100    | 66

        Investeringar
        Nämnd | Budget | Utfall
        KS    | 100    | 66
    """)
    assert [each.period_to for each in found] == [202512, 202508, 202512, 202508]


@pytest.mark.parametrize(
    ("heading", "when"),
    [("Efter 2027", "202801-202812"), ("2031-", "203101-203112"), ("2029 och framåt", "202901-202912"),
     ("2027+", "202801-202812"), (">2027", "202801-202812"), ("Fr.o.m. 2028", "202801-202812")],
)  # fmt: skip
def test_all_the_years_after_a_plan_are_no_year_of_it(heading: str, when: str) -> None:
    found = read("Investeringsbudget 2025–2027, tkr", f"Projekt | 2025 | 2026 | 2027 | {heading}", "A | 1 | 2 | 3 | 4")
    assert found[3] == f"{heading}: {when} multi_year?"
    assert found[2] == "2027: 202701-202712 full_year"


def test_whole_projects_stand_beside_a_years_own_budget() -> None:
    found = read(
        "Investeringar 2024, tkr",
        "Projekt | Budget | Utfall | Total projektbudget | Ack utfall | Prognos slutkostnad",
        "A | 30 | 29 | 90 | 69 | 91",
    )
    assert [each.split()[-1].rstrip("?") for each in found] == ["full_year"] * 2 + ["multi_year"] * 3


def test_what_runs_to_a_month_of_the_year_is_of_it_where_no_project_is_told() -> None:
    assert read(
        "Investeringsuppföljning 2024, tkr", "Projekt | Budget 2024 | Utfall t.o.m. 2024-08", "A | 30000 | 18000"
    )[1] == "Utfall t.o.m. 2024-08: 202401-202408 accumulated"  # fmt: skip
    found = read("Projektuppföljning augusti 2025, tkr", "Projekt | Årsbudget | Ack utfall | Fg års ack utfall",
                 "A | 300 | 180 | 170")  # fmt: skip
    assert found[1:] == ["Ack utfall: 202501-202508 accumulated", "Fg års ack utfall: 202401-202408 accumulated"]


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("Balansräkning 2025-08-31 (mnkr)", " | UB | IB"), ["202508-202508 balance", "202501-202501 balance"]),
        (("Balansräkning 2025-08-31 (mnkr)", " | Ingående balans | Förändring | Utgående balans"),
         ["202501-202501 balance", "202501-202508 accumulated", "202508-202508 balance"]),
        (("Likvida medel augusti 2025, tkr", "Konto | Saldo"), ["202508-202508 balance"]),
        (("Skuld per 31 december, mnkr", " | 2023 | 2024"), ["202312-202312 balance", "202412-202412 balance"]),
        (("Finansrapport 2026-08-31, mnkr", " | Lån 2025-12-31 | Lån 2026-08-31"),
         ["202512-202512 balance", "202608-202608 balance"]),
    ],
)  # fmt: skip
def test_balances_stand_at_the_day_of_the_report(lines: tuple[str, str], told: list[str]) -> None:
    rows = [f"{name} | {' | '.join(['710', '120', '830'][: len(told)])}" for name in ("Bank", "Fordran")]
    assert [each.split(": ")[1] for each in read(*lines, *rows)] == told


def test_an_accumulated_result_beside_its_budget_is_no_balance() -> None:
    found = read(
        "Uppföljning per sista oktober 2026, mnkr", "Nämnd | Ack resultat | Ack budget", "KS | 10 | 12", "BUN | 20 | 22"
    )
    assert [each.split(": ")[1] for each in found] == ["202601-202610 accumulated"] * 2


@pytest.mark.parametrize(
    ("heading", "when"),
    [("Utfall 31 mars", "202601-202603 accumulated"), ("Utfall -25 t o m 30/9", "202501-202509 accumulated"),
     ("Utfall -25 30/9", "202501-202509 accumulated"), ("Utfall 31/12", "202601-202612 full_year")],
)  # fmt: skip
def test_the_last_day_of_a_month_ends_the_months_up_to_it(heading: str, when: str) -> None:
    assert read("Avgifter 2026, tkr", f"Avgift | {heading} | Budget 2026", "VA | 25 | 100")[0] == f"{heading}: {when}"


def test_months_and_tertials_as_large_as_the_year_so_far_are_of_it() -> None:
    found = read("Uppföljning 2025, tkr", "Nämnd | Utfall april | Utfall augusti | Budget", "KS | 33 | 66 | 100")
    assert [each.split(": ")[1] for each in found[:2]] == ["202501-202504 accumulated", "202501-202508 accumulated"]
    assert read("Uppföljning 2025, tkr", "Nämnd | Utfall T2 2025 | Budget 2025", "KS | 66 | 100")[0] == (
        "Utfall T2 2025: 202501-202508 accumulated"
    )
    assert read("Uppföljning 2025, tkr", "Nämnd | Utfall T2 2025 | Budget 2025", "KS | 33 | 100")[0] == (
        "Utfall T2 2025: 202505-202508 period"
    )


def test_quarters_of_forecasts_go_on_after_those_of_outcomes() -> None:
    found = read(
        "Bemanning 2026, tkr", "Enhet | Utfall kv 1 | Utfall kv 2 | Prognos kv 3 | Prognos kv 4 | Budget 2026",
        "A | 24 | 25 | 26 | 25 | 100",
    )  # fmt: skip
    assert [each.split(": ")[1] for each in found[2:4]] == ["202607-202609 period", "202610-202612 period"]


@pytest.mark.parametrize("heading", ["Feb", "Aug"])
def test_a_month_under_forecasts_of_the_year_is_when_they_were_made(heading: str) -> None:
    found = read("Helårsprognoser 2025, mnkr", f"Nämnd | Budget | {heading} | Okt", "KS | 80 | 81 | 82")
    assert [each.split(": ")[1] for each in found] == ["202501-202512 full_year"] * 3


def test_a_schools_terms_are_halves_of_the_year() -> None:
    for spring, autumn in (("Vårterminen 2027", "Höstterminen 2027"), ("VT 2027", "HT 2027"), ("VT27", "HT27")):
        assert read("Elevpeng, kr", f"Skola | {spring} | {autumn}", "A | 51200 | 52400") == [
            f"{spring}: 202701-202706 period", f"{autumn}: 202707-202712 period",
        ]  # fmt: skip


def test_amounts_that_look_like_years_count_in_a_columns_size() -> None:
    found = read(
        "Uppföljning september 2025, tkr", "Nämnd | Utfall | Föreg. år | Budget",
        "A | 750 | 980 | 1000", "B | 1500 | 1950 | 2000",
    )  # fmt: skip
    assert found[1] == "Föreg. år: 202401-202412 full_year"


def test_a_years_budget_no_larger_than_some_months_outcome_is_not_sure() -> None:
    found = read(
        "Ekonomiskt resultat januari–oktober 2026 (mnkr)", "Förvaltning | Utfall 2026 | Utfall 2025 | Budget 2026 |"
        " Förändring mot 2025", "A | 1000 | 990 | 1010 | 10",
    )  # fmt: skip
    assert found[2:] == ["Budget 2026: 202601-202612 full_year?", "Förändring mot 2025: 202601-202610 accumulated"]


def test_months_of_three_years_accumulate_where_the_title_says_so() -> None:
    found = read(
        "Nettokostnad ackumulerat t.o.m. augusti, mnkr",
        "Nämnd | Aug 2024 | Aug 2025 | Budget 2025",
        "KS | 61 | 66 | 99",
    )
    assert [each.split(": ")[1] for each in found[:2]] == ["202401-202408 accumulated", "202501-202508 accumulated"]

"""A year of monthly reports from made extracts and workbooks, each figure held against plain loops of Decimals.

The year has a missed run, a late booking, a programme that was split, a revised budget and its closing period.
"""

from __future__ import annotations

import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.month_reports import CENT, EVERY, ROWS, crowns, desk_at, hashes, name_of, run, table
from tests.month_year import (
    BUDGET,
    FORECASTS,
    IDS,
    LABELS,
    LATE_ORE,
    REVISED,
    expected_outcome,
    known_at,
    make_year,
    write_extract,
)
from tests.test_report_xlsx import RECALCULATE
from trygg_excel.month.records import Record, read_records
from trygg_excel.month.run import Done, Wish, make_months, missed


@pytest.fixture
def own(year: Path, tmp_path: Path) -> Path:
    """The year for a test that changes it."""
    return Path(shutil.copytree(year, tmp_path / "år"))


def test_the_revised_budget_comes_in_june_with_its_decision(year: Path) -> None:
    may, june = table(year, name_of(202605), "Insatser"), table(year, name_of(202606), "Insatser")
    assert [crowns(may[LABELS[id_]]["Årsbudget"]) for id_ in IDS] == [BUDGET[id_] * 1000 for id_ in IDS]
    assert [crowns(june[LABELS[id_]]["Årsbudget, reviderad"]) for id_ in IDS] == [REVISED[id_] * 1000 for id_ in IDS]
    bridge = table(year, name_of(202606), "Budgetbrygga")
    step = bridge["Tilläggsbudget till trygghetsvärdar"]
    assert [step["Ändring"], step["Beslutat av"], step["Datum"], step["§"], step["Dnr"], step["Gäller från"]] == [
        200_000, "Kommunfullmäktige", "2026-05-25", "§ 88", "KF 2026/31", "juni 2026",
    ]  # fmt: skip
    assert (bridge["Trygghetsvärdar"]["Ändring"], bridge["Samverkan med lokala aktörer"]["Ändring"]) == (
        500_000,
        -300_000,
    )
    assert bridge["Årsbudget, reviderad"]["Årsbudget"] == sum(REVISED.values()) * 1000


def test_last_years_outcome_is_in_this_years_structure(year: Path) -> None:
    """Trygg hemma was split: a third to Fixartjänst, two thirds to Trygghetslarm."""
    for period in (202604, 202613):
        rows = table(year, name_of(period), "Insatser")
        title = next(each for each in rows["SSPF"] if each.startswith("Förra året"))
        before = [each for each in ROWS if each.period < 202601]
        old = expected_outcome(before, "hemma", 202501, period - 100)
        fixar, larm = crowns(rows["Fixartjänst"][title]), crowns(rows["Trygghetslarm"][title])
        assert fixar + larm == old
        assert abs(fixar - old / 3) < CENT
        assert crowns(rows["Kameraövervakning"][title]) == expected_outcome(before, "kamera", 202501, period - 100)
        assert "Trygg hemma" not in rows


def test_forecasts_and_their_change_since_the_report_before(year: Path) -> None:
    rows = table(year, name_of(202608), "Insatser")
    for id_ in IDS:
        row = rows[LABELS[id_]]
        now, before = FORECASTS[id_, 8] * 1000, FORECASTS[id_, 7] * 1000
        assert [row["Prognos helår"], row["Prognos i juli"], row["Prognosens ändring"]] == [now, before, now - before]
        assert row["Prognos mot budget"] == REVISED[id_] * 1000 - now


def test_a_late_booking_is_told_apart_from_what_was_booked_since(year: Path) -> None:
    """It stands on February; the reports of February and March did not have it, that of April has."""
    rows = table(year, name_of(202604), "Sedan sist")
    late = rows["SSPF"]["Sena bokningar t.o.m. mars"]
    assert crowns(late) == Decimal(LATE_ORE) / 100
    assert crowns(rows["Summa"]["Sena bokningar t.o.m. mars"]) == Decimal(LATE_ORE) / 100
    since = expected_outcome(known_at(ROWS, 202604), "sspf", 202604, 202604)
    assert crowns(rows["SSPF"]["Bokfört efter mars"]) == since


def test_committees_and_funding_are_the_same_money(year: Path) -> None:
    front, funding = (table(year, name_of(202606), sheet) for sheet in ("Sammanfattning", "Finansiering"))
    assert set(front) >= {"Kommunstyrelsen", "Socialnämnden", "Summa"}
    assert set(funding) >= {"Trygghetspaketet", "Framtidsfonderna", "Summa"}
    for column in ("Årsbudget, reviderad", "Utfall jan–juni", "Avvikelse", "Prognos helår", "Prognos mot budget"):
        assert crowns(front["Summa"][column]) == crowns(funding["Summa"][column])
    assert crowns(funding["Framtidsfonderna"]["Årsbudget, reviderad"]) == REVISED["vakter"] * 1000


def test_a_booking_without_a_programme_is_told_and_not_lost(year: Path) -> None:
    book = openpyxl.load_workbook(year / "rapporter" / name_of(202603))
    said = " ".join(str(cell.value) for row in book["Anmärkningar"].iter_rows() for cell in row)
    assert "(17\xa0500\xa0kr) saknar koppling till insats. Konton: 6210." in said


def test_every_control_stands_there_with_its_verdict_or_what_it_lacked(year: Path) -> None:
    rows = table(year, name_of(202604), "Kontroller")
    by_code = {row["Kod"]: row for row in rows.values()}
    assert str(by_code["TRY-042"]["Besked"]).startswith("▲ Avviker")
    assert {row["Besked"] for row in rows.values()} >= {"✓ Stämmer", "Ej kontrollerat"}
    assert all(row["Saknades"] for row in rows.values() if row["Besked"] == "Ej kontrollerat")


def test_what_was_missed_is_as_if_it_had_been_made_in_time(year: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(year, tmp_path / "år", ignore=shutil.ignore_patterns("rapporter")))
    for period in range(202601, 202606):
        run(folder, period)
        if period == 202602:
            run(folder, period, final=True)
    made = {name: digest for name, digest in hashes(folder / "rapporter").items() if name.startswith("2026-")}
    assert len(made) == 15
    assert made.items() <= hashes(year / "rapporter").items()
    assert [each for each in read_records(year / "rapporter").lines if each.period < 202606] == list(
        read_records(folder / "rapporter").lines
    )


def test_a_run_again_changes_no_byte(own: Path) -> None:
    before = hashes(own)
    assert {each.done for each in run(own, *EVERY[:5])} == {Done.UNCHANGED}
    assert hashes(own) == before


def test_a_dry_run_writes_nothing(own: Path) -> None:
    write_extract(own, 202603, known_at(ROWS, 202604))
    before = hashes(own)
    made = run(own, *EVERY[:4], dry_run=True)
    assert [each.done for each in made] == [Done.UNCHANGED, Done.UNCHANGED, Done.MADE, Done.MADE]
    assert hashes(own) == before


def test_a_final_month_stays_and_its_next_version_says_what_changed(own: Path) -> None:
    first = (own / "rapporter" / name_of(202602)).read_bytes()
    rows = [each for each in ROWS if 202601 <= each.period <= 202602]  # the late one too
    write_extract(own, 202602, rows)
    (made,) = run(own, 202602)
    assert (made.version, made.final, made.done) == (2, False, Done.MADE)
    assert (own / "rapporter" / name_of(202602)).read_bytes() == first
    second = "2026-02/manadsrapport-2026-02-version-2.xlsx"
    changed = table(own, second, "Ändrat sedan version 1")
    assert list(changed) == ["SSPF"]
    page = (own / "rapporter" / second.replace(".xlsx", ".html")).read_text(encoding="utf-8")
    assert "Ändrat sedan version 1: SSPF (utfall +99\xa0tkr)." in page
    assert crowns(changed["SSPF"]["Ändring"]) == Decimal(LATE_ORE) / 100
    assert [each.done for each in run(own, 202602, final=True)] == [Done.MADE]
    assert [each.done for each in run(own, 202602)] == [Done.UNCHANGED]
    assert [(each.version, each.final) for each in records_of(own, 202602)] == [
        (1, False),
        (1, True),
        (2, False),
        (2, True),
    ]


def records_of(folder: Path, period: int) -> list[Record]:
    return [each for each in read_records(folder / "rapporter").lines if each.period == period]


def test_a_lost_file_of_a_final_month_is_made_again_as_it_was(own: Path) -> None:
    before = hashes(own)
    (own / "rapporter" / name_of(202602)).unlink()
    assert [each.done for each in run(own, 202602)] == [Done.MADE]
    assert hashes(own) == before


def test_every_amount_has_its_cells_or_accounts(year: Path) -> None:
    rows = table(year, name_of(202606), "Källor")
    assert rows["SSPF"]["Budget"] == (
        "budget 2026.xlsx, Budget!B7 och Periodisering!N4; budget 2026 reviderad.xlsx, Budget!B7"
    )
    assert (rows["SSPF"]["Utfall"], rows["SSPF"]["Prognos"]) == (
        "konto 3510, 4910, 5010 och 6210", "prognos 2026-06.xlsx, Prognos!B7",
    )  # fmt: skip


def test_another_extract_with_the_same_bookings_leaves_a_final_month(own: Path) -> None:
    write_extract(own, 202602, reversed(known_at(ROWS, 202602)))
    assert [each.done for each in run(own, 202602)] == [Done.UNCHANGED]


def test_the_last_month_missed_is_no_month_of_rest(own: Path) -> None:
    assert missed(desk_at(own), None, 202612) == ()
    assert missed(desk_at(own), 202511, 202601) == (202511, 202512)
    (own / "trygg.toml").write_text(
        (own / "trygg.toml").read_text(encoding="utf-8") + "months = [2, 4, 6, 8, 10, 12]\n", encoding="utf-8"
    )
    assert missed(desk_at(own), 202601, 202704) == (202702, 202704)


def write_answers(folder: Path, period: int, answers: dict[str, dict[str, str | int]]) -> None:
    """Type into the month's workbook as a person does, with another program than ours."""
    path = folder / "rapporter" / name_of(period)
    book = openpyxl.load_workbook(path)
    page = book["Kommentarer"]
    rows = list(page.iter_rows(values_only=True))
    columns = {str(each): at for at, each in enumerate(next(row for row in rows if row[0] == "Insats"), 1)}
    for number, row in enumerate(rows, 1):
        for title, value in answers.get(str(row[0]), {}).items():
            page.cell(number, columns[title], value)
    book.save(path)


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """March with a comment and something known but not booked, made again and followed by April."""
    folder = tmp_path_factory.mktemp("svar") / "år"
    make_year(folder)
    run(folder, 202602, 202603)
    write_answers(folder, 202603, {
        "SSPF": {"Orsak": "Fler ärenden", "Åtgärd": "Ny tjänst", "Ansvarig": "Anna", "Klart": "2026-05-01"},
        "Kameraövervakning": {"Känt men ej bokfört, kronor": 120000, "Vad som inte är bokfört": "Faktura från bolaget"},
    })  # fmt: skip
    run(folder, 202603, 202604)
    return folder


def test_what_people_write_is_read_back_into_the_report(answered: Path) -> None:
    rows = table(answered, name_of(202603), "Insatser")
    march = known_at(ROWS, 202603)
    kamera = rows["Kameraövervakning"]
    outcome = expected_outcome(march, "kamera", 202601, 202603)
    assert (kamera["Känt men ej bokfört"], crowns(kamera["Utfall med ej bokfört"])) == (120_000, outcome + 120_000)
    assert crowns(kamera["Avvikelse"]) == crowns(kamera["Budget jan–mars"]) - outcome - 120_000
    comments = table(answered, name_of(202603), "Kommentarer")["SSPF"]
    assert (comments["Orsak"], comments["Åtgärd"], comments["Ansvarig"]) == ("Fler ärenden", "Ny tjänst", "Anna")
    page = (answered / "rapporter/2026-03/manadsrapport-2026-03.html").read_text(encoding="utf-8")
    assert "Fler ärenden (Ny tjänst; Anna, 2026-05-01)." in page


def test_the_workbook_somebody_wrote_in_is_put_aside(answered: Path) -> None:
    (kept,) = (answered / "rapporter/2026-03/tidigare").iterdir()
    assert openpyxl.load_workbook(kept)["Kommentarer"]["A1"].value is not None


def test_next_month_carries_the_comment_and_reverses_what_was_not_booked(answered: Path) -> None:
    comments = table(answered, name_of(202604), "Kommentarer")["SSPF"]
    assert (comments["Kommentar i mars"], comments["Orsak"]) == ("Fler ärenden (Ny tjänst; Anna, 2026-05-01)", None)
    unbooked = table(answered, name_of(202604), "Känt men ej bokfört")["Kameraövervakning"]
    assert [unbooked[each] for each in ("Från förra rapporten", "Återförs", "Nu", "Ingår i månaden")] == [
        120_000, -120_000, 0, 0,
    ]  # fmt: skip
    april = table(answered, name_of(202604), "Insatser")["Kameraövervakning"]
    outcome = expected_outcome(known_at(ROWS, 202604), "kamera", 202601, 202604)
    assert crowns(april["Avvikelse"]) == crowns(april["Budget jan–apr"]) - outcome


def test_an_answer_that_cannot_be_read_stops_the_month_and_leaves_the_file(answered: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(answered, tmp_path / "år"))
    write_answers(folder, 202604, {"SSPF": {"Känt men ej bokfört, kronor": "ungefär hundra"}})
    before = hashes(folder)
    (made,) = make_months(desk_at(folder), [202604], Wish())
    assert made.problem is not None
    assert made.problem.message.sv.endswith("Kommentarer!I7: skriv ett belopp i kronor, till exempel 120000.")
    assert hashes(folder) == before


def test_a_month_without_its_extract_ends_the_run_and_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "år"
    make_year(folder)
    (folder / "ekonomi" / "uttag 2026-02.csv").unlink()
    made = list(make_months(desk_at(folder), [202601, 202602, 202603], Wish()))
    assert [each.period for each in made] == [202601, 202602]
    assert made[-1].problem is not None
    assert made[-1].problem.message.sv == (
        "2026-02: uttaget ur ekonomisystemet 'ekonomi/uttag 2026-02.csv' finns inte. Lägg filen där, eller rätta "
        "namnet i trygg.toml."
    )
    assert read_records(folder / "rapporter").periods == (202601,)


def test_the_years_overview_holds_every_month_and_the_forecasts_accuracy(year: Path) -> None:
    heat = openpyxl.load_workbook(year / "rapporter/oversikt-2026.xlsx")
    assert heat.sheetnames == ["Bedömning per månad", "Utveckling", "Prognos per månad", "Prognossäkerhet"]
    rows = table(year, "oversikt-2026.xlsx", "Prognossäkerhet")
    outcome = expected_outcome(ROWS, "larm", 202601, 202613)
    error = (FORECASTS["larm", 3] * 1000 - outcome) / outcome
    found = rows["Trygghetslarm"]["mars"]
    assert isinstance(found, float)
    assert abs(Decimal(found) - error) < Decimal("1e-9")


@pytest.mark.long
@pytest.mark.libreoffice
def test_libreoffice_works_out_the_same_figures_and_saves_answers_we_can_read(answered: Path, tmp_path: Path) -> None:
    """Saved by another program, the workbook holds the same numbers, and no answer is lost or changed."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("soffice (LibreOffice) is not found on this machine")
    folder = Path(shutil.copytree(answered, tmp_path / "år"))
    path = folder / "rapporter" / name_of(202603)
    before = numbers(path)
    profile = tmp_path / "profil"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(RECALCULATE, encoding="utf-8")
    command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "xlsx"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=120)
    shutil.copy(tmp_path / path.name, path)
    after = numbers(path)
    assert before.keys() == after.keys()
    assert {key for key, value in before.items() if abs(value - after[key]) > 0.005} == set()
    assert [each.done for each in run(folder, 202603)] == [Done.UNCHANGED]


def numbers(path: Path) -> dict[tuple[str, str], float]:
    book = openpyxl.load_workbook(path, data_only=True)
    cells = ((page.title, cell) for page in book for row in page.iter_rows() for cell in row)
    return {(title, cell.coordinate): cell.value for title, cell in cells if isinstance(cell.value, int | float)}

"""`trygg month` as its users meet it, from follow-up workbooks: sentences, exit codes, what is left on disk."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from tests.month_year import REGISTER
from tests.sheets import sheet, write
from trygg_excel.cli.app import main

CONFIG = """
register = "schemas/register.yaml"
[month]
budget = ["uppföljning {year}-{month}.xlsx"]
follow_up = ["uppföljning {year}-{month}.xlsx"]
out = "ut"
[limits]
deviation = "50 tkr"
"""
MARCH = """
Uppföljning mars 2026, tkr | | | | |
Insats | Budget 2026 | Budget t.o.m. mars 2026 | Utfall t.o.m. mars 2026 | Prognos 2026 | Utfall t.o.m. mars 2025
Kameraövervakning | 1200 | 300 | 280 | 1150 | 270
SSPF | 3600 | 900 | 1010.5 | 3700 | 800
Summa | 4800 | 1200 | 1290.5 | 4850 | 1070
"""
APRIL = """
Uppföljning april 2026, tkr | | | | |
Insats | Budget 2026 | Budget t.o.m. april 2026 | Utfall t.o.m. april 2026 | Prognos 2026 | Utfall t.o.m. april 2025
Kameraövervakning | 1200 | 400 | 390 | 1150 | 370
SSPF | 3600 | 1200 | 1300 | 3800 | 1090
Summa | 4800 | 1600 | 1690 | 4950 | 1460
"""


@dataclass(frozen=True)
class Said:
    returncode: int
    stderr: str


Trygg = Callable[..., Said]


@pytest.fixture
def trygg(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Trygg:
    """The command in this process, which has read its libraries already."""

    def run(*arguments: str) -> Said:
        monkeypatch.chdir(folder)
        monkeypatch.setattr(sys, "argv", ["trygg", "month", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        return Said(int(ended.value.code or 0), capsys.readouterr().err)

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "register.yaml").write_text(REGISTER, encoding="utf-8")
    (tmp_path / "trygg.toml").write_text(CONFIG, encoding="utf-8")
    write(tmp_path / "uppföljning 2026-03.xlsx", sheet(MARCH, "Uppföljning"))
    write(tmp_path / "uppföljning 2026-04.xlsx", sheet(APRIL, "Uppföljning"))
    return tmp_path


def hashes(folder: Path) -> dict[str, str]:
    files = (each for each in folder.rglob("*") if each.is_file())
    return {each.relative_to(folder).as_posix(): hashlib.sha256(each.read_bytes()).hexdigest() for each in files}


def rows(path: Path, page: str) -> dict[str, list[object]]:
    book = openpyxl.load_workbook(path, data_only=True)
    return {str(row[0]): list(row) for row in book[page].iter_rows(values_only=True) if row[0] is not None}


def test_a_month_from_a_follow_up_workbook(folder: Path) -> None:
    """In a process of its own, and the workbook read in one more."""
    command = [sys.executable, "-m", "trygg_excel", "month", "2026-03"]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 0
    assert done.stderr.splitlines()[0].replace("\xa0", " ") == (
        "2026-03: gjord, version 1, preliminär. Utan anmärkning, 1 fråga att ta ställning till. Utfall 91 tkr sämre än "
        "budget, prognos 50 tkr sämre än budget."
    )
    found = rows(folder / "ut/2026-03/manadsrapport-2026-03.xlsx", "Insatser")
    # Årsbudget, budget hittills, utfall, avvikelse, %, förra året, prognos, prognos mot budget; kronor
    assert found["SSPF"][1:9] == [3_600_000, 900_000, 1_010_500, -110_500, pytest.approx(-0.12278, abs=1e-5), 800_000,
                                  3_700_000, -100_000]  # fmt: skip
    assert found["Kameraövervakning"][3:5] == [280_000, 20_000]
    assert "▲ Kommentar saknas" in found["SSPF"]


def test_the_next_month_compares_with_it_and_a_run_again_is_quiet(trygg: Trygg, folder: Path) -> None:
    trygg("2026-03", "--trusted")
    assert trygg("2026-04", "--trusted").returncode == 0
    found = rows(folder / "ut/2026-04/manadsrapport-2026-04.xlsx", "Insatser")
    assert found["SSPF"][7:11] == [3_800_000, -200_000, 3_700_000, 100_000]
    before = hashes(folder)
    again = trygg("2026-04", "--trusted")
    assert (again.returncode, again.stderr) == (0, "2026-04: oförändrad, version 1, preliminär.\n")
    assert hashes(folder) == before


def test_a_dry_run_says_what_it_would_do_and_does_nothing(trygg: Trygg, folder: Path) -> None:
    before = hashes(folder)
    done = trygg("2026-03", "--catch-up", "--until", "2026-04", "--dry-run", "--trusted")
    said = [line[:64] for line in done.stderr.splitlines()]
    assert said == [
        "2026-03: skulle göras, version 1, preliminär. Inget är skrivet. ",
        "2026-04: skulle göras, version 1, preliminär. Inget är skrivet. ",
    ]
    assert (done.returncode, hashes(folder)) == (0, before)


def test_a_log_of_json_lines_holds_no_amounts(trygg: Trygg) -> None:
    lines = [json.loads(each) for each in trygg("2026-03", "--trusted", "--json-log").stderr.splitlines()]
    assert [each["code"] for each in lines] == ["TRY-I03", *["TRY-I01"] * 5]
    assert lines[0]["message"] == "2026-03: gjord, version 1, preliminär."


def test_catching_up_makes_what_is_missing_and_no_more(trygg: Trygg, folder: Path) -> None:
    trygg("2026-03", "--final", "--trusted")
    done = trygg("--catch-up", "--until", "2026-04", "--trusted")
    assert done.stderr.startswith("2026-04: gjord, version 1, preliminär. ")
    assert trygg("--catch-up", "--until", "2026-04", "--trusted").stderr == "Ingen månad saknas.\n"
    lines = (folder / "ut/trygg-manader.jsonl").read_text(encoding="utf-8").splitlines()
    assert [(each["period"], each["final"]) for each in map(json.loads, lines)] == [
        ("2026-03", True),
        ("2026-04", False),
    ]


def test_a_month_whose_workbook_is_not_there_is_told_with_its_name(trygg: Trygg, folder: Path) -> None:
    done = trygg("2026-05")
    assert (done.returncode, done.stderr) == (
        3,
        "2026-05: budgeten 'uppföljning 2026-05.xlsx' finns inte. Lägg filen där, eller rätta namnet i trygg.toml.\n",
    )
    assert not (folder / "ut" / "2026-05").exists()


def test_a_folder_with_brackets_in_its_name_is_no_pattern(trygg: Trygg, folder: Path, tmp_path: Path) -> None:
    odd = tmp_path / "budget [2026]"
    odd.mkdir()
    for name in ("schemas", "trygg.toml", "uppföljning 2026-03.xlsx"):
        (folder / name).rename(odd / name)
    told = CONFIG.replace("uppföljning {year}-{month}.xlsx", "uppf* {year}-{month}.xlsx")
    (odd / "trygg.toml").write_text(told, encoding="utf-8")
    assert trygg("2026-03", "--trusted", "--config", str(odd / "trygg.toml")).returncode == 0


def test_a_month_that_is_closed_with_open_errors_says_so(trygg: Trygg, folder: Path) -> None:
    wrong = MARCH.replace("Summa | 4800", "Summa | 5800")
    write(folder / "uppföljning 2026-03.xlsx", sheet(wrong, "Uppföljning"))
    assert trygg("2026-03", "--trusted").stderr.startswith("2026-03: gjord, version 1, preliminär. Att åtgärda: 1 fel")
    done = trygg("2026-03", "--final", "--trusted")
    assert done.returncode == 1
    assert done.stderr.startswith("2026-03: gjord, version 1, fastställd med 1 fel som inte är rättat. Att åtgärda: ")
    found = rows(folder / "ut/2026-03/manadsrapport-2026-03.xlsx", "Sammanfattning")
    assert "FASTSTÄLLD MED 1 FEL SOM INTE ÄR RÄTTAT" in found


def test_a_word_has_its_own_colour_and_what_is_to_be_written_has_room(trygg: Trygg, folder: Path) -> None:
    trygg("2026-03", "--trusted")
    book = openpyxl.load_workbook(folder / "ut/2026-03/manadsrapport-2026-03.xlsx")
    fills: dict[str, set[str]] = {}
    for row in book["Kommentarer"].iter_rows():
        for cell in row:
            fills.setdefault(str(cell.value), set()).add(str(cell.fill.fgColor.rgb))
    assert fills["▲ Kommentar saknas"] == {"FFFCEFCF"}
    assert fills["✓ Inom gränsen"] == {"FFE3F1E7"}
    cells = {str(cell.value): cell for row in book["Kommentarer"].iter_rows() for cell in row}
    for heading in ("Orsak", "Åtgärd"):
        letter = "".join(filter(str.isalpha, cells[heading].coordinate))
        assert book["Kommentarer"].column_dimensions[letter].width >= 28


def test_last_months_workbook_under_this_months_name_is_found_out(trygg: Trygg, folder: Path) -> None:
    write(folder / "uppföljning 2026-04.xlsx", sheet(MARCH, "Uppföljning"))
    trygg("2026-04", "--trusted")
    found = rows(folder / "ut/2026-04/manadsrapport-2026-04.xlsx", "Anmärkningar")
    said = " ".join(str(cell) for row in found.values() for cell in row)
    assert "Utfall t.o.m. april 2026 finns inte för Kameraövervakning och SSPF i uppföljning 2026-04.xlsx." in said


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["mars"], "'mars' är ingen månad. Skriv den som 2026-03, eller 2026-13 för bokslutsperioden.\n"),
        ([], "Ange månaden: trygg month 2026-03.\n"),
        (["--until", "2026-03"], "--catch-up och --until hör ihop: trygg month --catch-up --until 2026-03.\n"),
        (["--catch-up", "--until", "2026-03"], "Ingen månad är gjord än. Ange den första: trygg month 2026-01 "
                                               "--catch-up --until 2026-03.\n"),
    ],
)  # fmt: skip
def test_what_was_asked_wrongly_is_one_sentence(trygg: Trygg, arguments: list[str], told: str) -> None:
    done = trygg(*arguments)
    assert (done.returncode, done.stderr) == (2, told)


def test_without_settings_it_says_where_to_begin(trygg: Trygg, folder: Path) -> None:
    (folder / "trygg.toml").unlink()
    done = trygg("2026-03")
    assert done.returncode == 2
    assert done.stderr.startswith("Ingen trygg.toml med [month] finns i")


def test_in_english(trygg: Trygg, folder: Path) -> None:
    done = trygg("2026-03", "--lang", "en", "--trusted")
    assert done.stderr.startswith("2026-03: made, version 1, preliminary. In order, ")
    found = rows(folder / "ut/2026-03/manadsrapport-2026-03.xlsx", "Summary")
    assert "Monthly report March 2026" in found
    assert (
        "The outcome through March 2026 is 1,291\xa0SEK k against the budget 1,200\xa0SEK k. "
        "It is 91\xa0SEK k worse than budget (\u22127.5%)." in found
    )

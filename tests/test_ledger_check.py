"""A workbook against a ledger file, from the command to the words; the controls of the ledger from real files."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter
from typer.testing import CliRunner

import trygg_excel as te
from tests.controls_drawn import shipped
from tests.ledgers import as_csv, as_xlsx, booking
from tests.test_scenarios_amounts import OUTCOME
from trygg_excel.cli.app import app
from trygg_excel.errors import NoLedger
from trygg_excel.register.model import AccountRule, Closing, Register, Settings
from trygg_excel.register.yaml_text import yaml_of

PLACES = {
    "sspf": ("0310", 3845), "trygghetsvardar": ("0320", 240), "lokala_arbetsgrupper": ("0330", 210),
    "samverkan": ("0340", 130), "kamera": ("0350", 50), "ovriga": ("0360", 200),
}  # fmt: skip
ROWS = [booking(code, "5010", 202203, tkr * 1000, f"A{code}") for code, tkr in PLACES.values()]


def register(settings: Settings | None = None) -> Register:
    rules = tuple(AccountRule(programme=id_, cost_centre=code) for id_, (code, _) in PLACES.items())
    return replace(shipped(), accounts=rules, settings=settings or Settings())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The follow-up workbook of scenario 9, a register with rules for accounts, and an extract."""
    with xlsxwriter.Workbook(tmp_path / "uppfoljning.xlsx") as book:
        sheet = book.add_worksheet()
        for at, line in enumerate(OUTCOME.strip().split("\n")):
            for place, text in enumerate(each.strip() for each in line.split("|")):
                if text:
                    (sheet.write_number if text.isdecimal() else sheet.write_string)(
                        at, place, int(text) if text.isdecimal() else text
                    )
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "register.yaml").write_text(yaml_of(register()), encoding="utf-8")
    as_xlsx(tmp_path / "uttag.xlsx", ROWS)
    return tmp_path


def told(check: te.Check, code: str) -> list[str]:
    return [each.message.sv.replace("\u00a0", " ") for each in check.findings if each.code == code]


def test_scenario_9_from_files(folder: Path) -> None:
    ledger = te.read_ledger(folder / "uttag.xlsx", register())
    check = te.check(te.read(folder / "uppfoljning.xlsx"), register(), ledger=ledger)
    assert told(check, "TRY-041") == [
        "SSPF (E9): arbetsboken har 3 485 tkr, ekonomisystemet 3 845 tkr (uttag 2022-04-08). Arbetsboken är 360 tkr "
        "lägre."
    ]
    assert {each.control: each.verdict for each in check.results if each.control in {"TRY-042", "TRY-043"}} == {
        "TRY-042": "holds", "TRY-043": "not_judged",
    }  # fmt: skip


def test_the_rules_are_found_above_the_ledger(folder: Path) -> None:
    assert te.read_ledger(folder / "uttag.xlsx").unmapped == ()


def run(*arguments: str | Path) -> tuple[int, str, str]:
    done = CliRunner().invoke(app, ["check", "--trusted", *map(str, arguments)])
    return done.exit_code, done.stdout.replace("\u00a0", " "), done.stderr.replace("\u00a0", " ")


def test_the_command_holds_a_workbook_against_two_extracts(folder: Path) -> None:
    as_csv(folder / "forra.csv", [booking("0310", "5010", 202203, 3_485_000), *ROWS[1:]], top=("Uttag: 2022-04-02",))
    code, out, _ = run(
        folder / "uppfoljning.xlsx", "--ledger", folder / "uttag.xlsx", "--ledger-earlier", folder / "forra.csv"
    )
    assert code == 1
    assert "ekonomisystemet 3 845 tkr (uttag 2022-04-08)" in out
    assert "Möjlig orsak: bokat efter 2022-04-02." in out


def test_what_is_wrong_with_the_ledger_is_told_once(folder: Path) -> None:
    (folder / "kopia.xlsx").write_bytes((folder / "uppfoljning.xlsx").read_bytes())
    rows = [*ROWS, booking("9999", "4010", 202203, 12_300), booking("0310", "5010", "fel", 7)]
    as_xlsx(folder / "uttag.xlsx", rows)
    code, out, _ = run(
        folder / "uppfoljning.xlsx", folder / "kopia.xlsx", "--ledger", folder / "uttag.xlsx", "--format", "json"
    )
    found = [each for book in json.loads(out)["workbooks"] for each in book["findings"]]
    assert code == 1
    for one in ("TRY-042", "TRY-L02"):
        (only,) = [each for each in found if each["code"] == one]
        assert "uttag.xlsx" in json.dumps(only)
    assert sum(each["code"] == "TRY-041" for each in found) == 2


def test_a_ledger_that_cannot_be_read_costs_only_its_own_controls(folder: Path) -> None:
    (folder / "uttag.xlsx").write_bytes(b"PK\x03\x04")
    code, out, err = run(folder / "uppfoljning.xlsx", "--ledger", folder / "uttag.xlsx")
    assert code == 3
    assert "uppfoljning.xlsx" in out
    assert "uttag.xlsx' kunde inte läsas" in err
    code, _, err = run(folder / "uppfoljning.xlsx", "--ledger", folder / "finns-inte.csv")
    assert code == 2
    assert "finns inte" in err


def test_a_ledger_beside_the_workbooks_is_none_of_them(folder: Path) -> None:
    _, out, err = run(folder, "--ledger", folder / "uttag.xlsx")
    assert out.startswith("uppfoljning.xlsx")
    assert "uttag.xlsx:" not in out + err


def test_a_budget_workbook_is_no_ledger(folder: Path) -> None:
    with pytest.raises(NoLedger):
        te.read_ledger(folder / "uppfoljning.xlsx", ())


def test_the_closing_of_the_period_and_internal_items(folder: Path) -> None:
    settings = Settings(closed=(Closing(period=202203, date=date(2022, 4, 11)),), internal="87*")
    inside = [booking("0310", "3411", 202203, -5_000, motp="870"), booking("0320", "6011", 202203, 4_000, motp="871")]
    ledger = te.read_ledger(as_xlsx(folder / "uttag.xlsx", [*ROWS, *inside]), register(settings))
    check = te.check(te.read(folder / "uppfoljning.xlsx"), register(settings), ledger=ledger)
    assert told(check, "TRY-043") == [
        "Uttaget ur ekonomisystemet gjordes 2022-04-08, innan mars 2022 stängdes 2022-04-11. Utfallet kan ändras."
    ]
    assert told(check, "TRY-045") == ["Interna poster tar inte ut varandra: −1 000 kr kvar av 2 konteringar."]

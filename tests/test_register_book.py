"""The register as a workbook: nothing is lost either way, and a slip is told with its cell, all of them at once."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from openpyxl.worksheet.worksheet import Worksheet

from tests.registers import anywhere, as_read, registers, small, written
from trygg_excel.accepting.acceptance import Acceptance
from trygg_excel.errors import RegisterError, RowsWrong, TryggError, WrongUsage
from trygg_excel.inputs import workbooks_in
from trygg_excel.register import find_register, load_register
from trygg_excel.register.book_file import load_book
from trygg_excel.register.book_plan import OWN, PLANS, SETTINGS, CaseRow, NameRow
from trygg_excel.register.book_read import read_book
from trygg_excel.register.memory import MEMORY, remember
from trygg_excel.register.model import (
    AccountRule,
    AuthorityRule,
    Case,
    ChangeKind,
    Closing,
    Committee,
    Constraint,
    ConstraintKind,
    Event,
    EventKind,
    Funding,
    FundingBasis,
    Programme,
    Register,
    Settings,
    Transfer,
)
from trygg_excel.register.yaml_text import yaml_of
from trygg_excel.reporting.register_workbook import register_form
from trygg_excel.shipped import example_folder

EXAMPLE = example_folder("schemas") / "trygghetspaketet.yaml"
Edit = Callable[[openpyxl.Workbook], object]


def edited(path: Path, edit: Edit) -> Path:
    """The workbook after a person's edit."""
    book = openpyxl.load_workbook(path)
    edit(book)
    book.save(path)
    return path


def wrong(path: Path) -> list[str]:
    with pytest.raises(RowsWrong) as caught:
        load_register(path)
    return [line.strip() for line in caught.value.message.sv.splitlines()[1:]]


def cell(sheet: Worksheet, heading: str, row: int) -> str:
    """The address below a heading: row 1 is the first entry."""
    head = next(each for each in sheet.iter_rows() if any(cell.value == heading for cell in each))
    return next(f"{each.column_letter}{each.row + row}" for each in head if each.value == heading)


def put(sheet: str, heading: str, row: int, value: str | float | date | None) -> Edit:
    def edit(book: openpyxl.Workbook) -> None:
        on = book[sheet]
        on[cell(on, heading, row)] = value

    return edit


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(load_register(EXAMPLE), tmp_path_factory.mktemp("book") / "register.xlsx")


@pytest.fixture
def book(shipped: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(shipped, tmp_path / "r.xlsx"))


def test_the_shipped_register_is_the_same_both_ways(shipped: Path, tmp_path: Path) -> None:
    once = load_register(EXAMPLE)
    assert anywhere(load_register(shipped)) == anywhere(once)
    again = tmp_path / "r.yaml"
    again.write_text(yaml_of(load_register(shipped)), encoding="utf-8")
    assert anywhere(load_register(again)) == anywhere(once)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(registers())
def test_any_register_is_the_same_both_ways(tmp_path_factory: pytest.TempPathFactory, register: Register) -> None:
    path = tmp_path_factory.getbasetemp() / "drawn.yaml"
    path.write_text(yaml_of(register), encoding="utf-8")
    assert anywhere(load_register(path)) == register
    read = read_book(as_read(register_form(register)), "", "")
    assert (read.wrong, read.register, read.notes) == ((), register, ())


@settings(max_examples=2, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(registers())
def test_any_register_is_the_same_from_a_file(tmp_path_factory: pytest.TempPathFactory, register: Register) -> None:
    assert anywhere(load_register(written(register, tmp_path_factory.getbasetemp() / "drawn.xlsx"))) == register


def test_every_field_has_its_column() -> None:
    """A field added to the model and forgotten here would be lost."""
    for plan in PLANS:
        shown = {each.field for each in plan.columns}
        own = {each.name for each in fields(plan.entry)}
        elsewhere = set() if plan.entry in {NameRow, CaseRow, Constraint} else {"names"}
        assert own - elsewhere == shown, plan.sheet
    tables = {plan.table.split(".")[0] for plan in PLANS if plan.table}
    assert {each.name for each in fields(Register)} == tables | {each.field for each in OWN} | {
        "file", "digest", "names",
    }  # fmt: skip
    assert {each.name for each in fields(Settings)} == {each.field for each in SETTINGS} | {"closed"}
    assert {each.name for each in fields(CaseRow)} >= {each.name for each in fields(Case)} - {"members"}


def test_amounts_are_numbers_in_the_registers_unit_and_exact(tmp_path: Path) -> None:
    pots = [
        Funding(id=f"f{n}", label=f"P{n}", amount=ore, year_from=2022, year_to=2022, basis=FundingBasis.YEAR)
        for n, ore in enumerate([0, None, 600_000_000, 12_345_678_901, 999_999_999_999_999, -1])
    ]
    path = written(small(funding=tuple(pots)), tmp_path / "r.xlsx")
    on = openpyxl.load_workbook(path)["Finansiering"]
    seen = [on[cell(on, "Belopp", row)] for row in range(1, 7)]
    assert [each.value for each in seen] == [0, "okänt", 6, 123.45678901, 9999999.99999999, -0.00000001]
    assert [each.number_format for each in seen][2:4] == ["#,##0.0", "#,##0.00000000"]
    assert [each.amount for each in load_register(path).funding] == [each.amount for each in pots]


def test_a_blank_amount_is_neither_nought_nor_unknown(book: Path) -> None:
    edited(book, put("Överföringar", "Belopp", 1, None))
    assert wrong(book) == ["Överföringar!E5: beloppet saknas. Skriv ett tal, 0 eller okänt."]


def test_every_slip_is_told_at_once_with_its_cell(book: Path) -> None:
    def slips(opened: openpyxl.Workbook) -> None:
        for sheet, heading, row, value in (
            ("Insatser", "Benämning", 2, None),
            ("Insatser", "I paketet", 3, "kanske"),
            ("Insatser", "Nämnd", 4, "kd"),
            ("År och ramar", "Ram", 1, "sex miljoner"),
            ("År och ramar", "Ram", 2, 0.123456789),
            ("År och ramar", "År", 3, "i år"),
            ("Beslut", "Datum", 3, "i går"),
            ("Beslut", "Läge", 1, "klart"),
            ("Händelser", "Andelar", 4, "1/2"),
            ("Finansiering", "Del av", 2, "paket"),
            ("Namn", "Id", 3, "trygg"),
            ("Påståenden", "Jämförs med år", 2, None),
            ("Ärenden", "Utgår från", 2, "lista"),
        ):
            put(sheet, heading, row, value)(opened)

    told = wrong(edited(book, slips))
    assert told == [
        "Insatser!B6: 'Benämning' är tom. Fyll i den, eller töm hela raden.",
        "Insatser!G7: 'kanske' är varken ja eller nej. Välj i listan.",
        "År och ramar!B5: 'sex miljoner' är inget belopp. Skriv ett tal i mkr, till exempel 6,0; är det inte känt, "
        "okänt.",
        "År och ramar!B6: 0,123456789 mkr är inget belopp i hela ören. Skriv det exakta beloppet.",
        "År och ramar!A7: 'i år' är inget heltal. Skriv det med siffror.",
        "Beslut!C5: 'klart' är inget av: föreslaget, planerat, beslutat, noterat, återremitterat, avslaget och "
        "villkorat. Välj i listan.",
        "Beslut!E7: 'i går' är inget datum. Skriv det som 2022-02-07.",
        "Namn!B7: 'trygg' finns inte på bladet Insatser. Där finns: trygghetsvardar, ambulerande, samordnare, sspf, "
        "lokala_arbetsgrupper, kamera, samverkan, ovriga, polarna, kommunvakter, drogforebyggande och utemiljo.",
        "Ärenden!C6: ska vara 'jamforelse' som i Ärenden!C5, eftersom raderna är samma ärende. Rätta den ena.",
        "Insatser!C8: 'kd' finns inte i bladet Organ. Där finns: kf, ks, ksau, sn, bra.",
        "Händelser!F8: andelarna 1/2 blir inte 1. Rätta dem, eller lämna tomt om de inte är kända.",
        "Påståenden!G6: uppgiften saknas; 'oförändrat' kan inte prövas utan den. Fyll i den.",
    ]


def test_a_pot_that_is_part_of_itself_is_told(book: Path) -> None:
    edited(book, put("Finansiering", "Del av", 1, "paket"))
    assert wrong(book)[0].startswith("Finansiering!G5: posten blir del av sig själv: trygghetspaketet_2_0 → paket")


def test_rules_and_settings_are_told_too(tmp_path: Path) -> None:
    register = small(
        accounts=(AccountRule(programme="a", account="4*"), AccountRule(programme="a", account="40")),
        authority=(AuthorityRule(change=ChangeKind.BETWEEN, bodies=("ks",)),),
        settings=Settings(closed=(Closing(period=202203, date=date(2022, 4, 8)),)),
    )

    def slips(opened: openpyxl.Workbook) -> None:
        put("Regler för konton", "Konto", 1, "från 4000")(opened)
        put("Regler för konton", "Konto", 2, None)(opened)
        put("Beslutsrätt", "Organ", 1, "kf; ks")(opened)
        put("Stängda perioder", "Period", 1, 202214)(opened)
        opened["Inställningar"]["B11"] = "fem"
        opened["Inställningar"]["B15"] = "3; 13"

    assert wrong(edited(written(register, tmp_path / "r.xlsx"), slips)) == [
        "Inställningar!B11: 'fem' är inget belopp. Skriv ett tal i mkr, till exempel 6,0; är det inte känt, okänt.",
        "Beslutsrätt!B5: 'kf' finns inte i bladet Organ. Där finns: ks.",
        "Regler för konton!B5: 'från 4000' är ingen kod. Skriv som 4010, 40*, 30X, 4000-4999 eller flera med komma "
        "emellan.",
        "Regler för konton!B6: regeln skulle gälla alla konteringar. Fyll i minst en av: 'Konto', 'Ansvar', "
        "'Verksamhet', 'Projekt'.",
        "Inställningar!B15: '13' är ingen månad. Skriv 1 till 12.",
        "Stängda perioder!A5: '202214' är ingen period. Skriv år och månad som 202203.",
    ]


def test_the_settings_are_a_sheet(tmp_path: Path) -> None:
    path = written(small(), tmp_path / "r.xlsx")
    said: dict[str, str | float] = {
        "Gräns för avvikelse, belopp": 0.5, "Gräns för avvikelse, procent": "2,5 %",
        "Gräns för ändrad prognos, procent": 5, "Månader med rapport": "3; 4, 8", "Diarienummer": "KS 2022/14",
        "Ansvarig": "Anna", "Ord som aldrig är insatser": "Ofördelat\nBuffert",
    }  # fmt: skip

    def fill(opened: openpyxl.Workbook) -> None:
        on = opened["Inställningar"]
        for row in on.iter_rows(min_row=5):
            if row[0].value in said:
                row[1].value = said[str(row[0].value)]
        put("Stängda perioder", "Period", 1, 202203)(opened)
        put("Stängda perioder", "Stängd", 1, date(2022, 4, 8))(opened)

    assert load_register(edited(path, fill)).settings == Settings(
        deviation_limit=50_000_000, deviation_percent=Decimal("2.5"), forecast_percent=Decimal(5),
        report_months=(3, 4, 8), dnr="KS 2022/14", responsible="Anna", reserved=("Ofördelat", "Buffert"),
        closed=(Closing(period=202203, date=date(2022, 4, 8)),),
    )  # fmt: skip


def test_what_a_person_changes_about_the_sheets_does_no_harm(book: Path) -> None:
    def change(opened: openpyxl.Workbook) -> None:
        on = opened["Beslut"]
        on.move_range("B4:B40", cols=9)  # a column elsewhere
        on["N4"] = "Min egen"
        on["N5"] = "ring Kalle"
        opened["Organ"].insert_rows(1, 3)
        opened.create_sheet("Skratch")["A1"] = 1
        opened.move_sheet("Namn", -2)

    before = load_register(book)
    register, notes = load_book(edited(book, change))
    assert anywhere(register) == anywhere(before)
    assert [each.sv for each in notes] == [
        "Egna blad läses inte: Skratch.", "Beslut: egna kolumner läses inte (Min egen).",
    ]  # fmt: skip


def test_a_sheet_or_column_that_is_gone_is_told_and_not_taken_for_empty(book: Path) -> None:
    def lose(opened: openpyxl.Workbook) -> None:
        del opened["Påståenden"]
        on = opened["Organ"]
        on[cell(on, "Benämning", 0)] = "Namn"
        opened["Händelser"][cell(opened["Händelser"], "Källa", 0)] = "Vad"

    told = wrong(edited(book, lose))
    assert "Påståenden: bladet Påståenden saknas. Lägg tillbaka det; det får vara tomt under rubrikerna." in told
    assert "Organ: kolumnen 'Benämning' saknas. Skriv tillbaka rubriken." in told
    assert "Händelser!H4: rubriken 'Vad' står två gånger. Ta bort den ena." in told


def test_cells_that_a_person_types_as_something_else(tmp_path: Path) -> None:
    register = small(
        transfers=(Transfer(id="t", year=2022, from_committee="ks", to_committee="ks", amount=None),),
        events=(Event(id="e", kind=EventKind.SPLIT, year=2022, from_programmes=("a",), to_programmes=("a", "b")),),
    )

    def retype(opened: openpyxl.Workbook) -> None:
        put("Överföringar", "Id", 1, 2022)(opened)
        put("Överföringar", "År", 1, "2022")(opened)
        put("Överföringar", "Belopp", 1, "500 tkr")(opened)
        put("Överföringar", "Inom ramen", 1, False)(opened)
        put("Händelser", "Till insatser", 1, "a, b")(opened)
        put("Händelser", "Andelar", 1, "0,25\n0,75")(opened)
        put("Händelser", "Vad", 1, "Delas")(opened)

    read = load_register(edited(written(register, tmp_path / "r.xlsx"), retype))
    assert read.transfers == (
        replace(register.transfers[0], id="2022", amount=50_000_000, inside_frame=False),
    )  # fmt: skip
    assert read.events == (replace(register.events[0], shares=("0,25", "0,75")),)


def test_error_and_formula_cells_are_told(book: Path) -> None:
    def spoil(opened: openpyxl.Workbook) -> None:
        put("År och ramar", "Ram", 1, "#REF!")(opened)
        put("År och ramar", "Ram", 2, "=3+3")(opened)

    told = wrong(edited(book, spoil))
    assert told == [
        "År och ramar!B5: #REF! är ett fel. Skriv värdet.",
        "År och ramar!B6: formeln har inget sparat värde. Skriv värdet.",
    ]


def test_it_is_hard_to_fill_in_wrong(shipped: Path) -> None:
    opened = openpyxl.load_workbook(shipped)
    on = opened["Finansiering"]
    rules = {str(each.sqref).split(":", maxsplit=1)[0]: each for each in on.data_validations.dataValidation}
    assert rules[cell(on, "Del av", 1)].formula1 == "'Finansiering'!$A$5:$A$214"
    assert rules[cell(on, "Gäller", 1)].formula1 == '"varje år,ett år,flera år tillsammans"'
    assert rules[cell(on, "Belopp", 1)].formula1 == 'OR(ISNUMBER(C5),LOWER(C5)="okänt")'
    assert opened["Beslut"].protection.sheet
    assert on[cell(on, "Belopp", 0)].protection.locked
    assert not on[cell(on, "Belopp", 1)].protection.locked
    assert on[cell(on, "Id", 1)].number_format == "@"
    assert opened["Inställningar"]["A5"].protection.locked
    assert not opened["Inställningar"]["B5"].protection.locked
    assert opened.sheetnames[0] == "Läs mig"


def test_a_row_can_be_deleted(shipped: Path) -> None:
    """Excel deletes no row that has a locked cell, and a cell with no format of its own has the first of all."""
    with zipfile.ZipFile(shipped) as parts:
        styles = parts.read("xl/styles.xml").decode()
        rows = parts.read("xl/worksheets/sheet3.xml").decode()
    first = re.search(r"<cellXfs[^>]*>(<xf .*?</xf>)", styles)
    assert first is not None
    assert '<protection locked="0"/>' in first[1]
    assert re.search(r'<row r="4"[^>]* s="\d+" customFormat="1"', rows)  # the headings' row is locked to its edge
    assert not re.search(r'<row r="5"[^>]* customFormat="1"', rows)


def test_a_text_that_no_cell_keeps_is_told_before_anything_is_written(tmp_path: Path) -> None:
    from trygg_excel.cli.register_book import to_excel

    broken = small(programmes=(Programme(id="a", label="Insats", parts=("en\ntvå",)),))
    path = tmp_path / "r.yaml"
    path.write_text(yaml_of(broken), encoding="utf-8")
    with pytest.raises(WrongUsage, match="under 'programmes' går inte att skriva i en cell"):
        to_excel(tmp_path / "r.xlsx", path)
    assert not (tmp_path / "r.xlsx").exists()


def test_the_commands_write_and_never_over_what_is_there(tmp_path: Path) -> None:
    from trygg_excel.cli.register_book import from_excel, to_excel

    workbook, text = tmp_path / "r.xlsx", tmp_path / "r.yaml"
    to_excel(workbook, EXAMPLE)
    from_excel(workbook, text)
    assert anywhere(load_register(text)) == anywhere(load_register(EXAMPLE))
    with pytest.raises(WrongUsage, match="finns redan"):
        to_excel(workbook, EXAMPLE)
    with pytest.raises(WrongUsage, match="finns redan"):
        from_excel(workbook, text)
    text.write_text("", encoding="utf-8")
    from_excel(workbook, text, replaces=True)
    assert anywhere(load_register(text)) == anywhere(load_register(EXAMPLE))


def test_what_is_accepted_is_shown_in_it_and_never_read_from_it(tmp_path: Path) -> None:
    register = Path(shutil.copy(EXAMPLE, tmp_path / "r.yaml"))
    note = Acceptance(key="0a1b2c3d", by="Anna", at="2022-04-11T09:00:00+02:00", why="känt", until="2022-12-31")
    remember(tmp_path / MEMORY, [note])
    path = written(load_register(register), tmp_path / "r.xlsx")
    on = openpyxl.load_workbook(path)["Godtagna"]
    shown = [each.value for each in on[5]]
    assert (shown[0], shown[3], shown[4], str(shown[6])[:10]) == ("0a1b2c3d", "känt", "Anna", "2022-12-31")
    assert on["A5"].protection.locked
    assert anywhere(load_register(path)) == anywhere(load_register(EXAMPLE))


def test_an_old_workbook_is_no_register(tmp_path: Path) -> None:
    (tmp_path / "r.xls").write_bytes(b"\x09\x08\x08\x00" + b"\x00" * 600)
    with pytest.raises(RegisterError, match=r"ingen \.xlsx-arbetsbok"):
        load_register(tmp_path / "r.xls")


def test_a_workbook_applies_where_a_yaml_file_would(book: Path, tmp_path: Path) -> None:
    (tmp_path / "schemas").mkdir()
    moved = book.rename(tmp_path / "schemas" / "register.xlsx")
    assert find_register(tmp_path) == moved
    (tmp_path / "schemas" / "~$register.xlsx").write_bytes(b"")
    assert find_register(tmp_path) == moved
    shutil.copy(EXAMPLE, tmp_path / "schemas" / "r.yaml")
    with pytest.raises(RegisterError, match="innehåller flera register"):
        find_register(tmp_path)


def test_a_register_among_workbooks_is_no_budget(book: Path, tmp_path: Path) -> None:
    found, _ = workbooks_in([tmp_path])
    assert (book.exists(), found) == (True, ())


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"<html>"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "r.xlsx"
    path.write_bytes(data)
    with pytest.raises(TryggError):
        load_register(path)


def test_ids_keep_apart_in_a_cell(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(yaml_of(small(committees=(Committee(id="ks, sn", label="Två"),))), encoding="utf-8")
    with pytest.raises(RegisterError, match="'ks, sn' kan inte vara id"):
        load_register(path)


def test_a_constraint_needs_what_its_kind_needs() -> None:
    """The words of the workbook, not of the YAML file."""
    stated = Constraint(id="S", kind=ConstraintKind.AMOUNT, source="rad 1", quote="0,9", programme="a", year=2022)
    read = read_book(as_read(register_form(small(constraints=(stated,)))), "", "")
    assert [(each.place, each.why.sv) for each in read.wrong] == [
        ("Påståenden!H5", "uppgiften saknas; 'belopp' kan inte prövas utan den. Fyll i den."),
    ]  # fmt: skip


@pytest.mark.libreoffice
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_what_libreoffice_saves_loads(book: Path, tmp_path: Path) -> None:
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    form = "xlsx:Calc MS Excel 2007 XML"
    command = ["soffice", "--headless", profile, "--convert-to", form, "--outdir", str(tmp_path / "ut"), str(book)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert anywhere(load_register(tmp_path / "ut" / book.name)) == anywhere(load_register(EXAMPLE))


def test_the_workbook_judges_as_the_yaml_file_does(book: Path) -> None:
    from trygg_excel.run import run

    given = [example_folder("workbooks") / "trygghetspaketet-jamforelse.xlsx"]
    by_book, by_yaml = (run(given, named, isolate=False).checked.findings for named in (book, EXAMPLE))
    assert by_book == by_yaml != ()


def test_the_commands_are_found_by_their_names(tmp_path: Path) -> None:
    from typer.testing import CliRunner

    from trygg_excel.cli.register import register_app

    workbook, text = tmp_path / "r.xlsx", tmp_path / "r.yaml"
    for command in (
        ["to-excel", str(EXAMPLE), "--out", str(workbook)],
        ["from-excel", str(workbook), "--out", str(text)],
        ["check", str(workbook)],
        ["accepted", "--help"],
        ["accept", "--help"],
    ):
        done = CliRunner().invoke(register_app, command)
        assert done.exit_code == 0, done.output
    assert anywhere(load_register(text)) == anywhere(load_register(EXAMPLE))


def test_reserved_words_are_no_unknown_programmes(tmp_path: Path) -> None:
    from tests.sheets import sheet, write
    from trygg_excel.run import run

    drawn = """
Budget, mkr
Insats     | 2021 | 2022
Insats A   | 1.0  | 2.0
Insats B   | 1.0  | 2.0
Ofördelat  | 1.0  | 1.0
Summa      | 3.0  | 5.0
"""
    path = write(tmp_path / "b.xlsx", sheet(drawn.strip()))
    codes = {}
    for reserved in ((), ("OFÖRDELAT",)):
        register = tmp_path / f"{len(reserved)}.yaml"
        register.write_text(yaml_of(small(settings=Settings(reserved=reserved))), encoding="utf-8")
        codes[reserved] = [each.code for each in run([path], register, isolate=False).checked.findings]
    assert "TRY-031" in codes[()]
    assert "TRY-031" not in codes["OFÖRDELAT",]

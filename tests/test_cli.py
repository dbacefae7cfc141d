"""The command as its users meet it: outputs, sentences and exit codes, in a process of its own."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

ROOT = Path(__file__).parents[1]
WORKBOOKS = ROOT / "workbooks"
TABLE = WORKBOOKS / "trygghetspaketet-jamforelse.xlsx"


def trygg(*arguments: object, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "trygg_excel", *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)
    assert "Traceback" not in done.stderr
    return done


def test_read_gives_pure_csv() -> None:
    done = trygg("read", TABLE, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    head = "file,sheet,cell,label,group,programme,year,month,basis,measure,amount,unit,role,kind,confidence,"
    assert done.stdout.startswith(head)
    assert (done.returncode, len(rows), rows[0]["amount"], rows[0]["cell"]) == (0, 27, "1000000.00", "B5")
    assert {each["schema_version"] for each in rows} == {"1"}


def test_read_leaves_an_unknown_amount_empty() -> None:
    done = trygg("read", WORKBOOKS / "trygghetspaketet-finansiering-2022.xlsx", "--format", "csv")
    rows = {each["cell"]: each for each in csv.DictReader(io.StringIO(done.stdout))}
    assert (rows["B13"]["amount"], rows["B13"]["state"]) == ("", "unknown")


def test_read_as_json_holds_amounts_as_text(tmp_path: Path) -> None:
    out = tmp_path / "fakta.json"
    done = trygg("read", TABLE, "--format", "json", "--out", out)
    found = json.loads(out.read_text(encoding="utf-8"))
    assert (done.returncode, done.stdout) == (0, "")
    assert found["schema_version"] == 1
    assert found["facts"][0]["amount"] == "1000000.00"


def test_check_tells_verdict_and_findings() -> None:
    done = trygg("check", WORKBOOKS / "felaktiga" / "trygghetspaketet-fel-namn.xlsx")
    assert done.returncode == 1
    assert done.stdout.startswith("trygghetspaketet-fel-namn.xlsx: Att åtgärda (2 fel, 3 varningar, 4 noteringar)\n")
    assert "→ Skriv om 0,2 som tal i B10" in done.stdout


def test_check_in_english() -> None:
    done = trygg("check", WORKBOOKS / "felaktiga" / "trygghetspaketet-fel-summa.xlsx", "--lang", "en")
    assert "B13 shows SEK" not in done.stdout
    assert "B13 shows 5.0\xa0SEK m but the rows give 4.7\xa0SEK m" in done.stdout


@pytest.mark.parametrize(("fail_on", "code"), [("error", 0), ("warning", 1)])
def test_fail_on(fail_on: str, code: int) -> None:
    assert trygg("check", TABLE, "--fail-on", fail_on).returncode == code


def test_check_as_json_and_csv() -> None:
    found = json.loads(trygg("check", TABLE, "--format", "json").stdout)
    (workbook,) = found["workbooks"]
    assert workbook["verdict"] == "Utan anmärkning"
    assert {each["code"] for each in workbook["findings"]} >= {"TRY-019", "TRY-027"}
    rows = list(csv.DictReader(io.StringIO(trygg("check", TABLE, "--format", "csv").stdout)))
    assert rows[0]["severity"] == "warning"


def test_report_writes_its_files_and_changes_no_input(tmp_path: Path) -> None:
    before = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in WORKBOOKS.glob("*.xlsx")}
    done = trygg("report", WORKBOOKS, "--out", tmp_path / "ut")
    assert done.returncode == 0
    copies = [f"{path.stem} - kontrollerad.xlsx" for path in before]
    papers = ["kontroll.xlsx", "rapport.html", "run.json", "till-chefen.pdf", "till-namnden.pdf"]
    assert sorted(path.name for path in (tmp_path / "ut").iterdir()) == sorted([*papers, *copies])
    assert {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in before} == before
    record = json.loads((tmp_path / "ut" / "run.json").read_text(encoding="utf-8"))
    assert (record["schema_version"], len(record["inputs"]), record["exit_code"]) == (1, 6, 0)
    digests = {each["name"]: each["sha256"] for each in record["outputs"]}
    workbook = (tmp_path / "ut" / "kontroll.xlsx").read_bytes()
    assert digests["kontroll.xlsx"] == hashlib.sha256(workbook).hexdigest()


def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        trygg("report", WORKBOOKS, "--out", tmp_path / name)
    for name in ("kontroll.xlsx", "rapport.html", "till-chefen.pdf", f"{TABLE.stem} - kontrollerad.xlsx"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_our_own_outputs_and_owner_files_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "tabell.xlsx").write_bytes(TABLE.read_bytes())
    (tmp_path / "~$tabell.xlsx").write_bytes(b"\x05Anna")
    trygg("report", tmp_path, "--out", tmp_path)
    record = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    trygg("report", tmp_path, "--out", tmp_path)
    assert json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))["inputs"] == record["inputs"]
    assert [each["file"] for each in record["inputs"]] == ["tabell.xlsx"]


def test_compare_and_reconcile_write_workbooks(tmp_path: Path) -> None:
    for command in ("compare", "reconcile"):
        out = tmp_path / f"{command}.xlsx"
        assert trygg(command, TABLE, "--out", out).returncode == 0
        assert out.read_bytes().startswith(b"PK")


def test_compare_shows_years_in_the_order_and_the_unit_asked_for(tmp_path: Path) -> None:
    """The memo's table in mkr; the cells hold crowns whatever is shown."""
    found = {}
    for order in ("newest", "oldest"):
        out = tmp_path / f"{order}.xlsx"
        assert trygg("compare", TABLE, "--out", out, "--order", order, "--unit", "tkr").returncode == 0
        page = openpyxl.load_workbook(out).worksheets[0]
        assert str(page["A2"].value).endswith("Belopp i tkr där inget annat sägs.")
        head = next(row for row in page.iter_rows() if row[0].value == "Insats")
        first = page.cell(int(head[0].row or 0) + 1, 2)
        found[order] = ([cell.value for cell in head[1:4]], first.value, first.number_format)
    assert found == {
        "newest": (["2022", "2021", "2020"], 1_000_000, "#,##0,;-#,##0,"),
        "oldest": (["2020", "2021", "2022"], 2_000_000, "#,##0,;-#,##0,"),
    }


def test_demo_runs_the_main_job(tmp_path: Path) -> None:
    assert trygg("demo", "--out", tmp_path, cwd=tmp_path).returncode == 0
    assert (tmp_path / "kontroll.xlsx").is_file()


def test_demo_gives_something_to_begin_from(tmp_path: Path) -> None:
    """A register, workbooks and a trygg.toml, for whoever has only the wheel; what is changed in them stays."""
    home = tmp_path / "trygg-demo" / "exempel"
    assert trygg("demo", cwd=tmp_path).returncode == 0
    assert trygg("register", "check", cwd=home).stdout.endswith("utan anmärkning\n")
    assert trygg("template", "--years", "2023-2024", "--out", "mall.xlsx", cwd=home).returncode == 0
    assert (home / "uppfoljning").is_dir()
    assert "[month]" in (home / "trygg.exempel.toml").read_text(encoding="utf-8")
    (home / "schemas" / "trygghetspaketet.yaml").write_text("eget", encoding="utf-8")
    assert trygg("demo", cwd=tmp_path).returncode == 0
    assert (home / "schemas" / "trygghetspaketet.yaml").read_text(encoding="utf-8") == "eget"


def test_register_check_and_show() -> None:
    assert trygg("register", "check").stdout.endswith("utan anmärkning\n")
    shown = trygg("register", "show").stdout
    assert "kamera" in shown
    assert " beslutat " in shown
    assert " decided " not in shown


def test_the_table_of_facts_is_in_the_readers_language() -> None:
    for lang, words in (("sv", {("rad", "säker"), ("summa", "säker")}), ("en", {("line", "sure"), ("total", "sure")})):
        rows = trygg("read", TABLE, "--lang", lang).stdout.splitlines()[2:]
        assert {tuple(row.split()[-2:]) for row in rows if row.strip()} == words


SENTENCES = [
    (["check", "finns-inte.xlsx"], 2, "'finns-inte.xlsx' finns inte. Kontrollera namn och mapp."),
    (
        ["check", "finns-inte.xlsx", "--lang", "en"],
        2,
        "'finns-inte.xlsx' does not exist. Check the name and the folder.",
    ),
    (["report", "tom", "--out", "ut"], 2, "Mappen 'tom' innehåller ingen arbetsbok."),
    (["read", "text.xlsx"], 3, "'text.xlsx' kunde inte läsas: filen är en textfil utan tabell."),
    (["read", "text.xlsx", "--lang=en"], 3, "'text.xlsx' could not be read: the file is a text file"),
    (["read", "noll.xlsx"], 3, "'noll.xlsx' kunde inte läsas: filen är tom"),
    (["read", "trasig.xlsx"], 3, "'trasig.xlsx' kunde inte läsas: filen är avklippt; slutet saknas."),
    (["check", "bra.xlsx", "--register", "fel.yaml"], 2, "Registret 'fel.yaml', programmes[0]"),
    (["check", "bra.xlsx", "--register", "saknas.yaml"], 2, "'saknas.yaml' finns inte."),
    (["compare", "bra.xlsx", "--out", "bra.xlsx"], 2, "'bra.xlsx' är en av arbetsböckerna som läses"),
    (["compare", "bra.xlsx", "--out", "ut.xlsx", "--years", "i år"], 2, "--years 'i år' är inga år."),
    (["read", "bra.xlsx", "--out", "bra.xlsx/x.csv"], 4, "kunde inte skrivas"),
]


@pytest.mark.parametrize(("arguments", "code", "sentence"), SENTENCES)
def test_bad_input_gets_one_clear_sentence(tmp_path: Path, arguments: list[str], code: int, sentence: str) -> None:
    (tmp_path / "tom").mkdir()
    (tmp_path / "text.xlsx").write_text("det här är ingen arbetsbok", encoding="utf-8")
    (tmp_path / "noll.xlsx").touch()
    (tmp_path / "trasig.xlsx").write_bytes(TABLE.read_bytes()[:3000])
    (tmp_path / "bra.xlsx").write_bytes(TABLE.read_bytes())
    good = (ROOT / "schemas" / "trygghetspaketet.yaml").read_text(encoding="utf-8")
    (tmp_path / "fel.yaml").write_text(
        good.replace("label: Trygghetsvärdar (", "lable: Trygghetsvärdar ("), encoding="utf-8"
    )
    done = trygg(*arguments, cwd=tmp_path)
    assert done.returncode == code
    assert sentence in done.stderr
    assert len([line for line in done.stderr.splitlines() if line.strip()]) == 1


def test_an_unreadable_workbook_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_text("text", encoding="utf-8")
    (tmp_path / "b.xlsx").write_bytes(TABLE.read_bytes())
    done = trygg("check", tmp_path)
    assert (done.returncode, "b.xlsx:" in done.stdout, "a.xlsx" in done.stderr) == (3, True, True)


def test_messages_as_json_lines(tmp_path: Path) -> None:
    done = trygg("read", "nix.xlsx", "--json-log", cwd=tmp_path)
    assert json.loads(done.stderr) == {
        "level": "error",
        "code": "TRY-E01",
        "message": "'nix.xlsx' finns inte. Kontrollera namn och mapp.",
    }


def test_wrong_usage_is_code_2() -> None:
    assert trygg("check").returncode == 2
    assert trygg("nonsens").returncode == 2


def test_version_and_help() -> None:
    assert trygg("--version").stdout.startswith("trygg_excel ")
    assert "report" in trygg("--help").stdout

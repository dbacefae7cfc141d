"""Texts whose fields are parted are read as Excel opens them; what is no table keeps its refusal."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from trygg_excel.active import active_findings
from trygg_excel.budget import read
from trygg_excel.errors import Refused
from trygg_excel.gate import LIMITS, Limits, Reason, admit
from trygg_excel.inputs import workbooks_in
from trygg_excel.package import BadPackage
from trygg_excel.reading import read_workbook
from trygg_excel.reading.text import is_text_table, read_text
from trygg_excel.workbook import Cell, CellType, Workbook

BUDGET = "insats;2022;2023\nKamera;1500,5;1 600\nFältgrupp;-12;–\n"
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16")
DELIMITERS = ";\t,|"


def book(folder: Path, text: str | bytes, name: str = "Budget.csv") -> Workbook:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_workbook(path)


def rows(workbook: Workbook) -> list[list[str]]:
    """The sheet as rows of texts, '' for what is blank."""
    (sheet,) = workbook.sheets
    bottom, right = (max(each) for each in zip(*sheet.cells, strict=True))
    return [[_text(sheet.cell(row, column)) for column in range(1, right + 1)] for row in range(1, bottom + 1)]


def _text(cell: Cell | None) -> str:
    if cell is None:
        return ""
    return cell.value if cell.formula is None else f"={cell.formula}"


def types(workbook: Workbook) -> dict[str, CellType]:
    return {cell.value: cell.type for cell in workbook.sheets[0].cells.values()}


WANTED = [["insats", "2022", "2023"], ["Kamera", "1500,5", "1 600"], ["Fältgrupp", "-12", "–"]]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_encoding_and_line_end(tmp_path: Path, encoding: str, end: str) -> None:
    found = book(tmp_path, BUDGET.replace("\n", end).encode(encoding))
    assert (found.format, rows(found)) == ("csv", WANTED)


@pytest.mark.parametrize("name", ["Budget.csv", "Budget.txt", "Budget.xls", "Budget.xlsx", "Budget"])
def test_the_content_tells_and_not_the_name(tmp_path: Path, name: str) -> None:
    found = book(tmp_path, BUDGET, name)
    assert [each.name for each in found.sheets] == ["Budget"]
    assert admit(tmp_path / name).format == "csv"


def test_the_sheet_is_named_as_a_sheet_can_be(tmp_path: Path) -> None:
    found = book(tmp_path, BUDGET, "Budget [2022] för kommunstyrelsen och nämnderna.csv")
    assert found.sheets[0].name == "Budget _2022_ för kommunstyrels"


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_every_delimiter(tmp_path: Path, delimiter: str) -> None:
    text = "insats;2022;2023\nKamera;1500;1600\nBuss;12;13\n".replace(";", delimiter)
    assert rows(book(tmp_path, text))[1:] == [["Kamera", "1500", "1600"], ["Buss", "12", "13"]]


@pytest.mark.parametrize("said", ["sep=|\n", "SEP=|\r\n", '"sep=|"\n'])
def test_a_declared_delimiter_holds_and_is_no_row(tmp_path: Path, said: str) -> None:
    assert rows(book(tmp_path, said + "a;b|1\nc;d|2\n")) == [["a;b", "1"], ["c;d", "2"]]


def test_the_comma_of_amounts_parts_no_fields(tmp_path: Path) -> None:
    text = "Kamera, fast;1500,5;1,5\nKamera, rörlig;1,25;12,0\n"
    assert rows(book(tmp_path, text))[0] == ["Kamera, fast", "1500,5", "1,5"]


def test_quotes_line_breaks_and_blank_rows_keep_their_place(tmp_path: Path) -> None:
    text = 'Rapport;\n\n"insats";2022\n"Kamera ""ny"";\r\nfast";1500\nRör 5";12\n'
    found = rows(book(tmp_path, text))
    assert found == [["Rapport", ""], ["", ""], ["insats", "2022"], ['Kamera "ny";\nfast', "1500"], ['Rör 5"', "12"]]


def test_a_report_head_and_uneven_rows_are_a_table(tmp_path: Path) -> None:
    text = "Ekonomisystem\nUrval: allt\n\nKonto;Namn;Belopp\n0310;Nämnd;12,5\n3110;Bibliotek;7,0;x\nAntal rader;2\n"
    found = rows(book(tmp_path, text))
    assert found[4:7] == [
        ["0310", "Nämnd", "12,5", ""],
        ["3110", "Bibliotek", "7,0", "x"],
        ["Antal rader", "2", "", ""],
    ]


def test_swedish_numbers_stay_text_as_written(tmp_path: Path) -> None:
    found = types(book(tmp_path, "konto;belopp;mkr\n0310;1 234,50;1.234\n3110;(12,5);2.500\n"))
    assert set(found.values()) == {CellType.TEXT}


def test_machine_numbers_are_numbers_and_codes_stay_codes(tmp_path: Path) -> None:
    found = types(book(tmp_path, "kod;summa;rad\n0310;1.234;1\n3110;12.50;2\n3120;1e6;3\n"))
    numbers = {value for value, kind in found.items() if kind is CellType.NUMBER}
    assert numbers == {"1.234", "12.50", "1e6", "1", "2", "3"}


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("(kr);Budget 2022\nKamera;1.234\nBuss;12.500\n", [123_400, 1_250_000]),  # points between thousands
        ("(kr),Budget 2022\nKamera,1.234\nBuss,12.500\n", [123, 1_250]),  # fields parted by commas: decimals
        ("(kr);Budget 2022\nKamera;1.234\nBuss;0.5\n", [123, 50]),
        ('(kr),Budget 2022\nKamera," 156,432 "\nBuss," (3,420)"\n', [15_643_200, -342_000]),  # and so the thousands
        ("(kr);Budget 2022\nKamera;1 234,50\nBuss;-0,5\n", [123_450, -50]),
        ("(kr)\tBudget 2022\nKamera\t90071992547409,93\nBuss\t1\n", [9_007_199_254_740_993, 100]),
    ],
)
def test_amounts_are_exact(tmp_path: Path, text: str, amounts: list[int]) -> None:
    path = tmp_path / "Budget.csv"
    path.write_text(text, encoding="utf-8")
    assert [each.amount for each in read(path, isolate=False).records] == amounts


def test_the_child_process_hands_over_the_same(tmp_path: Path) -> None:
    path = tmp_path / "Budget.csv"
    path.write_text(BUDGET, encoding="cp1252")
    assert read(path).records == read(path, isolate=False).records != ()


NO_TABLES = {
    "prose": "Nämnden beslutar, efter förslag, att flytta medel.\nDet gäller 2022; se bilaga.\nI övrigt, inget.\n",
    "one column": "Kamera\nBuss\n1500\n",
    "one row": "Kamera;1500\n",
    "json": '[\n{"a": 1, "b": 2},\n{"a": 3, "b": 4}\n]\n',
    "json lines": '{"a": 1, "b": 2}\n{"a": 3, "b": 4}\n',
    "a log": "2022-01-01 12:00:00,123 | INFO | start\n2022-01-01 12:00:01,456 | INFO | 12\n",
    "sylk": "ID;PWXL;N;E\nC;Y1;X1;K1\nC;Y2;X1;K2\n",
    "sie": "#FLAGGA\t0\n#KONTO\t1510\tKund\n#KONTO\t1910\tKassa\n",
    "a program": "import csv\nprint(1, 2, 3)\nprint(4, 5, 6)\n",
    "sql": "INSERT INTO t VALUES (1,2,3);\nINSERT INTO t VALUES (4,5,6);\n",
    "said and no more": "sep=;\n",
}


@pytest.mark.parametrize("what", NO_TABLES)
def test_what_is_no_table_keeps_its_refusal(tmp_path: Path, what: str) -> None:
    with pytest.raises(Refused) as told:
        book(tmp_path, NO_TABLES[what])
    assert told.value.reason is Reason.TEXT


FORMULAS = {
    "=cmd|'/c calc'!A0": "TRY-A05",
    "+cmd|'/c calc'!A0": "TRY-A05",
    "-2+3+cmd|'/c calc'!A0": "TRY-A05",
    "@SUM(1)*cmd|'/c calc'!A0": "TRY-A05",
    "=WEBSERVICE(A1)": "TRY-A08",
    "='[Ram 2022.xlsx]Blad1'!B2": "TRY-A03",
}


@pytest.mark.parametrize("field", FORMULAS)
def test_what_a_field_would_do_in_excel_is_told_with_its_cell(tmp_path: Path, field: str) -> None:
    (finding,) = active_findings(book(tmp_path, f"insats;2022\nKamera;1500\nBuss;{field}\n"))
    assert (finding.code, finding.sources[0].sheet, finding.sources[0].cell) == (FORMULAS[field], "Budget", "B3")


@pytest.mark.parametrize("field", ["-500", "+5", "- Netto", "= Resultat", "=====", "@kommun.se", "-5|6"])
def test_signs_alone_do_nothing(tmp_path: Path, field: str) -> None:
    found = book(tmp_path, f"insats;2022\nKamera;1500\n{field};1\n")
    assert found.active == ()
    assert found.sheets[0].cells[3, 1] == Cell(3, 1, CellType.TEXT, field)


def test_a_formula_is_one_without_a_value_and_a_guarded_code_is_its_text(tmp_path: Path) -> None:
    cells = book(tmp_path, 'kod;summa\n"=""0310""";12\nSumma;=SUM(B2:B2)\n').sheets[0].cells
    assert cells[2, 1] == Cell(2, 1, CellType.TEXT, "0310")
    assert cells[3, 2] == Cell(3, 2, CellType.EMPTY, "", "SUM(B2:B2)")


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (Limits(cells=8), Reason.CELLS),
        (Limits(rows=2), Reason.REFERENCE),
        (Limits(columns=2), Reason.REFERENCE),
        (Limits(text=8), Reason.LONG_TEXT),
        (Limits(stretch=15), Reason.LONG_TEXT),
    ],
)
def test_the_limits_hold(limits: Limits, reason: Reason) -> None:
    assert read_text(BUDGET.encode(), LIMITS, "x")[0]
    with pytest.raises(BadPackage) as told:
        read_text(BUDGET.encode(), limits, "x")
    assert told.value.reason is reason


def test_an_open_quote_is_told_and_takes_no_rows_with_it() -> None:
    with pytest.raises(BadPackage, match="TRUNCATED"):
        read_text((BUDGET + '"Buss;1;2\nBil;3;4\n').encode(), LIMITS, "x")


def test_a_folder_gives_its_csv_but_not_our_own(tmp_path: Path) -> None:
    (tmp_path / "budget.csv").write_text(BUDGET, encoding="utf-8")
    (tmp_path / "fakta.csv").write_text("file,sheet,cell,label,group\na,b,A1,c,d\n", encoding="utf-8")
    assert workbooks_in([tmp_path]) == ((tmp_path / "budget.csv",), ())


SIGNS = st.characters(codec="cp1252", exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n;,\t|\"' =-0")
TABLES = st.integers(2, 4).flatmap(
    lambda wide: st.lists(st.lists(st.text(SIGNS, max_size=6), min_size=wide, max_size=wide), min_size=1, max_size=5)
)


def written(table: list[list[str]], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_MINIMAL).writerows(table)
    return out.getvalue()


def cell_for_cell(data: bytes) -> dict[tuple[int, int], str]:
    ((sheet,), _) = read_text(data, LIMITS, "x")
    return {at: _text(cell) for at, cell in sheet.cells.items()}


@given(TABLES, st.sampled_from(DELIMITERS), st.sampled_from(ENCODINGS))
@example([["a", "b\n\nc"], ['"', "\u00a0"]], ";", "cp1252")
def test_any_table_of_texts_reads_back_cell_for_cell(table: list[list[str]], delimiter: str, encoding: str) -> None:
    """With the delimiter declared: a table of odd texts may well look like another table."""
    table = [["a", "b"], *table]
    data = f"sep={delimiter}\r\n{written(table, delimiter)}".encode(encoding)
    wanted = {
        (row, column): text
        for row, texts in enumerate(table, 1)
        for column, text in enumerate(texts, 1)
        if text and not (text.startswith('="') and text.endswith('"'))
    }
    found = cell_for_cell(data)
    assert {at: found.get(at) for at in wanted} == wanted


WORDS = st.text("abcåäöÅÄÖéx", min_size=1, max_size=8)
AMOUNTS = st.decimals(-99_999, 99_999, places=1).map(lambda each: str(each).replace(".", ","))
BUDGETS = st.lists(st.tuples(WORDS, AMOUNTS, AMOUNTS | st.just("")), min_size=1, max_size=8)


@given(BUDGETS, st.sampled_from(DELIMITERS), st.sampled_from(ENCODINGS))
def test_any_budget_is_known_for_a_table(rows: list[tuple[str, ...]], delimiter: str, encoding: str) -> None:
    """Without a word about the delimiter or the encoding, amounts with decimal commas in every row."""
    table = [["insats", "2022", "2023"], *map(list, rows)]
    data = written(table, delimiter).encode(encoding)
    assert is_text_table(data)
    wanted = {(r, c): text for r, texts in enumerate(table, 1) for c, text in enumerate(texts, 1) if text}
    assert cell_for_cell(data) == wanted


def test_a_name_that_begins_with_a_sign_of_a_sum_is_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "Budget.csv"
    path.write_text("tkr;2022\n= Resultat(=rad 10 och 17);5\n", encoding="utf-8")
    assert [each.label for each in read(path, isolate=False).records] == ["= Resultat(=rad 10 och 17)"]

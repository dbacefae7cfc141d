"""Workbooks are read as they are: each kind of cell, held against what a person and what openpyxl sees."""

from __future__ import annotations

import os
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from tests.corpus import CORPUS, needs_corpus
from tests.hostile.compound import compound
from tests.openpyxl_eyes import JUSTIFIED, NoSecondOpinion
from tests.openpyxl_looks import disagreements
from tests.sheets import sheet, write
from trygg_excel.budget import read
from trygg_excel.errors import PathMissing, TryggError, Unreadable
from trygg_excel.formulas import moved, summed
from trygg_excel.gate.file import bytes_of
from trygg_excel.gate.limits import LIMITS, Limits
from trygg_excel.reading import read_workbook
from trygg_excel.workbook import CellStyle, CellType, Range, Sheet, Visibility

ROOT = Path(__file__).parents[1]
WORKBOOKS = sorted((ROOT / "workbooks").rglob("*.xlsx"))

DRAWN = """
    Trygghetspaketet    | <                    | <          | <
    *Insats*            | 2022                 | 2021       | Ändrad
    SSPF                | 1.5 {0.0}            | '1,5'      | 2022-02-07
    Kamera              | 0.30000000000000004  | -1E+20     | 2022-02-07 {d mmm yyyy}
    Klar                | true                 | false      | #REF!

    Summa               | =SUM(B3:B4) -> 1.8   | =B7*2      | =A3&"!" -> SSPF!
    Kronor              | 1500000 {#,##0.0,,}  | #DIV/0!    | =B7>1 -> true
"""


def test_a_written_sheet_is_read_as_drawn(tmp_path: Path) -> None:
    drawn = [
        replace(sheet(DRAWN, "Öppen"), hidden_rows=frozenset({4, 6}), hidden_columns=frozenset({3, 5})),
        replace(sheet("A | 1", "Dold"), visibility=Visibility.HIDDEN),
        replace(sheet("B | 2", "Helt dold"), visibility=Visibility.VERY_HIDDEN),
        Sheet("Tom", {}),
    ]
    workbook = read_workbook(write(tmp_path / "bok.xlsx", *drawn))
    assert [each.name for each in workbook.sheets] == ["Öppen", "Dold", "Helt dold", "Tom"]
    for found, wanted in zip(workbook.sheets, drawn, strict=True):
        assert dict(found.cells) == wanted.cells
        assert (found.merged, found.hidden_rows, found.hidden_columns, found.visibility) == (
            wanted.merged,
            wanted.hidden_rows,
            wanted.hidden_columns,
            wanted.visibility,
        )


# The parts of a workbook with every kind of cell that the format knows.
STYLES = """<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<numFmts count="2"><numFmt numFmtId="164" formatCode="#,##0.0,,"/>
<numFmt numFmtId="165" formatCode="yyyy\\-mm"/></numFmts>
<fonts count="2"><font><sz val="11"/></font><font><b/><i val="0"/></font></fonts>
<cellXfs count="5"><xf numFmtId="0" fontId="0"/><xf numFmtId="164" fontId="1"/><xf numFmtId="14" fontId="0"/>
<xf numFmtId="165" fontId="0"/><xf numFmtId="10" fontId="0"><alignment indent="2"/></xf></cellXfs>
<dxfs count="1"><dxf><numFmt numFmtId="14" formatCode="0.00%"/></dxf></dxfs></styleSheet>"""
STRINGS = """<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="3" uniqueCount="3">
<si><t>SSPF &amp; co</t></si><si><r><t xml:space="preserve">Trygghets</t></r><r><rPr><b/></rPr><t>värdar </t></r>
<rPh sb="0" eb="1"><t>uttal</t></rPh></si><si><t/></si></sst>"""
CELLS = """<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<cols><col min="2" max="3" width="9" hidden="1"/><col min="5" max="5" width="9"/></cols><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>
<c r="D1" t="inlineStr"><is><t>på plats</t></is></c>
<c r="E1" t="inlineStr"><is><r><t>i </t></r><r><t>bitar</t></r></is></c>
<c r="F1" t="str"><f>A1&amp;"!"</f><v>SSPF!</v></c></row>
<row r="2" hidden="1"><c r="A2"><v>1.5</v></c><c r="B2" t="n"><v>1E-3</v></c><c r="C2" s="1"><v>1500000</v></c>
<c r="D2" s="2"><v>44599</v></c><c r="E2" s="3"><v>44599.5</v></c><c r="F2" s="4"><v>0.05</v></c></row>
<row r="4"><c r="A4" t="b"><v>1</v></c><c r="B4" t="b"><v>0</v></c><c r="C4" t="e"><v>#N/A</v></c>
<c r="D4" t="d"><v>2022-02-07</v></c><c r="E4" s="1"/><c r="F4" s="2"><v>-1</v></c></row>
<row r="5"><c r="A5"><f>SUM(A1:A4)</f><v>1.5</v></c><c r="B5"><f>SUM(A1:A4)</f></c>
<c r="C5" t="e"><f>1/0</f><v>#DIV/0!</v></c>
<c r="D5"><f t="shared" ref="D5:E6" si="0">A$1+$B2</f><v>1</v></c><c r="E5"><f t="shared" si="0"/><v>2</v></c>
<c r="F5"><f t="array" ref="F5">SUM(A1:A2*2)</f><v>3</v></c></row>
<row r="6"><c r="D6"><f t="shared" si="0"/><v>3</v></c><c r="E6" t="str"><f t="shared" si="0"/><v></v></c></row>
<row><c><v>7</v></c><c t="s"><v>0</v></c></row>
</sheetData><mergeCells count="2"><mergeCell ref="A8:C8"/><mergeCell ref="D8:D9"/></mergeCells></worksheet>"""
MAIN = """<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">{properties}
<sheets><sheet name="Blad" sheetId="1" r:id="rId1"/></sheets></workbook>"""
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATED = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>"""
TARGETS = [("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]

KINDS: list[tuple[str, str, str, str | None]] = [
    ("A1", "text", "SSPF & co", None),
    ("B1", "text", "Trygghetsvärdar ", None),
    ("D1", "text", "på plats", None),
    ("E1", "text", "i bitar", None),
    ("F1", "text", "SSPF!", 'A1&"!"'),
    ("A2", "number", "1.5", None),
    ("B2", "number", "1E-3", None),
    ("C2", "number", "1500000", None),
    ("D2", "date", "2022-02-07", None),
    ("E2", "date", "2022-02-07T12:00:00", None),
    ("F2", "number", "0.05", None),
    ("A4", "boolean", "TRUE", None),
    ("B4", "boolean", "FALSE", None),
    ("C4", "error", "#N/A", None),
    ("D4", "date", "2022-02-07", None),
    ("F4", "date", "1899-12-29", None),
    ("A5", "number", "1.5", "SUM(A1:A4)"),
    ("B5", "empty", "", "SUM(A1:A4)"),
    ("C5", "error", "#DIV/0!", "1/0"),
    ("D5", "number", "1", "A$1+$B2"),
    ("E5", "number", "2", "B$1+$B2"),
    ("F5", "number", "3", "SUM(A1:A2*2)"),
    ("D6", "number", "3", "A$1+$B3"),
    ("E6", "text", "", "B$1+$B3"),
    ("A7", "number", "7", None),
    ("B7", "text", "SSPF & co", None),
]


def container(path: Path, properties: str = "") -> Path:
    """A workbook of the parts above, put together by hand."""
    related = "".join(
        f'<Relationship Id="rId{number}" Type="{TYPES}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(TARGETS, 1)
    )
    main = f'<Relationship Id="rId1" Type="{TYPES}/officeDocument" Target="xl/workbook.xml"/>'
    parts = {
        "_rels/.rels": RELATED.format(main),
        "xl/workbook.xml": MAIN.format(properties=properties),
        "xl/_rels/workbook.xml.rels": RELATED.format(related),
        "xl/worksheets/sheet1.xml": CELLS,
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": STRINGS,
    }
    with zipfile.ZipFile(path, "w") as out:
        for name, text in parts.items():
            out.writestr(name, text.encode())
    return path


def test_every_kind_of_cell(tmp_path: Path) -> None:
    (found,) = read_workbook(container(tmp_path / "bok.xlsx")).sheets
    assert [(cell.address, cell.type.value, cell.value, cell.formula) for cell in found.cells.values()] == KINDS
    assert found.merged == (Range(8, 1, 8, 3), Range(8, 4, 9, 4))
    assert (found.hidden_rows, found.hidden_columns) == (frozenset({2}), frozenset({2, 3}))
    styles = {cell.address: cell.style for cell in found.cells.values() if cell.style != CellStyle()}
    assert styles == {
        "C2": CellStyle("#,##0.0,,", bold=True),
        "D2": CellStyle("yyyy-mm-dd"),
        "E2": CellStyle("yyyy\\-mm"),
        "F2": CellStyle("0.00%", indent=2),
        "F4": CellStyle("yyyy-mm-dd"),
    }


def test_dates_from_1904(tmp_path: Path) -> None:
    (found,) = read_workbook(container(tmp_path / "bok.xlsx", '<workbookPr date1904="1"/>')).sheets
    dates = [cell.value for cell in found.cells.values() if cell.type is CellType.DATE]
    assert dates == ["2026-02-08", "2026-02-08T12:00:00", "2022-02-07", "1903-12-31"]


@pytest.mark.parametrize(
    ("serial", "shown"),
    [("1", "1900-01-01"), ("59", "1900-02-28"), ("61", "1900-03-01"), ("44599.25", "2022-02-07T06:00:00")],
)
def test_dates_as_excel_counts_them(serial: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.CELLS", CELLS.replace("<v>44599</v>", f"<v>{serial}</v>"))
    (found,) = read_workbook(container(tmp_path / "bok.xlsx")).sheets
    assert found.cells[2, 4].value == shown


MOVED = [
    ("A1+$B$2+C$3+$D4", "B2+$B$2+D$3+$D5"),
    ("SUM(A1:B2)", "SUM(B2:C3)"),
    ("SUM(F:G)+SUM($F:G)", "SUM(G:H)+SUM($F:H)"),
    ("SUM(6:7)+SUM(6:$7)", "SUM(7:8)+SUM(7:$7)"),
    ("Blad1!A1+'Blad A1'!Z9", "Blad1!B2+'Blad A1'!AA10"),
    ('A1&"A1"&LOG10(A1)', 'B2&"A1"&LOG10(B2)'),
    ("Ram_A1+A1B+1.5", "Ram_A1+A1B+1.5"),
]


@pytest.mark.parametrize(("formula", "there"), MOVED)
def test_a_shared_formula_reads_on_from_where_it_stands(formula: str, there: str) -> None:
    assert moved(formula, 1, 1) == there
    assert moved(there, -1, -1) == formula


def test_a_formula_moved_off_the_sheet() -> None:
    assert moved("A1+SUM(A:B)+SUM(1:2)", -1, -1) == "#REF!+SUM(#REF!)+SUM(#REF!)"


def test_the_areas_of_a_plain_sum() -> None:
    assert summed("SUM(B2:B4)") == (Range(2, 2, 4, 2),)
    assert summed(" summa( $B$4:B2 ; D2 ) ") == (Range(2, 2, 4, 2), Range(2, 4, 2, 4))
    others = [None, "", "B2+B3", "SUM(B2:B4)+1", "SUM(Blad2!B2:B4)", "SUM(B:B)", "SUM(IF(A1,B1))", "SUM()"]
    assert [summed(formula) for formula in others] == [None] * len(others)


@pytest.mark.parametrize("path", WORKBOOKS, ids=lambda path: path.stem)
def test_our_workbooks_are_what_openpyxl_sees(path: Path) -> None:
    assert set(disagreements(path)) <= {"a built-in format"}


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
NO_WORKBOOK = {
    "empty": (b"", "tom"),
    "text": (b"Insatsen SSPF\n1,5 mkr\n", "textfil"),
    "binary": (bytes(range(256)) * 4, "ingen Excel-arbetsbok"),
    "half a container": (b"PK\x03\x04" + bytes(60), "avklippt|skadad"),
    "encrypted": (compound({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": bytes(96)}), "krypterad"),
    "an old container with nothing in it": (COMPOUND, "skadad"),
}


@pytest.mark.parametrize("what", NO_WORKBOOK)
def test_what_is_no_workbook_is_told_in_a_sentence(what: str, tmp_path: Path) -> None:
    data, told = NO_WORKBOOK[what]
    path = tmp_path / "budget.xlsx"
    path.write_bytes(data)
    with pytest.raises(Unreadable, match=told) as caught:
        read(path)
    assert caught.value.exit_code == 3
    for sentence in (caught.value.message.sv, caught.value.message.en):
        assert "budget.xlsx" in sentence
        assert sentence.endswith(".")
        assert "Error" not in sentence


def test_a_zip_of_something_else(tmp_path: Path) -> None:
    path = tmp_path / "bok.xlsx"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("brev.txt", "Hej")
    with pytest.raises(Unreadable, match="arbetsbok"):
        read(path)


def test_a_path_that_is_not_there_and_one_that_is_a_folder(tmp_path: Path) -> None:
    with pytest.raises(PathMissing, match=r"saknas\.xlsx.*finns inte"):
        read(tmp_path / "saknas.xlsx")
    (tmp_path / "mapp.xlsx").mkdir()
    with pytest.raises(Unreadable, match=r"mapp\.xlsx"):
        read(tmp_path / "mapp.xlsx")


def test_a_cut_or_broken_workbook_is_refused_or_read_and_nothing_else(tmp_path: Path) -> None:
    whole = WORKBOOKS[-1].read_bytes()
    path = tmp_path / "bok.xlsx"
    cuts = [whole[: len(whole) * part // 40] for part in range(1, 40)]
    flips = [whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :] for at in range(0, len(whole), len(whole) // 120)]
    for data in cuts + flips:
        path.write_bytes(data)
        try:
            read_workbook(path)
        except Unreadable as refused:
            assert refused.message.sv.endswith(".")  # noqa: PT017  most are refused, and all in a sentence
        else:
            assert len(data) == len(whole)


LARGEST = 300_000  # bytes; what is larger can take openpyxl minutes, or gigabytes
ODD = [path for path in sorted((CORPUS / "odd").glob("*.xlsx")) if path.stat().st_size < LARGEST]
SAMPLE = ODD[:: max(1, len(ODD) // 60)]


@pytest.mark.corpus
@needs_corpus
@pytest.mark.filterwarnings("ignore:.*:UserWarning", "ignore:.*:DeprecationWarning")
@pytest.mark.parametrize("path", SAMPLE, ids=lambda path: path.stem)
def test_odd_workbooks_are_what_openpyxl_sees(path: Path) -> None:
    try:
        found = disagreements(path)
    except Unreadable as refused:
        pytest.skip(f"refused by the gate: {refused.code}")
    except NoSecondOpinion as problem:
        pytest.skip(f"openpyxl cannot read it: {problem}")
    assert {kind: told for kind, told in found.items() if kind not in JUSTIFIED} == {}


SPREADSHEETS = [
    path
    for folder in ("odd", "budgets")
    for path in sorted((CORPUS / folder).glob("*"))
    if path.suffix.lower() in {".xlsx", ".xlsm", ".xltx", ".xltm"}
]
SHARES = 20


@pytest.mark.long
@pytest.mark.corpus
@needs_corpus
@pytest.mark.filterwarnings("ignore:.*:UserWarning", "ignore:.*:DeprecationWarning")
@pytest.mark.parametrize("share", range(SHARES))
def test_every_workbook_that_both_can_open_is_what_openpyxl_sees(share: int) -> None:
    """Values, formulas, errors, dates, formats, fonts, indents, merged and hidden ranges, cell by cell."""
    paths = SPREADSHEETS[share::SHARES]
    odd, compared = {}, 0
    for path in paths:
        try:
            found = disagreements(path)
        except (Unreadable, NoSecondOpinion):
            continue
        compared += 1
        unjustified = {kind: told[:5] for kind, told in found.items() if kind not in JUSTIFIED}
        if unjustified:
            odd[path.name] = unjustified
    assert odd == {}
    assert compared > 0.8 * len(paths)


REAL = sorted((CORPUS / "budgets").glob("*")) if CORPUS.is_dir() else []
ALL_ODD = sorted((CORPUS / "odd").glob("*")) if CORPUS.is_dir() else []
GROUPS = 30


@pytest.mark.long
@pytest.mark.corpus
@needs_corpus
@pytest.mark.parametrize("group", range(GROUPS))
def test_no_file_gives_anything_but_facts_or_a_sentence(group: int) -> None:
    files = REAL + ALL_ODD[:: max(1, len(ALL_ODD) // 300)]
    for path in files[group::GROUPS]:
        try:
            budget = read(path)
        except TryggError as refused:
            assert refused.message.sv.endswith("."), path.name  # noqa: PT017
        else:
            assert budget.records or budget.findings, path.name


def test_a_file_that_has_grown_since_it_was_opened_is_read_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "växer.csv"
    path.write_bytes(b"a;1\n" * 500)
    told = os.fstat

    def before(handle: int) -> os.stat_result:
        return os.stat_result((*told(handle)[:6], 10, *told(handle)[7:]))

    monkeypatch.setattr(os, "fstat", before)
    assert bytes_of(path, LIMITS) == path.read_bytes()
    assert bytes_of(path, Limits(file_bytes=1200)) == path.read_bytes()[:1201]

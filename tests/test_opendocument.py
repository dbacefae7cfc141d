"""An .ods at the gate: repeats are counted as they will stand, blanks are nothing, and what acts is told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

import pytest

from tests.hostile.opendocument import ods
from trygg_excel.gate.limits import LIMITS, Limits
from trygg_excel.gate.opendocument import check_ods
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage, Package
from trygg_excel.workbook import Active, ActiveKind

FEW = replace(LIMITS, cells=100, text=20, names=2, repeated=5_000)
ONE = '<table:table-cell office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>'
URNS = 'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:draw="urn:d" xmlns:script="urn:s"'


def cell(inside: str = "<text:p>1</text:p>", said: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{said}>{inside}</table:table-cell>'


def blank(times: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{times}" table:style-name="ce1"/>'


def row(inside: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{inside}</table:table-row>'


def repeated(times: int) -> str:
    return cell(said=f' table:number-columns-repeated="{times}"')


def check(table: str, limits: Limits = FEW, parts: Mapping[str, str] = MappingProxyType({})) -> list[Active]:
    with io.BytesIO(ods(table)) as out:
        with zipfile.ZipFile(out, "a") as more:
            for name, text in parts.items():
                more.writestr(name, text)
        return list(check_ods(Package(out.getvalue(), limits), limits))


@pytest.mark.parametrize(
    "table",
    [
        row(ONE) + row(blank(16_384), 1_048_575),
        row(ONE + blank(4_000_000_000)) + row(blank(1), 4_000_000_000),
        row(repeated(10), 10),
        row(ONE) + row(blank(1), 1_048_574) + row(blank(16_383) + ONE),  # the last corner: two cells, not 17 billion
        row(blank(999) + ONE),
        row(cell("<text:p>" + "a" * 20 + "</text:p>")),
        row(cell("<office:annotation><text:p>" + "a" * 99 + "</text:p></office:annotation><text:p>1</text:p>")),
    ],
)
def test_admitted(table: str) -> None:
    assert check(table) == []


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        (row(repeated(101)), Reason.CELLS),
        (row(repeated(10), 5) + row(repeated(10), 6), Reason.CELLS),
        (row("<table:table-cell/>" * 101), Reason.CELLS),
        (row(blank(16_384) + ONE), Reason.REFERENCE),
        (row(blank(1), 1_048_576) + row(ONE), Reason.REFERENCE),
        (row(repeated(int("9" * 50))), Reason.REFERENCE),
        (row(ONE, -1), Reason.XML),
        (row(cell("<text:p>" + "a" * 21 + "</text:p>")), Reason.LONG_TEXT),
        (
            row(cell("<text:p>" + "a" * 11 + "</text:p><text:p><text:span>" + "a" * 10 + "</text:span></text:p>")),
            Reason.LONG_TEXT,
        ),
        (row(cell('<text:p><text:s text:c="21"/></text:p>')), Reason.LONG_TEXT),
        (row(cell(said=' office:string-value="' + "a" * 21 + '"')), Reason.LONG_TEXT),
        (row(cell("<text:p>" + "a" * 5 + f"</text:p>{ONE}")), Reason.XML),  # a cell in a cell
        (row(cell(f"<text:p>{'a' * 5}</text:p><table:table>{row(ONE)}</table:table>")), Reason.XML),
    ],
)
def test_refused(table: str, reason: Reason) -> None:
    with pytest.raises(BadPackage) as refused:
        check(table)
    assert refused.value.reason is reason


def test_a_long_text_counts_in_each_cell_that_repeats_it() -> None:
    limits = replace(FEW, text=2_000)
    text = f"<text:p>{'a' * 1_000}</text:p>"
    assert check(row(cell(text), 4), limits) == []
    with pytest.raises(BadPackage) as refused:
        check(row(cell(text), 6), limits)
    assert refused.value.reason is Reason.BOMB


def test_a_name_is_counted() -> None:
    with pytest.raises(BadPackage) as refused:
        check("<table:named-expressions>" + '<table:named-range table:name="a"/>' * 3 + "</table:named-expressions>")
    assert refused.value.reason is Reason.DEFINED_NAMES


def formula(text: str) -> str:
    return row(ONE) + row(blank(1) + cell(said=f' table:formula="{text}"'))


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (formula("of:=COM.MICROSOFT.WEBSERVICE([.A1])"), Active(ActiveKind.WEB_FORMULA, "Blad1!B2", "WEBSERVICE")),
        (formula("of:=DDE(&quot;cmd&quot;;[.A1];1)"), Active(ActiveKind.DDE, "Blad1!B2", "DDE")),
        (
            f'<script:event-listener {URNS} xlink:href="vnd.sun.star.script:A.B.C"/>',
            Active(ActiveKind.MACROS, "content.xml", "vnd.sun.star.script:A.B.C"),
        ),
        (
            '<office:dde-source office:dde-application="cmd" office:dde-topic="/c calc"/>',
            Active(ActiveKind.DDE, "content.xml", "cmd|/c calc"),
        ),
        (
            f'<table:cell-range-source {URNS} xlink:href="file:///C:/Ram.ods"/>',
            Active(ActiveKind.EXTERNAL_LINK, "content.xml", "file:///C:/Ram.ods"),
        ),
        (
            '<table:database-source-sql table:database-name="Ekonomi"/>',
            Active(ActiveKind.CONNECTION, "content.xml", "Ekonomi"),
        ),
        (f'<draw:object {URNS} xlink:href="./Object 1"/>', Active(ActiveKind.EMBEDDED, "content.xml", "Object 1")),
        (
            '<table:named-expression table:name="x" table:expression="of:=WEBSERVICE(1)"/>',
            Active(ActiveKind.WEB_FORMULA, "x", "WEBSERVICE"),
        ),
        (f"<office:script {URNS}>Sub Main</office:script>", Active(ActiveKind.MACROS, "content.xml")),
    ],
)
def test_active_content(table: str, expected: Active) -> None:
    assert check(table) == [expected]


def test_macros_are_parts_but_their_lists_are_none() -> None:
    found = check(row(ONE), parts={"Basic/Standard/Modul1.xml": "<x/>", "Basic/Standard/script-lb.xml": "<x/>"})
    assert found == [Active(ActiveKind.MACROS, "Basic/Standard/Modul1.xml")]

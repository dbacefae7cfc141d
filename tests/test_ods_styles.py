"""The looks of an .ods: number styles as Excel's formats, bold, indent, of columns and rows, and hidden sheets."""

from __future__ import annotations

import io
import zipfile

import pytest

from trygg_excel.gate.limits import LIMITS, Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage
from trygg_excel.reading.ods import read_ods
from trygg_excel.workbook import CellStyle, Sheet, Visibility

URN = "urn:oasis:names:tc:opendocument:xmlns"
NAMES = {
    "office": "office", "table": "table", "text": "text", "style": "style", "number": "datastyle",
    "fo": "xsl-fo-compatible",
}  # fmt: skip
SPACES = " ".join(f'xmlns:{prefix}="{URN}:{name}:1.0"' for prefix, name in NAMES.items())
ONE = '<table:table-cell table:style-name="{}" office:value-type="{}" office:value="0.5"/>'


def document(content_styles: str, table: str, common: str = "") -> bytes:
    """A document of one table with styles of its own, and common ones."""
    body = f"<office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
    own = f"<office:automatic-styles>{content_styles}</office:automatic-styles>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f"<office:document-content {SPACES}>{own}{body}</office:document-content>")
        archive.writestr(
            "styles.xml",
            f"<office:document-styles {SPACES}><office:styles>{common}</office:styles></office:document-styles>",
        )
    return out.getvalue()


def sheet(styles: str, rows: str, common: str = "", said: str = "", limits: Limits = LIMITS) -> Sheet:
    table = f'<table:table table:name="Blad1" {said}>{rows}</table:table>'
    (found,), _ = read_ods(document(styles, table, common), limits)
    return found


def style(name: str, inside: str = "", said: str = "", family: str = "table-cell") -> str:
    return f'<style:style style:name="{name}" style:family="{family}" {said}>{inside}</style:style>'


def row(*cells: str, said: str = "") -> str:
    return f"<table:table-row {said}>{''.join(cells)}</table:table-row>"


def looks(styles: str, name: str = "ce1", kind: str = "float", common: str = "") -> CellStyle:
    (cell,) = sheet(styles, row(ONE.format(name, kind)), common).cells.values()
    return cell.style


def number(said: str, kind: str = "number", name: str = "N1", around: tuple[str, str] = ("", "")) -> str:
    digits = f"<number:number {said}/>"
    return f'<number:{kind}-style style:name="{name}">{around[0]}{digits}{around[1]}</number:{kind}-style>'


PLACES = 'number:decimal-places="{}" number:min-integer-digits="1"'
GROUPED = f'{PLACES} number:grouping="true"'
KR = "<number:currency-symbol>kr</number:currency-symbol>"
OF_N1 = style("ce1", said='style:data-style-name="N1"')


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (number(PLACES.format(0)), "0"),
        (number(GROUPED.format(2)), "#,##0.00"),
        (number(GROUPED.format(0) + ' number:display-factor="1000"'), "#,##0,"),
        (number(GROUPED.format(1) + ' number:display-factor="1000000"'), "#,##0.0,,"),
        (number(PLACES.format(1), "percentage", around=("", "<number:text> %</number:text>")), "0.0 %"),
        (number(PLACES.format(0), around=("", "<number:text> %</number:text>")), '0" %"'),
        (
            number(GROUPED.format(0), "currency", around=("", f"<number:text> </number:text>{KR}")),
            "#,##0 [$kr]",
        ),
        (number(GROUPED.format(0), around=("", "<number:text> tkr</number:text>")), '#,##0" tkr"'),
        (number(""), "General"),
        (
            '<number:date-style style:name="N1"><number:year number:style="long"/><number:text>-</number:text>'
            '<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/>'
            "</number:date-style>",
            "yyyy-mm-dd",
        ),
        (
            '<number:date-style style:name="N1"><number:month number:textual="true"/><number:text>-</number:text>'
            "<number:year/></number:date-style>",
            "mmm-yy",
        ),
        (
            '<number:time-style style:name="N1"><number:hours/><number:text>:</number:text>'
            '<number:minutes number:style="long"/></number:time-style>',
            "h:mm",
        ),
        (
            '<number:text-style style:name="N1"><number:text-content/></number:text-style>',
            "@",
        ),
        (
            number(PLACES.format(0), name="N1P0")
            + number(
                PLACES.format(0),
                around=(
                    "<number:text>-</number:text>",
                    '<style:map style:condition="value()&gt;=0" style:apply-style-name="N1P0"/>',
                ),
            ),
            "0;-0",
        ),
        (
            number(PLACES.format(0), name="N1P0")
            + number(PLACES.format(1), name="N1P1")
            + number(
                PLACES.format(2),
                around=(
                    "",
                    '<style:map style:condition="value()&gt;0" style:apply-style-name="N1P0"/>'
                    '<style:map style:condition="value()&lt;0" style:apply-style-name="N1P1"/>',
                ),
            ),
            "0;0.0;0.00",
        ),
    ],
)  # fmt: skip
def test_a_number_style_is_one_of_excels_formats(written: str, expected: str) -> None:
    assert looks(written + OF_N1).number_format == expected
    assert looks(OF_N1, common=written).number_format == expected


def test_a_percentage_is_shown_as_one_whatever_its_style() -> None:
    assert looks("", kind="percentage").number_format == "0%"
    assert looks(number(PLACES.format(1), "percentage", around=("", "<number:text>%</number:text>")) + OF_N1,
                 kind="percentage").number_format == "0.0%"  # fmt: skip


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ('<style:text-properties fo:font-weight="bold"/>', CellStyle(bold=True)),
        ('<style:text-properties fo:font-weight="700" fo:font-style="italic"/>', CellStyle(bold=True, italic=True)),
        ('<style:text-properties fo:font-weight="normal"/>', CellStyle()),
        ('<style:paragraph-properties fo:margin-left="0.353cm"/>', CellStyle(indent=1)),
        ('<style:paragraph-properties fo:margin-left="20pt"/>', CellStyle(indent=2)),
        ('<style:paragraph-properties fo:margin-left="0cm"/>', CellStyle()),
        ('<style:paragraph-properties fo:margin-left="mycket"/>', CellStyle()),
    ],
)
def test_bold_italic_and_indent(properties: str, expected: CellStyle) -> None:
    assert looks(style("ce1", properties)) == expected


def test_a_style_says_what_its_parent_does_not_take_back() -> None:
    bold = '<style:text-properties fo:font-weight="bold" fo:font-style="italic"/>'
    light = '<style:text-properties fo:font-weight="normal"/>'
    common = style("Rubrik", bold, 'style:data-style-name="N9"') + number(PLACES.format(2), name="N9")
    own = style("ce1", light, 'style:parent-style-name="Rubrik"')
    assert looks(own, common=common) == CellStyle("0.00", bold=False, italic=True)


def test_parents_in_a_ring_end() -> None:
    ring = style("a", said='style:parent-style-name="b"') + style("b", said='style:parent-style-name="a"')
    assert looks(ring, "a") == CellStyle()


def test_a_cell_without_style_looks_as_its_row_or_its_column() -> None:
    bold, italic = (f"<style:text-properties fo:font-{each}/>" for each in ('weight="bold"', 'style="italic"'))
    styles = style("tung", bold) + style("lutad", italic)
    columns = '<table:table-column table:number-columns-repeated="2"/>'
    columns += '<table:table-column table:default-cell-style-name="tung"/>'
    one = '<table:table-cell office:value-type="float" office:value="1"/>'
    found = sheet(styles, columns + row(one * 4) + row(one * 3, said='table:default-cell-style-name="lutad"'))
    assert [(each.address, each.style.bold, each.style.italic) for each in found.cells.values()] == [
        ("A1", False, False), ("B1", False, False), ("C1", True, False), ("D1", False, False),
        ("A2", False, True), ("B2", False, True), ("C2", False, True),
    ]  # fmt: skip


def test_a_sheet_may_be_hidden_by_its_style() -> None:
    hidden = style("ta1", '<style:table-properties table:display="false"/>', family="table")
    assert sheet(hidden, row(), said='table:style-name="ta1"').visibility is Visibility.HIDDEN
    assert sheet(hidden, row(), said='table:style-name="ta2"').visibility is Visibility.VISIBLE


@pytest.mark.parametrize("common", [False, True])
def test_too_many_styles_are_refused(common: bool) -> None:
    many = style("a") * 11
    with pytest.raises(BadPackage) as refused:
        sheet("" if common else many, row(), many if common else "", limits=Limits(styles=10))
    assert refused.value.reason is Reason.STYLES

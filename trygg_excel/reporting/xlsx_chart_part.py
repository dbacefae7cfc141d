"""A chart as its part of the workbook: stacked columns, and a line that is not drawn, with the labels above them.

To the byte what XlsxWriter writes of the same (tests/chart_by_xlsxwriter.py), in a tenth of the time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from trygg_excel.reporting.bars import BarKind
from trygg_excel.reporting.model import Chart
from trygg_excel.reporting.xlsx_chart import BASE, BELOW, Basis, axis_decimals, chart_title, floor
from trygg_excel.reporting.xlsx_formula import crowns
from trygg_excel.reporting.xlsx_look import FONT, GREY, INK, amount_format
from trygg_excel.reporting.xlsx_markup import HEAD, escaped, in_full, quoted
from trygg_excel.reporting.xlsx_place import Place, letters

_UPRIGHT_MOST = 12
_LANGUAGES = {False: "sv-SE", True: "en-GB"}
_SPACES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour.lstrip("#")}"/></a:solidFill>'


def _properties(size: int, colour: str, plain: str = "") -> str:
    """The font of a text in the chart: hundredths of points."""
    return f'sz="{size}"{plain} baseline="0">{_solid(colour)}<a:latin typeface="{FONT}"/>'


def _hatched(ink: str, paper: str) -> str:
    colours = f'<a:fgClr><a:srgbClr val="{ink}"/></a:fgClr><a:bgClr><a:srgbClr val="{paper}"/></a:bgClr>'
    return f'<a:pattFill prst="wdUpDiag">{colours}</a:pattFill>'


_NO_FILL, _EDGE = "<a:noFill/>", "<a:ln>{}</a:ln>"
_LOOKS = {
    BASE: _NO_FILL + _EDGE.format(_NO_FILL),
    BarKind.LEVEL.value: _solid("52606D"),
    BarKind.INCREASE.value: _solid("2F7D7B") + _EDGE.format(_solid("1D5453")),
    BarKind.DECREASE.value: _hatched("B4541A", "FFFFFF") + _EDGE.format(_solid("B4541A")),
}
_TITLE, _LABEL = _properties(1400, INK), _properties(1000, INK)
_AXIS = _properties(1000, GREY, ' b="0"')
_END = (
    '</c:plotArea><c:plotVisOnly val="1"/></c:chart><c:printSettings><c:headerFooter/>'
    '<c:pageMargins b="0.75" l="0.7" r="0.7" t="0.75" header="0.3" footer="0.3"/><c:pageSetup/></c:printSettings>'
    "</c:chartSpace>"
)


def chart_part(place: Place, chart: Chart, held: Basis, first_column: int, sheet: str) -> Callable[[int], str]:
    """The part of the chart, by its number in the workbook from 0. `sheet` is its name as a formula writes it.

    The basis `held` stands from `first_column` on the rows of the table: labels, the series, the place of the labels.
    """
    language = _LANGUAGES[place.how.lang == "en"]
    columns, line = _series(place, held, first_column, escaped(sheet), language)
    start = (
        f'{HEAD}<c:chartSpace {_SPACES}><c:lang val="{language}"/><c:chart>{_title(place, chart, language)}'
        '<c:plotArea><c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="stacked"/>'
    )

    def told(number: int) -> str:
        one, other = (f"{5001 + number:04}000{axis}" for axis in (1, 2))
        axes = f'<c:axId val="{one}"/><c:axId val="{other}"/>'
        return (
            f'{start}{columns}<c:gapWidth val="40"/><c:overlap val="100"/>{axes}</c:barChart><c:lineChart>'
            f'<c:grouping val="standard"/>{line}<c:marker val="1"/>{axes}</c:lineChart>'
            f"{_labels_axis(place, language, one, other)}{_amounts_axis(place, language, one, other)}{_END}"
        )

    return told


def _series(place: Place, held: Basis, first_column: int, sheet: str, language: str) -> tuple[str, str]:
    """The series of the columns, and that of the line."""
    first, last = place.first + 1, place.first + len(place.bars)

    def area(column: int) -> str:
        return f"{sheet}!${letters(column)}${first}:${letters(column)}${last}"

    labels = _cache([in_full(each) for each in held.labels])
    labels = f"<c:cat><c:strRef><c:f>{area(first_column)}</c:f><c:strCache>{labels}</c:strCache></c:strRef></c:cat>"
    told = [
        _one(index, name, _LOOKS[key.removesuffix(BELOW)], "", labels, area(first_column + 1 + index),
             [ore or None for ore in values])
        for index, (key, name, values) in enumerate(held.series)
    ]  # fmt: skip
    name, places = held.position
    at = len(held.series)
    said = f'<c:marker><c:symbol val="none"/></c:marker>{_said(place, language)}'
    line = _one(at, name, _EDGE.format(_NO_FILL), said, labels, area(first_column + 1 + at), places)
    return "".join(told), line


def _one(index: int, name: str, look: str, more: str, labels: str, area: str, values: Sequence[int | None]) -> str:
    cache = _cache([None if ore is None else f"{crowns(ore):.16g}" for ore in values])
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:v>{name}</c:v></c:tx>'
        f"<c:spPr>{look}</c:spPr>{more}{labels}<c:val><c:numRef><c:f>{area}</c:f><c:numCache>"
        f"<c:formatCode>General</c:formatCode>{cache}</c:numCache></c:numRef></c:val></c:ser>"
    )


def _cache(held: Sequence[str | None]) -> str:
    """What the cells hold, for programmes that draw without working out; None where there is none."""
    points = "".join([f'<c:pt idx="{at}"><c:v>{said}</c:v></c:pt>' for at, said in enumerate(held) if said is not None])
    return f'<c:ptCount val="{len(held)}"/>{points}'


def _said(place: Place, language: str) -> str:
    """What stands above each bar."""
    before = (
        "<c:layout/><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:r>"
        f'<a:rPr lang="{language}"/><a:t>'
    )  # fmt: skip
    after = '</a:t></a:r></a:p></c:rich></c:tx><c:dLblPos val="t"/><c:showVal val="1"/></c:dLbl>'
    labels = [
        f'<c:dLbl><c:idx val="{at}"/>' + (f"{before}{in_full(bar.said)}{after}" if bar.said else _GONE)
        for at, bar in enumerate(place.bars)
    ]
    font = _text("<a:bodyPr/>", _LABEL, language)
    return f'<c:dLbls>{"".join(labels)}{font}<c:dLblPos val="t"/><c:showVal val="1"/></c:dLbls>'


_GONE = '<c:delete val="1"/></c:dLbl>'


def _text(body: str, font: str, language: str) -> str:
    return (
        f"<c:txPr>{body}<a:lstStyle/><a:p><a:pPr><a:defRPr {font}</a:defRPr></a:pPr>"
        f'<a:endParaRPr lang="{language}"/></a:p></c:txPr>'
    )


def _title(place: Place, chart: Chart, language: str) -> str:
    return (
        "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr>"
        f'<a:defRPr {_TITLE}</a:defRPr></a:pPr><a:r><a:rPr lang="{language}" {_TITLE}</a:rPr>'
        f"<a:t>{in_full(chart_title(place, chart))}</a:t></a:r></a:p></c:rich></c:tx><c:layout/></c:title>"
    )


def _labels_axis(place: Place, language: str, own: str, other: str) -> str:
    """Few labels stand upright and wrap; many are left to Excel."""
    body = '<a:bodyPr rot="0" vert="horz"/>' if len(place.bars) <= _UPRIGHT_MOST else "<a:bodyPr/>"
    return (
        f'<c:catAx><c:axId val="{own}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:axPos val="b"/>'
        f'<c:tickLblPos val="low"/><c:spPr>{_EDGE.format(_solid(GREY))}</c:spPr>{_text(body, _AXIS, language)}'
        f'<c:crossAx val="{other}"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="100"/></c:catAx>'
    )


def _amounts_axis(place: Place, language: str, other: str, own: str) -> str:
    """Every bar says its amount, so lines across would only disturb. Excel finds room below nought by itself."""
    low = floor(place.bars)
    begins = f'<c:min val="{crowns(low)}"/>' if low >= 0 else ""
    form = quoted(amount_format(replace(place.bars_how, decimals=axis_decimals(place)), signed=False))
    return (
        f'<c:valAx><c:axId val="{own}"/><c:scaling><c:orientation val="minMax"/>{begins}</c:scaling>'
        f'<c:axPos val="l"/><c:numFmt formatCode="{form}" sourceLinked="0"/><c:tickLblPos val="nextTo"/>'
        f'{_text("<a:bodyPr/>", _AXIS, language)}<c:crossAx val="{other}"/><c:crosses val="autoZero"/>'
        '<c:crossBetween val="between"/></c:valAx>'
    )

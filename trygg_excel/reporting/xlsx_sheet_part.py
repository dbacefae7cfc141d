"""What stands around the cells in the part of a worksheet: panes, columns, marks, page, trends.

To the byte what XlsxWriter writes of the same, which tests/test_report_as_xlsxwriter.py holds it to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from trygg_excel.reporting.xlsx_look import DIGIT_PIXELS, LINE_PIXELS, TREND_COLOURS
from trygg_excel.reporting.xlsx_markup import HEAD, escaped, in_full
from trygg_excel.reporting.xlsx_place import letters

# Whether time runs to the left, whether any point lies below nought, and each cell with the area it draws.
Trends: TypeAlias = tuple[bool, bool, Sequence[tuple[str, str]]]

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
START = f'{HEAD}<worksheet xmlns="{_MAIN}" xmlns:r="{_RELATED}">'
ONE_TABLE = '<tableParts count="1"><tablePart r:id="rId{}"/></tableParts>'
_TRENDS_START = (
    '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    'uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"><x14:sparklineGroups '
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
)
_TREND_COLOURS = (
    f'<x14:colorSeries rgb="FF{TREND_COLOURS["series"]}"/><x14:colorNegative rgb="FF{TREND_COLOURS["negative"]}"/>'
    '<x14:colorAxis rgb="FF000000"/><x14:colorMarkers theme="4" tint="-0.499984740745262"/>'
    '<x14:colorFirst theme="4" tint="0.39997558519241921"/>'
    f'<x14:colorLast rgb="FF{TREND_COLOURS["last"]}"/><x14:colorHigh theme="4"/><x14:colorLow theme="4"/>'
)


def views(panes: Sequence[int], *, selected: bool) -> str:
    """No lines between the cells; the rows above and the columns to the left of the first two of `panes` stay."""
    shown = ' tabSelected="1"' if selected else ""
    told = f'<sheetViews><sheetView showGridLines="0"{shown} workbookViewId="0"'
    return f"{told}>{_frozen(panes[0], panes[1])}</sheetView></sheetViews>" if panes else f"{told}/></sheetViews>"


def _frozen(row: int, column: int) -> str:
    splits = (f' xSplit="{column}"' if column else "") + (f' ySplit="{row}"' if row else "")
    active = "bottomRight" if row and column else "topRight" if column else "bottomLeft"
    pane = f'<pane{splits} topLeftCell="{letters(column)}{row + 1}" activePane="{active}" state="frozen"/>'
    if not (row and column):
        return f'{pane}<selection pane="{active}"/>'
    top, left = f"{letters(column)}1", f"A{row + 1}"
    return (
        f'{pane}<selection pane="topRight" activeCell="{top}" sqref="{top}"/>'
        f'<selection pane="bottomLeft" activeCell="{left}" sqref="{left}"/><selection pane="bottomRight"/>'
    )


def rows_and_columns(level: int, widths: Mapping[int, int]) -> str:
    """The usual height of a row, how deep the outline goes, and how many pixels wide the columns are."""
    deep = f' outlineLevelRow="{level}"' if level else ""
    told = f'<sheetFormatPr defaultRowHeight="{LINE_PIXELS * 0.75:.16g}"{deep}/>'
    runs: list[list[int]] = []  # first, last, pixels
    for column, pixels in sorted(widths.items()):
        if runs and runs[-1][1:] == [column - 1, pixels]:
            runs[-1][1] = column
        else:
            runs.append([column, column, pixels])
    columns = "".join([_column(*run) for run in runs])
    return f"{told}<cols>{columns}</cols>"


def _column(first: int, last: int, pixels: int) -> str:
    own = "" if pixels == USUAL_WIDTH else ' customWidth="1"'
    width = f"{(pixels * 256 // DIGIT_PIXELS) / 256:.16g}"
    return f'<col min="{first + 1}" max="{last + 1}" width="{width}"{own}/>'


USUAL_WIDTH = 9 * DIGIT_PIXELS


def marks(area: str, look: int) -> str:
    """How amounts below nought look."""
    return (
        f'<conditionalFormatting sqref="{area}"><cfRule type="cellIs" dxfId="{look}" priority="1" '
        'operator="lessThan"><formula>0</formula></cfRule></conditionalFormatting>'
    )


def unmarked(area: str) -> str:
    """Codes are text on purpose, and a formula beside others needs no green corner."""
    at = f'<ignoredError sqref="{area}"'
    return f'<ignoredErrors>{at} numberStoredAsText="1"/>{at} formula="1"/>{at} formulaRange="1"/></ignoredErrors>'


def paper_head(header: str, footer: str, *, scales: bool) -> str:
    """What stands at the head and the foot of each page."""
    above = f"<oddHeader>{in_full(header)}</oddHeader>" if header else ""
    start = "<headerFooter>" if scales else '<headerFooter scaleWithDoc="0">'
    return f"{start}{above}<oddFooter>{in_full(footer)}</oddFooter></headerFooter>"


def trends(groups: Sequence[Trends]) -> str:
    """The small charts; the last group stands first."""
    return f"{_TRENDS_START}{''.join(map(_group, reversed(groups)))}</x14:sparklineGroups></ext></extLst>"


def _group(group: Trends) -> str:
    """From nought where no point lies below, or a change of a hundredth would look like a doubling."""
    reverse, below, cells = group
    least, custom = ("", "") if below else (' manualMin="0"', ' minAxisType="custom"')
    turned = ' rightToLeft="1"' if reverse else ""
    drawn = "".join(
        [
            f"<x14:sparkline><xm:f>{escaped(area)}</xm:f><xm:sqref>{cell}</xm:sqref></x14:sparkline>"
            for cell, area in cells
        ]
    )
    return (
        f'<x14:sparklineGroup{least} type="column" displayEmptyCellsAs="gap" last="1" negative="1"{custom}{turned}>'
        f"{_TREND_COLOURS}<x14:sparklines>{drawn}</x14:sparklines></x14:sparklineGroup>"
    )

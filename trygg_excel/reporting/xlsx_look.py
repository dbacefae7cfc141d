"""How cells look in Excel, as plain properties. Text keeps a contrast of 4.5:1 to what it stands on."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from trygg_excel.reporting.display import RIGHT, Showing, bare, to_the_right
from trygg_excel.reporting.model import Amount, Column, Link, Mark, Ratio, Row, RowRole, Style, Tone, Value

Look: TypeAlias = dict[str, str | int | float | bool]
LookKey: TypeAlias = tuple[tuple[str, str | int | float | bool], ...]  # a look as what it is known by

FONT = "Calibri"
FONT_SIZE = 12
LINE_HEIGHT = 15.75  # points
LINE_PIXELS = 21
AIR = 2.25  # points between a row's text and its rule
DIGIT_PIXELS = 8
INK = "#1F2933"
GREY = "#52606D"
LINK = "#0B4F8A"
HEADER_FILL = "#E4E9EE"
ASKED = "#FFFBE6"  # where people are to write
RULE = "#D5DBE1"
STRONG_RULE = "#52606D"
TINTS = {Tone.GOOD: "#E3F1E7", Tone.NOTE: "#E6EEF7", Tone.WARNING: "#FCEFCF", Tone.ERROR: "#FBE3E0"}
TONE_INKS = {
    Tone.NEUTRAL: INK,
    Tone.GOOD: "#1B5233",
    Tone.NOTE: "#1C4A75",
    Tone.WARNING: "#634400",
    Tone.ERROR: "#8A1C14",
}
# A small chart in a cell: of columns, since LibreOffice prints no lines of this kind.
TREND_COLOURS = {"series": "A9B8C6", "last": "52606D", "negative": "9C1C14"}
# Instead of [Red], which has a contrast of 4:1, and [Color9], which LibreOffice shows as grey.
NEGATIVE: Look = {"font_color": "#9C1C14"}


class Head(StrEnum):
    """The kinds of lines above and below a table."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    BANNER = "banner"
    VERDICT = "verdict"
    HEADING = "heading"
    LEAD = "lead"
    UNIT = "unit"
    FOOT = "foot"


HEAD_SIZES = {
    Head.TITLE: 18,
    Head.SUBTITLE: 12,
    Head.BANNER: 12,
    Head.VERDICT: 14,
    Head.HEADING: 14,
    Head.LEAD: 12,
    Head.UNIT: 12,
    Head.FOOT: 12,
}
_ROOMY = {Head.VERDICT, Head.HEADING, Head.UNIT}


def number_format(value: Value, style: Style, how: Showing) -> str:
    """Excel's own (en-US) code: crowns are stored, the table's unit is shown."""
    match bare(value):
        case Amount(ore=int()):
            return amount_format(how, signed=style is Style.CHANGE)
        case Ratio():
            return "0.0%;-0.0%;0.0%" if style is Style.SHARE else "+0.0%;-0.0%;0.0%"
        case int():
            return "0" if style in {Style.YEAR, Style.CODE} else "#,##0;-#,##0"
        case _:
            return "General"


def amount_format(how: Showing, *, signed: bool) -> str:
    """The code for amounts; each comma after the number divides by a thousand."""
    decimals = "." + "0" * how.decimals if how.decimals else ""
    number = f"#,##0{decimals}" + "," * ((len(str(how.unit.factor)) - 1) // 3)
    return f"+{number};-{number};0{decimals}" if signed else f"{number};-{number}"


def head_look(head: Head, tone: Tone, *, begins: bool = True, ends: bool = False) -> Look:
    """A line above or below the table; the verdict stands in its tone's colours."""
    look: Look = {"font_size": HEAD_SIZES[head], "font_color": INK, "valign": "vcenter"}
    if head in {Head.SUBTITLE, Head.UNIT, Head.FOOT}:
        look["font_color"] = GREY
    if head in {Head.TITLE, Head.BANNER, Head.VERDICT, Head.HEADING}:
        look["bold"] = True
    if head is Head.VERDICT:
        look |= {"font_color": TONE_INKS[tone], "bg_color": TINTS.get(tone, HEADER_FILL)}
    if head in {Head.UNIT, Head.HEADING, Head.LEAD}:
        look["valign"] = "bottom"
    if ends and head is Head.LEAD:
        look["valign"] = "vcenter" if begins else "top"
    return look


def head_height(head: Head, *, begins: bool, ends: bool = False) -> float:
    """Points; what begins something else gets air by height, not by blank rows, as does a text right over the table."""
    air = 1.5
    if begins:
        air = 9 if head in _ROOMY else 6 if head is Head.LEAD else air
    if ends and head is Head.LEAD:
        air += 6
    return HEAD_SIZES[head] * LINE_HEIGHT / FONT_SIZE + air


def header_look(style: Style, *, leftmost: bool) -> Look:
    look: Look = {"bold": True, "font_color": INK, "bg_color": HEADER_FILL, "text_wrap": True, "valign": "bottom"}
    look |= {"bottom": 1, "bottom_color": STRONG_RULE}
    return look | ({"align": "right"} if style in RIGHT else {"align": "left", "indent": int(not leftmost)})


def indent(row: Row, index: int) -> int:
    """Steps from the cell's left edge; a text to the right of a number needs some air."""
    return 1 if index else row.level


def cell_look(value: Value, column: Column, row: Row, how: Showing, index: int, *, tall: bool) -> Look:
    """The cell of the row in the column with that index; in a very tall row all cells begin at the top."""
    look: Look = {"font_color": INK, "valign": "top" if tall else "vcenter"}
    if to_the_right(value, column.style):
        look |= {"align": "right"}
    else:
        look |= {"align": "left", "text_wrap": True, "indent": indent(row, index)}
    look["num_format"] = number_format(value, column.style, how)
    if bare(value) == Amount(None):
        look |= {"italic": True, "font_color": GREY}
    if isinstance(value, Link):
        look |= {"font_color": LINK, "underline": 1}
    look |= _row_look(row, leftmost=index == 0)
    if column.asked:
        look["bg_color"] = ASKED
    if isinstance(value, Mark) and value.tone in TINTS:
        look |= {"bg_color": TINTS[value.tone], "font_color": TONE_INKS[value.tone]}
    return look


def _row_look(row: Row, *, leftmost: bool) -> Look:
    look: Look = {"bottom": 1, "bottom_color": RULE}
    if row.role is not RowRole.LINE:
        look["bold"] = True
    if row.role is RowRole.GROUP:
        look["bg_color"] = "#F3F5F7"
    if row.role in {RowRole.SUBTOTAL, RowRole.TOTAL}:
        look |= {"top": 1, "top_color": STRONG_RULE}
    if row.role is RowRole.TOTAL:
        look |= {"bottom": 1, "bottom_color": STRONG_RULE}
    if leftmost and row.tone in TINTS:
        look["bg_color"] = TINTS[row.tone]
    return look

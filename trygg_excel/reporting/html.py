"""The report as one self-contained page: no scripts, nothing fetched. The only module that imports jinja2."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined

from trygg_excel.finding import Text
from trygg_excel.reporting.bars import bars
from trygg_excel.reporting.display import RIGHT, Showing, bare, is_negative, showing, shown, to_the_right, unit_line
from trygg_excel.reporting.model import Amount, ChartKind, Column, Link, Report, Row, Sheet, Style, Value
from trygg_excel.reporting.plain import SYMBOLS, one_line, plain
from trygg_excel.reporting.svg import Drawing, drawing

_DEEPEST = 4
_WORDS = {
    "sv": {
        "skip": "Hoppa till innehållet",
        "contents": "Innehåll",
        "page": "Sida",
        "of": "av",
        "up": "Till innehållet",
    },
    "en": {"skip": "Skip to content", "contents": "Contents", "page": "Page", "of": "of", "up": "To the contents"},
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell ready for the page: its text, its CSS classes, the anchor it leads to ('' for none)."""

    said: str
    classes: str
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    anchor: str
    classes: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A sheet ready for the page."""

    anchor: str
    title: str
    lead: tuple[str, ...]
    caption: str
    columns: tuple[Cell, ...]
    lines: tuple[Line, ...]
    empty: str
    chart: Drawing | None
    chart_title: str
    chart_alt: str
    foot: tuple[str, ...]


def render_html(report: Report, lang: str = "sv") -> str:
    """The report as a page that can be mailed, printed and kept: everything it needs is in it."""
    language = "en" if lang == "en" else "sv"
    return render_page(
        "reporting/page.html.j2",
        "reporting/page.css",
        language,
        words=_WORDS[language],
        title=one_line(report.title, lang),
        subtitle=plain(report.subtitle, lang),
        banner=plain(report.banner, lang),
        verdict=plain(report.verdict, lang),
        tone=report.tone.value,
        symbol=SYMBOLS[report.tone],
        sections=sections_of(report, lang),
    )


def sections_of(report: Report, lang: str) -> list[Section]:
    """The report's sheets ready for a page, each with an anchor of its own."""
    anchors = {sheet.id: f"del-{number}" for number, sheet in enumerate(report.sheets, 1)}
    return [_section(sheet, anchors, lang) for sheet in report.sheets]


def render_page(template: str, styles: str, lang: str, **values: object) -> str:
    """A template of the package with its style sheets (parted by blanks) in it; it is given `style` and `policy` too.

    Every text is escaped. Paths count from the package. A style sheet may hold '{page}' and '{of}' for page numbers.
    """
    style = "".join(files("trygg_excel").joinpath(each).read_text(encoding="utf-8") for each in styles.split())
    style = style.replace("{page}", _WORDS[lang]["page"]).replace("{of}", _WORDS[lang]["of"])
    page = _environment().get_template(template)
    return page.render(lang=lang, style=style, policy=_policy(style), **values)


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("trygg_excel", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _policy(style: str) -> str:
    """A browser that keeps to it runs no script, fetches nothing and uses our one style sheet alone."""
    digest = b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _section(sheet: Sheet, anchors: dict[str, str], lang: str) -> Section:
    how, table = showing(sheet.table, lang), sheet.table
    anchor, title = anchors[sheet.id], one_line(sheet.title, lang)
    chart = sheet.chart
    drawn = bars(table, chart, how) if chart else ()
    return Section(
        anchor=anchor,
        title=title,
        lead=_said(sheet.lead, lang),
        caption=". ".join(filter(None, (title, unit_line(table, lang)))),
        columns=tuple(Cell(one_line(column.title, lang), _column_class(column), "") for column in table.columns),
        lines=tuple(
            _line(row, f"{anchor}-{index + 1}", table.columns, anchors, how) for index, row in enumerate(table.rows)
        ),
        empty=plain(table.empty, lang),
        chart=drawing(drawn, joined=chart.kind is ChartKind.BRIDGE) if chart and drawn else None,
        chart_title=f"{one_line(chart.title, lang)}, {how.unit.name(lang)}" if chart else "",
        chart_alt=plain(chart.alt, lang) if chart else "",
        foot=_said(sheet.foot, lang),
    )


def _said(texts: Iterable[Text], lang: str) -> tuple[str, ...]:
    return tuple(plain(text, lang) for text in texts)


def _line(row: Row, anchor: str, columns: tuple[Column, ...], anchors: dict[str, str], how: Showing) -> Line:
    classes = f"{row.role.value} tone-{row.tone.value} level-{min(row.level, _DEEPEST)}"
    cells = (_cell(value, column, anchors, how) for value, column in zip(row.cells, columns, strict=True))
    return Line(anchor, classes, tuple(cells))


def _cell(value: Value, column: Column, anchors: dict[str, str], how: Showing) -> Cell:
    told = {
        "number": to_the_right(value, column.style),
        "negative": is_negative(value),
        "unknown": bare(value) == Amount(None),
        "wide": column.style is Style.WRAPPED,
        "code": column.style is Style.CODE,
    }
    classes = " ".join(name for name, holds in told.items() if holds)
    return Cell(shown(value, column.style, how), classes, _href(value, anchors))


def _href(value: Value, anchors: dict[str, str]) -> str:
    if not isinstance(value, Link) or value.cell or value.sheet not in anchors:
        return ""
    return "#" + anchors[value.sheet] + ("" if value.row is None else f"-{value.row + 1}")


def _column_class(column: Column) -> str:
    return "number" if column.style in RIGHT else ""

"""The report as one self-contained page: nothing fetched, one script of ours. The only module that imports jinja2."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from types import NoneType

from jinja2 import Environment, PackageLoader, StrictUndefined

from trygg_excel.finding import Text
from trygg_excel.garbage import without_collecting
from trygg_excel.reporting.bars import bars
from trygg_excel.reporting.choices import choices_of, values_of
from trygg_excel.reporting.display import RIGHT, Showing, bare, is_negative, showing, shown, to_the_right, unit_line
from trygg_excel.reporting.fewer_bars import fewer
from trygg_excel.reporting.model import Amount, ChartKind, Column, Link, Mark, Report, Row, Sheet, Style, Table, Value
from trygg_excel.reporting.plain import SYMBOLS, one_line, plain
from trygg_excel.reporting.svg import Drawing, drawing

_DEEPEST = 4
_ROOMY = 11  # columns that A4 across has room for in the usual print
_WORDS = {
    "sv": {
        "skip": "Hoppa till innehållet",
        "contents": "Innehåll",
        "page": "Sida",
        "of": "av",
        "up": "Till innehållet",
        "filter": "Sök och välj bland raderna",
        "search": "Sök",
        "all": "Alla",
        "blank": "(inget)",
        "show_all": "Visa allt",
        "told": "{n} av {all} rader visas.",
        "none": "Ingen rad passar det som är valt.",
        "to_word": "Kopiera till Word",
        "copied": "Kopierat. Klistra in i Word.",
        "failed": "Det gick inte att kopiera. Markera texten och kopiera den själv.",
    },
    "en": {
        "skip": "Skip to content",
        "contents": "Contents",
        "page": "Page",
        "of": "of",
        "up": "To the contents",
        "filter": "Search and choose among the rows",
        "search": "Search",
        "all": "All",
        "blank": "(none)",
        "show_all": "Show all",
        "told": "{n} of {all} rows shown.",
        "none": "No row fits what is chosen.",
        "to_word": "Copy for Word",
        "copied": "Copied. Paste it into Word.",
        "failed": "It could not be copied. Select the text and copy it yourself.",
    },
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell ready for the page: its text, its CSS classes, the anchor it leads to ('' for none)."""

    said: str
    classes: str
    href: str


@dataclass(frozen=True, slots=True)
class Line:
    """`values` are what the row is about: the key of a choice and its values, a line each."""

    anchor: str
    classes: str
    cells: tuple[Cell, ...]
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A sheet ready for the page."""

    anchor: str
    title: str
    lead: tuple[str, ...]
    caption: str
    columns: tuple[Cell, ...]
    many: bool
    lines: tuple[Line, ...]
    empty: str
    chart: Drawing | None
    chart_title: str
    chart_alt: str
    foot: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A page to forward, ready for the page it stands on."""

    anchor: str
    heading: str
    title: str
    subtitle: str
    banner: str
    verdict: str
    tone: str
    symbol: str
    sections: tuple[Section, ...]


@without_collecting()
def render_html(report: Report, lang: str = "sv", papers: Iterable[tuple[Text, Report]] = ()) -> str:
    """The report as a page that can be mailed, printed and kept: everything it needs is in it.

    `papers` are pages to forward, each with its heading; they stand last, each with a button that copies it.
    """
    language = "en" if lang == "en" else "sv"
    shows = tuple(showing(sheet.table, lang) for sheet in report.sheets)
    return render_page(
        "reporting/page.html.j2",
        "reporting/page.css",
        language,
        "reporting/page.js",
        words=_WORDS[language],
        title=one_line(report.title, lang),
        subtitle=plain(report.subtitle, lang),
        banner=plain(report.banner, lang),
        verdict=plain(report.verdict, lang),
        tone=report.tone.value,
        symbol=SYMBOLS[report.tone],
        sections=sections_of(report, lang),
        choices=choices_of(report, shows, lang),
        papers=[_paper(number, heading, each, lang) for number, (heading, each) in enumerate(papers, 1)],
    )


def _paper(number: int, heading: Text, report: Report, lang: str) -> Paper:
    return Paper(
        anchor=f"papper-{number}",
        heading=one_line(heading, lang),
        title=one_line(report.title, lang),
        subtitle=plain(report.subtitle, lang),
        banner=plain(report.banner, lang),
        verdict=plain(report.verdict, lang),
        tone=report.tone.value,
        symbol=SYMBOLS[report.tone],
        sections=tuple(sections_of(report, lang, f"papper-{number}-del")),
    )


def sections_of(report: Report, lang: str, prefix: str = "del") -> list[Section]:
    """The report's sheets ready for a page, each with an anchor of its own that begins with `prefix`."""
    anchors = {sheet.id: f"{prefix}-{number}" for number, sheet in enumerate(report.sheets, 1)}
    return [_section(sheet, anchors, lang) for sheet in report.sheets]


def render_page(template: str, styles: str, lang: str, script: str = "", **values: object) -> str:
    """A template of the package with its style sheets (parted by blanks) and script, given to it as `style`, `script`.

    Every text is escaped. Paths count from the package. A style sheet may hold '{page}' and '{of}' for page numbers.
    The template is given `policy` too, which allows just these.
    """
    style = "".join(_file(each) for each in styles.split())
    style = style.replace("{page}", _WORDS[lang]["page"]).replace("{of}", _WORDS[lang]["of"])
    page = _environment().get_template(template)
    run = _file(script) if script else ""
    return page.render(lang=lang, style=style, script=run, policy=_policy(style, run), **values)


def _file(path: str) -> str:
    return files("trygg_excel").joinpath(path).read_text(encoding="utf-8")


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("trygg_excel", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _policy(style: str, script: str) -> str:
    """A browser that keeps to it fetches nothing, and uses our one style sheet and our one script alone."""
    run = f"script-src '{_digest(script)}'; " if script else ""
    return f"default-src 'none'; style-src '{_digest(style)}'; {run}base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _section(sheet: Sheet, anchors: dict[str, str], lang: str) -> Section:
    how, table = showing(sheet.table, lang), sheet.table
    cells = Cells(anchors, how)
    anchor, title = anchors[sheet.id], one_line(sheet.title, lang)
    chart = sheet.chart
    drawn = fewer(bars(table, chart, how), how) if chart else ()
    return Section(
        anchor=anchor,
        title=title,
        lead=_said(sheet.lead, lang),
        caption=". ".join(filter(None, (title, unit_line(table, lang)))),
        columns=tuple(
            _aside(Cell(one_line(column.title, lang), _column_class(column), ""), column) for column in table.columns
        ),
        many=_printed(table) > _ROOMY,
        lines=tuple(_line(row, f"{anchor}-{index + 1}", table, cells) for index, row in enumerate(table.rows)),
        empty=plain(table.empty, lang),
        chart=drawing(drawn, joined=chart.kind is ChartKind.BRIDGE) if chart and drawn else None,
        chart_title=f"{one_line(chart.title, lang)}, {how.unit.name(lang)}" if chart else "",
        chart_alt=plain(chart.alt, lang) if chart else "",
        foot=_said(sheet.foot, lang),
    )


def _said(texts: Iterable[Text], lang: str) -> tuple[str, ...]:
    return tuple(plain(text, lang) for text in texts)


def _line(row: Row, anchor: str, table: Table, cells: Cells) -> Line:
    classes = f"{row.role.value} tone-{row.tone.value} level-{min(row.level, _DEEPEST)}"
    told = tuple(
        _aside(cells.told(value, column.style), column) for value, column in zip(row.cells, table.columns, strict=True)
    )
    values = tuple((key, "\n".join(each)) for key, each in values_of(row, table, cells.how).items())
    return Line(anchor, classes, told, values)


def _aside(cell: Cell, column: Column) -> Cell:
    """The cell, told to stay off paper where its column does."""
    kept = "aside" if column.aside else "spare" if column.spare else ""
    return Cell(cell.said, f"{cell.classes} {kept}".strip(), cell.href) if kept else cell


def _printed(table: Table) -> int:
    return sum(not each.aside and not each.spare for each in table.columns)


_OF_WORDS = {Style.WRAPPED: "wide", Style.CODE: "code"}


class Cells:
    """The cells of a table as a page has them. The texts of a long list come again and again: each is made once."""

    def __init__(self, anchors: Mapping[str, str], how: Showing) -> None:
        self.how = how
        self._anchors = anchors
        self._texts: dict[tuple[Value, Style], Cell] = {}

    def told(self, value: Value, style: Style) -> Cell:
        if not isinstance(value, _TEXTS):
            return self._cell(value, style)
        found = self._texts.get((value, style))
        if found is None:
            found = self._texts[value, style] = self._cell(value, style)
        return found

    def _cell(self, value: Value, style: Style) -> Cell:
        told = {
            "number": to_the_right(value, style),
            "negative": is_negative(value),
            "unknown": bare(value) == Amount(None),
            _OF_WORDS.get(style, ""): True,
        }
        if isinstance(value, Mark):
            told |= {"mark": True, f"tone-{value.tone.value}": True}
        classes = " ".join(name for name, holds in told.items() if name and holds)
        return Cell(shown(value, style, self.how), classes, _href(value, self._anchors))


_TEXTS = (str, Text, NoneType)


def _href(value: Value, anchors: Mapping[str, str]) -> str:
    if not isinstance(value, Link) or value.cell or value.sheet not in anchors:
        return ""
    return "#" + anchors[value.sheet] + ("" if value.row is None else f"-{value.row + 1}")


def _column_class(column: Column) -> str:
    return "number" if column.style in RIGHT else ""

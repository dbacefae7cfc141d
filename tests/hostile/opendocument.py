"""OpenDocument sheets: the same XML attacks, and cells that are written once and repeated when read."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tests.hostile.markup import LAUGHS
from tests.hostile.rawzip import STORED, Entry, pack
from tests.hostile.table import ADMITTED, Outcome, add
from trygg_excel.gate.reasons import Reason

_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_URN = "urn:oasis:names:tc:opendocument:xmlns"
_ENTRY = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_KIND}"/>'
_MANIFEST = f'<manifest:manifest xmlns:manifest="{_URN}:manifest:1.0">{_ENTRY}</manifest:manifest>'
_NAMESPACES = f'xmlns:office="{_URN}:office:1.0" xmlns:table="{_URN}:table:1.0" xmlns:text="{_URN}:text:1.0"'


def ods(table: str, doctype: str = "", manifest: str = _MANIFEST) -> bytes:
    """A document with one sheet."""
    sheet = f'<table:table table:name="Blad1">{table}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    root = f'<office:document-content {_NAMESPACES} office:version="1.2">{body}</office:document-content>'
    content = f'<?xml version="1.0" encoding="UTF-8"?>{doctype}{root}'
    return pack(
        [
            Entry(name="mimetype", data=_KIND.encode(), method=STORED),
            Entry(name="content.xml", data=content.encode()),
            Entry(name="META-INF/manifest.xml", data=manifest.encode()),
        ]
    )


def _cell(columns: int = 1, value: str = "1", text: str = "1") -> str:
    repeated = f'table:number-columns-repeated="{columns}" ' if columns != 1 else ""
    kind = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {repeated}{kind}><text:p>{text}</text:p></table:table-cell>"


def _row(inside: str, times: int = 1) -> str:
    repeated = f' table:number-rows-repeated="{times}"' if times != 1 else ""
    return f"<table:table-row{repeated}>{inside}</table:table-row>"


def _blank(columns: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{columns}"/>'


def _write(data: bytes, path: Path) -> None:
    path.write_bytes(data)


_WORDS = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
_LOCKED = _MANIFEST.replace(
    '"/></manifest:manifest>', '"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>'
)
_GROWS: tuple[Outcome, ...] = (Reason.CELLS, Reason.BOMB, Reason.REFERENCE)
_ODS: dict[str, tuple[bytes, tuple[Outcome, ...], str]] = {
    "good": (ods(_row(_cell())), (ADMITTED,), "a plain one"),
    "laughs": (ods(_row(_cell(text="&a11;")), LAUGHS), (Reason.ENTITIES,), "entities"),
    "doctype": (ods(_row(_cell()), "<!DOCTYPE x>"), (Reason.ENTITIES,), "a document type"),
    "doctype_manifest": (
        ods(_row(_cell()), manifest=f"<!DOCTYPE x>{_MANIFEST}"),
        (Reason.ENTITIES, ADMITTED),
        "OpenOffice 1 to 3 wrote one there; refusing it anywhere is as right",
    ),
    "deep": (ods("<text:p>" * 100_000 + "</text:p>" * 100_000), (Reason.DEPTH, Reason.BOMB), "nested; packed, a bomb"),
    "broken": (ods("<text:p>"), (Reason.XML,), "not well-formed"),
    "full_grid": (ods(_row(_cell(16_384), 1_048_576)), _GROWS, "17 billion cells in 1 kB"),
    "million_rows": (ods(_row(_cell(100), 1_048_576)), _GROWS, "100 million"),
    "many_repeats": (ods(_row(_cell(1_000), 1_000) * 100), _GROWS, "a hundred times a million: each alone is allowed"),
    "uint_rows": (ods(_row(_cell(), 4_294_967_295)), _GROWS, "rows past any grid"),
    "uint_columns": (ods(_row(_cell(4_294_967_295))), _GROWS, "columns past any grid"),
    "two_64_rows": (ods(_row(_cell(), 1 << 64)), _GROWS, "wraps in 64 bits"),
    "digits_rows": (ods(_row(_cell(), int("9" * 4_000))), _GROWS, "4,000 digits"),
    "corner": (
        ods(_row(_cell()) + _row(_blank(1), 1_048_574) + _row(_blank(16_383) + _cell())),
        (ADMITTED, *_GROWS),
        "a stray cell in the last corner: calamine asks for the whole rectangle, so refusing it is as right",
    ),
    "past_corner": (ods(_row(_blank(4_000_000_000) + _cell())), _GROWS, "a cell past any grid"),
    "empty_rows": (
        ods(_row(_cell()) + _row(_blank(16_384), 1_048_575)),
        (ADMITTED,),
        "LibreOffice writes this: the rest, empty",
    ),
    "blanks": (
        ods(_row(_WORDS.format('<text:s text:c="4294967295"/>'))),
        (Reason.LONG_TEXT, *_GROWS, ADMITTED),
        "four billion blanks; a reader that does not write them out may admit it",
    ),
    "spans": (
        ods(
            _row('<table:table-cell table:number-columns-spanned="4294967295" table:number-rows-spanned="4294967295"/>')
        ),
        (Reason.MERGES, Reason.REFERENCE),
        "one merged range of 2**64 cells",
    ),
    "spans_repeated": (
        ods(_row('<table:table-cell table:number-columns-repeated="999999999" table:number-columns-spanned="2"/>')),
        (Reason.MERGES, Reason.REFERENCE),
        "half a billion merged ranges",
    ),
    "columns_hidden": (
        ods(
            '<table:table-column table:number-columns-repeated="4294967295" table:visibility="collapse"/>'
            + _row(_cell())
        ),
        (ADMITTED,),
        "four billion hidden columns",
    ),
    "rows_hidden": (
        ods(
            _row(_cell())
            + _row(_blank(1), 4_294_967_295).replace("<table:table-row", '<table:table-row table:visibility="filter"')
        ),
        (ADMITTED,),
        "four billion hidden rows",
    ),
    "spans_in_spans": (
        ods(_row(_WORDS.format("<text:span>" * 50 + "a" + "</text:span>" * 50))),
        (ADMITTED, Reason.DEPTH),
        "texts in texts, as deep as the gate lets them",
    ),
    "formula_quotes": (
        ods(
            _row(
                '<table:table-cell office:value-type="float" office:value="1" table:formula="of:='
                + "[&quot;'.A" * 3_000
                + '"/>'
            )
        ),
        (ADMITTED, Reason.LONG_TEXT),
        "brackets and quotes that never close",
    ),
    "long_text": (ods(_row(_WORDS.format("a" * 40_000))), (Reason.LONG_TEXT,), "too long"),
    "locked": (
        ods(_row(_cell()), manifest=_LOCKED),
        (Reason.ENCRYPTED, Reason.METHOD),
        "a password, says the manifest",
    ),
}
for _name, (_data, _outcomes, _why) in _ODS.items():
    add(f"ods_{_name}", partial(_write, _data), *_outcomes, why=_why, suffix=".ods")
add("ods_as_xlsx", partial(_write, _ODS["good"][0]), ADMITTED, why="judged by content, not by name")

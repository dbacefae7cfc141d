"""Hostile cells: addresses, numbers, dates, indices, formulas."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from tests.hostile import book
from tests.hostile.book import STRINGS, STYLES, number, row, rows, save, save_part, worksheet
from tests.hostile.table import ADMITTED, Outcome, add, case
from trygg_excel.gate.reasons import Reason

_GOOD = (("B3", "1500"),)


def _sheet(xml: str, path: Path) -> None:
    save(path, xml)


# Addresses.
_OUTSIDE = {
    "XFE1": "one column too many",
    "AAAA1": "four letters",
    "A1048577": "one row too many",
    "A0": "row zero",
    "ZZZZ4294967295": "aborts calamine",
    "A4294967296": "wraps to 0 in 32 bits",
    "A18446744073709551617": "wraps to 1 in 64 bits",
    "A" * 5000 + "1": "5,000 letters",
    "A" + "1" * 5000: "5,000 digits: Python refuses to convert them",
    "A-1": "a negative row",
}
for _at, (_ref, _why) in enumerate(_OUTSIDE.items()):
    _sheets = {True: row(1, number(_ref, 1)), False: row(1048577, number(_ref, 1))}
    add(f"ref_{_at}_{_ref[:16]}", partial(_sheet, worksheet(_sheets[_ref != "A1048577"])), Reason.REFERENCE, why=_why)
for _at, _ref in enumerate(("A", "1", "1A", "A1B", "A 1", "Ä1", "A１", "A١", "R1C1", "Blad1!A1", "#REF!")):
    add(
        f"ref_no_address_{_at}",
        partial(_sheet, worksheet(row(1, number(_ref, 1)))),
        Reason.REFERENCE,
        Reason.DAMAGED,
        Reason.XML,
        why=f"{_ref!r} is no address",
    )
add(
    "ref_empty",
    partial(_sheet, worksheet('<row r=""><c r=""><v>1</v></c></row>')),
    ADMITTED,
    Reason.REFERENCE,
    Reason.XML,
    why="as good as no address: counted from the left",
    cells=(("A1", "1"),),
)
_ROWS: dict[str, str] = {
    "zero": "0",
    "negative": "-5",
    "past": "1048577",
    "huge": "4294967297",
    "words": "abc",
    "float": "1.5",
    "exponent": "1e3",
    "digits": "9" * 5000,
    "arabic": "١",
}
for _name, _at_row in _ROWS.items():
    add(
        f"row_{_name}",
        partial(_sheet, worksheet(f'<row r="{_at_row}"><c><v>1</v></c></row>')),
        Reason.REFERENCE,
        Reason.DAMAGED,
        Reason.XML,
        why="the row's number is none",
    )
add(
    "row_without_number_past",
    partial(_sheet, worksheet(row(1048576) + "<row><c><v>1</v></c></row>")),
    Reason.REFERENCE,
    why="the row after the last",
)
add(
    "row_backwards",
    partial(_sheet, worksheet(row(5, number("A5", 1)) + row(2, number("A2", 2)))),
    ADMITTED,
    Reason.DAMAGED,
    why="out of order; readable, and against the standard",
)
add(
    "row_disagrees",
    partial(_sheet, worksheet(row(2, number("A9", 5)))),
    Reason.REFERENCE,
    Reason.DAMAGED,
    why="row 2 holds A9: one reader puts it in row 2, another in row 9",
)
add(
    "cell_twice",
    partial(_sheet, worksheet(row(1, number("A1", 1), number("A1", 2)))),
    ADMITTED,
    Reason.DAMAGED,
    Reason.REFERENCE,
    why="readers take the first or the last; telling it would be better than either",
)
add(
    "columns_unnamed_past",
    partial(_sheet, worksheet(f"<row>{'<c/>' * 16_384}<c><v>1</v></c></row>")),
    Reason.REFERENCE,
    why="the column after the last, by counting",
)


@case(Reason.REFERENCE, Reason.BOMB, why="the row after the last, by counting 1,048,576 empty ones")
def rows_unnamed_past(path: Path) -> None:
    save(path, worksheet("<row/>" * 1_048_576 + "<row><c><v>1</v></c></row>"), stored=True)


_ADMITTED_REFS: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "stray_corner": (worksheet(rows() + row(1048576, number("XFD1048576", 1))), (*_GOOD, ("XFD1048576", "1"))),
    "last_row": (worksheet(rows() + row(1048576, number("A1048576", 1))), (*_GOOD, ("A1048576", "1"))),
    "last_column": (worksheet(row(1, number("XFD1", 1))), (("XFD1", "1"),)),
    "dimension_lie": (worksheet(rows(), before='<dimension ref="A1:XFD1048576"/>'), _GOOD),
    "small_dimension": (worksheet(rows(), before='<dimension ref="A1"/>'), _GOOD),
}
for _name, (_xml, _cells) in _ADMITTED_REFS.items():
    add(f"grid_{_name}", partial(_sheet, _xml), ADMITTED, why="our memory follows the filled cells", cells=_cells)
add(
    "grid_dimension_nonsense",
    partial(_sheet, worksheet(rows(), before='<dimension ref="ZZZZ9:&lt;"/>')),
    ADMITTED,
    Reason.REFERENCE,
    why="nobody need read it",
)

# Columns.
for _name, _col in {
    "negative": 'min="-5" max="3"',
    "huge": 'min="1" max="4294967295"',
    "words": 'min="a" max="b"',
    "backwards": 'min="9" max="2"',
    "digits": f'min="1" max="{"9" * 5000}"',
    "width": 'min="1" max="2" width="-1e300"',
}.items():
    add(
        f"columns_{_name}",
        partial(_sheet, worksheet(rows(), before=f'<cols><col hidden="1" {_col}/></cols>')),
        ADMITTED,
        Reason.REFERENCE,
        Reason.DAMAGED,
        why="a look that is nonsense costs no cell; refusing it is as right",
    )


# Numbers where an amount stands.
_NUMBERS = (
    "1e999999",
    "1e999999999",
    "-1e999999999999999999",
    "1e-999999999",
    "NaN",
    "sNaN",
    "Infinity",
    "-inf",
    "0x10",
    "1_000",
    "１２",
    "1,5",
    "",
    " ",
    "--1",
    "1e",
    "1" * 100_000,
    "0." + "3" * 30_000,
    "9" * 400,
    "1e308",
    "text",
)
for _at, _value in enumerate(_NUMBERS):
    add(
        f"number_{_at}_{_value[:12].strip()}",
        partial(_sheet, worksheet(rows(_value))),
        ADMITTED,
        Reason.DAMAGED,
        Reason.LONG_TEXT,
        why="no amount, so none is read; refusing is as right, dying is not",
    )


def _styled(value: str, style: str, path: Path) -> None:
    changed = worksheet(rows(value, f' s="{style}"'))
    save(path, changed, {STYLES: book.styles('<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/>')})


for _value in ("1e300", "-1", "2958466", "0.5", "NaN", "1e999999999", "60", "9" * 400, "-1e999999999"):
    add(
        f"date_{_value[:12]}",
        partial(_styled, _value, "1"),
        ADMITTED,
        Reason.DAMAGED,
        Reason.LONG_TEXT,
        why="no day in the calendar",
    )
for _style in ("999", "-1", "abc", "4294967296", "9" * 5000, "1.5", "١"):
    add(
        f"style_{_style[:12]}",
        partial(_styled, "1500", _style),
        ADMITTED,
        Reason.DAMAGED,
        Reason.STYLES,
        Reason.XML,
        why="no such format: it is shown as General, or the file is called damaged",
    )


# Kinds of cell.
def _kind(kind: str, value: str) -> str:
    return worksheet(rows() + row(7, f'<c r="B7" t="{kind}"><v>{value}</v></c>'))


_KINDS = {
    "boolean_maybe": ("b", "maybe"),
    "boolean_2": ("b", "2"),
    "boolean_empty": ("b", ""),
    "error_free": ("e", "#HITTEPÅ!"),
    "unknown": ("zz", "1"),
    "date_words": ("d", "igår"),
    "date_long": ("d", "9" * 5000),
    "string_none": ("str", ""),
}
for _name, (_t, _value) in _KINDS.items():
    add(
        f"kind_{_name}",
        partial(_sheet, _kind(_t, _value)),
        ADMITTED,
        Reason.DAMAGED,
        Reason.XML,
        why="one odd cell",
        cells=(),
    )
_INDICES: dict[str, tuple[Outcome, ...]] = {
    "5": (Reason.DAMAGED, ADMITTED),
    "4294967296": (Reason.DAMAGED, ADMITTED),
    "-1": (Reason.DAMAGED, ADMITTED),
    "abc": (Reason.DAMAGED, ADMITTED),
    "1.5": (Reason.DAMAGED, ADMITTED),
    "9" * 5000: (Reason.DAMAGED, ADMITTED),
}
for _value, _outcomes in _INDICES.items():
    add(
        f"string_index_{_value[:10]}",
        partial(_sheet, _kind("s", _value)),
        *_outcomes,
        why="a text that is not there: damaged is the better answer, an empty cell a possible one",
    )


# Shared strings that lie.
for _name, _claim in {"uint": "4294967295", "more": "5000001", "digits": "9" * 30}.items():
    _counts = f'count="1" uniqueCount="{_claim}"'
    add(
        f"strings_claim_{_name}",
        partial(save_part, STRINGS, book.strings("<si/>", _counts)),
        Reason.STRINGS,
        why="2.3 kB that make calamine ask for 103 GB",
    )
for _name, _claim in {"negative": "-1", "words": "abc", "none": ""}.items():
    add(
        f"strings_claim_{_name}",
        partial(save_part, STRINGS, book.strings("<si/>", f'uniqueCount="{_claim}"')),
        ADMITTED,
        Reason.STRINGS,
        Reason.XML,
        why="a declared count is not believed",
    )


# Formulas.
def _formula(inside: str, place: str = "B7") -> str:
    return f'<c r="{place}">{inside}<v>1</v></c>'


_FORMULAS: dict[str, str] = {
    "shared_self": _formula('<f t="shared" si="0"/>'),
    "shared_loop": _formula('<f t="shared" si="0" ref="B7:C7">C7</f>') + _formula('<f t="shared" si="0">B7</f>', "C7"),
    "shared_index_words": _formula('<f t="shared" si="abc" ref="B7">A1</f>'),
    "shared_index_huge": _formula('<f t="shared" si="4294967296" ref="A1:XFD1048576">A1</f>'),
    "shared_off_grid": _formula('<f t="shared" si="0" ref="B7:C7">XFD1048576+A1</f>')
    + _formula('<f t="shared" si="0"/>', "C7"),
    "array_whole_grid": _formula('<f t="array" ref="A1:XFD1048576">ROW()</f>'),
    "table_whole_grid": _formula('<f t="dataTable" ref="A1:XFD1048576" dt2D="1" r1="A1" r2="A2"/>'),
    "sum_whole_grid": _formula("<f>SUM(A1:XFD1048576)</f>"),
    "sum_columns": _formula("<f>SUM(A1:A1048576,B1:XFD1048576,C1:C9)</f>"),
    "sum_off_grid": _formula("<f>SUM(ZZZ9999999:AAA1)</f>"),
    "sum_itself": _formula("<f>SUM(B7:B7)</f>"),
    "words": _formula("<f>)))((( \"'</f>"),
}
for _name, _inside in _FORMULAS.items():
    add(
        f"formula_{_name}",
        partial(_sheet, worksheet(rows() + row(7, _inside))),
        ADMITTED,
        Reason.REFERENCE,
        Reason.DAMAGED,
        why="formulas are read as text, never counted out",
    )

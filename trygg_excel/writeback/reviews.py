"""Who has reviewed what in our sheets, kept for as long as what was reviewed is the same.

A name beside a reconciled amount stands for the amount as it was: where that has changed the name is not carried over,
which is told. A line of signatures stands for the whole sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TypeAlias

from trygg_excel.finding import Text, text
from trygg_excel.money import ORE
from trygg_excel.reporting.model import Amount, Row, Sheet, Value
from trygg_excel.reporting.reconciliation import COLUMNS, REVIEWED
from trygg_excel.reporting.words import SIGN_OFF
from trygg_excel.workbook import Sheet as ReadSheet
from trygg_excel.writeback.rows_back import rows_under

_SAME = ("subject", "cell", "stated", "calculated")  # what a review was of
_MONEY = ("stated", "calculated")
_DIGITS = 18  # no amount has more
_BEGINS = tuple(each.partition(":")[0] + ":" for each in (SIGN_OFF.sv, SIGN_OFF.en))
Reviewed: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reviews:
    """`by` are the names and days beside each reconciled row; `rows` all of these.

    `signed` and `front` are the lines of signatures, on that sheet and on another of ours.
    """

    by: Mapping[Reviewed, Mapping[str, str]] = field(default_factory=dict)
    rows: frozenset[Reviewed] = frozenset()
    signed: str = ""
    front: str = ""


def reviews_in(sheets: Iterable[ReadSheet]) -> Reviews:
    """What stands in a copy of ours."""
    by: dict[Reviewed, Mapping[str, str]] = {}
    rows: set[Reviewed] = set()
    signed = front = ""
    for sheet in sheets:
        told = [said for said in rows_under(sheet, COLUMNS, (*_SAME, *REVIEWED)) if _is_row(said)]
        for said in told:
            of = tuple(_ore(said[key]) if key in _MONEY else said[key] for key in _SAME)
            rows.add(of)
            if any(said[key] for key in REVIEWED):
                by[of] = {key: said[key] for key in REVIEWED}
        line = _signatures(sheet)
        signed, front = (signed or line, front) if told else (signed, front or line)
    return Reviews(by, frozenset(rows), signed, front)


def _is_row(said: Mapping[str, str]) -> bool:
    """Not a line below the table, which stands in its first column alone."""
    return bool(said["subject"]) and any(said[key] for key in ("cell", "stated", "verdict"))


def reviewed_over(sheet: Sheet, reviews: Reviews, lang: str) -> Sheet:
    """Our new sheet of reconciled amounts with the names of those who have reviewed what is still the same."""
    places = {column.key: number for number, column in enumerate(sheet.table.columns)}

    def filled(row: Row) -> Row:
        cells: list[Value] = list(row.cells)
        for key, words in reviews.by.get(_of(row, places, lang), {}).items():
            cells[places[key]] = words or None
        return replace(row, cells=tuple(cells))

    rows = tuple(map(filled, sheet.table.rows))
    filled_in = replace(sheet, table=replace(sheet.table, rows=rows))
    return _signed(filled_in, reviews.signed) if reviews.rows == _keys(sheet, lang) else filled_in


def signed_over(front: Sheet, reconciled: Sheet, reviews: Reviews, lang: str) -> Sheet:
    """Our new front sheet with its signatures, where all that is reconciled is the same."""
    return _signed(front, reviews.front) if reviews.rows == _keys(reconciled, lang) else front


def not_carried(sheet: Sheet, reviews: Reviews, lang: str) -> tuple[Text, ...]:
    """What is told of reviews of amounts that have changed."""
    gone = len(reviews.by.keys() - _keys(sheet, lang))
    signed = (reviews.signed or reviews.front) and reviews.rows != _keys(sheet, lang)
    return (
        *((text(
            "{n} granskningar gällde belopp som har ändrats, och står inte i den nya kopian.",
            "{n} reviews were of amounts that have changed, and do not stand in the new copy.", n=gone,
        ),) if gone else ()),
        *((Text(
            "Underskrifterna står inte i den nya kopian, för beloppen har ändrats.",
            "The signatures do not stand in the new copy, for the amounts have changed.",
        ),) if signed else ()),
    )  # fmt: skip


def _signed(sheet: Sheet, line: str) -> Sheet:
    foot = tuple(Text(line, line) if line and each == SIGN_OFF else each for each in sheet.foot)
    return replace(sheet, foot=foot)


def _keys(sheet: Sheet, lang: str) -> frozenset[Reviewed]:
    places = {column.key: number for number, column in enumerate(sheet.table.columns)}
    return frozenset(_of(row, places, lang) for row in sheet.table.rows)


def _of(row: Row, places: Mapping[str, int], lang: str) -> Reviewed:
    return tuple(_told(row.cells[places[key]], lang) for key in _SAME)


def _told(value: Value, lang: str) -> str:
    if isinstance(value, Amount):
        return "" if value.ore is None else str(value.ore)
    return (value.say(lang) if isinstance(value, Text) else str(value or "")).strip()


def _ore(written: str) -> str:
    """An amount of ours, stored in whole crowns, as öre; '' for one that is unknown or blank."""
    try:
        ore = Decimal(written) * ORE
        return str(int(ore.to_integral_value())) if ore.adjusted() < _DIGITS else ""
    except (ArithmeticError, ValueError):  # 'nan', 'Infinity' and '1E+9000' are decimals too
        return ""


def _signatures(sheet: ReadSheet) -> str:
    """The line of signatures when somebody has written in it."""
    lines = (cell.value for cell in sheet.cells.values() if cell.value.startswith(_BEGINS))
    return next((line for line in lines if line not in {SIGN_OFF.sv, SIGN_OFF.en}), "")

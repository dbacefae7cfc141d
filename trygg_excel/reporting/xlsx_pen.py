"""What writes in the workbook: one way for texts, one for links, one for values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import NoneType
from typing import Any

from trygg_excel.finding import Text
from trygg_excel.reporting.model import Amount, Formula, Link, Ratio, Style, Trend, Value
from trygg_excel.reporting.plain import cut
from trygg_excel.reporting.xlsx_formula import Formulas, crowns, excel_value
from trygg_excel.reporting.xlsx_look import NEGATIVE, Look, LookKey
from trygg_excel.reporting.xlsx_place import Place, letters
from trygg_excel.reporting.xlsx_room import Said

MOST_TEXT = 32_767
_LONG = MOST_TEXT // 2  # no shorter text is too long for Excel, which counts some characters twice
_CUT = {"sv": " … [texten är avkortad]", "en": " … [text cut]"}


_TEXTS = frozenset({Text, str, NoneType})


def look_key(look: Look) -> LookKey:
    """The look as what it is known by."""
    return tuple(sorted(look.items()))


class Pen:
    """The worksheets by sheet id, and the formats: each look is made once, since Excel takes only so many."""

    def __init__(self, book: Any, sheets: Mapping[str, Any], placed: tuple[Place, ...], lang: str) -> None:
        self.book, self.sheets, self.lang = book, sheets, lang
        self.places = {place.sheet.id: place for place in placed}
        self._formats: dict[LookKey, Any] = {}
        self.negative = book.add_format(NEGATIVE)

    def look(self, look: Look) -> Any:
        return self.known(look_key(look))

    def known(self, key: LookKey) -> Any:
        """The format of a look by its key."""
        made = self._formats.get(key)
        if made is None:
            made = self._formats[key] = self.book.look(key)
        return made

    def text(self, on: Any, row: int, column: int, said: str, look: Look) -> None:
        self.string(on, row, column, said, self.look(look))

    def string(self, on: Any, row: int, column: int, said: str, look: Any) -> None:
        """The one way texts come into the workbook: as strings, whatever they begin with."""
        if len(said) > _LONG:
            said = cut(said, MOST_TEXT, _CUT["en" if self.lang == "en" else "sv"])
        on.write_string(row, column, said, look)

    def link(self, on: Any, row: int, column: int, link: Link, said: str, look: Any) -> None:
        """The one way links come into the workbook: to a cell of another of its sheets, else as text."""
        goal = self._goal(link)
        if not goal or not said:
            return self.string(on, row, column, said, look)
        label = cut(said, MOST_TEXT, _CUT["en" if self.lang == "en" else "sv"])
        on.write_url(row, column, goal, look, label)
        return None

    def _goal(self, link: Link) -> str:
        """Where a link leads, as XlsxWriter takes it; '' for nowhere."""
        target = self.places.get(link.sheet)
        if link.cell:
            name, cell = link.sheet, link.cell
        elif target is not None:
            name, cell = target.name, f"A{1 if link.row is None else target.first + link.row + 1}"
        else:
            return ""
        quoted = name.replace("'", "''")
        return f"internal:'{quoted}'!{cell}"

    def cells(
        self, on: Any, row: int, cells: Sequence[Value], said: Sequence[Said], looks: Sequence[Any], formulas: Formulas
    ) -> None:
        """A row of a table, each cell as what it is; the looks are made already."""
        for column, (value, (text, _), look) in enumerate(zip(cells, said, looks, strict=True)):
            if value.__class__ in _TEXTS:
                if text:
                    self.string(on, row, column, text, look)
                else:
                    on.write_blank(row, column, None, look)
            elif isinstance(value, Amount) and value.ore is not None:
                on.write_number(row, column, crowns(value.ore), look)
            elif isinstance(value, Formula):
                on.write_formula(row, column, formulas.excel(value), look, excel_value(value, self.lang))
            else:
                self._other(on, row, column, value, text, look)

    def _other(self, on: Any, row: int, column: int, value: Value, said: str, look: Any) -> None:
        if isinstance(value, Link):
            self.link(on, row, column, value, said, look)
        elif isinstance(value, Ratio) and value.value is not None:
            on.write_number(row, column, float(value.value), look)
        elif isinstance(value, Trend) or not said:
            on.write_blank(row, column, None, look)
        elif isinstance(value, int):
            on.write_number(row, column, value, look)
        else:
            self.string(on, row, column, said, look)

    def trends(self, on: Any, place: Place) -> None:
        """The small charts of a table, running the way time does even where the newest year stands first."""
        groups: dict[tuple[bool, bool], list[tuple[str, str]]] = {}
        if all(column.style is not Style.TREND for column in place.sheet.table.columns):
            return
        quoted = place.name.replace("'", "''")
        for row, data in enumerate(place.sheet.table.rows, place.first + 1):
            for column, trend in enumerate(data.cells):
                if isinstance(trend, Trend):
                    first, last = place.index[trend.keys[0]], place.index[trend.keys[-1]]
                    area = f"'{quoted}'!{letters(min(first, last))}{row}:{letters(max(first, last))}{row}"
                    below = any(each is not None and each < 0 for each in trend.points)
                    groups.setdefault((last < first, below), []).append((f"{letters(column)}{row}", area))
        if groups:
            on.set_trends([(reverse, below, cells) for (reverse, below), cells in groups.items()])

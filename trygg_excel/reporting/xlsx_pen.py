"""What writes in the workbook: one way for texts, one for links, one for values."""

from __future__ import annotations

from typing import Any

from trygg_excel.reporting.display import bare, shown
from trygg_excel.reporting.model import Amount, Column, Formula, Link, Ratio, Trend, Value
from trygg_excel.reporting.plain import cut
from trygg_excel.reporting.xlsx_formula import crowns, excel_formula, excel_value
from trygg_excel.reporting.xlsx_look import TREND, Look
from trygg_excel.reporting.xlsx_place import Place, letters

_AIR = 1.25
MOST_TEXT = 32_767
_CUT = {"sv": " … [texten är avkortad]", "en": " … [text cut]"}


class Pen:
    """The worksheets by sheet id, and the formats: each look is made once, since Excel takes only so many."""

    def __init__(self, book: Any, placed: tuple[Place, ...], lang: str) -> None:
        self.book, self.lang = book, lang
        self.places = {place.sheet.id: place for place in placed}
        self.sheets = {place.sheet.id: book.add_worksheet(place.name) for place in placed}
        self._formats: dict[tuple[tuple[str, object], ...], Any] = {}

    def look(self, look: Look) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(look)
        return self._formats[key]

    def text(self, on: Any, row: int, column: int, said: str, look: Look) -> None:
        """The one way texts come into the workbook: as strings, whatever they begin with."""
        on.write_string(row, column, cut(said, MOST_TEXT, _CUT["en" if self.lang == "en" else "sv"]), self.look(look))

    def link(self, on: Any, row: int, column: int, link: Link, said: str, look: Look) -> None:
        """The one way links come into the workbook: to a cell of another of its sheets, else as text."""
        goal = self._goal(link)
        if not goal or not said:
            return self.text(on, row, column, said, look)
        label = cut(said, MOST_TEXT, _CUT["en" if self.lang == "en" else "sv"])
        on.write_url(row, column, goal, self.look(look), label)
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

    def value(self, on: Any, row: int, column: int, value: Value, titled: Column, look: Look, place: Place) -> None:
        """One cell of a table, as what it is."""
        match value:
            case Formula():
                formula, cached = excel_formula(value, place), excel_value(value, self.lang)
                on.write_formula(row, column, formula, self.look(look), cached)
            case Link():
                self.link(on, row, column, value, shown(value, titled.style, place.how), look)
            case Trend():
                self.trend(on, row, column, value, look, place)
            case _:
                self._constant(on, row, column, value, shown(bare(value), titled.style, place.how), look)

    def trend(self, on: Any, row: int, column: int, trend: Trend, look: Look, place: Place) -> None:
        """A small chart over cells of the row, running the way time does even where the newest year stands first."""
        on.write_blank(row, column, None, self.look(look))
        keys = [each.key for each in place.sheet.table.columns]
        first, last = keys.index(trend.keys[0]), keys.index(trend.keys[-1])
        area = f"{letters(min(first, last))}{row + 1}:{letters(max(first, last))}{row + 1}"
        quoted = place.name.replace("'", "''")
        drawn = TREND | {"range": f"'{quoted}'!{area}", "reverse": last < first}
        known = [each for each in trend.points if each]
        if known and min(known) >= 0:
            # From nought, or a change of a hundredth would look like a doubling; air above, or the rows grow together.
            drawn |= {"min": 0, "max": crowns(max(known)) * _AIR}
        on.add_sparkline(row, column, drawn)

    def _constant(self, on: Any, row: int, column: int, value: Value, said: str, look: Look) -> None:
        if not said:
            on.write_blank(row, column, None, self.look(look))
        elif isinstance(value, Amount) and value.ore is not None:
            on.write_number(row, column, crowns(value.ore), self.look(look))
        elif isinstance(value, Ratio) and value.value is not None:
            on.write_number(row, column, float(value.value), self.look(look))
        elif isinstance(value, int):
            on.write_number(row, column, value, self.look(look))
        else:
            self.text(on, row, column, said, look)

"""The budget sheet of a template: headings locked, amounts open, sums live, and what is missing told while typing."""

from __future__ import annotations

from typing import Any

from trygg_excel.money import KR, MKR, amount_text, in_unit
from trygg_excel.reporting.form import HEADER
from trygg_excel.reporting.model import Tone
from trygg_excel.reporting.template import BUDGET, PROGRAMMES, Line, Template
from trygg_excel.reporting.xlsx_form import PROTECTION, Sketch
from trygg_excel.reporting.xlsx_look import GREY, HEADER_FILL, INK, RULE, STRONG_RULE, TINTS, TONE_INKS, Look
from trygg_excel.reporting.xlsx_place import letters

_FIRST = HEADER + 1
_WIDTHS = {"label": 60, "year": 13, "comment": 34, "todo": 40}  # in digits
_A4 = 9
_MOST_LABEL = 255
_RULE: Look = {"bottom": 1, "bottom_color": RULE}
_MARKED = {
    "missing": {"bg_color": TINTS[Tone.WARNING]},
    "wrong": {"bg_color": TINTS[Tone.ERROR], "font_color": TONE_INKS[Tone.ERROR], "bold": True},
}


def write_template(sketch: Sketch, template: Template) -> None:
    """The budget sheet, first in the workbook."""
    _Sheet(sketch, template).write()


class _Sheet:
    """The sheet being written; rows and columns count from 0."""

    def __init__(self, sketch: Sketch, template: Template) -> None:
        self.sketch, self.template = sketch, template
        self.on: Any = sketch.book.add_worksheet(BUDGET)
        self.total = _FIRST + len(template.lines)
        self.comment = 1 + len(template.years)
        self.todo = self.comment + 1
        shown = template.unit.decimals
        self.number = "#,##0.0#####" if shown else "#,##0.###" if template.unit is not KR else "#,##0.##"
        self.amounts = self._span(_FIRST, self.total - 1, 1, self.comment - 1)
        self.labels = self._span(_FIRST, self.total - 1, 0, 0, fixed=True)

    def write(self) -> None:
        self._head()
        for row, line in enumerate(self.template.lines, _FIRST):
            self._line(row, line)
        self._sums()
        self._limits()
        self._marks()
        self._page()
        self.on.protect("", PROTECTION)

    def _look(self, look: Look) -> Any:
        locked: Look = {"font_color": INK, "valign": "vcenter", "locked": 1}
        return self.sketch.look(locked | look)

    def _span(self, top: int, bottom: int, left: int, right: int, *, fixed: bool = False) -> str:
        mark = "$" if fixed else ""
        ends = ((top, left), (bottom, right))
        return ":".join(f"{mark}{letters(column)}{mark}{row + 1}" for row, column in ends)

    def _head(self) -> None:
        years = [_WIDTHS["year"]] * len(self.template.years)
        for column, width in enumerate((_WIDTHS["label"], *years, _WIDTHS["comment"], _WIDTHS["todo"])):
            self.on.set_column(column, column, width, self._look({}))
        for row, high in enumerate((27.0, 20.0, 22.0, 24.0)):
            self.on.set_row(row, high)
        self.on.write_string(0, 0, self.template.title, self._look({"bold": True, "font_size": 18}))
        self.on.write_string(1, 0, self.template.lead, self._look({"font_color": GREY}))
        blank = sum(len(line.open_years) for line in self.template.lines)
        self.on.write_formula(2, 0, self._state(), self._look({"bold": True}), f"{blank} belopp kvar att fylla i.")
        self._headings()

    def _headings(self) -> None:
        look: Look = {"bold": True, "bg_color": HEADER_FILL, "bottom": 1, "bottom_color": STRONG_RULE}
        names = ("Insats", *(f"Budget {year}" for year in self.template.years), "Kommentar", "Att göra")
        for column, name in enumerate(names):
            right = 0 < column < self.comment
            aligned: Look = {"align": "right"} if right else {"align": "left", "indent": int(column > 0)}
            self.on.write_string(HEADER, column, name, self._look(look | aligned))

    def _state(self) -> str:
        """What is left to do, in words above the table, so that no one needs to see colours."""
        left = f"COUNTBLANK({self.amounts})"
        told = f'IF({left}>0,{left}&" belopp kvar att fylla i.","Alla belopp är ifyllda.")'
        for year, ore in self.template.frames.items():
            frame = amount_text(ore, self.template.unit)
            told += f'&IF({self._over(year, ore)}," Summan för {year} är över ramen {frame}.","")'
        return f"={told}"

    def _over(self, year: int, ore: int) -> str:
        column = letters(1 + self.template.years.index(year))
        return f"ROUND(${column}${self.total + 1},8)>{in_unit(ore, self.template.unit):f}"

    def _line(self, row: int, line: Line) -> None:
        open_: Look = _RULE | {"locked": 0}
        self.on.write_string(row, 0, line.label, self._look(open_ | {"text_wrap": True}))
        for column, year in enumerate(self.template.years, 1):
            if year in line.open_years:
                self.on.write_blank(row, column, None, self._look(open_ | {"num_format": self.number}))
            else:
                grey: Look = {"font_color": GREY, "bg_color": "#F3F5F7", "num_format": '0;-0;"–"', "align": "right"}
                self.on.write_number(row, column, 0, self._look(_RULE | grey))
        self.on.write_blank(row, self.comment, None, self._look(open_ | {"text_wrap": True, "indent": 1}))
        self.on.write_formula(row, self.todo, self._to_do(row), self._look(_RULE | {"indent": 1}), "Fyll i belopp. ")

    def _to_do(self, row: int) -> str:
        """What the row still wants, in words."""
        label, own = f"$A{row + 1}", self._span(row, row, 1, self.comment - 1)
        last = self.template.sheets.sheet(PROGRAMMES).last_row()
        known = f"{PROGRAMMES}!{self._span(_FIRST, last, 0, 0, fixed=True)}"
        parts = [
            f'IF(SUMPRODUCT(--({self.labels}={label}))>1,"Insatsen står två gånger. ","")',
            f'IF(SUMPRODUCT(--({known}={label}))=0,"Namnet finns inte i registret. ","")',
            f'IF(COUNTBLANK({own})>0,"Fyll i belopp. ","")',
        ]
        if limit := self._too_large():
            parts.append(f'IF(MAX({own})>={limit},"Är beloppet i {self.template.unit.symbol}? ","")')
        return f'=IF({label}="","",{"&".join(parts)})'

    def _too_large(self) -> int:
        """From where crowns are likelier than thousands or millions; 0 where there is no such mistake to make."""
        return 0 if self.template.unit is KR else 1_000 if self.template.unit is MKR else 1_000_000

    def _sums(self) -> None:
        look: Look = {"bold": True, "top": 1, "top_color": STRONG_RULE, "bottom": 1, "bottom_color": STRONG_RULE}
        self.on.write_string(self.total, 0, "Summa", self._look(look))
        for column in range(1, self.comment):
            span = self._span(_FIRST, self.total - 1, column, column)
            self.on.write_formula(
                self.total, column, f"=SUM({span})", self._look(look | {"num_format": self.number}), 0
            )
        for column in (self.comment, self.todo):
            self.on.write_blank(self.total, column, None, self._look(look))

    def _limits(self) -> None:
        """Names come from the register's list (another is asked about, not refused); amounts are numbers or unknown."""
        last = self.template.sheets.sheet(PROGRAMMES).last_row() + 1
        self.on.data_validation(_FIRST, 0, self.total - 1, 0, {
            "validate": "list", "source": f"={PROGRAMMES}!$A${_FIRST + 1}:$A${last}", "error_type": "warning",
            "error_title": "Insats", "error_message": "Namnet finns inte i registret. Lägg först till insatsen där.",
        })  # fmt: skip
        first, unknown, unit = f"B{_FIRST + 1}", self.template.unknown, self.template.unit.symbol
        told = f"I {unit}. Inga pengar: 0. Inte känt: {unknown}."
        self.on.data_validation(_FIRST, 1, self.total - 1, self.comment - 1, {
            "validate": "custom", "value": f'=OR(ISNUMBER({first}),LOWER({first})="{unknown}")',
            "input_title": "Belopp", "input_message": told,
            "error_title": "Belopp", "error_message": f"Skriv ett tal. {told}",
        })  # fmt: skip

    def _marks(self) -> None:
        """Yellow until filled in, red where it cannot be right."""
        missing, wrong = (self.sketch.book.add_format(look) for look in _MARKED.values())
        first = f"B{_FIRST + 1}"
        rules = [
            (f"=ISBLANK({first})", missing),
            (f'=AND(ISTEXT({first}),LOWER({first})<>"{self.template.unknown}")', wrong),
        ]
        if limit := self._too_large():
            rules.append((f"=AND(ISNUMBER({first}),{first}>={limit})", wrong))
        for criteria, look in rules:
            self.on.conditional_format(self.amounts, {"type": "formula", "criteria": criteria, "format": look})
        for year, ore in self.template.frames.items():
            cell = f"{letters(1 + self.template.years.index(year))}{self.total + 1}"
            self.on.conditional_format(
                cell, {"type": "formula", "criteria": f"={self._over(year, ore)}", "format": wrong}
            )

    def _page(self) -> None:
        self.on.hide_gridlines(2)
        self.on.freeze_panes(_FIRST, 1)
        self.on.set_landscape()
        self.on.set_paper(_A4)
        self.on.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
        self.on.fit_to_pages(1, 0)
        self.on.repeat_rows(HEADER)
        self.on.print_area(0, 0, self.total, self.comment)
        self.on.set_footer("&L&9 &A&R&9 Sida &P av &N")
        self.on.set_selection(_FIRST, 1, _FIRST, 1)

"""Draw a workbook and say what is true of it in one breath: 'put this amount here, and this is what it means'.

A Book is plain data that any producer (producers.py) can write. The truth is what the drawer says, never what a reader
finds: an amount stands here as its exact number, however it is written in the cell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Literal, TypeAlias

from tests.archetypes.truth import Says, Truth

Number: TypeAlias = int | Decimal
Value: TypeAlias = str | int | Decimal | date | bool | None
CREATED = datetime(2022, 2, 1, 8, 0, tzinfo=UTC).replace(tzinfo=None)
Shown: TypeAlias = Literal["visible", "hidden", "veryHidden"]


@dataclass(frozen=True, slots=True)
class Look:
    bold: bool = False
    italic: bool = False
    size: int = 0
    fill: str = ""
    color: str = ""
    indent: int = 0
    fmt: str = ""
    align: str = ""
    wrap: bool = False
    top: int = 0
    bottom: int = 0
    unlocked: bool = False


@dataclass(frozen=True, slots=True)
class Ink:
    """A cell as it is written: `value` is the cached value where there is a formula."""

    value: Value
    look: Look = Look()
    formula: str = ""


def letter(column: int) -> str:
    """1 -> 'A', 27 -> 'AA'."""
    head, rest = divmod(column - 1, 26)
    return (letter(head) if head else "") + chr(65 + rest)


def column_of(letters: str) -> int:
    total = 0
    for each in letters:
        total = total * 26 + ord(each) - 64
    return total


def place(at: str) -> tuple[int, int]:
    letters = at.rstrip("0123456789")
    return int(at[len(letters) :]), column_of(letters)


def plain(value: Value) -> Any:
    """A number as Excel keeps it."""
    return float(value) if isinstance(value, Decimal) else value


@dataclass
class Page:
    """One sheet. `factor` is what its written amounts are multiplied by to be kronor."""

    name: str
    factor: int = 1
    state: Shown = "visible"
    cells: dict[tuple[int, int], Ink] = field(default_factory=dict)
    truths: list[Truth] = field(default_factory=list)
    numbers: dict[tuple[int, int], Decimal] = field(default_factory=dict)
    merges: dict[str, str] = field(default_factory=dict)
    widths: dict[str, float] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[str] = field(default_factory=set)
    levels: dict[int, int] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    extras: list[Callable[[Any, Any], None]] = field(default_factory=list)  # (workbook, sheet) of the producer

    def text(self, at: str, value: Value, formula: str = "", **look: Any) -> None:
        self.cells[place(at)] = Ink(value, Look(**look), formula)

    def texts(self, at: str, *values: Value, **look: Any) -> None:
        """Several cells to the right of each other; None leaves one blank."""
        row, column = place(at)
        for offset, value in enumerate(values):
            if value is not None:
                self.text(f"{letter(column + offset)}{row}", value, **look)

    def merge(self, area: str, value: Value, **look: Any) -> None:
        self.merges[area] = area
        self.text(area.partition(":")[0], value, **look)

    def no_amount(self, at: str, value: Value, why: str, formula: str = "", **look: Any) -> None:
        """A number that is no money: a code, a share, a head count, a year."""
        self.text(at, value, formula, **look)
        self.truths.append(Truth(self.name, at, "not_amount", why))
        if isinstance(value, int | Decimal):
            self.numbers[place(at)] = Decimal(value)

    def amount(
        self,
        at: str,
        value: Number | None,
        says: Says,
        label: str,
        *,
        role: str = "line",
        shown: str | None = None,
        formula: str = "",
        note: str = "",
        **look: Any,
    ) -> None:
        """An amount of `value` units, typed as the text `shown` where that is given; None is stated as unknown."""
        factor = self.factor if says.factor is None else says.factor
        exact = None if value is None else Decimal(value) * factor
        told = note or says.note
        self.truths.append(Truth(self.name, at, role, told, label, says, exact, factor, bool(formula)))
        self.text(at, value if shown is None else shown, formula, **look)
        if value is not None and shown is None:  # SUM takes no text
            self.numbers[place(at)] = Decimal(value)


@dataclass
class Book:
    """A workbook: its pages, and the office's habits."""

    font: str = "Calibri"
    size: int = 11
    fill: str = "#D9E2F3"
    pages: list[Page] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)  # defined names

    def page(self, name: str, factor: int = 1, **widths: float) -> Page:
        made = Page(name, factor, widths=dict(widths))
        self.pages.append(made)
        return made

    def truth(self, file: str, *, computed: bool = True) -> list[dict[str, str]]:
        """Every labelled cell; `computed` is false for a producer that writes formulas without their values."""
        return [each.row(file, computed=computed) for page in self.pages for each in page.truths]

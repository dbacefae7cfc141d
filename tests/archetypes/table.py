"""A table on a page: columns that say what their amounts mean, rows with names, sums as live formulas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeAlias

from tests.archetypes.drawing import Number, Page, Value, column_of, letter
from tests.archetypes.formulas import areas, computed, on_row
from tests.archetypes.truth import Says

KR, TKR, MKR = 1, 1_000, 1_000_000
WHOLE, TENTHS, SHARE = "#,##0", "#,##0.0", "0.0%"


@dataclass(frozen=True, slots=True)
class Typed:
    """An amount typed as text; `value` is what it means, None for one stated as unknown."""

    value: Number | None
    text: str


@dataclass(frozen=True, slots=True)
class Odd:
    """A number that is no amount although it stands among them."""

    value: Value
    why: str
    fmt: str = ""


Entry: TypeAlias = Value | Typed | Odd


@dataclass(frozen=True, slots=True)
class Column:
    """`says` is None where the column holds no money; then it is summed only where it `counts`.

    `formula` ('B-C') is computed on every row, the sums too; `across`: it adds up the columns beside it.
    """

    heading: Value
    says: Says | None = None
    fmt: str = ""  # whole amounts, plain codes
    formula: str = ""
    why: str = ""
    counts: bool = False
    across: bool = False

    @property
    def format(self) -> str:
        return self.fmt or (WHOLE if self.says else "0")


@dataclass
class Table:
    """Rows are added downwards from `row`; the first column holds the names unless `named` says another."""

    page: Page
    row: int
    columns: Sequence[Column]
    left: str = "A"
    named: str = ""
    fill: str = "#D9E2F3"
    heads: bool = True
    open: list[int] = field(default_factory=list)  # rows that no sum has taken yet
    sums: list[int] = field(default_factory=list)
    fmt: str = ""

    def __post_init__(self) -> None:
        self.named = self.named or self.left
        if self.heads:
            for at, column in self._columns():
                align = "left" if at == self.named else "center"
                look: dict[str, Any] = {"bold": True, "fill": self.fill, "align": align, "wrap": True, "bottom": 1}
                if column.heading is not None:
                    self.page.text(f"{at}{self.row}", column.heading, **look)
            self.row += 1

    def _columns(self) -> Iterator[tuple[str, Column]]:
        first = column_of(self.left)
        return ((letter(first + offset), column) for offset, column in enumerate(self.columns))

    def line(
        self,
        label: str,
        *entries: Entry,
        name: str | None = None,
        role: str = "line",
        says: Says | None = None,
        note: str = "",
        fmt: str = "",
        **look: Any,
    ) -> int:
        """A row. `name` is what it is called where its text has a bullet or a mark, `says` what it says itself."""
        self.page.text(f"{self.named}{self.row}", label, **look)
        told = label if name is None else name
        given = iter(entries)
        number_look = {key: value for key, value in look.items() if key != "indent"}
        for at, column in self._columns():
            if at == self.named:
                continue
            meaning = _told(column.says, says)
            entry = computed(self.page, column.formula, self.row) if column.formula else next(given, None)
            live = on_row(column.formula, self.row) if column.formula else ""
            style = {"fmt": fmt or column.format, **number_look}
            self._put(f"{at}{self.row}", entry, column, meaning, told, role=role, note=note, formula=live, **style)
        return self._next(role)

    def _put(
        self, at: str, entry: Entry, column: Column, says: Says | None, label: str, *, formula: str, **style: Any
    ) -> None:
        role, note, fmt = style.pop("role"), style.pop("note"), style.pop("fmt")
        role = "subtotal" if column.across and role == "line" else role
        if entry is None:
            return
        if isinstance(entry, Odd):
            self.page.no_amount(at, entry.value, entry.why, formula, fmt=entry.fmt or fmt, **style)
        elif isinstance(entry, Typed):
            style = {"align": "right"} | style
            self.page.amount(at, entry.value, says or Says(), label, role=role, shown=entry.text, note=note, **style)
        elif says is None or not isinstance(entry, int | Decimal):
            self._put_other(at, entry, column, formula, fmt, style)
        else:
            self.page.amount(at, entry, says, label, role=role, formula=formula, note=note, fmt=fmt, **style)

    def _put_other(self, at: str, entry: Value, column: Column, formula: str, fmt: str, style: dict[str, Any]) -> None:
        if isinstance(entry, int | Decimal):
            self.page.no_amount(at, entry, column.why or str(column.heading), formula, fmt=fmt, **style)
        else:
            self.page.text(at, entry, formula, **style)

    def _next(self, role: str) -> int:
        self.row += 1
        (self.open if role == "line" else self.sums).append(self.row - 1)
        return self.row - 1

    def group(self, text: str, **look: Any) -> None:
        """A heading over the rows below it."""
        self.page.text(f"{self.named}{self.row}", text, **({"bold": True} | look))
        self.row += 1

    def skip(self, rows: int = 1) -> None:
        self.row += rows

    def total(self, label: str, rows: Iterable[int] | None = None, role: str = "total", **look: Any) -> int:
        """The sum of `rows`, or of the rows that no sum has taken yet; columns with a formula of their own keep it."""
        taken = sorted(self.open if rows is None else rows)
        at = self.row
        if rows is None:
            self.open = []
        self.sum_at(at, label, taken, role, **look)
        self.row = at + 1
        self.sums.append(at)
        return at

    def sum_at(self, row: int, label: str, taken: Sequence[int], role: str, **more: Any) -> None:
        name, function, own = more.pop("name", label), more.pop("function", "SUM("), more.pop("says", None)
        look = {"bold": True, "top": 1} | more
        self.page.text(f"{self.named}{row}", label, **look)
        look.pop("indent", None)
        for at, column in self._columns():
            if at == self.named or not (column.says or column.formula or column.counts):
                continue
            style: dict[str, Any] = {"fmt": column.format, "role": role, "note": "", **look}
            if column.formula:
                value: Number | None = computed(self.page, column.formula, row)
                formula = on_row(column.formula, row)
            else:
                parts = [
                    self.page.numbers[key] for each in taken if (key := (each, column_of(at))) in self.page.numbers
                ]
                value, formula = sum(parts, Decimal(0)), f"={function}{areas(at, taken)})"
            meaning = _told(column.says, own)
            self._put(f"{at}{row}", value, column, meaning, name, formula=formula, **style)

    @contextmanager
    def above(self, label: str, role: str = "subtotal", **look: Any) -> Iterator[None]:
        """A sum that stands above its rows, as in Västervik."""
        at, before, self.open = self.row, self.open, []
        self.row += 1
        yield
        self.sum_at(at, label, self.open, role, **look)
        self.open = before
        self.sums.append(at)


def _told(column: Says | None, row: Says | None) -> Says | None:
    """What the row says goes before what the column says."""
    if column is None or row is None:
        return column
    told = {key: getattr(row, key) for key in Says.__slots__ if getattr(row, key) not in {"", None}}
    return column.but(**told)

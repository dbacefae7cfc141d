"""A table as found on a sheet: where its headings, labels and amounts stand, and what they say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from trygg_excel.fact import Confidence, Role
from trygg_excel.layout.time.months import Months
from trygg_excel.layout.time.periods import Period
from trygg_excel.money import Unit
from trygg_excel.workbook import Range

LAST_COLUMN = 16_384


@dataclass(frozen=True, slots=True)
class Body:
    """Rows that hold amounts, and the columns they stand in; `labels` the columns that name the rows.

    `first` and `last` are the columns that are its own where tables stand side by side; `prices` hold what one piece
    costs. `continues`: its `headers` are those of the table above.
    """

    rows: tuple[int, ...]
    amounts: tuple[int, ...]
    labels: tuple[int, ...]
    periods: tuple[int, ...] = ()
    first: int = 1
    last: int = LAST_COLUMN
    headers: tuple[int, ...] = ()
    prices: tuple[int, ...] = ()
    continues: bool = False
    ambiguous: bool = False
    measures: tuple[int, ...] = ()
    units: tuple[int, ...] = ()

    @property
    def top(self) -> int:
        return self.rows[0]

    @property
    def bottom(self) -> int:
        return self.rows[-1]


class Stands(Enum):
    """At which end of its period an amount stands that is there at a day: 'IB', 'UB'."""

    OPENING = auto()
    CLOSING = auto()


@dataclass(frozen=True, slots=True)
class HeadedColumn:
    """A column of amounts with its heading path, outermost first. `inferred`: no words say its period.

    `stands`: its amounts are there at a day; `step`: they lead from one frame to the next.
    """

    column: int
    path: tuple[str, ...]
    period: Period | None = None
    unit: Unit | None = None
    inferred: bool = False
    stands: Stands | None = None
    step: bool = False

    @property
    def heading(self) -> str:
        return " / ".join(self.path)

    @property
    def own_heading(self) -> str:
        """The lowest, nearest to the amounts."""
        return self.path[-1] if self.path else ""


class LabelledRow(NamedTuple):
    """A row of amounts with its own name, the headings above it, and its place in the sum.

    `measure`: what the row says of its kind of amount, where its name is its group's: 'Utfall 2016'. `months`: what it
    names of the year that its column or its title says. `step`: it leads from one frame to the next.
    """

    row: int
    label: str
    group: tuple[str, ...] = ()
    role: Role = Role.LINE
    period: Period | None = None
    unit: Unit | None = None
    measure: str = ""
    months: Months | None = None
    step: bool = False


@dataclass(frozen=True, slots=True)
class Declared:
    """A unit or a year with the cell that says it; '' when the sheet's or the file's name does.

    `doubted`: other words on the sheet say otherwise; `apart`: said of the sheet, and not in the table or beside it;
    `settled`: a person has confirmed it; `elsewhere`: only other tables or sheets of the workbook say it.
    """

    unit: Unit | None = None
    period: Period | None = None
    cell: str = ""
    doubted: bool = False
    apart: bool = False
    settled: bool = False
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """What a person has confirmed of a table: it holds where the sheet says nothing, or says two things."""

    unit: Unit | None = None
    period: Period | None = None
    labels: int | None = None
    no_money: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """`id` is 'T1'… on its sheet. `years_down`: the rows are years and the columns carry the labels.

    `labelled`: no doubt which column names the rows. `prices`: columns whose numbers are amounts only in rows that fill
    none of `columns`. `subtitles`: the other words over the table. `body`: the columns and rows it was found in.
    """

    id: str
    sheet: str
    range: Range
    header_rows: tuple[int, ...]
    title: str
    columns: tuple[HeadedColumn, ...]
    rows: tuple[LabelledRow, ...]
    unit: Declared
    period: Declared
    years_down: bool
    confidence: Confidence
    labelled: bool = True
    prices: tuple[HeadedColumn, ...] = ()
    subtitles: tuple[str, ...] = ()
    body: Body | None = None

"""What a cell is to the reader of a sheet, and the words for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trygg_excel.finding import Text


class Use(StrEnum):
    """In the order of the legend. The values are CSS classes."""

    TITLE = "title"
    DECLARES = "declares"
    HEADING = "heading"
    GROUP = "group"
    LABEL = "label"
    AMOUNT = "amount"
    SUM = "sum"
    UNSURE = "unsure"
    IGNORED = "ignored"
    OTHER = "other"


LEGEND = {
    Use.TITLE: Text("titel", "title"),
    Use.DECLARES: Text("säger enhet eller år", "says unit or year"),
    Use.HEADING: Text("rubrik", "heading"),
    Use.GROUP: Text("grupp", "group"),
    Use.LABEL: Text("radens namn", "the row's name"),
    Use.AMOUNT: Text("belopp", "amount"),
    Use.SUM: Text("delsumma eller summa", "subtotal or total"),
    Use.UNSURE: Text("belopp som inte är säkert", "amount that is not sure"),
    Use.IGNORED: Text("tal som inte är belopp", "number that is no amount"),
    Use.OTHER: Text("övrig text", "other text"),
}


@dataclass(frozen=True, slots=True)
class CellUse:
    """A cell's use and what is said of it: what an amount is, or why a number is none.

    `declares`: it says a unit or a year beside what it is.
    """

    use: Use
    said: Text = Text("", "")
    declares: bool = False


PERCENT = Text("procent", "percentage")
COUNT = Text("antal", "count")
CODE = Text("kod eller nummer", "code or number")
PERIOD = Text("period", "period")
PRICE = Text("pris per styck", "price by the piece")
NO_HEADING = Text("kolumn utan rubrik", "column without a heading")
NO_MONEY = Text("inte pengar enligt rubriken", "no money, says the heading")
NO_MONEY_IN_ROW = Text("raden räknar annat än pengar", "the row counts something else than money")
NO_NAME = Text("rad utan namn", "row without a name")
OUTSIDE = Text("utanför tabellerna", "outside the tables")
NOT_READ_SO = Text("läst som annat än belopp", "read as something else than an amount")
NO_VALUE = Text("formel utan värde", "formula without a value")
DATE = Text("datum", "date")
ERROR = Text("felvärde", "error value")
TRUTH = Text("sant eller falskt", "true or false")
CONFIRMED_NONE = Text("bekräftat: inga belopp här", "confirmed: no money here")

"""An extract as it comes out of its file: sums and counts as data, without a sentence; it crosses the reader's pipe.

Amounts are öre written out, since a sum may be more than what is carried as a number.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from trygg_excel.ledger_facts import RowCount
from trygg_excel.workbook import Active

TOLD = 5  # rows, codes and vouchers that a problem names; the rest are counted


class Trouble(StrEnum):
    """What may be wrong with a file that can be read; the values are the findings' codes."""

    BAD_AMOUNT = "TRY-L01"  # a row whose amount is none, or could be two
    BAD_PERIOD = "TRY-L02"
    TOTAL = "TRY-L03"  # the file's own sum is not that of its rows
    ROWS = "TRY-L04"  # the file's own count of rows is not theirs
    TIED = "TRY-L05"  # two programmes' rules fit as well
    ROUNDED = "TRY-L06"  # parts of an öre
    NO_AMOUNT = "TRY-L07"  # a row with codes and a blank for its amount
    SUBTOTAL = "TRY-L08"  # a sum among the rows that is not that of any of them
    OTHER_SHEET = "TRY-L09"  # a sheet with other headings of a ledger
    DIMENSIONS = "TRY-L10"  # SIE: codes that the rules look at are nowhere stated together
    OBJECTS = "TRY-L11"  # SIE: an account's objects come to more or other than the account
    BAD_RECORD = "TRY-L12"  # SIE: a line that cannot be read
    WHOLE_YEAR = "TRY-L13"  # SIE: nothing but the year's balances
    NUMBER_CODES = "TRY-L14"  # codes that Excel has made numbers of, where rules have leading noughts
    CURRENCY = "TRY-L15"  # SIE: another than Swedish crowns
    NO_OUTCOME = "TRY-L16"  # columns of a month that are budgets, forecasts or counts


@dataclass(frozen=True, slots=True)
class Problem:
    """`count` rows have it, the first of which are `rows`; `words` are what the sentence names."""

    kind: Trouble
    count: int = 1
    rows: tuple[int, ...] = ()
    amount: str = "0"
    stated: str = ""
    words: tuple[str, ...] = ()
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Sum:
    """All bookings of a programme, account and period."""

    programme: str | None
    account: str
    period: int
    amount: str
    internal: bool = False
    bookings: int = 1


@dataclass(frozen=True, slots=True)
class Rest:
    """A voucher that does not balance, and what is left of it."""

    series: str
    number: str
    amount: str


@dataclass(frozen=True, slots=True)
class Stated:
    """What the file says that an account comes to; `since` None: in that one period."""

    account: str
    period: int
    amount: str
    since: int | None = None


@dataclass(frozen=True, slots=True)
class Extract:
    """All of it."""

    sums: tuple[Sum, ...] = ()
    budget: tuple[Sum, ...] = ()
    rests: tuple[Rest, ...] = ()
    balanced: bool = False
    stated: tuple[Stated, ...] = ()
    problems: tuple[Problem, ...] = ()
    count: RowCount | None = None
    extracted: str | None = None
    active: tuple[Active, ...] = ()

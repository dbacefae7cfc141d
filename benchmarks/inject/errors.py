"""What happens to people: each function puts one error into a correct book, and tells what it was and where.

None where the book has no place for it. After each error live formulas are calculated anew, as a spreadsheet would,
but for a stale one.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from benchmarks.inject import formula_errors, row_errors, typing_errors
from benchmarks.inject.book import Book
from benchmarks.inject.case import Case
from trygg_excel.finding import CauseKind

ERRORS: dict[CauseKind, Callable[[Random, Book], Case | None]] = {
    CauseKind.MISSING_ROW: row_errors.missing_row,
    CauseKind.DOUBLED_ROW: row_errors.doubled_row,
    CauseKind.TEXT_NUMBER: formula_errors.text_number,
    CauseKind.SHORT_RANGE: formula_errors.short_range,
    CauseKind.SUBTOTAL_TWICE: formula_errors.subtotal_twice,
    CauseKind.SWAPPED_DIGITS: typing_errors.swapped_digits,
    CauseKind.WRONG_SIGN: typing_errors.wrong_sign,
    CauseKind.WRONG_FACTOR: typing_errors.wrong_factor,
    CauseKind.NEIGHBOUR_COLUMN: typing_errors.neighbour_column,
    CauseKind.PRIOR_YEAR: typing_errors.prior_year,
    CauseKind.MOVED: typing_errors.moved,
    CauseKind.ROUNDING: typing_errors.rounding,
    CauseKind.HIDDEN_ROW: row_errors.hidden_row,
    CauseKind.TYPED_OVER: formula_errors.typed_over,
    CauseKind.STALE: formula_errors.stale,
    CauseKind.MISTYPED: typing_errors.mistyped,
}

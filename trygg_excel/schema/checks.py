"""The checks that schemas/*.yaml name, as plain functions on columns and frames. What each says is in schema_rules.py.

A check of a column gets its values without nulls; a check of a frame gets the frame. Both return which rows hold. A
null that another rule already speaks of is no second fault: it counts as holding.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    Column = pd.Series[Any]
    Holds = pd.Series[bool]


def text_dtype(column: Column) -> bool:
    import pandas as pd

    return isinstance(column.dtype, pd.StringDtype)


def text_not_blank(column: Column) -> Holds:
    return column.str.strip().ne("")


def one_of(column: Column, *, allowed: list[str]) -> Holds:
    return column.isin(allowed)


def is_unique(column: Column) -> Holds:
    return ~column.duplicated(keep="first")


def is_sha256(column: Column) -> Holds:
    return column.str.fullmatch("[0-9a-f]{64}")


def is_cell_address(column: Column) -> Holds:
    return column.str.fullmatch("[A-Z]{1,3}[1-9][0-9]{0,6}")


def is_currency_code(column: Column) -> Holds:
    return column.str.fullmatch("[A-Z]{3}")


def is_short_id(column: Column) -> Holds:
    return column.str.fullmatch("[a-z][a-z0-9_-]{0,59}")


def year_within(column: Column, *, low: int, high: int) -> Holds:
    return column.between(low, high)


def is_period(column: Column, *, low: int, high: int) -> Holds:
    """YYYYMM with YYYY in low..high and MM in 1..13."""
    return (column // 100).between(low, high) & (column % 100).between(1, 13)


def ore_at_least(column: Column, *, least: int) -> Holds:
    return column >= least


def ore_below(column: Column, *, limit: int) -> Holds:
    return column.abs() < limit


def known_unit(column: Column, *, allowed: list[str]) -> Holds:
    return column.isin(allowed)


def known_factor(column: Column, *, allowed: list[int]) -> Holds:
    return column.isin(allowed)


def line_has_label(frame: pd.DataFrame) -> Holds:
    is_stated_line = frame["role"].eq("line") & frame["state"].eq("stated")
    told_unsure = frame["confidence"].eq("guess")  # the reader already says so
    return ~is_stated_line | told_unsure | _holds(frame["label"].str.strip().ne(""))


def period_has_both_ends(frame: pd.DataFrame) -> Holds:
    """Both or none; of what runs over several years the beginning may be untold."""
    started, ended = frame["period_from"].notna(), frame["period_to"].notna()
    return (started == ended) | (~started & frame["basis"].eq("multi_year"))


def period_in_order(frame: pd.DataFrame) -> Holds:
    return _holds(frame["period_from"] <= frame["period_to"])


def year_is_of_period(frame: pd.DataFrame) -> Holds:
    same = _holds(frame["year"] == frame["period_to"] // 100)
    return same & (frame["year"].isna() == frame["period_to"].isna())


def month_is_of_period(frame: pd.DataFrame) -> Holds:
    """A month stands where the period is a single one, and there only."""
    single = frame["period_from"].eq(frame["period_to"]).fillna(value=False).astype(bool)
    return _holds(frame["month"] == frame["period_to"] % 100) & (frame["month"].notna() == single)


def amount_follows_state(frame: pd.DataFrame) -> Holds:
    """No amount exactly where the state is unknown or error."""
    return frame["amount_ore"].isna() == frame["state"].isin(["unknown", "error"])


def zero_mark_is_zero(frame: pd.DataFrame) -> Holds:
    return ~frame["state"].eq("zero_mark") | _holds(frame["amount_ore"].eq(0))


def against_needs_difference(frame: pd.DataFrame) -> Holds:
    return frame["against"].isna() | frame["measure"].isin(["change", "deviation"])


def years_in_order(frame: pd.DataFrame) -> Holds:
    return _holds(frame["valid_from"] <= frame["valid_to"])


def committee_is_known(frame: pd.DataFrame) -> Holds:
    return frame["committee"].isna() | frame["committee_label"].notna()


def package_has_committee(frame: pd.DataFrame) -> Holds:
    return ~frame["in_package"].astype(bool) | frame["committee"].notna()


def decided_frame_is_known(frame: pd.DataFrame) -> Holds:
    return frame["frame_decision"].isna() | frame["frame_ore"].notna()


def frame_has_source(frame: pd.DataFrame) -> Holds:
    stated = frame["frame_decision"].notna() | _holds(frame["frame_source"].str.strip().ne(""))
    return frame["frame_ore"].isna() | stated


def _holds(compared: Column) -> Holds:
    """Nullable true/false as plain: a comparison with a null holds, for the null is another rule's."""
    return compared.fillna(value=True).astype(bool)

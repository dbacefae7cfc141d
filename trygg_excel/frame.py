"""Facts as a pandas frame: the columns, order and dtypes of design 3. The one module that builds frames of facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

from trygg_excel.fact import Fact
from trygg_excel.fact_columns import CATEGORIES, COLUMNS, INTEGERS, attribute


def facts_frame(facts: Iterable[Fact]) -> pd.DataFrame:
    """One row per fact, in order, with the contract's dtypes whatever the rows hold."""
    rows = tuple(facts)
    return pd.DataFrame({name: _series(name)([getattr(each, attribute(name)) for each in rows]) for name in COLUMNS})


def _series(name: str) -> Callable[[list[object]], pd.Series]:
    if name in CATEGORIES:
        dtype = pd.CategoricalDtype([member.value for member in CATEGORIES[name]])
        return lambda values: pd.Series([None if each is None else str(each) for each in values], dtype=dtype)
    if name in INTEGERS:
        return lambda values: pd.Series(values, dtype=INTEGERS[name])
    return lambda values: pd.Series(values, dtype="string")

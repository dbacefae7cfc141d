"""Facts as a pandas frame: the columns, order and dtypes of design 3. The one module that builds frames of facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum

import pandas as pd

from trygg_excel.fact import Against, Basis, Confidence, Fact, Kind, Measure, Nature, Role, State, Status, Version

_TEXT = ("file", "file_id", "sheet", "table", "cell", "label", "group", "column", "programme", "committee")
_CATEGORIES: dict[str, type[StrEnum]] = {
    "nature": Nature, "measure": Measure, "against": Against, "version": Version, "status": Status, "basis": Basis,
    "state": State, "role": Role, "kind": Kind, "confidence": Confidence,
}  # fmt: skip
_INTEGERS = {
    "period_from": "Int32", "period_to": "Int32", "year": "Int16", "month": "Int8", "amount_ore": "Int64",
    "quantum_ore": "Int64", "unit_factor": "Int64",
}  # fmt: skip
COLUMNS = (
    *_TEXT, "nature", "measure", "against", "version", "status", "period_from", "period_to", "basis", "year", "month",
    "amount_ore", "state", "quantum_ore", "unit", "unit_factor", "currency", "role", "kind", "confidence", "raw",
)  # fmt: skip
_RENAMED = {"amount_ore": "amount", "quantum_ore": "quantum"}


def facts_frame(facts: Iterable[Fact]) -> pd.DataFrame:
    """One row per fact, in order, with the contract's dtypes whatever the rows hold."""
    rows = tuple(facts)
    return pd.DataFrame(
        {name: _series(name)([getattr(each, _RENAMED.get(name, name)) for each in rows]) for name in COLUMNS}
    )


def _series(name: str) -> Callable[[list[object]], pd.Series]:
    if name in _CATEGORIES:
        dtype = pd.CategoricalDtype([member.value for member in _CATEGORIES[name]])
        return lambda values: pd.Series([None if each is None else str(each) for each in values], dtype=dtype)
    if name in _INTEGERS:
        return lambda values: pd.Series(values, dtype=_INTEGERS[name])
    return lambda values: pd.Series(values, dtype="string")

"""The columns of the facts frame (design 3): their order, what kind of value each holds, and where a fact keeps it."""

from __future__ import annotations

from enum import StrEnum

from trygg_excel.fact import Against, Basis, Confidence, Kind, Measure, Nature, Role, State, Status, Version

CATEGORIES: dict[str, type[StrEnum]] = {
    "nature": Nature, "measure": Measure, "against": Against, "version": Version, "status": Status, "basis": Basis,
    "state": State, "role": Role, "kind": Kind, "confidence": Confidence,
}  # fmt: skip
INTEGERS = {
    "period_from": "Int32", "period_to": "Int32", "year": "Int16", "month": "Int8", "amount_ore": "Int64",
    "quantum_ore": "Int64", "unit_factor": "Int64",
}  # fmt: skip
COLUMNS = (
    "file", "file_id", "sheet", "table", "cell", "label", "group", "column", "programme", "committee",
    "nature", "measure", "against", "version", "status", "period_from", "period_to", "basis", "year", "month",
    "amount_ore", "state", "quantum_ore", "unit", "unit_factor", "currency", "role", "kind", "confidence", "raw",
)  # fmt: skip
_RENAMED = {"amount_ore": "amount", "quantum_ore": "quantum"}


def attribute(column: str) -> str:
    """The name of a fact's attribute that a column holds."""
    return _RENAMED.get(column, column)

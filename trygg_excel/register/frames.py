"""The register's programmes and years as pandas frames, for their schemas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trygg_excel.register.model import Register

if TYPE_CHECKING:
    import pandas as pd


def programmes_frame(register: Register) -> pd.DataFrame:
    """One row per programme, with the label of its committee where that is known."""
    labels = {each.id: each.label for each in register.committees}
    every = register.programmes
    return _frame(
        {
            "id": ("string", [each.id for each in every]),
            "label": ("string", [each.label for each in every]),
            "committee": ("string", [each.committee for each in every]),
            "committee_label": ("string", [labels.get(each.committee or "") for each in every]),
            "valid_from": ("Int64", [each.valid_from for each in every]),
            "valid_to": ("Int64", [each.valid_to for each in every]),
            "scope": ("string", [each.scope for each in every]),
            "in_package": ("boolean", [each.in_package for each in every]),
        }
    )


def years_frame(register: Register) -> pd.DataFrame:
    """One row per year; the frame (ram) in öre."""
    every = register.years
    return _frame(
        {
            "year": ("Int64", [each.year for each in every]),
            "frame_ore": ("Int64", [each.frame for each in every]),
            "frame_decision": ("string", [each.frame_decision for each in every]),
            "frame_source": ("string", [each.frame_source for each in every]),
            "allocation_decision": ("string", [each.allocation_decision for each in every]),
        }
    )


def _frame(columns: dict[str, tuple[str, list[object]]]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame({name: pd.Series(values, dtype=dtype) for name, (dtype, values) in columns.items()})

"""The gate: what a file really is, and whether it may be read. It stands before every parser and runs nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from trygg_excel.gate.limits import LIMITS, Limits
from trygg_excel.gate.reasons import Reason
from trygg_excel.workbook import Active

__all__ = ["LIMITS", "Admitted", "Limits", "Reason", "admit"]


@dataclass(frozen=True, slots=True)
class Admitted:
    """A file that may be read: its format, and what of it Excel might run or fetch."""

    format: str
    active: tuple[Active, ...]


def admit(path: Path, limits: Limits = LIMITS) -> Admitted:
    """Hold a file against the limits. Raises Refused with its reason, or PathMissing; no parser of others is run."""
    from trygg_excel.reading import gate_pass  # the reader shares the gate's pass, and stands above it

    return Admitted(*gate_pass(path, limits))

"""The controls, in the order they are run. Add one: write its function in a family's file, add it to that tuple."""

from __future__ import annotations

from trygg_excel.controls.cells import CELLS
from trygg_excel.controls.control import Control
from trygg_excel.controls.frames import FRAMES
from trygg_excel.controls.funds import FUNDS
from trygg_excel.controls.lineage import LINEAGE
from trygg_excel.controls.programmes import PROGRAMMES
from trygg_excel.controls.statements import STATEMENTS
from trygg_excel.controls.status import STATUSES
from trygg_excel.controls.sums import SUMS

CONTROLS: tuple[Control, ...] = (
    *SUMS, *PROGRAMMES, *FRAMES, *FUNDS, *STATEMENTS, *LINEAGE, *STATUSES, *CELLS,
)  # fmt: skip

__all__ = ["CONTROLS", "Control"]

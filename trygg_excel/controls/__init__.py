"""The controls, in the order they are run. Add one: write its function in a family's file, add it to that tuple."""

from __future__ import annotations

from trygg_excel.controls.agreement import AGREEMENT
from trygg_excel.controls.bookings import BOOKINGS
from trygg_excel.controls.budget_versions import BUDGET_VERSIONS
from trygg_excel.controls.cells import CELLS
from trygg_excel.controls.comments import COMMENTS
from trygg_excel.controls.control import Control
from trygg_excel.controls.deviations import DEVIATIONS
from trygg_excel.controls.double_funding import DOUBLE_FUNDING
from trygg_excel.controls.files import FILES
from trygg_excel.controls.frames import FRAMES
from trygg_excel.controls.funds import FUNDS
from trygg_excel.controls.hidden import HIDDEN_ROWS
from trygg_excel.controls.ledger import LEDGER
from trygg_excel.controls.lineage import LINEAGE
from trygg_excel.controls.movements import MOVEMENTS
from trygg_excel.controls.outcomes import OUTCOMES
from trygg_excel.controls.outside import OUTSIDE_SUMS
from trygg_excel.controls.pace import PACE
from trygg_excel.controls.phasing import PHASING
from trygg_excel.controls.programmes import PROGRAMMES
from trygg_excel.controls.since_last import SINCE_LAST
from trygg_excel.controls.sizes import SIZES
from trygg_excel.controls.statements import STATEMENTS
from trygg_excel.controls.status import STATUSES
from trygg_excel.controls.sums import SUMS
from trygg_excel.controls.units import UNITS_OF_AMOUNTS

CONTROLS: tuple[Control, ...] = (
    *SUMS, *OUTSIDE_SUMS, *HIDDEN_ROWS, *PROGRAMMES, *FRAMES, *MOVEMENTS, *FUNDS, *DOUBLE_FUNDING, *BUDGET_VERSIONS,
    *STATEMENTS, *AGREEMENT, *LINEAGE, *STATUSES, *CELLS, *SIZES, *UNITS_OF_AMOUNTS, *DEVIATIONS, *OUTCOMES, *PACE,
    *PHASING, *COMMENTS, *SINCE_LAST, *FILES, *LEDGER, *BOOKINGS,
)  # fmt: skip

__all__ = ["CONTROLS", "Control"]

"""Files made to harm, and near misses that must pass. They are built when the tests run; nothing is committed.

One module for each layer that a file can attack; each puts its rows in the one table, `CASES`.
"""

from __future__ import annotations

from tests.hostile import (
    active,
    bombs,
    compound,
    container,
    flat,
    floods,
    grid,
    legal,
    markup,
    opendocument,
    others,
    targets,
    texts,
)
from tests.hostile.table import ADMITTED, CASES, CannotBuild, Case, Outcome

MODULES = (active, bombs, compound, container, flat, floods, grid, legal, markup, opendocument, others, targets, texts)

__all__ = ["ADMITTED", "CASES", "MODULES", "CannotBuild", "Case", "Outcome"]

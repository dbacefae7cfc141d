"""The .xlsx container: its parts, their relationships, and passes over the XML of a part.

The one place that knows zip archives (`container`, `directory`, `rewrite`) and XML (`markup`, `located`, `splice`).
"""

from __future__ import annotations

from trygg_excel.package.bad import BadPackage
from trygg_excel.package.container import Package, Relationship
from trygg_excel.package.located import Node, Outline, outline, sheet_outline
from trygg_excel.package.markup import (
    Element,
    PageTarget,
    check_prolog,
    elements,
    is_utf8,
    local,
    ours,
    own_name,
    walk_page,
)
from trygg_excel.package.names import OUR_SHEET, part_key
from trygg_excel.package.pack import packed
from trygg_excel.package.rewrite import NotAsWritten, Rewrite, check_written, rewritten
from trygg_excel.package.splice import Splice, Undo, spliced, undone

__all__ = [
    "OUR_SHEET",
    "BadPackage",
    "Element",
    "Node",
    "NotAsWritten",
    "Outline",
    "Package",
    "PageTarget",
    "Relationship",
    "Rewrite",
    "Splice",
    "Undo",
    "check_prolog",
    "check_written",
    "elements",
    "is_utf8",
    "local",
    "ours",
    "outline",
    "own_name",
    "packed",
    "part_key",
    "rewritten",
    "sheet_outline",
    "spliced",
    "undone",
    "walk_page",
]

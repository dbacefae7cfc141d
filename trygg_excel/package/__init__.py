"""The .xlsx container: its parts, their relationships, and passes over the XML of a part.

The one place that knows zip archives (`container`, `directory`) and XML (`markup`).
"""

from __future__ import annotations

from trygg_excel.package.bad import BadPackage
from trygg_excel.package.container import Package, Relationship
from trygg_excel.package.markup import Element, check_prolog, elements, is_utf8, local, ours, own_name
from trygg_excel.package.names import part_key

__all__ = [
    "BadPackage",
    "Element",
    "Package",
    "Relationship",
    "check_prolog",
    "elements",
    "is_utf8",
    "local",
    "ours",
    "own_name",
    "part_key",
]

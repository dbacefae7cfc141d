"""What a worksheet part says of ranges: merged ones, hidden columns, and how many links it has."""

from __future__ import annotations

from trygg_excel.gate.reasons import Reason
from trygg_excel.package import Element
from trygg_excel.reading.sheet_limits import SheetLimits
from trygg_excel.workbook import Range

TRUE = frozenset({"1", "true"})


class RangeReader:
    """Reads the elements of one sheet in file order."""

    def __init__(self, held: SheetLimits) -> None:
        self.held = held
        self.merged: list[Range] = []
        self.hidden_columns: set[int] = set()
        self._merged_area = self._links = 0

    def take(self, kind: str, element: Element) -> None:
        if kind == "mergeCell":
            self._merge(element.get("ref") or "A1")
        elif kind == "hyperlink":
            self._links += 1
            if self._links > self.held.limits.links:
                raise self.held.refuse(Reason.LINKS)
        elif kind == "col" and element.get("hidden") in TRUE:
            first, last = (self.held.number(element.get(name) or "1") for name in ("min", "max"))
            self.hidden_columns.update(range(first, min(last, self.held.limits.columns) + 1))

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        (top, left), (bottom, right) = self.held.place(first), self.held.place(last or first)
        span = Range(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
        self.merged.append(span)
        self._merged_area += span.size
        if len(self.merged) > self.held.limits.merges or self._merged_area > self.held.limits.merged_area:
            raise self.held.refuse(Reason.MERGES)

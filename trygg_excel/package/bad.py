"""The one exception of what stands below the reader."""

from __future__ import annotations

from trygg_excel.gate.reasons import Reason


class BadPackage(Exception):
    """Bytes that may not or cannot be read: the reason, and the part it was seen in."""

    def __init__(self, reason: Reason, where: str = "") -> None:
        super().__init__(f"{reason.name} {where}".strip())
        self.reason = reason
        self.where = where

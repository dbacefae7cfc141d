"""An .xls at the gate: a compound file that is whole, with a workbook in it that is not encrypted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trygg_excel.gate.active import few
from trygg_excel.gate.biff import active_in_records
from trygg_excel.gate.compound import SIGNATURE, STORAGE, Compound, Entry
from trygg_excel.gate.reasons import Reason
from trygg_excel.package import BadPackage
from trygg_excel.workbook import Active, ActiveKind

_WORKBOOKS = ("WORKBOOK", "BOOK")  # of Excel 97 and later; of Excel 5 and 95
_LOCKED = frozenset({"ENCRYPTEDPACKAGE", "ENCRYPTIONINFO", "\tDRMCONTENT"})
_STORAGES = {
    re.compile(r"_VBA_PROJECT(?:_CUR)?"): ActiveKind.MACROS,
    re.compile(r"(?:MBD|LNK)[0-9A-F]{8}"): ActiveKind.EMBEDDED,
}
_CONTROLS = "CTLS"


def check_xls(data: bytes) -> tuple[Active, ...]:
    """Hold the container against itself; the active content. Raises BadPackage with the reason."""
    if not data.startswith(SIGNATURE):
        return few(active_in_records(data))  # records without a container, as before Excel 5
    compound = Compound(data)
    stream = compound.stream(workbook_in(compound))
    return few([*_in_directory(compound), *active_in_records(stream)])


def workbook_in(compound: Compound) -> Entry:
    """The stream of the workbook. Raises BadPackage when there is none, or it is locked."""
    top = compound.top()
    if _LOCKED & top.keys():
        raise BadPackage(Reason.ENCRYPTED)
    found = next((top[name] for name in _WORKBOOKS if name in top), None)
    if found is None:
        raise BadPackage(Reason.NO_WORKBOOK)
    return found


def _in_directory(compound: Compound) -> Iterator[Active]:
    for entry in compound.entries:
        name = entry.name.upper()
        kinds = [kind for pattern, kind in _STORAGES.items() if entry.kind == STORAGE and pattern.fullmatch(name)]
        if name == _CONTROLS:
            kinds.append(ActiveKind.CONTROL)
        yield from (Active(kind, entry.name) for kind in kinds)

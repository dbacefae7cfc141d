"""Active content: what Excel may run or fetch. It is found by the container's own relationships, and never run."""

from __future__ import annotations

import struct
from collections import Counter
from collections.abc import Iterable, Iterator

from trygg_excel.gate.formulas import fetches, is_automatic
from trygg_excel.package import Package, elements
from trygg_excel.workbook import Active, ActiveKind

# The last word of a relationship's type, and what it brings.
_KINDS = {
    "vbaProject": ActiveKind.MACROS,
    "xlMacrosheet": ActiveKind.MACRO_SHEET,
    "xlIntlMacrosheet": ActiveKind.MACRO_SHEET,
    "dialogsheet": ActiveKind.MACRO_SHEET,
    "externalLink": ActiveKind.EXTERNAL_LINK,
    "connections": ActiveKind.CONNECTION,
    "queryTable": ActiveKind.CONNECTION,
    "oleObject": ActiveKind.EMBEDDED,
    "package": ActiveKind.EMBEDDED,
    "control": ActiveKind.CONTROL,
    "activeXControlBinary": ActiveKind.CONTROL,
    "extensibility": ActiveKind.CUSTOM_UI,
    "customUI": ActiveKind.CUSTOM_UI,
    "attachedToolbars": ActiveKind.CUSTOM_UI,
}
_SHEETS = frozenset({"worksheet", "chartsheet", "dialogsheet", "xlMacrosheet", "xlIntlMacrosheet"})
_MARKUP = (".xml", ".rels", ".vml")
_BEGIN_LINK = b"\xe8\x02"  # BrtBeginSupBook, the first record of a link in an .xlsb (MS-XLSB 2.4.222)
_WORKBOOK = 0  # its kind of link; others are programs
MOST = 50  # of one kind; that there are any is what matters


def few(found: Iterable[Active]) -> tuple[Active, ...]:
    """Each once, and so many of a kind as a person may look at."""
    counts: Counter[ActiveKind] = Counter()
    kept = []
    for each in dict.fromkeys(found):
        counts[each.kind] += 1
        if counts[each.kind] <= MOST:
            kept.append(each)
    return tuple(kept)


def active_content(package: Package, main: str) -> Iterator[Active]:
    """What the workbook's parts point at: macros, links, connections, objects, controls."""
    seen: set[tuple[str, str]] = set()
    for part in ("", main, *_sheets(package, main)):
        for relationship in package.relationships(part).values():
            kind = _KINDS.get(relationship.kind)
            if kind is None or (relationship.kind, relationship.target) in seen:
                continue
            seen.add((relationship.kind, relationship.target))
            if kind is ActiveKind.EXTERNAL_LINK and not relationship.external:
                yield _link(package, relationship.target)
                continue
            if kind is ActiveKind.MACROS and relationship.target.casefold().endswith(_MARKUP):
                _take_in(package, relationship.target)
            yield Active(kind, part or relationship.target, relationship.target)


def _sheets(package: Package, main: str) -> Iterator[str]:
    """The sheets of all kinds, wherever they lie in the container."""
    found = package.relationships(main).values()
    yield from dict.fromkeys(each.target for each in found if each.kind in _SHEETS and not each.external)


def _take_in(package: Package, part: str) -> None:
    """Macros by the name of markup: they are none, and not to be looked at as such with what nothing has read."""
    if part in package:
        package.read(part)


def _link(package: Package, part: str) -> Active:
    """A link to another workbook, or a DDE or OLE link, with what it points at."""
    targets = [each.target for each in package.relationships(part).values() if each.external]
    target = targets[0] if targets else ""
    if part in package:
        data = package.read(part)
        program = _binary_program(data) if data.startswith(_BEGIN_LINK) else _program(data, part)
        if program is not None:
            return Active(ActiveKind.DDE, part, program or target)
    return Active(ActiveKind.EXTERNAL_LINK, part, target)


def _program(data: bytes, part: str) -> str | None:
    """The program and topic of a DDE or OLE link; None when it is a workbook."""
    program = None
    for _, element in elements(data, "{*}ddeLink", "{*}oleLink", where=part):
        program = "|".join(filter(None, (element.get("ddeService"), element.get("ddeTopic"))))
    return program


def _binary_program(data: bytes) -> str | None:
    """The same in an .xlsb: record, its size in one to four bytes, kind of link, texts of the program and the topic."""
    at = len(_BEGIN_LINK) + 1
    while at < 6 and data[at - 1 : at] > b"\x7f":
        at += 1
    if data[at : at + 2] == struct.pack("<H", _WORKBOOK):
        return None
    program, after = _wide_text(data, at + 2)
    topic, _ = _wide_text(data, after)
    return "|".join(filter(None, (program, topic)))


def _wide_text(data: bytes, at: int) -> tuple[str, int]:
    """A text behind its length, and where what comes after it begins."""
    end = at + 4 + 2 * int.from_bytes(data[at : at + 4], "little")
    return data[at + 4 : end].decode("utf-16-le", "replace"), end


def in_name(name: str, formula: str) -> Iterator[Active]:
    """What a defined name does when the workbook is opened or calculated."""
    if is_automatic(name):
        yield Active(ActiveKind.MACROS, name, formula)
    elif (function := fetches(formula)) is not None:
        yield Active(ActiveKind.DDE if function == "DDE" else ActiveKind.WEB_FORMULA, name, function)

"""Faults that the Open XML SDK does not see and Excel complains of, in words; a sound workbook has none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree
from openpyxl.formula.tokenizer import Tokenizer, TokenizerError
from openpyxl.utils import range_boundaries

from tests.losses import _local, _parsed, home_of, main_of, parts_of, tabs_of, target_of, type_of

_TYPES = {
    "worksheet": "worksheet+xml", "comments": "comments+xml", "drawing": "drawing+xml", "chart": "chart+xml",
    "table": "table+xml", "styles": "styles+xml", "vmlDrawing": "vmlDrawing",
}  # fmt: skip
_ORDER = (
    "sheetPr", "dimension", "sheetViews", "cols", "sheetData", "autoFilter", "mergeCells", "conditionalFormatting",
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "ignoredErrors",
    "drawing", "legacyDrawing", "legacyDrawingHF", "picture", "tableParts", "extLst",
)  # fmt: skip
_STYLES = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors",
    "extLst",
)  # fmt: skip
_NOTE = re.compile(rb"<\w+:ClientData\b[^>]*ObjectType=[\"']Note[\"'].*?</\w+:ClientData>", re.DOTALL)
_ADDRESS = re.compile(r"([A-Z]+)(\d+)")


def faults(data: bytes) -> Counter[str]:
    """All faults of a workbook, so that those a copy has more than its original can be told."""
    parts = parts_of(data)
    main = main_of(parts)
    found = Counter(_names(parts, main))
    found.update(_pointing(parts))
    formats = _formats(parts, main)
    found.update(_styles_order(parts, main))
    selected = 0
    for name, part in sheet_parts(parts, main):
        root = _parsed(parts[part])
        told = (*_cells(root), *_tables(parts, part, root), *_notes(parts, part), *_indexes(root, *formats))
        found.update(f"{name}: {each}" for each in (*told, *_order(root)))
        selected += sum(each.get("tabSelected") in {"1", "true"} for each in root.iter("{*}sheetView"))
    if selected > 1:
        found["several tabs selected"] += selected
    return found


def sheet_parts(parts: dict[str, bytes], main: str) -> Iterator[tuple[str, str]]:
    """Each worksheet's name and part."""
    targets = relations(parts, main)
    for tab in tabs_of(parts):
        kind, part = targets.get(tab["id"], ("", ""))
        if kind == "worksheet" and part in parts:
            yield tab["name"], part


def relations(parts: dict[str, bytes], source: str) -> dict[str, tuple[str, str]]:
    """What a part points at: kind and part by relationship id."""
    home = parts.get(home_of(source))
    return {
        str(each.get("Id")): (str(each.get("Type")).rsplit("/", 1)[-1], target_of(source, str(each.get("Target"))))
        for each in (() if home is None else _parsed(home))
    }


def _pointing(parts: dict[str, bytes]) -> Iterator[str]:
    """Relationships lead to parts that are there, of the type that their kind asks for; every part is led to."""
    led_to: set[str] = {"[content_types].xml"}
    for home, links in parts.items():
        if not home.endswith(".rels"):
            continue
        source = home.replace("_rels/", "").removesuffix(".rels")
        for each in _parsed(links):
            kind, target = str(each.get("Type")).rsplit("/", 1)[-1], target_of(source, str(each.get("Target")))
            if each.get("TargetMode") == "External":
                continue
            led_to.add(target)
            if target not in parts:
                yield f"{home}: {target} is not there"
            elif not (type_of(parts, target) or "").endswith(_TYPES.get(kind, "")):
                yield f"{target} is of type {type_of(parts, target)}"
    yield from (
        f"nothing leads to {part}" for part in parts if part not in led_to and not part.endswith((".rels", "/"))
    )


def _formats(parts: dict[str, bytes], main: str) -> tuple[int, int]:
    """How many cell formats and differential formats there are."""
    part = next((part for kind, part in relations(parts, main).values() if kind == "styles" and part in parts), None)
    root = None if part is None else _parsed(parts[part])
    groups = [None if root is None else root.find(f"{{*}}{name}") for name in ("cellXfs", "dxfs")]
    cells, changed = (0 if each is None else len(each) for each in groups)
    return cells, changed


def _styles_order(parts: dict[str, bytes], main: str) -> Iterator[str]:
    for kind, part in relations(parts, main).values():
        if kind == "styles" and part in parts:
            yield from _order(_parsed(parts[part]), _STYLES)


def _indexes(root: etree._Element, cells: int, changed: int) -> Iterator[str]:
    for each in root.iter("{*}c", "{*}row"):
        if int(each.get("s") or 0) >= max(cells, 1):
            yield f"{each.get('r')} has format {each.get('s')}"
    for each in root.iter("{*}cfRule"):
        if each.get("dxfId") is not None and int(str(each.get("dxfId"))) >= changed:
            yield f"a rule has format {each.get('dxfId')}"


def _order(root: etree._Element, order: tuple[str, ...] = _ORDER) -> Iterator[str]:
    places = [order.index(_local(each)) for each in root.iterchildren("*") if _local(each) in order]
    if places != sorted(places):
        yield "elements out of order"


def _names(parts: dict[str, bytes], main: str) -> Iterator[str]:
    tabs = len(tabs_of(parts))
    seen: set[tuple[str, str | None]] = set()
    root, targets = _parsed(parts[main]), relations(parts, main)
    for each in root.iter("{*}sheet", "{*}definedName"):
        if str(each.tag).partition("}")[0] != str(root.tag).partition("}")[0]:
            yield f"{each.get('name')} is of another namespace"
    yield from (f"{each['name']} leads nowhere" for each in tabs_of(parts) if each.get("id") not in targets)
    for each in root.iter("{*}definedName"):
        scope = each.get("localSheetId")
        if scope is not None and int(scope) >= tabs:
            yield f"name {each.get('name')} is of tab {scope}"
        key = (str(each.get("name")).casefold(), scope)
        if key in seen:
            yield f"name {key} twice"
        seen.add(key)


def _cells(root: etree._Element) -> Iterator[str]:
    last = (0, 0)
    for cell in root.iter("{*}c"):
        found = _ADDRESS.fullmatch(cell.get("r") or "")
        if found:
            here = (int(found[2]), _column(found[1]))
            if here <= last:
                yield f"{cell.get('r')} out of order"
            last = here
        for formula in cell.iter("{*}f"):
            if formula.text and not _is_formula(formula.text):
                yield f"{cell.get('r')} formula {formula.text}"
    for rule in root.iter("{*}cfRule"):
        for formula in rule.iter("{*}formula"):
            if formula.text and not _is_formula(formula.text):
                yield f"rule {formula.text}"


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _is_formula(text: str) -> bool:
    try:
        tokens = Tokenizer(f"={text}").items
    except (TokenizerError, IndexError):
        return False
    depth = sum((each.subtype == "OPEN") - (each.subtype == "CLOSE") for each in tokens)
    operators = [each.type for each in tokens if not each.type.startswith("WHITE")]
    return depth == 0 and bool(operators) and not operators[-1].startswith("OPERATOR-INFIX")


def _tables(parts: dict[str, bytes], part: str, root: etree._Element) -> Iterator[str]:
    for kind, target in relations(parts, part).values():
        if kind != "table" or target not in parts:
            continue
        table = _parsed(parts[target])
        try:
            left, top, right, _ = range_boundaries(str(table.get("ref")))
        except (ValueError, TypeError):
            yield f"table {table.get('ref')} is no range"
            continue
        names = [str(each.get("name")) for each in table.iter("{*}tableColumn")]
        if right is None or left is None or right - left + 1 != len(names):
            yield f"table {table.get('ref')} has {len(names)} columns"
        elif table.get("headerRowCount") != "0":
            yield from _headers(parts, root, names, left, int(top or 0))


def _headers(parts: dict[str, bytes], root: etree._Element, names: list[str], left: int, top: int) -> Iterator[str]:
    shared = next((_parsed(data) for name, data in parts.items() if name.endswith("sharedstrings.xml")), None)
    texts = [] if shared is None else ["".join(map(_said, each.iter("{*}t"))) for each in shared.iter("{*}si")]
    row = next((each for each in root.iter("{*}row") if each.get("r") == str(top)), None)
    cells = {} if row is None else {_column(str(_ADDRESS.match(str(c.get("r")))[1])): c for c in row if c.get("r")}  # type: ignore[index]
    for number, name in enumerate(names, left):
        cell = cells.get(number)
        value = None if cell is None else cell.find("{*}v")
        if cell is None:
            said = ""
        elif cell.get("t") == "s" and value is not None:
            said = dict(enumerate(texts)).get(int(value.text or 0), "no text")
        elif cell.get("t") == "inlineStr":
            said = "".join(map(_said, cell.iter("{*}t")))
        else:
            said = "" if value is None else value.text or ""
        if " ".join(said.split()) != " ".join(name.replace("_x000a_", " ").replace("_x000A_", " ").split()):
            yield f"table heading {name!r} is {said!r} in its cell"


def _said(element: etree._Element) -> str:
    return element.text or ""


def _notes(parts: dict[str, bytes], part: str) -> Iterator[str]:
    """Each note has a box, in the drawing the sheet names for them."""
    targets = relations(parts, part)
    root = _parsed(parts[part])
    drawing = next((each for each in root if _local(each) == "legacyDrawing"), None)
    named = "" if drawing is None else next((str(v) for k, v in drawing.attrib.items() if str(k).endswith("id")), "")
    vml = parts.get(targets.get(named, ("", ""))[1], b"")
    boxes = set()
    for found in _NOTE.finditer(vml):
        row, column = (re.search(rb":%b>\s*(\d+)" % name, found[0]) for name in (b"Row", b"Column"))
        boxes.add((int(row[1]) + 1 if row else 0, int(column[1]) + 1 if column else 0))
    for kind, target in targets.values():
        if kind == "comments" and target in parts:
            for each in _parsed(parts[target]).iter("{*}comment"):
                found_address = _ADDRESS.fullmatch(str(each.get("ref")).replace("$", ""))
                if found_address and (int(found_address[2]), _column(found_address[1])) not in boxes:
                    yield f"note at {each.get('ref')} has no box"

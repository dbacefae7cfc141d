"""What a copy of a workbook has lost: part by part, by libraries of others. Knows nothing of how the copy was made."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from lxml import etree

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_FORGIVING = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, recover=True)  # VML
# What may have another value: how many there are, and the number that only orders conditional formats.
_MAY_DIFFER = {("cfRule", "priority")} | {
    (name, "count") for name in ("numFmts", "fonts", "fills", "borders", "cellXfs", "dxfs")
}
# What is known by its number: nothing may come before what was there.
_INDEXED = {"fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "dxfs", "sheets", "authors"}


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts by their name; case does not count and '\\' stands for '/'."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name.replace("\\", "/").casefold(): archive.read(name) for name in archive.namelist()}


def losses(before: bytes, after: bytes, changed: Iterable[str]) -> list[str]:
    """What is gone or different, in words; `changed` are the parts that are said to be changed."""
    old, new = parts_of(before), parts_of(after)
    told = {each.replace("\\", "/").casefold() for each in changed}
    found = [f"{part}: gone" for part in old if part not in new]
    for part in old.keys() & new.keys():
        if old[part] == new[part]:
            continue
        if part.casefold() not in told:
            found.append(f"{part}: changed and not told")
        elif part.endswith((".rels", "[content_types].xml")):
            found += _unordered(part, old[part], new[part])
        else:
            found += _missing(part, _parsed(old[part]), _parsed(new[part]))
    return found + _types_lost(old, new) + _tabs_moved(old, new) + _raw_changed(before, after)


def _parsed(data: bytes) -> etree._Element:
    try:
        return etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError:
        return etree.fromstring(data, _FORGIVING)


def _unordered(part: str, old: bytes, new: bytes) -> Iterator[str]:
    """Relationships and content types: all of the old are there, and no id twice."""
    mine, theirs = ([(_local(e), sorted(map(str, e.attrib.items()))) for e in _parsed(data)] for data in (old, new))
    yield from (f"{part}: {each} lost" for each in mine if each not in theirs)
    ids = [each.get("Id") for each in _parsed(new) if each.get("Id") is not None]
    yield from (f"{part}: {each} twice" for each in set(ids) if ids.count(each) > 1)


def _missing(where: str, old: etree._Element, new: etree._Element) -> Iterator[str]:
    """Elements, attributes and texts of the old that are not in the new at their place, in their order."""
    if not _alike(old, new):
        yield f"{where}: {_local(old)} {old.attrib.items()} became {new.attrib.items()}"
        return
    below_a_note = _local(old) == "t" and "comments" in where and _text(new).startswith(_text(old))
    if _text(old) != _text(new) and not below_a_note:
        yield f"{where}: text of {_local(old)}"
    left, at = list(new.iterchildren("*")), 0
    for child in old.iterchildren("*"):
        here = f"{where}/{_local(child)}"
        reach = range(at, min(at + 1, len(left)) if _local(old) in _INDEXED else len(left))
        found = _best(here, child, left, reach)
        if found is None:
            yield f"{here} {child.attrib.items()}: gone or moved"
            return
        at = found[0] + 1
        yield from found[1]


def _best(where: str, old: etree._Element, left: list[etree._Element], reach: range) -> tuple[int, list[str]] | None:
    """The first in reach that lacks nothing of the old one, else the first alike; with what it lacks."""
    first = None
    for number in reach:
        if _alike(old, left[number]):
            lacks = list(_missing(where, old, left[number]))
            first = first or (number, lacks)
            if not lacks:
                return number, []
    return first


def _alike(old: etree._Element, new: etree._Element) -> bool:
    if old.tag != new.tag or old.attrib.keys() != new.attrib.keys():
        return False
    return all(new.get(name) == value or (_local(old), name) in _MAY_DIFFER for name, value in old.attrib.items())


def _text(element: etree._Element) -> str:
    return " ".join((element.text or "").split())


def _local(element: etree._Element) -> str:
    return str(element.tag).rsplit("}", 1)[-1]


def _types_lost(old: dict[str, bytes], new: dict[str, bytes]) -> list[str]:
    """One that had none may get one: an extension we use is declared."""
    there = (part for part in old if part in new and type_of(old, part) is not None)
    return [f"{part}: content type" for part in there if type_of(old, part) != type_of(new, part)]


def type_of(parts: dict[str, bytes], part: str) -> str | None:
    root = _parsed(parts["[content_types].xml"])
    for each in root:
        if _local(each) == "Override" and unquote(str(each.get("PartName"))).lstrip("/").casefold() == part:
            return each.get("ContentType")
    suffix = part.rpartition(".")[2].casefold()
    given = (e for e in root if _local(e) == "Default" and str(e.get("Extension")).casefold() == suffix)
    return next((each.get("ContentType") for each in given), None)


def main_of(parts: dict[str, bytes]) -> str:
    for each in _parsed(parts["_rels/.rels"]):
        if str(each.get("Type")).casefold().endswith("/officedocument"):
            return target_of("", str(each.get("Target")))
    raise AssertionError


def tabs_of(parts: dict[str, bytes]) -> list[dict[str, str]]:
    """The sheets in tab order, by the workbook part alone."""
    root = _parsed(parts[main_of(parts)])
    return [{_plain(k): str(v) for k, v in each.attrib.items()} for each in root.iter("{*}sheet")]


def _plain(name: object) -> str:
    return str(name).rsplit("}", 1)[-1]


def _tabs_moved(old: dict[str, bytes], new: dict[str, bytes]) -> list[str]:
    mine, theirs = tabs_of(old), tabs_of(new)
    found = [] if theirs[: len(mine)] == mine else ["the tabs were moved"]
    for what in ("name", "sheetId"):
        told = [each[what].casefold() for each in theirs]
        found += [f"{what} {each} twice" for each in set(told) if told.count(each) > 1]
    return found


def _raw_changed(before: bytes, after: bytes) -> list[str]:
    """Parts that are the same unpacked but not packed."""
    old, new = zipfile.ZipFile(io.BytesIO(before)), zipfile.ZipFile(io.BytesIO(after))
    names = set(new.namelist())
    return [
        f"{each.filename}: packed anew"
        for each in old.infolist()
        if each.filename in names
        and (told := new.getinfo(each.filename)).CRC == each.CRC
        and told.file_size == each.file_size
        and (told.compress_size, told.compress_type) != (each.compress_size, each.compress_type)
    ]


def home_of(part: str) -> str:
    """The part with its relationships."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def target_of(source: str, told: str) -> str:
    name = unquote(told.replace("\\", "/"))
    whole = name.lstrip("/") if name.startswith("/") else posixpath.join(posixpath.dirname(source), name)
    return posixpath.normpath(whole).casefold()

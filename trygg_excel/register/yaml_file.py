"""A YAML file read safely into plain values that know their lines. The only module that imports yaml.

Only what a controller needs is YAML here: text, whole numbers, true/false, dates, lists and tables. 'no', '1:30' and
'007' stay text, a key stands once, and anchors, aliases and tags are refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import yaml

from trygg_excel.register.problem import Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
_LINE_ENDS = re.compile("[\r\x85\u2028\u2029\ufeff]")
_KINDS = ("null", "bool", "int", "float", "timestamp")
_NULL, _BOOL, _INT, _FLOAT, _DATE = (f"tag:yaml.org,2002:{kind}" for kind in _KINDS)
_PLAIN_FORMS = (
    (_NULL, r"|~|null", ["", "~", "n"]),
    (_BOOL, r"true|false", list("tf")),
    (_INT, r"[-+]?(0|[1-9][0-9]{0,17})", list("-+0123456789")),
    (_FLOAT, r"[-+]?[0-9]+\.[0-9]+", list("-+0123456789")),
    (_DATE, r"[0-9]{4}-[0-9]{2}-[0-9]{2}", list("0123456789")),
)


@dataclass(frozen=True, slots=True)
class Document:
    """The file's value, and the line (from 1) of every path in it: 'programmes[2].valid_from' -> 31."""

    value: object
    lines: dict[str, int] = field(default_factory=dict)

    def line(self, at: str) -> int | None:
        """The line of `at`, or of the nearest thing around it that has one."""
        while at and at not in self.lines:
            at = at[: max(at.rfind("."), at.rfind("["), 0)]
        return self.lines.get(at) if at else None


class _Loader(yaml.SafeLoader):
    """YAML without its surprises; composes a tree of nodes and builds no objects."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 (PyYAML's own class data)
    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: object) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _no_anchors(line)
        if getattr(event, "tag", None):
            raise _no_tags(line, event.tag)
        if self.depth > MAX_DEPTH:
            raise _too_deep(line)
        self.depth += 1
        node: yaml.Node | None = super().compose_node(parent, index)  # type: ignore[arg-type]
        self.depth -= 1
        return node


for _tag, _pattern, _first in _PLAIN_FORMS:
    _Loader.add_implicit_resolver(_tag, re.compile(f"^(?:{_pattern})$"), _first)


def read_yaml(path: Path) -> tuple[bytes, Document]:
    """The file's bytes and its document. Raises OSError, or Problem for what is too large or no plain YAML."""
    with path.open("rb") as file:
        raw = file.read(MAX_BYTES + 1)
    if len(raw) > MAX_BYTES:
        raise Problem(
            "",
            "filen är större än 1 MB. Ett register är några sidor; kontrollera att det är rätt fil.",
            "the file is larger than 1 MB. A register is a few pages; check that it is the right file.",
        )
    return raw, parse_yaml(_decoded(raw))


def parse_yaml(text: str) -> Document:
    """Plain values of one YAML document: dict, list, str, int, float, bool, date, None."""
    try:
        loader = _Loader(text)
        root = loader.get_single_node()
    except yaml.YAMLError as error:
        raise _not_yaml(error) from error
    lines: dict[str, int] = {}
    return Document(_value(root, "", lines) if root is not None else None, lines)


class _Dumper(yaml.SafeDumper):
    """Every value written out where it stands; texts that other readers of YAML take for something else are quoted."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


def _text_node(dumper: _Dumper, value: str) -> yaml.Node:
    """What YAML takes for the end of a line is written as an escape."""
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style='"' if _LINE_ENDS.search(value) else None)


_Dumper.add_representer(str, _text_node)


def dump_yaml(value: object) -> str:
    """Plain values as text that `parse_yaml` reads back to the same."""
    dumped = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)
    return str(dumped)


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem(
            "",
            "filen är inte sparad som UTF-8. Spara om den med teckenkodningen UTF-8.",
            "the file is not saved as UTF-8. Save it again with the encoding UTF-8.",
            raw[: error.start].count(b"\n") + 1,
        ) from error


def _value(node: yaml.Node, at: str, lines: dict[str, int]) -> object:
    lines[at] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        return dict(_entries(node, at, lines))
    if isinstance(node, yaml.SequenceNode):
        return [_value(each, f"{at}[{number}]", lines) for number, each in enumerate(node.value)]
    return _scalar(str(node.value), node.tag, at, lines[at])


def _entries(node: yaml.MappingNode, at: str, lines: dict[str, int]) -> Iterator[tuple[str, object]]:
    seen: set[str] = set()
    for key, value in node.value:
        name = key.value if isinstance(key, yaml.ScalarNode) else "?"
        place = f"{at}.{name}" if at else name
        if name in seen:
            raise _twice(place, key.start_mark.line + 1)
        seen.add(name)
        found = _value(value, place, lines)
        lines[place] = key.start_mark.line + 1
        yield name, found


def _scalar(text: str, tag: str, at: str, line: int) -> object:
    if tag == _DATE:
        try:
            return date.fromisoformat(text)
        except ValueError as error:
            raise _no_such_day(at, text, line) from error
    if tag == _NULL:
        return None
    plain: dict[str, Callable[[str], object]] = {_BOOL: "true".__eq__, _INT: int, _FLOAT: float}
    return plain.get(tag, str)(text)


def _not_yaml(error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    said = getattr(error, "problem", None) or getattr(error, "reason", None) or "?"
    return Problem(
        "",
        f"filen kan inte tolkas som YAML ({said}). Vanligast är fel indrag, ett tabbtecken eller ett kolon i en text "
        "utan citattecken.",
        f"the file is no valid YAML ({said}). Most often it is a wrong indent, a tab, or a colon in unquoted text.",
        mark.line + 1 if mark else None,
    )


def _no_anchors(line: int) -> Problem:
    return Problem(
        "",
        "ankare (&) och hänvisningar (*) används inte här. Skriv ut värdet, eller sätt citattecken om tecknet hör till "
        "texten.",
        "anchors (&) and aliases (*) are not used here. Write the value out, or quote it if the sign is part of it.",
        line,
    )


def _too_deep(line: int) -> Problem:
    return Problem(
        "",
        f"listorna går djupare än {MAX_DEPTH} nivåer. Kontrollera att det är rätt fil.",
        f"the lists are nested deeper than {MAX_DEPTH} levels. Check that it is the right file.",
        line,
    )


def _no_tags(line: int, tag: str) -> Problem:
    return Problem(
        "",
        f"taggen '{tag}' används inte här. Ta bort den, eller sätt citattecken om utropstecknet hör till texten.",
        f"the tag '{tag}' is not used here. Remove it, or quote it if the exclamation mark is part of the text.",
        line,
    )


def _twice(at: str, line: int) -> Problem:
    return Problem(
        at,
        "uppgiften står två gånger. Ta bort den ena.",
        "the key stands twice. Remove one of them.",
        line,
    )


def _no_such_day(at: str, text: str, line: int) -> Problem:
    return Problem(
        at,
        f"'{text}' är ingen dag i kalendern. Rätta datumet.",
        f"'{text}' is no day of the calendar. Correct the date.",
        line,
    )

"""How texts are written as markup in the parts of a workbook, as Excel reads them."""

from __future__ import annotations

import re

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ODD = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9a-fA-F]{4}_")
_CODE = re.compile(r"_(?=x[0-9a-fA-F]{4}_)")  # what Excel would take for a code of its own
_NO_LETTER = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")  # what markup cannot hold


def escaped(said: str) -> str:
    """The text as it stands between tags."""
    if "&" in said or "<" in said or ">" in said:
        return said.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return said


def in_full(said: str) -> str:
    """The same of any text: characters that markup cannot hold stand as Excel's codes."""
    if not _ODD.search(said):
        return said
    return escaped(_NO_LETTER.sub(lambda found: f"_x{ord(found[0]):04X}_", _CODE.sub("_x005F_", said)))


def quoted(said: str) -> str:
    """The text as it stands in an attribute."""
    return escaped(said).replace('"', "&quot;").replace("\n", "&#xA;")


def kept(said: str) -> bool:
    """Whether the text begins or ends with a blank, which is lost unless told to be kept."""
    return said[:1].isspace() or said[-1:].isspace()

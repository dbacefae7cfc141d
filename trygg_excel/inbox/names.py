"""A dropped file's name as it is shown, and as its answer is named on any system."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

from trygg_excel.inputs import OUR_COPY

CHECKED, UNREAD, ANSWERS = OUR_COPY, " - kunde inte läsas", " - svar att rätta"
_OURS = re.compile(rf"(?: \(\d+\))?(?:{CHECKED}|{UNREAD}|{ANSWERS})(?: \(\d+\))?$")
_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST = 120  # bytes: with our ending and a share's path before it, it stays under what Excel opens
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def shown(name: str) -> str:
    """A name to show: composed, and without what is not seen or turns the direction of writing."""
    whole = unicodedata.normalize("NFC", name)
    return "".join("_" if unicodedata.category(each) in _HIDDEN else each for each in whole)


def copy_name(name: str) -> str:
    """What the snapshot is called when it is read, for a name that any system takes."""
    return stem_of(name, ours=False) + _FORBIDDEN.sub("_", PurePath(shown(name)).suffix)[:10]


def stem_of(name: str, *, ours: bool = True) -> str:
    """The name of an answer without its ending; `ours`: what we added to a copy that is dropped again goes."""
    stem = PurePath(shown(name)).stem
    if ours:
        stem = _OURS.sub("", stem) or stem
    stem = _FORBIDDEN.sub("_", stem).strip(" .") or "arbetsbok"
    if _RESERVED.fullmatch(stem):
        stem = "_" + stem
    return _cut(stem)


def _cut(stem: str) -> str:
    data = stem.encode()
    return stem if len(data) <= _LONGEST else data[:_LONGEST].decode(errors="ignore").rstrip(" .")


def folded(path: str) -> str:
    """What two paths have in common when a system takes them for one."""
    return unicodedata.normalize("NFC", path).casefold()

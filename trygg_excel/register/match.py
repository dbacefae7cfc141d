"""Names as people write them -> ids of the register. What is not exactly a name is proposed, never matched."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from trygg_excel.finding import Text
from trygg_excel.register.model import Register
from trygg_excel.register.nearness import Nearness, nearness

LONGEST = 500  # characters; no name is longer, a cell may hold 32 767
_DROPPED = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\"“”„«»‟″]")
_DASH = re.compile(r"\s*[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]+\s*")
_ENDS = (" '’‘‚`´•·●▪◦*-", " '’‘`´:")  # quotes, bullets, a colon after
_OF_WHICH = "varav "


def key(label: str) -> str:
    """The normalised key two spellings share: case, dashes, blanks, quotes and bullets do not tell names apart."""
    before = None
    while before != label:
        before = label
        label = _DROPPED.sub("", unicodedata.normalize("NFKC", label)).casefold()
        label = _DASH.sub("-", " ".join(label.split()))
        label = label.lstrip(_ENDS[0]).rstrip(_ENDS[1])
    return label

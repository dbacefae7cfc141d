"""The names of parts: what two spellings share, and what no name may hold."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from zipfile import ZipInfo

OUR_SHEET = "trygg_excel"  # a hidden name of a sheet that we wrote into a workbook: it is no sheet of the user's
_UTF8 = 0x800  # flag: the name is UTF-8


@lru_cache(maxsize=512)  # of a name, which is of 64 kB at most
def part_key(name: str) -> str:
    """What two spellings of a part's name share: case does not count, and some programs write '\\' for '/'."""
    return name.replace("\\", "/").casefold()


def true_name(info: ZipInfo) -> str:
    """The name as UTF-8 where it can be, told or not, as most readers take it; zipfile then takes it for cp437."""
    if info.orig_filename.isascii() or info.flag_bits & _UTF8:
        return info.orig_filename
    try:
        return info.orig_filename.encode("cp437").decode()
    except UnicodeDecodeError:
        return info.orig_filename


@lru_cache(maxsize=512)
def is_plain(name: str) -> bool:
    """No way out of the container, and one reading of the name: what zipfile cut at a NUL is not what others see."""
    segments = name.replace("\\", "/").rstrip("/").split("/")
    controls = any(unicodedata.category(each) == "Cc" for each in name) if not name.isprintable() else False
    return bool(name) and not ({"..", ".", ""} & set(segments) or ":" in name or controls)

"""Prints constraints.txt: the versions of everything that an installation with all extras brings, as they are here.

`python docs/make_constraints.py > constraints.txt`
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution

_NAME = re.compile(r"[\w.-]+")
_EXTRAS = re.compile(r"\[([^]]*)\]")
_EXTRA = re.compile(r"""extra\s*==\s*["']([\w-]+)["']""")
_OWN = "trygg-excel"


def main() -> None:
    found: dict[str, str] = {}
    seen: set[tuple[str, str]] = set()
    _follow(_OWN, "", seen, found)
    _follow(_OWN, "dev", seen, found)
    found.pop(_OWN)
    lines = ["# The versions that the tests were last run with: pip install -c constraints.txt trygg_excel", ""]
    lines += [f"{name}=={version}" for name, version in sorted(found.items())]
    sys.stdout.write("\n".join(lines) + "\n")


def _follow(name: str, extra: str, seen: set[tuple[str, str]], found: dict[str, str]) -> None:
    """What `name[extra]` needs, and what that needs; what is not installed here (another platform's) is left out."""
    if (name, extra) in seen:
        return
    seen.add((name, extra))
    try:
        held = distribution(name)
    except PackageNotFoundError:
        return
    found[name] = held.version
    for each in held.requires or []:
        wanted, _, marker = each.partition(";")
        asked = _EXTRA.search(marker)
        if (asked[1] if asked else "") not in {"", extra}:
            continue
        match = _NAME.match(wanted)
        inner = _EXTRAS.search(wanted)
        if match:
            needed = match[0].lower().replace("_", "-").replace(".", "-")
            for more in ("", *(inner[1].split(",") if inner else ())):
                _follow(needed, more.strip(), seen, found)


if __name__ == "__main__":
    main()

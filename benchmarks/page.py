"""The sections of reading.md and batch.md that are measured: each benchmark writes its own and leaves the others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

PAGE = Path(__file__).parent / "reading.md"
BATCH = PAGE.with_name("batch.md")


def put(section: str, text: str, home: Path = PAGE) -> None:
    """Write a section of a page anew; it stands between two comments that name it."""
    begin, end = f"<!-- {section} -->", f"<!-- end of {section} -->"
    page = home.read_text(encoding="utf-8")
    old = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if old.search(page) is None:
        message = f"{home.name} has no section {section!r}"
        raise ValueError(message)
    home.write_text(old.sub(lambda _: f"{begin}\n{text.strip()}\n{end}", page), encoding="utf-8")


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table in Markdown: the first column to the left, the others, which are numbers, to the right."""
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)

"""Near misses: containers that are unusual and legal, and ones that are whole but hold something else."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from tests.hostile import book
from tests.hostile.book import BOOK
from tests.hostile.container import both_ends, changed, tailed, with_entries
from tests.hostile.rawzip import STORED, Entry, end_record, pack
from tests.hostile.table import ADMITTED, add
from trygg_excel.gate.reasons import Reason


def _streamed(signature: bytes, path: Path) -> None:
    """Sizes after the data, as programs write that cannot go back in the file."""
    own = [replace(each, flags=8, descriptor=signature + each.sizes()) for each in book.entries(book.parts())]
    path.write_bytes(pack(own))


_GOOD = (("B3", "1500"),)
add("legal_descriptor", partial(_streamed, b"PK\7\x08"), ADMITTED, why="sizes after the data", cells=_GOOD)
add("legal_descriptor_bare", partial(_streamed, b""), ADMITTED, why="the same without signature", cells=_GOOD)
add(
    "legal_zip64_part",
    partial(changed, {"wide": True}),
    ADMITTED,
    why="POI writes zip64 sizes when asked",
    cells=_GOOD,
)
add(
    "legal_zip64_end",
    partial(tailed, partial(both_ends, lambda *true: true)),
    ADMITTED,
    why="both ends agree",
    cells=_GOOD,
)
add("legal_stored", lambda path: book.save(path, stored=True), ADMITTED, why="not packed at all", cells=_GOOD)
add(
    "legal_comment",
    partial(tailed, partial(end_record, comment=b"gjord av ett program")),
    ADMITTED,
    why="a comment",
    cells=_GOOD,
)
add(
    "legal_folders",
    partial(with_entries, (Entry(name="xl/", method=STORED), Entry(name="xl/worksheets/", method=STORED))),
    ADMITTED,
    why="62 real files list folders",
    cells=_GOOD,
)
add(
    "legal_unknown_extra",
    partial(changed, {"extra": b"UT\5\0\1abcd", "local_extra": b"UT\5\0\1abcd"}),
    ADMITTED,
    why="a unix time",
    cells=_GOOD,
)


# A container, but of something else.
def _only(parts: dict[str, bytes], path: Path) -> None:
    path.write_bytes(pack(book.entries(parts)))


_WORD = book.relationships(("officeDocument", "word/document.xml"))
_OTHERS: dict[str, dict[str, bytes]] = {
    "empty_zip": {},
    "pictures": {"a.png": b"\x89PNG", "b.png": b"\x89PNG"},
    "word": {"[Content_Types].xml": book.content_types(), "_rels/.rels": _WORD, "word/document.xml": b"<document/>"},
    "no_relationships": {each: data for each, data in book.parts().items() if each != "_rels/.rels"},
    "no_workbook_part": {each: data for each, data in book.parts().items() if each != BOOK},
    "jar": {"META-INF/MANIFEST.MF": b"Manifest-Version: 1.0\n", "Main.class": b"\xca\xfe\xba\xbe"},
}
for _name, _parts in _OTHERS.items():
    add(f"zip_of_{_name}", partial(_only, _parts), Reason.NO_WORKBOOK, why="a zip without a workbook")

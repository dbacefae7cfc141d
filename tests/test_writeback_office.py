"""LibreOffice opens the copies of real workbooks and draws them: the old pages say what they said, and ours follow."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.corpus import CORPUS, needs_corpus
from tests.losses import parts_of
from tests.test_writeback_corpus import MOST, copy_of, workbooks

SOFFICE, PDFTOTEXT = shutil.which("soffice"), shutil.which("pdftotext")
LARGEST = 200_000  # bytes: a sample is to be drawn in minutes
SECONDS = 900
pytestmark = [
    pytest.mark.long,
    pytest.mark.libreoffice,
    pytest.mark.corpus,
    needs_corpus,
    pytest.mark.skipif(SOFFICE is None or PDFTOTEXT is None, reason="needs LibreOffice and poppler on the machine"),
]


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[str]]:
    """Folders with the pages of the originals and of the copies, and the names of the workbooks in both."""
    folder = tmp_path_factory.mktemp("drawn")
    before, after = folder / "before", folder / "after"
    before.mkdir()
    after.mkdir()
    names: list[str] = []
    for path in [each for each in workbooks(4 * MOST) if each.stat().st_size <= LARGEST]:
        done = copy_of(path)
        if isinstance(done, str) or len(names) == MOST or says_other_things_each_time(path):
            continue
        name = f"{len(names):03}{path.suffix}"
        (before / name).write_bytes(path.read_bytes())
        (after / name).write_bytes(done.data)
        names.append(Path(name).stem)
    for each in (before, after):
        draw(each, folder / "profile")
    return before, after, names


def says_other_things_each_time(path: Path) -> bool:
    """Random numbers; and notes that are printed or stand open, so that ours are seen too."""
    return any(re.search(rb"\bRAND|cellComments=|<x:Visible", data) for data in parts_of(path.read_bytes()).values())


def draw(folder: Path, profile: Path) -> None:
    """A PDF beside each workbook that LibreOffice opens."""
    books = sorted(map(str, folder.iterdir()))
    command = [str(SOFFICE), "--headless", f"-env:UserInstallation=file://{profile}", "--convert-to", "pdf"]
    subprocess.run([*command, "--outdir", str(folder), *books], capture_output=True, timeout=SECONDS, check=False)


def pages(path: Path) -> list[str]:
    """The words of each page that has any, without numbers of pages, which count ours too."""
    told = subprocess.run([str(PDFTOTEXT), "-layout", str(path), "-"], capture_output=True, check=True, timeout=60)
    text = told.stdout.decode("utf-8", "replace")
    said = [re.sub(r"\s+", " ", re.sub(r"\d+\s*(?:/|of|av|von|sur)\s*\d+", "", each)) for each in text.split("\f")]
    return [each for each in said if each.strip()]


def test_libreoffice_draws_the_copies_as_the_originals(drawn: tuple[Path, Path, list[str]]) -> None:
    before, after, names = drawn
    opened = [each for each in names if (before / f"{each}.pdf").exists()]
    assert len(opened) >= MOST * 3 // 4 or not CORPUS.is_dir()
    assert [each for each in opened if not (after / f"{each}.pdf").exists()] == []
    other: dict[str, list[str]] = {}
    for name in opened:
        old, new = pages(before / f"{name}.pdf"), pages(after / f"{name}.pdf")
        rest = iter(new)  # a mark on a blank page makes LibreOffice print that page too
        gone = [each for each in old if each not in rest]
        if gone or len(new) <= len(old):
            other[name] = gone[:1]
    assert other == {}

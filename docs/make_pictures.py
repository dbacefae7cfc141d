"""Makes the README's picture from real output: `python docs/make_pictures.py` (needs soffice, pdftoppm and montage)."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGES = (1, 3)  # of `trygg compare`: the comparison, and the bridge from 2021 to 2022
SWEDISH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale"><value>sv-SE</value></prop></item>
</oor:items>
"""


def main() -> None:
    folder = Path(tempfile.mkdtemp())
    workbook = folder / "jamforelse.xlsx"
    table = ROOT / "workbooks" / "trygghetspaketet-jamforelse.xlsx"
    _run(sys.executable, "-m", "trygg_excel", "compare", str(table), "--out", str(workbook))
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(SWEDISH, encoding="utf-8")
    where = f"-env:UserInstallation=file://{profile}"
    _run("soffice", "--headless", where, "--convert-to", "pdf", "--outdir", str(folder), str(workbook))
    made = [_page(folder, page) for page in PAGES]
    out = ROOT / "docs" / "pictures" / "report.png"
    _run("montage", *made, "-tile", "1x", "-geometry", "+0+12", "-background", "white", "-colors", "64", str(out))
    shutil.rmtree(folder)


def _page(folder: Path, page: int) -> str:
    stem = folder / f"page{page}"
    options = ("-png", "-r", "110", "-f", str(page), "-l", str(page), "-singlefile")
    _run("pdftoppm", *options, str(folder / "jamforelse.pdf"), str(stem))
    crop = ("-gravity", "north", "-crop", "100%x92%+0+0", "+repage", "-trim", "-bordercolor", "white", "-border", "16")
    _run("convert", f"{stem}.png", *crop, f"{stem}.png")
    return f"{stem}.png"


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603  our own fixed commands


if __name__ == "__main__":
    main()

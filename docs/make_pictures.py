"""Makes the README's pictures from real output: `python docs/make_pictures.py`.

Needs soffice, pdftoppm, convert and montage (ImageMagick), Chromium and playwright (`.[dev]`).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
TABLE = ROOT / "workbooks" / "trygghetspaketet-jamforelse.xlsx"
FAULTY = ROOT / "workbooks" / "felaktiga" / "trygghetspaketet-fel-namn.xlsx"
COMPARED = (1, 3)  # of `trygg compare`: the comparison, and the bridge from 2021 to 2022
COPIED = (1, 2)  # of `trygg annotate`: the user's own sheet with its notes, and the verdict after it
TRIM = ("-trim", "-bordercolor", "white", "-border", "16")
SWEDISH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale"><value>sv-SE</value></prop></item>
</oor:items>
"""


def main() -> None:
    folder = Path(tempfile.mkdtemp())
    _trygg("compare", TABLE, "--out", folder / "jamforelse.xlsx")
    _trygg("annotate", FAULTY, "--out", folder / "kopia.xlsx", "--fill")
    _trygg("report", ROOT / "workbooks", FAULTY, "--out", folder / "ut")
    _trygg("read", TABLE, "--explain", folder / "tolkning.html", "--out", folder / "fakta.csv")
    _stacked("report", [_sheet(folder, "jamforelse", page) for page in COMPARED])
    _stacked("copy", [_sheet(folder, "kopia", page) for page in COPIED])
    _beside("forwarded", [_paper(folder, name) for name in ("till-chefen", "till-namnden-1")])
    _shot(folder / "ut" / "rapport.html", "page", 860)
    _shot(folder / "tolkning.html", "reading", 980)
    shutil.rmtree(folder)


def _trygg(*command: str | Path) -> None:
    done = subprocess.run([sys.executable, "-m", "trygg_excel", *map(str, command)], capture_output=True, check=False)  # noqa: S603  our own fixed commands
    if done.returncode not in {0, 1}:  # 1: something to mend, which is what the picture shows
        raise SystemExit(done.stderr.decode())


def _sheet(folder: Path, name: str, page: int) -> str:
    """A page of a workbook as LibreOffice prints it, without its empty foot."""
    pdf = folder / f"{name}.pdf"
    if not pdf.exists():
        _office(folder, folder / f"{name}.xlsx")
    stem = folder / f"{name}{page}"
    _run("pdftoppm", "-png", "-r", "110", "-f", str(page), "-l", str(page), "-singlefile", str(pdf), str(stem))
    crop = ("-gravity", "north", "-crop", "100%x92%+0+0", "+repage", *TRIM)
    _run("convert", f"{stem}.png", *crop, f"{stem}.png")
    return f"{stem}.png"


def _office(folder: Path, workbook: Path) -> None:
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(SWEDISH, encoding="utf-8")
    where = f"-env:UserInstallation=file://{profile}"
    _run("soffice", "--headless", where, "--convert-to", "pdf", "--outdir", str(folder), str(workbook))


def _paper(folder: Path, name: str) -> str:
    """A page to forward, with a thin edge as of paper."""
    stem = folder / name
    _run("pdftoppm", "-png", "-r", "75", "-singlefile", str(folder / "ut" / f"{name}.pdf"), str(stem))
    _run("convert", f"{stem}.png", "-bordercolor", "#c3cbd3", "-border", "1", f"{stem}.png")
    return f"{stem}.png"


def _shot(page: Path, name: str, height: int) -> None:
    """What a reader of the page sees first."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        opened = browser.new_page(viewport={"width": 1180, "height": height})
        opened.goto(page.as_uri())
        opened.screenshot(path=PICTURES / f"{name}.png")
        browser.close()
    _small(name)


def _stacked(name: str, made: list[str]) -> None:
    out = str(PICTURES / f"{name}.png")
    _run("montage", *made, "-tile", "1x", "-geometry", "+0+12", "-background", "white", out)
    _small(name)


def _beside(name: str, made: list[str]) -> None:
    out = str(PICTURES / f"{name}.png")
    _run("montage", *made, "-tile", "x1", "-geometry", "+8+8", "-background", "white", out)
    _small(name)


def _small(name: str) -> None:
    """In few colours, without dots between them."""
    picture = str(PICTURES / f"{name}.png")
    _run("convert", picture, "+dither", "-colors", "48", "-define", "png:compression-level=9", f"PNG8:{picture}")


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603  our own fixed commands


if __name__ == "__main__":
    main()

"""Makes the pictures of docs/snabbguide.md from real output: `python docs/make_guide_pictures.py`.

Needs soffice, pdftoppm and convert for the sheets, chromium for the page.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
WRONG = ROOT / "workbooks" / "felaktiga" / "trygghetspaketet-fel-summa.xlsx"
SWEDISH = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale"><value>sv-SE</value></prop></item>
</oor:items>
"""


def main() -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        _trygg("report", str(WRONG), "--out", str(folder))
        _sheet(folder, folder / "kontroll.xlsx", 1, "guide-sammanfattning")
        _sheet(folder, folder / "kontroll.xlsx", 2, "guide-anmarkningar")
        _trygg("template", "--years", "2023-2024", "--out", str(folder / "mall.xlsx"), "--register", str(_register()))
        _sheet(folder, folder / "mall.xlsx", 1, "guide-mall")
        _trygg("register", "show", str(_register()), "--html", str(folder / "register.html"))
        _page(folder, folder / "register.html", "guide-register")
    finally:
        shutil.rmtree(folder)


def _register() -> Path:
    return ROOT / "schemas" / "trygghetspaketet.yaml"


def _trygg(*arguments: str) -> None:
    command = [sys.executable, "-m", "trygg_excel", *arguments]
    done = subprocess.run(command, check=False, capture_output=True)  # noqa: S603  our own command; 1 means findings
    if done.returncode > 1:
        raise SystemExit(done.stderr.decode())


def _sheet(folder: Path, workbook: Path, page: int, name: str) -> None:
    """A page of the workbook as LibreOffice prints it, without its margins."""
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(SWEDISH, encoding="utf-8")
    where = f"-env:UserInstallation=file://{profile}"
    _run("soffice", "--headless", where, "--convert-to", "pdf", "--outdir", str(folder), str(workbook))
    stem = folder / name
    options = ("-png", "-r", "110", "-f", str(page), "-l", str(page), "-singlefile")
    _run("pdftoppm", *options, str(workbook.with_suffix(".pdf")), str(stem))
    crop = ("-gravity", "north", "-crop", "100%x92%+0+0", "+repage")
    _trimmed(f"{stem}.png", name, *crop)


def _page(folder: Path, page: Path, name: str) -> None:
    shot = folder / f"{name}.png"
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1250,1120")
    _run("chromium", *options, f"--screenshot={shot}", page.as_uri())
    _trimmed(str(shot), name)


def _trimmed(made: str, name: str, *before: str) -> None:
    frame = ("-trim", "-bordercolor", "white", "-border", "14", "-colors", "64", "-strip")
    _run("convert", made, *before, *frame, str(PICTURES / f"{name}.png"))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603  our own fixed commands


if __name__ == "__main__":
    main()

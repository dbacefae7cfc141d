"""Write made/ anew with LibreOffice: `python -m tests.archetypes.make`. The tests need no LibreOffice after that."""

# ruff: noqa: T201 - a command prints
from __future__ import annotations

import csv
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.archetypes.case import LIBREOFFICE, MADE, Case
from tests.archetypes.catalogue import CASES
from tests.archetypes.producers import PRODUCERS, digest_of

DRAWN = MADE / "drawn.csv"  # what each file was made from
FILTERS = {
    ".xlsm": "xlsm:Calc MS Excel 2007 VBA XML",
    ".xls": "xls:MS Excel 97",
    ".xlsx": "xlsx:Calc MS Excel 2007 XML",
}


def drawn() -> dict[str, str]:
    with DRAWN.open(encoding="utf-8", newline="") as file:
        return dict(csv.reader(file))


def convert(case: Case, scratch: Path) -> None:
    """The drawing by way of XlsxWriter into LibreOffice, which computes it and saves it as its own."""
    source = scratch / f"{case.name}.xlsx"
    PRODUCERS["xlsxwriter"](case.draw(), source)
    suffix = Path(case.file).suffix
    profile = f"-env:UserInstallation=file://{scratch}/profile"
    wanted = ["--convert-to", FILTERS.get(suffix, suffix[1:]), "--outdir", str(MADE), str(source)]
    subprocess.run(["soffice", profile, "--headless", *wanted], check=True, capture_output=True)


def main(names: list[str]) -> int:
    MADE.mkdir(exist_ok=True)
    cases = [each for each in CASES if each.by == LIBREOFFICE]
    with tempfile.TemporaryDirectory() as scratch:
        for case in cases:
            if not names or any(name in case.name for name in names):
                convert(case, Path(scratch))
                print(case.file)
    with DRAWN.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows((each.file, digest_of(each.draw())) for each in cases)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

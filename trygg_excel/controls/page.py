"""The page that lists the controls, docs/kontroller.md: `python -m trygg_excel.controls.page > docs/kontroller.md`."""

from __future__ import annotations

import sys

from trygg_excel.controls import CONTROLS, Control
from trygg_excel.finding import Severity

_HEAD = """# Kontrollerna

Sidan är gjord av kontrollerna själva. Uppdatera den med

```sh
.venv/bin/python -m trygg_excel.controls.page > docs/kontroller.md
```

En kontroll som saknar något att hålla mot säger *ej kontrollerat* och vad som saknas. *Grad* är det allvarligaste en
kontroll kan säga; avrundning ger aldrig fel. En orsak ger en anmärkning, med alla sina celler.

| Kod | Kontrollerar | Tolerans | Grad | Till exempel |
|---|---|---|---|---|
"""
_GRADES = {Severity.ERROR: "fel", Severity.WARNING: "varning", Severity.NOTE: "notering"}


def page() -> str:
    """The page as Markdown, one row a control, by code."""
    return _HEAD + "".join(map(_row, sorted(CONTROLS, key=lambda each: each.code)))


def _row(control: Control) -> str:
    parts = (
        control.code, control.title.sv, control.tolerance.sv, _GRADES[control.severity], control.example.sv,
    )  # fmt: skip
    return f"| {' | '.join(part.replace('|', chr(92) + '|') for part in parts)} |\n"


if __name__ == "__main__":
    sys.stdout.write(page())

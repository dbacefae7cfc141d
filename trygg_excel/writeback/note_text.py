"""What a note says: who says it, what, what was expected, the difference, and what to do."""

from __future__ import annotations

from collections.abc import Sequence

from trygg_excel.finding import Finding, Text
from trygg_excel.reporting.plain import cut, plain
from trygg_excel.reporting.words import SEVERITIES, told
from trygg_excel.writeback.notes import CLOSING

OPENING = Text("Automatisk kontroll", "Automatic control")
OPENINGS = (OPENING.sv, OPENING.en)
_MOST = 1_500  # characters; a longer note is no note, and all of it stands on our sheet
_SEE = Text("Mer på bladet '{}'.", "More on the sheet '{}'.")
_DO = Text("Gör så här", "What to do")


def note_text(findings: Sequence[Finding], sheet: str, lang: str) -> str:
    """One note for all that is told of a cell; `sheet` is where the rest stands."""
    words = SEVERITIES[findings[0].severity].say(lang)
    lines = [f"{OPENING.say(lang)}: {words}"]
    for each in findings:
        lines.append(plain(told(each), lang))
        if each.remedy:
            lines.append(f"{_DO.say(lang)}: {plain(each.remedy, lang)}")
    body = cut("\n".join(line.replace(CLOSING, "") for line in lines), _MOST, "…")
    return f"{body}\n{_SEE.say(lang).format(sheet)}\n{CLOSING}"

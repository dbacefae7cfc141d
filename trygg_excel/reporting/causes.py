"""What a finding comes from, in a few words: what probably happened where that is known, else what was controlled."""

from __future__ import annotations

from trygg_excel.controls import CONTROLS
from trygg_excel.finding import Cause, CauseKind, Finding, Text

_KINDS = {
    CauseKind.MISSING_ROW: Text("Rad saknas i summan", "Row missing from the total"),
    CauseKind.DOUBLED_ROW: Text("Rad räknad två gånger", "Row counted twice"),
    CauseKind.TEXT_NUMBER: Text("Tal skrivet som text", "Number written as text"),
    CauseKind.SHORT_RANGE: Text("Summan når inte alla rader", "Total does not reach all rows"),
    CauseKind.SUBTOTAL_TWICE: Text("Delsumma räknad två gånger", "Subtotal counted twice"),
    CauseKind.SWAPPED_DIGITS: Text("Omkastade siffror", "Swapped digits"),
    CauseKind.WRONG_SIGN: Text("Fel tecken", "Wrong sign"),
    CauseKind.WRONG_FACTOR: Text("Fel enhet", "Wrong unit"),
    CauseKind.NEIGHBOUR_COLUMN: Text("Belopp från kolumnen bredvid", "Amount of the column beside"),
    CauseKind.PRIOR_YEAR: Text("Förra årets belopp", "Last year's amount"),
    CauseKind.MOVED: Text("Belopp på fel rad", "Amount in a wrong row"),
    CauseKind.ROUNDING: Text("Avrundning", "Rounding"),
    CauseKind.HIDDEN_ROW: Text("Dold rad", "Hidden row"),
    CauseKind.TYPED_OVER: Text("Formel överskriven med tal", "Formula typed over"),
    CauseKind.STALE: Text("Inte omräknad", "Not recalculated"),
    CauseKind.MISTYPED: Text("Felskrivet belopp", "Mistyped amount"),
}
# By the letter of its code: what no control but the reading, a schema or the file itself tells.
_FAMILIES = {
    "R": Text("Så lästes arbetsboken", "How the workbook was read"),
    "S": Text("Uppgifternas form", "Form of the data"),
    "A": Text("Makron, länkar och anslutningar", "Macros, links and connections"),
}
_OTHER = Text("Övrigt", "Other")


def cause_of(finding: Finding) -> Text:
    """'Tal skrivet som text', or 'Oförändrat där texten säger det'."""
    computed = next((each for each in finding.causes if isinstance(each, Cause)), None)
    if computed is not None:
        return _KINDS[computed.kind]
    titles = (control.title for control in CONTROLS if control.code == finding.code)
    family = _FAMILIES.get(finding.code.removeprefix("TRY-")[:1], _OTHER)
    return next(titles, family)

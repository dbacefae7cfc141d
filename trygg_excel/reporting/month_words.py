"""Words, tones and amounts that the sheets of a monthly report share."""

from __future__ import annotations

from collections.abc import Sequence

from trygg_excel.finding import Severity, Text, text
from trygg_excel.money import Unit
from trygg_excel.month.line import Judgement, Line, Of, given, wanting, whole
from trygg_excel.month.make import Month
from trygg_excel.month.said import closed_with
from trygg_excel.reporting.model import Amount, Mark, Tone

JUDGEMENTS = {
    Judgement.WITHIN: Mark(Text("Inom gränsen", "Within the limit"), Tone.GOOD),
    Judgement.COMMENTED: Mark(Text("Kommenterad", "Commented"), Tone.NOTE),
    Judgement.BARE: Mark(Text("Kommentar saknas", "No comment"), Tone.WARNING),
    Judgement.NOT_JUDGED: Mark(Text("Ej bedömd", "Not judged"), Tone.NEUTRAL),
}
PAST = Mark(Text("Över gränsen", "Past the limit"), Tone.WARNING)  # several programmes together
SIGN = Text(
    "Avvikelse: + är bättre än budget, − är sämre. Utfall är nettokostnad.",
    "Deviation: + is better than budget, − is worse. Outcome is net cost.",
)
ROUNDING = Text("Differenser på grund av avrundning kan förekomma.", "Differences may occur because of rounding.")
SIGN_OFF = Text(
    "Upprättad av:                    Granskad av:                    Godkänd av:                    Datum:",
    "Prepared by:                    Reviewed by:                    Approved by:                    Date:",
)
NO_COMMITTEE = Text("Ingen nämnd angiven", "No committee stated")
NO_FUNDING = Text("Finansiering inte angiven", "Funding not stated")


def amount(ore: int | None) -> Amount | None:
    """What is not given is blank."""
    return None if ore is None else Amount(ore)


def known(ore: int | None) -> Amount:
    """What is not known says so."""
    return Amount(ore)


def sum_of(lines: Sequence[Line], of: Of, *, optional: bool = False) -> Amount | None:
    """The sum of all the lines: unknown where a part of it is. `optional`: blank where no line has it."""
    if optional and given(lines, of) is None:
        return None
    parts = wanting(lines, of) if optional else lines
    return Amount(whole(parts, of)) if parts else None


def decimals(unit: Unit) -> int:
    """The decimals of a table for people to read; the cells hold every öre."""
    return unit.decimals


def tone_of(month: Month) -> Tone:
    """Of the line that answers first."""
    return _TONES[month.worst]


_TONES = {None: Tone.GOOD, Severity.NOTE: Tone.GOOD, Severity.WARNING: Tone.NOTE, Severity.ERROR: Tone.ERROR}


def status_of(month: Month) -> Text:
    """'Preliminär' or 'Fastställd', with the version where it is not the first."""
    given = month.given
    word = Text("Fastställd", "Final") if given.final else Text("Preliminär", "Preliminary")
    if given.version == 1:
        return word
    return text("{word}, version {n}", "{word}, version {n}", word=word, n=given.version)


def banner_of(month: Month) -> Text:
    status = status_of(month)
    if month.given.final and month.open_errors:
        status = text("{status} {with_}", "{status} {with_}", status=status, with_=closed_with(month.open_errors))
    if month.given.final:
        return Text(status.sv.upper(), status.en.upper())
    return Text(f"ARBETSMATERIAL – {status.sv.upper()}", f"WORKING PAPER – {status.en.upper()}")

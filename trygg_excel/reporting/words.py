"""Words and tones that several sheets of a report share."""

from __future__ import annotations

from trygg_excel.finding import Finding, Severity, Source, Text, Verdict, text
from trygg_excel.register.model import Decision, DecisionStatus, Register
from trygg_excel.reporting.model import Tone

SEVERITIES = {
    Severity.ERROR: Text("Fel", "Error"),
    Severity.WARNING: Text("Varning", "Warning"),
    Severity.NOTE: Text("Notering", "Note"),
}
TONES = {Severity.ERROR: Tone.ERROR, Severity.WARNING: Tone.WARNING, Severity.NOTE: Tone.NOTE}
VERDICT_TONES = {
    Verdict.HOLDS: Tone.GOOD,
    Verdict.ROUNDING: Tone.GOOD,
    Verdict.FAILS: Tone.WARNING,
    Verdict.NOT_JUDGED: Tone.NEUTRAL,
}

_STATUSES = {
    DecisionStatus.PROPOSED: Text("föreslaget", "proposed"),
    DecisionStatus.PLANNED: Text("väntat", "awaited"),
    DecisionStatus.DECIDED: Text("beslutat", "decided"),
    DecisionStatus.NOTED: Text("noterat", "noted"),
    DecisionStatus.REMITTED: Text("återremitterat", "remitted back"),
    DecisionStatus.REJECTED: Text("avslaget", "rejected"),
    DecisionStatus.CONDITIONAL: Text("villkorat", "conditional"),
}
# The program signs nothing.
SIGN_OFF = Text(
    "Upprättad av:                    Granskad av:                    Godkänd av:",
    "Prepared by:                    Reviewed by:                    Approved by:",
)


def place(source: Source | None) -> str:
    """'Jämförelse!B13', or '' for a whole file."""
    if source is None or not source.sheet:
        return ""
    return f"{source.sheet}!{source.cell}" if source.cell else source.sheet


def told(finding: Finding) -> Text:
    """A finding's message with its causes."""
    parts = (finding.message, *finding.causes)
    return Text(" ".join(each.sv for each in parts), " ".join(each.en for each in parts))


def counted(number: int, one: Text, many: Text) -> Text:
    """'1 varning', '3 varningar'."""
    word = one if number == 1 else many
    return Text(f"{number} {word.sv}", f"{number} {word.en}")


def decided(decision: Decision, register: Register | None) -> Text:
    """'Kommunstyrelsen, väntat'."""
    status = _STATUSES[decision.status]
    body = register.committee_of(decision.body) if register is not None else None
    if body is None:
        return text("Organ ej angivet, {status}", "Body not stated, {status}", status=status)
    return text("{body}, {status}", "{body}, {status}", body=body.label, status=status)

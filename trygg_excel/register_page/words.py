"""Words of the register's page."""

from __future__ import annotations

from trygg_excel.finding import Text
from trygg_excel.notebook.register_glimpse import STATUSES, body_name
from trygg_excel.register.model import EventKind, Register

EVENTS = {
    EventKind.START: Text("startar", "starts"),
    EventKind.RENAME: Text("byter namn", "is renamed"),
    EventKind.SPLIT: Text("delas", "is split"),
    EventKind.MERGE: Text("slås samman", "is merged"),
    EventKind.REPLACED: Text("ersätts", "is replaced"),
    EventKind.MOVED: Text("flyttar till annan nämnd", "moves to another committee"),
    EventKind.NEW_FUNDING: Text("ny finansiering", "new funding"),
    EventKind.SCOPE_CHANGED: Text("ändrad avgränsning", "changed scope"),
    EventKind.PAUSED: Text("pausas", "is paused"),
    EventKind.RESUMED: Text("återupptas", "is resumed"),
    EventKind.ENDED: Text("avslutas", "ends"),
}


def years_of(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"


def body_and_status(register: Register, id_: str | None, lang: str) -> str:
    """'beslutat, Kommunfullmäktige 2021-11-15 § 12'; '' where no decision is named."""
    decision = register.decision(id_)
    if decision is None:
        return ""
    where = " ".join(
        filter(None, (
            body_name(register, decision.body), decision.date.isoformat() if decision.date else "",
            f"§ {decision.paragraph}" if decision.paragraph else "",
        ))
    )  # fmt: skip
    said = STATUSES[decision.status].say(lang)
    return f"{said}, {where}" if where else said

"""What happened to a row over some years, in words: what the register tells, else what its amounts show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from trygg_excel.finding import Text, listed, text
from trygg_excel.register.model import Event, EventKind, Register

_NOTHING = Text("", "")


def told_by(register: Register, programme: str, years: tuple[int, ...]) -> Text:
    """The register's events of the programme after the first of the years; '' when there is none."""
    events = [each for each in register.events if min(years) < each.year <= max(years)]
    told = [_told(register, event, programme) for event in events]
    kept = dict.fromkeys(each for each in told if each is not None)
    return Text("; ".join(each.sv for each in kept), "; ".join(each.en for each in kept))


def shown_by(amounts: Mapping[int, int | None], years: tuple[int, ...]) -> Text:
    """New, or without money from some year; '' when neither."""
    held = [year for year in years if amounts.get(year) != 0 and year in amounts]
    if held and held[0] > years[0]:
        return text("Ny {year}", "New {year}", year=held[0])
    if held and held[-1] < years[-1]:
        after = years[years.index(held[-1]) + 1]
        return text("Inga medel från {year}", "No money from {year}", year=after)
    return _NOTHING


def shown_in(amounts: Mapping[int, int | None], versions: Mapping[int, Text]) -> Text:
    """Which versions the row is not in at all; '' when it is in each."""
    missing = [name for key, name in versions.items() if key not in amounts]
    if not missing:
        return _NOTHING
    sv, en = listed(each.sv for each in missing), listed(each.en for each in missing)
    return Text(f"Saknas i {sv.sv}", f"Missing in {en.en}")


def _told(register: Register, event: Event, programme: str) -> Text | None:
    """What the event says of the programme, from its own side."""
    left, came = programme in event.from_programmes, programme in event.to_programmes
    if not left and not came:
        return None
    template = _TEMPLATES.get((event.kind, left and not came)) or _TEMPLATES.get((event.kind, None))
    if template is None:
        return None
    others = event.to_programmes if left else event.from_programmes
    return text(template.sv, template.en, year=event.year, others=_labels(register, others))


def _labels(register: Register, ids: Iterable[str]) -> Text:
    return listed(register.programme(each).label for each in ids)


# By kind of event, and whether the programme is the one that was left (None: either). A pause may be of an ambition
# only, and the amounts show whether there is money: it is not told here.
_TEMPLATES: dict[tuple[EventKind, bool | None], Text] = {
    (EventKind.REPLACED, True): Text("Ersatt {year} av {others}", "Replaced {year} by {others}"),
    (EventKind.REPLACED, False): Text("Ersätter {others} från {year}", "Replaces {others} from {year}"),
    (EventKind.SPLIT, True): Text("Delad {year} i {others}", "Split {year} into {others}"),
    (EventKind.SPLIT, False): Text("Bröts ut ur {others} {year}", "Split from {others} {year}"),
    (EventKind.MERGE, True): Text("Ingår i {others} från {year}", "Part of {others} from {year}"),
    (EventKind.MERGE, False): Text("Sammanslagen {year} av {others}", "Merged {year} from {others}"),
    (EventKind.START, False): Text("Ny {year}", "New {year}"),
    (EventKind.RENAME, None): Text("Nytt namn {year}", "New name {year}"),
    (EventKind.MOVED, None): Text("Flyttad till annan nämnd {year}", "Moved to another committee {year}"),
    (EventKind.NEW_FUNDING, None): Text("Ny finansiering {year}", "New funding {year}"),
    (EventKind.SCOPE_CHANGED, None): Text("Ändrad avgränsning {year}", "Scope changed {year}"),
    (EventKind.ENDED, None): Text("Avslutad {year}", "Ended {year}"),
}

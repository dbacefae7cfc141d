"""STATUS.html: every file's state for those who drop them. No scripts, nothing fetched, no cell values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from trygg_excel.finding import Text, text
from trygg_excel.inbox.places import OUT
from trygg_excel.inbox.status import Line, Mood

_MOST = 500
_SECONDS = 30
_TITLE = Text("Inlämnade arbetsböcker", "Workbooks handed in")
_HEADS = (Text("Arbetsbok", "Workbook"), Text("Läge", "State"), Text("Nästa steg", "Next step"), Text("Sedan", "Since"))
_EMPTY = Text(
    "Här är tomt. Lägg en arbetsbok i mappen 'in', så kommer svaret i mappen 'ut'.",
    "Nothing here. Put a workbook into the folder 'in', and the answer comes in the folder 'ut'.",
)
_SEEN = Text(
    "Bevakningen var i gång {time}. Sidan läses om av sig själv.", "Watched at {time}. The page reloads itself."
)
_STALE = Text(
    "Är det mer än en kvart sedan, så står bevakningen stilla: hör av dig till den som sköter den.",
    "If that is more than a quarter of an hour ago, the watch has stopped: tell whoever looks after it.",
)
_MORE = Text("{n} äldre visas inte.", "{n} older ones are not shown.")
_COUNTED = (
    (frozenset({Mood.WAIT}), Text("{n} väntar", "{n} waiting")),
    (frozenset({Mood.MEND}), Text("{n} att åtgärda", "{n} to be mended")),
    (frozenset({Mood.BAD}), Text("{n} kunde inte läsas", "{n} could not be read")),
    (frozenset({Mood.GOOD}), Text("{n} utan anmärkning", "{n} in order")),
)


@dataclass(frozen=True, slots=True)
class Shown:
    name: str
    mood: str
    state: str
    why: str
    step: str
    href: str
    opens: str
    since: str


def status_page(lines: tuple[Line, ...], wall: float, lang: str, notice: Text | None = None) -> bytes:
    """The page as it stands in the root; `notice` is what keeps the whole watch waiting."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    wanted = [each for each in lines if each.mood is not Mood.NOTE or each.job is not None]
    page = Environment(
        loader=PackageLoader("trygg_excel", "inbox"), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    ).get_template("status.html.j2")  # fmt: skip
    more = len(wanted) - _MOST
    return page.render(
        lang=lang, seconds=_SECONDS, title=_TITLE.say(lang), heads=[each.say(lang) for each in _HEADS],
        lines=[_shown(each, lang) for each in wanted[:_MOST]], empty=_EMPTY.say(lang),
        seen=text(_SEEN.sv, _SEEN.en, time=_moment(wall)).say(lang), stale=_STALE.say(lang),
        more=text(_MORE.sv, _MORE.en, n=more).say(lang) if more > 0 else "", summary=_summary(wanted, lang),
        notice="" if notice is None else notice.say(lang),
    ).encode()  # fmt: skip


def _summary(lines: list[Line], lang: str) -> str:
    parts = []
    for moods, words in _COUNTED:
        number = sum(each.mood in moods for each in lines)
        if number:
            parts.append(text(words.sv, words.en, n=number).say(lang))
    return ", ".join(parts)


def _shown(line: Line, lang: str) -> Shown:
    href = "" if line.open is None else f"{OUT}/{quote(line.open)}"
    return Shown(
        line.name, line.mood.value, line.state.say(lang), line.why.say(lang), line.next.say(lang), href,
        line.open or "", _moment(line.since),
    )  # fmt: skip


def _moment(wall: float) -> str:
    return datetime.fromtimestamp(wall).astimezone().strftime("%Y-%m-%d %H.%M")

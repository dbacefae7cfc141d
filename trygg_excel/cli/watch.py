"""`trygg watch`, `status`, `retry` and `purge`: the drop folder."""

from __future__ import annotations

import json
import shlex
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from trygg_excel.cli.options import JsonLog, Lang, Language, Register
from trygg_excel.cli.say import Voice
from trygg_excel.errors import WrongUsage
from trygg_excel.finding import Text, text

if TYPE_CHECKING:
    from trygg_excel.inbox.status import Line

SCHEMA_VERSION = 1
Root = Annotated[Path, typer.Argument(metavar="ROOT", help="Mappen som bevakas / the folder that is watched")]
State = Annotated[
    Path | None,
    typer.Option(
        "--state", metavar="DIR", help="Journalens plats, på lokal disk / the journal's place, on a local disk"
    ),
]
Days = Annotated[
    int,
    typer.Option(
        "--keep-days", metavar="N", min=0, help="Dagar som kopior sparas, 0 för alltid / days copies are kept"
    ),
]
_KEEP = 90


class Form(StrEnum):
    TABLE = "table"
    JSON = "json"


def watch(  # noqa: PLR0913, PLR0917  (a command has its options as arguments)
    root: Root,
    once: Annotated[bool, typer.Option("--once", help="Ett varv och slut / one pass and end")] = False,
    poll: Annotated[float, typer.Option("--poll", metavar="S", min=0.1, help="Sekunder mellan varv / seconds")] = 10,
    settle: Annotated[
        float, typer.Option("--settle", metavar="S", min=0, help="Sekunder en fil ska vara stilla / seconds at rest")
    ] = 5,
    move: Annotated[
        bool, typer.Option("--move", help="Flytta originalet till behandlade/ / move the original there")
    ] = False,
    keep_days: Days = _KEEP,
    hook: Annotated[
        str, typer.Option("--hook", metavar="CMD", help="Kommando som får kvittot på stdin / gets the receipt on stdin")
    ] = "",
    metrics: Annotated[
        Path | None, typer.Option("--metrics", metavar="F.prom", help="Textfil för Prometheus / a Prometheus text file")
    ] = None,
    heartbeat: Annotated[
        str, typer.Option("--heartbeat", metavar="URL", help="Adress som anropas varje minut / called every minute")
    ] = "",
    take_over: Annotated[
        bool, typer.Option("--take-over", help="Ta över från en annan dator / take over from another host")
    ] = False,
    register: Register = None,
    state: State = None,
    lang: Language = Lang.SV,
    json_log: JsonLog = False,
) -> None:
    """Bevaka en mapp: en inlagd arbetsbok får sitt svar i ut/. / Watch a folder: a dropped workbook is answered."""
    from trygg_excel.inbox.settings import Settings
    from trygg_excel.inbox.wake import stirred
    from trygg_excel.inbox.watch import watch as go

    voice = Voice(lang, json_log)
    settings = Settings(
        poll=poll, settle=settle, move=move, keep_days=keep_days, lang=lang, register=_whole(register),
        hook=_command(hook), metrics=_whole(metrics), heartbeat=_address(heartbeat),
    )  # fmt: skip
    code = go(root, settings, voice.message, state=state, once=once, take_over=take_over, stirred=stirred)
    raise typer.Exit(code)


def status(
    root: Root,
    form: Annotated[Form, typer.Option("--format", help="Form / form")] = Form.TABLE,
    state: State = None,
    lang: Language = Lang.SV,
    json_log: JsonLog = False,
) -> None:
    """Säg hur det går för varje fil. / Tell the state of every file."""
    from trygg_excel.inbox.journal import Journal
    from trygg_excel.inbox.owner import last_round, owners
    from trygg_excel.inbox.root import found
    from trygg_excel.inbox.status import lines, unseen

    voice = Voice(lang, json_log)
    places = found(root, state).places
    journal = Journal(places.journal)
    try:
        told = (*unseen(journal, places.drop, time.time()), *lines(journal))
    finally:
        journal.close()
    alive = sum(owners(places.watchers).values())
    if form is Form.JSON:
        record = {"schema_version": SCHEMA_VERSION, "watchers": alive, "files": [_record(each, lang) for each in told]}
        return voice.out(json.dumps(record, ensure_ascii=False, indent=2) + "\n")
    voice.out("".join(f"{each}\n" for each in _table(told, lang)))
    if not alive:
        voice.message(_idle(last_round(places.watchers)), "TRY-I28")
    return None


def _idle(last: float | None) -> Text:
    """That no watch is going on, and when one last was: one that is run now and then is as it should be."""
    if last is None:
        return Text("Ingen bevakning är i gång just nu.", "No watch is going on now.")
    at = datetime.fromtimestamp(last).astimezone().strftime("%Y-%m-%d %H:%M")
    return text(
        "Ingen bevakning är i gång just nu. Mappen gicks senast igenom {at}.",
        "No watch is going on now. The folder was last gone through at {at}.", at=at,
    )  # fmt: skip


def retry(
    root: Root,
    which: Annotated[str, typer.Argument(metavar="ID", help="Nummer eller filnamn / number or file name")],
    register: Register = None,
    state: State = None,
    lang: Language = Lang.SV,
    json_log: JsonLog = False,
) -> None:
    """Gör om ett svar, med dagens register och program. / Answer again, by the register and program of now."""
    from trygg_excel.inbox.again import retry as again
    from trygg_excel.inbox.journal import Journal
    from trygg_excel.inbox.names import shown
    from trygg_excel.inbox.root import found
    from trygg_excel.inbox.rules import rules_of

    places = found(root, state).places
    journal = Journal(places.journal)
    try:
        job = again(journal, places, which, rules_of(places.root, _whole(register)), time.time())
    finally:
        journal.close()
    told = text("{id} {name}: görs om.", "{id} {name}: is done again.", id=job.id, name=shown(job.name))
    Voice(lang, json_log).message(told, "TRY-I29")


def purge(
    root: Root,
    keep_days: Days = _KEEP,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Säg bara vad som skulle gallras / only tell")] = False,
    state: State = None,
    lang: Language = Lang.SV,
    json_log: JsonLog = False,
) -> None:
    """Gallra gamla kopior och journalrader. / Purge old copies and lines of the journal."""
    from trygg_excel.inbox.journal import Journal
    from trygg_excel.inbox.purge import purge as remove
    from trygg_excel.inbox.root import found

    places = found(root, state).places
    journal = Journal(places.journal)
    try:
        gone = remove(journal, places.blobs, time.time() - keep_days * 86400, rehearse=dry_run)
    finally:
        journal.close()
    told = text(
        "{copies} kopior ({mb} MB) och {jobs} filer i journalen {done}.",
        "{copies} copies ({mb} MB) and {jobs} files in the journal {done}.",
        copies=gone.copies, mb=f"{gone.size / 1_000_000:.1f}", jobs=gone.jobs,
        done=Text("skulle gallras", "would be purged") if dry_run else Text("är gallrade", "are purged"),
    )  # fmt: skip
    Voice(lang, json_log).message(told, "TRY-I29")


def _table(told: Iterable[Line], lang: str) -> Iterable[str]:
    for each in told:
        number = "-" if each.job is None else str(each.job)
        parts = (each.state.say(lang), each.why.say(lang).replace("\n", " "), each.next.say(lang))
        yield f"{number:>5}  {each.name}: {' '.join(_ended(part) for part in parts if part)}"


def _ended(part: str) -> str:
    return part if part.endswith((".", ":")) else part + "."


def _record(each: Line, lang: str) -> dict[str, object]:
    return {
        "id": each.job, "file": each.name, "state": each.code, "message": each.state.say(lang),
        "why": each.why.say(lang), "next": each.next.say(lang), "open": each.open,
        "since": datetime.fromtimestamp(each.since, UTC).isoformat(timespec="seconds"),
    }  # fmt: skip


def _whole(path: Path | None) -> Path | None:
    return None if path is None else path.absolute()


def _command(hook: str) -> tuple[str, ...]:
    try:
        return tuple(shlex.split(hook))
    except ValueError as problem:
        raise WrongUsage(
            Text("Citattecknen i --hook går inte ihop.", "The quotes of --hook do not match.")
        ) from problem


def _address(url: str) -> str:
    if url and not url.startswith(("https://", "http://")):
        raise WrongUsage(Text("--heartbeat ska börja med https://.", "--heartbeat must begin with https://."))
    return url

"""`trygg register accept` and `accepted`: a person takes responsibility for a finding; the list of those."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from trygg_excel.accepting.acceptance import Acceptance, in_force, is_day
from trygg_excel.accepting.answers import NOT_ONE, Answers, answers_in, confirmed_name, new_only
from trygg_excel.cli.confirm import user_name
from trygg_excel.cli.options import JsonLog, Lang, Language, Register, Trusted
from trygg_excel.cli.say import Voice
from trygg_excel.errors import RowsWrong, WrongUsage
from trygg_excel.finding import Finding, Severity, Text, text
from trygg_excel.register.find import find_register
from trygg_excel.register.match import Names
from trygg_excel.register.memory import accept_notes, load_remembered, memory_for, remember
from trygg_excel.run import Run, run

In = Annotated[
    Path,
    typer.Option("--in", metavar="PATH", help="Arbetsböckerna: en fil eller mapp / the workbooks: a file or folder"),
]


def accept(  # noqa: PLR0913, PLR0917  (a command has its options as arguments)
    key: Annotated[str, typer.Argument(metavar="NYCKEL", help="Anmärkningens nyckel / the finding's key")] = "",
    given: Annotated[
        Path | None,
        typer.Option("--from", metavar="F.xlsx", help="Ifylld kontrollarbetsbok / filled-in control workbook"),
    ] = None,
    inside: In = Path(),
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="Motivering / the reason")] = "",
    by: Annotated[str | None, typer.Option("--by", metavar="NAMN", help="Vem som godtar / who accepts")] = None,
    until: Annotated[
        str | None, typer.Option("--until", metavar="DATUM", help="Sista dag, 2022-12-31 / the last day")
    ] = None,
    same: Annotated[
        bool, typer.Option("--same", help="Namnet är den föreslagna insatsen / the name is the programme proposed")
    ] = False,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Ta tillbaka / take back")] = False,
    register: Register = None,
    trusted: Trusted = False,
    lang: Language = Lang.SV,
    json_log: JsonLog = False,
) -> None:
    """Godta en anmärkning; den kommer tillbaka om talet eller regeln ändras. / Accept a finding, until it changes."""
    voice = Voice(lang, json_log)
    if (given is None) == (not key):
        raise WrongUsage(_ONE_OF)
    if given is not None:
        return _from_workbook(voice, given, inside, register, trusted)
    memory = _memory(inside, register)
    if until is not None and not is_day(until):
        raise WrongUsage(
            Text(f"'{until}' är ingen dag. Skriv som 2022-12-31.", f"'{until}' is no day. Write 2022-12-31.")
        )
    if same:
        return _same(voice, run([inside], register, isolate=not trusted), key, by or user_name(), why, memory)
    if not why.strip() and not withdraw:
        raise WrongUsage(Text("Säg varför med --why.", "Say why with --why."))
    finding = None if withdraw else _found(run([inside], register, isolate=not trusted), key)
    note = _note(key, finding, by or user_name(), why, until)
    if finding is None and key not in in_force(accept_notes(memory), _today()):
        raise WrongUsage(
            text("Ingen godtagen anmärkning har nyckeln {key}.", "Nothing accepted has the key {key}.", key=key)
        )
    remember(memory, [note])
    _tell(voice, [note], memory)
    return None


_ONE_OF = Text(
    "Ange en nyckel, eller en ifylld kontrollarbetsbok med --from.",
    "Give a key, or a filled-in control workbook with --from.",
)


def _note(key: str, finding: Finding | None, by: str, why: str, until: str | None) -> Acceptance:
    """`finding` None takes back what was accepted."""
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    if finding is None:
        return Acceptance(key=key, by=by, at=now, why=why, withdrawn=True)
    source = finding.sources[0] if finding.sources else None
    return Acceptance(
        key=key, by=by, at=now, why=why, until=until, code=finding.code, message=finding.message.sv,
        file=Path(source.file).name if source else "", sheet=source.sheet if source else "",
        cell=source.cell if source else "",
    )  # fmt: skip


def _same(voice: Voice, done: Run, key: str, by: str, why: str, memory: Path) -> None:
    """Confirm what a finding proposes that its name means."""
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    names = None if done.checked.register is None else Names(done.checked.register)
    note = confirmed_name(_found(done, key).message.sv, names, by, now, why)
    if note is None:
        raise WrongUsage(NOT_ONE)
    remember(memory, [note])
    _tell(voice, [], memory, Answers(names=(note,)))


def _found(done: Run, key: str) -> Finding:
    for finding in done.checked.findings:
        if finding.key == key:
            return finding
    if done.unread:
        raise done.unread[0]
    raise WrongUsage(
        text(
            "Ingen anmärkning har nyckeln {key}. Kör trygg check; nyckeln står sist på raden.",
            "No finding has the key {key}. Run trygg check; the key stands last on the line.",
            key=key,
        )
    )


def _from_workbook(voice: Voice, given: Path, inside: Path, named: Path | None, trusted: bool) -> None:
    from trygg_excel.budget import read

    memory = _memory(inside, named)
    place = find_register(inside.resolve(), named)
    register = None if place is None else load_remembered(place)
    book = read(given, isolate=not trusted, notes=()).workbook
    found = answers_in(book.sheets, register, datetime.now().astimezone().isoformat(timespec="seconds"))
    if found is None:
        raise WrongUsage(
            text(
                "'{file}' har inget blad med nycklar att godta. Ange kontrollarbetsboken från trygg report.",
                "'{file}' has no sheet with keys to accept. Give the control workbook of trygg report.",
                file=given,
            )
        )
    if found.wrong:
        raise RowsWrong(given, found.wrong)
    fresh = new_only(found, accept_notes(memory), _today())
    remember(memory, [*fresh, *found.names])
    _tell(voice, list(fresh), memory, found)


def _memory(inside: Path, named: Path | None) -> Path:
    """The memory of the workbooks in a folder, or of one workbook."""
    return memory_for(inside / "*" if inside.is_dir() else inside, named)


def _today() -> date:
    return datetime.now().astimezone().date()


def _tell(voice: Voice, notes: list[Acceptance], memory: Path, answers: Answers | None = None) -> None:
    for note in notes:
        word = Text("Återtagen", "Taken back") if note.withdrawn else Text("Godtagen", "Accepted")
        voice.out(f"{word.say(voice.lang)}: {note.key} {note.message}".rstrip() + "\n")
    for name in () if answers is None else answers.names:
        said = text(
            "Samma insats: '{name}' är {id}", "The same programme: '{name}' is {id}", name=name.name, id=name.id
        )
        voice.out(said.say(voice.lang) + "\n")
    if not notes and (answers is None or not answers.names):
        voice.message(Text("Inget nytt svar att spara.", "No new answer to keep."), "TRY-I05", Severity.NOTE)
    else:
        voice.out(text("Sparat i {memory}.\n", "Kept in {memory}.\n", memory=memory).say(voice.lang))


def accepted(
    year: Annotated[int | None, typer.Option("--year", metavar="ÅR", help="Bara det året / that year only")] = None,
    inside: In = Path(),
    out: Annotated[
        Path | None, typer.Option("--out", metavar="F.xlsx", help="Skriv listan som arbetsbok / write it as a workbook")
    ] = None,
    register: Register = None,
    trusted: Trusted = False,
    lang: Language = Lang.SV,
    json_log: JsonLog = False,
) -> None:
    """Årets lista: vad som är godtaget, vilka kontroller som körts och inte. / The year's list for the auditor."""
    from trygg_excel.reporting.accepted import accepted_lines, accepted_report, touches
    from trygg_excel.reporting.xlsx import xlsx_bytes
    from trygg_excel.writing import write_file

    voice = Voice(lang, json_log)
    done = run([inside], register, isolate=not trusted)
    memory = _memory(inside, register)
    notes = accept_notes(memory)
    if not done.checked.checks and not notes and done.unread:
        raise done.unread[0]  # neither workbooks nor a memory: there is no list to make
    report = accepted_report(done.checked, notes, year, _today())
    voice.out(accepted_lines(report, lang))
    voice.problems(done.unread)
    if left := sum(not each.withdrawn and not touches(each, notes, year) for each in notes):
        voice.message(text(*_OTHER_YEARS, n=left, year=year, memory=memory), "TRY-I05", Severity.NOTE)
    if out is not None:
        write_file(out, xlsx_bytes(report, lang), [check.budget.file for check in done.checked.checks])
        voice.wrote([out])


_OTHER_YEARS = (
    "{n} till i {memory} gällde inte under {year}, och visas utan --year. Året är det då godtagandet gällde, inte "
    "budgetens.",
    "{n} more in {memory} did not hold in {year}, and are shown without --year. The year is when the acceptance held, "
    "not the budget's.",
)

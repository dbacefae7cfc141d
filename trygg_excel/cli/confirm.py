"""`trygg register confirm`: a person says what a workbook leaves open; it holds for such tables from then on."""

from __future__ import annotations

import getpass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from trygg_excel.budget import read
from trygg_excel.cli.options import JsonLog, Lang, Language, Register, Trusted
from trygg_excel.cli.say import Voice
from trygg_excel.confirming.confirm import Answer, Effect
from trygg_excel.confirming.confirm import confirm as answered
from trygg_excel.confirming.note import LayoutNote
from trygg_excel.confirming.note_findings import signed
from trygg_excel.confirming.proposals import proposals
from trygg_excel.errors import WrongUsage
from trygg_excel.finding import Severity, Text, listed, text
from trygg_excel.register.memory import layout_notes, memory_for, remember

_FILE_NAME = frozenset({"filnamn", "filnamnet", "filename", "file"})


class UnitWord(StrEnum):
    KR = "kr"
    TKR = "tkr"
    MKR = "mkr"
    MDKR = "mdkr"


def confirm(  # noqa: PLR0913, PLR0917  (a command has its options as arguments)
    path: Annotated[Path, typer.Argument(metavar="F", help="Arbetsboken / the workbook")],
    sheet: Annotated[str, typer.Option("--sheet", metavar="BLAD", help="Bara detta blad / this sheet only")] = "",
    table: Annotated[str, typer.Option("--table", metavar="T1", help="Bara denna tabell / this table only")] = "",
    unit: Annotated[UnitWord | None, typer.Option("--unit", help="Enheten / the unit")] = None,
    year: Annotated[
        str | None,
        typer.Option("--year", metavar="ÅR", help="Året, eller 'filnamn' / the year, or 'filename'"),
    ] = None,
    labels: Annotated[
        str | None, typer.Option("--labels", metavar="B", help="Kolumnen med radernas namn / column of the rows' names")
    ] = None,
    no_money: Annotated[bool, typer.Option("--no-money", help="Inga belopp här / no money here")] = False,
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Ta tillbaka / take back what was confirmed")] = False,
    by: Annotated[str | None, typer.Option("--by", metavar="NAMN", help="Vem som bekräftar / who confirms")] = None,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="Varför / why")] = "",
    register: Register = None,
    trusted: Trusted = False,
    lang: Language = Lang.SV,
    json_log: JsonLog = False,
) -> None:
    """Bekräfta det en arbetsbok inte säger klart. / Confirm what a workbook does not say clearly."""
    voice = Voice(lang, json_log)
    of_file = year is not None and year.casefold() in _FILE_NAME
    answer = Answer(
        sheet=sheet,
        table=table,
        unit=unit.value if unit else None,
        year=None if year is None or of_file else _year(year),
        year_of_file=of_file,
        labels=labels.upper() if labels else None,
        no_money=no_money,
        withdrawn=withdraw,
    )
    if answer.is_empty:
        raise WrongUsage(_NOTHING)
    memory = memory_for(path, register)
    budget = read(path, isolate=not trusted, notes=())
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    effect = answered(budget, layout_notes(memory), answer, by=by or user_name(), at=now, why=why)
    remember(memory, effect.notes)
    _tell(voice, effect, memory)


_NOTHING = Text(
    "Säg vad som bekräftas: --unit, --year, --labels, --no-money eller --withdraw.",
    "Say what is confirmed: --unit, --year, --labels, --no-money or --withdraw.",
)


def settled_text(note: LayoutNote, lang: str) -> str:
    """'enheten är tkr (Anna, 2022-04-11)'."""
    parts = [
        text("enheten är {unit}", "the unit is {unit}", unit=note.unit) if note.unit else None,
        text("året är {year}", "the year is {year}", year=note.year) if note.year else None,
        Text("året är filnamnets", "the year is that of the file's name") if note.year_of_file else None,
        text("namnen står i kolumn {c}", "the names stand in column {c}", c=note.labels) if note.labels else None,
        Text("inga belopp", "no money") if note.no_money else None,
        Text("det bekräftade tas tillbaka", "what was confirmed is taken back") if note.withdrawn else None,
    ]
    return f"{', '.join(each.say(lang) for each in parts if each)} ({signed(note)})"


def _year(word: str) -> int:
    if word.isascii() and word.isdigit() and len(word) == 4:
        return int(word)
    raise WrongUsage(
        text(
            "--year '{word}' är inget år. Skriv till exempel 2022, eller filnamn.",
            "--year '{word}' is no year. Write for example 2022, or filename.",
            word=word,
        )
    )


def user_name() -> str:
    """Who is at the computer, where nobody is named. Raises WrongUsage when that is not known."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise WrongUsage(Text("Säg vem som bekräftar med --by.", "Say who confirms with --by.")) from error


def _tell(voice: Voice, effect: Effect, memory: Path) -> None:
    """What was confirmed of which tables, what it means for the facts, and what is still open."""
    told = [f"{each.sheet}!{each.range}" for each in effect.tables]
    say = settled_text(effect.notes[0], voice.lang)
    voice.out(f"{listed(told).say(voice.lang)}: {say}\n")
    voice.out(_meaning(effect).say(voice.lang) + "\n")
    voice.out(text("Sparat i {memory}.\n", "Kept in {memory}.\n", memory=memory).say(voice.lang))
    after = effect.after
    for each in proposals(after.file, after.tables, after.records):
        voice.message(each.said(after.file), "TRY-I03", Severity.NOTE)


def _meaning(effect: Effect) -> Text:
    """'34 belopp är nu säkra som inte var det. Alla är säkra.'"""
    gone = len(effect.before.records) - len(effect.after.records)
    if gone:
        fewer = Text("färre", "fewer") if gone > 0 else Text("fler", "more")
        return text("{n} belopp {fewer} läses.", "{n} {fewer} amounts are read.", n=abs(gone), fewer=fewer)
    if effect.became_sure < 0:
        return text("{n} belopp är inte längre säkra.", "{n} amounts are no longer sure.", n=-effect.became_sure)
    rest = (
        text("{n} är ännu osäkra.", "{n} are still not sure.", n=effect.unsure)
        if effect.unsure
        else Text("Alla är säkra.", "All are sure.")
    )
    return text(
        "{n} belopp är nu säkra som inte var det. {rest}",
        "{n} amounts are now sure that were not. {rest}",
        n=effect.became_sure,
        rest=rest,
    )

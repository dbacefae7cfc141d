"""`trygg month`: the monthly report, one month or all that were missed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from trygg_excel.cli.options import JsonLog, Lang, Language, Register, Trusted
from trygg_excel.cli.say import Voice
from trygg_excel.errors import WrongUsage
from trygg_excel.finding import Severity, Text

Month = Annotated[
    str | None,
    typer.Argument(metavar="YYYY-MM", help="Månaden; 2026-13 är bokslutsperioden / the month, 13 the closing"),
]


def month(
    period: Month = None,
    config: Annotated[
        Path | None,
        typer.Option("--config", metavar="F", help="trygg.toml; annars den närmaste uppåt / else the nearest"),
    ] = None,
    catch_up: Annotated[
        bool, typer.Option("--catch-up", help="Gör de månader som saknas / make the months that are missing")
    ] = False,
    until: Annotated[
        str | None, typer.Option("--until", metavar="YYYY-MM", help="Sista månaden för --catch-up / its last month")
    ] = None,
    final: Annotated[bool, typer.Option("--final", help="Fastställ månaden / the month is final")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Visa vad som skulle göras, skriv inget / write nothing")
    ] = False,
    register: Register = None,
    trusted: Trusted = False,
    lang: Language = Lang.SV,
    json_log: JsonLog = False,
) -> None:
    """Gör månadsrapporten. / Make the monthly report."""
    from trygg_excel.month.config import find_config, load_config
    from trygg_excel.month.inputs import desk_for
    from trygg_excel.month.run import Wish, make_months, missed, told

    first, last = _wanted(period, until, catch_up=catch_up)
    voice = Voice(lang, json_log)
    desk = desk_for(load_config(find_config(Path.cwd(), config)), register, isolate=not trusted)
    wish = Wish(final=final, dry_run=dry_run, lang=voice.lang)
    periods = missed(desk, first, last) if catch_up and last is not None else (first,)
    codes = []
    for made in make_months(desk, [each for each in periods if each is not None], wish):
        if made.problem is not None:
            voice.problem(made.problem)
            codes.append(made.problem.exit_code)
            continue
        # A log holds no amounts: the verdict is said to a person only.
        voice.message(told(replace(made, verdict=Text("", "")) if json_log else made, wish), "TRY-I03")
        if not dry_run:
            voice.wrote(made.written)
        codes.append(int(made.worst is Severity.ERROR))
    if catch_up and not periods:
        voice.message(Text("Ingen månad saknas.", "No month is missing."), "TRY-I04")
    from trygg_excel.run import gravest

    raise typer.Exit(gravest(codes))


def _wanted(period: str | None, until: str | None, *, catch_up: bool) -> tuple[int | None, int | None]:
    """The month asked for and the last to catch up with. Raises WrongUsage for what does not fit together."""
    if catch_up != (until is not None):
        raise WrongUsage(_TOGETHER)
    if period is None and not catch_up:
        raise WrongUsage(_NO_MONTH)
    return _read(period), _read(until)


def _read(written: str | None) -> int | None:
    from trygg_excel.month.run import wanted_period

    return None if written is None else wanted_period(written)


_TOGETHER = Text(
    "--catch-up och --until hör ihop: trygg month --catch-up --until 2026-03.",
    "--catch-up and --until belong together: trygg month --catch-up --until 2026-03.",
)
_NO_MONTH = Text("Ange månaden: trygg month 2026-03.", "Give the month: trygg month 2026-03.")

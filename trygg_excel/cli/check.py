"""`trygg check`: validate and reconcile, print what was found."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from trygg_excel.batch import run_many
from trygg_excel.batch.cluster import at_work
from trygg_excel.cli.options import (
    Cluster,
    FailOn,
    JsonLog,
    Lang,
    Language,
    Paths,
    Recursive,
    Register,
    Strict,
    Trusted,
)
from trygg_excel.cli.progress import progress
from trygg_excel.cli.say import Voice, checked_text
from trygg_excel.finding import Severity
from trygg_excel.machine import as_json, check_record, findings_csv
from trygg_excel.run import run


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"
    CSV = "csv"


def check(  # noqa: PLR0913, PLR0917  the options of the command
    paths: Paths,
    form: Annotated[Format, typer.Option("--format", help="Utskrift / output")] = Format.TABLE,
    fail_on: Annotated[FailOn, typer.Option("--fail-on", help="Vad som ger kod 1 / what gives code 1")] = FailOn.ERROR,
    previous: Annotated[
        str | None,
        typer.Option("--previous", metavar="F", help="Förra gångens arbetsbok / the workbook of last time"),
    ] = None,
    ledger: Annotated[
        Path | None,
        typer.Option("--ledger", metavar="F", help="Uttag ur ekonomisystemet / an extract of the ledger"),
    ] = None,
    ledger_earlier: Annotated[
        Path | None,
        typer.Option("--ledger-earlier", metavar="F", help="Ett tidigare uttag / an extract made before"),
    ] = None,
    recursive: Recursive = False,
    register: Register = None,
    trusted: Trusted = False,
    strict: Strict = False,
    cluster: Cluster = None,
    lang: Language = Lang.SV,
    json_log: JsonLog = False,
) -> None:
    """Kontrollera arbetsböcker mot registret. / Check workbooks against the register."""
    voice = Voice(lang, json_log)
    if ledger is None:
        with at_work(cluster) as executor, progress(lang, silent=json_log) as told:
            done = run_many(
                paths, executor, register, recursive=recursive, isolate=not trusted, strict=strict, previous=previous,
                progress=told,
            )  # fmt: skip
    else:
        done = run(
            paths, register, recursive=recursive, isolate=not trusted, strict=strict, previous=previous, ledger=ledger,
            ledger_earlier=ledger_earlier,
        )  # fmt: skip
    if form is Format.JSON:
        voice.out(as_json(check_record(done, lang)))
    elif form is Format.CSV:
        voice.out(findings_csv(done.checked, lang))
    else:
        voice.out(checked_text(done.checked, lang))
    voice.problems(done.unread)
    raise typer.Exit(done.exit_code(Severity(fail_on.value)))

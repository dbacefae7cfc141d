"""`trygg compare` and `trygg reconcile`: one of the report's parts as a workbook of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from trygg_excel.cli.options import (
    InUnit,
    JsonLog,
    Lang,
    Language,
    Order,
    Paths,
    Recursive,
    Register,
    Shown,
    Strict,
    Trusted,
    Years,
)
from trygg_excel.cli.say import Voice
from trygg_excel.errors import NothingToCompare, WrongUsage
from trygg_excel.finding import Text
from trygg_excel.money import Unit, unit_named
from trygg_excel.reporting.comparison import Wishes
from trygg_excel.reporting.model import Report
from trygg_excel.reporting.parts import comparison_report, reconciliation_report
from trygg_excel.run import Run, run
from trygg_excel.writing import write_file

Out = Annotated[Path, typer.Option("--out", metavar="F.xlsx", help="Arbetsbok att skriva / workbook to write")]


def compare(  # noqa: PLR0913, PLR0917  (a command has its options as arguments)
    paths: Paths,
    out: Out,
    years: Years = None,
    base: Annotated[
        int | None, typer.Option("--base", metavar="YEAR", help="År att jämföra från / year to compare from")
    ] = None,
    order: Annotated[
        Order, typer.Option("--order", help="Vilket år som står först / which year stands first: newest, oldest")
    ] = Order.NEWEST,
    unit: InUnit = None,
    recursive: Recursive = False,
    register: Register = None,
    trusted: Trusted = False,
    strict: Strict = False,
    lang: Language = Lang.SV,
    json_log: JsonLog = False,
) -> None:
    """Jämför år, med brygga från ett år till nästa. / Compare years, with a bridge from one to the next."""
    done = run(paths, register, recursive=recursive, isolate=not trusted, strict=strict)
    wishes = Wishes(order is Order.NEWEST, _unit(unit))
    made = comparison_report(done.checked, years_of(years), base, wishes)
    if made is None and done.checked.checks:
        raise NothingToCompare(", ".join(paths))
    _write(done, made, out, Voice(lang, json_log))


def reconcile(
    paths: Paths,
    out: Out,
    unit: InUnit = None,
    recursive: Recursive = False,
    register: Register = None,
    trusted: Trusted = False,
    strict: Strict = False,
    lang: Language = Lang.SV,
    json_log: JsonLog = False,
) -> None:
    """Stäm av angivna summor mot delar, beslut och underlag. / Reconcile stated amounts with parts and decisions."""
    done = run(paths, register, recursive=recursive, isolate=not trusted, strict=strict)
    made = reconciliation_report(done.checked, _unit(unit)) if done.checked.checks else None
    _write(done, made, out, Voice(lang, json_log))


def _unit(shown: Shown | None) -> Unit | None:
    return None if shown is None else unit_named(shown.value)


def _write(done: Run, report: Report | None, out: Path, voice: Voice) -> None:
    if report is not None:
        from trygg_excel.reporting.xlsx import xlsx_bytes

        write_file(out, xlsx_bytes(report, voice.lang), (check.budget.file for check in done.checked.checks))
        voice.wrote([out])
    voice.problems(done.unread)
    raise typer.Exit(done.exit_code())


def years_of(written: str | None) -> tuple[int, ...] | None:
    """'2020-2022' or '2020,2022' -> years; raises WrongUsage with what to write."""
    if written is None:
        return None
    first, dash, last = written.replace("–", "-").partition("-")
    try:
        if dash:
            return tuple(range(int(first), int(last) + 1))
        return tuple(int(each) for each in written.split(","))
    except ValueError as problem:
        raise WrongUsage(
            Text(f"--years '{written}' är inga år. Skriv till exempel 2020-2022.",
                 f"--years '{written}' are no years. Write for example 2020-2022.")
        ) from problem  # fmt: skip

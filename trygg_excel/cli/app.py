"""The commands together, and how what cannot go on becomes one sentence and an exit code."""

from __future__ import annotations

import sys
from itertools import pairwise
from typing import Annotated

import typer

from trygg_excel import __version__
from trygg_excel.cli.annotate import annotate
from trygg_excel.cli.check import check
from trygg_excel.cli.compare import compare, reconcile
from trygg_excel.cli.read import read
from trygg_excel.cli.register import register_app
from trygg_excel.cli.report import demo, report
from trygg_excel.cli.say import Voice
from trygg_excel.errors import TryggError

app = typer.Typer(
    name="trygg",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Läser budgetarbetsböcker, kontrollerar dem och rapporterar. / Reads budget workbooks, checks and reports.",
)
for command in (read, check, report, compare, reconcile, annotate, demo):
    app.command()(command)
app.add_typer(register_app, name="register")


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"trygg_excel {__version__}\n")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Version")] = False,
) -> None:
    del version


def main() -> None:
    """Run the command line; every TryggError is one sentence on stderr and its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # a pipe on Windows is cp1252
    try:
        app()
    except TryggError as problem:
        Voice(_lang(sys.argv), "--json-log" in sys.argv).problem(problem)
        sys.exit(problem.exit_code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


def _lang(arguments: list[str]) -> str:
    english = "--lang=en" in arguments or ("--lang", "en") in pairwise(arguments)
    return "en" if english else "sv"

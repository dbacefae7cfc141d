"""The commands together, and how what cannot go on becomes one sentence and an exit code."""

from __future__ import annotations

import sys
from typing import Annotated, NoReturn

import typer

from trygg_excel import __version__
from trygg_excel.cli.lazy import lazy_group
from trygg_excel.cli.told import language, without_language
from trygg_excel.cli.usage import Misused, misused
from trygg_excel.errors import TryggError
from trygg_excel.stack import with_room

HERE = "trygg_excel.cli"
COMMANDS = {
    "read": f"{HERE}.read:read",
    "check": f"{HERE}.check:check",
    "report": f"{HERE}.report:report",
    "compare": f"{HERE}.compare:compare",
    "reconcile": f"{HERE}.compare:reconcile",
    "annotate": f"{HERE}.annotate:annotate",
    "month": f"{HERE}.month:month",
    "watch": f"{HERE}.watch:watch",
    "status": f"{HERE}.watch:status",
    "retry": f"{HERE}.watch:retry",
    "purge": f"{HERE}.watch:purge",
    "template": f"{HERE}.template:template",
    "demo": f"{HERE}.report:demo",
    "register": f"{HERE}.register:register_app",
    "doctor": f"{HERE}.doctor:doctor",
}
app = typer.Typer(
    name="trygg",
    cls=lazy_group(COMMANDS, {"--version": "Programmets version / the version of the program"}),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Läser budgetarbetsböcker, kontrollerar dem och rapporterar. / Reads budget workbooks, checks and reports.",
)


def _version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"trygg_excel {__version__}\n")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Version")] = False,
) -> None:
    del version


@with_room
def main() -> None:
    """Run the command line; every TryggError, and wrong usage, is one sentence on stderr and its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # a pipe on Windows is cp1252
    try:
        code = app(args=without_language(sys.argv[1:]), prog_name="trygg", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except Misused as problem:
        if type(problem).__name__ == "NoArgsIsHelpError":  # the help is printed already
            sys.exit(problem.exit_code)
        _end(misused(problem))
    except TryggError as problem:
        _end(problem)
    except typer.Abort:
        sys.exit(130)  # Ctrl-C, as typer before 0.16 tells it
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


def _end(problem: TryggError) -> NoReturn:
    from trygg_excel.cli.say import Voice  # only when there is something to say

    Voice(language(), "--json-log" in sys.argv).problem(problem)
    sys.exit(problem.exit_code)

"""What typer says of a command that was written wrong, as one sentence in both languages."""

from __future__ import annotations

import re
from typing import Any

import typer

from trygg_excel.errors import WrongUsage
from trygg_excel.finding import Text

# The base of typer's complaints: click's own class, or the one that newer typer brings with it.
Misused: Any = typer.BadParameter.__mro__[1]
_WRITTEN_WRONG = Text("Kommandot är inte rätt skrivet.", "The command is not written right.")

_NO_OPTION = "Tillvalet {0} finns inte. Menade du {1}?"
_INVALID = r"Invalid value for '?(.+?)'?: "
# The English sentence, and the Swedish one with its groups put in. The first that fits the whole of it holds.
_SAID = (
    (r"No such command '?(.+?)'?\.(?: Did you mean '?(.+?)'?\?)?", "Kommandot {0} finns inte. Menade du {1}?"),
    (r"No such option: (\S+)(?:.*?(?:Did you mean|Possible options:) (.+?)\W*)?", _NO_OPTION),
    (r"Missing argument '?(.+?)'?\..*", "{0} saknas."),
    (r"Missing option '?(.+?)'?\..*", "Tillvalet {0} saknas."),
    (r"Missing command\.", "Kommandot saknas."),
    (r"Option '?(.+?)'? requires an argument\.?", "Tillvalet {0} ska följas av ett värde."),
    (r"Option '?(.+?)'? does not take a value\.?", "Tillvalet {0} ska stå utan värde."),
    (r"Got unexpected extra argument\(?s?\)? \((.+)\)", "Det här blev över: {0}."),
    (rf"{_INVALID}.*\bnot (?:one )?of (.+?)\.?", "Värdet efter {0} ska vara något av {1}."),
    (rf"{_INVALID}.*not in the range .*x>=([\d.]+).*", "Värdet efter {0} ska vara minst {1}."),
    (rf"{_INVALID}.*greater than or equal to ([\d.]+).*", "Värdet efter {0} ska vara minst {1}."),
    (rf"{_INVALID}.*valid (?:integer|number|float).*", "Värdet efter {0} ska vara ett tal."),
    (rf"{_INVALID}.*", "Värdet efter {0} går inte att använda."),
)


def misused(problem: Any) -> WrongUsage:
    """One of typer's complaints as ours: what is wrong, and where it is told how it is written."""
    said = " ".join(str(problem.format_message()).split())
    command = problem.ctx.command_path if problem.ctx is not None else "trygg"
    return WrongUsage(
        Text(
            f"{_swedish(said)} Se {command} --help.",
            f"{said.rstrip('.') or _WRITTEN_WRONG.en[:-1]}. See {command} --help.",
        )
    )


def _swedish(said: str) -> str:
    for pattern, swedish in _SAID:
        found = re.fullmatch(pattern, said)
        if found:
            words = [each for each in found.groups() if each is not None]
            whole = swedish if "{1}" not in swedish or len(words) > 1 else swedish.partition(" Menade")[0]
            return whole.format(*words)
    return f"{_WRITTEN_WRONG.sv} ({said})" if said else _WRITTEN_WRONG.sv

"""The page of commands, docs/kommandon.md: `python -m trygg_excel.cli.page > docs/kommandon.md`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module

from typer import Typer

from trygg_excel.cli.app import COMMANDS
from trygg_excel.cli.told import Command, Part, commands_of, doc_of, parts_of, usage_of

_HEAD = """# Kommandona

Sidan är gjord av kommandona själva. Uppdatera den med

```sh
.venv/bin/python -m trygg_excel.cli.page > docs/kommandon.md
```

PATH är en arbetsbok, en mapp eller ett mönster. Allt skrivs på svenska; `--lang en` ger engelska. Returkoden säger hur
det gick: `0` i ordning, `1` något att åtgärda, `2` fel i användning eller inställningar, `3` någon arbetsbok kunde inte
läsas, `4` disk, utdelning eller dator svarade inte (värt ett nytt försök).
"""


def page() -> str:
    """The page as Markdown: each command with its arguments and options, in the order of their names."""
    return _HEAD + "".join(_section(name, command) for name, command in sorted(_every()))


def _every() -> Iterator[tuple[str, Command]]:
    for name, home in COMMANDS.items():
        module, _, attribute = home.partition(":")
        found = getattr(import_module(module), attribute)
        if isinstance(found, Typer):
            yield from commands_of(f"trygg {name}", found)
        else:
            yield f"trygg {name}", found


def _section(name: str, command: Command) -> str:
    rows = "".join(map(_row, parts_of(command, "sv")))
    told = f"## {name}\n\n{doc_of(command, 'sv')}\n\n```sh\n{usage_of(name, command)}\n```"
    return f"\n{told}\n\n| | |\n|---|---|\n{rows}"


def _row(part: Part) -> str:
    otherwise = f" (annars `{part.otherwise}`)" if part.otherwise else ""
    return f"| {_cell(f'`{part.written}`')} | {_cell(part.said + otherwise)} |\n"


def _cell(said: str) -> str:
    return said.replace("|", "\\|")


if __name__ == "__main__":
    sys.stdout.write(page())

"""The page of commands, docs/kommandon.md: `python -m trygg_excel.cli.page > docs/kommandon.md`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from enum import Enum
from importlib import import_module
from inspect import Parameter, getdoc, signature
from typing import Any, get_args, get_type_hints

from typer import Typer
from typer.models import ArgumentInfo, OptionInfo

from trygg_excel.cli.app import COMMANDS

_HEAD = """# Kommandona

Sidan är gjord av kommandona själva. Uppdatera den med

```sh
.venv/bin/python -m trygg_excel.cli.page > docs/kommandon.md
```

PATH är en arbetsbok, en mapp eller ett mönster. Allt skrivs på svenska; `--lang en` ger engelska. Returkoden säger hur
det gick: `0` i ordning, `1` något att åtgärda, `2` fel i användning eller inställningar, `3` någon arbetsbok kunde inte
läsas, `4` disk, utdelning eller dator svarade inte (värt ett nytt försök).
"""
Command = Callable[..., object]


def page() -> str:
    """The page as Markdown: each command with its arguments and options, in the order of their names."""
    return _HEAD + "".join(_section(name, command) for name, command in sorted(_every()))


def _every() -> Iterator[tuple[str, Command]]:
    for name, home in COMMANDS.items():
        module, _, attribute = home.partition(":")
        found = getattr(import_module(module), attribute)
        if isinstance(found, Typer):
            yield from _commands(f"trygg {name}", found)
        else:
            yield f"trygg {name}", found


def _commands(name: str, group: Typer) -> Iterator[tuple[str, Command]]:
    for command in group.registered_commands:
        if command.callback is not None and not command.hidden:
            yield f"{name} {command.name or command.callback.__name__.replace('_', '-')}", command.callback
    for inner in group.registered_groups:
        if inner.typer_instance is not None:
            yield from _commands(f"{name} {inner.name}", inner.typer_instance)


def _section(name: str, command: Command) -> str:
    given = list(_parameters(command))
    usage = " ".join([name, *(said for each in given if (said := _usage(*each)))])
    rows = "".join(_row(*each) for each in sorted(given, key=lambda each: isinstance(each[1], OptionInfo)))
    return f"\n## {name}\n\n{_swedish(getdoc(command) or '')}\n\n```sh\n{usage}\n```\n\n| | |\n|---|---|\n{rows}"


def _parameters(command: Command) -> Iterator[tuple[Parameter, ArgumentInfo | OptionInfo, Any]]:
    """Each parameter with what typer is told of it, and its type."""
    hints = get_type_hints(command, include_extras=True)
    for name, parameter in signature(command).parameters.items():
        kind, *told = get_args(hints[name])
        info = next(each for each in told if isinstance(each, ArgumentInfo | OptionInfo))
        yield parameter, info, kind


def _usage(parameter: Parameter, info: ArgumentInfo | OptionInfo, kind: Any) -> str:
    """How what must be given is written; '' for an option that need not be."""
    needed = parameter.default is Parameter.empty
    if isinstance(info, ArgumentInfo):
        named = info.metavar or parameter.name.upper()
        return named if needed else f"[{named}]"
    return f"{_flags(parameter, info)[0]} {_takes(info, kind)}".strip() if needed else ""


def _row(parameter: Parameter, info: ArgumentInfo | OptionInfo, kind: Any) -> str:
    if isinstance(info, ArgumentInfo):
        written = f"`{info.metavar or parameter.name.upper()}`"
    else:
        written = f"`{' '.join(filter(None, (', '.join(_flags(parameter, info)), _takes(info, kind))))}`"
    told = _swedish(info.help or "") + _otherwise(parameter, kind)
    return f"| {_cell(written)} | {_cell(told)} |\n"


def _flags(parameter: Parameter, info: OptionInfo) -> tuple[str, ...]:
    first = (info.default,) if isinstance(info.default, str) and info.default.startswith("-") else ()
    return (*first, *(info.param_decls or ())) or (f"--{parameter.name.replace('_', '-')}",)


def _takes(info: OptionInfo, kind: Any) -> str:
    """What stands after the option: its own word, the words to choose from, or nothing for a switch."""
    if kind is bool:
        return ""
    if info.metavar:
        return info.metavar
    if isinstance(kind, type) and issubclass(kind, Enum):
        return "|".join(str(each.value) for each in kind)
    return "TEXT"


def _otherwise(parameter: Parameter, kind: Any) -> str:
    """What holds where it is not given, if that is worth a word."""
    value = getattr(parameter.default, "value", parameter.default)
    if kind is bool or value in (Parameter.empty, None, "") or str(value) == ".":
        return ""
    return f" (annars `{value}`)"


def _cell(said: str) -> str:
    return said.replace("|", "\\|")


def _swedish(said: str) -> str:
    """The Swedish half of 'svenska / English'; the first letter large."""
    told = " ".join(said.split()).split(" / ")[0].strip()
    return told[:1].upper() + told[1:]


if __name__ == "__main__":
    sys.stdout.write(page())

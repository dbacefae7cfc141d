"""How a command is written and what its parts do, in one language, from the command itself: `--help`, and the page."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from inspect import Parameter, getdoc, signature
from itertools import pairwise
from typing import Any, TypeAlias, get_args, get_type_hints

from typer import Typer
from typer.models import ArgumentInfo, OptionInfo

from trygg_excel.finding import Text

Command: TypeAlias = Callable[..., object]
_USAGE, _ARGUMENTS = Text("Användning", "Usage"), Text("Argument", "Arguments")
_OPTIONS, _COMMANDS = Text("Tillval", "Options"), Text("Kommandon", "Commands")
_HELP = Text("Visa den här hjälpen", "Show this help")
_ELSE, _MORE = Text("annars", "else"), Text("Mer om ett kommando", "More of a command")
_ANY = Text("KOMMANDO …", "COMMAND …")
_WIDEST, _INDENT, _GAP = 100, 2, 2


@dataclass(frozen=True, slots=True)
class Part:
    """An argument or option as it is written, what it does, and what holds where it is not given."""

    written: str
    said: str
    otherwise: str
    option: bool


def language() -> str:
    """The language asked for on the command line; `--help` is answered before the options are read."""
    arguments = sys.argv[1:]
    english = "--lang=en" in arguments or ("--lang", "en") in pairwise(arguments)
    return "en" if english else "sv"


def without_language(arguments: list[str]) -> list[str]:
    """The command line where help is asked for, without its language: a group of commands has no such option."""
    if "--help" not in arguments:
        return arguments
    at = {number + step for number, each in enumerate(arguments) if each == "--lang" for step in (0, 1)}
    return [each for number, each in enumerate(arguments) if number not in at and not each.startswith("--lang=")]


def half(said: str, lang: str) -> str:
    """The half of 'svenska / English' in a language; the first letter large."""
    halves = " ".join(said.split()).split(" / ")
    told = halves[-1 if lang == "en" else 0].strip()
    return told[:1].upper() + told[1:]


def doc_of(command: Command, lang: str) -> str:
    return half(getdoc(command) or "", lang)


def usage_of(name: str, command: Command) -> str:
    """'trygg read PATH… --out F': the command with what must be given."""
    return " ".join([name, *(said for each in _parameters(command) if (said := _usage(*each)))])


def parts_of(command: Command, lang: str) -> list[Part]:
    """Its arguments, then its options, in the order they are defined."""
    every = [_part(*each, lang) for each in _parameters(command)]
    return sorted(every, key=lambda each: each.option)


def commands_of(name: str, group: Typer) -> Iterator[tuple[str, Command]]:
    """The commands of a group with their whole names, those of groups inside it too."""
    for command in group.registered_commands:
        if command.callback is not None and not command.hidden:
            yield f"{name} {command.name or command.callback.__name__.replace('_', '-')}", command.callback
    for inner in group.registered_groups:
        if inner.typer_instance is not None:
            yield from commands_of(f"{name} {inner.name}", inner.typer_instance)


def help_of(name: str, command: Command, lang: str) -> str:
    """What `--help` shows of a command."""
    parts = parts_of(command, lang)
    arguments = [(each.written, _with_else(each, lang)) for each in parts if not each.option]
    options = [(each.written, _with_else(each, lang)) for each in parts if each.option]
    options.append(("--help", _HELP.say(lang)))
    usage = f"{usage_of(name, command)} [{_OPTIONS.say(lang).lower()}]"
    return _page(usage, doc_of(command, lang), lang, [(_ARGUMENTS, arguments), (_OPTIONS, options)])


def help_of_group(
    name: str, said: str, commands: Iterable[tuple[str, str]], lang: str, options: Iterable[tuple[str, str]] = ()
) -> str:
    """What `--help` shows of a group: its commands, each by its own name and what it says of itself."""
    listed = [(each, half(told, lang)) for each, told in commands]
    given = [*((each, half(told, lang)) for each, told in options), ("--help", _HELP.say(lang))]
    more = f"\n{_MORE.say(lang)}: {name} {listed[0][0]} --help\n" if listed else ""
    usage = f"{name} {_ANY.say(lang)}"
    return _page(usage, half(said, lang), lang, [(_COMMANDS, listed), (_OPTIONS, given)]) + more


def _page(usage: str, said: str, lang: str, sections: Iterable[tuple[Text, list[tuple[str, str]]]]) -> str:
    width = min(shutil.get_terminal_size().columns, _WIDEST)
    lines = [f"{_USAGE.say(lang)}: {usage}", "", *textwrap.wrap(said, width)]
    for title, rows in sections:
        if rows:
            lines += ["", f"{title.say(lang)}:", *_columns(rows, width)]
    return "\n".join(lines) + "\n"


def _columns(rows: list[tuple[str, str]], width: int) -> Iterator[str]:
    """What is written to the left, what it does to the right; a long one has a line of its own."""
    left = min(max(len(written) for written, _ in rows), width // 3)
    for written, said in rows:
        told = textwrap.wrap(said, max(20, width - left - _INDENT - _GAP)) or [""]
        first = told if len(written) <= left else ["", *told]
        yield f"{'':{_INDENT}}{written:{left}}{'':{_GAP}}{first[0]}".rstrip()
        yield from (f"{'':{_INDENT + left + _GAP}}{each}" for each in first[1:])


def _with_else(part: Part, lang: str) -> str:
    return f"{part.said} ({_ELSE.say(lang)} {part.otherwise})" if part.otherwise else part.said


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


def _part(parameter: Parameter, info: ArgumentInfo | OptionInfo, kind: Any, lang: str) -> Part:
    if isinstance(info, ArgumentInfo):
        written = info.metavar or parameter.name.upper()
    else:
        written = " ".join(filter(None, (", ".join(_flags(parameter, info)), _takes(info, kind))))
    return Part(written, half(info.help or "", lang), _otherwise(parameter, kind), isinstance(info, OptionInfo))


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
    return "" if kind is bool or value in (Parameter.empty, None, "") or str(value) == "." else str(value)

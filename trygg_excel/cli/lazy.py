"""Commands that are imported when they are called: `trygg --help` and `trygg --version` load none of them."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from importlib.util import find_spec

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group

from trygg_excel.cli.told import Command, commands_of, help_of, help_of_group, language


def lazy_group(homes: Mapping[str, str], options: Mapping[str, str]) -> type[TyperGroup]:
    """A group of commands by name, each a 'module:function' or a 'module:app' of commands of its own.

    `options` are the group's own, with what they do.
    """

    class Lazy(TyperGroup):
        def __init__(self, **given: object) -> None:
            super().__init__(**given)  # type: ignore[arg-type]  # as typer gives them
            for name, home in homes.items():
                self.commands[name] = TyperCommand(name, help=told_of(home))

        def resolve_command(self, ctx, args):  # type: ignore[no-untyped-def]  # typer's types have moved between versions
            if args and args[0] in homes:
                self.commands[args[0]] = loaded(args[0], homes[args[0]])
            return super().resolve_command(ctx, args)

        def format_help(self, *_: object) -> None:
            commands = [(name, each.help or "") for name, each in self.commands.items()]
            sys.stdout.write(help_of_group("trygg", self.help or "", commands, language(), options.items()))

    return Lazy


def loaded(name: str, home: str) -> TyperCommand | TyperGroup:
    """The command itself, ready to be called."""
    module, _, attribute = home.partition(":")
    found = getattr(import_module(module), attribute)
    if isinstance(found, typer.Typer):
        return _group(f"trygg {name}", get_group(found), found)
    alone = typer.Typer(add_completion=False)
    alone.command(name)(found)
    command = get_command(alone)
    command.name = name
    _helped(command, partial(_command_help, f"trygg {name}", found))
    return command  # type: ignore[return-value]


def _group(name: str, group: TyperGroup, app: typer.Typer) -> TyperGroup:
    """The group, told with its commands in one language, and each of them."""
    group.name = name.rpartition(" ")[2]
    every = {whole.rpartition(" ")[2]: (whole, command) for whole, command in commands_of(name, app)}
    for short, (whole, command) in every.items():
        _helped(group.commands[short], partial(_command_help, whole, command))
    listed = [(short, command.__doc__ or "") for short, (_, command) in every.items()]
    _helped(group, lambda: help_of_group(name, group.help or "", listed, language()))
    return group


def _command_help(name: str, command: Command) -> str:
    return help_of(name, command, language())


def _helped(command: object, tell: Callable[[], str]) -> None:
    """The command's `--help` in our own words: typer's are English, and both languages at once."""

    def format_help(*_: object) -> None:
        sys.stdout.write(tell())

    command.format_help = format_help  # type: ignore[attr-defined]


def told_of(home: str) -> str:
    """What a command says of itself: its docstring, or an app's help, read from its module without running that."""
    module, _, attribute = home.partition(":")
    loader = getattr(find_spec(module), "loader", None)
    for node in ast.parse((loader and loader.get_source(module)) or "").body:
        if isinstance(node, ast.FunctionDef) and node.name == attribute:
            return ast.get_docstring(node) or ""
        if isinstance(node, ast.Assign) and any(ast.unparse(each) == attribute for each in node.targets):
            return _help_of(node.value)
    return ""


def _help_of(made: ast.expr) -> str:
    """The word after `help=` where an app is made."""
    given = made.keywords if isinstance(made, ast.Call) else []
    return next(
        (str(each.value.value) for each in given if each.arg == "help" and isinstance(each.value, ast.Constant)), ""
    )

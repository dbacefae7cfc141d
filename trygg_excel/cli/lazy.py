"""Commands that are imported when they are called: `trygg --help` and `trygg --version` load none of them."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command, get_group


def lazy_group(homes: Mapping[str, str]) -> type[TyperGroup]:
    """A group of commands by name, each a 'module:function' or a 'module:app' of commands of its own."""

    class Lazy(TyperGroup):
        def __init__(self, **given: object) -> None:
            super().__init__(**given)  # type: ignore[arg-type]  # as typer gives them
            for name, home in homes.items():
                self.commands[name] = TyperCommand(name, help=told_of(home))

        def resolve_command(self, ctx, args):  # type: ignore[no-untyped-def]  # typer's types have moved between versions
            if args and args[0] in homes:
                self.commands[args[0]] = loaded(args[0], homes[args[0]])
            return super().resolve_command(ctx, args)

    return Lazy


def loaded(name: str, home: str) -> TyperCommand | TyperGroup:
    """The command itself, ready to be called."""
    module, _, attribute = home.partition(":")
    found = getattr(import_module(module), attribute)
    if isinstance(found, typer.Typer):
        command = get_group(found)
    else:
        alone = typer.Typer(add_completion=False)
        alone.command(name)(found)
        command = get_command(alone)  # type: ignore[assignment]
    command.name = name
    return command


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

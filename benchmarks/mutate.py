"""Mutation testing of the modules where one wrong sign costs most: `python benchmarks/mutate.py [MODULE…]` (POSIX).

Each mutant is one small change of the module; the module's own tests should find it. Each is tried in a forked process
into which it is put before anything else of the package is imported. What survives is printed with its line, to be
judged: some change nothing that can be seen. The score is kept in benchmarks/mutation.md.
"""

from __future__ import annotations

import ast
import contextlib
import copy
import os
import sys
import types
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TARGETS = {
    "trygg_excel.money": ("tests/test_money.py",),
    "trygg_excel.tolerance": ("tests/test_tolerance.py",),
    "trygg_excel.inbox.journal": ("tests/test_inbox_journal.py",),
    "trygg_excel.month.records": ("tests/test_month_records.py",),
}
SECONDS = 30
_COMPARED: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,), ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}  # fmt: skip
_REPLACED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult,
    ast.Div: ast.Mult,
}  # fmt: skip


def mutants(tree: ast.Module) -> Iterator[tuple[int, str, ast.Module]]:
    """The line, what was changed, and the changed module; what stands in docstrings and annotations is left alone."""
    for at, node in enumerate(ast.walk(tree)):
        for told, change in _changes(node):
            mutated = copy.deepcopy(tree)
            twin = next(each for number, each in enumerate(ast.walk(mutated)) if number == at)
            change(twin)
            yield getattr(node, "lineno", 0), told, ast.fix_missing_locations(mutated)


def _changes(node: ast.AST) -> Iterator[tuple[str, object]]:
    yield from _compared(node)
    if isinstance(node, ast.BinOp | ast.AugAssign) and type(node.op) in _REPLACED:
        other = _REPLACED[type(node.op)]
        yield f"{type(node.op).__name__} -> {other.__name__}", lambda twin: setattr(twin, "op", other())
    if isinstance(node, ast.BoolOp):
        swapped = ast.Or if isinstance(node.op, ast.And) else ast.And
        yield f"-> {swapped.__name__}", lambda twin: setattr(twin, "op", swapped())
    if isinstance(node, ast.IfExp | ast.If):
        yield "condition negated", lambda twin: setattr(twin, "test", ast.UnaryOp(ast.Not(), twin.test))
    if isinstance(node, ast.Constant) and type(node.value) is int:
        for step in (1, -1):
            yield f"{node.value} -> {node.value + step}", lambda twin, by=step: setattr(twin, "value", twin.value + by)
    if isinstance(node, ast.Constant) and type(node.value) is bool:
        yield f"{node.value} -> {not node.value}", lambda twin: setattr(twin, "value", not twin.value)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"min", "max"}:
        other_name = "max" if node.func.id == "min" else "min"
        yield f"{node.func.id} -> {other_name}", lambda twin: setattr(twin.func, "id", other_name)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "abs":
        yield "abs left out", lambda twin: setattr(twin.func, "id", "int")
    if isinstance(node, ast.Return) and node.value is not None:
        yield "returns None", lambda twin: setattr(twin, "value", ast.Constant(None))


def _compared(node: ast.AST) -> Iterator[tuple[str, object]]:
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        for other in _COMPARED.get(type(node.ops[0]), ()):
            yield (
                f"{type(node.ops[0]).__name__} -> {other.__name__}",
                lambda twin, by=other: setattr(twin, "ops", [by()]),
            )


def survives(module: str, mutated: ast.Module, tests: tuple[str, ...]) -> bool:
    """Whether the tests pass with the mutant in the module's place."""
    child = os.fork()
    if child == 0:
        os._exit(_tried(module, mutated, tests))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _tried(module: str, mutated: ast.Module, tests: tuple[str, ...]) -> int:
    import signal

    signal.setitimer(signal.ITIMER_PROF, SECONDS)  # of its own time: a mutant that never ends is found
    try:
        package, _, name = module.rpartition(".")
        made = types.ModuleType(module)
        made.__file__, made.__package__ = str(ROOT / f"{module.replace('.', '/')}.py"), package
        sys.modules[module] = made
        exec(compile(mutated, made.__file__, "exec"), made.__dict__)  # noqa: S102  our own module, changed
        setattr(__import__(package), name, made)
        with contextlib.redirect_stdout(StringIO()), contextlib.redirect_stderr(StringIO()):
            return int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *(str(ROOT / each) for each in tests)]))
    except BaseException:
        return 99


def main() -> None:
    os.chdir(ROOT)
    for module in sys.argv[1:] or TARGETS:
        tests = TARGETS[module]
        tree = ast.parse((ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"))
        if not survives(module, tree, tests):
            raise SystemExit(f"{module}: its tests do not pass as it is")
        every = list(mutants(tree))
        left = [(line, told) for line, told, mutated in every if survives(module, mutated, tests)]
        print(f"{module}: {len(every) - len(left)} of {len(every)} found")
        for line, told in left:
            print(f"  line {line}: {told}")


if __name__ == "__main__":
    main()

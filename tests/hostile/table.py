"""The table of hostile files: a name, how the file is made, and what the gate says about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeAlias

from trygg_excel.gate.reasons import Reason

ADMITTED: Literal["admitted"] = "admitted"
Outcome: TypeAlias = Reason | Literal["admitted"]
Builder: TypeAlias = Callable[[Path], None]


class CannotBuild(Exception):
    """This machine or user cannot make such a file (no device nodes, no sockets)."""


@dataclass(frozen=True, slots=True)
class Case:
    """`expected` holds more than one outcome only where each is as right; `why` then says so.

    `place` is what the finding on active content must name; `cells` what an admitted file must read as.
    """

    name: str
    build: Builder
    expected: frozenset[Outcome]
    why: str
    suffix: str = ".xlsx"
    place: str = ""
    cells: tuple[tuple[str, str], ...] = ()

    @property
    def refused(self) -> bool:
        return ADMITTED not in self.expected

    @property
    def admitted(self) -> bool:
        return self.expected == {ADMITTED}


CASES: dict[str, Case] = {}


def add(
    name: str,
    build: Builder,
    *expected: Outcome,
    why: str,
    suffix: str = ".xlsx",
    place: str = "",
    cells: tuple[tuple[str, str], ...] = (),
) -> None:
    """One more row of the table."""
    if name in CASES:
        message = f"two cases are called {name}"
        raise ValueError(message)
    CASES[name] = Case(name, build, frozenset(expected), why, suffix, place, cells)


def case(
    *expected: Outcome, why: str, suffix: str = ".xlsx", cells: tuple[tuple[str, str], ...] = ()
) -> Callable[[Builder], Builder]:
    """The decorated function builds the case of its name."""

    def register(build: Builder) -> Builder:
        add(build.__name__, build, *expected, why=why, suffix=suffix, cells=cells)
        return build

    return register

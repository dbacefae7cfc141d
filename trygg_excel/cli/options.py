"""Options that every command has, and the arguments that several share."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, TypeAlias

import typer


class Lang(StrEnum):
    SV = "sv"
    EN = "en"


class FailOn(StrEnum):
    ERROR = "error"
    WARNING = "warning"


class Order(StrEnum):
    NEWEST = "newest"
    OLDEST = "oldest"


class Shown(StrEnum):
    KR = "kr"
    TKR = "tkr"
    MKR = "mkr"


Paths: TypeAlias = Annotated[
    list[str],
    typer.Argument(metavar="PATH…", help="Arbetsböcker, mappar eller mönster / workbooks, folders or patterns"),
]
Register: TypeAlias = Annotated[
    Path | None, typer.Option("--register", metavar="F", help="Registret som gäller / the register that applies")
]
Language: TypeAlias = Annotated[Lang, typer.Option("--lang", help="Språk / language")]
Recursive: TypeAlias = Annotated[bool, typer.Option("-r", "--recursive", help="Även undermappar / folders inside too")]
JsonLog: TypeAlias = Annotated[
    bool, typer.Option("--json-log", help="Meddelanden på stderr som JSON-rader / messages on stderr as JSON lines")
]
Trusted: TypeAlias = Annotated[
    bool,
    typer.Option(
        "--trusted", help="Läs i samma process: bara filer du litar på / read in this process: files you trust only"
    ),
]
Strict: TypeAlias = Annotated[
    bool, typer.Option("--strict", help="Vägra makron, länkar och anslutningar / refuse macros, links and connections")
]
Years: TypeAlias = Annotated[str | None, typer.Option("--years", metavar="A-B", help="År, t.ex. 2020-2022 / years")]
InUnit: TypeAlias = Annotated[
    Shown | None,
    typer.Option("--unit", help="Enhet att visa beloppen i; cellerna innehåller hela kronor / unit to show amounts in"),
]
Cluster: TypeAlias = Annotated[
    str | None,
    typer.Option("--cluster", metavar="ADDRESS", help="Dask-kluster, t.ex. tcp://server:8786 / Dask cluster"),
]

"""The one place where a monthly report meets the ledger's files."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import cast

from trygg_excel.errors import WrongUsage
from trygg_excel.finding import Text
from trygg_excel.ledger_facts import Ledger
from trygg_excel.register import Register


def ledger_at(path: Path, register: Register, *, isolate: bool = True) -> Ledger:
    """The extract at `path`, mapped to programmes by the register's rules for accounts."""
    try:
        reader = import_module("trygg_excel.ledger.read")
    except ModuleNotFoundError:
        raise WrongUsage(
            Text(
                f"'{path}': uttag ur ekonomisystemet kan inte läsas än. Använd follow_up i trygg.toml.",
                f"'{path}': extracts from the ledger cannot be read yet. Use follow_up in trygg.toml.",
            )
        ) from None
    return cast("Ledger", reader.read_ledger(path, register, isolate=isolate))

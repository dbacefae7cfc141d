"""Which register applies to a drop folder, and the mark of all rules that its answers go by."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from trygg_excel import __version__
from trygg_excel.errors import TryggError
from trygg_excel.inbox.places import REGISTER
from trygg_excel.register.find import find_register
from trygg_excel.register.memory import MEMORY


@dataclass(frozen=True, slots=True)
class Rules:
    """`digest` is that of the register and of what people have confirmed and accepted beside it."""

    register: Path
    digest: str
    engine: str = __version__


def register_of(root: Path, named: Path | None) -> Path:
    """The register named, else the one found from the folder upwards, else the folder's own workbook."""
    own = root / REGISTER
    if named is not None:
        return named
    try:
        return find_register(root) or own
    except TryggError:
        return own  # what is wrong is told when the register is loaded


def rules_of(root: Path, named: Path | None) -> Rules:
    """Raises OSError when the share does not let them be read."""
    register = register_of(root, named)
    digest = hashlib.sha256()
    for path in (register, register.parent / MEMORY):
        try:
            digest.update(hashlib.sha256(path.read_bytes()).digest())
        except FileNotFoundError:
            digest.update(b"-")
    return Rules(register, digest.hexdigest())

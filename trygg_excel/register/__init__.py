"""What was decided: programmes, years, frames, transfers and funding, read from a file a controller edits.

The names are loaded when they are asked for: the process that reads workbooks needs the model and none of the readers.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trygg_excel.register.find import find_register
    from trygg_excel.register.load import load_register
    from trygg_excel.register.match import Match, MatchKind, Names, Proposal
    from trygg_excel.register.model import Register

__all__ = ["Match", "MatchKind", "Names", "Proposal", "Register", "find_register", "load_register"]
_HOMES = {"find_register": "find", "load_register": "load", "Register": "model"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'match')}"), name)

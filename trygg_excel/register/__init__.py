"""What was decided: programmes, years, frames, transfers and funding, read from a file a controller edits."""

from trygg_excel.register.find import find_register
from trygg_excel.register.load import load_register
from trygg_excel.register.match import Match, MatchKind, Names, Proposal
from trygg_excel.register.model import Register

__all__ = ["Match", "MatchKind", "Names", "Proposal", "Register", "find_register", "load_register"]

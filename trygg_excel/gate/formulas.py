"""What a formula would do when Excel calculates it: fetch or call something outside the workbook, or link there."""

from __future__ import annotations

import re

# Functions that fetch, call a library or talk to another program; the last ones are of macro sheets and of names.
FETCHING = (
    "WEBSERVICE",
    "FILTERXML",
    "IMPORTDATA",
    "IMPORTXML",
    "IMAGE",
    "RTD",
    "DDE",  # of LibreOffice
    "CALL",
    "REGISTER",
    "REGISTER.ID",
    "SQL.REQUEST",
    "EXEC",
    "INITIATE",
)
LINK = "HYPERLINK"
_CALLS = frozenset(f"{name}(" for name in FETCHING)
_JOINS = frozenset({"CONCATENATE(", "CONCAT(", "TEXTJOIN("})
_LINKS = f"{LINK}("
_OWN_PLACE = '"#'  # a link within the workbook
_WORDS = re.compile("|".join([*map(re.escape, FETCHING), LINK, r"\|"]), re.IGNORECASE)
_PIECE = re.compile(r"""("[^"]*+"?|'[^']*+'?|[()&,;{}|!+*/^=<>-])|([\w.]++)(\s*+\()?+""")
_NAME = re.compile(r"['\w.].*(?<!\()", re.DOTALL)
_PREFIX = re.compile(r"\A(?:_XL[A-Z]*\.|COM\.MICROSOFT\.|ORG\.[A-Z]+\.)+")  # of functions that came late
_LONGEST = 32_767  # Excel takes 8,192 characters; a longer formula it drops
_AUTOMATIC = ("auto_open", "auto_close", "auto_activate", "auto_deactivate")


def fetches(formula: str) -> str | None:
    """By what function it reaches outside. 'DDE': a link to a program; 'HYPERLINK': to an address made from cells."""
    if _WORDS.search(formula) is None:
        return None
    pieces = _pieces(formula[:_LONGEST])
    called = next((piece.removesuffix("(") for piece in pieces if piece in _CALLS), None)
    if called is None and _talks(pieces):
        return "DDE"
    return LINK if called is None and _builds_link(pieces) else called


def is_automatic(name: str) -> bool:
    """Whether Excel starts the macro of this name by itself."""
    return name.casefold().removeprefix("_xlnm.").startswith(_AUTOMATIC)


def _pieces(formula: str) -> list[str]:
    """What is quoted, signs, and names in capitals: those of functions with their '(' and without prefix."""
    return [
        sign or _PREFIX.sub("", name.upper()) + ("(" if call else "") for sign, name, call in _PIECE.findall(formula)
    ]


def _talks(pieces: list[str]) -> bool:
    """Whether somewhere stands program|topic!item, the topic in quotes or not."""
    program = ahead = False
    for piece in pieces:
        if piece == "!" and ahead:
            return True
        is_name = _NAME.fullmatch(piece) is not None
        ahead = program if piece == "|" else ahead and is_name
        program = is_name
    return False


def _builds_link(pieces: list[str]) -> bool:
    """Whether the address of a link, its first argument, is put together from others."""
    inside: list[str] = []  # for each open parenthesis: 'own' in a link's address, 'in' deeper in one, '' elsewhere
    before = ""
    for piece in pieces:
        within = inside[-1] if inside else ""
        if within and (piece == "&" or piece in _JOINS):
            return True
        if piece.endswith("("):
            inside.append("own" if piece == _LINKS else within and "in")
        elif piece == ")" and inside:
            inside.pop()
        elif (piece in {",", ";"} and within == "own") or (before == _LINKS and piece.startswith(_OWN_PLACE)):
            inside[-1] = ""
        before = piece
    return False

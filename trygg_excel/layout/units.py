"""In what unit amounts are written: the words for it, and where a sheet says it."""

from __future__ import annotations

import re

from trygg_excel.money import KR, MDKR, MKR, TKR, Unit

# Each word people write, longest first so that 'miljoner kronor' is not read as 'kronor'.
_WORDS: dict[str, Unit] = {
    "miljarder kronor": MDKR, "miljarder kr": MDKR, "miljarder": MDKR, "mdkr": MDKR, "mdr": MDKR,
    "miljoner kronor": MKR, "miljoner kr": MKR, "miljon kronor": MKR, "miljon kr": MKR, "miljoner": MKR,
    "miljon": MKR, "mnkr": MKR, "mkr": MKR, "msek": MKR, "millions": MKR, "million": MKR, "mill. kr": MKR,
    "tusentals kronor": TKR, "tusentals kr": TKR, "tusental kronor": TKR, "tusental kr": TKR, "tusen kronor": TKR,
    "tusen kr": TKR, "tusental": TKR, "tkr": TKR, "ksek": TKR, "thousands": TKR, "'000": TKR, "000s": TKR,
    "kronor": KR, "kr": KR, "sek": KR,
}  # fmt: skip
UNIT_WORDS = "|".join(re.escape(word) for word in sorted(_WORDS, key=len, reverse=True))
_DECLARED = re.compile(rf"(?<![\w\d])(?<!\d\s)(?:{UNIT_WORDS})(?!\w)", re.IGNORECASE)
_AFTER_NUMBER = re.compile(r"\d[\d.,]*\s*$")


def unit_of_word(word: str) -> Unit | None:
    return _WORDS.get(re.sub(r"\s+", " ", word.casefold()))


def declared_unit(text: str) -> Unit | None:
    """The unit a title, heading, note or label declares: 'Belopp i tkr', '(mkr)', 'Summa miljoner kronor'.

    A unit that belongs to an amount in the text ('trygghetspaketets 5 mkr') declares nothing.
    """
    for match in _DECLARED.finditer(text.replace("\u00a0", " ")):
        if not _AFTER_NUMBER.search(text[: match.start()].replace("\u00a0", " ")):
            return unit_of_word(match.group(0))
    return None


def scale_of_format(number_format: str) -> int:
    """What a display-scaled format divides by when shown: '#,##0.0,,' -> 1 000 000."""
    first = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", number_format.split(";", maxsplit=1)[0])
    match = re.search(r"[0#?](,+)(?:[^,0#?]*)$", first)
    return 1000 ** len(match.group(1)) if match else 1

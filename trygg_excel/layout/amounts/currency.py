"""In which currency amounts are: told by a sign or a code, by a number format, or by the language of the crowns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

SEK = "SEK"
_SAID = tuple(
    (re.compile(pattern, re.IGNORECASE), code)
    for pattern, code in (
        (r"€|(?<![a-z])(?:[mtk]?eur|euros?|euroa|euroja)(?![a-z])", "EUR"),
        (r"£|(?<![a-z])gbp(?![a-z])", "GBP"),
        (r"₪|(?<![a-z])ils(?![a-z])", "ILS"),
        (r"₹|(?<![a-z])(?:inr|rupees?)(?![a-z])|(?<![a-z])rs\.? (?:in )?(?:lakh|crore)", "INR"),
        (r"\bUS\$|(?<![a-z])m?usd(?![a-z])", "USD"),
        (r"(?<![a-z])m?nok(?![a-z])", "NOK"),
        (r"(?<![a-z])m?dkk(?![a-z])", "DKK"),
        (r"(?<![a-z])[mtk]?sek(?![a-z])|(?<![a-z])(?:[tmk]n?kr|kkr|kronor)(?![a-z])", SEK),
    )
)
# Crowns of Norway or Denmark, or some country's dollars: not Swedish, and which is not said.
_OTHERS = re.compile(
    r"\bkroner\b|budsjett|regnsk[ab]|beløp|\bkommune\b|\budvalg|bevilling|\bhele 1[ .]?000|\$|\bdollars?\b",
    re.IGNORECASE,
)
_RATE = re.compile(r"kurs\b|\b1 (?:euro|eur|usd|nok|dkk)\b ?=", re.IGNORECASE)
_LOCALE = re.compile(r"\[\$-[^\]]*\]")
_OF_FORMAT = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")


def currency_of(words: Iterable[str], otherwise: str | None = SEK) -> str | None:
    """The code of the first currency that words tell, nearest first; None where it is foreign and not said which.

    `otherwise` where they tell none.
    """
    others = False
    for text in words:
        if _RATE.search(text):
            continue
        if (code := _said_in(text)) is not None:
            return code
        others = others or _OTHERS.search(text) is not None
    return None if others else otherwise


@lru_cache(maxsize=4096)
def own_currency(path: tuple[str, ...]) -> str | None:
    """The code that a column's own headings tell, the lowest first."""
    return next((code for text in reversed(path) if (code := _said_in(text)) is not None), None)


@lru_cache(maxsize=4096)
def shown_currency(number_format: str) -> str | None:
    """The code of the currency that a number format writes: '[$€-2] #,##0', '"£"#,##0'."""
    return _said_in(_OF_FORMAT.sub(r"\1 ", _LOCALE.sub("", number_format)))


@lru_cache(maxsize=16_384)
def _said_in(text: str) -> str | None:
    return next((code for pattern, code in _SAID if pattern.search(text)), None)

"""The words of budget tables: totals, measures, natures, versions, and columns that hold no money.

Swedish first; English, Norwegian, Danish and Finnish where public budgets use them. Data, not logic.
"""

from __future__ import annotations

import re

from trygg_excel.fact import Measure, Nature, Status, Version

_BULLET = re.compile(r"^[\s\u00a0]*(?:[•·●▪◦‣*]|[-–—](?=\s))[\s\u00a0]*")
_TOTAL = re.compile(
    r"^(?:(?:general|grand)\s+)?(?:summa|s:a|sum|summe|totalt?|totalsumma|totals?|tot|samtliga|Σ|i alt|yhteensä)"
    r"\b[.:]?",
    re.IGNORECASE,
)
_SUBTOTAL = re.compile(r"^(?:delsumma|del-?summa|subtotal|sub-total|härav summa)\b", re.IGNORECASE)

MEASURES: tuple[tuple[re.Pattern[str], Measure], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), measure)
    for pattern, measure in (
        (r"avvik|budgetavv|variance|over/under|poikkeama", Measure.DEVIATION),
        (
            r"förändr|differens|\bdiff\b|ökning|minskning|\bchange|\bincrease|endring|ændring|muutos|^[±+/-]+$",
            Measure.CHANGE,
        ),
        (r"prognos|forecast|project(?:ed|ion)|estimat|ennuste", Measure.FORECAST),
        (r"\bplan\b|plan(?=\s*20)|\bproposed plan", Measure.PLAN),
        (r"utfall|bokslut|redovis|actual|regnskap|regnskab|tilinpäätös|\bresultat\b|expenditures?\b", Measure.ACTUAL),
        (
            r"budget|anslag|ram\b|kommunbidrag|budsjett|talousarvio|appropriat|adopted|request|fördelning|obligat",
            Measure.BUDGET,
        ),
    )
)
NATURES: tuple[tuple[re.Pattern[str], Nature], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), nature)
    for pattern, nature in (
        (r"netto|\bnet\b", Nature.NET),
        (r"intäkt|revenue|inntekt|indtægt|tuotot|\bincome", Nature.REVENUE),
        (r"kostnad|utgift|\bcosts?\b|expen[sd]|kulut", Nature.COST),
        (r"anslag|\bram\b|kommunbidrag|fördelning|appropriat", Nature.APPROPRIATION),
    )
)
VERSIONS: tuple[tuple[re.Pattern[str], Version], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), version)
    for pattern, version in (
        (r"förslag|propos", Version.PROPOSAL),
        (r"internbudget", Version.INTERNAL),
        (r"tilläggs|supplement", Version.SUPPLEMENTARY),
        (r"reviderad|revised|\bjusterad", Version.REVISED),
        (r"ursprunglig|original|adopted", Version.ORIGINAL),
        (r"ingående|opening", Version.OPENING),
        (r"utgående|closing", Version.CLOSING),
    )
)
STATUSES: tuple[tuple[re.Pattern[str], Status], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), status)
    for pattern, status in (
        (r"förslag|propos", Status.PROPOSED),
        (r"preliminär|preliminary", Status.PRELIMINARY),
        (r"fastställd|\bfinal\b", Status.FINAL),
        (r"beslutad|decided|adopted", Status.DECIDED),
    )
)
_NO_MONEY = re.compile(
    r"%|procent|per ?cent|andel|share|antal|\bst\b|årsarb|tjänster|\bfte\b|positions?\b|\bnr\b|\bid\b|\bkod\b|\bcode\b"
    r"|konto\b|ansvar\b|\bdept?\b|number|index|/ ?inv|per inv|per capita",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"^(?:antal|andel|number of|share of)\b", re.IGNORECASE)
_NOTED = re.compile(r"^(?:\d{1,2}\)|\*{1,3}(?=\s|\w)|[¹²³⁴⁵]|(?:not|anm|källa|source|note)\b)", re.IGNORECASE)
_OTHER_YEAR = re.compile(r"(?:start|slut|besluts|bygg|inköps|anskaffnings)år|\byear (?:built|started)", re.IGNORECASE)


def without_bullet(text: str) -> str:
    return _BULLET.sub("", text, count=1)


def is_total(label: str) -> bool:
    return bool(_TOTAL.match(without_bullet(label).strip()))


def is_subtotal(label: str) -> bool:
    return bool(_SUBTOTAL.match(without_bullet(label).strip()))


def says_no_money(heading: str) -> bool:
    """Whether a column heading speaks of shares, head counts or codes rather than amounts."""
    return bool(_NO_MONEY.search(heading))


def counts_things(label: str) -> bool:
    """Whether a row's label speaks of heads or shares: 'Antal invånare'."""
    return bool(_COUNTS.match(without_bullet(label).strip()))


def is_noted(text: str) -> bool:
    """Whether a text is a note under a table: '1) …', '* …', 'Källa: …'."""
    return bool(_NOTED.match(text))


def says_other_year(heading: str) -> bool:
    """Whether a column of years tells something else than which year the amounts are for."""
    return bool(_OTHER_YEAR.search(heading))


def measure_in(text: str) -> Measure | None:
    return next((measure for pattern, measure in MEASURES if pattern.search(text)), None)


def nature_in(text: str) -> Nature | None:
    return next((nature for pattern, nature in NATURES if pattern.search(text)), None)


def version_in(text: str) -> Version | None:
    return next((version for pattern, version in VERSIONS if pattern.search(text)), None)


def status_in(text: str) -> Status | None:
    return next((status for pattern, status in STATUSES if pattern.search(text)), None)

"""Headings that hold one amount against another: 'P3 mot budget', 'Utfall jfr fg år', '+/- budget', 'Aug mot mars'."""

from __future__ import annotations

import re
from functools import lru_cache

from trygg_excel.fact import Measure
from trygg_excel.layout.time.months import MONTH_NAME

_LONGEST = 200  # characters; what is longer is no heading
LINKS = (  # words between the two
    r"(?:gentemot|mot|(?:jämfört|jämförd[at]?|jämf\.?|jmfr?\.?|jfr\.?)(?: (?:med|mot)\b)?"
    r"|i (?:jämförelse med|förhållande till)|relativt|kontra|against|versus|vs\.?|compared (?:to|with))(?![^\W_])"
)
_LINK = rf"(?:(?<![^\W_])(?:{LINKS}|minus|än)(?![^\W_])|\./\.)"
_SIGNS = r"(?:\+ ?/? ?[-−–]|±|Δ|plus/minus)"
_WHICH = r"(?:(?:\w*(?:ande|ad|at|ade|liga?|ets|sta|års|totala?)|rev|just|urspr|original|revised)\.? )?"
_BUDGET = rf"{_WHICH}(?:\w*budget\w*|budg|bu|\w*(?<!prog)ram(?:en)?|kommunbidrag(?:et)?|budsjett)(?![^\W_])"
_FORECAST = rf"{_WHICH}(?:\w*prognos\w*|progn|forecast|H?P ?\d)(?![^\W_])"
_OUTCOME = rf"{_WHICH}(?:\w*utfall\w*|utf|\w*bokslut\w*|actuals?|outturn)(?![^\W_])"
_BEFORE = rf"(?:{_WHICH}(?:period\w* )?(?:föreg\w*|förra|fg|i fjol|fjol\w*|previous|prior|last|[PL]Y)(?![^\W_]))"
_REPORT = rf"(?:{MONTH_NAME}|(?:T|kv|Q|tertial|delår) ?\d(?!\d)|(?:19|20)\d\d(?!\d))"
_RIGHT = re.compile(
    rf"{_BEFORE}(?! ?(?:{_FORECAST}))|(?P<forecast>{_BEFORE}? ?{_FORECAST})|(?P<budget>{_BUDGET})"
    rf"|(?P<outcome>{_OUTCOME})|{_REPORT}",
    re.IGNORECASE,
)
_KIND = rf"(?:{_BUDGET}|{_FORECAST}|{_OUTCOME})(?: (?:19|20)\d\d)?"
_DASHED = re.compile(rf"^(?P<left>{_KIND}) ?[-–−] ?(?P<right>{_KIND})$", re.IGNORECASE)
_LETTERS = re.compile(r"^(?P<left>[BUP])['’]?(?P<year>\d\d) ?[-–/] ?(?P<right>[BUP])['’]?(?P<other>\d\d)$")
_ENDS = re.compile(rf"^(?P<left>.*?)\s*(?P<link>{_LINK})\.?\s*/?\s*(?P<right>\S.*)$", re.IGNORECASE)
_SIGNED = re.compile(rf"^{_SIGNS}\s*(?:{_LINK}\s*)?(?P<right>[^\W\d_].*)$", re.IGNORECASE)
_PLANNED = re.compile(rf"{_BUDGET}|förslag|yrkande|äskande", re.IGNORECASE)
_BECAME = re.compile(rf"{_OUTCOME}|{_FORECAST}", re.IGNORECASE)
_TOLD = re.compile(rf"{_BUDGET}|{_OUTCOME}|{_FORECAST}|{_REPORT}|kostnad|intäkt|resultat|netto", re.IGNORECASE)
_ONLY_REPORT = re.compile(rf"(?:{_REPORT})", re.IGNORECASE)
_OUTCOMES = re.compile(r"utf", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\dP])(?:(?:19|20)\d\d|\d\d)(?!\d)")
_DIFFERS = re.compile(
    r"avv|diff|skillnad|variance|ändring|ökning|minskning|förändr|chang|krav|just\b|overspend|underspend", re.IGNORECASE
)


@lru_cache(maxsize=16_384)
def compared(heading: str) -> Measure | None:
    """What a heading that names two amounts is: the deviation of one from the budget or the forecast, or a change.

    None where it says so itself, 'Avvikelse mot budget', and where what is held against another may be either amount.
    """
    if letters := _LETTERS.match(heading):
        same = letters["year"] == letters["other"] and "B" in letters.group("left", "right")
        return Measure.DEVIATION if same else Measure.CHANGE
    ends = ends_of(heading)
    if ends is None or _DIFFERS.search(ends[0]):
        return None
    left, right = ends
    named = _RIGHT.match(right)
    if named is None or not (left or named["budget"]):
        return None
    planned = _PLANNED.search(left) is not None and not _BECAME.search(left)
    if named["budget"]:
        return Measure.CHANGE if planned else Measure.DEVIATION
    if is_budget_held(heading) or (named["forecast"] and re.search(_OUTCOME, left, re.IGNORECASE)):
        return Measure.DEVIATION
    return Measure.CHANGE if _TOLD.search(left) or not _ONLY_REPORT.match(right) else None


@lru_cache(maxsize=16_384)
def is_budget_held(heading: str) -> bool:
    """Whether a budget is held against what became of it in its year, and not another's: 'Budget mot utfall'."""
    ends = ends_of(heading)
    if ends is None or not _PLANNED.search(ends[0]) or _BECAME.search(ends[0]):
        return False
    named = _RIGHT.match(ends[1])
    years = {each[-2:] for each in _YEAR.findall(heading)}
    became = named and (named["forecast"] or (named["outcome"] and _OUTCOMES.search(named["outcome"])))
    return bool(became) and len(years) <= 1 and not re.match(_BEFORE, ends[1], re.IGNORECASE)


def ends_of(heading: str) -> tuple[str, str] | None:
    """What is held against what: 'P3' and 'budget'; '+/-' alone stands for what the table shows."""
    if len(heading) > _LONGEST:
        return None
    if signed := _SIGNED.match(heading.strip()):
        return "±", signed["right"]
    match = _ENDS.match(heading.strip()) or _DASHED.match(heading.strip())
    return (match["left"].strip(" /"), match["right"]) if match else None

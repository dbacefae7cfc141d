"""In what unit amounts are written: the words for it, and where a sheet says it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from trygg_excel.money import CRORE, KR, LAKH, MDKR, MKR, TKR, Unit


def either(words: Iterable[str]) -> str:
    """An expression for any of the words, the longest that fits, branched by their letters.

    One word after the other would be tried at every letter of a text, which takes ten times as long.
    """
    after: dict[str, list[str]] = {}
    for word in words:
        after.setdefault(word[:1], []).append(word[1:])
    ends = after.pop("", None) is not None
    branches = [re.escape(first) + either(rest) for first, rest in after.items()]
    if len(branches) == 1 and not ends:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}" if branches else ""


# Each word people write.
_WORDS: dict[str, Unit] = {
    "miljarder kronor": MDKR, "miljarder kr": MDKR, "miljarder": MDKR, "mdkr": MDKR, "mdr": MDKR, "billions": MDKR,
    "billion": MDKR, "$bn": MDKR, "£bn": MDKR, "€bn": MDKR, "mrd. €": MDKR, "mia. kr": MDKR, "milliarder kroner": MDKR,
    "miljoner kronor": MKR, "miljoner kr": MKR, "miljon kronor": MKR, "miljon kr": MKR, "miljoner": MKR,
    "miljon": MKR, "milj. kronor": MKR, "milj kronor": MKR, "milj. kr": MKR, "milj.kr": MKR, "milj kr": MKR,
    "mill. kr": MKR, "mill kr": MKR, "mio kr": MKR, "mn kr": MKR, "m kr": MKR, "mnkr": MKR, "mkr": MKR, "msek": MKR,
    "millions": MKR, "million": MKR, "$m": MKR, "€m": MKR, "£m": MKR, "meur": MKR, "m€": MKR, "musd": MKR,
    "mill.": MKR, "millions d'euros": MKR, "millions d’euros": MKR, "mio. €": MKR, "mio €": MKR, "mio. eur": MKR,
    "mill. nok": MKR, "mill nok": MKR, "mio. dkk": MKR, "mio dkk": MKR, "mio.kr": MKR, "mill.kr": MKR,
    "m.kr": MKR, "m. kr": MKR,
    "mio. euro": MKR, "milj. €": MKR, "milj. euroa": MKR, "mill. kroner": MKR, "mio. kr": MKR,
    "millioner kroner": MKR, "millioner kr": MKR, "million euros": MKR, "million kroner": MKR, "miljoonaa euroa": MKR,
    "tusentals kronor": TKR, "tusentals kr": TKR, "tusental kronor": TKR, "tusental kr": TKR, "tusen kronor": TKR,
    "tusen kr": TKR, "tusental": TKR, "t kr": TKR, "t.kr": TKR, "t. kr": TKR, "t.sek": TKR,
    "tus. kr": TKR, "tus.kr": TKR, "tus kr": TKR, "tkr": TKR, "tsek": TKR, "ksek": TKR, "kkr": TKR, "thousands": TKR,
    "'000": TKR, "000s": TKR, "tusen kroner": TKR, "tusind kr": TKR, "tusind kroner": TKR, "tuhatta euroa": TKR,
    "tuhat euroa": TKR, "tuhansia euroja": TKR, "milliers d'euros": TKR, "milliers d’euros": TKR, "tsd. eur": TKR,
    "tsd. €": TKR, "tsd. euro": TKR, "tsd €": TKR, "teur": TKR, "t€": TKR, "k€": TKR, "keur": TKR, "$k": TKR, "£k": TKR,
    "kronor": KR, "kroner": KR, "kr": KR, "sek": KR, "nok": KR, "dkk": KR, "eur": KR, "euroa": KR, "euros": KR,
    "euro": KR, "lakhs": LAKH, "lakh": LAKH, "crores": CRORE, "crore": CRORE,
    "þúsundum króna": TKR, "þús. króna": TKR, "þús. kr": TKR, "þús.kr": TKR, "þús kr": TKR, "krónum": KR, "króna": KR,
    "milljónum króna": MKR, "millj. króna": MKR, "millj. kr": MKR, "millj.kr": MKR,
}  # fmt: skip
# 'SEK thousands', 'EUR m', 'tusen euro': a currency with its scale, in either order.
_SCALES = {
    TKR: ("thousands", "thousand", "000s", "000", "k"),
    MKR: ("millions", "million", "mn", "m"),
    MDKR: ("billions", "billion", "bn"),
}  # fmt: skip
_BEFORE = {TKR: ("thousands of", "thousand", "tusen", "tusental"), MKR: ("millions of", "million", "miljoner")}
for _currency in ("sek", "eur", "euro", "euros", "nok", "dkk", "usd", "gbp", "€", "£", "$"):
    _WORDS.update({f"{_currency} {scale}": unit for unit, scales in _SCALES.items() for scale in scales})
    _WORDS.update({f"{scale} {_currency}": unit for unit, scales in _BEFORE.items() for scale in scales})
UNIT_WORDS = either(_WORDS)
_OF_EACH = r"per ?(?:mån(?:ad)?|kvartal|tertial|nämnd|förvaltning|verksamhet|enhet)\b"  # what a table tells by
_WORD = re.compile(
    rf"(?<![^\W\d_])(?:{UNIT_WORDS})(?!\w| ?(?!{_OF_EACH})(?:/|per) ?(?!år\b|helår)[a-zåäö]| ?§)",
    re.IGNORECASE,
)
_AFTER_NUMBER = re.compile(r"\d ?$")
_AFTER_YEAR = re.compile(r"(?:budget|bokslut|utfall|prognos|plan|år|[-–—/]) ?(?:19|20)\d\d $", re.IGNORECASE)
_LAST_YEAR = re.compile(r"(?:[^\W\d_]{3,}\.?|\b[TKQ][1-4]) (?:19|20)\d\d $")  # 'Prognos T1 2025 tkr'
_END = re.compile(r"[\s.)\]]*")
_CURRENCY_SHOWN = re.compile(r'(?<![tm])(?:"| |\\ |-)kr"?|\[\$kr', re.IGNORECASE)
_FOREIGN_SHOWN = re.compile(r"[$€£₪](?![^\[]*\])|\[\$[$€£₪]")
_ALONE = re.compile(r"(?:^|\bi |\()KR\)?\.?$|\bi KR\b|\(KR\)")
_TITLE = 200  # characters; what is longer is prose
_THOUSAND = r"1[ .]?000"
_CROWNS = r"(?:(?:kr|kronor|kroner|sek|nok|dkk|eur|euroa|euros?|usd|gbp)\b|[€£$])"
_THOUSAND_ALONE = re.compile(rf"\(?{_THOUSAND} {_CROWNS}\)?", re.IGNORECASE)
_IN_THOUSANDS = re.compile(
    r"[€£$] ?['’]?000s?\b"
    rf"|^\(?(?:all[ae] )?(?:tall|tal|belopp|beløp|siffror|luvut)?"
    rf" ?(?:i|in) (?:hele |heile |hela )?{_THOUSAND}(?:-?tals?|s)?\)?$"
    rf"|\b(?:i|hele|heile|hela) (?:hele |heile |hela )?{_THOUSAND} {_CROWNS}"
    rf"|{_CROWNS}\.? ?{_THOUSAND}(?:-?tals?)?\b(?![ .]?\d)"
    rf"|(?:^|[ (])(?<!\d )[x×] ?(?:[€£$] ?)?{_THOUSAND}(?![ .,]?\d)"
    rf"|\bi (?:hele |heile |hela )(?:tusen|tusind)\b"
    rf"|\b(?:tall|tal|beløp) i (?:tusen|tusind)\b|{_THOUSAND}-?tals? {_CROWNS}|\({_THOUSAND} {_CROWNS}\)"
    rf"|^\(?{_THOUSAND} (?:kr|kronor|kroner|euroa?)\.? ?\d{{1,2}}\)?$"  # with a note's mark
    rf"|^\(?{_THOUSAND} {_CROWNS}\.?(?:,? (?:netto|brutto)|, .*| (?:i|in) .*| ?[(;–-].*)?\)?$",
    re.IGNORECASE,
)
# 'Bevillingsoversigt – 1.000 kr., 2026-prisniveau': at the end of a part of a title
_SIGN_ALONE = re.compile(r"(?:^|\()[€£]\)?$|\b(?:in|i) [€£$]\)?$", re.IGNORECASE)
_SIGN_LAST = re.compile(r"[^\W\d_]\)? ?\(?[€£$]\)?$")  # 'Precept £', 'Cost (€)'
_TAIL = re.compile(
    rf"(?: {_THOUSAND} ?€$)|[.,;–—-] ?{_THOUSAND} {_CROWNS}\.?(?=$|[,;]| [-–(]| ?\d{{1,2}}$)", re.IGNORECASE
)


def unit_of_word(word: str) -> Unit | None:
    return _WORDS.get(re.sub(r"\s+", " ", word.casefold()))


@lru_cache(maxsize=16_384)
def declared_unit(text: str) -> Unit | None:
    """The unit a title, heading, note or label declares: 'Belopp i tkr', '(mkr)', 'Summa miljoner kronor'.

    A unit that belongs to an amount in the text ('trygghetspaketets 5 mkr') declares nothing; one that stands after
    a year does ('Budget 2022, tkr', 'Plan 2023–2024 tkr').
    """
    flat = re.sub(r"\s+", " ", text)
    if _IN_THOUSANDS.search(flat):
        return TKR
    for match in _WORD.finditer(flat):
        before = flat[max(0, match.start() - 15) : match.start()]
        if _is_a_name(match[0], flat):
            continue
        at_end = _END.fullmatch(flat[match.end() :]) and _LAST_YEAR.search(before)
        if not _AFTER_NUMBER.search(before) or _AFTER_YEAR.search(before) or at_end:
            return unit_of_word(match.group(0))
    return KR if _SIGN_ALONE.search(flat) else None


def signed_unit(heading: str) -> Unit | None:
    """Whole units of the currency whose sign ends a column's heading, where no words say otherwise: 'Precept £'."""
    return KR if _SIGN_LAST.search(heading.strip()) else None


def titled_unit(text: str) -> Unit | None:
    """The unit that a title or a note declares; at its end a thousand crowns are one, and no amount."""
    return TKR if len(text) < _TITLE and _TAIL.search(" ".join(text.split())) else declared_unit(text)


def _is_a_name(word: str, text: str) -> bool:
    """'KR' among other words is the church council or the like; crowns are written 'kr', or in capitals throughout."""
    if word != "KR":
        return False
    return len(text) > _TITLE or (any(map(str.islower, text)) and _ALONE.search(text) is None)


def is_unit_alone(text: str) -> bool:
    """Whether a text that could be an amount is a unit: '1 000 euro', '(1 000 kr)'."""
    return _THOUSAND_ALONE.fullmatch(re.sub(r"\s+", " ", text).strip()) is not None


@lru_cache(maxsize=4096)
def scale_of_format(number_format: str) -> int:
    """What a display-scaled format divides by when shown: '#,##0.0,,' -> 1 000 000."""
    first = re.sub(r'"[^"]*"|\\.|\[[^\]]*\]', "", number_format.split(";", maxsplit=1)[0])
    match = re.search(r"[0#?](,+)(?:[^,0#?]*)$", first)
    return 1000 ** len(match.group(1)) if match else 1


@lru_cache(maxsize=4096)
def shows_currency(number_format: str, *, foreign: bool = False) -> bool:
    """Whether a format writes whole units of a currency beside the number: '#,##0 "kr"'; `foreign`: '"$"#,##0' too."""
    if scale_of_format(number_format) > 1:
        return False
    return bool(_CURRENCY_SHOWN.search(number_format)) or (foreign and bool(_FOREIGN_SHOWN.search(number_format)))

"""The words of budget tables: totals, names, units, and columns that hold no money; `terms` has those of amounts.

Swedish first; English, Norwegian, Danish and Finnish where public budgets use them. Data, not logic.
"""

from __future__ import annotations

import re
from functools import lru_cache

_BULLET = re.compile(r"^[\s\u00a0]*(?:[•·●▪◦‣*]|[-–—](?=\s))[\s\u00a0]*")
_TOTAL = re.compile(
    r"^(?:(?:general|grand)\s+)?(?:\d+ )?"
    r"(?:(?:summa|s:a|sum|summe|totalt?|totalsumma|totals?|tot|samtliga|Σ|i alt|yhteensä)\b[.:]?"
    '|סה["״]כ|סך|סכום כולל)',
    re.IGNORECASE,
)
_TOTAL_AT_END = re.compile(r"[\w)] (?:totalt|sammanlagt|i alt|yhteensä|samtals|סה[\"״]כ)[.:]?$", re.IGNORECASE)
_TOTAL_LAST = re.compile(r" (?:totalt|sammanlagt|i alt|yhteensä|samtals|summa|total)[.:]?$", re.IGNORECASE)
_RESULT = re.compile(
    r"^(?:\d{1,2}[.)]? )?"
    r"(?:(?:verksamhetens )?netto(?:kostnad(?:er)?|utgift(?:er)?|resultat|budget)?(?: (?:efter|före|inkl)\b.*)?"
    r"|(?:årets |periodens |ekonomiskt |verksamhetens )?resultat(?: (?:efter|före|inkl)\b.*)?)$",
    re.IGNORECASE,
)
_DETAIL = re.compile(r"(?:-? ?varav|därav|of which)\b", re.IGNORECASE)
_BALANCE = re.compile(
    r"\b(?:ingående|utgående|eget kapital|likvida medel|kassa och bank|balansomslutning|saldo|opening|closing)\b",
    re.IGNORECASE,
)
_WITHOUT = re.compile(r"\b(?:exkl|exklusive|utom|utan|excl|excluding|without)\b\.?(?P<what>.+)", re.IGNORECASE)
_SUBTOTAL = re.compile(r"^(?:delsumma|del-?summa|subtotal|sub-total|härav summa)\b", re.IGNORECASE)

_MEASURE_WORDS = (
    r"(?:reviderad|ursprunglig|årets|årlig|adopted|approved|current|original|revised|proposed|est\.?|estimated?)? ?"
    r"(?:budget|bokslut|utfall|prognos|plan|avvikelse|förändring|differens|diff|skillnad|\+ ?/ ?[-−–]"
    r"|actuals?|forecast|estimate"
    r"|avvik|avv\.?|utf\.?|progn?\.?|bu|bsl"
    r"|original|revised|oblig(?:ations?|\.)?|request|appropriation|variance|increase|decrease|change)"
)
_LONGEST_MEASURE = 200  # characters; what is longer says more
_ONLY_MEASURE = re.compile(
    rf"[-+±( ]*(?:(?:FY|år)? ?['’]?(?:(?:19|20)\d\d|\d\d)?(?: ?[-–/] ?\d{{2,4}})?)? ?{_MEASURE_WORDS}"
    rf"(?:[ /(),+-]+{_MEASURE_WORDS})*[ ,]*(?:FY|år)? ?(?:(?:19|20)\d\d|['’]?\d\d)?(?: ?[-–/] ?\d{{2,4}})?[ ):]*",
    re.IGNORECASE,
)
_TITLE = 120  # characters
_SENTENCE = 10  # words
_WEEK = re.compile(r"(?:v|vecka|week|wk)\.? ?\d{1,2}", re.IGNORECASE)
_SOURCE = re.compile(r"\b(?:source|källa|underlag)\s*:", re.IGNORECASE)
_UNIT = re.compile(
    r"\(?(?:[tmk]n?kr|kkr|kr|kronor|[tmk]?sek|%|procent|st|antal|h|tim(?:mar)?|kvm|m²|m2|t?m³|t?m3|km|[kmg]wh"
    r"|ton|år|index)\.?\)?",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"period|kvartal|quarter|tertial|månad|month|\bmån\b|yyyymm|datum", re.IGNORECASE)
_YEAR_NAME = re.compile(
    r"(?:budget|verksamhets|räkenskaps|redovisnings|boksluts?|regnskaps|tili|budsjett)?(?:år|året|vuosi)"
    r"|(?:(?:fiscal|financial|budget) )?year|fy",
    re.IGNORECASE,
)
_CHECKS = re.compile(r"(?:kontroll|avstämning|check|differens? kontroll|kontrollsumma|stämmer)\b", re.IGNORECASE)
_ONLY_CHECKS = re.compile(
    r"(?:(?:summa)?kontroll(?:summa|rad)?|avstämning|check)[.:?!]?|(?:kontroll|avstämning|check|diff(?:erens)?)"
    r" ?(?:\(?(?:ska|skall|bör|should)\b.{0,30}|\(?[=:]? ?(?:0|noll)\)?)",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"(?:ekonomi|bok(?:förings)?)?konto(?:nr|kod)?\.?|account(?: (?:no|code|number))?\.?", re.IGNORECASE
)
_KEY = re.compile(r"(?:\b|_)(?:key|slug|uuid|guid|hash|nyckel)$", re.IGNORECASE)
_ASKS = re.compile(
    r"(?:vald |aktuell |avser |t\.?o\.?m\.? )?(?:redovisnings|rapport|uppföljnings|bokförings)?(?:period|månad)(?:en)?"
    r" ?:?|avser ?:?|month:?",
    re.IGNORECASE,
)
_DIMENSION = re.compile(
    r"(?:konto(?:grupp|klass)?|ansvar|kst|kostnadsställe|verksamhet|vht|aktivitet|projekt|objekt|motpart|slag|program"
    r"|enhet|avdelning|grupp|group|fri|fund|department|activity|function|cost cent(?:re|er))",
    re.IGNORECASE,
)
_CODES = re.compile(
    r"(?:ansvar|konto|kostnadsställe|kst|k-ställe|kod|motpart)(?:s?(?:kod|nummer|nr))?\.?:?"
    r"|(?:projekt|objekt|verksamhet|enhet|aktivitet)s?(?:kod|nummer|nr)\.?:?",
    re.IGNORECASE,
)
_PAGE = re.compile(r"(?:sida|sidan|sid|page|s)\.? ?\d{1,4}(?: ?(?:/|av|of) ?\d{1,4})?", re.IGNORECASE)
_ANSWER = re.compile(
    r"ok(?:ej)?[.!]?|ja|nej|yes|no|x|✓|✔|√|sant|falskt|true|false|stämmer|rätt|fel|klart?", re.IGNORECASE
)
_MONEY = re.compile(
    r"belopp|amount|\bamt\b|summa|totalt?\b|intäkt|kostnad|netto|utgift|inkomst|beløp|montant|betrag|suma|helår"
    r"|\back\b|ackumul|kvartal|\bkv\.? ?\d|tertial|årsbudget|cost|revenue|expen[sd]|\$|€|£|₪|kronor|\bkr\b"
    r"|bidrag\b|rekvirera|återbetal|ersättning|avgift|arvode|hyr(?:a|or)\b|faktur|omdispon|överför|\bkvar\b"
    r"|återstå|förslag|beslut|tillägg"
    r"|skuld(?:er)?\b|fordr(?:an|ingar?)\b|\blån\b|kapital\b|ränt(?:a|or)\b|amortering|borgen\b|\blön(?:er)?\b|\w+lön(?:er)?\b"
    r"|investering|inköp|\bvärdet?\b|(?:rest|anskaffnings|tillgångs)värde|\bmedel\b|tillgång(?:ar)?\b|fond(?:er)?\b"
    r"|justering|\bjust\.|omräkn|uppräkn|besparing|satsning|disponib|saldo|balans"
    r"|סכום|תקציב|ביצוע|בצוע|postsum|\bGB\b",
    re.IGNORECASE,
)
_NAMING = re.compile(
    r"benämn|bezeichnung|beskriv|namn|name|navn|descr|\bdesc\b|tex?t\b|title|titel|\bpost|konto|account|acct|program"
    r"|projekt|project"
    r"|verksamhet|aktivitet|ändamål|åtgärd|\bitem|libell|\bline\b|object|insats|avser|ärende|rubrik|förening",
    re.IGNORECASE,
)
_DESCRIBING = re.compile(r"beskriv|descr|\bdesc\b|avser|ändamål|motiver|förklaring|innehåll", re.IGNORECASE)
_SORTING = re.compile(
    r"nämnd|mottagare|myndighet|huvudman|utförare|leverantör|finansiär|förvaltning|avdelning|\bdept?\b|department|enhet"
    r"|committee|division|(?:\b|_)org|\bfund|ansvar|kategori|\btypp?\b|type"
    r"|categ|status|source|källa|grupp|group|ägare\b|handläggare|beställare|komment|\banm|\bnote?s?\b|comment"
    r"|beslut|\bdate|datum|ongoing|on-goi|priority|stikkord"
    r"|^short\b|short_?name|kortnamn|\babbr|lyhenne|förkort|region|distri[ck]t|\bcity\b|state\b|address|agency|sponsor|boro",
    re.IGNORECASE,
)
_NOTED = re.compile(r"^(?:\d{1,2}\)|\*{1,3}(?=\s|\w)|[¹²³⁴⁵]|(?:not|anm|källa|source|note)\b)", re.IGNORECASE)
_OTHER_YEAR = re.compile(
    r"(?:start|slut|besluts|bygg|inköps|anskaffnings|färdig|klar|driftsättnings|avslutnings|förfallo|ferdig"
    r"|valmistumis)år"
    r"|\byear (?:built|started|completed|of completion)|\bklart?\b|färdig|\bdrift(?:satt|sätt)|driftsättning|ibruktag"
    r"|ianspråktag|(?<!o)avsluta[sdt]|inflyttning|förfall|löptid|\bcomplet(?:ion|ed)|\bferdig|færdig|ibrugtag"
    r"|\bvalmis|valmistu|käyttöönotto"
    r"|^(?:planerad |beräknad |bygg)?(?:start|slut|stopp)(?:datum|månad|tid)?\b|löper|giltig|avtalstid|^end(?: date)?$",
    re.IGNORECASE,
)


def without_bullet(text: str) -> str:
    return text if text[:1].isalnum() else _BULLET.sub("", text, count=1)


@lru_cache(maxsize=16_384)
def is_total(label: str) -> bool:
    label = without_bullet(label).strip()
    return bool(_TOTAL.match(label) or _TOTAL_AT_END.search(label))


def without_total(label: str) -> str:
    """What a sum is of, by its name: 'förskola' of 'Summa förskola'."""
    label = without_bullet(label).strip()
    match = _TOTAL.match(label) or _SUBTOTAL.match(label)
    return label[match.end() :] if match else _TOTAL_LAST.sub("", label)


@lru_cache(maxsize=16_384)
def says_only_total(heading: str) -> bool:
    """Whether a column adds up those beside it, and says so with one word: 'Totalt', 'Summa 2022–2024'."""
    match = _TOTAL.match(heading.strip())
    return match is not None and not any(map(str.isalpha, heading.strip()[match.end() :]))


@lru_cache(maxsize=16_384)
def is_subtotal(label: str) -> bool:
    return bool(_SUBTOTAL.match(without_bullet(label).strip()))


@lru_cache(maxsize=16_384)
def is_result(label: str) -> bool:
    """Whether a row of a statement is what those above it come to: 'Nettokostnad', 'Årets resultat'."""
    return bool(_RESULT.match(without_bullet(label).strip()))


def is_balance(label: str) -> bool:
    """Whether a row is what there is at a date, and no cost or revenue of a period: 'Ingående eget kapital'."""
    return bool(_BALANCE.search(label))


def leaves_out(total: str, label: str) -> bool:
    """Whether a total says that it is without a row: 'Summa exkl. LSS' without 'LSS'."""
    match = _WITHOUT.search(total)
    name = label.strip()
    return match is not None and bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", match["what"], re.IGNORECASE))


@lru_cache(maxsize=16_384)
def is_detail(label: str) -> bool:
    """Whether a row tells what another's amount is made of, and adds nothing: 'varav …'."""
    return bool(_DETAIL.match(without_bullet(label).strip()))


@lru_cache(maxsize=16_384)
def is_unit(word: str) -> bool:
    """Whether a word beside a row says what its numbers are of: 'tkr', '%', 'st'."""
    return bool(_UNIT.fullmatch(word))


def only_declares(heading: str) -> bool:
    """Whether a heading says in what amounts are, and not what they are: 'tkr', 'Belopp i tkr', '(i mkr)'."""
    bare = heading.strip(" ().:")
    return is_unit(bare) or bare.casefold().startswith(("belopp", "i ", "alla ", "samtliga ", "in ", "beløp", "tal i "))


def heads_units(heading: str) -> bool:
    """Whether a column says what each row's numbers are of: 'Enhet' over 'tkr', '%', 'tm³'."""
    return heading.strip().casefold() in {"enhet", "mått", "måttenhet", "sort", "unit", "enhed", "yksikkö", "einheit"}


@lru_cache(maxsize=16_384)
def says_period(heading: str) -> bool:
    """Whether a column says when: 'Period', 'Månad'."""
    return bool(_PERIOD.search(heading))


def asks_for_month(label: str) -> bool:
    """Whether a form asks for the month of a report, and for nothing else: 'Period:', 'Vald månad'."""
    return _ASKS.fullmatch(label.strip()) is not None


@lru_cache(maxsize=16_384)
def says_only_measure(label: str) -> bool:
    """Whether a row's name is a measure with its period and nothing else: 'Budget 2017', 'Avvikelse'."""
    return len(label) < _LONGEST_MEASURE and _ONLY_MEASURE.fullmatch(label.strip()) is not None


@lru_cache(maxsize=16_384)
def names_year(word: str) -> bool:
    """Whether a word in a form says that a year stands beside it: 'Budgetår:'."""
    return _YEAR_NAME.fullmatch(word.strip(" :.")) is not None


def is_prose(text: str) -> bool:
    """Whether a text is sentences rather than a title: one that is long, or ends as a sentence does."""
    long = len(text) > _TITLE and ". " in f"{text} "
    return long or (text.endswith(".") and len(text.split()) >= _SENTENCE)


@lru_cache(maxsize=16_384)
def is_week(label: str) -> bool:
    """'v 9', 'Vecka 12'."""
    return _WEEK.fullmatch(label.strip()) is not None


@lru_cache(maxsize=16_384)
def checks(heading: str) -> bool:
    """Whether a column is somebody's own check of the amounts beside it: 'Kontroll', 'Avstämning'."""
    return _CHECKS.match(heading.strip()) is not None


@lru_cache(maxsize=16_384)
def only_checks(label: str) -> bool:
    """Whether a row is somebody's own check and no item of that name: 'Kontroll', 'Differens (ska vara 0)'."""
    return _ONLY_CHECKS.fullmatch(label.strip()) is not None


def names_account(heading: str) -> bool:
    """Whether a column holds the accounts of a ledger: 'Konto', 'Account'."""
    return _ACCOUNT.fullmatch(heading.strip()) is not None


def is_key(heading: str) -> bool:
    """Whether a column of words tells a machine which row it is: 'line_item_key', 'uuid'."""
    return _KEY.search(heading) is not None


def names_dimension(heading: str) -> bool:
    """Whether a heading is the name of a part of the chart of accounts and nothing else: 'Verksamhet', 'Motpart'."""
    return _DIMENSION.fullmatch(heading.strip()) is not None


@lru_cache(maxsize=16_384)
def holds_codes(heading: str) -> bool:
    """Whether a column holds codes, though some of them are words: 'Account Code'."""
    return (
        names_codes(heading) or re.search(r"\b(?:code|kod)$|_(?:key|id)$", heading.strip(), re.IGNORECASE) is not None
    )


@lru_cache(maxsize=16_384)
def names_codes(label: str) -> bool:
    """Whether a row over a table holds the codes of its columns: 'Ansvar', 'Projektnr'."""
    return _CODES.fullmatch(label.strip()) is not None


@lru_cache(maxsize=16_384)
def is_page_number(text: str) -> bool:
    """'Sida 34', as a page printed from a book of budgets has over its last column."""
    return _PAGE.fullmatch(text.strip()) is not None


def is_answer(word: str) -> bool:
    """What a row or column of checks says: 'OK'."""
    return _ANSWER.fullmatch(word.strip()) is not None


def without_source(title: str) -> str:
    """A title without what it says of where its figures come from: '… | Source: FY08 Supplemental Report'."""
    return _SOURCE.split(title, maxsplit=1)[0]


@lru_cache(maxsize=16_384)
def speaks_of_money(heading: str) -> bool:
    """Whether a heading says that what stands under it is money, with words that name no measure."""
    return bool(_MONEY.search(heading))


@lru_cache(maxsize=16_384)
def names_things(heading: str) -> bool:
    """Whether a column of words says what each row is: 'Benämning', 'Account Description', 'Program'."""
    return bool(_NAMING.search(heading)) and not sorts_things(heading)


@lru_cache(maxsize=16_384)
def describes(heading: str) -> bool:
    """Whether a column of words says more of what another names: 'DESC' beside 'TITLE'."""
    return bool(_DESCRIBING.search(heading))


@lru_cache(maxsize=16_384)
def sorts_things(heading: str) -> bool:
    """Whether a column of words says where each row belongs: 'Nämnd', 'Fund Name', 'Typ', 'Kommentar'."""
    return bool(_SORTING.search(heading))


def is_noted(text: str) -> bool:
    """Whether a text is a note under a table: '1) …', '* …', 'Källa: …'."""
    return bool(_NOTED.match(text))


def says_other_year(heading: str) -> bool:
    """Whether a column of years tells something else than which year the amounts are for."""
    return bool(_OTHER_YEAR.search(heading))

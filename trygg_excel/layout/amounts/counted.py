"""The words of what is counted, priced or shared out, and is no money: heads, hours, areas, per cent, key figures.

Swedish first; English, Norwegian, Danish and Finnish where public budgets use them. Data, not logic.
"""

from __future__ import annotations

import re
from functools import lru_cache

from trygg_excel.layout.vocabulary import without_bullet

_NO_MONEY = re.compile(
    r"(?<!\d)(?<!\d )%|procent|per ?cent|^andel\b|andel(?:en)? ?(?:av\b|[(%,]|i %)|ägarandel"
    r"|(?<!budget )\bshares?\b|\bst\b"
    r"|(?<!enl )(?<!enl\. )(?<!enligt )(?<!efter )(?<!per )antal|\bant\. |\bpupils?\b|\bran[gk]\b"
    r"|^(?:upps[\w.]* ?)?(?:mån(?:ader)?|tid)\.?$|^uppsägningstid"
    r"|årsarb|årsverk|årsværk|henkilötyövuo|\bfte\b"
    r"|^tjänster(?=$| ?(?:[(\d]|i snitt|budget|utfall|prognos|totalt))"
    r"|(?:heltids|deltids|års|hel|halv|lärar|läkar|chefs?|assistent|handläggar|skötersk[eo]|vikarie|visstids)-?tjänster"
    r"|\b(?:hela|halva|fasta|nya|vakanta|lediga|utökade|tillsatta|inrättade) tjänster"
    r"|\bpositions?\b|(?:\b|_)(?:nr|id|kod|code)\b|[a-zåäö]{3}(?:kod|nr)\b"
    r"|konto\b|ansvar\b|^kostnads(?:ställe|slag|bärare)\w*$|^inkomst(?:titel|huvudgrupp)|^utgiftsområde|^anslagspost"
    r"|^dept?\.?$|(?:\b|_)(?:idx|confidence)$"
    r"|^pop(?:ulation)?$|^vekst\b|\w+indeks$|\bdept?\.? ?(?:no|nr|id|code)\b|number|\bnummer\b|^index\b"
    r"|(?:pris|price) ?index|/ ?inv|per inv|per capita"
    r"|\bnb\b|\bnbre?\b|quantit|\bqty\b|zip|\bein\b|phone|latitude|longitude|\bgoal\b|\brank\b|headcount"
    r"|\bhours\b|timmar|heures|^not(?:er)?\.?$|^note$|\bsid(?:a|an|or)?\b|\bpages?\b|avskr(?:ivnings)?\.? ?tid"
    r"|avskr\.? år$|(?:tid|ålder|period)[,(]? ?\(?år\)?$|livslängd"
    r"|m²|\bm2\b|\bkvm\b|org\.? ?nr|\bmedl(?:\.|emmar\b|emsantal)|elevantal|barnantal|[a-z]-vikt\b"
    r"|^(?!.*\b(?:[tmk]n?kr|kr|sek)\b)(?:elever|barn|platser|personer|deltagare|besök(?:are)?|mandat|listade|mängd)"
    r"(?: (?:prognos|budget|utfall|plan|ht|vt|snitt).*| ?[,-]? ?(?:19|20)\d\d.*)?$"
    r"|^(?:\w*utbuds?|fordons|person|trafik|tåg|vagn)?(?:km|kilometer)(?![-\w])"
    r"|^(?:kvantitet|dygn|yta|areal|portioner|[kmg]wh|bra|bta|loa|åa|syss\.?grad|sysselsättningsgrad|poäng|ärenden|vikt)$"
    r"|^(?:risk(?:värde|nivå|klass)?|sannolikhet|konsekvens|prio(?:ritet)?|betyg)$"
    r"|^(?:(?:besluts?)?paragraf|(?:.*/ )?§§?|dnr)$|\b(?:löp|l|dnr|diarie)\.?-?(?:nr|nummer)\b",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    r"^(?:i )?kö(?:lista)?$|\((?:i )?procent\)$|íbúafjöld"
    r"|^(?:(?:totalt? )?\w*antal(?:et)?|andel(?! (?:i|av) [\w ]{0,30}(?:resultat|intresse|dotter|koncern|kapital))"
    r"(?= ?(?:(?-i:[a-zåäö])|[%(]))|number of|share of|antall|anzahl|stellen|lukumäärä)\b"
    r"|\bfallzahl(?:en)?\b|^\w*(?:bezieher|empfänger|schüler|plätze|fälle)\b|\b(?:vzä|htv\d*)\b|henkilötyövuo|årsverk|årsværk"
    r"|^(?:(?:tand)?läkar|vård|mottagnings|sjuksköterske|biblioteks|museums?)besök$"
    r"|^övriga besök$|^medelvårdtid|^vårdtid\b"
    r"|^(?:folkmängd|skattesats|utdebitering|vårddygn|boendedygn|barn \d)\b"
    r"|^invånare(?: ?[,(\d]| i kommunen|$)|^elever(?: ?[,(\d]| i (?!annan|andra)| per | åk| total|$)"
    r"|\b(?:as )?(?:annual )?percentages?\b|\bpercent\b|\bper cent\b|(?<!\d)(?<!\d )% (?:of|av)\b"
    r"|procent av|^andel av|årsarbetare\b|\b(?:annual|wage|productivity|labour)[\w ]{0,60} growth\b|\bgrowth rate"
    r"|\bprice index|\binverse of|[,(] ?(?-i:ton|kg|km|m³|m3|m2|[kMG]Wh|liter|ha|st\.?)\)?$"
    r"|full-time equivalents?|\bftes?\b|\bheadcount"
    r"|(?:växel|valuta)kurs\b|^kurs(?: anv\w*\.?| [a-z]{3})?:?$|\bEUR/SEK"
    r"|\bantal gånger\b|\bi procent$"
    r"|medelålder|täthet\b|elever/|timmar\b|\b(?:elever|barn|platser) per\b"
    r"|röstberättigade|^(?:disponibla |belagda |antal )?(?:vpl|vårdplatser)\b|^vårdtillfällen"
    r"|\b(?:kvalitets|nöjd\w*|kund\w*|medarbetar\w*|engagemangs|hme)-?index\b"
    r"|\bandel ?\(%\)|(?<!\d)(?<!\d )"
    r"(?:\bkr(?:onor)?|€|\beur(?:oa?)?|£)(?: ?/ ?| per )(?!år|mån|kvartal|year|annum|month|quarter|vuosi|kk)"
    r"[a-zåäö]"
    r"|^(?:total |korttids|långtids|\w+s )?sjukfrånvaro|\btax ?base\b"
    r"|^(?!.*\b(?:cash|bank|liquid|monetary)).*\bequivalents\b"
    r"|asukasluku|innbyggere|indbyggere|einwohner|habitants\b|väestö|invånarantal|folkmängd|^befolkning(?:en)?\b|\bskattekraft\b"
    r"|soliditet|likviditet(?=,? ?[%(]|$)|(?<!\d kr )per invånare"
    r"|^(?:total |gross |net |floor |land |site )*area\b(?=$| ?[,(:])|m²|\bkvm\b|(?<!\d)(?<!\d )%\)?$|, andel$"
    r"|^(?:\d{1,2}[.)]? )?(?:antal|andel(?! (?:i|av) [\w ]{0,30}(?:resultat|intresse|dotter|koncern|kapital))"
    r"(?= ?(?:(?-i:[a-zåäö])|[%(])))\b"
    r"|\bpopulation\b|labour force\b|\bweekly hours|\bunemployment rate|\bbond\b.*\brate\b|\bhead ?count",
    re.IGNORECASE,
)
_GRADE = re.compile(r"^(?:åk|årskurs|f-klass|förskoleklass)\b(?! ?(?:kostnad|intäkt))", re.IGNORECASE)
_KEY_FIGURES = re.compile(
    r"(?:\w+ )?(?:full-time equivalents|authorized positions"
    r"|årsarbetare\b|volymer$|prestationer$"
    r"|nyckeltal|verksamhetsmått|volymmått|kennzahlen|nøkkeltall|nøgletal|tunnusluvut|key figures)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"^(?:(?:tabell|tab\.?|table) ?\d+\w?[.:]? )?(?:\w*antal|number of|anzahl|antall|fallzahlen"
    r"|stellenplan)\b"
    r"|\b(?:till|i|in) (?:årsarbetare|årsverken?|heltidstjänster|full-time equivalents)\b|\(årsarbetare\)",
    re.IGNORECASE,
)
_PAID = re.compile(r"kostnad|intäkt|belopp|netto|bidrag|lön(?:er|e)|\b[tmk]?n?kr\b|kronor|[€£$]", re.IGNORECASE)
_OF_SHARES = re.compile(
    r"\((?:i )?(?:procent|%)\)|\bi (?:procent|%)(?:\W|$)|, (?:procent|%)$|\bper ?cent(?:age)? of\b", re.IGNORECASE
)
_SHARE = re.compile(
    r"[^\W\d]\)?,? ?\(?%\)?$|^%(?![\w(])|^procent\b|\bprocentuell|\bper ?cent(?:age)?\b|prozent|prosent", re.IGNORECASE
)
_PEOPLE = re.compile(
    r"^(?:professors?|lecturers?|students?|participants?|organi[sz]ers?|employees|staff|pupils|visitors"
    r"|persons?|people|deltagare"
    r"|elever|studenter|personer|invånare|anställda|besökare|hushåll|lärare|platser|åhörare)\b",
    re.IGNORECASE,
)
_QUANTITY = re.compile(r"(?:mängd|antal|kvantitet|volym|quantity|qty|menge|mengde|mængde|määrä)\b", re.IGNORECASE)
_UNIT_PRICE = re.compile(
    r"^(?:(?:unit|hourly|average) )?(?:price|rate)\b|unit (?:price|cost)|(?:[àáa]|styck|enhets|tim)-?pris"
    r"|^pris\b(?!-? ?(?:och|o|og|[&/+]) ?[a-zåäö])"
    r"|(?:^öre|\b(?:kostnad|pris|intäkt|avgift|netto(?:kostnad)?))(?:er)?(?: ?/ ?| per )"
    r"(?:portion|elev|barn|plats|brukare|timme|tim|dygn|kvm|m[23²³]|km|ton|st(?:yck)?|besök|resa|[kmg]wh|\w*dygn|deltagare"
    r"|ärende|hushåll|person|gäst|måltid)\b"
    r"|(?:co[uû]t|prix) (?:unitaire|horaire)|per (?:unit|styck|timme|hour)",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\(([^\W\d][^()\d]{0,60}?) (?:i|anges i|redovisas i) (?:tusen(?:tal)?|antal|st(?:yck)?|procent|%|timmar|km)\)",
    re.IGNORECASE,
)
_RATES = re.compile(r"(?:utdebitering|skattesats(?:er)?|avgiftssats(?:er)?)(?:$| ?[,(\d])", re.IGNORECASE)
_BETWEEN = re.compile(r" och |, ?| samt ")
_MAY_COST = re.compile(r"tjänster|volym(?:er)?|pris(?:er)?|index|prestationer", re.IGNORECASE)

_HEADS_COUNTS = re.compile(
    r"[, (]antal\)?$|^antal\b|^(?:verksamhets)?volym(?:er|mått)?$|^verksamhetsmått$"
    r"|^(?:larm|utryckningar|händelser|olyckor|besökare|resenärer|resande|elever|invånare"
    r"|befolkning|folkmängd)(?:$| ?[,(\d])",
    re.IGNORECASE,
)


@lru_cache(maxsize=16_384)
def says_no_money(heading: str) -> bool:
    """Whether a column heading speaks of shares, head counts or codes rather than amounts."""
    return bool(_NO_MONEY.search(heading))


@lru_cache(maxsize=16_384)
def counts_things(label: str) -> bool:
    """Whether a row's label speaks of heads or shares: 'Antal invånare'."""
    return bool(_COUNTS.search(without_bullet(label).strip()))


@lru_cache(maxsize=16_384)
def names_grade(label: str) -> bool:
    """Whether a row's label names pupils by their grade, who may be counted or paid for: 'Åk 1-3'."""
    return bool(_GRADE.match(label.strip()))


@lru_cache(maxsize=16_384)
def names_people(label: str) -> bool:
    """Whether a row's label names people, who are counted rather than paid for: 'Deltagare'."""
    return bool(_PEOPLE.search(without_bullet(label).strip()))


@lru_cache(maxsize=16_384)
def tells_key_figures(title: str) -> bool:
    """Whether what a title heads is counted or measured, and no money unless it says so: 'Nyckeltal 2024'."""
    return _KEY_FIGURES.match(title.strip()) is not None or (
        _COUNTED.search(title.strip()) is not None and _PAID.search(title) is None
    )


@lru_cache(maxsize=16_384)
def tells_shares(title: str) -> bool:
    """Whether all that a title heads is per cent: 'Finansiella mål (procent)'."""
    return _OF_SHARES.search(title) is not None


@lru_cache(maxsize=16_384)
def heads_shares(group: str) -> bool:
    """Whether the rows under a heading of their own are per cent: 'Förändring, %', 'Percentage change'."""
    return tells_shares(group) or _SHARE.search(group.strip(" :")) is not None


@lru_cache(maxsize=4096)
def heads_counts(corner: str) -> bool:
    """Whether a corner of headings says that the rows count things: 'Sålda tomter, antal', 'Volymer'."""
    return _HEADS_COUNTS.search(corner.strip()) is not None


def heads_rates(corner: str) -> bool:
    """Whether a corner of headings says that the rows are rates of a tax: 'Utdebitering'."""
    return _RATES.match(corner.strip()) is not None


@lru_cache(maxsize=4096)
def counted_aside(title: str) -> tuple[str, ...]:
    """The first words of the rows that a line over a table says are counted: 'Mnkr (resor och km i tusental)'."""
    found = _ASIDE.search(title)
    return tuple(word for word in _BETWEEN.split(found[1].casefold()) if word) if found else ()


def heads_quantity(heading: str) -> bool:
    """Whether a column says how much or how many: the unit beside it is its own, and not the amounts'."""
    return _QUANTITY.match(heading.strip()) is not None


@lru_cache(maxsize=16_384)
def may_cost(heading: str) -> bool:
    """Whether a word for what is counted or priced is one for money as well: 'Tjänster', 'Volymer', 'Pris'."""
    return _MAY_COST.fullmatch(heading.strip()) is not None


@lru_cache(maxsize=16_384)
def is_unit_price(heading: str) -> bool:
    """Whether a column holds what one piece or hour costs: the amount stands beside it."""
    return bool(_UNIT_PRICE.search(heading))

"""What kind of amount words tell of: measure, nature, version, status, and what a difference is held against.

Swedish first; English, Norwegian, Danish and Finnish where public budgets use them. Data, not logic: the first pattern
that is found decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

from trygg_excel.fact import Against, Measure, Nature, Status, Version
from trygg_excel.layout.kinds.compared import LINKS, compared, is_budget_held

_T = TypeVar("_T")
_Patterns = tuple[tuple[re.Pattern[str], _T], ...]


def _patterns(*pairs: tuple[str, _T]) -> _Patterns[_T]:
    return tuple((re.compile(pattern, re.IGNORECASE), term) for pattern, term in pairs)


SURPLUS = (
    r"över(?:-|skott) ?/ ?-?underskott|under(?:-|skott) ?/ ?-?överskott"  # from the budget, or of revenues over costs
)
DIFFERENCES = frozenset({Measure.CHANGE, Measure.DEVIATION})  # between two amounts
MEASURES = _patterns(
    (
        r"\bindragning|\bförs till\b|överförs till|\bcarried forward"
        r"|\bkvar\b|återstå|återlämna|\b(?:ej|inte|icke) (?:förbruka|utnyttja|uppa?rbeta)|\bo(?:förbruka|utnyttja)"
        r"|\bremaining\b|\bunspent\b|disponib|\bgjenst|\bresterende",
        Measure.OTHER,
    ),
    (
        r"av-?vik|\b(?:budget|prognos|utfalls?|helårs|års|ack|period|periodens)?-?avv\b"
        r"|\b(?:budget|prognos|helårs|års|period)-?(?:diff(?:erens)?|skillnad)\b"
        r"|variance|\bvar\. ?(?:to|vs|against)|over/under|\bover or under\b"
        r"|\bbättre\b.{0,8}sämre|^\+ ?/ ?[-−–] ?(?:mot|än|jmf)"
        r"|\b\w*(?:progn|utf)\w*\.? ?(?:[-–/]|\./\.|minus|jmf\.?|jämfört med) ?bu(?:dget)?\b(?! ?\d)"
        r"|\b(?:forecasts?|actuals?|outturn|\w*prognos|\w*utfall|resultat) (?:vs\.?|versus|against|mot)"
        r" (?:budget|ram)\b"
        r"|\bbudget (?:vs\.?|versus|against) (?:actual|outturn|forecast|utfall|prognos)"
        r"|\bbudget ?(?:\./\.|minus) ?(?:progn|utf)|^(?:jmf\.?|jämfört med) (?:budget|ram)\b(?! ?\d)"
        r"|poikkeama|mindreforbrug|merforbrug|abweich"
        r"|\bafvig|över(?:skrid|drag)|underskrid|\b(?:over|under)spen[dt]|\bverschil|\bécart"
        r"|\b(?:skillnad|diff|differens)\.?(?: /)? (?:mot|gentemot|till)? ?(?:\w+ )?\w*(?:budget|ram\b)"
        r"(?!\w* ?(?:(?:19|20)\d\d|\d\d ?[-–/] ?\d\d))"
        rf"|{SURPLUS}|\bbudget(?:över|under)skott"
        r"|\b(?:diff|skillnad)\w{0,12}.{0,20}\b(?:progn|utf|bokslut|H?P ?\d).{0,14}\bbu(?:dget)?\b"
        r"|\b(?:diff|skillnad)\w{0,12} ?(?:mot .{0,20}|.{0,20})\bbu(?:dget)?\b.{0,14}(?:progn|utf|bokslut)"
        r"|\b(?:budget|bu|b) ?[-–] ?(?:pr|prognos(?! för)|utf|utfall|u)\b|הפרש",
        Measure.DEVIATION,
    ),
    (
        r"(?<!kapital)(?<!lager)(?<!värde)(?<!skuld)förändr|^ändring\b(?! (?:av|i)\b)|virement"
        r"|\bmodificaci|^[ée]volution\b"
        r"|om-?disponer|differens|differanse|\bdiff\b|\bskillnad|\b(?:jmf\b|jämfört med\b)|(?<!med )\bändr\b"
        r"|(?<!under)(?<!unders)(?<!ans)ökning|minskning|^krav\b|\b(?:hyres|taxe|avgifts|pris|ram)?(?:höjning|sänkning)\b|(?:besparings|effektiviserings|spar)krav|\bchange|\bincrease|\bincr\b|\bdecr\b|endring|ændring|(?<!\+)muutos|veränderung|^[±+/-]+$"
        r"|^skillnad$|\bskillnad mot (?!budget|ram\b)",
        Measure.CHANGE,
    ),
    (
        r"\b(?:bedöm[dt]|beräkna[dt]|förvänta[dt]|uppskatta[dt]|trolig)[aet]? "
        r"\w*(?:utfall|bokslut|resultat|kostnad|effekt)"
        r"|\bforvente[td]\w* \w*(?:resultat|regnskap|regnskab|forbruk)|\bforvente[td]\w* (?:års|mer|mindre)"
        r"|^(?:helårs|års)?bedömning(?: (?:av )?(?:helår|bokslut|år|utfall|(?:19|20)\d\d)[a-zåäö]*)?(?: -?\d{2,4})?$"
        r"|^H?P ?[1-4]?(?= (?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec))"
        r"|prognos|^pr\b|\bforv(?:entet|\.) regnskab|\bprogn?\b\.?|forecast"
        r"|project(?:ed|ion)|(?<!budget )estimat|\best\b|ennuste",
        Measure.FORECAST,
    ),
    (
        r"\b(?:länsplan|planperiod\w*)\b|\bplan\b|plan(?=\s*20)|\bplanung|\bMTF[SP]\b|\bTS ?(?=20\d\d)"
        r"|\bBO ?(?=20\d\d)|\bproposed plan"
        r"|(?<!käyttö)suunnitelma|økonomiplan|\bfinanzplan|\boverslag",
        Measure.PLAN,
    ),
    (
        r"utfall|\bbokför[dt]\w*(?! (?:värde|restvärde))\b|\bnedlagt\b|\bnedlagda (?:kostnad|utgift|medel)"
        r"|\buppnå(?:dd|tt)|\brealisera[dt]|\bianspråktag[ien]"
        r"|\bverklig[at]? \w*(?:kostnad|intäkt|utgift|inkomst|effekt)|\b\w*rekneskap"
        r"|\butf\b|\btot\.? (?=\d{1,2} ?[-–] ?\d{1,2}/)|utbetal[td]"
        r"|\bdebitera[td]\b|\bfakturera[td]\b|\berhåll(?:et|en|na)\b|\binbetal[td]\b|\binflut[ie][tn]\b|\brekvirera[td]\b"
        r"|efterkalkyl|\bforbru[kg]|förbrukat?\b|förbrukning\b|bokslut"
        r"|redovis(?!nings?-?(?:enhet|avdelning|byrå|ekonom|konsult|tjänst|system|princip|chef|grupp))"
        r"|upparb(?!etning)|actual|regnskap|regnskab|tilinpäätös|toteuma|\bkäytetty|\bresultat\b"
        r"|\boutturn(?! prices?\b)|\bspent\b|\bergebnis|\bist (?=\d)|\brechnung\b|\b(?:TP|CA|R) ?(?=20\d\d)"
        r"|\bkäyttö\b(?! ?suunn)"
        r"|\brekening\b|\brealisati|\bejecut|obligaciones reconocidas"
        r"|\bpag(?:os|ado)\b|recaudad|derechos reconocidos|\bhistori(?:cal|sk)|werkelijk"
        r"|\bexpended\b"
        r"|\bcompte\b|réalis|execut|ביצוע|בצוע",
        Measure.ACTUAL,
    ),
    (
        r"budget|\bbudg?\b|\bansatz\b|\b(?:TAE?|KB) ?(?:\+ ?M(?:uutos|uut\.?)? ?)?(?=20\d\d)|^bu\b|käyttösuunnitelma"
        r"|\bper\.? ?bu\b|anslag|(?<!prog)(?<!diag)ram\b|kommunbidrag|budsjett|talousarvio"
        r"|appropriat|adopted|request|fördelning(?! av [\w-]*(?:kostnad|utgift|intäkt))"
        r"|till(?:ægs|eggs)bevil|\bbevil[gl](?:et|ing)|\b(?:total|økonomi|investerings|kostnads|budsjett|drifts)?ramme\b"
        r"|\bbegro(?:ting|ot)|\braming|\bpresupuest|\bprevisiones|\bhaushaltsplan"
        r"|gul ?bok|saldert|vedtatt|\bvoté|\boriginal\b|\bapproved\b|\bproposed\b|\brevised\b"
        r"|\w*kalkyl(?:en)?\b|yrkande|äskande|\bbegär(?:an|s|d|t)\b|obligat(?!or|ion)|förslag|\bantag(?:en|et|na)\b|\bbeslut\b|\bsökt\b|beslutad|beslutat|bevilja|avsatt|tilldel|תקציב",
        Measure.BUDGET,
    ),
    (
        r"\bspend\b|\b(?:19|20)\d\d\b.{0,12}\bexpenditures?\b|\bexpenditures?\b.{0,6}\b(?:19|20)\d\d\b",
        Measure.ACTUAL,
    ),
    (r"\bingående|\butgående|^[IU]B\b|överföringsbelopp", Measure.OTHER),
)
# What a title, a sheet or a file says of all its amounts where no heading does.
SUBJECTS = _patterns(
    (
        r"huvudbok|verifikation|resultatöverföring|finansieringsanalys|kassaflöde|resultaträkning|resultatrapport|balansräkning|(?:månads|kvartals|tertial|ekonomi)rapport|uppföljning"
        r"|(?:fem|fler|tio)års(?:översikt|jämförelse)|\bår i sammandrag"
        r"|årsredovisning|delårs|(?:interim|half-year|quarterly) report"
        r"|ledger|cash flow|income statement|balance sheet",
        Measure.ACTUAL,
    ),
    (r"\b(?:investerings|handlings)program\w*(?: \w{1,5})? 20\d\d ?[-–]", Measure.PLAN),
    (
        r"paket(?:et)?\b|satsning|finansiering(?!sanalys)|avsätt(?!ningar)|avsatt|fördela|bidrag till|\bramar\b"
        r"|driftbudget",
        Measure.BUDGET,
    ),
)
LETTERS = _patterns(  # 'B22', 'U 21', "P'22": the whole heading
    (r"(?:b|br|bp|bu)[ '’]?\d\d(?:\d\d)?\b.{0,8}", Measure.BUDGET),
    (r"(?:u|bok|bs|bsl)[ '’]?\d\d(?:\d\d)?\b.{0,8}", Measure.ACTUAL),
    (r"p[ '’]?\d\d(?:\d\d)?\b.{0,8}", Measure.FORECAST),
    (r"(?:vp|pl)[ '’–-]*\d\d(?:\d\d)?\b.{0,8}", Measure.PLAN),
)
NATURES = _patterns(
    (r"netto(?!omsätt)|\bnet\b", Nature.NET),
    (r"intäkt|nettoomsätt|\binkomst|revenue|inntekt|indtægt|tuotot|\bincome(?! statement)", Nature.REVENUE),
    (r"kostnad(?!s(?:ställ|slag|bärar))|utgift|\bcosts?\b|expen[sd]|kulut", Nature.COST),
    (r"anslag|\bram\b|kommunbidrag|(?<!om)fördelning|appropriat", Nature.APPROPRIATION),
)
VERSIONS = _patterns(
    (r"internbudget", Version.INTERNAL),
    (r"\bmed ändr|\binkl(?:usive|\.)? (?:\w+ )?(?:tillägg|TB\b|omdisp|ombudget)", Version.REVISED),
    (r"f[öo]rslag|propos|yrkande|äskande|\bbegär(?:an|s|d|t)\b|önskemål", Version.PROPOSAL),
    (r"tilläggs|kompletteringsbudget|ändringsbudget|supplement|till(?:ægs|eggs)bevil", Version.SUPPLEMENTARY),
    (
        r"revider(?:a|t|et)|reguler(?:t|et)|korriger(?:t|et)|revised|\bjuster(?:ad|t|et)|\brev\b|\bkorr\."
        r"|\b(?:budget|ram)(?: \d{4})? efter (?:\w*beslut|tillägg\w*|omdisp\w*|juster\w*)",
        Version.REVISED,
    ),
    (r"\burspr|\boppr?inneli|\bopp?r\.|\boprindeli|\bopphavle|original|adopted", Version.ORIGINAL),
    (r"ingående|opening|^ing\. |^IB\b", Version.OPENING),
    (r"utgående|closing|^utg\. |^UB\b", Version.CLOSING),
)
STATUSES = _patterns(
    (r"förslag|propos", Status.PROPOSED),
    (r"preliminär|preliminary", Status.PRELIMINARY),
    (r"fastställd|\bfinal\b", Status.FINAL),
    (r"beslutad|decided|adopted", Status.DECIDED),
)
AGAINST = _patterns(
    (r"\bprogn|\bH?P ?\d\b", Against.FORECAST),
    (r"äskande|yrkande|begäran|förslag", Against.VERSION),
    (r"period|\bper\. ?bud|\back\b|ackumul|\bytd\b", Against.PERIOD_BUDGET),
    (r"budget|\bram\b", Against.BUDGET),
    (r"bokslut|utfall|föreg|förra|\bfg\b|fjol|year|\b[PL]Y\b", Against.PRIOR_YEAR),
)
_BROKEN_WORD = re.compile(r"(?<=[a-zåäö])- (?!och\b|eller\b|samt\b)(?=[a-zåäö])")
_HELD_AGAINST = re.compile(rf"\b(?:{LINKS}|(?:mellan|from|från|sedan)\b)(.*)", re.IGNORECASE)
_LEADS = re.compile(
    r"(?:\d{1,2}[.)]? )?(?:(?:ack(?:umulera(?:t|d)|\.)? |års|helårs|period|ursprunglig |reviderad |budget|prognos)*"
    r"(?:budget|utfall|prognos|avvikelse|bokslut)"
    r"|förändring(?! (?:av|i)\b)|(?:diff|differens|skillnad)(?! (?:mellan|i)\b)|(?:ökning|minskning)(?= att\b)"
    r"|ram(?= (?:19|20)\d\d$)|(?:\w+s )?förslag till (?:ram|budget)"
    r"|upparbetat|beslutad|beviljad|actual|forecast|variance)\b",
    re.IGNORECASE,
)
_FOLLOWED = re.compile(r"\b(?:budget|anslags)-?uppföljning\w*", re.IGNORECASE)  # of outcomes
_OF_APPROPRIATIONS = re.compile(r"anslags-? ?(?:redovis|avräkn|uppfölj|utfall)", re.IGNORECASE)
_SPENT = re.compile(r"^(?:netto)?utgift(?:er)?\b|^(?:net )?expenditure\b|^(?:netto)?utgifter\b|^menot\b", re.IGNORECASE)
_ONLY_AHEAD = re.compile(
    r"(?:årets |års|helårs|reviderad |ursprunglig |total |annual |full year )?(?:budget|prognos|forecast|plan"
    r"|talousarvio|budsjett)"
    r"(?: (?:helår|hela året|per år|totalt|full year|(?:19|20)\d\d))*[.:]?",
    re.IGNORECASE,
)
_APART = re.compile(r"\b(?:exkl|inkl|excl|incl|utan)(?:usive?|uding)?\b\.? [^,;)(·–/]*", re.IGNORECASE)
_CLAUSE = re.compile(r"\b(?:där|som|vars)(?: \w+){1,3}", re.IGNORECASE)  # 'där intäkterna disponeras'
_RESULT = re.compile(r"\bresultat\b", re.IGNORECASE)
_BUDGETED = re.compile(r"budget|budsjett", re.IGNORECASE)
_FORE = re.compile(  # the first part of a compound whose last says what kind it is: 'budgetförändringar'
    r"\b(?:budget|prognos|anslags|ram|resultat|utfalls)(?=(?:för)?ändring|avvik|jämför)", re.IGNORECASE
)
_COMPARED = re.compile(
    r"(?<=\w) (?:jämför[td](?:e|a)? med|i jämförelse med|jmf\.? med)\b(?! (?:\w+ )?(?:budget|ram\b|plan)).*",
    re.IGNORECASE,
)
_IN_SHARES = re.compile(r"\bprocentuella? förändring\w*", re.IGNORECASE)
_CHANGES = re.compile(r"förändring(?:ar)? (?:av|i)\b", re.IGNORECASE)
_OF_YEARS = re.compile(
    r"(budget|plan|bokslut|utfall|prognos|forecast|actual)\w* (?:för )?((?:19|20)\d\d)(?: ?[-–] ?((?:19|20)?\d\d))?",
    re.IGNORECASE,
)


def rejoined(heading: str) -> str:
    """A heading with the words that a narrow column broke put together: 'Avvikel- se'."""
    return _BROKEN_WORD.sub("", heading)


@lru_cache(maxsize=16_384)
def measure_in(text: str) -> Measure | None:
    found = compared(text) or _first(LETTERS, text, whole=True) or _first(MEASURES, text)
    if found is Measure.ACTUAL and _RESULT.search(text) and _BUDGETED.search(text):
        return _first(MEASURES, _RESULT.sub(" ", text)) or found  # 'Resultat budget helår'
    return found


@lru_cache(maxsize=16_384)
def says_only_result(heading: str) -> bool:
    """Whether a heading says what amounts come to, and of no kind of amount: 'Resultat', 'Ack resultat'."""
    return measure_in(heading) is Measure.ACTUAL and _first(MEASURES, _RESULT.sub(" ", heading)) is None


@lru_cache(maxsize=16_384)
def titled_measure(text: str, year: int | None) -> Measure | None:
    """The measure that titles say of amounts whose own headings say none.

    Where they name several, the one whose years hold the amounts': 'Budget 2023 med plan 2024–2025'.
    """
    text = _FORE.sub("", _COMPARED.sub("", text))
    text = _FOLLOWED.sub(" ", text) if (followed := _FOLLOWED.search(text)) else text
    if _CHANGES.match(text := _IN_SHARES.sub(" ", text).strip()):
        return Measure.CHANGE
    named = measures_in(text)
    if named == {Measure.FORECAST, Measure.DEVIATION}:
        return Measure.DEVIATION
    if len(named) < 2:
        return next(iter(named)) if named else Measure.ACTUAL if followed else subject_in(text)
    spans = [(match[1], int(match[2]), _last_year(match)) for match in _OF_YEARS.finditer(text)]
    return next((measure_in(word) for word, first, last in spans if year and first <= year <= last), None)


@lru_cache(maxsize=4096)
def measures_in(text: str) -> frozenset[Measure]:
    return frozenset(measure for pattern, measure in MEASURES if pattern.search(text))


@lru_cache(maxsize=4096)
def plans(titles: str, year: int) -> bool:
    """Whether titles say that a year is one of a plan: '… med plan 2027–2028', and not 'Haushaltsplan 2026'."""
    told = (match for match in _OF_YEARS.finditer(titles) if match[1].casefold() == "plan")
    spans = ((int(match[2]), _last_year(match)) for match in told if not titles[: match.start()][-1:].isalpha())
    return any(first <= year <= last for first, last in spans)


def _last_year(match: re.Match[str]) -> int:
    last = match[3] or match[2]
    return int(last) if len(last) == 4 else int(match[2][:2] + last)


def subject_in(text: str) -> Measure | None:
    """The measure that a title's subject has: the amounts of a ledger are outcomes, those of a package are budget."""
    return _first(SUBJECTS, text)


@lru_cache(maxsize=16_384)
def nature_in(text: str) -> Nature | None:
    return _first(NATURES, _APART.sub(" ", text))


@lru_cache(maxsize=16_384)
def version_in(text: str) -> Version | None:
    return _first(VERSIONS, text)


@lru_cache(maxsize=4096)
def titled_nature(titles: str) -> Nature | None:
    """What titles say of all amounts' nature; nothing where they name both what comes in and what goes out."""
    titles = _CLAUSE.sub(" ", _APART.sub(" ", titles))
    both = all(pattern.search(titles) for pattern, nature in NATURES if nature in {Nature.REVENUE, Nature.COST})
    found = nature_in(titles)
    return None if both and found is not Nature.NET else found


@lru_cache(maxsize=4096)
def says_spent(heading: str, titles: str) -> bool:
    """Whether a column is what was spent of an appropriation: 'Utgifter' in 'Anslagsredovisning'."""
    return _SPENT.search(heading) is not None and _OF_APPROPRIATIONS.search(titles) is not None


@lru_cache(maxsize=16_384)
def says_only_ahead(label: str) -> bool:
    """Whether a row's name is a budget, a forecast or a plan and nothing else: 'Budget helår'."""
    return _ONLY_AHEAD.fullmatch(label.strip()) is not None


@lru_cache(maxsize=16_384)
def status_in(text: str) -> Status | None:
    return _first(STATUSES, text)


@lru_cache(maxsize=16_384)
def against_in(heading: str) -> Against | None:
    """What a difference says it is held against; the words after 'mot' where it has them."""
    if is_budget_held(heading):
        return Against.BUDGET
    match = _HELD_AGAINST.search(heading)
    return (match and _first(AGAINST, match[1])) or _first(AGAINST[2:3], heading)


@lru_cache(maxsize=16_384)
def leads_with_measure(label: str) -> bool:
    """Whether a row's name begins with what kind of amount it is: '2. Utfall till och med augusti'."""
    return bool(_LEADS.match(label))


def _first(patterns: Iterable[tuple[re.Pattern[str], _T]], text: str, *, whole: bool = False) -> _T | None:
    return next((term for pattern, term in patterns if (pattern.fullmatch if whole else pattern.search)(text)), None)

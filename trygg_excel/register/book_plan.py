"""The register as a workbook: which sheet holds which table, which column which field, in a controller's words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from trygg_excel.register.model import (
    AccountRule,
    AuthorityRule,
    ChangeKind,
    Closing,
    Committee,
    Constraint,
    ConstraintKind,
    Decision,
    DecisionStatus,
    Direction,
    Event,
    EventKind,
    Funding,
    FundingBasis,
    Ore,
    Percent,
    Programme,
    Transfer,
    Year,
)
from trygg_excel.register.references import REFERS_TO


class NameOf(StrEnum):
    """Whose name a row of the sheet of names is."""

    PROGRAMME = "programmes"
    FUNDING = "funding"
    TRANSFER = "transfers"
    COMMITTEE = "committees"
    PACKAGE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRow:
    """A confirmed spelling; `id` is None for the package itself."""

    of: NameOf
    id: str | None = None
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """A workbook of a case; rows with the same id are one case."""

    id: str
    label: str
    primary: str
    role: str
    pattern: str


class Kind(StrEnum):
    """What a cell of a column holds."""

    ID = "id"
    TEXT = "text"
    LINES = "lines"  # several texts, one a line
    REFERENCE = "reference"
    REFERENCES = "references"
    CHOICE = "choice"
    YES_NO = "yes_no"
    AMOUNT = "amount"
    PERCENT = "percent"
    WHOLE = "whole"
    WHOLES = "wholes"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """A field's heading, a wish for its width in characters, and what to write there ('' where the heading says it)."""

    field: str
    heading: str
    width: int = 16
    told: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A sheet with one entry a row. `table` is the register's field ('' for names, which belong to several)."""

    table: str
    sheet: str
    entry: type
    lead: str
    columns: tuple[Column, ...]

    def kind(self, column: Column) -> Kind:
        return kind_of(column.field, hints_of(self.entry)[column.field])

    def hint(self, column: Column) -> Any:
        return plain_hint(hints_of(self.entry)[column.field])

    def required(self, column: Column) -> bool:
        return column.field in required(self.entry)

    def optional_amount(self, column: Column) -> bool:
        """Whether a blank amount means that there is none; where it is required, 'okänt' is to be written."""
        return not self.required(column)


@lru_cache
def hints_of(entry: type) -> Mapping[str, Any]:
    """The type of each field, by its name."""
    return get_type_hints(entry, include_extras=True)


@lru_cache
def required(entry: type) -> frozenset[str]:
    """The fields that have no default."""
    return frozenset(
        each.name for each in fields(entry) if each.default is MISSING and each.default_factory is MISSING
    )  # fmt: skip


def plain_hint(hint: Any) -> Any:
    """`hint` without its '| None'."""
    given = get_args(hint)
    if get_origin(hint) is not Annotated and type(None) in given:
        return next(each for each in given if each is not type(None))
    return hint


def kind_of(name: str, hint: Any) -> Kind:
    inner = plain_hint(hint)
    if inner in _BY_HINT:
        return _BY_HINT[inner]
    if get_origin(inner) is tuple:
        return Kind.REFERENCES if name in REFERS_TO else Kind.WHOLES if get_args(inner)[0] is int else Kind.LINES
    if issubclass(inner, StrEnum):
        return Kind.CHOICE
    return Kind.ID if name == "id" else Kind.REFERENCE if name in REFERS_TO else Kind.TEXT


_BY_HINT: dict[Any, Kind] = {
    Ore: Kind.AMOUNT,
    Percent: Kind.PERCENT,
    bool: Kind.YES_NO,
    int: Kind.WHOLE,
    date: Kind.DATE,
}

UNKNOWN, YES, NO = "okänt", "ja", "nej"
WORDS: dict[type[StrEnum], dict[str, str]] = {
    DecisionStatus: {
        "proposed": "föreslaget", "planned": "planerat", "decided": "beslutat", "noted": "noterat",
        "remitted": "återremitterat", "rejected": "avslaget", "conditional": "villkorat",
    },
    EventKind: {
        "start": "startar", "rename": "byter namn", "split": "delas", "merge": "slås samman", "replaced": "ersätts",
        "moved": "flyttar till annan nämnd", "new_funding": "ny finansiering", "scope_changed": "ändrad avgränsning",
        "paused": "pausas", "resumed": "återupptas", "ended": "avslutas",
    },
    FundingBasis: {"annual": "varje år", "year": "ett år", "multi_year": "flera år tillsammans"},
    ConstraintKind: {
        "unchanged": "oförändrat", "same_level": "samma nivå", "amount": "belopp", "direction": "riktning",
        "vague": "vagt, prövas inte", "named_use": "nämnd användning", "covers_since": "funnits sedan",
        "within_frame": "inom ramen", "reallocated": "omfördelat",
    },
    Direction: {"up": "upp", "down": "ned"},
    ChangeKind: {"within": "inom en nämnd", "between": "mellan nämnder", "supplementary": "tilläggsbudget"},
    NameOf: {
        "programmes": "insats", "funding": "finansiering", "transfers": "överföring", "committees": "organ",
        "": "hela paketet",
    },
}  # fmt: skip

_ID = Column("id", "Id", 24, "Kort namn som aldrig ändras, utan komma och semikolon.")
_NOTE = Column("note", "Anteckning", 50)
_SOURCE = Column("source", "Källa", 30, "Var det står: handling och rad.")
_SEVERAL = "Flera id skrivs med semikolon emellan."
_AMOUNT = "Tal i registrets enhet. Är beloppet inte känt: okänt."
_MASK = "4010, 40*, 30X, 4000-4999 eller flera med komma. Tomt betyder alla."

PLANS: tuple[Plan, ...] = (
    Plan("committees", "Organ", Committee, "De som beslutar eller håller i pengar.", (
        _ID, Column("label", "Benämning", 34), Column("abbreviation", "Förkortning", 14), _NOTE,
    )),
    Plan("programmes", "Insatser", Programme, "En rad för varje insats. Id ändras aldrig, även om namnet gör det.", (
        _ID, Column("label", "Benämning", 46), Column("committee", "Nämnd", 12, "Organets id."),
        Column("valid_from", "Första år", 11), Column("valid_to", "Sista år", 11),
        Column("scope", "Avgränsning", 26), Column("in_package", "I paketet", 11, "nej om den saknar rad i paketet."),
        Column("parts", "Delar", 26, "En del på varje rad i cellen (Alt+Enter)."),
        Column("conditional_on", "Väntar på beslut", 20, "Beslutets id."), _NOTE,
    )),
    Plan("", "Namn", NameRow, "Bekräftade stavningar: så här skriver arbetsböckerna det som registret känner.", (
        Column("of", "Gäller", 16), Column("id", "Id", 24, "Vems namn det är. Tomt för hela paketet."),
        Column("name", "Namn", 70),
    )),
    Plan("years", "År och ramar", Year, "Ramen varje år, och vilket beslut fördelningen väntar på.", (
        Column("year", "År", 8), Column("frame", "Ram", 14, _AMOUNT),
        Column("frame_decision", "Beslut om ramen", 22, "Beslutets id."),
        Column("frame_source", "Källa för ramen", 30),
        Column("allocation_decision", "Beslut om fördelningen", 24, "Beslutets id."), _NOTE,
    )),
    Plan("decisions", "Beslut", Decision, "Fattade, planerade och sådana som något väntar på.", (
        _ID, Column("body", "Organ", 12, "Organets id; tomt om det inte är känt."), Column("status", "Läge", 16),
        Column("about", "Vad", 56), Column("date", "Datum", 13), Column("paragraph", "Paragraf", 11),
        Column("dnr", "Diarienummer", 18), _SOURCE, _NOTE,
    )),
    Plan("transfers", "Överföringar", Transfer, "Pengar som flyttas inom en nämnds ram eller mellan två.", (
        _ID, Column("year", "År", 8), Column("from_committee", "Från", 12, "Organets id."),
        Column("to_committee", "Till", 12, "Organets id."), Column("amount", "Belopp", 14, _AMOUNT),
        Column("programme", "Insats", 22, "Insatsens id."), Column("decision", "Beslut", 22, "Beslutets id."),
        Column("inside_frame", "Inom ramen", 12, "ja när paketets ram räknar in beloppet."), _SOURCE, _NOTE,
    )),
    Plan("funding", "Finansiering", Funding, "Vad varje belopp är en del av, så att olika summor inte blandas ihop.", (
        _ID, Column("label", "Benämning", 44), Column("amount", "Belopp", 14, _AMOUNT),
        Column("year_from", "Från år", 10), Column("year_to", "Till år", 10), Column("basis", "Gäller", 20),
        Column("part_of", "Del av", 22, "Id för den finansiering som detta är en del av."),
        Column("committee", "Nämnd", 12, "Organets id."), Column("programme", "Insats", 20, "Insatsens id."),
        Column("transfer", "Överföring", 18, "Överföringens id."), Column("decision", "Beslut", 22, "Beslutets id."),
        Column("one_off", "Engångspengar", 16, "ja när pengarna tar slut efter Till år."),
        Column("exhaustive", "Delarna är allt", 16), _SOURCE, _NOTE,
    )),
    Plan("events", "Händelser", Event, "Vad som har hänt med insatserna.", (
        _ID, Column("kind", "Vad", 24), Column("year", "År", 8),
        Column("from_programmes", "Från insatser", 26, _SEVERAL),
        Column("to_programmes", "Till insatser", 26, _SEVERAL),
        Column("shares", "Andelar", 14, "Till-insatsernas andelar, 0,25 eller 1/3, en på varje rad i cellen."),
        Column("decision", "Beslut", 22, "Beslutets id."), _SOURCE, _NOTE,
    )),
    Plan("constraints", "Påståenden", Constraint, "Vad handlingen säger i ord och villkor, så att det kan prövas.", (
        _ID, Column("kind", "Slag", 20), Column("source", "Källa", 26), Column("quote", "Ordalydelse", 60),
        Column("programme", "Insats", 22, "Insatsens id."), Column("year", "År", 8),
        Column("compared_to", "Jämförs med år", 15), Column("amount", "Belopp", 14, "Tal i registrets enhet."),
        Column("direction", "Riktning", 11), Column("except_transfers", "Utom överföringar", 20, _SEVERAL),
        Column("names", "Nämnda namn", 28, "Ett namn på varje rad i cellen (Alt+Enter)."), _NOTE,
    )),
    Plan("cases", "Ärenden", CaseRow, "Arbetsböcker som får hållas mot varandra. Samma id är samma ärende.", (
        _ID, Column("label", "Ärende", 34), Column("primary", "Utgår från", 16, "Rollen som de andra jämförs med."),
        Column("role", "Roll", 16), Column("pattern", "Filnamn", 44, "Mönster, t.ex. *jamforelse*.xlsx"),
    )),
    Plan("accounts", "Regler för konton", AccountRule, "Insatsens konteringar. Den mest precisa regeln gäller.", (
        Column("programme", "Insats", 24, "Insatsens id."), Column("account", "Konto", 20, _MASK),
        Column("cost_centre", "Ansvar", 20, _MASK), Column("activity", "Verksamhet", 20, _MASK),
        Column("project", "Projekt", 20, _MASK), _NOTE,
    )),
    Plan("authority", "Beslutsrätt", AuthorityRule, "Vem som får besluta om ändringar. Tomt: prövas inte.", (
        Column("change", "Ändring", 20), Column("bodies", "Organ", 24, _SEVERAL), _SOURCE, _NOTE,
    )),
    Plan("settings.closed", "Stängda perioder", Closing, "När bokföringen stängdes för en period.", (
        Column("period", "Period", 12, "År och månad, 202203; period 13 är 202213."), Column("date", "Stängd", 14),
    )),
)  # fmt: skip

SETTINGS_SHEET = "Inställningar"
OWN = (
    Column("id", "Registrets id", 30, "Kort namn som aldrig ändras."),
    Column("label", "Benämning", 30, "Vad det som registret gäller kallas."),
    Column("currency", "Valuta", 30, "Tre versaler, SEK."),
    Column("unit", "Enhet", 30, "kr, tkr, mkr eller mdkr: i den står registrets alla belopp."),
    Column("committee", "Nämnd", 30, "Organets id."),
    Column("since", "Sedan år", 30, "Första året det fanns."),
)
SETTINGS = (
    Column("deviation_limit", "Gräns för avvikelse, belopp", 30, "Större avvikelse ska kommenteras."),
    Column("deviation_percent", "Gräns för avvikelse, procent", 30, "5 betyder 5 procent av budgeten."),
    Column("forecast_limit", "Gräns för ändrad prognos, belopp", 30, "Större ändring ska motiveras."),
    Column("forecast_percent", "Gräns för ändrad prognos, procent", 30, "5 betyder 5 procent av förra prognosen."),
    Column("report_months", "Månader med rapport", 30, "1 till 12 med semikolon emellan: 3; 4; 8; 12"),
    Column("dnr", "Diarienummer", 30),
    Column("responsible", "Ansvarig", 30, "Vem som svarar för registret."),
    Column("reserved", "Ord som aldrig är insatser", 30, "Ett på varje rad i cellen, t.ex. Ofördelat."),
    Column("internal", "Motparter som är kommunen själv", 30, "Koder som 87*, med komma emellan."),
)
README_SHEET, ACCEPTED_SHEET = "Läs mig", "Godtagna"  # written for the reader, never read
OUR_SHEETS = frozenset(
    each.casefold() for each in (README_SHEET, SETTINGS_SHEET, ACCEPTED_SHEET, *(plan.sheet for plan in PLANS))
)

"""What a control says: results, findings, and their texts in Swedish and English side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from trygg_excel.money import Unit, amount_text


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Verdict(StrEnum):
    """What a control found: design 5. `not_judged` always says what it lacks."""

    HOLDS = "holds"
    ROUNDING = "rounding"
    FAILS = "fails"
    NOT_JUDGED = "not_judged"


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both languages; neither can be left out."""

    sv: str
    en: str

    def say(self, lang: str) -> str:
        return self.en if lang == "en" else self.sv


@dataclass(frozen=True, slots=True)
class Money:
    """An amount to be said in a text, in the user's own unit."""

    ore: int | None
    unit: Unit
    signed: bool = False

    def say(self, lang: str) -> str:
        return amount_text(self.ore, self.unit, lang=lang, signed=self.signed)


_SAYING = (Text, Money)


def _said(value: object, lang: str) -> object:
    return value.say(lang) if isinstance(value, _SAYING) else value


def text(sv: str, en: str, /, **facts: object) -> Text:
    """Both templates filled in with the same facts; Money and Text are said in each language."""
    if not any(isinstance(value, _SAYING) for value in facts.values()):
        return Text(sv.format_map(facts), en.format_map(facts))
    return Text(
        sv.format_map({name: _said(value, "sv") for name, value in facts.items()}),
        en.format_map({name: _said(value, "en") for name, value in facts.items()}),
    )


def cited(source: str) -> str:
    """Where something is said, put after it: ' (Tjänsteskrivelse, rad 39)', or '' where the register does not say."""
    return f" ({source})" if source else ""


def listed(items: Iterable[str], most: int = 5) -> Text:
    """'a, b och c'; what goes past `most` is counted: 'a, b och 4 till'."""
    given = tuple(items)
    shown, more = given[:most], len(given) - most
    if more > 0:
        return Text(f"{', '.join(shown)} och {more} till", f"{', '.join(shown)} and {more} more")
    if len(shown) < 2:
        return Text("".join(shown), "".join(shown))
    start = ", ".join(shown[:-1])
    return Text(f"{start} och {shown[-1]}", f"{start} and {shown[-1]}")


class Source(NamedTuple):
    """Where something stands. `cell` is an A1 address, or '' for a whole sheet or file.

    A tuple, since so many are made and looked up.
    """

    file: str
    sheet: str = ""
    cell: str = ""


class CauseKind(StrEnum):
    """What happens to people: the cause of a difference, as the explainer names it."""

    MISSING_ROW = "missing_row"
    DOUBLED_ROW = "doubled_row"
    TEXT_NUMBER = "text_number"
    SHORT_RANGE = "short_range"
    SUBTOTAL_TWICE = "subtotal_twice"
    SWAPPED_DIGITS = "swapped_digits"
    WRONG_SIGN = "wrong_sign"
    WRONG_FACTOR = "wrong_factor"
    NEIGHBOUR_COLUMN = "neighbour_column"
    PRIOR_YEAR = "prior_year"
    MOVED = "moved"
    ROUNDING = "rounding"
    HIDDEN_ROW = "hidden_row"
    TYPED_OVER = "typed_over"
    STALE = "stale"
    MISTYPED = "mistyped"


@dataclass(frozen=True, slots=True)
class Cause(Text):
    """What probably happened, in words, and where; `right` is what the one cell in `sources` should be, in öre."""

    kind: CauseKind = CauseKind.MISTYPED
    sources: tuple[Source, ...] = ()
    right: int | None = None


@dataclass(frozen=True, slots=True)
class Accepted:
    """Who has accepted a finding, when, why, and the last day it holds (None: until something changes)."""

    by: str
    at: str
    why: str
    until: str | None = None

    @property
    def text(self) -> Text:
        """'Anna 2022-04-11, t.o.m. 2022-12-31: avtalet är klart'."""
        return text(
            "{by} {at}{until}: {why}", "{by} {at}{until}: {why}", by=self.by, at=self.at, why=self.why,
            until=text(", t.o.m. {day}", ", until {day}", day=self.until) if self.until else "",
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing a person should know, with all the cells of its one cause. Amounts are öre.

    `causes` go from the likeliest to the least; one that was computed is a `Cause`. `key` is what a person names it by.
    """

    code: str
    severity: Severity
    message: Text
    remedy: Text | None = None
    sources: tuple[Source, ...] = ()
    programme: str | None = None
    period: int | None = None
    found: int | str | None = None
    expected: int | str | None = None
    difference: int | None = None
    tolerance: int | None = None
    causes: tuple[Text, ...] = ()
    accepted: Accepted | None = None
    key: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nobody has accepted it."""
        return self.accepted is None


class Result(NamedTuple):
    """One control held against one thing. Amounts are öre; None where it has no amount. A tuple: one for every sum.

    `subject` names what was held ('Summa 2022'); `lacks` says what was missing when it could not be judged;
    `stated` is what the workbook says, `calculated` what it was held against, `difference` = stated - calculated.
    """

    control: str
    verdict: Verdict
    subject: Text
    lacks: tuple[Text, ...] = ()
    findings: tuple[Finding, ...] = ()
    sources: tuple[Source, ...] = ()
    period: int | None = None
    stated: int | None = None
    calculated: int | None = None
    tolerance: int | None = None
    unit: Unit | None = None
    explanation: Text | None = None
    statement: str | None = None

    @property
    def difference(self) -> int | None:
        if self.stated is None or self.calculated is None:
            return None
        return self.stated - self.calculated

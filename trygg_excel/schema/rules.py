"""One rule for each check in schemas/*.yaml: its code, its severity and what it says. A new check is one entry here.

In a sentence {title} is the column's name, {value} what stands there, {amount} the row's amount; other names are the
row's columns and the check's own figures.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass

from trygg_excel.finding import Severity, Text
from trygg_excel.schema import checks

LOOK = Text(
    "Se efter i cellen och i rubrikerna ovanför den.",
    "Look at the cell and at the headings above it.",
)
OURS = Text(
    "Det är ett fel i inläsningen, inte i arbetsboken. Anmäl det och bifoga filen.",
    "This is a fault of the reader, not of the workbook. Report it with the file.",
)
REGISTER = Text("Rätta posten i registret.", "Correct the entry in the register.")


@dataclass(frozen=True, slots=True)
class Rule:
    """`after` names checks that must hold for a row before this one is told: one cause gives one finding."""

    check: Callable[..., object]
    code: str
    message: Text
    remedy: Text
    severity: Severity = Severity.ERROR
    after: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.check.__name__

    @property
    def figures(self) -> list[str]:
        """The names of what the YAML gives the check."""
        parameters = inspect.signature(self.check).parameters.values()
        return [each.name for each in parameters if each.kind is each.KEYWORD_ONLY]


# What pandera itself holds without a check of ours: a column there, alone, of its dtype, without nulls.
MISSING_COLUMN = "TRY-S01"
SURPLUS_COLUMN = "TRY-S02"
WRONG_DTYPE = "TRY-S03"
NULL = "TRY-S04"
BUILT_IN = "TRY-S05"
BUILT_IN_MESSAGES = {
    MISSING_COLUMN: Text("Kolumnen '{value}' saknas i tabellen.", "The column '{value}' is missing from the frame."),
    SURPLUS_COLUMN: Text(
        "Kolumnen '{value}' hör inte till tabellen.", "The column '{value}' is not part of the frame."
    ),
    WRONG_DTYPE: Text("{title}: kolumnen har fel datatyp.", "{title}: the column has the wrong dtype."),
    NULL: Text("{title}: uppgiften saknas.", "{title}: there is no value."),
    BUILT_IN: Text("{title}: '{value}' bryter mot kontrollen {check}.", "{title}: '{value}' breaks the check {check}."),
}

RULES = (
    Rule(checks.text_dtype, WRONG_DTYPE, BUILT_IN_MESSAGES[WRONG_DTYPE], OURS),
    Rule(
        checks.text_not_blank,
        "TRY-S11",
        Text("{title}: texten är tom.", "{title}: the text is blank."),
        Text("Fyll i uppgiften.", "Fill it in."),
    ),
    Rule(
        checks.is_sha256,
        "TRY-S12",
        Text("{title}: '{value}' är ingen sha-256.", "{title}: '{value}' is no sha-256."),
        OURS,
    ),
    Rule(
        checks.is_cell_address,
        "TRY-S13",
        Text("{title}: '{value}' är ingen celladress som B7.", "{title}: '{value}' is no cell address like B7."),
        OURS,
    ),
    Rule(
        checks.line_has_label,
        "TRY-S14",
        Text("Raden har beloppet {amount} men ingen benämning.", "The row holds {amount} but has no label."),
        Text("Skriv vad beloppet avser till vänster om det.", "Write what the amount is for to the left of it."),
        Severity.WARNING,
    ),
    Rule(
        checks.year_within,
        "TRY-S15",
        Text("{title}: {value} ligger utanför {low}–{high}.", "{title}: {value} lies outside {low}–{high}."),
        Text("Kontrollera årtalet.", "Check the year."),
        after=("is_period",),
    ),
    Rule(
        checks.is_period,
        "TRY-S16",
        Text(
            "{title}: {value} är ingen period. Den skrivs ÅÅÅÅMM, månad 1–13, år {low}–{high}.",
            "{title}: {value} is no period. It is written YYYYMM, month 1–13, years {low}–{high}.",
        ),
        LOOK,
    ),
    Rule(
        checks.period_has_both_ends,
        "TRY-S17",
        Text("Perioden har bara den ena av början och slut.", "The period has only one of its two ends."),
        OURS,
    ),
    Rule(
        checks.period_in_order,
        "TRY-S18",
        Text(
            "Perioden slutar ({period_to}) innan den börjar ({period_from}).",
            "The period ends ({period_to}) before it begins ({period_from}).",
        ),
        LOOK,
        after=("is_period",),
    ),
    Rule(
        checks.year_is_of_period,
        "TRY-S19",
        Text(
            "Året {year} är inte det år som perioden slutar ({period_to}).",
            "The year {year} is not the one the period ends in ({period_to}).",
        ),
        OURS,
        after=("is_period", "year_within"),
    ),
    Rule(
        checks.month_is_of_period,
        "TRY-S20",
        Text(
            "Månaden {month} är inte periodens enda månad ({period_from}–{period_to}).",
            "The month {month} is not the period's only month ({period_from}–{period_to}).",
        ),
        OURS,
        after=("is_period", "period_has_both_ends"),
    ),
    Rule(
        checks.amount_follows_state,
        "TRY-S21",
        Text(
            "Beloppet är {amount} fast läget är '{state}'. Bara okända och felaktiga belopp saknar värde.",
            "The amount is {amount} though the state is '{state}'. Only unknown and faulty amounts have no value.",
        ),
        OURS,
    ),
    Rule(
        checks.zero_mark_is_zero,
        "TRY-S22",
        Text("Ett streck betyder noll, men beloppet är {amount}.", "A dash means nought, but the amount is {amount}."),
        OURS,
    ),
    Rule(
        checks.ore_below,
        "TRY-S23",
        Text("{title}: {amount} är orimligt stort.", "{title}: {amount} is beyond all reason."),
        Text("Kontrollera beloppet och enheten.", "Check the amount and the unit."),
    ),
    Rule(
        checks.ore_at_least,
        "TRY-S24",
        Text("{title}: {value} öre är mindre än {least}.", "{title}: {value} öre is less than {least}."),
        Text("Kontrollera beloppet.", "Check the amount."),
    ),
    Rule(
        checks.known_unit,
        "TRY-S25",
        Text("{title}: '{value}' är ingen känd enhet.", "{title}: '{value}' is no known unit."),
        Text("Skriv kr, tkr, mkr eller mdkr i rubriken.", "Write kr, tkr, mkr or mdkr in the heading."),
    ),
    Rule(
        checks.known_factor,
        "TRY-S26",
        Text(
            "{title}: {value} är ingen av 1, tusen, miljon, miljard.", "{title}: {value} is not 1, 10^3, 10^6 or 10^9."
        ),
        OURS,
    ),
    Rule(
        checks.is_currency_code,
        "TRY-S27",
        Text("{title}: '{value}' är ingen valutakod som SEK.", "{title}: '{value}' is no currency code like SEK."),
        LOOK,
    ),
    Rule(
        checks.against_needs_difference,
        "TRY-S28",
        Text(
            "Beloppet är '{measure}' men jämförs med '{against}'. Bara förändringar och avvikelser gör det.",
            "The amount is '{measure}' but held against '{against}'. Only changes and deviations are.",
        ),
        OURS,
    ),
    Rule(
        checks.one_of,
        "TRY-S29",
        Text("{title}: '{value}' är inget tillåtet värde.", "{title}: '{value}' is no allowed value."),
        OURS,
    ),
    Rule(
        checks.is_short_id,
        "TRY-S30",
        Text(
            "Insatsens id '{value}' ska vara gemener, siffror, _ och -, och börja med en bokstav.",
            "The programme's id '{value}' should be small letters, digits, _ and -, and begin with a letter.",
        ),
        REGISTER,
    ),
    Rule(
        checks.is_unique,
        "TRY-S31",
        Text("{title}: {value} finns mer än en gång.", "{title}: {value} stands more than once."),
        Text("Ta bort den ena posten, eller ge den ett annat värde.", "Remove one of them, or give it another value."),
    ),
    Rule(
        checks.years_in_order,
        "TRY-S32",
        Text(
            "Insatsen '{id}' slutar ({valid_to}) innan den börjar ({valid_from}).",
            "The programme '{id}' ends ({valid_to}) before it begins ({valid_from}).",
        ),
        REGISTER,
    ),
    Rule(
        checks.committee_is_known,
        "TRY-S33",
        Text(
            "Insatsen '{id}' hör till '{committee}', som inte finns bland organen.",
            "The programme '{id}' belongs to '{committee}', which is not among the bodies.",
        ),
        REGISTER,
    ),
    Rule(
        checks.package_has_committee,
        "TRY-S34",
        Text(
            "Insatsen '{id}' ingår i paketet men har ingen nämnd.",
            "The programme '{id}' is part of the package but has no committee.",
        ),
        REGISTER,
        Severity.WARNING,
    ),
    Rule(
        checks.decided_frame_is_known,
        "TRY-S35",
        Text(
            "Ramen för {year} är beslutad ('{frame_decision}') men har inget belopp.",
            "The frame of {year} is decided ('{frame_decision}') but has no amount.",
        ),
        REGISTER,
    ),
    Rule(
        checks.frame_has_source,
        "TRY-S36",
        Text(
            "Ramen {amount} för {year} har varken beslut eller källa.",
            "The frame {amount} of {year} has neither a decision nor a source.",
        ),
        REGISTER,
        Severity.WARNING,
    ),
)

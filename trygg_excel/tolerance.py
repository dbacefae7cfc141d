"""How much may differ before it is a difference: always from the precision of what was stated (domain.md 5c, T0-T3)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from trygg_excel.finding import Text, text
from trygg_excel.money import Unit, number_text


@dataclass(frozen=True, slots=True)
class Tolerance:
    """`soft`: rounding alone explains it. `hard`: rounding can, at worst. Öre, both included.

    `stored`: what is lost by keeping amounts in whole öre; a difference no larger is none.
    """

    soft: int
    hard: int
    why: Text
    stored: int = 0

    def judge(self, difference: int) -> str:
        """'holds', 'rounding', 'doubtful' or 'fails'."""
        size = abs(difference)
        if size <= self.stored:
            return "holds"
        if size <= self.soft:
            return "rounding"
        return "doubtful" if size <= self.hard else "fails"


EXACT = Text("ska stämma exakt", "must agree exactly")
T0 = Tolerance(0, 0, EXACT)


@lru_cache(maxsize=4096)
def exact_sum(finest: int, addends: int) -> Tolerance:
    """T0 for a sum: exact, but for the half öre that each addend finer than an öre may have lost (`finest` quantum)."""
    lost = (addends + 1) // 2 if finest <= 1 else 0
    return Tolerance(lost, lost, EXACT, lost)


@lru_cache(maxsize=4096)
def of_sum(quantum: int, addends: int, unit: Unit) -> Tolerance:
    """T1: a total over `addends` numbers, each rounded to `quantum`.

    Each is at most half a quantum off, which bounds the miss; the soft bound is what rounding exceeds in less than
    one case of twenty (simulated, domain.md 5c).
    """
    if addends < 2 or quantum <= 1:
        return exact_sum(quantum, addends)
    bound, hard = rounding_bounds(quantum, addends)
    said = {lang: f"{number_text(bound, unit, lang=lang)} {unit.name(lang)}" for lang in ("sv", "en")}
    why = text(
        "avrundning av {n} rader kan ge {sv}",
        "rounding of {n} rows can give {en}",
        n=addends,
        sv=said["sv"],
        en=said["en"],
    )
    return Tolerance(bound, hard, why)


def rounding_bounds(quantum: int, addends: int) -> tuple[int, int]:
    """What rounding of so many numbers to `quantum` explains, and what it can explain at worst; öre."""
    soft = quantum * (1 if addends <= 6 else 2 if addends <= 15 else 3 if addends <= 30 else 4)
    hard = quantum * ((addends + 1) // 2)
    return min(soft, hard), hard


def across(first: int, second: int, unit: Unit) -> Tolerance:
    """T3: two statements of the same amount, rounded to different quanta: half of both together; exact when equal."""
    if first == second:
        return T0
    bound = (first + second) // 2
    said = {lang: f"{number_text(bound, unit, lang=lang)} {unit.name(lang)}" for lang in ("sv", "en")}
    why = text("får skilja {sv} genom avrundning", "may differ {en} by rounding", sv=said["sv"], en=said["en"])
    return Tolerance(bound, bound, why)

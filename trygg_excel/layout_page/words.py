"""The words for periods, measures and certainty on the page."""

from __future__ import annotations

from trygg_excel.fact import Basis, Confidence, Fact, Measure, Nature
from trygg_excel.finding import Text

_DECEMBER = 12
_MONTHS = (
    Text("jan", "Jan"), Text("feb", "Feb"), Text("mars", "Mar"), Text("apr", "Apr"), Text("maj", "May"),
    Text("juni", "June"), Text("juli", "July"), Text("aug", "Aug"), Text("sep", "Sep"), Text("okt", "Oct"),
    Text("nov", "Nov"), Text("dec", "Dec"), Text("period 13", "period 13"),
)  # fmt: skip
MEASURES = {
    Measure.BUDGET: Text("budget", "budget"),
    Measure.ACTUAL: Text("utfall", "actual"),
    Measure.FORECAST: Text("prognos", "forecast"),
    Measure.PLAN: Text("plan", "plan"),
    Measure.CHANGE: Text("förändring", "change"),
    Measure.DEVIATION: Text("avvikelse", "deviation"),
    Measure.OTHER: Text("", ""),
}
NATURES = {
    Nature.REVENUE: Text("intäkt", "revenue"),
    Nature.COST: Text("kostnad", "cost"),
    Nature.NET: Text("netto", "net"),
    Nature.APPROPRIATION: Text("anslag", "appropriation"),
    Nature.NONE: Text("", ""),
}
CERTAINTY = {
    Confidence.SURE: Text("säkert", "sure"),
    Confidence.LIKELY: Text("troligt", "likely"),
    Confidence.GUESS: Text("gissning", "guess"),
}
NO_YEAR = Text("inget år", "no year")


def period_words(fact: Fact) -> Text:
    """'2022', 'mars 2022', 'jan–apr 2022', '2022–2024', 't.o.m. 2023' of a project whose beginning is not told."""
    if fact.period_to is None:
        return NO_YEAR
    if fact.period_from is None:
        last, end = divmod(fact.period_to, 100)
        month = Text("", "") if end == _DECEMBER else _month(end)
        return Text(f"t.o.m. {month.sv} {last}".replace("  ", " "), f"to {month.en} {last}".replace("  ", " "))
    (first, start), (last, end) = divmod(fact.period_from, 100), divmod(fact.period_to, 100)
    if (start, end) == (1, 12) and fact.basis is not Basis.PERIOD:
        years = str(first) if first == last else f"{first}–{last}"
        return Text(years, years)
    one, other = _month(start), _month(end)
    if first != last:
        return Text(f"{one.sv} {first}–{other.sv} {last}", f"{one.en} {first}–{other.en} {last}")
    if start == end:
        return Text(f"{one.sv} {first}", f"{one.en} {first}")
    return Text(f"{one.sv}–{other.sv} {first}", f"{one.en}–{other.en} {first}")


def _month(number: int) -> Text:
    return _MONTHS[number - 1] if 1 <= number <= len(_MONTHS) else Text(str(number), str(number))


def joined(parts: tuple[Text, ...], mark: str = " · ") -> Text:
    """The parts that say something, with a mark between."""
    return Text(mark.join(each.sv for each in parts if each.sv), mark.join(each.en for each in parts if each.en))

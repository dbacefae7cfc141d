"""Money counted twice, and programmes whose money ends (TRY-023, TRY-025)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from trygg_excel.controls.control import EXACT, NO_REGISTER, Control, answer, not_judged
from trygg_excel.fact import Fact, Measure
from trygg_excel.finding import Finding, Result, Severity, Text, listed, text
from trygg_excel.held import Held, pot_of
from trygg_excel.money import total
from trygg_excel.register.model import Funding, FundingBasis, Register
from trygg_excel.table_rows import is_exact

DOUBLE, ENDS = "TRY-023", "TRY-025"
_PLANNED = frozenset({Measure.BUDGET, Measure.PLAN, Measure.OTHER})
_NUMBERS = {2: Text("två år", "two years"), 3: Text("tre år", "three years"), 4: Text("fyra år", "four years")}
_NO_POTS = Text("insatser med egen finansiering i registret", "programmes with funding of their own in the register")


def _planned(held: Held, programme: str | None) -> list[Fact]:
    """A programme's budgeted amounts, a fact for each year that has one only."""
    years: dict[int | None, list[Fact]] = {}
    for each in held.lines:
        if each.programme == programme and programme is not None and each.measure in _PLANNED and is_exact(each):
            years.setdefault(each.year, []).append(each)
    return [own[0] for year, own in sorted(years.items(), key=lambda one: one[0] or 0) if len(own) == 1]


def funded_once(held: Held) -> Iterator[Result]:
    """Money for several years together is not counted in each; what is paid from elsewhere is not a row as well."""
    subject = Text("Dubbel finansiering", "Double funding")
    register = held.register
    if register is None:
        yield not_judged(DOUBLE, subject, NO_REGISTER)
        return
    pots = [(pot, facts) for pot in register.funding if pot.programme and (facts := _planned(held, pot.programme))]
    if not pots:
        yield not_judged(DOUBLE, subject, _NO_POTS)
        return
    found = [finding for pot, facts in pots if (finding := _twice(held, register, pot, facts)) is not None]
    yield answer(DOUBLE, subject, found)


def _twice(held: Held, register: Register, pot: Funding, facts: Sequence[Fact]) -> Finding | None:
    if pot.amount is None:
        return None
    own = [
        each for each in facts if each.year is not None and pot.year_from <= each.year <= pot.year_to and each.amount
    ]
    if pot.basis is FundingBasis.MULTI_YEAR:
        over = len(own) > 1 and total(each.amount for each in own).known > pot.amount
        return _each_year(register, pot, own) if over else None
    same = next((each for each in own if each.amount == pot.amount), None)
    elsewhere = pot.transfer is not None or held.pot(pot.id) is not None
    return _both(pot, same) if same is not None and elsewhere else None


def _each_year(register: Register, pot: Funding, facts: Sequence[Fact]) -> Finding:
    """One amount for several years, written in each of them."""
    first, summed = facts[0], total(each.amount for each in facts).known
    years = pot.year_to - pot.year_from + 1
    amount = pot.amount or 0
    return Finding(
        code=DOUBLE, severity=Severity.WARNING, programme=pot.programme, period=facts[-1].period_to, tolerance=0,
        message=text(
            "{label}: {sv} blir {sum}. Enligt underlaget har insatsen tilldelats {amount} under {span}, vilket "
            "troligen avser {all_sv} tillsammans{since}. I så fall är det {over} för mycket.",
            "{label}: {en} is {sum}. By the source the programme was given {amount} over {span}, which is probably for "
            "{all_en} together{since}. If so it is {over} too much.",
            label=first.label, sum=first.money(summed), amount=first.money(amount), over=first.money(summed - amount),
            all_sv="båda åren" if years == 2 else "åren", all_en="both years" if years == 2 else "the years",
            span=_NUMBERS.get(years, Text(f"{years} år", f"{years} years")), since=_since(register, pot, first, summed),
            sv=listed(_of_year(each, "sv") for each in facts).sv, en=listed(_of_year(each, "en") for each in facts).en,
        ),
        causes=(Text("Fördelningen mellan åren framgår inte.", "The split between the years is not stated."),),
        remedy=text("Kontrollera beslutet.", "Check the decision."),
        sources=tuple(each.source for each in facts), found=summed, expected=amount, difference=summed - amount,
    )  # fmt: skip


def _of_year(fact: Fact, lang: str) -> str:
    between = " in " if lang == "en" else " "
    return f"{fact.money(fact.amount).say(lang)}{between}{fact.year} ({fact.cell})"


def _since(register: Register, pot: Funding, fact: Fact, summed: int) -> Text:
    """Why it can be no yearly amount: the whole that it is part of is less."""
    whole = None if pot.part_of is None else pot_of(register, pot.part_of)
    if whole is None or whole.amount is None or summed <= whole.amount:
        return Text("", "")
    return text(
        ", eftersom {whole} har {amount} totalt", ", since {whole} has {amount} in all",
        whole=whole.label[:1].lower() + whole.label[1:], amount=fact.money(whole.amount),
    )  # fmt: skip


def _both(pot: Funding, fact: Fact) -> Finding:
    return Finding(
        code=DOUBLE, severity=Severity.WARNING, programme=pot.programme, period=fact.period_to,
        message=text(
            "{label} finns både som rad ({cell}) och i '{pot}'. Risk för att {amount} räknas två gånger.",
            "{label} is both a row ({cell}) and in '{pot}'. {amount} may be counted twice.",
            label=fact.label, cell=fact.cell, pot=pot.label, amount=fact.money(fact.amount),
        ),
        remedy=text("Räkna beloppet på ett ställe.", "Count the amount in one place."), sources=(fact.source,),
        found=fact.amount,
    )  # fmt: skip


def money_lasts(held: Held) -> Iterator[Result]:
    """A programme paid with one-off money has no amount for the years after it, unless something else pays."""
    subject = Text("Engångspengar som upphör", "One-off money that ends")
    register = held.register
    if register is None:
        yield not_judged(ENDS, subject, NO_REGISTER)
        return
    pots = [(pot, facts) for pot in register.funding if pot.one_off and (facts := _planned(held, pot.programme))]
    if not pots:
        yield not_judged(ENDS, subject, Text("insatser med engångspengar", "programmes with one-off money"))
        return
    found = [(pot, each) for pot, facts in pots for each in facts if _is_unpaid(register, pot, each)]
    first = {pot.id: (pot, fact) for pot, fact in reversed(found)}
    yield answer(ENDS, subject, [_unpaid(register, pot, fact) for pot, fact in reversed(first.values())])


def _is_unpaid(register: Register, pot: Funding, fact: Fact) -> bool:
    year = fact.year or 0
    others = [each for each in register.funding if each.programme == pot.programme and each.id != pot.id]
    paid = any(each.year_from <= year and (each.year_to >= year or not each.one_off) for each in others)
    return year > pot.year_to and bool(fact.amount) and not paid


def _unpaid(register: Register, pot: Funding, fact: Fact) -> Finding:
    source = pot if pot.part_of is None else pot_of(register, pot.part_of)
    return Finding(
        code=ENDS, severity=Severity.WARNING, programme=pot.programme, period=fact.period_to,
        message=text(
            "{label} ({cell}) har {amount} {year}, men pengarna från {source} upphör {end}. Finansiering saknas från "
            "{from_}.",
            "{label} ({cell}) has {amount} in {year}, but the money from {source} ends in {end}. There is no funding "
            "from {from_}.",
            label=fact.label, cell=fact.cell, amount=fact.money(fact.amount), year=fact.year,
            source=source.label[:1].lower() + source.label[1:], end=pot.year_to, from_=pot.year_to + 1,
        ),
        remedy=text("Ta ställning till finansieringen.", "Decide how it is to be funded."), sources=(fact.source,),
        found=fact.amount, expected=0, difference=fact.amount,
    )  # fmt: skip


DOUBLE_FUNDING = (
    Control(
        DOUBLE, Text("Pengar räknas en gång", "Money is counted once"), EXACT, funded_once, Severity.WARNING,
        Text(
            "Kommunvakter: 6,0 mkr 2022 (C7) och 6,0 mkr 2023 (D7) blir 12,0 mkr. Enligt underlaget har insatsen "
            "tilldelats 6,0 mkr under två år, vilket troligen avser båda åren tillsammans, eftersom framtidsfonderna "
            "har 9,5 mkr totalt. I så fall är det 6,0 mkr för mycket.",
            "Kommunvakter: 6.0 SEK m in 2022 (C7) and 6.0 SEK m in 2023 (D7) is 12.0 SEK m. By the source the "
            "programme was given 6.0 SEK m over two years, which is probably for both years together, since "
            "framtidsfonderna has 9.5 SEK m in all. If so it is 6.0 SEK m too much.",
        ),
    ),
    Control(
        ENDS, Text("Engångspengar som upphör", "One-off money that ends"), EXACT, money_lasts, Severity.WARNING,
        Text(
            "Kommunvakter (E7) har 3,0 mkr 2024, men pengarna från framtidsfonderna upphör 2023. Finansiering saknas "
            "från 2024.",
            "Kommunvakter (E7) has 3.0 SEK m in 2024, but the money from framtidsfonderna ends in 2023. There is no "
            "funding from 2024.",
        ),
    ),
)  # fmt: skip

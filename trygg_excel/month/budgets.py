"""The year's budget of each programme: the original, the decided changes as of a month, and the revised one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from trygg_excel.fact import Fact, Measure, Role, Version
from trygg_excel.finding import Finding, Severity, Source, Text, listed, text
from trygg_excel.held import Held
from trygg_excel.month.period import LAST
from trygg_excel.month.phasing import Step, YearBudget
from trygg_excel.month.stated import Stated, of_month, of_year, stated
from trygg_excel.register.model import Decision, Register

TWO, LEFT_OUT, UNDECIDED, NOT_ALL = "TRY-M01", "TRY-M02", "TRY-M03", "TRY-M04"
_LATEST = (Version.REVISED, None, Version.INTERNAL, Version.ORIGINAL)
_FIRST = (Version.ORIGINAL, None, Version.INTERNAL, Version.REVISED)


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetBook:
    """Workbooks that state the budget from a month (1-12) on, and the decision behind them."""

    helds: tuple[Held, ...]
    since: int = 1
    decision: Decision | None = None

    @property
    def name(self) -> str:
        return ", ".join(each.budget.name for each in self.helds)


@dataclass(frozen=True, slots=True)
class Budgets:
    """By programme, in the register's order; and what is to be said of them."""

    of: Mapping[str, YearBudget] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def budgets_of(register: Register, year: int, books: Sequence[BudgetBook]) -> Budgets:
    """What the books say, the original first; `books` are those that hold in the month of the report."""
    found: dict[str, YearBudget] = {}
    findings: list[Finding] = []
    for programme in register.programmes:
        own = _budget(programme.id, year, books, register, findings)
        if own is not None:
            found[programme.id] = own
    findings += _left_out(found, year, books, register)
    findings += _beside_the_total(found, year, books)
    return Budgets(found, tuple(findings))


def _budget(
    id_: str, year: int, books: Sequence[BudgetBook], register: Register, findings: list[Finding]
) -> YearBudget | None:
    budget: YearBudget | None = None
    for number, book in enumerate(books):
        first = _version(book, id_, year, _FIRST)
        latest = _version(book, id_, year, _LATEST)
        if first is None or latest is None:
            continue
        if first.several or latest.several:
            findings.append(_two(register.programme(id_).label, first if first.several else latest))
        if budget is None:
            budget = _begun(id_, year, book, first.amount, fresh=number > 0)
        if budget.original is None or latest.amount is None:
            return YearBudget(programme=id_, original=None)
        budget = _stepped(budget, book, latest.amount, year, register)
    return budget


def _version(book: BudgetBook, id_: str, year: int, order: Sequence[Version | None]) -> Stated | None:
    whole = of_year(Measure.BUDGET, year)
    for version in order:
        found = stated(book.helds, id_, lambda fact, own=version: whole(fact) and fact.version is own)  # type: ignore[misc]
        if found is not None:
            return found
    return None


def _begun(id_: str, year: int, book: BudgetBook, original: int | None, *, fresh: bool) -> YearBudget:
    """The budget as it began; a programme that comes with a later book began with nothing."""
    if fresh:
        return YearBudget(programme=id_, original=0)
    months = _months(book, id_, year)
    own = months if months is not None and sum(months) == original else None
    return YearBudget(programme=id_, original=original, months=own)


def _months(book: BudgetBook, id_: str, year: int) -> tuple[int, ...] | None:
    """The twelve months that a book states for a programme; None unless all are known."""
    months: list[int] = []
    for month in range(1, LAST + 1):
        found = stated(book.helds, id_, of_month(Measure.BUDGET, year * 100 + month))
        if found is None or found.amount is None:
            return None
        months.append(found.amount)
    return tuple(months)


def _stepped(budget: YearBudget, book: BudgetBook, latest: int, year: int, register: Register) -> YearBudget:
    """The budget with the change that a book brings to it."""
    before = budget.revised or 0
    if latest == before:
        return budget
    months = _months(book, budget.programme, year)
    change = None
    if months is not None and sum(months) == latest:
        was = [(budget.through(month) or 0) - (budget.through(month - 1) or 0) for month in range(1, LAST + 1)]
        change = tuple(now - then for now, then in zip(months, was, strict=True))
    decision = book.decision or _decided(register, budget.programme, year, latest - before)
    step = Step(
        since=book.since, amount=latest - before, file=book.name, decision=decision,
        decided=None if decision is None else decision.date, months=change,
    )  # fmt: skip
    return YearBudget(
        programme=budget.programme, original=budget.original, months=budget.months, steps=(*budget.steps, step)
    )


def _decided(register: Register, id_: str, year: int, amount: int) -> Decision | None:
    """The decision of the one transfer in the register that moves just this amount to or from the programme."""
    found = {
        each.decision
        for each in register.transfers
        if each.programme == id_ and each.year == year and each.amount == abs(amount) and each.decision
    }
    return register.decision(next(iter(found))) if len(found) == 1 else None


def _two(label: str, of: Stated) -> Finding:
    places = listed((f"{each.sheet}!{each.cell}" for each in of.sources), most=4)
    return Finding(
        code=TWO, severity=Severity.ERROR, sources=of.sources,
        message=text(
            "{label}: budgeten anges till olika belopp i {places}, så den är inte med i rapporten.",
            "{label}: the budget is stated as different amounts in {places}, so it is left out of the report.",
            label=label, places=places,
        ),
        remedy=Text("Ange en budget per insats.", "State one budget for each programme."),
    )  # fmt: skip


def _left_out(
    found: Mapping[str, YearBudget], year: int, books: Sequence[BudgetBook], register: Register
) -> Iterator[Finding]:
    """Programmes that a later book does not name keep their budget, and that is said."""
    for number, book in enumerate(books[1:], 1):
        earlier = [id_ for id_ in found if any(_version(each, id_, year, _LATEST) for each in books[:number])]
        missing = [id_ for id_ in earlier if _version(book, id_, year, _LATEST) is None and found[id_].revised]
        if missing:
            yield Finding(
                code=LEFT_OUT, severity=Severity.WARNING,
                message=text(
                    "{names} saknas i {book}. Deras budget räknas som oförändrad.",
                    "{names} are not in {book}. Their budget is taken as unchanged.",
                    names=listed(register.programme(each).label for each in missing), book=book.name,
                ),
                remedy=text("Skriv 0 där budgeten har upphört.", "Write 0 where a budget has ended."),
                sources=tuple(Source(each.budget.file) for each in book.helds),
            )  # fmt: skip


def _beside_the_total(found: Mapping[str, YearBudget], year: int, books: Sequence[BudgetBook]) -> Iterator[Finding]:
    """The stated total of the first book is that of the programmes in the report."""
    if not books or any(each.original is None for each in found.values()):
        return
    totals = {fact.amount: fact for held in books[0].helds if (fact := _total(held, year)) is not None and fact.amount}
    ours = sum(each.original or 0 for each in found.values())
    if len(totals) != 1 or len(books[0].helds) != 1:
        return
    amount, fact = next(iter(totals.items()))
    if abs(amount) != abs(ours):
        yield Finding(
            code=NOT_ALL, severity=Severity.WARNING, sources=(fact.source,), found=amount, expected=ours,
            difference=abs(amount) - abs(ours),
            message=text(
                "Budgetens summa i {cell} är {amount}, men insatserna i rapporten har {ours}. Det skiljer {d}.",
                "The budget's total in {cell} is {amount}, but the programmes of the report have {ours}. They differ "
                "by {d}.",
                cell=fact.cell, amount=fact.money(amount), ours=fact.money(ours),
                d=fact.money(abs(abs(amount) - abs(ours))),
            ),
            remedy=Text(
                "Se under Anmärkningar vilka rader som inte finns i registret.",
                "See among the findings which rows are not in the register.",
            ),
        )  # fmt: skip


def _total(held: Held, year: int) -> Fact | None:
    found = [
        each for each in held.facts
        if each.role is Role.TOTAL and of_year(Measure.BUDGET, year)(each) and each.version in {None, Version.ORIGINAL}
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def undecided(budgets: Budgets, register: Register) -> tuple[Finding, ...]:
    """Changes of the budget that nobody has named a decision for: one finding."""
    bare = [id_ for id_, each in budgets.of.items() if any(step.decision is None for step in each.steps)]
    if not bare:
        return ()
    return (
        Finding(
            code=UNDECIDED, severity=Severity.WARNING,
            message=text(
                "Budgeten är ändrad för {names}, men beslutet är inte angivet.",
                "The budget is changed for {names}, but the decision is not stated.",
                names=listed(register.programme(each).label for each in bare),
            ),
            remedy=Text(
                "Lägg beslutet i registret och ange det i trygg.toml (revised, decision).",
                "Put the decision in the register and name it in trygg.toml (revised, decision).",
            ),
        ),
    )  # fmt: skip

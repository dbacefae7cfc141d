"""Amounts a thousand times too large or small (TRY-012)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from trygg_excel.controls.control import Control, answer, not_judged
from trygg_excel.fact import Basis, Fact, Kind, Measure, Role
from trygg_excel.finding import Cause, CauseKind, Finding, Result, Severity, Text, text
from trygg_excel.following_up.follow_up import Column, column_of
from trygg_excel.held import Held
from trygg_excel.money import KR, MDKR, MKR, TKR, Unit, total
from trygg_excel.table_rows import TableRow, is_exact
from trygg_excel.workbook import column_letters

SCALE = "TRY-012"
_FACTORS = (1_000, 1_000_000)
_NEAR = 1.25  # how far from a thousand times a ratio may be: 800 to 1 250
_APART = 20  # times the column's usual size, for a single amount to be out of line
_LEAST = 3  # rows of a column that tell its unit, and two thirds of those compared
_SHARE = 2 / 3
_COMPARED = frozenset({Measure.BUDGET, Measure.ACTUAL, Measure.FORECAST, Measure.PLAN})
_LADDER = (KR, TKR, MKR, MDKR)
_WRITTEN = {
    KR: Text("i kronor", "in crowns"), TKR: Text("i tusental kronor", "in thousands of crowns"),
    MKR: Text("i miljoner kronor", "in millions of crowns"),
    MDKR: Text("i miljarder kronor", "in billions of crowns"),
}  # fmt: skip
_WORDS = {1_000: Text("tusen gånger", "a thousand times"), 1_000_000: Text("en miljon gånger", "a million times")}


class _Pair(NamedTuple):
    """An amount and the one beside it in its row, `factor` times which it is; `larger` or the other way round."""

    fact: Fact
    other: Fact
    factor: int
    larger: bool

    @property
    def right(self) -> int:
        amount = self.fact.amount or 0
        return amount // self.factor if self.larger else amount * self.factor


def thousandfold(held: Held) -> Iterator[Result]:
    """No amount is about a thousand times another of its row, against the rest of its column."""
    lines = [row for row in held.rows if row.role is Role.LINE]
    subject = Text("Beloppens storlek", "The size of amounts")
    if not any(len(_comparable(row)) > 1 for row in lines):
        lacks = Text("belopp för flera år eller slag på samma rad", "amounts of several years or kinds in a row")
        yield not_judged(SCALE, subject, lacks)
        return
    wide = [known for row in lines if _is_wide(row.facts) and _is_wide(known := _comparable(row))]
    whole = _whole_columns(held, wide)
    usual: dict[Column, float] = {}
    single = [pair for known in wide if (pair := _out_of_line(held, known, usual)) is not None]
    told = {pair.fact.source for pairs in whole.values() for pair in pairs}
    yield answer(SCALE, subject, (
        *(_column(pairs) for pairs in whole.values()),
        *(_single(held, each) for each in single if each.fact.source not in told and each.other.source not in told),
    ))  # fmt: skip


def _comparable(row: TableRow) -> list[Fact]:
    """The amounts of a row that should be of one size: whole years, one nature, not nought."""
    known = [
        each for each in row.facts
        if each.measure in _COMPARED and each.basis is Basis.FULL_YEAR and is_exact(each) and each.amount
    ]  # fmt: skip
    return [each for each in known if each.nature is known[0].nature and each.version is known[0].version]


def _is_wide(facts: Sequence[Fact]) -> bool:
    """Whether a row's amounts span enough for any two to be a factor apart."""
    sizes = [abs(each.amount) for each in facts if each.amount and each.measure in _COMPARED]
    return len(sizes) > 1 and max(sizes) * _NEAR >= min(sizes) * _FACTORS[0]


def _factor(fact: Fact, other: Fact) -> tuple[int, bool] | None:
    """By which of the factors two amounts differ, about; None when by none, or when their signs differ."""
    if (fact.amount or 0) * (other.amount or 0) < 0:
        return None
    first, second = abs(fact.amount or 0), abs(other.amount or 0)
    large, small = max(first, second), min(first, second)
    for factor in _FACTORS:
        if small * factor <= large * _NEAR and large <= small * factor * _NEAR:
            return factor, first > second
    return None


def _nearest(fact: Fact, known: Sequence[Fact]) -> Fact:
    """The amount to compare with: of the year next to it, an earlier one first."""
    others = [each for each in known if each is not fact]
    return min(others, key=lambda each: (abs((each.year or 0) - (fact.year or 0)), each.year or 0))


def _whole_columns(held: Held, rows: Sequence[Sequence[Fact]]) -> dict[Column, list[_Pair]]:
    """Columns most of which are a factor from the column beside: the later of the two is told."""
    found: dict[tuple[Column, Column, int, bool], list[_Pair]] = {}
    for known in rows:
        for fact in known:
            other = _nearest(fact, known)
            if (ratio := _factor(fact, other)) is not None and column_of(fact) > column_of(other):
                found.setdefault((column_of(fact), column_of(other), *ratio), []).append(_Pair(fact, other, *ratio))
    return {
        at[0]: pairs
        for at, pairs in found.items()
        if len(pairs) >= _LEAST and len(pairs) >= _SHARE * min(len(held.columns[at[0]]), len(held.columns[at[1]]))
    }


def _out_of_line(held: Held, known: Sequence[Fact], usual: dict[Column, float]) -> _Pair | None:
    """The one typed amount of a row that is a factor from its neighbour and far from the rest of its column."""
    for fact in known:
        other = _nearest(fact, known)
        ratio = _factor(fact, other)
        if ratio is None or fact.kind is Kind.FORMULA:
            continue
        pair = _Pair(fact, other, *ratio)
        if not pair.larger and _is_token(fact):
            continue
        if _is_apart(held, pair, usual) and not _agree(fact, known):
            return pair
    return None


def _is_token(fact: Fact) -> bool:
    """Whether an amount is one digit and noughts: '100' on a line that is kept open, and no slip."""
    return len(str(abs(fact.amount or 0)).rstrip("0")) < 2


def _agree(fact: Fact, known: Sequence[Fact]) -> bool:
    """Whether another amount of the row is of the same size: then this one is not alone."""
    size = abs(fact.amount or 0)
    return any(each is not fact and size < 10 * abs(each.amount or 0) < 100 * size for each in known)


def _is_apart(held: Held, pair: _Pair, usual: dict[Column, float]) -> bool:
    """Far from the usual amount of its column the way it differs, as its neighbour is not."""
    own = _usual(held, column_of(pair.fact), usual)
    beside = _usual(held, column_of(pair.other), usual)
    if not own or not beside:
        return False
    mine, its = abs(pair.fact.amount or 0) / own, abs(pair.other.amount or 0) / beside
    return (mine > _APART > its) if pair.larger else (mine * _APART < 1 < its * _APART)


def _usual(held: Held, column: Column, known: dict[Column, float]) -> float:
    """The median size of a column's rows, the amount in question too; 0 where it has too few."""
    if column not in known:
        sizes = [abs(each.amount) for each in held.columns[column] if each.role is Role.LINE and each.amount]
        known[column] = median(sizes) if len(sizes) >= _LEAST else 0
    return known[column]


def _written_in(unit: Unit, pair: _Pair) -> Text | None:
    """The unit an amount was probably written in."""
    steps = 1 if pair.factor == _FACTORS[0] else 2
    at = _LADDER.index(unit) + (-steps if pair.larger else steps)
    return _WRITTEN[_LADDER[at]] if 0 <= at < len(_LADDER) else None


def _probably(pair: _Pair) -> Text:
    right, written = pair.fact.money(pair.right), _written_in(pair.fact.shown_unit, pair)
    if written is None:
        return text(
            "Troligen är det nollor för mycket eller för lite, och ska vara {right}.",
            "Probably noughts are too many or too few, and it should be {right}.", right=right,
        )  # fmt: skip
    return text(
        "Troligen är beloppet skrivet {written} och ska vara {right}.",
        "Probably the amount is written {written} and should be {right}.", written=written, right=right,
    )  # fmt: skip


def _single(held: Held, pair: _Pair) -> Finding:
    fact, other = pair.fact, pair.other
    cause = _probably(pair)
    repaired = _repaired(held, pair)
    return Finding(
        code=SCALE, severity=Severity.ERROR if pair.larger else Severity.WARNING, programme=fact.programme,
        period=fact.period_to, found=fact.amount, expected=pair.right, difference=(fact.amount or 0) - pair.right,
        message=text(
            "{cell} ({label}): {amount} är ungefär {times} {more} än {beside} ({other}).",
            "{cell} ({label}): {amount} is about {times} {more} than {beside} ({other}).",
            cell=fact.cell, label=fact.label, amount=fact.money(fact.amount), times=_WORDS[pair.factor],
            more=Text("mer", "more") if pair.larger else Text("mindre", "less"), beside=_beside(fact, other),
            other=other.money(other.amount),
        ),
        causes=(
            Cause(cause.sv, cause.en, CauseKind.WRONG_FACTOR, (fact.source,), pair.right),
            *(() if repaired is None else (repaired,)),
        ),
        remedy=text("Kontrollera enheten i {cell}.", "Check the unit of {cell}.", cell=fact.cell),
        sources=(fact.source, other.source),
    )  # fmt: skip


def _beside(fact: Fact, other: Fact) -> Text:
    """What an amount is compared with: the other year, or the other column."""
    if fact.year != other.year:
        return Text(str(other.year), str(other.year))
    return text("i {cell}", "in {cell}", cell=other.cell)


def _repaired(held: Held, pair: _Pair) -> Text | None:
    """What the column's total becomes, where it now adds the amount as it stands."""
    facts = held.columns[column_of(pair.fact)]
    sums = [each for each in facts if each.role is Role.TOTAL and each.amount is not None]
    lines = total(each.amount for each in facts if each.role is Role.LINE)
    if len(sums) != 1 or not lines.complete or sums[0].amount != lines.known:
        return None
    right = lines.known - (pair.fact.amount or 0) + pair.right
    return text(
        "Då blir summan i {cell} {right} i stället för {now}.", "Then the sum in {cell} is {right} and not {now}.",
        cell=sums[0].cell, right=sums[0].money(right), now=sums[0].money(sums[0].amount),
    )  # fmt: skip


def _column(pairs: Sequence[_Pair]) -> Finding:
    first = pairs[0]
    letter, other = (column_letters(column_of(each)[2]) for each in (first.fact, first.other))
    return Finding(
        code=SCALE, severity=Severity.ERROR, period=first.fact.period_to,
        message=text(
            "Kolumn {letter} ({heading}): {n} belopp är ungefär {times} {more} än i kolumn {other} ({beside}), till "
            "exempel {amount} i {cell} mot {its} i {at}.",
            "Column {letter} ({heading}): {n} amounts are about {times} {more} than in column {other} ({beside}), for "
            "example {amount} in {cell} against {its} in {at}.",
            letter=letter, other=other, heading=first.fact.column, beside=first.other.column, n=len(pairs),
            times=_WORDS[first.factor], more=Text("mer", "more") if first.larger else Text("mindre", "less"),
            amount=first.fact.money(first.fact.amount), cell=first.fact.cell,
            its=first.other.money(first.other.amount), at=first.other.cell,
        ),
        causes=(Text("Troligen är kolumnerna skrivna i olika enheter.", "Probably the columns have different units."),),
        remedy=Text(
            "Skriv enheten i rubriken, eller räkna om kolumnen.",
            "Write the unit in the heading, or convert the column.",
        ),
        sources=(first.fact.source, first.other.source, *(each.fact.source for each in pairs[1:])),
    )  # fmt: skip


SIZES = (
    Control(
        SCALE, Text("Belopp tusen gånger för stora eller små", "Amounts a thousand times too large or small"),
        Text("800–1 250 gånger ett annat belopp på raden", "800–1,250 times another amount of the row"),
        thousandfold, Severity.ERROR,
        Text(
            "C9 (Föreningsstöd): 1 250 000 tkr är ungefär tusen gånger mer än 2021 (1 180 tkr).",
            "C9 (Föreningsstöd): 1,250,000 SEK k is about a thousand times more than 2021 (1,180 SEK k).",
        ),
    ),
)  # fmt: skip

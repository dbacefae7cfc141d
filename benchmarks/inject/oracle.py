"""What can be told of a book at all, by brute force and without the product.

`seen` sees the faulty book alone, never what was done to it. Tolerances are those of domain.md 5c: T0 exact, T1 for a
typed sum, T2 for a typed difference of two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from benchmarks.inject.book import Book, Key, Page, Signed, evaluated
from benchmarks.inject.relations import Relation, Rule, relations, summed_rows
from trygg_excel.fact import Role
from trygg_excel.finding import CauseKind

Allowed = frozenset[Key]
_THOUSAND = (800, 1250)  # per mille of a thousand: 'about a thousand times' (K12)
_MOST_PAIRED = 400  # cells; more are not tried two and two


@dataclass(frozen=True, slots=True)
class Seen:
    """`involved`: the cells of what does not agree, and those that show an error; empty when nothing can be seen.

    `allowed`: the cells where the error can lie. `kinds`: what it may be, of the errors that are drawn.
    """

    involved: Allowed = frozenset()
    allowed: Allowed = frozenset()
    kinds: frozenset[CauseKind] = frozenset()
    violated: tuple[Relation, ...] = field(default=(), repr=False)

    @property
    def detectable(self) -> bool:
        return bool(self.involved)


def tolerance(book: Book, relation: Relation) -> int:
    """Öre: what rounding alone explains, the lesser of its soft and hard bound."""
    live = book.entries[relation.whole].formula is not None
    addends = sum(1 for each in relation.parts if book.value(each.key))
    if live or len(relation.parts) < 2 or addends < 2 or relation.rule in {Rule.SHEET, Rule.EARLIER}:
        return 0
    soft = 1 if addends <= 6 else 2 if addends <= 15 else 3 if addends <= 30 else 4
    return book.quantum * min(soft, (addends + 1) // 2)


def residual(book: Book, relation: Relation) -> int:
    """Whole less parts, as a person reads the cells: text counts."""
    parts = sum(each.sign * book.value(each.key) for each in relation.parts)
    return book.value(relation.whole) - parts - relation.constant


def misses(book: Book) -> tuple[Relation, ...]:
    """The relations that do not hold."""
    return tuple(each for each in relations(book) if abs(residual(book, each)) > tolerance(book, each))


def seen(book: Book) -> Seen:
    violated = misses(book)
    shown = dict(_shown(book)) or ({} if violated else dict(_thousandfold(book)))
    crossed = frozenset(key for each in violated for key in each.keys)
    if shown:
        kinds = frozenset(shown.values())
        return Seen(crossed | frozenset(shown), frozenset(shown), kinds, violated)
    if not violated:
        return Seen()
    single = single_cells(book)
    if single:
        allowed = frozenset(single) | _lost_under(book, violated)
        return Seen(crossed | allowed, allowed, _fitting(book, single, violated), violated)
    pairs = frozenset(key for pair in _pairs(book, crossed) for key in pair)
    wholes = frozenset(each.whole for each in violated)
    if pairs:
        return Seen(crossed, pairs, frozenset({CauseKind.MOVED}), violated)
    return Seen(crossed, wholes, frozenset({CauseKind.MISSING_ROW}), violated)


def _shown(book: Book) -> Iterator[tuple[Key, CauseKind]]:
    """The cells that show an error by themselves, whatever the sums say; of two kinds the last one counts."""
    for page in book.pages:
        yield from _doubled(book, page)
        yield from ((key, CauseKind.HIDDEN_ROW) for key in _hidden(book, page))
    yield from _typed_among_live(book)
    for key, entry in book.entries.items():
        if entry.as_text:
            yield key, CauseKind.TEXT_NUMBER
        elif entry.formula is not None and evaluated(book, entry.formula) != entry.value:
            yield key, CauseKind.STALE
    yield from _wrong_ranges(book)


def _wrong_ranges(book: Book) -> Iterator[tuple[Key, CauseKind]]:
    """Formulas that add up something else than what they stand under or beside, where that changes the sum."""
    right: dict[Key, list[frozenset[Signed]]] = {}
    for each in relations(book):
        if each.parts:
            right.setdefault(each.whole, []).append(frozenset(each.parts))
    for key, wanted in right.items():
        formula = book.entries[key].formula
        if formula is None or frozenset(formula.parts) in wanted:
            continue
        nearest = max(wanted, key=lambda one: len(one & frozenset(formula.parts)))
        off = frozenset(formula.parts) ^ nearest
        if sum(each.sign * book.value(each.key) * (1 if each in nearest else -1) for each in off):
            yield key, CauseKind.SHORT_RANGE if nearest > frozenset(formula.parts) else CauseKind.SUBTOTAL_TWICE


def _typed_among_live(book: Book) -> Iterator[tuple[Key, CauseKind]]:
    """A sum that is typed where at least two neighbours have a formula, and no other is typed."""
    lines: dict[tuple[str, str, str], set[Key]] = {}
    for each in relations(book):
        if each.rule is Rule.COLUMN and not book.column(each.whole).parts:
            lines.setdefault(("row", *each.whole[:2]), set()).add(each.whole)
        elif each.rule is Rule.ROW and book.row(each.whole).role is Role.LINE:
            lines.setdefault(("column", each.whole.page, each.whole.column), set()).add(each.whole)
    for keys in lines.values():
        typed = [key for key in keys if book.entries[key].formula is None]
        if len(typed) == 1 and len(keys) > 2:
            yield typed[0], CauseKind.TYPED_OVER


def _hidden(book: Book, page: Page) -> Iterator[Key]:
    for row in page.rows:
        if row.hidden:
            yield from book.filled(page, row)


def _doubled(book: Book, page: Page) -> Iterator[tuple[Key, CauseKind]]:
    """Two rows below each other with one name and the same amounts."""
    for first, second in zip(page.rows, page.rows[1:], strict=False):
        if first.role is Role.LINE and second.role is Role.LINE and first.label == second.label:
            keys = book.filled(page, first)
            twins = [key._replace(row=second.key) for key in keys]
            if keys and all(book.value(one) == book.value(two) for one, two in zip(keys, twins, strict=True)):
                yield from ((key, CauseKind.DOUBLED_ROW) for key in (*keys, *twins))


def _thousandfold(book: Book) -> Iterator[tuple[Key, CauseKind]]:
    """Typed amounts about a thousand times those of the year before, or of the year after, or a thousandth."""
    low, high = _THOUSAND
    for key, entry in book.entries.items():
        prior = book.column(key).prior
        before = book.entries[key._replace(column=prior)] if prior else None
        if before is None or entry.formula or book.row(key).role is not Role.LINE:
            continue
        large, small = sorted((abs(entry.value), abs(before.value)), reverse=True)
        if small and low * small <= large <= high * small:
            yield from ((each, CauseKind.WRONG_FACTOR) for each in _odd(book, key, prior))


def _odd(book: Book, key: Key, prior: str) -> Iterator[Key]:
    """The year that a third one does not side with; both, where there is no third."""
    both = (key, key._replace(column=prior))
    plain = [each.key for each in book.by_name[key.page].columns if not each.parts]
    thirds = [abs(book.value(key._replace(column=each))) for each in plain if each not in {key.column, prior}]
    far = [[abs(abs(book.value(each)) - third) for third in thirds] for each in both]
    yield from (each for each, mine in zip(both, far, strict=True) if not thirds or mine[0] == max(far)[0])


def single_cells(book: Book) -> dict[Key, tuple[int, int]]:
    """The typed cells that could be changed so that all relations hold, each with the least and most to add (öre)."""
    rules = relations(book)
    state = [(residual(book, each), tolerance(book, each)) for each in rules]
    effects = _effects(book, rules)
    found = {}
    for key, entry in book.entries.items():
        if entry.formula is None and (span := _span(book, state, effects.get(key, {}))) is not None:
            found[key] = span
    return found


def _span(book: Book, state: list[tuple[int, int]], effect: Mapping[int, int]) -> tuple[int, int] | None:
    """The steps that bring every relation within its tolerance, if any do."""
    low, high = -(10**18), 10**18
    for at, (off, most) in enumerate(state):
        if not (weight := effect.get(at, 0)):
            if abs(off) > most:
                return None
            continue
        ends = sorted(((-most - off) * weight, (most - off) * weight))  # weight * step must fall between
        size = weight * weight
        low, high = max(low, -(-ends[0] // size)), min(high, ends[1] // size)
    step = book.quantum
    low, high = -(-low // step) * step, high // step * step
    return (low, high) if low <= high else None


def _effects(book: Book, rules: tuple[Relation, ...]) -> dict[Key, dict[int, int]]:
    """By typed cell: how much each relation's residual changes, by its number, for an öre more in the cell."""
    made = {key: _made_of(book, key) for key in book.entries}
    found: dict[Key, dict[int, int]] = {}
    for at, rule in enumerate(rules):
        for part in (Signed(rule.whole, 1), *(each._replace(sign=-each.sign) for each in rule.parts)):
            for key, weight in made[part.key].items():
                effect = found.setdefault(key, {})
                effect[at] = effect.get(at, 0) + part.sign * weight
    return found


def _made_of(book: Book, key: Key) -> dict[Key, int]:
    """The typed cells an amount is calculated from, each with how often; itself when it is typed."""
    formula = book.entries[key].formula
    if formula is None:
        return {key: 1}
    found: dict[Key, int] = {}
    for part in formula.parts:
        for one, times in _made_of(book, part.key).items():
            found[one] = found.get(one, 0) + part.sign * times
    return found


def _pairs(book: Book, crossed: Iterable[Key]) -> Iterator[tuple[Key, Key]]:
    """Two lines of a column, of which the one has what the other lacks, so that all relations hold."""
    rules = relations(book)
    state = [(residual(book, each), tolerance(book, each)) for each in rules]
    effects = _effects(book, rules)
    lines = sorted(key for key in crossed if _is_programme(book, key) and book.entries[key].formula is None)
    columns: dict[tuple[str, str], list[Key]] = {}
    for key in lines[:_MOST_PAIRED]:
        columns.setdefault((key.page, key.column), []).append(key)
    for keys in columns.values():
        for one, other in combinations(keys, 2):
            both = {at: effects[one].get(at, 0) - effects[other].get(at, 0) for at in {*effects[one], *effects[other]}}
            if _span(book, state, both) is not None:
                yield one, other


def _is_programme(book: Book, key: Key) -> bool:
    """Whether an amount is a programme's own, no sum down or across."""
    return book.row(key).role is Role.LINE and not book.column(key).parts


def _fitting(book: Book, cells: Mapping[Key, tuple[int, int]], violated: tuple[Relation, ...]) -> frozenset[CauseKind]:
    """The kinds that would give just this book; without a pattern a mistyped digit, or what goes wrong with a sum."""
    kinds = {kind for key, span in cells.items() for kind in _patterns(book, key, span)}
    wholes = {each.whole: residual(book, each) for each in violated if each.rule is Rule.COLUMN}
    for key in wholes.keys() & cells.keys():
        kinds |= set(_of_sum(book, key, wholes[key]))
    if kinds:
        return frozenset(kinds)
    lost = {CauseKind.MISSING_ROW} if _lost_under(book, violated) else set()
    typed = {each for each in violated if each.whole in cells and each.parts and _has_live(book, each)}
    return frozenset({CauseKind.MISTYPED, *lost, *({CauseKind.TYPED_OVER} if typed else set())})


def _lost_under(book: Book, violated: tuple[Relation, ...]) -> frozenset[Key]:
    """The typed sums that a lost row would explain: all that is violated, in one row."""
    wholes = {each.whole for each in violated}
    typed = all(each.rule is Rule.COLUMN and book.entries[each.whole].formula is None for each in violated)
    return frozenset(wholes) if typed and len({key[:2] for key in wholes}) == 1 else frozenset()


def _has_live(book: Book, relation: Relation) -> bool:
    """Whether its sheet has live sums of the same sort."""
    alike = (each for each in relations(book) if each.rule is relation.rule and each.whole.page == relation.whole.page)
    return any(book.entries[each.whole].formula is not None for each in alike)


def _patterns(book: Book, key: Key, span: tuple[int, int]) -> Iterator[CauseKind]:
    value = book.value(key)
    low, high = value + span[0], value + span[1]

    def fits(right: int) -> bool:
        return low <= right <= high and right != value

    if fits(-value):
        yield CauseKind.WRONG_SIGN
    if any(fits(value * k) or (value % k == 0 and fits(value // k)) for k in (10, 100, 1000)):
        yield CauseKind.WRONG_FACTOR
    if any(fits(right) for right in _swaps(book, value)):
        yield CauseKind.SWAPPED_DIGITS
    yield from _from_beside(book, key)


def _swaps(book: Book, value: int) -> Iterator[int]:
    digits, sign = str(abs(value) // book.quantum), -1 if value < 0 else 1
    for at in range(len(digits) - 1):
        yield sign * int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]) * book.quantum


def _from_beside(book: Book, key: Key) -> Iterator[CauseKind]:
    """Whether the cell has the amount of a column beside it, which may be last year's."""
    plain = [each.key for each in book.by_name[key.page].columns if not each.parts]
    if key.column not in plain or book.row(key).role is not Role.LINE or not book.value(key):
        return
    at = plain.index(key.column)
    for other in (*plain[max(0, at - 1) : at], *plain[at + 1 : at + 2]):
        if book.value(key._replace(column=other)) == book.value(key):
            yield CauseKind.NEIGHBOUR_COLUMN


def _of_sum(book: Book, key: Key, off: int) -> Iterator[CauseKind]:
    """Whether a typed sum is off by its subtotals: by one of them, or by all."""
    page = book.by_name[key.page]
    added = next((rows for row, rows in summed_rows(page) if row.key == key.row), ())
    subtotals = [book.value(key._replace(row=each.key)) for each in added if each.role is Role.SUBTOTAL]
    if off and off in {*subtotals, sum(subtotals)}:
        yield CauseKind.SUBTOTAL_TWICE

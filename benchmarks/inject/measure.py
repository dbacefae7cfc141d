"""Cases drawn, shown to the product and to the oracle, and counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import TypeVar

from benchmarks.inject.book import Book
from benchmarks.inject.books import KINDS, draw
from benchmarks.inject.case import Case
from benchmarks.inject.errors import ERRORS
from benchmarks.inject.oracle import Seen, misses, seen
from benchmarks.inject.product import Said, earlier_file, kinds, misread, named, said_of
from benchmarks.inject.relations import relations
from trygg_excel.finding import CauseKind, Finding, Severity, Source

BATCH = 100
TRIES = 40  # for an error that the drawn books have no place for
SAMPLE, SAMPLE_CLEAN = 120, 18
RECORD = Path(__file__).with_name("sample.csv")
FEW = 3  # as many cells or causes a person is asked to look at


@dataclass(frozen=True, slots=True)
class Judged:
    """One case with what can be seen, what was said, and how that scored."""

    case: Case
    seen: Seen
    said: Said
    about: tuple[Finding, ...]
    misread: dict[str, list[str]]

    @property
    def error(self) -> CauseKind:
        return self.case.kinds[0]

    @property
    def found(self) -> bool:
        return bool(self.about)

    @property
    def truth(self) -> set[Source]:
        """Where the error is: of a lost row also where it stood in the version before."""
        book, before = self.case.book, self.case.book.earlier
        here = {book.source(key, self.said.file) for key in self.case.cells}
        if before is None:
            return here
        lost = (key for key in before.entries if key not in book.entries)
        return here | {before.source(key, earlier_file(self.said.file)) for key in lost}

    @property
    def one_cell(self) -> bool:
        """Whether it can lie only where it does."""
        return bool(self.seen.allowed) and self.seen.allowed <= set(self.case.cells)

    @property
    def few_cells(self) -> bool:
        return not self.one_cell and 0 < len(self.seen.allowed) <= FEW

    @property
    def told_apart(self) -> bool:
        """Whether no other of the drawn kinds of error would have given this book."""
        return bool(self.seen.kinds) and self.seen.kinds <= set(self.case.kinds)

    @property
    def placed(self) -> bool:
        return bool(self.about) and named(self.about[0])[0] in self.truth

    @property
    def among_few(self) -> bool:
        return bool(self.about) and bool(self.truth & set(named(self.about[0])[:FEW]))

    @property
    def said_kinds(self) -> tuple[CauseKind, ...]:
        return tuple(dict.fromkeys(kind for each in self.about for kind in kinds(each)))

    @property
    def cause_first(self) -> bool:
        return bool(self.about) and bool(set(kinds(self.about[0])[:1]) & set(self.case.kinds))

    @property
    def cause_among(self) -> bool:
        return bool(set(self.said_kinds[:FEW]) & set(self.case.kinds))

    @property
    def quiet(self) -> bool:
        return not self.said.loud


def cases(number: int, seed: int) -> Iterator[Case]:
    """`number` cases, each kind of error as often as the next, in books of every kind that has a place for it."""
    wanted = list(ERRORS)
    for at in range(number):
        rng = Random(f"{seed} {at}")  # noqa: S311 - drawn to be repeated, not to be secret
        yield _case(rng, wanted[at % len(wanted)])


def _case(rng: Random, kind: CauseKind) -> Case:
    for _ in range(TRIES):
        book = draw(rng.choice(list(KINDS)), rng)
        case = None if misses(book) else ERRORS[kind](rng, book)
        if case is not None:
            return case
    message = f"no drawn book has a place for {kind}"
    raise ValueError(message)


def clean_books(number: int, seed: int) -> Iterator[Book]:
    """Correct books of every kind in turn, those whose rounding goes far too."""
    every = list(KINDS)
    for at in range(number):
        yield draw(every[at % len(every)], Random(f"clean {seed} {at}"))  # noqa: S311


def judged(given: Sequence[Case]) -> Iterator[Judged]:
    for some in _batches(given):
        answers = said_of([each.book for each in some])
        yield from (_judged(case, said) for case, said in zip(some, answers, strict=True))


def _judged(case: Case, said: Said) -> Judged:
    view = seen(case.book)
    cells = {case.book.source(key, said.file) for key in {*view.involved, *case.cells}}
    about = tuple(each for each in said.loud if cells & {*each.sources, *named(each)})
    return Judged(case, view, said, about, misread(case.book, said))


def clean_said(books: Sequence[Book]) -> list[tuple[Book, Said]]:
    return [pair for some in _batches(books) for pair in zip(some, said_of(some), strict=True)]


T = TypeVar("T")


def _batches(given: Sequence[T]) -> Iterator[Sequence[T]]:
    return (given[at : at + BATCH] for at in range(0, len(given), BATCH))


def clean_counts(given: Sequence[tuple[Book, Said]]) -> tuple[object, ...]:
    """Books, sums, books with an error, errors, warnings, those per 200 sums, sums rounded past T1, books misread."""
    sums = sum(len(relations(book)) for book, _ in given)
    loud = Counter(each.severity for _, said in given for each in said.loud)
    wrong = sum(any(each.severity is Severity.ERROR for each in said.loud) for _, said in given)
    warned = loud[Severity.WARNING]
    far = sum(len(misses(book)) for book, _ in given)
    bad = sum(bool(misread(book, said)) for book, said in given)
    return len(given), sums, wrong, loud[Severity.ERROR], warned, f"{200 * warned / max(1, sums):.2f}", far, bad


def share(given: Iterable[Judged], test: Callable[[Judged], bool]) -> str:
    """'97.1', or '' where nothing was to be judged."""
    results = [test(each) for each in given]
    return f"{100 * sum(results) / len(results):.1f}" if results else ""


def measures(given: Sequence[Judged]) -> tuple[object, ...]:
    """Of real errors: all and visible, found; one cell, placed, in three; few cells, in three; causes."""
    visible = [each for each in given if each.seen.detectable]
    one, few = [each for each in visible if each.one_cell], [each for each in visible if each.few_cells]
    apart = [each for each in visible if each.told_apart]
    return (
        len(given), len(visible), share(visible, lambda each: each.found),
        len(one), share(one, lambda each: each.placed), share(one, lambda each: each.among_few),
        len(few), share(few, lambda each: each.among_few),
        len(apart), share(apart, lambda each: each.cause_first), share(apart, lambda each: each.cause_among),
        share(visible, lambda each: each.cause_first), share(visible, lambda each: each.cause_among),
    )  # fmt: skip


def is_told_as_rounding(case: Judged) -> bool:
    return any(CauseKind.ROUNDING in kinds(each) for each in case.said.findings)


def is_miss(case: Judged) -> bool:
    """Not found, not placed, or called something else, where that could be told; rounding taken for an error."""
    if case.error is CauseKind.ROUNDING:
        return not case.quiet
    wrong = case.told_apart and not case.cause_first
    return case.seen.detectable and (not case.found or (case.one_cell and not case.placed) or wrong)


def sample() -> dict[str, int]:
    """Counts over a small sample that is always the same: the more, the better."""
    given = list(judged(list(cases(SAMPLE, 7))))
    clean = clean_said(list(clean_books(SAMPLE_CLEAN, 7)))
    real = [each for each in given if each.error is not CauseKind.ROUNDING and each.seen.detectable]
    return {
        "found": sum(each.found for each in real),
        "placed": sum(each.placed for each in real if each.one_cell),
        "cause first": sum(each.cause_first for each in real if each.told_apart),
        "cause in three": sum(each.cause_among for each in real if each.told_apart),
        "rounding left quiet": sum(each.quiet for each in given if each.error is CauseKind.ROUNDING),
        "clean books left quiet": sum(not said.loud for _, said in clean),
    }


def write_sample() -> None:
    lines = [f"{name},{count}" for name, count in sample().items()]
    RECORD.write_text("\n".join(["measure,count", *lines, ""]), encoding="utf-8")


def read_sample() -> dict[str, int]:
    """What was recorded of the sample."""
    lines = RECORD.read_text(encoding="utf-8").splitlines()[1:]
    return {name: int(count) for name, count in (line.split(",") for line in lines)}

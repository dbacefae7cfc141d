"""The figures as tables, and a case in full for whoever mends the product."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias

from benchmarks.inject.book import Book, Key, written
from benchmarks.inject.measure import Judged, clean_counts, is_told_as_rounding, measures, share
from benchmarks.inject.product import Said, misread, named
from trygg_excel.finding import Cause, CauseKind
from trygg_excel.workbook import address

Clean: TypeAlias = tuple[Book, Said]
HEADS = (
    "", "cases", "visible", "found %", "one cell", "placed %", "in 3 %", "2-3 cells", "in 3 %",
    "cause told apart", "first %", "in 3 %", "first % of visible", "in 3 %",
)  # fmt: skip
CLEAN_HEADS = (
    "", "books", "sums", "books with error", "errors", "warnings", "warnings per 200 sums", "rounding past T1",
    "books misread",
)  # fmt: skip


def table(heads: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    lines = [heads, ["---", *["---:"] * (len(heads) - 1)], *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def _real(given: Sequence[Judged]) -> list[Judged]:
    return [each for each in given if each.error is not CauseKind.ROUNDING]


def by_error(given: Sequence[Judged]) -> str:
    real = _real(given)
    return table(HEADS, [*_grouped(real, lambda each: each.error.value), ("**all**", *measures(real))])


def by_kind(given: Sequence[Judged]) -> str:
    return table(HEADS, _grouped(_real(given), lambda each: each.case.book.kind))


def _grouped(given: Sequence[Judged], by: Callable[[Judged], str]) -> list[tuple[object, ...]]:
    names = sorted({by(each) for each in given})
    return [(name, *measures([each for each in given if by(each) == name])) for name in names]


def rounding_line(given: Sequence[Judged]) -> str:
    rounded = [each for each in given if each.error is CauseKind.ROUNDING]
    quiet, told = share(rounded, lambda each: each.quiet), share(rounded, is_told_as_rounding)
    return f"Rounding, no error: {len(rounded)} cases; {quiet} % without error or warning, {told} % told as rounding."


def clean_table(clean: Sequence[Clean]) -> str:
    names = sorted({book.kind for book, _ in clean})
    rows = [(name, *clean_counts([pair for pair in clean if pair[0].kind == name])) for name in names]
    return table(CLEAN_HEADS, [*rows, ("**all**", *clean_counts(clean))])


def misread_table(given: Sequence[Judged], clean: Sequence[Clean]) -> str:
    """Books read otherwise than drawn: of each kind, by what differs, with an example."""
    faults = [(f"clean, {book.kind}", misread(book, said)) for book, said in clean]
    faults += [(f"{each.error}, {each.case.book.kind}", each.misread) for each in given]
    count: Counter[tuple[str, str]] = Counter()
    example: dict[tuple[str, str], str] = {}
    for name, found in faults:
        for fault, cells in found.items():
            count[name, fault] += 1
            example.setdefault((name, fault), cells[0])
    rows = [(*key, number, example[key]) for key, number in sorted(count.items())]
    return table(("workbook", "differs", "books", "example"), rows) if rows else "None."


def explained(case: Judged) -> str:
    """The error, what the oracle sees, what was said, and the drawn sheets."""
    book, view = case.case.book, case.seen
    lines = [
        f"{book.kind}: {case.error} in {_cells(book, case.case.cells)}, right {_number(book, case.case.right)}",
        f"  oracle: {len(view.violated)} relations miss; it can lie in {len(view.allowed)} cells:"
        f" {_cells(book, sorted(view.allowed))}; it may be {', '.join(sorted(view.kinds))}",
        *(f"  misread: {fault} {', '.join(cells[:4])}" for fault, cells in case.misread.items()),
    ]
    for each in case.said.findings[:6]:
        causes = ", ".join(one.kind for one in each.causes if isinstance(one, Cause))
        cells = ", ".join(one.cell for one in named(each)[:3])
        lines.append(f"  said: {each.code} {each.severity} [{cells}] {each.message.sv} ({causes})")
    return "\n".join([*lines, *_drawn(book)])


def _cells(book: Book, keys: Sequence[Key], most: int = 4) -> str:
    shown = ", ".join(f"{key.page}!{address(*book.places[key])}" for key in keys[:most])
    return f"{shown}, …" if len(keys) > most else shown


def _number(book: Book, ore: int | None) -> str:
    return "-" if ore is None else f"{ore / book.quantum / 10**book.decimals:.{book.decimals}f}"


def _drawn(book: Book) -> Iterator[str]:
    for page in book.pages:
        yield f"  [{page.name}] {page.title}, {book.unit}: {' | '.join(each.heading for each in page.columns)}"
        for down, row in enumerate(page.rows, 1):
            keys = (Key(page.name, row.key, column.key) for column in page.columns)
            cells = " | ".join(_cell(book, key) for key in keys if key in book.entries)
            yield f"    {page.top + down}{' hidden' if row.hidden else ''} {row.label}: {cells}"


def _cell(book: Book, key: Key) -> str:
    entry = book.entries[key]
    amount = f"'{_number(book, entry.value)}'" if entry.as_text else _number(book, entry.value)
    return f"={written(book, book.by_name[key.page], entry.formula)} -> {amount}" if entry.formula else amount

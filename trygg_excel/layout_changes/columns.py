"""Columns that have come, gone, moved or got another name, by their headings without years, months and units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from trygg_excel.family import normal
from trygg_excel.finding import Text, text
from trygg_excel.layout.table import HeadedColumn
from trygg_excel.workbook import column_letters


def column_changes(before: Sequence[HeadedColumn], now: Sequence[HeadedColumn]) -> Iterator[Text]:
    """A sentence for each change, in the order of the columns now; those that are gone last."""
    keys, new_keys = [normal(each.heading) for each in before], [normal(each.heading) for each in now]
    gone: list[int] = []
    come: list[int] = []
    for kind, a, b, c, d in SequenceMatcher(None, keys, new_keys, autojunk=False).get_opcodes():
        if kind == "replace" and b - a == d - c and not _are_elsewhere(keys[a:b], new_keys, new_keys[c:d], keys):
            yield from (_renamed(before[x], now[y]) for x, y in zip(range(a, b), range(c, d), strict=True))
        elif kind != "equal":
            gone += range(a, b)
            come += range(c, d)
    for at in come:
        was = next((each for each in gone if keys[each] == new_keys[at]), None)
        if was is not None:
            gone.remove(was)
            yield _moved(before[was], now, at)
        elif not _is_one_more(now[at], new_keys[at], keys):
            yield _added(now, at)
    yield from (_gone(before[at]) for at in gone if not _is_one_more(before[at], keys[at], new_keys))


def _are_elsewhere(gone: list[str], now: list[str], come: list[str], before: list[str]) -> bool:
    """Whether what stands in another's place stood, or stands, somewhere else too: then it has moved."""
    return any(each in now for each in gone) or any(each in before for each in come)


def _is_one_more(column: HeadedColumn, key: str, known: Sequence[str]) -> bool:
    """A year or a month more, or less, of what there is already: the time has gone on, and the layout is the same."""
    return column.period is not None and key in known


def _name(column: HeadedColumn) -> str:
    return column.heading or column_letters(column.column)


def _renamed(before: HeadedColumn, now: HeadedColumn) -> Text:
    return text(
        "kolumnen {was} heter nu {name} ({letter}).",
        "the column {was} is now called {name} ({letter}).",
        was=_name(before),
        name=_name(now),
        letter=column_letters(now.column),
    )


def _moved(before: HeadedColumn, now: Sequence[HeadedColumn], at: int) -> Text:
    was, letter = column_letters(before.column), column_letters(now[at].column)
    return text(
        "kolumnen {name} har flyttats från {was} till {letter}, {where}.",
        "the column {name} has moved from {was} to {letter}, {where}.",
        name=_name(now[at]), was=was, letter=letter, where=_beside(now, at),
    )  # fmt: skip


def _added(now: Sequence[HeadedColumn], at: int) -> Text:
    return text(
        "kolumnen {name} har tillkommit {where}.", "the column {name} has been added {where}.",
        name=_name(now[at]), where=_beside(now, at),
    )  # fmt: skip


def _gone(before: HeadedColumn) -> Text:
    name, letter = _name(before), column_letters(before.column)
    return text(
        "kolumnen {name} ({letter}) finns inte längre.", "the column {name} ({letter}) is no longer there.",
        name=name, letter=letter,
    )  # fmt: skip


def _beside(columns: Sequence[HeadedColumn], at: int) -> Text:
    """'före Avvikelse', or 'sist, efter Budget'."""
    if at + 1 < len(columns):
        return text("före {next}", "before {next}", next=_name(columns[at + 1]))
    if at:
        return text("sist, efter {last}", "last, after {last}", last=_name(columns[at - 1]))
    return Text("ensam", "alone")

"""Which columns name the rows: not those that only sort them ('NAC', 'Drift'), say the same twice, or remark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from trygg_excel.layout.names.asides import remarks, tells_papers
from trygg_excel.layout.names.outer import written_once
from trygg_excel.layout.sight.columns import Columns, Holds
from trygg_excel.layout.vocabulary import (
    describes,
    holds_codes,
    is_key,
    is_total,
    names_things,
    says_period,
    sorts_things,
)

_SOME = 3
_ENOUGH = 6  # rows that tell whether a column sorts or names
_SENTENCE = 40  # characters
_LETTERS = 4  # in a name, and more than in a code
_CODE = re.compile(r"(?=.*\d)[A-ZÅÄÖ]{0,5}[-./ ]?\d[\w./-]*")
_FEW = 3  # different words, in as many rows


def label_columns(columns: Columns, amounts: Sequence[int]) -> tuple[int, ...]:
    """Outermost first: the last of them that a row fills is its name.

    Those left of the amounts, else one right of them or, as in a table with a year on either side, amidst them.
    """
    words = _with_words(columns)
    left = [column for column in words if column < amounts[0]]
    right = [column for column in words if column > amounts[0] and names_things(columns.own_heading(column))]
    if left and right and all(is_key(columns.own_heading(column)) for column in left):
        return tuple(right[-1:])  # an export of a database, whose key comes first
    if not left:
        last = tuple(column for column in words if column > amounts[-1])[-1:]
        return last or tuple(column for column in words if _tells_apart(columns, column))[:1]
    named = tuple(column for column in left if _names(columns, column, left))
    return (*_tells_them_apart(columns, left, named[0]), *named) if len(named) == 1 else named


def _tells_them_apart(columns: Columns, left: Sequence[int], name: int) -> tuple[int, ...]:
    """The column whose blocks tell rows of one name apart: 'Månadslöner' under 'Fritidsgården' and 'Simhallen'."""
    names = _words(columns, name)
    for column in (each for each in left if each < name and not _is_aside(columns, each)):
        if written_once(_words(columns, column), names):
            return (column,)
    if len(set(names.values())) == len(names):
        return ()
    for column in (each for each in left if each < name and not _is_aside(columns, each)):
        words = _words(columns, column)
        both = [(words[row], names[row]) for row in names if row in words]
        blocks = [word for word, _ in groupby(both, key=lambda pair: pair[0])]
        lines = sum(row in words or not is_total(name) for row, name in names.items())
        told = len(both) >= 0.9 * lines and len(set(both)) == len(both)
        if told and 2 * len(blocks) <= len(both) and len(set(blocks)) == len(blocks) > 1:
            return (column,)
    return ()


def is_ambiguous(columns: Columns, labels: Sequence[int]) -> bool:
    """Whether another column tells nearly every row apart as well as the last one does."""
    if len(labels) < 2:
        return False
    rivals = [each for each in labels[:-1] if names_things(columns.heading(each))]
    if names_things(columns.heading(labels[-1])) and not rivals:
        return False
    named = [column for column in labels if _has_letters(list(_words(columns, column).values()))]
    different = [len(set(_words(columns, column).values())) for column in named or labels]
    if len(different) < 2:
        return False
    return different[-1] > 0.5 * len(columns.region.rows) and max(different[:-1]) >= 0.9 * different[-1] >= _ENOUGH


def _with_words(columns: Columns) -> list[int]:
    """Columns that hold words at all: an outer one may be filled once for many rows."""
    return [column for column in columns.filled if _words(columns, column) and columns.holds[column] is Holds.NAMES]


def _words(columns: Columns, column: int) -> dict[int, str]:
    return columns.words[column]


def _names(columns: Columns, column: int, left: Sequence[int]) -> bool:
    """Whether a column names rows, beside the other columns of words."""
    others = [each for each in left if each != column]
    if not others:
        return True
    heading = columns.heading(column)
    aside = _is_aside(columns, column) and any(_names_every(columns, each) for each in others)
    if aside or any(_codes_of(_words(columns, column), _words(columns, each)) for each in others):
        return False
    named = [each for each in others if names_things(columns.heading(each)) and _are_names(columns, each)]
    before = [each for each in others if each < column and _tells_apart(columns, each)]
    coded = holds_codes(heading) and not _are_spelled(_words(columns, column).values())
    aside = sorts_things(heading) or says_period(heading) or coded
    more = [each for each in others if each < column and _tells_more(columns, each, column)]
    if (aside and (named or before or more)) or _is_prose(columns, column, named):
        return False
    if before and not _tells_apart(columns, column) and (not names_things(heading) or _repeats(columns, column)):
        return False
    if describes(heading) and not all(describes(head) or sorts_things(head) for head in map(columns.heading, before)):
        return False
    return not any(_is_mark(_words(columns, column), _words(columns, each)) for each in others if each < column) and (
        not any(_says_again(_words(columns, column), _words(columns, each)) for each in others)
    )


def _codes_of(codes: dict[int, str], names: dict[int, str]) -> bool:
    """Whether each of some words is the code of a name beside it, and tells no two of one name apart: 'XA-101'."""
    told = [names[row] for row in codes if row in names]
    lettered = sum(sum(map(str.isalpha, name)) > 1 for name in names.values())
    return (
        len(set(told)) == len(told) == len(codes) == len(set(codes.values()))
        and len(codes) >= _FEW - 1
        and all(map(_CODE.fullmatch, codes.values()))
        and lettered == len(names)
    )


def _names_every(columns: Columns, column: int) -> bool:
    """Whether a column that is no remark has words in nearly every row, be they abbreviations: 'KS', 'BUN'."""
    if _is_aside(columns, column):
        return False
    words = list(_words(columns, column).values())
    lettered = sum(any(map(str.isalpha, word)) for word in words)
    return lettered >= 0.9 * max(_FEW - 1, len(columns.region.rows))


def _is_aside(columns: Columns, column: int) -> bool:
    """Whether a column remarks on the rows, or holds the numbers of papers, as its words show: 'KS 2024-11'."""
    heading, words = columns.own_heading(column), list(_words(columns, column).values())
    return remarks(heading) or (
        tells_papers(heading) and 2 * sum(any(map(str.isdigit, each)) for each in words) > len(words)
    )


def _are_names(columns: Columns, column: int) -> bool:
    """Whether a column's words are more than codes: not '30-34' under 'Konto'."""
    return _has_letters(list(_words(columns, column).values()))


def _tells_apart(columns: Columns, column: int) -> bool:
    """Whether a column has a name of its own in every row: words, and no codes."""
    words = list(_words(columns, column).values())
    filled = len(words) >= max(_SOME, 0.9 * len(columns.region.rows))
    return filled and len(set(words)) >= 0.95 * len(words) and _has_letters(words)


def _repeats(columns: Columns, column: int) -> bool:
    """Whether a column says the same of several rows, as a kind or a measure taken does."""
    words = list(_words(columns, column).values())
    return len(words) >= _ENOUGH and len(set(words)) < len(words)


def _tells_more(columns: Columns, column: int, other: int) -> bool:
    """Whether a column names as many rows as another with more different names."""
    mine, theirs = list(_words(columns, column).values()), list(_words(columns, other).values())
    return len(mine) >= len(theirs) and len(set(mine)) > len(set(theirs)) and _has_letters(mine)


def _has_letters(words: Sequence[str]) -> bool:
    """Whether they are names rather than codes: 'P-1023'."""
    return sum(sum(map(str.isalpha, word)) for word in words) >= _LETTERS * len(words)


def _is_prose(columns: Columns, column: int, named: Sequence[int]) -> bool:
    """Whole sentences beside a column of names."""
    own = _usual_length(columns, column)
    before = (each for each in named if each < column and _has_letters(list(_words(columns, each).values())))
    return own > _SENTENCE and any(2 * _usual_length(columns, each) < own for each in before)


def _are_spelled(words: Iterable[str]) -> bool:
    """Whether words under a heading for codes are names after all: 'Löner' under 'Konto'."""
    return all(any(map(str.islower, word)) and not any(map(str.isdigit, word)) for word in words)


def _usual_length(columns: Columns, column: int) -> float:
    texts = _words(columns, column).values()
    return sum(map(len, texts)) / max(1, len(texts))


def _is_mark(words: dict[int, str], names: dict[int, str]) -> bool:
    """A few words over and over, or a remark now and then, in rows that another column names already."""
    both = [row for row in words if row in names]
    if len(both) < _SOME or len(both) < 0.9 * len(words):
        return False
    different, named = len({words[row] for row in both}), len({names[row] for row in both})
    if different >= named:
        return False
    rare = len(words) < 0.35 * len(names)
    return (
        rare or (len(both) >= _ENOUGH and different <= max(_FEW, 0.1 * named)) or 3 * different <= len(both) < _ENOUGH
    )


def _says_again(words: dict[int, str], names: dict[int, str]) -> bool:
    """'54919 - Services' beside 'Services'."""
    both = [row for row in words if row in names]
    if len(both) < _ENOUGH:
        return False
    may_differ = len(both) - 0.9 * len(both)
    for row in both:
        if words[row] == names[row] or not words[row].endswith(names[row]):
            may_differ -= 1
            if may_differ < -1e-6:  # a large sheet has many columns to hold against each other
                return False
    return True

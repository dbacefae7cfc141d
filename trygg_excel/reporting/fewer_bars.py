"""A chart of very many bars as one that can be read: the largest, and the rest as one; it ends where it ended."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from trygg_excel.reporting.bars import Bar, BarKind
from trygg_excel.reporting.display import Showing, shown
from trygg_excel.reporting.model import Amount, Style

MOST = 24


def fewer(bars: Sequence[Bar], how: Showing, most: int = MOST) -> tuple[Bar, ...]:
    """At most `most` bars: levels and the largest steps in their order, and what is left as one step before the last.

    Bars that all stand from nought are no sum, so the smallest of them are left out.
    """
    if len(bars) <= most:
        return tuple(bars)
    steps = [number for number, bar in enumerate(bars) if bar.kind is not BarKind.LEVEL]
    if not steps:
        largest = sorted(range(len(bars)), key=lambda number: -(bars[number].high - bars[number].low))[:most]
        return tuple(bar for number, bar in enumerate(bars) if number in largest)
    room = max(most - (len(bars) - len(steps)) - 1, 1)
    kept = set(sorted(steps, key=lambda number: -abs(_change(bars[number])))[:room])
    left = [bars[number] for number in steps if number not in kept]
    told = [bar for number, bar in enumerate(bars) if number in kept or bar.kind is BarKind.LEVEL]
    return tuple(_joined([*told[:-1], _rest(left, how), told[-1]]))


def _change(bar: Bar) -> int:
    return bar.end - bar.start


def _rest(left: Sequence[Bar], how: Showing) -> Bar:
    change = sum(map(_change, left))
    label = f"{'Other' if how.lang == 'en' else 'Övriga'} ({len(left)})"
    kind = BarKind.DECREASE if change < 0 else BarKind.INCREASE
    return Bar(label, shown(Amount(change), Style.CHANGE, how), 0, change, kind)


def _joined(bars: Sequence[Bar]) -> Iterator[Bar]:
    """Each step begins where the bar before it ended."""
    at = 0
    for bar in bars:
        placed = bar if bar.kind is BarKind.LEVEL else replace(bar, start=at, end=at + _change(bar))
        at = placed.end
        yield placed

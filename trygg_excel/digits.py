"""Two numbers with digits swapped: 3 485 and 3 845."""

from __future__ import annotations

from collections.abc import Iterator


def are_swapped(first: int, second: int) -> bool:
    """Whether one becomes the other when two neighbouring digits change places; whole numbers, signs aside."""
    return abs(second) in with_swapped_digits(abs(first), 1) and len(str(abs(first))) == len(str(abs(second)))


def with_swapped_digits(amount: int, step: int) -> Iterator[int]:
    """Each amount that differs by two neighbouring digits that change places, as written in whole `step`s."""
    digits = str(abs(amount) // step)
    for at in range(len(digits) - 1):
        if digits[at] != digits[at + 1]:
            swapped = int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]) * step
            yield swapped if amount >= 0 else -swapped

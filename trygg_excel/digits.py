"""Two numbers with digits swapped: 3 485 and 3 845."""

from __future__ import annotations


def are_swapped(first: int, second: int) -> bool:
    """Whether one becomes the other when two neighbouring digits change places; whole numbers, signs aside."""
    one, other = str(abs(first)), str(abs(second))
    if len(one) != len(other) or one == other:
        return False
    differing = [at for at, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(differing) != 2 or differing[1] != differing[0] + 1:
        return False
    left, right = differing
    return one[left] == other[right] and one[right] == other[left]

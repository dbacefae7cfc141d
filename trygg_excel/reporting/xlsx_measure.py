"""How much room a text takes. Widths are in digits of the body font, heights in points."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from trygg_excel.reporting.xlsx_look import LINE_HEIGHT

_ROW_MOST = 406.0  # Excel takes 409
# Widths in Calibri, in digits, to within a fortieth; what is not named is as wide as a digit.
_CHAR_WIDTHS = {
    **dict.fromkeys("'il\u00a0 jíî,’.I·", 0.48),
    **dict.fromkeys(":;`()-f[]{}J!t", 0.62),
    **dict.fromkeys('°r/\\sz"', 0.75),
    **dict.fromkeys("Lcç”“xvyk?FS|Zg", 0.89),
    **dict.fromkeys("aåäáàâETY", 0.96),
    **dict.fromkeys("PXKbdhnopquöüøßñóôúûCBR", 1.05),
    **dict.fromkeys("VAÅÄ●", 1.17),
    **dict.fromkeys("DHGNUÜOÖØ½Q&…", 1.3),
    **dict.fromkeys("%wÆæm", 1.54),
    **dict.fromkeys("M@W—", 1.79),
}
_SLACK = 1.03  # the reader's font is not ours to choose
_BOLD = 1.02


@lru_cache(maxsize=16_384)
def measure(said: str) -> float:
    """How wide the text is, in digits; a little generous."""
    return _SLACK * sum(_CHAR_WIDTHS.get(char, 2.0 if ord(char) > 0x2E7F else 1.0) for char in said)


@lru_cache(maxsize=4_096)
def heading_width(heading: str) -> float:
    """The width in which a heading in bold stands on two lines at most, without a word broken."""
    words = heading.split()
    ends = range(1, len(words) + 1)
    halves = [max(measure(" ".join(words[:end])), measure(" ".join(words[end:]))) for end in ends]
    return _BOLD * min(halves, default=0.0)


def wrap(said: str, width: float) -> list[str]:
    """The text in lines of `width` digits, broken at spaces and, where a word is wider than the line, within it."""
    return [line for paragraph in said.split("\n") for line in _wrapped(paragraph, width)]


@lru_cache(maxsize=1_024)
def head_lines(said: str, width: float) -> tuple[str, ...]:
    """The same of a text above or below a table, which most often stands in other reports too; no blank ones."""
    return tuple(filter(None, wrap(said, width)))


@lru_cache(maxsize=16_384)
def height(said: str, width: float) -> float:
    """The height in points that the wrapped text needs, within what Excel allows a row."""
    if measure(said) <= width and "\n" not in said:
        return LINE_HEIGHT
    return min(_ROW_MOST, len(wrap(said, width)) * LINE_HEIGHT)


def _wrapped(paragraph: str, width: float) -> list[str]:
    lines = [""]
    used = 0.0
    for word in _pieces(paragraph, width):
        size = measure(word) + measure(" ") * bool(lines[-1])
        if lines[-1] and used + size > width:
            lines.append("")
            used, size = 0.0, measure(word)
        used += size
        lines[-1] = f"{lines[-1]} {word}" if lines[-1] else word
    return lines


def _pieces(paragraph: str, width: float) -> Iterator[str]:
    """The words, in pieces where they are wider than a line."""
    most = max(1, int(width / measure("0")))
    for word in paragraph.split(" "):
        if measure(word) <= width:
            yield word
        else:
            yield from (word[at : at + most] for at in range(0, len(word), most))

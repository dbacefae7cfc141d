"""The lineage of programmes: a bar for the years each exists, an arrow from what is replaced to what comes after."""

from __future__ import annotations

from textwrap import wrap

from trygg_excel.register.model import Event, EventKind, Programme, Register
from trygg_excel.register_page.drawing import NARROWEST, Box, Drawing, Label, Path
from trygg_excel.reporting.plain import one_line

_NAMES, _YEAR, _ROW, _BAR, _HEAD = 330, 110, 44, 20, 30
_LETTERS = 44
_MOST_YEARS = 15
_PASSED_ON = frozenset({EventKind.REPLACED, EventKind.SPLIT, EventKind.MERGE, EventKind.RENAME, EventKind.MOVED})


def lineage_drawing(register: Register, lang: str) -> Drawing | None:
    """The drawing; None where the register has no programmes or tells no years."""
    years = _years(register)
    if not register.programmes or not years:
        return None
    rows = {each.id: row for row, each in enumerate(register.programmes)}
    boxes = tuple(_bar(each, rows[each.id], years, lang) for each in register.programmes)
    labels = [
        Label(_NAMES + (at + 0.5) * _YEAR, 18, str(year), "year", "middle") for at, year in enumerate(years)
    ]  # fmt: skip
    for each in register.programmes:
        labels += _name(each, rows[each.id])
    lines = [_grid(at, len(rows)) for at in range(len(years) + 1)]
    for event in told_events(register):
        lines += _arrows(event, rows, years)
    size = (max(_NAMES + len(years) * _YEAR + 30, NARROWEST), _HEAD + len(rows) * _ROW)
    return Drawing(*size, boxes, tuple(lines), (*labels, *_numbers(register, rows, years)))


def told_events(register: Register) -> tuple[Event, ...]:
    """The events that are about programmes, by year; the drawing numbers them so."""
    return tuple(
        sorted(
            (each for each in register.events if each.from_programmes or each.to_programmes), key=lambda each: each.year
        )
    )


def _years(register: Register) -> tuple[int, ...]:
    """The years that anything is said of, and one before and after; the last ones where they are many."""
    said = [each.year for each in register.years] + [each.year for each in told_events(register)]
    said += [year for each in register.programmes for year in (each.valid_from, each.valid_to) if year is not None]
    if not said:
        return ()
    return tuple(range(min(said), max(said) + 1))[-_MOST_YEARS:]


def _x(year: float, years: tuple[int, ...]) -> float:
    """Where a year begins, kept within the drawing."""
    return _NAMES + min(max(year - years[0], 0), len(years)) * _YEAR


def _middle(row: int) -> float:
    return _HEAD + row * _ROW + _ROW / 2


def _bar(programme: Programme, row: int, years: tuple[int, ...], lang: str) -> Box:
    first, last = programme.valid_from or years[0], programme.valid_to or years[-1]
    left, right = _x(first, years), _x(last + 1, years)
    since = "" if programme.valid_from is not None else ("start unknown" if lang == "en" else "start inte känd")
    ends = "" if programme.valid_to is None else (f"until {last}" if lang == "en" else f"t.o.m. {last}")
    said = ", ".join(filter(None, (since, ends)))
    kind = "life" if programme.in_package else "life outside"
    return Box(left, _middle(row) - _BAR / 2, max(right - left, 4), _BAR, (said,), kind)


def _name(programme: Programme, row: int) -> list[Label]:
    lines = wrap(one_line(programme.label, "sv"), _LETTERS, max_lines=2, placeholder=" …") or [""]
    first = _middle(row) + 5 - 8 * (len(lines) - 1)
    return [Label(_NAMES - 12, first + 16 * at, line, "name", "end") for at, line in enumerate(lines)]


def _grid(at: int, rows: int) -> Path:
    x = _NAMES + at * _YEAR
    return Path(f"M {x} {_HEAD} V {_HEAD + rows * _ROW}", "grid")


def _arrows(event: Event, rows: dict[str, int], years: tuple[int, ...]) -> list[Path]:
    """From the end of each old programme's bar to the start of each new one's."""
    if event.kind not in _PASSED_ON:
        return []
    x = _x(event.year, years)
    pairs = [
        (rows[old], rows[new])
        for old in event.from_programmes
        for new in event.to_programmes
        if old != new and old in rows and new in rows
    ]
    return [_arrow(x, _middle(old), _middle(new)) for old, new in pairs]


def _arrow(x: float, y: float, to_y: float) -> Path:
    end = to_y - 12 if to_y > y else to_y + 12
    bend = f"{x + 22:.1f} {y:.1f} {x + 22:.1f} {end:.1f} {x + 6:.1f} {end:.1f}"
    return Path(f"M {x - 10:.1f} {y:.1f} C {bend}", "passed", arrow=True)


def _numbers(register: Register, rows: dict[str, int], years: tuple[int, ...]) -> list[Label]:
    """The events' numbers over the bars they are about, several of a year together."""
    told: dict[tuple[int, int], list[str]] = {}
    for number, event in enumerate(told_events(register), 1):
        for each in dict.fromkeys((*event.from_programmes, *event.to_programmes)):
            if each in rows:
                told.setdefault((rows[each], event.year), []).append(str(number))
    return [
        Label(_x(year, years) + 26, _middle(row) - _BAR / 2 - 3, f"({', '.join(numbers)})", "number")
        for (row, year), numbers in told.items()
    ]

"""The way of money: pots from left to right, each with what it is part of to its left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

from trygg_excel.finding import Text, text
from trygg_excel.money import Unit, amount_text, total, unit_named
from trygg_excel.register.model import Funding, FundingBasis, Register
from trygg_excel.register_page.drawing import NARROWEST, Box, Drawing, Path
from trygg_excel.register_page.words import body_and_status, years_of
from trygg_excel.reporting.plain import plain

_WIDTH, _GAP = 260, 56
_LINE, _PAD, _BETWEEN = 17, 9, 14
_LETTERS = 34


@dataclass(frozen=True, slots=True)
class Pot:
    """A pot with what it is parted into; `kind` is pot, unknown (no amount) or rest."""

    lines: tuple[str, ...]
    kind: str
    parts: tuple[Pot, ...] = ()
    named: int = 1

    @property
    def height(self) -> float:
        return len(self.lines) * _LINE + 2 * _PAD


def money_way(register: Register, lang: str) -> Drawing | None:
    """The drawing; None where the register has no pots."""
    roots = [_pot(register, each, lang, frozenset()) for each in register.funding if not _whole(register, each)]
    if not roots:
        return None
    boxes: list[Box] = []
    paths: list[Path] = []
    top = 0.0
    for root in roots:
        top = _place(root, 0, top, boxes, paths) + _BETWEEN
    right = max(box.x + box.width for box in boxes)
    return Drawing(max(right + 2, NARROWEST), top, tuple(boxes), tuple(paths))


def _whole(register: Register, pot: Funding) -> bool:
    """Whether it is a part of a pot that is there."""
    return any(each.id == pot.part_of for each in register.funding)


def _pot(register: Register, pot: Funding, lang: str, above: frozenset[str]) -> Pot:
    within = [each for each in register.parts_of(pot.id) if each.id not in above | {pot.id}]
    parts = [_pot(register, each, lang, above | {pot.id}) for each in within]
    unit = unit_named(register.unit)
    rest = _rest(pot, within)
    if rest:
        left = text("Rest utan angiven del", "Rest with no part stated").say(lang)
        parts.append(Pot((left, amount_text(rest, unit, lang=lang)), "rest"))
    name = _wrapped(pot.label, _LETTERS - 4)  # its name is bold
    told = (line for said in _facts(register, pot, unit, lang) for line in _wrapped(said))
    return Pot((*name, *told), "unknown" if pot.amount is None else "pot", tuple(parts), len(name))


def _rest(pot: Funding, parts: list[Funding]) -> int:
    """What the parts leave of a pot, öre; 0 where any of them is not known or covers another time."""
    same = all((each.year_from, each.year_to) == (pot.year_from, pot.year_to) for each in parts)
    shared = total(each.amount for each in parts)
    if pot.amount is None or not parts or not shared.complete or not same:
        return 0
    return pot.amount - shared.known


def _facts(register: Register, pot: Funding, unit: Unit, lang: str) -> Iterator[str]:
    several = Text(", tillsammans", ", together") if pot.basis is FundingBasis.MULTI_YEAR else Text("", "")
    once = Text(", engångs", ", one-off") if pot.one_off else Text("", "")
    when = years_of(pot.year_from, pot.year_to)
    yield f"{amount_text(pot.amount, unit, lang=lang)}, {when}{several.say(lang)}{once.say(lang)}"
    holder = register.committee_of(pot.committee)
    if holder is not None:
        yield holder.label
    if said := body_and_status(register, pot.decision, lang):
        yield said


def _wrapped(said: str, letters: int = _LETTERS) -> list[str]:
    return wrap(plain(said, "sv"), letters, max_lines=3, placeholder=" …") or [""]


def _place(pot: Pot, depth: int, top: float, boxes: list[Box], paths: list[Path]) -> float:
    """Put the pot and its parts from `top` down; the lowest edge of all of it. A pot stands midway beside its parts."""
    x = depth * (_WIDTH + _GAP)
    at = top
    centres: list[float] = []
    for part in pot.parts:
        first = len(boxes)
        at = _place(part, depth + 1, at, boxes, paths) + _BETWEEN
        own = boxes[-1] if len(boxes) > first else None
        if own is not None:
            centres.append(own.y + own.height / 2)
    bottom = max(at - _BETWEEN if pot.parts else top, top + pot.height)
    middle = (centres[0] + centres[-1]) / 2 if centres else top + pot.height / 2
    y = max(top, middle - pot.height / 2)
    paths += [_joined(x + _WIDTH, y + pot.height / 2, x + _WIDTH + _GAP, centre) for centre in centres]
    boxes.append(Box(x + 1, y + 1, _WIDTH, pot.height, pot.lines, pot.kind, pot.named))
    return max(bottom, y + pot.height)


def _joined(x: float, y: float, to_x: float, to_y: float) -> Path:
    half = (x + to_x) / 2
    return Path(f"M {x:.1f} {y:.1f} C {half:.1f} {y:.1f} {half:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}", "flow")

"""Shapes with their places, in the drawing's own units; the template writes them as SVG."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A box with lines of text; `kind` is its CSS class. The first `named` lines are its name."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    kind: str
    named: int = 1


@dataclass(frozen=True, slots=True)
class Path:
    """A line drawn with SVG path commands made of numbers alone; `arrow`: it points at its end."""

    d: str
    kind: str
    arrow: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A text; `anchor` as in SVG: start, middle or end."""

    x: float
    y: float
    said: str
    kind: str
    anchor: str = "start"


NARROWEST = 900.0  # drawings are shown equally wide: a smaller one would be blown up


@dataclass(frozen=True, slots=True)
class Drawing:
    width: float
    height: float
    boxes: tuple[Box, ...] = ()
    paths: tuple[Path, ...] = ()
    labels: tuple[Label, ...] = ()

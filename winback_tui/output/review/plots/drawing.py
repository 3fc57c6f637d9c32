"""A plot that is laid out: where each of its parts is, in cells of a terminal from the upper left corner."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar; one of its sides is a whole number of cells."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class DrawnWords:
    """Words that begin in this cell."""

    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class DrawnLine:
    """Straight strokes from point to point."""

    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class DrawnDot:
    """A dot in this cell; `size` above 0, up to 1 for the greatest."""

    x: int
    y: int
    size: float


@dataclass(frozen=True, slots=True)
class DrawnBox:
    """A frame around some cells; `weight` from 0 to 1 is how full it is."""

    x: int
    y: int
    width: int
    height: int
    weight: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where every part of a plot is; `width` and `height` in cells."""

    title: str
    width: int
    height: int
    bars: tuple[DrawnBar, ...] = ()
    words: tuple[DrawnWords, ...] = ()
    lines: tuple[DrawnLine, ...] = ()
    dots: tuple[DrawnDot, ...] = ()
    boxes: tuple[DrawnBox, ...] = ()

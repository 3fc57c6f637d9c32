"""Pens: what a terminal must be told before it draws a text, and the shortest way from one pen to another."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from rich.color import Color, ColorSystem
from rich.style import Style

_FLAGS = {
    "bold": "1",
    "dim": "2",
    "italic": "3",
    "underline": "4",
    "blink": "5",
    "reverse": "7",
    "conceal": "8",
    "strike": "9",
}
_OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "8": "28", "9": "29"}
"""What ends a flag; bold and dim end together."""
_SEEN_ON_BLANKS = frozenset(_FLAGS[name] for name in ("underline", "blink", "reverse", "strike"))


class Pen(NamedTuple):
    """Parameters of colours and flags as escape codes have them, empty for the usual, and a link's address."""

    fore: str
    back: str
    flags: frozenset[str]
    link: str


NO_PEN = Pen("", "", frozenset(), "")
_PENS = {NO_PEN: NO_PEN}
"""Every pen there was, so that styles that look alike share one and `is` tells them apart."""


@lru_cache(maxsize=4096)
def pen_of(style: Style, colours: ColorSystem | None, links: bool = True) -> Pen:
    """What draws in this style on a terminal with so many colours; without `links` it opens none."""
    if colours is None:
        return NO_PEN
    flags = frozenset(code for name, code in _FLAGS.items() if getattr(style, name))
    link = (style.link or "") if links else ""
    if not (link.isascii() and link.isprintable()):
        link = ""  # the second net: what ends the escape code would be obeyed
    pen = Pen(_codes(style.color, colours, True), _codes(style.bgcolor, colours, False), flags, link)
    return _PENS.setdefault(pen, pen)


def _codes(color: Color | None, colours: ColorSystem, foreground: bool) -> str:
    if color is None or color.is_default:
        return ""
    return ";".join(color.downgrade(colours).get_ansi_codes(foreground))


@lru_cache(maxsize=4096)
def blank_pen(pen: Pen) -> Pen:
    """What is left of a pen where it draws blanks: the colour of letters, and whether they are bold, is not seen."""
    if pen.flags & _SEEN_ON_BLANKS or pen.link:
        return pen
    pen = Pen("", pen.back, frozenset(), "")
    return _PENS.setdefault(pen, pen)


def erasable(pen: Pen, erases_in_colour: bool) -> bool:
    """Whether an erased cell looks like a blank drawn with this pen."""
    return not (pen.flags & _SEEN_ON_BLANKS or pen.link) and (not pen.back or erases_in_colour)


@lru_cache(maxsize=4096)
def strokes(before: Pen, after: Pen) -> str:
    """What turns one pen into another."""
    sent = "" if before.link == after.link else f"\x1b]8;;{after.link}\x1b\\"
    if before[:3] == after[:3]:
        return sent
    return f"{sent}\x1b[{min(_from_the_start(after), _from(before, after), key=len)}m"


def _from_the_start(pen: Pen) -> str:
    wanted = [*sorted(pen.flags), *filter(None, (pen.fore, pen.back))]
    return ";".join(["0", *wanted]) if wanted else ""


def _from(before: Pen, after: Pen) -> str:
    ended = {_OFF[flag] for flag in before.flags - after.flags}
    begun = {flag for flag in after.flags if flag not in before.flags or _OFF[flag] in ended}
    codes = [*sorted(ended), *sorted(begun)]
    if before.fore != after.fore:
        codes.append(after.fore or "39")
    if before.back != after.back:
        codes.append(after.back or "49")
    return ";".join(codes)

"""Text measured and cut in terminal cells; imports no toolkit, so that a first frame can be drawn without one."""

from __future__ import annotations

import re

_UNSHOWABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f"  # C0, DEL, C1
    "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"  # bidi marks, overrides, isolates
    "\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
_JOINERS = re.compile("[\u200d\ufe0e\ufe0f]")
_NARROW = re.compile(
    "[\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f"  # Latin, Greek, Cyrillic
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u22ff\u2500-\u25fc]*"  # dashes, currencies, arrows, bars
)
"""Letters and signs one cell wide everywhere: nothing needs to be looked up for them."""
ELLIPSIS = "…"


def showable(text: str) -> str:
    """`text` without anything that a terminal would obey instead of show; white space controls become a space."""
    if text.isprintable():
        return text
    return _UNSHOWABLE.sub(lambda found: " " if found[0] in "\t\n\r\x0b\x0c\x85\u2028\u2029" else "", text)


def steady(text: str) -> str:
    """`showable`, and without emoji joiners, on whose width terminals disagree: columns stay straight everywhere."""
    if text.isascii() and text.isprintable():
        return text
    return _JOINERS.sub("", showable(text))


def width_of(text: str) -> int:
    """Terminal cells that `text` takes."""
    if text.isascii() or _NARROW.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def fit(text: str, width: int, right: bool = False) -> str:
    """`text` in exactly `width` cells: padded, or cut with an ellipsis."""
    size = width_of(text)
    if size > width:
        return cut(text, width)
    return " " * (width - size) + text if right else text + " " * (width - size)


def cut(text: str, width: int) -> str:
    """The beginning of a `text` that is wider than `width` cells, ending in an ellipsis, exactly `width` wide."""
    if width <= 1:
        return ELLIPSIS[:width]
    if text.isascii() or _NARROW.fullmatch(text):
        return text[: width - 1] + ELLIPSIS
    from rich.cells import set_cell_size

    cut_off = set_cell_size(text, width - 1).rstrip() + ELLIPSIS
    return cut_off + " " * (width - width_of(cut_off))

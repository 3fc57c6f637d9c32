"""Text broken into lines between words: the one way for pages, tables and talk."""

from __future__ import annotations

import re
from collections.abc import Callable

_PIECES = re.compile(r"\s+|\S+")


def wrap_words(
    text: str,
    width: int,
    first: str = "",
    later: str | None = None,
    *,
    measure: Callable[[str], int] = len,
    split_long: bool = True,
) -> list[str]:
    """`text` in lines of at most `width`; the first begins with `first`, the others with `later` (else like it).

    Spaces inside a line stay as they are. A word longer than a line is split, unless `split_long` says to keep it
    whole; `measure` counts what a text takes, characters if nothing else is given. No line for an empty text.
    """
    lines: list[str] = []
    follow = first if later is None else later
    line, space, begun = first, "", False
    for piece in _PIECES.findall(text):
        if piece.isspace():
            space = piece if begun or not lines else ""
            continue
        if begun and measure(line + space + piece) > width:
            lines.append(line)
            line, space = follow, ""
        while split_long and measure(line + space + piece) > width:
            fits = _fitting(line + space, piece, width, measure)
            lines.append(line + space + piece[:fits])
            line, space, piece = follow, "", piece[fits:]
        line, space, begun = line + space + piece, "", True
    return [*lines, line] if begun else lines


def _fitting(before: str, word: str, width: int, measure: Callable[[str], int]) -> int:
    """How many characters of the word fit after `before`; at least one, so that something always does."""
    fits = 1
    while fits < len(word) and measure(before + word[: fits + 1]) <= width:
        fits += 1
    return fits

"""The few meanings that colour has, in the words of style sheets; imports no toolkit."""

from __future__ import annotations

from typing import NamedTuple

TONES = {
    "muted": "$text-muted",
    "strong": "bold",
    "accent": "$text-accent",
    "good": "$text-success",
    "warn": "$text-warning",
    "bad": "$text-error",
    "key": "$footer-key-foreground bold",
    "chosen": "$text-accent bold underline",
    "faint": "$text-disabled",
}
"""muted: beside the point · strong: the name of the thing · accent: yours to act on · good, warn, bad: as the
word beside it says · key: a key to press · chosen: the one of several · faint: not possible now.
Colour never stands alone: the word or glyph says the same."""

LINE_TONES = {
    **TONES,
    "": "",
    "heading": "$text-muted",
    "sorted": "bold",
    "cursor": "bold on $row-cursor",
    "away": "on $row-cursor-away",
    "bar": "$text-accent",
    "mark": "$text-warning bold",
    "scroll": "$scrollbar",
}
"""The same and those of the lines of a list: cursor and away are what lies under a line."""


class PaintedStyle(NamedTuple):
    """What words such as `bold $text-accent on $row-cursor` mean; colours by name, '' leaves them alone."""

    colour: str
    background: str
    attributes: tuple[str, ...]


def parse_style(words: str) -> PaintedStyle:
    """The words, understood."""
    colour = background = ""
    attributes = []
    under = False
    for word in words.split():
        if word == "on":
            under = True
        elif word.startswith("$"):
            colour, background = (colour, word[1:]) if under else (word[1:], background)
            under = False
        else:
            attributes.append(word)
    return PaintedStyle(colour, background, tuple(attributes))

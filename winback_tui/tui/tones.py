"""The few meanings that colour has, and literal text painted with them."""

from __future__ import annotations

from collections.abc import Mapping

from rich.style import Style
from textual.color import Color
from textual.content import Content

from .cells import showable
from .columns import Cell

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


def say(*parts: Cell) -> Content:
    """The parts in a row, each drawn literally: a text, or a text with its tone."""
    pieces: list[Content] = []
    for part in parts:
        text, tone = (part, "") if isinstance(part, str) else part
        text = "\n".join(showable(line) for line in text.split("\n"))
        pieces.append(Content.styled(text, TONES[tone]) if tone else Content(text))
    return Content.assemble(*pieces)


def line_style(words: str, variables: Mapping[str, str]) -> Style:
    """The same words (`bold $text-accent on $row-cursor`) for widgets that draw their lines themselves."""
    colour = background = None
    attributes: dict[str, bool] = {}
    under = False
    for word in words.split():
        if word == "on":
            under = True
        elif word.startswith("$"):
            parsed = Color.parse(variables[word[1:]]).rich_color
            if under:
                background = parsed
            else:
                colour = parsed
            under = False
        else:
            attributes[word] = True
    return Style(color=colour, bgcolor=background, **attributes)  # type: ignore[arg-type]

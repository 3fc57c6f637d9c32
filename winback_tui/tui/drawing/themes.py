"""The looks as the toolkit wants them."""

from __future__ import annotations

from textual.theme import Theme

from .palettes import LOOKS, Palette


def _theme(look: Palette) -> Theme:
    colours = look._asdict()
    del colours["own"]
    return Theme(**colours, variables=look.variables)


THEMES = {name: _theme(look) for name, look in LOOKS.items()}

"""The looks as the toolkit wants them."""

from __future__ import annotations

from textual.theme import Theme

from .looks import LOOKS

THEMES = {name: Theme(**look._asdict()) for name, look in LOOKS.items()}

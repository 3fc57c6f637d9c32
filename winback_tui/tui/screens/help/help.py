"""Help: what this place is for, what its columns mean, and what each key does here, nearest first."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from winback_tui.tui.screens.base.reader import Reader

from .help_text import HelpText


class HelpScreen(Reader):
    """Assembled from the focused widget and everything around it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("question_mark,f1", "back", "back", show=False)]

    def __init__(self, origin: Screen[Any]) -> None:
        super().__init__("What the keys do here", HelpText(origin))

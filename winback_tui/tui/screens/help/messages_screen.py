"""What was said above the keys in this session, the latest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from textual.content import Content
from textual.widgets import Static

from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.base.reader import Reader

SIGNS: dict[str, Cell] = {"information": "  ", "warning": ("! ", "warn"), "error": ("✗ ", "bad")}


class ShownMessage(Protocol):
    """A message: when (UTC), what, and how serious."""

    @property
    def at(self) -> datetime: ...
    @property
    def text(self) -> str: ...
    @property
    def kind(self) -> str: ...


class MessagesScreen(Reader):
    """Read when a message was gone too soon."""

    def __init__(self, messages: Sequence[ShownMessage]) -> None:
        lines = [
            say((f"{each.at.astimezone():%H:%M}  ", "muted"), SIGNS[each.kind], each.text)
            for each in reversed(messages)
        ]
        super().__init__("Messages of this session", Static(Content("\n").join(lines), markup=False))

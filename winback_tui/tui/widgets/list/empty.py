"""What an empty list says: why it is empty and which key comes next."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from textual.content import Content
from textual.widget import Widget

from winback_tui.tui.drawing.tones import say


class Why(StrEnum):
    """The three kinds of emptiness; the glyph tells them apart without colour."""

    NOTHING_YET = "○"
    NO_MATCH = "⌕"
    ALL_DONE = "✓"


class Empty(NamedTuple):
    """`Empty(Why.NO_MATCH, "No account matches 'acme'.", (("Esc", "clears the filter"),))`."""

    why: Why
    title: str
    keys: tuple[tuple[str, str], ...] = ()
    """Keys that help and what they do."""

    def content(self) -> Content:
        """The message, to be drawn centred."""
        tone = "good" if self.why is Why.ALL_DONE else "muted"
        lines = [say((f"{self.why}  ", tone), (self.title, "strong")), Content("")]
        lines += [say((key, "key"), (f"  {does}", "muted")) for key, does in self.keys]
        return Content("\n").join(lines)


EMPTY_BOOK = Empty(
    Why.NOTHING_YET,
    "No accounts and no orders yet.",
    (
        ("I", "imports a file of orders"),
        ("a", "adds an account by hand"),
        ("winback demo", "in the shell shows a demo team"),
    ),
)
"""What every list says of a book without accounts: no other key leads anywhere."""


class EmptyState(Widget):
    """The message as a widget, for places without a list."""

    DEFAULT_CSS = """
    EmptyState {
        content-align: center middle;
        text-align: center;
    }
    """

    def __init__(self, empty: Empty, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._empty = empty

    def render(self) -> Content:
        """The message."""
        return self._empty.content()

"""Verbs of everything that lies on top of a view."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

from winback_tui.tui.verb import Verb

if TYPE_CHECKING:
    from winback_tui.tui.context import Context


class Leaves(Protocol):
    """A screen that can be left."""

    def action_back(self) -> Any:
        """One level back."""
        ...


class Back(Verb):
    id = "screen.back"
    keys = "escape"
    label = "back"
    about = "One level back. What you typed and did not save is there again next time."
    footer = 70

    def run(self, context: Context) -> None:
        cast("Leaves", context.screen).action_back()

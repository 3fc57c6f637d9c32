"""Verbs of every text that can be typed into."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from winback_tui.tui.commands.command import Command

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context


class Typed(Protocol):
    """A widget with a text."""

    def typed(self) -> str:
        """The text now."""
        ...

    def put(self, text: str) -> None:
        """Replaces the text."""
        ...


class EditOutside(Command):
    id = "text.editor"
    keys = "f4,ctrl+e"
    label = "edit in your editor"
    short = "editor"
    about = "Open the text in $EDITOR; what you save there comes back here."
    footer = 90

    def run(self, context: Context) -> None:
        from .editor import edit_outside

        box = cast("Typed", context.node)
        box.put(edit_outside(context.app, box.typed()))

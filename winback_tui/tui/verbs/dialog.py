"""Verbs of every dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from winback_tui.tui.verb import Verb

from .shell import Help

if TYPE_CHECKING:
    from winback_tui.tui.context import Context
    from winback_tui.tui.screens.dialog import Dialog


class Submit(Verb):
    id = "dialog.submit"
    keys = "enter,f2,ctrl+enter,ctrl+s"
    label = "save"
    about = (
        "Do it with what is in the form. In a note Enter makes a new line: there F2 or ctrl+enter does it."
    )
    footer = 1

    def title(self, context: Context) -> str:
        return getattr(context.screen, "DOES", self.label)

    def word(self, context: Context) -> str:
        return self.title(context)

    def run(self, context: Context) -> None:
        cast("Dialog[Any]", context.screen).submit()


DIALOG_VERBS: tuple[type[Verb], ...] = (Submit, Help)

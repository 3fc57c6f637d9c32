"""The command that copies what the data shows into the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from winback_tui.tui.commands.command import Command

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context

    from .pages.text_page import TextPage


class CopyData(Command):
    id = "interview.take_data"
    keys = "f3"
    label = "copy what the data shows"
    short = "copy these"
    about = "Copy the sentences from the data into the answer."
    footer = 4

    def title(self, context: Context) -> str:
        return self.label if cast("TextPage", context.node).takes_data else ""

    def enabled(self, context: Context) -> str | None:
        page = cast("TextPage", context.node)
        if not page.takes_data:
            return "This page is not about the data."
        return None if page.known.data else "There is no data about the time before the loss."

    def run(self, context: Context) -> None:
        cast("TextPage", context.node).take_data()

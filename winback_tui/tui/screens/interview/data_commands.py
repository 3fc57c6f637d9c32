"""The verb that notes down what the data say."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from winback_tui.tui.commands.command import Command

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context

    from .pages.text_page import TextPage


class TakeOver(Command):
    id = "interview.take_data"
    keys = "f3"
    label = "note what the data say"
    short = "note these"
    about = "Write the sentences of the data into the answer."
    footer = 4

    def title(self, context: Context) -> str:
        return self.label if cast("TextPage", context.node).takes_data else ""

    def enabled(self, context: Context) -> str | None:
        page = cast("TextPage", context.node)
        if not page.takes_data:
            return "This page is not about the data."
        return None if page.known.data else "The books say nothing about the time before the loss."

    def run(self, context: Context) -> None:
        cast("TextPage", context.node).take_data()

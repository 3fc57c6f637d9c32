"""The verb that holds an exit interview, from any account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .command import Command

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context


class HoldInterview(Command):
    id = "interview.hold"
    keys = "i"
    label = "exit interview"
    short = "interview"
    about = "Ask why they left, question by question; goes on where the last one stood."
    footer = 1
    writes = True

    def enabled(self, context: Context) -> str | None:
        return None if context.subject else "Put the cursor on an account first."

    async def run(self, context: Context) -> None:
        from winback_tui.tui.screens.interview.opening import hold_interview

        await hold_interview(context)

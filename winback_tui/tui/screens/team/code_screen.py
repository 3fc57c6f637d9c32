"""The team's code, shown once, to be copied or written down."""

from __future__ import annotations

from typing import Any, cast

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from winback_tui.tui.app.terminal.clipboard import copy
from winback_tui.tui.commands.command import Command
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.base.base_screen import FullScreen
from winback_tui.tui.widgets.key_footer import KeyFooter
from winback_tui.tui.widgets.list.head_lines import TitleLine

from .rows import home_words


class CopyCode(Command):
    id = "team.copy_code"
    keys = "y"
    label = "copy the code"
    about = "Copy the seven words, to send to your colleagues separately from the files."
    footer = 2

    def run(self, context: Any) -> None:
        context.tell(f"The code is {copy(context.node.app, cast('CodeScreen', context.screen).code)}")


class CodeNoted(Command):
    id = "team.code_noted"
    keys = "enter"
    label = "I have noted it"
    about = "Go on; the code is not shown again."
    footer = 1

    def run(self, context: Any) -> None:
        cast("CodeScreen", context.screen).action_back()


class CodeScreen(FullScreen[None]):
    """Seven words, what they are for, and what comes next."""

    OWN_COMMANDS = (CodeNoted, CopyCode)
    PURPOSE = "Other laptops join with this code. It opens the team's files, so give it to colleagues only."

    def __init__(self, code: str, folder: str) -> None:
        super().__init__()
        self.code = code
        self._folder = folder

    def compose(self) -> ComposeResult:
        """The words, large and alone."""
        yield TitleLine("Your team's code")
        with VerticalScroll(can_focus=False):
            yield Static(self._text(), id="words", markup=False)
        yield KeyFooter()

    def _text(self) -> Content:
        numbered = [
            say((f"   {place} ", "muted"), (word, "strong"))
            for place, word in enumerate(self.code.split(), 1)
        ]
        lines = [
            Content(""),
            say(("✓ ", "good"), f"The team is set up; your file is in {home_words(self._folder)}."),
            Content(""),
            say("These seven words are shown once. Whoever has them can open the team's files."),
            Content(""),
            say("   ", (self.code, "accent")),
            Content(""),
            *numbered,
            Content(""),
            say(
                "On every other laptop: press ",
                ("S", "key"),
                ", then ",
                ("j", "key"),
                ", and give this folder and these words.",
            ),
            say(("By command: ", "muted"), f'winback join {home_words(self._folder)} --code "{self.code}"'),
        ]
        return Content("\n").join(lines)

"""Rehearsing a rival's attack: one objection at a time, and our answer once you have said yours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from winback_tui.services.cases.battle_cards import ObjectionRow
from winback_tui.tui.app.context import Context
from winback_tui.tui.commands.closing import Back
from winback_tui.tui.commands.command import Command
from winback_tui.tui.drawing.cells import showable
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.base.base_screen import Modal
from winback_tui.tui.widgets.key_footer import KeyFooter


class NextObjection(Command):
    id = "rehearsal.next"
    keys = "enter,space,down"
    label = "our answer, then the next objection"
    short = "next"
    about = "Show our answer; then the next objection. After the last one the rehearsal ends."
    footer = 1

    async def run(self, context: Context) -> None:
        cast("RehearsalScreen", context.screen).go_on()


class PreviousObjection(Command):
    id = "rehearsal.previous"
    keys = "up,backspace"
    label = "the objection before"
    short = "previous"
    about = "Hide our answer, or go back to the objection before."
    footer = 2

    async def run(self, context: Context) -> None:
        cast("RehearsalScreen", context.screen).go_back()


class RehearsalScreen(Modal[None]):
    """Enter shows our answer, then the next objection; after the last it closes."""

    PURPOSE = "Say your answer aloud before you look at ours: the rival calls without a warning."
    DEFAULT_CSS = """
    RehearsalScreen { align: center middle; }
    RehearsalScreen #box {
        width: 76; max-width: 96%; height: auto; max-height: 90%; border: round $accent; padding: 1 2;
    }
    RehearsalScreen #text { height: auto; max-height: 16; }
    """
    OWN_COMMANDS = (NextObjection, PreviousObjection, Back)

    def __init__(self, rival: str, objections: Sequence[ObjectionRow]) -> None:
        super().__init__()
        self._rival = rival
        self._objections = objections
        self._at = 0
        self._answered = False
        self._text = Static("", markup=False)

    def compose(self) -> ComposeResult:
        """One objection in a box."""
        with Vertical(id="box") as box:
            box.border_title = Content(showable(f"Rehearsal · {self._rival}"))
            with VerticalScroll(id="text", can_focus=False):
                yield self._text
            yield KeyFooter()

    def on_mount(self) -> None:
        """The first objection."""
        self._show()

    def _show(self) -> None:
        each = self._objections[self._at]
        cells: list[Cell] = [
            (f"{self._at + 1} of {len(self._objections)}\n", "muted"),
            (f"“{each.objection}”\n\n", "strong"),
        ]
        if self._answered:
            cells.append(each.answer or ("Nobody has an answer yet: find one together.", "warn"))
        else:
            cells.append(("Say your answer aloud, then press Enter to compare it with ours.", "muted"))
        self._text.update(say(*cells))

    def go_on(self) -> None:
        """Our answer, the next objection, or the end."""
        if not self._answered:
            self._answered = True
        elif self._at + 1 < len(self._objections):
            self._at, self._answered = self._at + 1, False
        else:
            self.dismiss(None)
            return
        self._show()

    def go_back(self) -> None:
        """The objection before, without its answer."""
        self._at, self._answered = max(0, self._at - (not self._answered)), False
        self._show()

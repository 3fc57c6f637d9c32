"""The brief before a call, on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from winback_tui.services.contacts.briefing import brief
from winback_tui.tui.commands.account import EnterOrder
from winback_tui.tui.commands.case import ShowPlan
from winback_tui.tui.commands.closing import Back
from winback_tui.tui.commands.contact import LogContact
from winback_tui.tui.screens.base.base_screen import FullScreen
from winback_tui.tui.widgets.key_footer import KeyFooter
from winback_tui.tui.widgets.style_sheet import style_sheet

from .brief_content import brief_content

if TYPE_CHECKING:
    from winback_tui.tui.app.subject import CommandSubject


class BriefScreen(FullScreen[None]):
    """Read, then call: `c` logs what came of it, `o` the order."""

    DEFAULT_CSS = style_sheet(__file__)
    OWN_COMMANDS = (LogContact, EnterOrder, ShowPlan, Back)
    PURPOSE = (
        "What to know before a call: who, what happened, what was promised, what not to say, last contacts."
    )

    def __init__(self, subject: CommandSubject) -> None:
        super().__init__()
        self._subject = subject
        self._text = Static("", id="brief", markup=False)

    def subject(self) -> CommandSubject:
        """The account."""
        return self._subject

    def compose(self) -> ComposeResult:
        """The text, and the keys."""
        with VerticalScroll():
            yield self._text
        yield KeyFooter()

    def on_mount(self) -> None:
        """Read now, and again after each act."""
        self._show()
        self.app.book_changed.subscribe(self, lambda _: self._changed())  # type: ignore[attr-defined]

    def _changed(self) -> None:
        """The step that led here may be done now: the next contact finds the one that it answers."""
        self._subject = self._subject._replace(row=None)
        self._show()

    def _show(self) -> None:
        self._text.update(brief_content(brief(self.app.book, self._subject.account_id)))  # type: ignore[attr-defined]

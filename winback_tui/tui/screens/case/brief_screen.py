"""The brief before a call, on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.widgets import Static

from winback_tui.domain.account.next_action import NextAction
from winback_tui.domain.errors import WinbackError
from winback_tui.services.accounts.account_card import account_card
from winback_tui.services.accounts.next_action import next_of
from winback_tui.services.contacts.briefing import Brief, brief
from winback_tui.tui.commands.account import EnterOrder
from winback_tui.tui.commands.case import ShowPlan
from winback_tui.tui.commands.closing import Back
from winback_tui.tui.commands.contact import LogContact
from winback_tui.tui.commands.next_step import DoNext
from winback_tui.tui.drawing.list_lines import HIGH
from winback_tui.tui.screens.base.base_screen import FullScreen
from winback_tui.tui.widgets.account.case_panel import CasePanel
from winback_tui.tui.widgets.account.head import AccountTitle
from winback_tui.tui.widgets.key_footer import KeyFooter
from winback_tui.tui.widgets.style_sheet import style_sheet

from .brief_content import brief_content
from .case_page import subject_of

if TYPE_CHECKING:
    from winback_tui.tui.app.subject import CommandSubject

AROUND = 3
"""Cells beside the text: a margin on both sides, and the scroll bar."""


class BriefScreen(FullScreen[None]):
    """Read, then call: Space does what comes next, `c` logs what came of it, `o` the order."""

    DEFAULT_CSS = style_sheet(__file__)
    OWN_COMMANDS = (DoNext, LogContact, EnterOrder, ShowPlan, Back)
    PURPOSE = (
        "What to know before a call: who, what happened, what was promised, what not to say, last contacts."
    )
    PAGE: ClassVar[str] = "brief"
    """Its name among the pages about an account."""

    def __init__(self, subject: CommandSubject) -> None:
        super().__init__()
        self._subject = subject
        self._title = AccountTitle(subject.name, "Brief")
        self._panel = CasePanel()
        self._text = Static("", id="brief", markup=False)
        self._footer = KeyFooter()
        self._brief: Brief | None = None
        self.next_action: NextAction | None = None
        """What to do next."""

    def subject(self) -> CommandSubject:
        """The account."""
        return self._subject

    def row_of(self, action: NextAction) -> Any:
        """The brief lists no fixes."""
        return None

    def compose(self) -> ComposeResult:
        """The account and its case, the text, and the keys."""
        yield self._title
        yield self._panel
        with VerticalScroll():
            yield self._text
        yield self._footer

    def on_mount(self) -> None:
        """Read now, and again after each act."""
        self._show()
        self.app.book_changed.subscribe(self, lambda _: self._changed())  # type: ignore[attr-defined]

    def on_resize(self, event: events.Resize) -> None:
        """On a low terminal the case takes fewer lines; on a wide one headings stand before their lines."""
        self._panel.set_class(self.app.size.height < HIGH, "-flat")
        self._show_text()

    def _changed(self) -> None:
        """The step that led here may be done now: the next contact finds the one that it answers."""
        self._subject = self._subject._replace(row=None)
        try:
            self._show()
        except WinbackError:
            return  # the account may be gone: the act that took it says so

    def _show(self) -> None:
        book, account_id = self._app.book, self._subject.account_id
        card = account_card(book, account_id)
        self._subject = subject_of(card, self._subject)
        self.next_action = next_of(card)
        self._title.show(card)
        self._panel.show(card)
        self._brief = brief(book, account_id)
        self._show_text()
        self._footer.refresh_commands()

    def _show_text(self) -> None:
        if self._brief is not None:
            self._text.update(brief_content(self._brief, self.app.size.width - AROUND))

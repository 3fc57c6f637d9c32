"""What the pages about one account share: its head, its case with the next step, and Space that does it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from textual import events
from textual.widget import Widget

from winback_tui.domain.account.next_action import NextAction
from winback_tui.services.accounts.account_card import AccountCard, CaseLine, account_card
from winback_tui.services.accounts.next_action import next_of
from winback_tui.tui.app.subject import CaseState, CommandSubject
from winback_tui.tui.commands.next_step import DoNext
from winback_tui.tui.drawing.list_lines import HIGH
from winback_tui.tui.screens.views.view import ListView, R
from winback_tui.tui.widgets.account.case_panel import CasePanel, rules_of_panel
from winback_tui.tui.widgets.account.head import AccountTitle
from winback_tui.tui.widgets.account.next_table import NextTable
from winback_tui.tui.widgets.list.rows import RowSource
from winback_tui.tui.widgets.list.window_table import WindowTable


class CasePage(ListView[R]):
    """A list about one account under its head; Esc leads back to the account.

    Subclass it: `PAGE`, `HEADING`, and what a `ListView` asks for; `listing` calls `read_card` first.
    """

    ONE_ACCOUNT = True
    TABLE: ClassVar[type[WindowTable]] = NextTable
    PAGE: ClassVar[str] = ""
    """Its name in `NextAction.page`; '' for the account itself."""
    HEADING: ClassVar[str] = ""
    """What is shown of the account, such as `Decision`."""

    def __init__(self, about: CommandSubject) -> None:
        super().__init__()
        self._about = about._replace(row=None, at_once=False)
        self._at_once = about.at_once
        self.card: AccountCard | None = None
        self.title_line = AccountTitle(about.name, self.HEADING)
        self.panel = CasePanel()

    def top_line(self) -> Widget:
        """The account, in the place of the tabs."""
        return self.title_line

    def compose(self) -> Any:
        """The panel of the case stands between the title and the headline of the list."""
        for widget in super().compose():
            if widget is self.headline:
                yield from self.above_the_list()
            yield widget
        self.show_card()

    def turn_to(self, about: CommandSubject) -> None:
        """Another account in the place of this one; the caller reads it."""
        self._about = about._replace(row=None)

    def above_the_list(self) -> Sequence[Widget]:
        """What stands between the title and the list."""
        return (self.panel,)

    def read_card(self) -> AccountCard:
        """Reads the account again. May run in a thread: touches no widget."""
        self.card = account_card(self._app.book, self._about.account_id)
        return self.card

    def _show(self, listing: Any, keep: bool) -> None:
        super()._show(listing, keep)
        if self.is_mounted:
            self.show_card()

    def show_card(self) -> None:
        """Draws the head and the case as they are now."""
        self.panel.set_class(bool(self.PAGE) and self.app.size.height < HIGH, "-flat")
        if self.card is not None:
            self.title_line.show(self.card)
            self.panel.show(self.card, self.next_action)
            if self.footer.is_attached:
                self.footer.refresh_commands()
                if self._at_once:
                    self._at_once = False
                    if self.next_action == next_of(self.card):  # else this page asks for something before it
                        self.call_after_refresh(self._app.run_command, DoNext(), self)

    def on_resize(self, event: events.Resize) -> None:
        """The panel takes less room on a low terminal."""
        self.call_after_refresh(self.show_card)

    # --- what commands ask

    @property
    def next_action(self) -> NextAction | None:
        """What to do next."""
        return next_of(self.card) if self.card is not None else None

    def row_of(self, action: NextAction) -> Any:
        """The row that the action is about, where this page lists such rows."""
        return None

    @property
    def following_row(self) -> Any:
        """The row that Space acts on; None where the next thing is about none of this page's."""
        action = self.next_action
        return self.row_of(action) if action is not None else None

    def first_row(self, rows: RowSource[R]) -> int:
        """The row that Space acts on."""
        following = self.following_row
        return 0 if following is None else list(rows.all_keys()).index(following.key)

    def subject(self) -> CommandSubject | None:
        """The account, with the row under the cursor and how its case stands."""
        card = self.card
        if card is None:
            return self._about._replace(row=self.table.row)
        return subject_of(card, self._about._replace(row=self.table.row))

    def rules(self) -> Sequence[str]:
        """Those behind the panel."""
        return rules_of_panel(self.card) if self.card is not None else ()

    def action_back(self) -> None:
        """Back to the screen below."""
        self.dismiss(None)


def subject_of(card: AccountCard, about: CommandSubject) -> CommandSubject:
    """The account as its card has it: with its name now, its open case, and how the case stands."""
    line = next((each for each in card.cases if each.case.open), None)
    case_id = line.case.id if line else ""
    return about._replace(name=card.glance.account.name, case_id=case_id, case_state=_state(card, line))


def _state(card: AccountCard, line: CaseLine | None) -> CaseState:
    if card.glance.details.gone_reason:
        return CaseState.GONE
    if line is not None:
        return CaseState.ANSWERED if line.returned is not None else CaseState.OPEN
    if not card.cases:
        return CaseState.NONE
    return CaseState.LOST if card.cases[0].returned is None else CaseState.CLOSED

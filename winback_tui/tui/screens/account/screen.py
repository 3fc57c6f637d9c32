"""One account: why it stands where it stands, its people, and everything that happened, day by day."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from winback_tui.domain.wording.wording import count, full_day, money_column, money_words, near_day
from winback_tui.services.accounts.account_card import AccountCard, CaseLine, account_card
from winback_tui.services.accounts.timeline import Event, time_line
from winback_tui.tui.app.context import CommandSubject
from winback_tui.tui.app.list_order import ListOrder
from winback_tui.tui.commands.account import ACCOUNT_COMMANDS
from winback_tui.tui.commands.case import CASE_COMMANDS, HoldInterview, ShowDecision
from winback_tui.tui.commands.closing import Back
from winback_tui.tui.commands.contact import CONTACT_COMMANDS, LogContact
from winback_tui.tui.commands.working import TURNING_COMMANDS, WORKING_COMMANDS
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.views.accounts.glance_content import glance_content, rules_of
from winback_tui.tui.screens.views.view import Listing, ListView, Query
from winback_tui.tui.screens.views.view_commands import VIEW_COMMANDS
from winback_tui.tui.widgets.list.empty import Empty, Why
from winback_tui.tui.widgets.list.head_lines import TitleLine
from winback_tui.tui.widgets.list.rows import ListRows
from winback_tui.tui.widgets.style_sheet import style_sheet

TONES = {
    "order": "good",
    "credit": "warn",
    "cancelled": "muted",
    "pending": "muted",
    "note": "muted",
    "complaint": "warn",
    "loss": "bad",
    "planned": "accent",
}

DOES = {
    "planned": LogContact,
    "interview": HoldInterview,
    "loss": ShowDecision,
    "case": ShowDecision,
    "decision": ShowDecision,
}
"""What Enter does with an event of the time line."""

SORTS: dict[str, Callable[[tuple[int, Event]], Any]] = {
    "day": lambda placed: -placed[0],
    "kind": lambda placed: placed[1].kind,
    "amount": lambda placed: placed[1].amount or 0,
    "who": lambda placed: placed[1].who.casefold(),
}


class AccountScreen(ListView[Event]):
    """On top of the screen that opened it; Esc clears the filter, then leaves."""

    DEFAULT_CSS = style_sheet(__file__)
    PURPOSE = (
        "Everything about one account: its status and why, sales by month, the usual interval, people, cases, and"
        " the time line of orders, contacts, complaints and interviews."
    )
    OWN_COMMANDS = (
        HoldInterview,
        *CONTACT_COMMANDS,
        *CASE_COMMANDS,
        *ACCOUNT_COMMANDS,
        *WORKING_COMMANDS,
        *TURNING_COMMANDS,
        *VIEW_COMMANDS,
        Back,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "clear the filter, then back", show=False, id="account.back")
    ]
    SORT = ("day", True)
    COLUMNS: ClassVar[tuple[ListColumn[Event], ...]] = (
        ListColumn("day", "Date", lambda event: event.day.isoformat(), 10, falling=True),
        ListColumn("kind", "Kind", lambda event: (event.kind, TONES.get(event.kind, "")), 10, 9),
        ListColumn(
            "amount", "Amount", lambda event: _amount(event), 14, 10, right=True, leaves=1, falling=True
        ),
        ListColumn("what", "What", lambda event: event.text, 40, 20, grows=True, sorts=False),
        ListColumn("who", "Who", lambda event: (event.who, "muted"), 14, 8, leaves=2),
    )

    def __init__(self, about: CommandSubject, list_order: ListOrder | None = None) -> None:
        """`list_order`: of the list that it was opened from."""
        super().__init__()
        self._about = about
        self.list_order = list_order
        self._title = TitleLine("Account", about.name)
        self._card: AccountCard | None = None
        self._overview = Static(id="overview-text", markup=False)

    def top_line(self) -> TitleLine:
        """The account, in the place of the tabs, and its place in the list that it was opened from."""
        self._show_place()
        return self._title

    def _show_place(self) -> None:
        place = self.list_order.place if self.list_order else ""
        self._title.show(self._about.name, f"{place}  K ‹ › J" if place else "")

    def turn_account(self, by: int) -> None:
        """The next account of the list, or the previous one, in the place of this one."""
        there = self.list_order.turn(by) if self.list_order else None
        if there is None:
            self._app.tell(f"This is the {'last' if by > 0 else 'first'} account of the list.")
            return
        self._about = there
        self._show_place()
        self.reload()

    def compose(self) -> ComposeResult:
        """The overview stands between the headline and the time line."""
        for widget in super().compose():
            yield widget
            if widget is self.headline:
                with VerticalScroll(id="overview", can_focus=False):
                    yield self._overview
        self._show_overview()

    # --- reading

    def listing(self, wanted: Query) -> Listing[Event]:
        """The time line, the newest first."""
        card = account_card(self._app.book, self._about.account_id)
        self._card = card
        events = list(enumerate(time_line(card)))
        events = [placed for placed in events if wanted.finds(_words(placed[1]))]
        if (wanted.sort, wanted.falling) != self.SORT:
            events.sort(key=SORTS[wanted.sort], reverse=wanted.falling)
        return Listing(ListRows([event for _, event in events]), _headline(card), _empty(wanted))

    def _show(self, listing: Listing[Event], keep: bool) -> None:
        super()._show(listing, keep)
        if self.is_mounted:
            self._show_overview()

    def _show_overview(self) -> None:
        card = self._card
        if card is None:
            return
        width = self._overview.size.width or self.app.size.width - 2
        cases = [_case_cells(line, card) for line in card.cases]
        content = glance_content(card.glance, width)
        self._overview.update(Content("\n").join([content, *(say(*cells) for cells in cases)]))

    def on_resize(self, event: events.Resize) -> None:
        """The strips are as wide as there is room."""
        self.call_after_refresh(self._show_overview)

    def detail(self, row: Event) -> tuple[str, Content]:
        """The whole event: the line may have been too short for it."""
        money = f"{money_words(row.amount, row.currency)}  " if row.amount is not None else ""
        title = f"{row.kind} · {full_day(row.day)}"
        who = (f"\n{row.who}", "muted") if row.who else ""
        return title, say((money, "strong"), row.text, who)

    def opened(self, row: Event) -> None:
        """Enter: what one does with such an event; where there is nothing, its whole text."""
        command = DOES.get(row.kind)
        if command is None:
            self._app.tell(
                " · ".join(part for part in (full_day(row.day), row.kind, row.text, row.who) if part)
            )
        else:
            self._app.run_command(command(), self)

    # --- what commands ask

    def rules(self) -> Sequence[str]:
        """Those of its alarms and overridden gates, and of what its cases wait for."""
        card = self._card
        if card is None:
            return ()
        return [
            *rules_of(card.glance),
            *(line.stage.rule for line in card.cases if line.stage and line.stage.rule),
        ]

    def subject(self) -> CommandSubject:
        """The account that the screen is about."""
        card = self._card
        name = card.glance.account.name if card else self._about.name
        return CommandSubject(self._about.account_id, name, self._open_case())

    def _open_case(self) -> str:
        lines = self._card.cases if self._card else ()
        return next((line.case.id for line in lines if line.case.open), "")

    def action_clear(self) -> None:
        """Esc: the marks, then the filter, then back."""
        if self.table.marks:
            self.table.unmark()
        elif self.wanted.text:
            super().action_clear()
        else:
            self.action_back()

    def action_back(self) -> None:
        """Back to where the account was opened from."""
        self.dismiss(None)


def _headline(card: AccountCard) -> tuple[Cell, ...]:
    line, account = card.glance.line, card.glance.account
    parts: list[Cell] = [(f"{line.glyph} {line.standing}", "strong")]
    parts += [f" · class {account.abc}"] if account.abc else []
    parts += [f" · {count(account.order_days, 'order day')}"] if account.order_days else [" · no order yet"]
    if account.last_day is not None:
        parts.append((f" · last order {near_day(account.last_day, card.today)}", "muted"))
    return tuple(parts)


def _case_cells(line: CaseLine, card: AccountCard) -> list[Cell]:
    case = line.case
    by = f" by {case.lost_by}" if case.lost_by else ""
    leads = f", led by {case.responsible}" if case.responsible else ", nobody leads"
    content: list[Cell] = [(f"Lost on {full_day(case.lost_on)}{by}", "strong"), f"{leads}: {line.ended}"]
    if line.stage is not None and line.returned is None:
        content.append((f"; {line.stage.waits_for}", "warn"))
    return content


def _amount(event: Event) -> Cell:
    if event.amount is None:
        return ""
    return money_column(event.amount, event.currency)


def _words(event: Event) -> str:
    return f"{event.day.isoformat()} {event.kind} {event.text} {event.who}".casefold()


def _empty(wanted: Query) -> Empty:
    if wanted.text:
        return Empty(Why.NO_MATCH, f"Nothing matches “{wanted.text}”.", (("Esc", "clears the filter"),))
    return Empty(Why.NOTHING_YET, "No history yet.", (("o", "enters an order"), ("c", "logs a contact")))

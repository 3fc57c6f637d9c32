"""One account and its case on one page: figures, orders, signs, the next step, and everything that happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from winback_tui.domain.account.status import Status
from winback_tui.domain.wording.wording import count, full_day, money_words
from winback_tui.services.accounts.account_card import AccountCard
from winback_tui.services.accounts.timeline import Event, time_line
from winback_tui.tui.app.list_order import ListOrder
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.commands.account import ACCOUNT_COMMANDS
from winback_tui.tui.commands.case import CASE_COMMANDS, HoldInterview
from winback_tui.tui.commands.closing import Back
from winback_tui.tui.commands.command import Command
from winback_tui.tui.commands.contact import CONTACT_COMMANDS
from winback_tui.tui.commands.next_step import DoNext
from winback_tui.tui.commands.working import TURNING_COMMANDS, WORKING_COMMANDS
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.drawing.list_lines import HIGH
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.case.case_page import CasePage
from winback_tui.tui.screens.views.accounts.glance_content import glance_content, rules_of
from winback_tui.tui.screens.views.view import Listing, Query
from winback_tui.tui.screens.views.view_commands import VIEW_COMMANDS
from winback_tui.tui.widgets.account.cards import CardRow
from winback_tui.tui.widgets.account.head import ContactLine
from winback_tui.tui.widgets.account.order_strips import OrderStrips
from winback_tui.tui.widgets.list.empty import Empty, Why
from winback_tui.tui.widgets.list.rows import ListRows
from winback_tui.tui.widgets.style_sheet import style_sheet

from .time_line import DOES, SORTS, after, columns, filter_named, shows, words

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context

ALARMS_LOW, ALARMS_HIGH = 2, 4
"""Most signs shown on a low and on a high terminal."""
DETAIL_WIDTH = 60
BACK = (Status.RETURNED, Status.RECOVERED)
"""Where an account stands that came back after a loss."""


class ChooseKinds(Command):
    id = "account.kinds"
    keys = "v"
    label = "kinds of events"
    short = "kinds"
    about = (
        "Show only contacts, only the case, only promises and complaints, only orders, or everything again."
    )
    footer = 79

    def enabled(self, context: Context) -> str | None:
        return None if cast("AccountScreen", context.screen).kinds_there else "Nothing has happened yet."

    def run(self, context: Context) -> None:
        cast("AccountScreen", context.screen).next_kinds()


class AccountScreen(CasePage[Event]):
    """On top of the screen that opened it; Esc clears the filter, then leaves."""

    DEFAULT_CSS = style_sheet(__file__)
    PURPOSE = (
        "Everything about one account: whom to call, its figures, orders and signs, how far its case is and the next"
        " step, and the time line of orders, contacts, complaints and interviews. Space does the next step."
    )
    OWN_COMMANDS = (
        DoNext,
        HoldInterview,
        *CONTACT_COMMANDS,
        *CASE_COMMANDS,
        *ACCOUNT_COMMANDS,
        *WORKING_COMMANDS,
        *TURNING_COMMANDS,
        ChooseKinds,
        *VIEW_COMMANDS,
        Back,
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "clear", "clear the filter, then back", show=False, id="account.back")
    ]
    SORT = ("day", True)

    def __init__(self, about: CommandSubject, list_order: ListOrder | None = None) -> None:
        """`list_order`: of the list that it was opened from."""
        super().__init__(about)
        self.list_order = list_order
        self.contact_line = ContactLine()
        self.cards = CardRow()
        self.strips = OrderStrips()
        self.signs = Static(id="signs", markup=False)
        self.kinds_there: set[str] = set()
        """The kinds of events that there are."""

    @property
    def COLUMNS(self) -> Sequence[ListColumn[Event]]:  # type: ignore[override]
        """Days near today are in words."""
        return columns(lambda: self._app.book.today)

    def turn_account(self, by: int) -> None:
        """The next account of the list, or the previous one, in the place of this one."""
        there = self.list_order.turn(by) if self.list_order else None
        if there is None:
            self._app.tell(f"This is the {'last' if by > 0 else 'first'} account of the list.")
            return
        self.turn_to(there)
        self.reload()

    def above_the_list(self) -> Sequence[Widget]:
        """Whom to call, the figures, the orders, the signs, the case."""
        return (
            self.contact_line,
            VerticalScroll(self.cards, self.strips, self.signs, id="overview", can_focus=False),
            self.panel,
        )

    # --- reading

    def listing(self, wanted: Query) -> Listing[Event]:
        """The time line, the newest first."""
        card = self.read_card()
        events = list(enumerate(time_line(card)))
        self.kinds_there = {event.kind for _, event in events}
        kinds = filter_named(_kinds_of(wanted))
        events = [
            placed for placed in events if shows(kinds, placed[1].kind) and wanted.finds(words(placed[1]))
        ]
        if (wanted.sort, wanted.falling) != self.SORT:
            events.sort(key=SORTS[wanted.sort], reverse=wanted.falling)
        return Listing(ListRows([event for _, event in events]), _headline(len(events)), _empty(wanted))

    def show_card(self) -> None:
        """Draws everything above the time line as it is now."""
        super().show_card()
        self.title_line.show_place(self.list_order.place if self.list_order else "")
        if self.card is not None:
            self.contact_line.show(self.card)
            self.cards.show(self.card)
            self.strips.show(self.card.glance)
            signs = _signs(self.card, self.app.size.height >= HIGH)
            self.signs.update(signs)
            self.signs.display = bool(signs)

    def detail(self, row: Event) -> tuple[str, Content]:
        """The whole event: the line may have been too short for it; then what is known of the account."""
        money = f"{money_words(row.amount, row.currency)}  " if row.amount is not None else ""
        title = f"{row.kind} · {full_day(row.day)}"
        who = (f"\n{row.who}", "muted") if row.who else ""
        event = say((money, "strong"), row.text, who)
        if self.card is None:
            return title, event
        about = say((f"\n\n{self.card.glance.account.name}\n", "accent"))
        return title, Content.assemble(event, about, glance_content(self.card.glance, DETAIL_WIDTH))

    def opened(self, row: Event) -> None:
        """Enter: what one does with such an event; where there is nothing, its whole text."""
        command = DOES.get(row.kind)
        here = self._app.context(self)
        if command is None or command().why_not(here) is not None:
            self._app.tell(
                " · ".join(part for part in (full_day(row.day), row.kind, row.text, row.who) if part)
            )
        else:
            self._app.run_command(command(), self)

    # --- the kinds of events

    def next_kinds(self) -> None:
        """The next kinds that there are; everything after the last."""
        chosen = after(_kinds_of(self.wanted), self.kinds_there)
        filters = (("kinds", chosen.name, f"only {chosen.name}"),) if chosen else ()
        self.want(self.wanted._replace(filters=filters))

    # --- what commands ask

    @property
    def is_back(self) -> bool:
        """Whether an order answered its latest loss, as the page was read."""
        return self.card is not None and self.card.glance.account.status in BACK

    def rules(self) -> Sequence[str]:
        """Those of its alarms and overridden gates, and of what its case waits for."""
        found = rules_of(self.card.glance) if self.card else ()
        return list(dict.fromkeys((*super().rules(), *found)))

    def action_clear(self) -> None:
        """Esc: the filter, then back."""
        if self.wanted.text or self.wanted.filters:
            super().action_clear()
        else:
            self.action_back()


def _kinds_of(wanted: Query) -> str:
    return next((value for name, value, _ in wanted.filters if name == "kinds"), "")


def _headline(number: int) -> tuple[Cell, ...]:
    return (("Time line", "strong"), (f"  {count(number, 'event')}", "muted"))


def _signs(card: AccountCard, high: bool) -> Content:
    """Each sign with what to do about it; before them, where there is room and no case says it, why they are late."""
    cells: list[Cell] = []
    if high and card.open_case is None:
        cells += [(card.glance.sentence, "muted"), "\n"]
    most = ALARMS_HIGH if high else ALARMS_LOW
    shown = card.glance.alarms[:most]
    more = len(card.glance.alarms) - len(shown)
    for place, alarm in enumerate(shown):
        rest = f"  and {more} more: z" if more and place == len(shown) - 1 else ""
        cells += [("▲ ", "warn"), alarm.text, (rest, "muted"), "\n"]
    return say(*cells[:-1]) if cells else Content()


def _empty(wanted: Query) -> Empty:
    if wanted.text or wanted.filters:
        return Empty(Why.NO_MATCH, f"Nothing matches {wanted.in_words()}.", (("Esc", "clears the filter"),))
    return Empty(Why.NOTHING_YET, "No history yet.", (("o", "enters an order"), ("c", "logs a contact")))

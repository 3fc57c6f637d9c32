"""Views 1 and 6: who is overdue, and everybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.timer import Timer

from winback_tui.domain.account.status import Status
from winback_tui.domain.errors import BookUnavailable, WinbackError
from winback_tui.services.lists.list_head import ListHead, any_account, count_in, money_order_words
from winback_tui.services.lists.listing import ListQuery, View
from winback_tui.tui.app.list_order import ListOrder
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.commands.account import ACCOUNT_COMMANDS
from winback_tui.tui.commands.book import ImportFile
from winback_tui.tui.commands.case import CASE_COMMANDS, HoldInterview
from winback_tui.tui.commands.command import Command
from winback_tui.tui.commands.contact import CONTACT_COMMANDS
from winback_tui.tui.commands.working import WORKING_COMMANDS
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.drawing.list_lines import PANE_SHARE
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.views.view import Listing, ListView, Query
from winback_tui.tui.screens.views.view_commands import VIEW_COMMANDS
from winback_tui.tui.widgets.background import in_background
from winback_tui.tui.widgets.list.empty import EMPTY_BOOK, Empty, Why

from .columns import COLUMNS, OVERDUE_COLUMNS
from .head import headline
from .list_cache import ListCache
from .narrow_commands import NARROW_COMMANDS
from .rows import AccountListRow, AccountRows, RowContext, case_state, one_currency

if TYPE_CHECKING:
    from winback_tui.domain.account.alarms import Alarm
    from winback_tui.domain.account.thin_end import ThinEnd
    from winback_tui.store.book import Book

FIRST = 64
"""Rows of which the first frame knows where they stand; the rest follows at once."""
CLOSER_AFTER = 0.25
"""Seconds of rest before alarms are looked for, so that they never stand in the way of a key."""

OWN_COMMANDS: tuple[type[Command], ...] = (
    HoldInterview,
    *CONTACT_COMMANDS,
    *WORKING_COMMANDS,
    *CASE_COMMANDS,
    *ACCOUNT_COMMANDS,
    *NARROW_COMMANDS,
    ImportFile,
    *VIEW_COMMANDS,
)


@dataclass(slots=True)
class _Listed:
    """What the rows in sight came from."""

    numbers: Sequence[int]
    shown: RowContext
    view: View
    head: ListHead
    alike: str
    first: bool
    """Whether some of them stand above the order of the list."""
    money_order: str
    """How amounts of several currencies stand, in words; '' where that need not be said."""


class AccountList(ListView[AccountListRow]):
    """A list of accounts. A subclass says which view of the book it holds."""

    HOLDS: ClassVar[View] = View.ALL
    COLUMNS: ClassVar[Sequence[ListColumn[AccountListRow]]] = COLUMNS
    SORT = ("at_stake", True)
    ENTER = "open"

    def __init__(self) -> None:
        super().__init__()
        self._known: ListCache
        self._listed: _Listed | None = None
        self._looking = False
        self._preparing = False
        self._closer: Timer | None = None

    def compose(self) -> ComposeResult:
        """Nothing is known of the book yet."""
        self._known = ListCache(self._app.book)
        yield from super().compose()

    # --- reading

    def list_query(self, wanted: Query) -> ListQuery:
        """The query of the view as the services take it."""
        filters = {name: value for name, value, _ in wanted.filters}
        return ListQuery(
            View(filters.get("view", self.HOLDS)),
            filters.get("owner", ""),
            filters.get("segment", ""),
            filters.get("class", ""),
            wanted.text,
            wanted.sort,
            wanted.falling,
        )

    def listing(self, wanted: Query) -> Listing[AccountListRow]:
        """The numbers of all of them; the accounts themselves are read when they are scrolled to."""
        book, query, known = self._app.book, self.list_query(wanted._replace(text="")), self._known
        numbers = known.list_of(query, -1 if self.is_mounted else FIRST)
        if self.is_mounted:
            known.read_ends()
        listed: Sequence[int] = numbers
        stake, alike = known.at_stake, ""
        if wanted.text:
            listed, stake, only_alike = known.holding(numbers, wanted.text)
            alike = wanted.text if only_alike else ""
        usual = query.view if query.usual else None
        shown = RowContext(book.today, one_currency(stake), usual)
        head = ListHead(len(listed), stake, *_ending(known, book.today), *_worked(known, wanted.text))
        rows = AccountRows(book, listed, shown, self._trouble)
        first = usual is not None and any(row.first for row in rows.rows(0, 1))
        mixed = len(stake) > 1 and query.sort == "at_stake"
        money_order = money_order_words(book, query) if mixed else ""
        self._listed = _Listed(listed, shown, query.view, head, alike, first, money_order)
        empty = empty_list(query.view, wanted.in_words(), bool(listed) or any_account(book))
        total = known.total(self.HOLDS) if wanted.filters else len(numbers)
        return Listing(rows, self._head_words(self._listed), empty, total)

    def _head_words(self, listed: _Listed) -> tuple[Cell, ...]:
        """The line above the list; above the overdue it says how many others are to be watched, one key away."""
        watched = listed.view is View.OVERDUE and not listed.alike
        to_watch = count_in(self._app.book, View.RISK) if watched else 0
        return headline(
            listed.view,
            listed.head,
            listed.alike,
            first=listed.first,
            to_watch=to_watch,
            money_order=listed.money_order,
        )

    def reload(self) -> None:
        """Reads everything again; the cursor stays on its row."""
        self._known = ListCache(self._app.book)
        super().reload()

    def _trouble(self, fault: BookUnavailable) -> None:
        self.app.call_later(self.could_not_read, fault)

    # --- details

    def detail(self, row: AccountListRow) -> tuple[str, Content]:
        """The account at a glance; in the first frame, which is sooner there without, its name alone."""
        if not self.is_mounted:
            return row.account.name, Content()
        from .glance_content import glance_content

        try:
            known = self._known.glance(row.key)
        except WinbackError as fault:
            return row.account.name, say((str(fault), "warn"))
        return row.account.name, glance_content(known, self._pane_width())

    def _pane_width(self) -> int:
        if self.pane.content_size.width:
            return self.pane.content_size.width
        width = self.app.size.width
        return int(width * PANE_SHARE) - 3 if self.has_class("-wide") else width - 2

    def on_resize(self, event: events.Resize) -> None:
        """The strips are as wide as there is room."""
        self.call_after_refresh(self._show_detail)

    def _rested(self) -> None:
        super()._rested()
        if self._closer is not None:
            self._closer.stop()
        self._closer = self.set_timer(CLOSER_AFTER, self._begin_closer)

    def _begin_closer(self) -> None:
        if not self._looking:
            self._looking = True
            in_background(self, self._look_closer, group="closer")
        if not self._preparing and self._next_order() is not None:
            self._preparing = True
            in_background(self, self._prepare_orders, group="orders")

    async def _look_closer(self) -> None:
        """Reads, while keys work, what the first frame leaves out: alarms, and the last day with data."""
        try:
            await self._find_rest()
            await self._find_alarms()
        except WinbackError as fault:
            self._app.tell(str(fault), "error")
        finally:
            self._looking = False

    async def _find_rest(self) -> None:
        known, listed = self._known, self._listed
        if known.numbers is not None and not known.numbers.complete:
            await self._app.fetch(known.numbers.whole)
        if known.ends is None and listed is not None and len(listed.numbers):
            await self._app.fetch(known.read_ends)
            if listed is self._listed:
                until, _, thin = _ending(known, self._app.book.today)
                done, aside = _worked(known, self.wanted.text)
                listed.head = replace(listed.head, data_until=until, thin=thin, done_today=done, aside=aside)
                self._headline = self._head_words(listed)
                words = self.wanted.in_words()
                self.headline.show(self._headline, ((words, "accent"),) if words else ())

    def _next_order(self) -> str | None:
        """The column to read the list by next; none in a book of the past, which can only be read before the keys."""
        return None if self._app.book.as_of else self._known.unprepared(self.table.sorts_ahead())

    async def _prepare_orders(self) -> None:
        """Reads the list by every column on the screen, one after the other, the likeliest next first."""
        try:
            while (sort := self._next_order()) is not None:
                await self._app.fetch(partial(self._known.prepare, sort))
        except WinbackError as fault:
            self._app.tell(str(fault), "error")
        finally:
            self._preparing = False

    async def _find_alarms(self) -> None:
        table, listed, book = self.table, self._listed, self._app.book
        if listed is None:
            return
        in_sight = listed.numbers[table.top : table.top + table.page]
        missing = [number for number in in_sight if number not in listed.shown.alarms]
        if not missing:
            return
        found = await self._app.fetch(lambda: _alarms(book, missing))
        listed.shown.alarms.update({number: found.get(number) for number in missing})
        if found and listed is self._listed:
            table.redraw()

    # --- what commands ask

    def rules(self) -> Sequence[str]:
        """Those of the alarms and overridden gates of the account under the cursor."""
        from .glance_content import rules_of

        row: AccountListRow | None = self.table.row
        return rules_of(self._known.glance(row.key)) if row is not None else ()

    @property
    def is_back(self) -> bool:
        """Whether the account under the cursor came back after a loss."""
        row: AccountListRow | None = self.table.row
        return row is not None and row.account.status in (Status.RETURNED, Status.RECOVERED)

    def subject(self) -> CommandSubject | None:
        """The account under the cursor."""
        row: AccountListRow | None = self.table.row
        if row is None:
            return None
        return CommandSubject(row.account.id, row.account.name, row=row, case_state=case_state(row.account))

    def opened(self, row: AccountListRow) -> None:
        """Enter: the account on a screen of its own."""
        from winback_tui.tui.screens.account.screen import AccountScreen

        self.app.push_screen(AccountScreen(CommandSubject(row.account.id, row.account.name), ListOrder(self)))


def _ending(known: ListCache, today: date) -> tuple[date | None, date, ThinEnd | None]:
    until, thin = known.ends or (None, None)
    return until, today, thin


def _worked(known: ListCache, searched: str) -> tuple[int, int]:
    """Done today and put aside; unknown, and so not told, of what a search found."""
    return (known.worked or (0, 0)) if not searched else (0, 0)


def _alarms(book: Book, wanted: Sequence[int]) -> dict[int, Alarm]:
    from winback_tui.services.lists.overdue import strongest_alarms

    return strongest_alarms(book, wanted)


def empty_list(view: View, narrowed: str, any_account: bool) -> Empty:
    """Nothing yet, nothing that matches `narrowed` (the filters in words), or nothing to do."""
    if not any_account:
        return EMPTY_BOOK
    if narrowed:
        keys = [("Esc", "clears the filter")]
        if view is not View.ALL:  # whoever is looked for may be in work, or not late at all
            keys.append(("6", "shows all accounts"))
        return Empty(Why.NO_MATCH, f"No account here matches {narrowed}.", tuple(keys))
    if view is View.RISK:
        return Empty(
            Why.ALL_DONE,
            "No account that still orders shows a sign of leaving.",
            (("Tab", "shows who is overdue"),),
        )
    if view is View.OVERDUE:
        return Empty(
            Why.ALL_DONE, "Nobody is overdue.", (("2", "shows what to do"), ("6", "shows all accounts"))
        )
    return Empty(Why.ALL_DONE, "This list is empty.", (("6", "shows all accounts"),))


class OverdueView(AccountList):
    """The work list: the most money at risk on top."""

    VIEW = "overdue"
    HOLDS = View.OVERDUE
    COLUMNS = OVERDUE_COLUMNS
    PURPOSE = (
        "Accounts that usually would have ordered by now, the most money at risk first. The details say why. A new"
        " order takes an account off the list."
    )
    OWN_COMMANDS = OWN_COMMANDS


class AccountsView(AccountList):
    """Everybody, by name."""

    VIEW = "accounts"
    HOLDS = View.ALL
    SORT = ("account", False)
    PURPOSE = (
        "All accounts. / finds part of a name, city, phone or mail; F narrows the list by owner, segment and class,"
        " and saves it under a name."
    )
    OWN_COMMANDS = OWN_COMMANDS

"""View 4: who is back, the order that proves it, and how the return is going."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Any, ClassVar

from textual.content import Content

from winback_tui.domain.returns.lives import Life
from winback_tui.domain.wording.marks import RowMark
from winback_tui.domain.wording.wording import (
    count,
    duration,
    duration_short,
    full_day,
    money_column,
    money_words,
    near_day,
)
from winback_tui.services.lists.list_head import any_account
from winback_tui.services.returns.growth import credit_for
from winback_tui.services.returns.returns import ReturnedRow, both_lives, proof, returned_rows
from winback_tui.tui.app.list_order import ListOrder
from winback_tui.tui.app.subject import CaseState, CommandSubject
from winback_tui.tui.commands.account import ACCOUNT_COMMANDS
from winback_tui.tui.commands.case import CASE_COMMANDS
from winback_tui.tui.commands.contact import CONTACT_COMMANDS
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.widgets.list.empty import EMPTY_BOOK, Empty, Why
from winback_tui.tui.widgets.list.rows import ListRows

from .view import Listing, ListView, Query
from .view_commands import VIEW_COMMANDS

NEW = f"{RowMark.NEW} "
"""Came back while the screen is open."""

_STAGES = {"trial": "○ trial", "volume resumed": "◑ volume back", "clean year": "● clean year"}

_GOT_TO = {"trial": "a trial order", "volume resumed": "the former volume", "clean year": "a clean year"}

SORTS: dict[str, Callable[[ReturnedRow], Any]] = {
    "account": lambda row: row.counted.account.casefold(),
    "lost": lambda row: row.found.loss.lost_on,
    "order": lambda row: row.found.order.day,
    "amount": lambda row: row.found.order.amount,
    "days": lambda row: row.found.days,
    "stage": lambda row: list(_STAGES).index(row.found.stage),
    "watch": lambda row: (
        not row.silent_again,
        not row.found.fragile,
        row.watch,
        row.fragile_until or date.max,
    ),
    "until": lambda row: (row.fragile_until is None, row.fragile_until),
    "leads": lambda row: row.counted.responsible.casefold(),
}


class ReturnedView(ListView[ReturnedRow]):
    """Counted returns, the newest on top."""

    VIEW = "returned"
    PURPOSE = (
        "Accounts that ordered again after a loss, each with the order that proves it."
        " For their first year back they are fragile: watch them closely."
    )
    OWN_COMMANDS = (*CONTACT_COMMANDS, *CASE_COMMANDS, *ACCOUNT_COMMANDS, *VIEW_COMMANDS)
    SORT = ("order", True)
    ENTER = "open"
    COLUMNS: ClassVar[tuple[ListColumn[ReturnedRow], ...]] = (
        ListColumn("account", "Account", lambda row: _name(row), 30, 16, grows=True),
        ListColumn(
            "order", "Order date", lambda row: near_day(row.found.order.day, row.today), 11, falling=True
        ),
        ListColumn(
            "number",
            "Order no.",
            lambda row: (row.found.order.number or "–", "muted"),
            10,
            9,
            leaves=7,
            sorts=False,
        ),
        ListColumn("amount", "Amount", lambda row: _amount(row), 12, 9, right=True, leaves=2, falling=True),
        ListColumn(
            "lost",
            "Lost on",
            lambda row: (near_day(row.found.loss.lost_on, row.today), "muted"),
            11,
            leaves=6,
        ),
        ListColumn(
            "days", "Back after", lambda row: duration_short(row.found.days), 10, right=True, leaves=5
        ),
        ListColumn(
            "stage",
            "Stage",
            lambda row: _stage(row),
            13,
            leaves=1,
            falling=True,
            means="How far the return got: a trial order, the former volume, a year without a break. Not of who is lost"
            " again.",
        ),
        ListColumn("watch", "Status", lambda row: _watch(row), 15),
        ListColumn(
            "until",
            "Fragile until",
            lambda row: ("–", "muted") if row.fragile_until is None else full_day(row.fragile_until),
            13,
            leaves=4,
            means="When their first year back is over; till then they are watched closely.",
        ),
        ListColumn("leads", "Led by", lambda row: row.counted.responsible or "–", 10, 6, leaves=3),
    )

    _back: Collection[str] = ()
    """The accounts that are not lost again."""

    def listing(self, wanted: Query) -> Listing[ReturnedRow]:
        """All returns; there are never so many that they would not fit in memory."""
        everyone = returned_rows(self._app.book, self._app.came_back)
        self._back = {row.counted.account_id for row in everyone if row.found.lost_again_on is None}
        rows = [row for row in everyone if _matches(row, wanted.text)]
        rows.sort(key=SORTS[wanted.sort], reverse=wanted.falling)
        empty = _empty(wanted, bool(everyone) or any_account(self._app.book))
        return Listing(ListRows(rows), self._words(rows), empty, len(everyone))

    def _words(self, rows: list[ReturnedRow]) -> tuple[Cell, ...]:
        fragile = sum(row.found.fragile and not row.silent_again for row in rows)
        silent = sum(row.silent_again for row in rows)
        lost = sum(row.found.lost_again_on is not None for row in rows)
        fresh = sum(row.new for row in rows)
        words: list[Cell] = [
            (f"{len(rows)}", "strong"),
            " returns" if len(rows) != 1 else " return",
        ]
        words += [f" · {fragile} fragile: keep in touch"] if fragile else []
        words += [" · ", (f"{silent} overdue again: call", "warn")] if silent else []
        words += [" · ", (f"{lost} lost again", "bad")] if lost else []
        words += [" · ", (f"{NEW}{fresh} new", "good")] if fresh else []
        return tuple(words)

    def detail(self, row: ReturnedRow) -> tuple[str, Content]:
        """The proof in words, how the return stands, and orders and sales before and after."""
        before, since = both_lives(self._app.book, row.counted)
        led = ""
        if row.counted.responsible:
            minor, percent = credit_for(self._app.book, since)
            sold, credit = (
                money_words(each, row.found.order.currency) for each in (max(0, since.money), minor)
            )
            led = (
                f"; {row.counted.responsible} led the return. Credit to {row.counted.responsible}: {credit},"
                f" {percent} % of the {sold} sold since"
            )
        parts: list[Cell] = [(NEW, "good")] if row.new else []
        parts += [f"{proof(row.counted, row.today)}{led}.\n"]
        parts += [*_stage_words(row), "\n\n"]
        parts += [("Before the loss  ", "muted"), _life_words(before), "\n"]
        parts += [("Since the return ", "muted"), _life_words(since), _compared(before, since)]
        return row.counted.account, say(*parts)

    def on_mount(self) -> None:
        """A mark that comes after the list was read."""
        super().on_mount()
        self.watch(self.app, "came_back", self.reload, init=False)

    def opened(self, row: ReturnedRow) -> None:
        """Enter: the account on a screen of its own."""
        from winback_tui.tui.screens.account.screen import AccountScreen

        self.app.push_screen(
            AccountScreen(
                CommandSubject(row.counted.account_id, row.counted.account, row.key), ListOrder(self)
            )
        )

    @property
    def is_back(self) -> bool:
        """Whether the account under the cursor is not lost again."""
        row = self.table.row
        return row is not None and row.found.lost_again_on is None

    def subject(self) -> CommandSubject | None:
        """The account under the cursor."""
        row = self.table.row
        if row is None:
            return None
        state = CaseState.CLOSED if row.counted.account_id in self._back else CaseState.LOST
        return CommandSubject(row.counted.account_id, row.counted.account, row.key, row, state)


def _name(row: ReturnedRow) -> Cell:
    return (f"{NEW}{row.counted.account}", "good") if row.new else row.counted.account


def _amount(row: ReturnedRow) -> str:
    return money_column(row.found.order.amount, row.found.order.currency)


def _stage(row: ReturnedRow) -> Cell:
    return ("–", "muted") if row.found.lost_again_on is not None else _STAGES[row.found.stage]


def _watch(row: ReturnedRow) -> Cell:
    if row.found.lost_again_on is not None:
        return f"✗ {row.watch}", "bad"
    if row.silent_again:
        return "▲ overdue again", "warn"
    return (f"{RowMark.BACK} {row.watch}", "") if row.found.fragile else (f"✓ {row.watch}", "good")


def _matches(row: ReturnedRow, text: str) -> bool:
    words = f"{row.counted.account} {row.counted.responsible} {row.found.order.number} {_watch(row)[0]}".casefold()
    return all(part in words for part in text.casefold().split())


def _empty(wanted: Query, begun: bool) -> Empty:
    if not begun:
        return EMPTY_BOOK
    if wanted.text:
        return Empty(Why.NO_MATCH, f"No return matches “{wanted.text}”.", (("Esc", "clears the filter"),))
    return Empty(
        Why.NOTHING_YET,
        "Nobody has returned yet: only a new order after the loss counts.",
        (("o", "enters an order"), ("3", "shows the open cases")),
    )


def _stage_words(row: ReturnedRow) -> list[Cell]:
    found = row.found
    if found.lost_again_on is not None:
        return [
            (f"Lost again: {near_day(found.lost_again_on, row.today)}", "bad"),
            f", after {_GOT_TO[found.stage]}. ",
            ("One letter of apology, then nothing more.", "muted"),
        ]
    words: list[Cell] = []
    if found.resumed_on is not None:
        words.append(f"Back at the former volume since {near_day(found.resumed_on, row.today)}. ")
    else:
        words.append("Trial so far: orders are below the former volume. ")
    if row.silent_again:
        words.append((f"Overdue again, last order {near_day(found.last_day, row.today)}: call now. ", "warn"))
    if found.fragile and found.clean_on is not None:
        left = duration((found.clean_on - row.today).days)
        words.append(f"Fragile until {near_day(found.clean_on, row.today)}, {left} from now.")
    elif found.fragile:
        words.append("Fragile: the clean year is counted only after a second order.")
    else:
        words.append(("A clean year since the return: recovered.", "good"))
    return words


def _life_words(life: Life | None) -> str:
    if life is None:
        return "no order on record before the loss"
    span = (life.last_day - life.first_day).days
    lasted = f" in {duration(span)}" if span else ""
    days = count(life.order_days, "day with an order", "days with an order")
    return f"{days}{lasted} · {money_words(life.money, life.currency)}"


def _compared(before: Life | None, since: Life) -> str:
    if before is None or not before.yearly:
        return ""
    share = round(100 * since.yearly / before.yearly)
    return (
        f" · at this pace {money_words(since.yearly, since.currency)} a year,"
        f" {share} % of the {money_words(before.yearly, before.currency)} before"
    )

"""The accounts behind one figure of the review."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from winback_tui.domain.review.behind import CountedAccount
from winback_tui.domain.review.facts import ReviewedAccount, is_overdue
from winback_tui.domain.wording.wording import count, full_day, money_column
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.commands.closing import Back
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.views.view import Listing, ListView, Query
from winback_tui.tui.screens.views.view_commands import VIEW_COMMANDS
from winback_tui.tui.widgets.list.empty import Empty, Why
from winback_tui.tui.widgets.list.head_lines import TitleLine
from winback_tui.tui.widgets.list.rows import ListRows


class BehindRow(NamedTuple):
    """One account."""

    counted: CountedAccount

    @property
    def account(self) -> ReviewedAccount:
        """What the review knows of it."""
        return self.counted.account

    @property
    def key(self) -> str:
        """Its id."""
        return self.account.id


def _money(row: BehindRow) -> Cell:
    return money_column(row.counted.yearly_sales, row.account.currency)


def _loss(row: BehindRow) -> Cell:
    """`15 Feb 2026, case`, or `20 Jun 2026, no order`, of the loss that the figure counts."""
    lost_on, how = row.counted.lost_on, "case" if row.counted.by_case else "no order"
    return "–" if lost_on is None else f"{full_day(lost_on)}, {how}"


class AccountsBehindScreen(ListView[BehindRow]):
    """On top of the review; Enter opens an account, Esc goes back."""

    PURPOSE = "The accounts that one figure of the review counts; Enter opens one."
    OWN_COMMANDS = (Back, *VIEW_COMMANDS)
    ENTER = "open"
    COLUMNS = (
        ListColumn[BehindRow](
            "account", "Account", lambda row: row.account.name, 30, 16, grows=True, sorts=False
        ),
        ListColumn[BehindRow](
            "owner", "Owner", lambda row: row.account.owner or "–", 14, 8, leaves=3, sorts=False
        ),
        ListColumn[BehindRow](
            "segment", "Segment", lambda row: row.account.segment or "–", 12, 8, leaves=4, sorts=False
        ),
        ListColumn[BehindRow]("class", "Class", lambda row: row.account.abc or "–", 5, leaves=5, sorts=False),
        ListColumn[BehindRow]("sales", "Sales/yr", _money, 14, 10, right=True, sorts=False),
        ListColumn[BehindRow]("status", "Status", lambda row: row.account.status, 12, sorts=False),
        ListColumn[BehindRow](
            "lost",
            "Lost",
            _loss,
            21,
            leaves=2,
            sorts=False,
            means="The day of the loss in its case, or the day from which on no order came for longer than usual.",
        ),
    )

    def __init__(self, title: str, accounts: Sequence[CountedAccount], *, lost: bool = False) -> None:
        """`lost`: all of them count as lost, also those that the lists show as overdue."""
        super().__init__()
        self._title = title
        self._accounts = accounts
        self._lost = lost

    def top_line(self) -> TitleLine:
        """The figure."""
        return TitleLine(self._title, "")

    def listing(self, wanted: Query) -> Listing[BehindRow]:
        """Those that match."""
        rows = [BehindRow(each) for each in self._accounts if wanted.finds(_text(each.account))]
        overdue = sum(is_overdue(row.account) for row in rows) if self._lost else 0
        listed = f" · {overdue:,} may still order: overdue in the list" if overdue else ""
        return Listing(
            ListRows(rows),
            ((f"{len(rows):,}", "strong"), " accounts" if len(rows) != 1 else " account", listed),
            Empty(Why.NO_MATCH, "No account matches.", (("Esc", "clears the filter"),)),
        )

    def detail(self, row: BehindRow) -> tuple[str, Content]:
        """What the review knows of it."""
        account = row.account
        spells = count(len(account.spells), "stay as a customer", "stays as a customer")
        at_risk = money_column(account.at_stake, account.currency)
        return account.name, say(
            f"{spells}; {at_risk} a year at risk.\n", ("Enter opens the account.", "muted")
        )

    def opened(self, row: BehindRow) -> None:
        """Enter: the account on a screen of its own."""
        from winback_tui.tui.screens.account.screen import AccountScreen

        self.app.push_screen(AccountScreen(CommandSubject(row.account.id, row.account.name)))

    def subject(self) -> CommandSubject | None:
        """The account under the cursor."""
        row = self.table.row
        return CommandSubject(row.account.id, row.account.name) if row else None

    def action_back(self) -> None:
        """Back to the review."""
        self.dismiss(None)


def _text(account: ReviewedAccount) -> str:
    return f"{account.name} {account.owner} {account.segment} {account.status}".casefold()

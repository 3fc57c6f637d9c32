"""Replaying the book's own past: how accurate the list would have been, compared with rules of thumb."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from winback_tui.domain.chance import OrderHistory
from winback_tui.domain.chance.backtest import Replay, TooLittle, possible_cuts, replay
from winback_tui.domain.chance.backtest.cut import WINDOW
from winback_tui.store.accounts.segments import segment_by_account
from winback_tui.store.book import Book
from winback_tui.store.summary.orders import orders_by_account

__all__ = ["Backtest", "Replay", "TooLittle", "backtest"]


@dataclass(frozen=True, slots=True)
class Backtest:
    """Every replayed day, the newest first, and the days that could not be replayed, each with its reason.

    `one_currency`: whether lost money of different accounts can be added up.
    """

    replays: tuple[Replay, ...]
    too_little: tuple[TooLittle, ...]
    one_currency: bool


def backtest(book: Book, cuts: Sequence[date] = ()) -> Backtest:
    """Rank the accounts as of each of these days and compare with what followed; by default the last four possible
    days.

    Nothing is written. Raises BookUnavailable.
    """
    histories, currencies = _histories(book)
    replays = [replay(histories, cut) for cut in cuts or _cuts(histories)]
    too_little = [one for one in replays if isinstance(one, TooLittle)]
    if not replays:
        too_little = [TooLittle(book.today, _too_short(histories))]
    return Backtest(
        tuple(one for one in replays if isinstance(one, Replay)), tuple(too_little), len(currencies) <= 1
    )


def _histories(book: Book) -> tuple[list[OrderHistory], set[str]]:
    with book.read() as connection:
        segments = segment_by_account(connection)
        currencies: set[str] = set()
        histories = []
        for orders in orders_by_account(connection, book.today):
            if orders.days:
                currencies.add(orders.currency)
                histories.append(
                    OrderHistory(orders.days, orders.amounts, segments.get(orders.account_no, ""))
                )
    return histories, currencies


def _cuts(histories: Sequence[OrderHistory]) -> Sequence[date]:
    if not histories:
        return ()
    first = min(history.days[0] for history in histories)
    last = max(history.days[-1] for history in histories)
    return possible_cuts(date.fromordinal(first), date.fromordinal(last))


def _too_short(histories: Sequence[OrderHistory]) -> str:
    if not histories:
        return "The book has no orders yet, so there is no past to replay; 'winback import FILE' brings some."
    first = min(history.days[0] for history in histories)
    last = max(history.days[-1] for history in histories)
    return (
        f"The orders run from {date.fromordinal(first).isoformat()} to {date.fromordinal(last).isoformat()}; a replay"
        f" needs half a year before the day that it judges and {WINDOW} days after it, to see who stayed away."
    )

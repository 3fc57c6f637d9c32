"""Finding orders of a file that the book has under other numbers: joined where sure, asked about where likely."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from winback_tui.domain.account.order import OrderKind
from winback_tui.domain.errors import NeedsHuman
from winback_tui.intake import ImportOption, ImportQuestion, Understanding
from winback_tui.store.orders.same_orders import (
    OrderPair,
    SimilarOrders,
    days_later,
    same_day,
    take_for_the_same,
)

_MOST = 0.6
_FEWEST = 2
_OPTIONS = (
    ImportOption("yes", "yes, the same orders: count each once"),
    ImportOption("no", "no, further orders"),
)


class OpenQuestion(NeedsHuman):
    """A question about a file that only the book could raise; `question` goes to `answer` like the file's own."""

    def __init__(self, name: str, question: ImportQuestion) -> None:
        super().__init__(
            f"{name}: {question.text}",
            [f"{option.text}  (--answer '{question.id}={option.value}')" for option in question.options],
        )
        self.question = question


def settle_same_orders(connection: sqlite3.Connection, known: Understanding) -> None:
    """Join rows of the file to orders of the book that they are; raises OpenQuestion where that is only likely.

    The same customer, day and sum under a number that differs by leading zeros or signs is the same order; so is one
    without a number that was unclear. Where most new rows of the book's time agree so under other numbers, a person
    says whether they are; so too where they come from another source up to two weeks later, as invoices come after
    their orders.
    """
    if known.choices.same == "no":
        return
    found = same_day(connection)
    sure = [pair for pair in found.pairs if _is_sure(pair)]
    likely = _likely(found)
    if not likely and not found.pairs:
        found = days_later(connection, known.source)
        likely = _likely(found)
    if known.choices.same == "yes":
        take_for_the_same(connection, found.pairs)
    elif likely and len(sure) < len(found.pairs):
        raise OpenQuestion(known.name, _question(found.pairs))
    else:
        take_for_the_same(connection, sure)


def _likely(found: SimilarOrders) -> bool:
    return len(found.pairs) >= _FEWEST and len(found.pairs) >= found.new * _MOST


def _question(pairs: Sequence[OrderPair]) -> ImportQuestion:
    shown = ", ".join(
        f"'{pair.row_number or 'no number'}' and '{pair.number or 'no number'}'" for pair in pairs[:2]
    )
    text = (
        f"{len(pairs):,} of its orders have the customer, day and amount of orders that the book has under other"
        f" numbers ({shown}); are they the same?"
    )
    return ImportQuestion("same", text, _OPTIONS)


def _is_sure(pair: OrderPair) -> bool:
    """The same number except for zeros and signs; or no number, and the row settles what the unclear order is."""
    if pair.number or pair.row_number:
        return _bare(pair.number) == _bare(pair.row_number)
    return pair.kind in (OrderKind.UNCLEAR, pair.row_kind)


def _bare(number: str) -> str:
    return number.strip().lstrip("#").strip().lstrip("0").casefold()

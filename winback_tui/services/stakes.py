"""How much is at stake with whose accounts, in which segment and class."""

from __future__ import annotations

from winback_tui.domain.errors import BadInput
from winback_tui.store.book import Book
from winback_tui.store.read.list_query import ListQuery
from winback_tui.store.read.stakes import GROUPS, Stake, stakes

from .narrowing import spelled

__all__ = ["GROUPS", "Stake", "stakes_by"]


def stakes_by(book: Book, query: ListQuery, by: str) -> list[Stake]:
    """The accounts of a list added up by owner, segment or class, the most money first in each currency.

    Raises BadInput for anything else to add up by, NotFound for an owner or a segment that nobody has heard of.
    """
    if by not in GROUPS:
        raise BadInput(f"Accounts cannot be added up by '{by}'; take one of {', '.join(GROUPS)}.")
    with book.read() as connection:
        return stakes(connection, spelled(connection, query), by)

"""What a list can be narrowed to, and the book's spelling of what was typed."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from winback_tui.domain.errors import NotFound
from winback_tui.store.book import Book
from winback_tui.store.lists.list_query import ListQuery


class NarrowingChoices(NamedTuple):
    """Who owns accounts, and the segments that there are, by name."""

    owners: tuple[str, ...]
    segments: tuple[str, ...]


def choices(book: Book) -> NarrowingChoices:
    """What the lists of this book can be narrowed to."""
    from winback_tui.store.accounts.reps import owner_names
    from winback_tui.store.accounts.segments import segment_names

    with book.read() as connection:
        return NarrowingChoices(tuple(owner_names(connection)), tuple(segment_names(connection)))


def resolve_spelling(connection: sqlite3.Connection, query: ListQuery) -> ListQuery:
    """The query with owner and segment as the book spells them, ignoring letter case.

    Raises NotFound, with the nearest names, for an unknown employee or segment.
    """
    if query.owner:
        from winback_tui.store.accounts.reps import rep_names

        query = replace(query, owner=_as_spelled(query.owner, rep_names(connection), "employee"))
    if query.segment:
        from winback_tui.store.accounts.segments import segment_names

        query = replace(query, segment=_as_spelled(query.segment, segment_names(connection), "segment"))
    return query


def _as_spelled(typed: str, known: Sequence[str], what: str) -> str:
    if typed in known:
        return typed
    for name in known:
        if name.casefold() == typed.casefold():
            return name
    from winback_tui.services.book.lookup import nearest

    raise NotFound(f"No {what} is called '{typed}'.", nearest(typed, known))

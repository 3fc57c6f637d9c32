"""Saved filters: lists that the team stored under a name."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict, dataclass

from winback_tui.domain.errors import BadInput, NotFound
from winback_tui.domain.text import clean_name
from winback_tui.services.book.lookup import nearest
from winback_tui.services.settings.team_settings import write_setting
from winback_tui.store.book import Book
from winback_tui.store.lists.columns import SORTS
from winback_tui.store.lists.list_query import ListQuery, View
from winback_tui.store.settings.settings import settings_under
from winback_tui.store.write import act

PREFIX = "filter."
"""The settings under which they are kept."""
LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A list under a name."""

    name: str
    query: ListQuery

    @property
    def words(self) -> str:
        """The filter in words: `all · owner Ann · class A · “mill”`."""
        query = self.query
        parts = [
            str(query.view),
            query.owner and f"owner {query.owner}",
            query.segment and f"segment {query.segment}",
            query.abc and f"class {query.abc}",
            query.search and f"“{query.search}”",
        ]
        return " · ".join(part for part in parts if part)


def saved_filters(book: Book) -> list[SavedFilter]:
    """Every saved list, by name."""
    with book.read() as connection:
        return filters_in(connection)


def filters_in(connection: sqlite3.Connection) -> list[SavedFilter]:
    """`saved_filters` inside a transaction."""
    found = [SavedFilter(name, _query(saved)) for name, saved in settings_under(connection, PREFIX).items()]
    return sorted(found, key=lambda each: each.name.casefold())


def saved_filter(book: Book, name: str) -> SavedFilter:
    """The saved list of this name, ignoring letter case. Raises NotFound with the nearest names."""
    known = saved_filters(book)
    wanted = filter_name(name)
    for each in known:
        if each.name.casefold() == wanted.casefold():
            return each
    if not known:
        raise NotFound("No filter is saved yet; 'winback filter save NAME --owner REP' saves one.")
    raise NotFound(f"No filter is called '{wanted}'.", nearest(wanted, [each.name for each in known]))


def filter_name(typed: str) -> str:
    """A name as it is kept: one line, at most 40 characters."""
    return clean_name(typed)[:LONGEST_NAME].rstrip()


def as_setting(query: ListQuery) -> dict[str, str | bool]:
    """The form in which a list is stored."""
    return {**asdict(query), "view": str(query.view)}


def _query(saved: object) -> ListQuery:
    """The query from a stored setting; what another version wrote and this one cannot show is left out."""
    known = saved if isinstance(saved, dict) else {}
    usual = ListQuery()
    view = known.get("view", usual.view)
    texts = {name: str(known.get(name, "")) for name in ("owner", "segment", "abc", "search")}
    return ListQuery(
        View(view) if view in set(View) else usual.view,
        **texts,
        sort=str(known.get("sort", usual.sort)),
        descending=bool(known.get("descending", usual.descending)),
    )


def save_filter(book: Book, name: str, query: ListQuery, dry_run: bool = False) -> SavedFilter:
    """Save a list under a name; one of that name, ignoring letter case, is replaced. Raises BadInput."""
    stored_name = filter_name(name)
    if not stored_name:
        raise BadInput("A saved filter needs a name.")
    if query.sort not in SORTS:
        raise BadInput(f"A list cannot be sorted by '{query.sort}'; sort by one of {', '.join(SORTS)}.")
    with act(book, "filter", "", dry_run=dry_run) as transaction:
        for known in filters_in(transaction.connection):
            if known.name.casefold() == stored_name.casefold():
                stored_name = known.name
        write_setting(transaction, PREFIX + stored_name, as_setting(query))
        found = SavedFilter(stored_name, query)
        transaction.sentence = f"Filter '{stored_name}' saved: {found.words}"
    return found


def drop_filter(book: Book, name: str, dry_run: bool = False) -> SavedFilter:
    """Delete a saved list. Raises NotFound."""
    found = saved_filter(book, name)
    with act(book, "filter", f"Filter '{found.name}' dropped", dry_run=dry_run) as transaction:
        write_setting(transaction, PREFIX + found.name, None)
    return found

"""Lists kept under a name of the team's own: saving and dropping them."""

from __future__ import annotations

from winback_tui.domain.errors import BadInput
from winback_tui.store.book import Book
from winback_tui.store.read.list_query import SORTS, ListQuery
from winback_tui.store.write import act

from .keeping import keep_setting
from .saved_filters import PREFIX, SavedFilter, as_setting, filter_name, filters_in, saved_filter


def save_filter(book: Book, name: str, query: ListQuery, dry_run: bool = False) -> SavedFilter:
    """Keep a list under a name; one of that name, letter case aside, is replaced. Raises BadInput."""
    kept = filter_name(name)
    if not kept:
        raise BadInput("A saved filter needs a name.")
    if query.sort not in SORTS:
        raise BadInput(f"A list cannot be sorted by '{query.sort}'; sort by one of {', '.join(SORTS)}.")
    with act(book, "filter", "", dry_run=dry_run) as deed:
        for known in filters_in(deed.connection):
            if known.name.casefold() == kept.casefold():
                kept = known.name
        keep_setting(deed, PREFIX + kept, as_setting(query))
        found = SavedFilter(kept, query)
        deed.sentence = f"Filter '{kept}' saved: {found.words}"
    return found


def drop_filter(book: Book, name: str, dry_run: bool = False) -> SavedFilter:
    """Forget a saved list. Raises NotFound."""
    found = saved_filter(book, name)
    with act(book, "filter", f"Filter '{found.name}' dropped", dry_run=dry_run) as deed:
        keep_setting(deed, PREFIX + found.name, None)
    return found

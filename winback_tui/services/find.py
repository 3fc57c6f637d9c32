"""From what a user typed to the one account that is meant."""

from __future__ import annotations

from winback_tui.domain.errors import NeedsHuman, NotFound
from winback_tui.domain.text import clean_name
from winback_tui.store.book import Book
from winback_tui.store.read.accounts_found import AccountRef, all_names, by_id, by_name, names_holding

from .nearest import nearest


def find_account(book: Book, ref: str) -> AccountRef:
    """The account of this id, external id, name, or unambiguous part of a name.

    Raises NotFound with the nearest names, NeedsHuman with the candidates.
    """
    wanted = clean_name(ref)
    with book.read() as connection:
        found = (
            (by_id(connection, wanted) or by_name(connection, wanted) or names_holding(connection, wanted))
            if wanted
            else []
        )
        if len(found) == 1:
            return found[0]
        if found:
            raise NeedsHuman(
                f"'{wanted}' may be {len(found) if len(found) < 50 else 'many'} accounts; "
                "give the full name or the id.",
                [f"{account.name}  ({account.id})" for account in found],
            )
        known = all_names(connection)
    if not known:
        raise NotFound("The book has no accounts yet; 'winback import FILE' brings them in.")
    raise NotFound(f"No account is called '{wanted}'.", nearest(wanted, [account.name for account in known]))

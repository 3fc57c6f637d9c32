"""Finding the one account or row that a user named, fully or in part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from winback_tui.domain.errors import NeedsHuman, NotFound
from winback_tui.domain.text import clean_line, clean_name
from winback_tui.store.accounts.find import AccountRef, all_names, by_id, by_name, names_holding
from winback_tui.store.book import Book, FiguresOf

SHOWN_LETTERS = 80
"""At most this many letters of an unknown name are repeated in an error."""


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
                f"'{wanted[:SHOWN_LETTERS]}' matches {len(found) if len(found) < 50 else 'many'} accounts; "
                "give the full name or the id.",
                [f"{account.name}  ({account.id})" for account in found],
            )
        known = all_names(connection)
    if not known:
        raise NotFound("The book has no accounts yet; 'winback import FILE' brings them in.")
    raise NotFound(
        f"No account is called '{wanted[:SHOWN_LETTERS]}'.",
        nearest(wanted, [account.name for account in known]),
    )


def without_figures(book: Book) -> Book:
    """The same book without figures of accounts: none is computed, of today or of a past day."""
    return replace(book, figures_of=frozenset(), yesterday_will_do=True)


def about_account(book: Book, ref: str) -> Book:
    """The same book for one account: for a past day only its figures are computed.

    Raises what `find_account` raises.
    """
    if book.as_of is None:
        return book
    return replace(book, figures_of=frozenset([find_account(without_figures(book), ref).no]))


def about_due(book: Book) -> Book:
    """The same book for what is due: for a past day only the figures of accounts are computed that may be among it."""
    return book if book.as_of is None else replace(book, figures_of=FiguresOf.DUE)


T = TypeVar("T")


def resolve_row(
    rows: Sequence[T], ref: str, id_of: Callable[[T], str], words_of: Callable[[T], str], what: str
) -> T:
    """The row that `ref` names; the only one where `ref` is empty.

    `what` names the kind of row in errors. Raises NotFound when no row fits, NeedsHuman with the candidates
    when several do.
    """
    wanted = clean_line(ref)
    if not wanted and len(rows) == 1:
        return rows[0]
    if wanted.isdecimal() and 1 <= int(wanted) <= len(rows):
        return rows[int(wanted) - 1]
    exact = [row for row in rows if id_of(row) == wanted]
    part = wanted.casefold()
    found = exact or [row for row in rows if part in words_of(row).casefold()]
    if len(found) == 1:
        return found[0]
    lines = [f"{place}  {words_of(row)}" for place, row in enumerate(rows, 1) if not found or row in found]
    if not found:
        raise NotFound(f"No {what} matches '{wanted[:60]}'.", [words_of(row) for row in rows[:5]])
    raise NeedsHuman(f"Say which {what} is meant: its number or more of its words.", lines[:10])


SHOWN = 3


def nearest(wanted: str, names: Sequence[str]) -> list[str]:
    """The names closest to `wanted`, at most three, the closest first; none where nothing is similar."""
    from rapidfuzz import fuzz, process

    best = process.extract(
        wanted, names, scorer=fuzz.WRatio, processor=str.casefold, limit=SHOWN, score_cutoff=60
    )
    return [name for name, _, _ in best]

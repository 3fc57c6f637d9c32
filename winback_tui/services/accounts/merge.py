"""Merging two accounts into one, and splitting them again."""

from __future__ import annotations

from winback_tui.domain.errors import NotFound, Refused
from winback_tui.domain.text import clean_name
from winback_tui.services.book.account_action import ActionResult, account_action
from winback_tui.services.book.lookup import find_account
from winback_tui.services.settings.team_settings import write_setting
from winback_tui.store.accounts.account_details import ENDINGS
from winback_tui.store.accounts.merging import (
    accounts_with_open_case,
    find_merged,
    move_back,
    move_belongings,
)
from winback_tui.store.book import Book

from .twins import TWO_FIRMS, pair_name

_FILLED = ("segment", "owner_id", "phone", "email", "city", "currency", *ENDINGS)


def merge_accounts(book: Book, keep: str, other: str, dry_run: bool = False) -> ActionResult:
    """Make `other` a further name of `keep`: orders, cases, people and contacts are those of one account.

    What is blank at the kept account is taken from the other; its orders stay under the name that the exports give
    them, so that the next export finds it. `split_account` and undo take it back. Raises Refused where both have
    an open case, or where they are merged already.
    """
    staying, merged = find_account(book, keep), find_account(book, other)
    if staying.id == merged.id:
        raise Refused(f"'{other}' and '{keep}' are already the same account: {staying.name}.")
    with account_action(book, "merge", staying, dry_run=dry_run) as transaction:
        if len(accounts_with_open_case(transaction.connection, (staying.id, merged.id))) == 2:
            raise Refused(
                f"{staying.name} and {merged.name} both have an open case; close one of them first."
            )
        move_belongings(transaction.connection, merged.id, staying.id)
        target, source = transaction.get("account", staying.id), transaction.get("account", merged.id)
        filled = {column: source[column] for column in _FILLED if not target[column] and source[column]}
        transaction.update("account", staying.id, **filled)
        transaction.update("account", merged.id, linked_to=staying.id)
        transaction.touch(merged.id)
        transaction.sentence = f"{merged.name} merged into {staying.name}"
    return ActionResult(
        transaction.sentence, staying.id, staying.name, merged.id, facts={"merged": merged.name}
    )


def split_account(book: Book, name: str, dry_run: bool = False) -> ActionResult:
    """Turn a merged name back into a separate account, with what it brought when it was merged.

    What was written since stays with the account that it was written for. Raises NotFound for a name that was
    never merged.
    """
    wanted = clean_name(name)
    with book.read() as connection:
        found = find_merged(connection, wanted)
    if found is None:
        raise NotFound(f"No account '{wanted}' was merged into another.")
    apart, staying = found
    with account_action(book, "split", apart, dry_run=dry_run) as transaction:
        move_back(transaction.connection, apart.id, staying.id)
        transaction.update("account", apart.id, linked_to=None)
        transaction.touch(staying.id)
        transaction.sentence = f"{apart.name} split from {staying.name}"
    return ActionResult(transaction.sentence, apart.id, apart.name, apart.id, facts={"kept": staying.name})


def tell_apart(book: Book, one: str, other: str, dry_run: bool = False) -> ActionResult:
    """Remember that two accounts are different firms, so that they are not proposed again.

    Raises Refused where both are the same account.
    """
    first, second = find_account(book, one), find_account(book, other)
    if first.id == second.id:
        raise Refused(f"'{one}' and '{other}' are the same account: {first.name}.")
    with account_action(book, "merge", first, dry_run=dry_run) as transaction:
        write_setting(transaction, TWO_FIRMS + pair_name(first.id, second.id), True)
        transaction.sentence = f"{first.name} and {second.name} are different firms"
    return ActionResult(transaction.sentence, first.id, first.name, second.id, facts={"other": second.name})

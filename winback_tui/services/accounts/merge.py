"""Two accounts made one by a person, and told apart again."""

from __future__ import annotations

import json

from winback_tui.domain.errors import NotFound, Refused
from winback_tui.domain.text import clean_name
from winback_tui.services.book.account_action import ActionResult, account_action
from winback_tui.services.book.lookup import find_account
from winback_tui.services.settings.team_settings import write_setting
from winback_tui.store.accounts.account_details import ENDINGS
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.accounts.tables import Account
from winback_tui.store.book import Book
from winback_tui.store.file.erase.belongings import references
from winback_tui.store.file.letter_case import same
from winback_tui.store.write import Transaction

from .twins import TWO_FIRMS, pair_name

_FILLED = ("segment", "owner_id", "phone", "email", "city", "currency", *ENDINGS)


def merge_accounts(book: Book, keep: str, other: str, dry_run: bool = False) -> ActionResult:
    """Make `other` a further name of `keep`: orders, cases, people and contacts are those of one account.

    What is blank at the kept account is taken from the other; its orders stay under the name that the books give
    them, so that the next export finds it. `split_account` and undo take it back. Raises Refused where both have
    an open case, or where they are one already.
    """
    kept, merged = find_account(book, keep), find_account(book, other)
    if kept.id == merged.id:
        raise Refused(f"'{other}' and '{keep}' are one account already: {kept.name}.")
    with account_action(book, "merge", kept, dry_run=dry_run) as transaction:
        _refuse_two_cases(transaction, kept, merged)
        for table, column in _belonging(transaction):
            transaction.run(f'UPDATE "{table}" SET {column} = ? WHERE {column} = ?', (kept.id, merged.id))
        transaction.run("UPDATE account SET linked_to = ? WHERE linked_to = ?", (kept.id, merged.id))
        target, source = _row(transaction, kept), _row(transaction, merged)
        for column in _FILLED:
            if not getattr(target, column):
                setattr(target, column, getattr(source, column))
        source.linked_to = kept.id
        transaction.add(target, source)
        transaction.touch(merged.id)
        transaction.sentence = f"{merged.name} merged into {kept.name}"
    return ActionResult(transaction.sentence, kept.id, kept.name, merged.id, facts={"merged": merged.name})


def split_account(book: Book, name: str, dry_run: bool = False) -> ActionResult:
    """Make a further name an account of its own again, with what it brought when it was merged.

    What was written since stays with the account that it was written for. Raises NotFound for a name that was
    never merged.
    """
    wanted = clean_name(name)
    called, names = same("a.name", wanted)
    with book.read() as connection:
        row = connection.execute(
            "SELECT a.id, a.no, a.name, t.id, t.no, t.name FROM account a JOIN account t ON t.id = a.linked_to"
            f" WHERE a.id = ? OR {called}",
            (wanted, *names),
        ).fetchone()
    if row is None:
        raise NotFound(f"No account '{wanted}' was merged into another.")
    apart, kept = AccountRef(*row[:3]), AccountRef(*row[3:])
    with account_action(book, "split", apart, dry_run=dry_run) as transaction:
        for table, column, moved in _moved(transaction, apart):
            transaction.run(
                f'UPDATE "{table}" SET {column} = ? WHERE id = ? AND {column} = ?', (apart.id, moved, kept.id)
            )
        source = _row(transaction, apart)
        source.linked_to = None
        transaction.add(source)
        transaction.touch(kept.id)
        transaction.sentence = f"{apart.name} told apart from {kept.name}"
    return ActionResult(transaction.sentence, apart.id, apart.name, apart.id, facts={"kept": kept.name})


def tell_apart(book: Book, one: str, other: str, dry_run: bool = False) -> ActionResult:
    """Remember that two accounts are two firms, so that they are not proposed again. Raises Refused for one account."""
    first, second = find_account(book, one), find_account(book, other)
    if first.id == second.id:
        raise Refused(f"'{one}' and '{other}' are one account: {first.name}.")
    with account_action(book, "merge", first, dry_run=dry_run) as transaction:
        write_setting(transaction, TWO_FIRMS + pair_name(first.id, second.id), True)
        transaction.sentence = f"{first.name} and {second.name} are two firms"
    return ActionResult(transaction.sentence, first.id, first.name, second.id, facts={"other": second.name})


def _refuse_two_cases(transaction: Transaction, kept: AccountRef, merged: AccountRef) -> None:
    open_at = {
        row[0]
        for row in transaction.run(
            "SELECT account_id FROM loss_case WHERE closed_on = '' AND account_id IN (?, ?)",
            (kept.id, merged.id),
        )
    }
    if len(open_at) == 2:
        raise Refused(f"{kept.name} and {merged.name} both have an open case; close one of them first.")


def _belonging(transaction: Transaction) -> list[tuple[str, str]]:
    """Tables whose rows cannot be without an account, with the column that names it; orders stay where they are."""
    return [
        (each.table, each.column)
        for each in references(transaction.connection)
        if each.needed and (each.parent, each.parent_column) == ("account", "id")
    ]


def _moved(transaction: Transaction, apart: AccountRef) -> list[tuple[str, str, str]]:
    """The rows that came along when this account was merged."""
    merging = transaction.run(
        "SELECT tx FROM change WHERE tbl = 'account' AND row = ? AND col = 'linked_to' ORDER BY hlc DESC LIMIT 1",
        (apart.id,),
    ).fetchone()
    if merging is None:
        return []
    changed = transaction.run("SELECT tbl, col, row, before FROM change WHERE tx = ?", merging).fetchall()
    columns = set(_belonging(transaction))
    return [
        (table, column, row)
        for table, column, row, before in changed
        if (table, column) in columns and _plain(before) == apart.id
    ]


def _plain(value: object) -> object:
    return json.loads(value) if isinstance(value, str) and value[:1] == '"' else value


def _row(transaction: Transaction, ref: AccountRef) -> Account:
    found = transaction.session.get(Account, ref.no)
    if found is None:
        raise Refused(f"{ref.name} is not in this book any more; reload the list.")
    transaction.session.refresh(found)
    return found

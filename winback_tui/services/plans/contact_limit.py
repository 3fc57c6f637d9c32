"""The limit of contacts that a customer was promised: A5, B14 (promise only what we will keep)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from winback_tui.domain.plan.fatigue import ContactLimit, guard
from winback_tui.services.book.account_action import ActionResult, account_action
from winback_tui.services.book.lookup import find_account
from winback_tui.services.settings.team_settings import write_setting
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.book import Book
from winback_tui.store.contacts.contacts import contact_days
from winback_tui.store.settings.settings import setting
from winback_tui.store.write import Transaction


@contextmanager
def enforce_contact_limit(transaction: Transaction, account: AccountRef) -> Iterator[None]:
    """Raises Refused where plans made in this block give more contacts than the account was promised."""
    before = contact_days(transaction.connection, account.id)
    yield
    after = contact_days(transaction.connection, account.id)
    guard(before, after, promised_limit(transaction.connection, account.id), account.name)


def promise_limit(book: Book, ref: str, contacts: int, days: int, dry_run: bool = False) -> ActionResult:
    """Promise at most `contacts` contacts in any `days` days. Raises BadInput below one of either."""
    account = find_account(book, ref)
    limit = ContactLimit(contacts, days)
    with account_action(book, "promise", account, dry_run=dry_run) as transaction:
        write_setting(transaction, CONTACT_LIMIT + account.id, [contacts, days])
        transaction.sentence = f"Promised {account.name} at most {limit}"
    return ActionResult(transaction.sentence, account.id, account.name)


CONTACT_LIMIT = "contact limit:"
"""Prefix of the settings that hold the promise, by the account's id: contacts and days."""


def promised_limit(connection: sqlite3.Connection, account_id: str) -> ContactLimit | None:
    """How many contacts in how many days the account was promised at most; None where nothing was."""
    limit = setting(connection, CONTACT_LIMIT + account_id)
    return None if limit is None else ContactLimit(*limit)

"""No more contacts than the customer was promised (playbook A5, B14)."""

from __future__ import annotations

import json
import sqlite3

from ..domain.plan import ContactLimit, guard
from ..store.book import Book
from ..store.read.accounts_found import AccountRef
from ..store.read.steps import contact_days
from ..store.tables import Setting
from ..store.write import Deed
from .doing import Done, doing
from .find import find_account

_NAME = "contact limit:"


def promised_limit(connection: sqlite3.Connection, account_id: str) -> ContactLimit | None:
    """How many contacts in how many days the account was promised at most; None where nothing was."""
    row = connection.execute("SELECT value FROM setting WHERE id = ?", (_NAME + account_id,)).fetchone()
    if row is None:
        return None
    contacts, days = json.loads(row[0])
    return ContactLimit(contacts, days)


def within_promised_contacts(deed: Deed, account: AccountRef) -> None:
    """Raises Refused when what is made and planned so far is more than the account was promised."""
    guard(
        contact_days(deed.connection, account.id), promised_limit(deed.connection, account.id), account.name
    )


def promise_limit(book: Book, ref: str, contacts: int, days: int, dry_run: bool = False) -> Done:
    """Keep the promise of at most `contacts` contacts in any `days` days. Raises BadInput below one of either."""
    account = find_account(book, ref)
    limit = ContactLimit(contacts, days)
    with doing(book, "promise", account, dry_run=dry_run) as deed:
        value, name = json.dumps([contacts, days]), _NAME + account.id
        if deed.run("UPDATE setting SET value = ? WHERE id = ?", (value, name)).rowcount == 0:
            deed.add(Setting(id=name, value=value))
        deed.sentence = f"{account.name} was promised at most {limit}"
    return Done(deed.sentence, account.id, account.name)

"""No more contacts than the customer was promised (playbook A5, B14)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from winback_tui.domain.plan import ContactLimit, guard
from winback_tui.store.book import Book
from winback_tui.store.read.accounts_found import AccountRef
from winback_tui.store.read.steps import contact_days
from winback_tui.store.write import Deed

from .doing import Done, doing
from .find import find_account
from .keeping import keep_setting
from .promised_contacts import CONTACT_LIMIT, promised_limit


@contextmanager
def promised_contacts_kept(deed: Deed, account: AccountRef) -> Iterator[None]:
    """Raises Refused when what is planned inside comes to more contacts than the account was promised."""
    before = contact_days(deed.connection, account.id)
    yield
    after = contact_days(deed.connection, account.id)
    guard(before, after, promised_limit(deed.connection, account.id), account.name)


def promise_limit(book: Book, ref: str, contacts: int, days: int, dry_run: bool = False) -> Done:
    """Keep the promise of at most `contacts` contacts in any `days` days. Raises BadInput below one of either."""
    account = find_account(book, ref)
    limit = ContactLimit(contacts, days)
    with doing(book, "promise", account, dry_run=dry_run) as deed:
        keep_setting(deed, CONTACT_LIMIT + account.id, [contacts, days])
        deed.sentence = f"{account.name} was promised at most {limit}"
    return Done(deed.sentence, account.id, account.name)

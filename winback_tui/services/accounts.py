"""Accounts and their people, typed in or corrected by hand."""

from __future__ import annotations

from collections.abc import Mapping

from ..domain.errors import BadInput, Refused
from ..domain.text import clean, clean_line, clean_name
from ..intake.keys import match_key
from ..store.book import Book
from ..store.tables import Account, Person
from ..store.write import Deed, act
from .doing import Done, doing
from .find import find_account
from .reps import optional_rep

TEXTS = (
    "name",
    "segment",
    "phone",
    "email",
    "city",
    "note",
    "external_id",
    "gone_reason",
    "contract_ends_on",
)
FLAGS = ("hunts_price", "pays_badly", "refers_others", "reference_customer")


def add_account(book: Book, name: str, owner: str = "", **details: str) -> Done:
    """Add an account. `details` are texts by column: segment, phone, email, city, note, external_id, currency.

    Raises BadInput for an empty name, Refused when the book has an account of that name.
    """
    kept = clean_name(name)
    if not kept:
        raise BadInput("An account needs a name.")
    key = match_key(kept)
    with act(book, "account", f"Account {kept} added") as deed:
        twin = deed.run("SELECT name FROM account WHERE name_key = ?", (key,)).fetchone()
        if twin is not None:
            raise Refused(
                f"The book has '{twin[0]}' already; open it, or add a word that tells the two apart."
            )
        account = Account(name=kept, name_key=key, owner_id=optional_rep(deed, owner))
        for column, value in details.items():
            setattr(account, column, clean_line(value))
        deed.add(account)
        deed.about(account.id)
        return Done(deed.sentence, account.id, kept, account.id)


def edit_account(book: Book, ref: str, changes: Mapping[str, str | bool]) -> Done:
    """Correct an account: texts and flags by column name, `owner` by the employee's name.

    Raises BadInput for a column that cannot be corrected or an empty name.
    """
    account = find_account(book, ref)
    with doing(book, "account", account) as deed:
        row = _account_row(deed, account.no)
        for column, value in changes.items():
            if column == "owner":
                row.owner_id = optional_rep(deed, str(value))
            elif column in FLAGS:
                setattr(row, column, bool(value))
            elif column in TEXTS:
                setattr(row, column, clean(str(value)) if column == "note" else clean_line(str(value)))
            else:
                raise BadInput(
                    f"'{column}' of an account cannot be corrected; take one of {', '.join(TEXTS + FLAGS)}."
                )
        if not row.name:
            raise BadInput("An account needs a name.")
        row.name_key = match_key(row.name)
        deed.add(row)
        deed.sentence = f"{row.name} corrected: {', '.join(column.replace('_', ' ') for column in changes)}"
        return Done(deed.sentence, account.id, row.name, account.id)


def add_person(
    book: Book,
    ref: str,
    name: str,
    role: str = "",
    phone: str = "",
    email: str = "",
    decision_maker: bool = False,
) -> Done:
    """Add somebody who works at the account. Raises BadInput for an empty name."""
    account = find_account(book, ref)
    kept = clean_name(name)
    if not kept:
        raise BadInput("A person needs a name.")
    with doing(book, "person", account) as deed:
        person = Person(
            account_id=account.id,
            name=kept,
            role=clean_line(role),
            phone=clean_line(phone),
            email=clean_line(email),
            decision_maker=decision_maker,
        )
        deed.add(person)
        deed.sentence = f"{kept} added at {account.name}"
        return Done(deed.sentence, account.id, account.name, person.id)


def _account_row(deed: Deed, number: int) -> Account:
    found = deed.session.get(Account, number)
    if found is None:
        raise Refused("The account is not in this book any more; reload the list.")
    return found

"""Accounts typed in or corrected by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from winback_tui.domain.days.typed_days import calendar_day
from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.ids import new_id
from winback_tui.domain.money.money import currency_code
from winback_tui.domain.text import clean, clean_line, clean_name
from winback_tui.domain.wording.wording import capitalised, full_day
from winback_tui.intake.rows.customer_keys import match_key
from winback_tui.services.book.account_action import ActionResult, account_action, iso
from winback_tui.services.book.lookup import find_account
from winback_tui.store.accounts.account_details import ENDINGS, FLAGS
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.accounts.tables import Account
from winback_tui.store.book import Book
from winback_tui.store.settings.settings import usual_currency
from winback_tui.store.write import Transaction

from .reps import newcomers, optional_rep

LINES = ("phone", "city", "external_id", "gone_reason")
CORRECTABLE = ("name", "owner", "segment", *LINES, "email", "currency", "note", *ENDINGS, *FLAGS)
"""What can be typed about an account, by column; `owner` by the employee's name."""


def add_account(
    book: Book, name: str, told: Mapping[str, Any] | None = None, dry_run: bool = False
) -> ActionResult:
    """Add an account. `told` holds what else is known, by the names of `CORRECTABLE`.

    Raises BadInput for an empty name or a value that cannot be, Refused when the book has an account of that name.
    """
    kept = clean_name(name)
    account = Account(id=new_id(), name=kept)
    with account_action(book, "account", AccountRef(account.id, 0, kept), dry_run=dry_run) as transaction:
        _tell(transaction, account, {**(told or {}), "name": name})
        transaction.add(account)
        transaction.sentence = f"Account {kept} added"
        warnings = newcomers(transaction)
    return ActionResult(transaction.sentence, account.id, kept, account.id, warnings)


def edit_account(book: Book, ref: str, changes: Mapping[str, Any], dry_run: bool = False) -> ActionResult:
    """Correct an account by the names of `CORRECTABLE`; an empty text takes a value away.

    Raises BadInput for a column that cannot be corrected or a value that cannot be, Refused when another account
    has the new name.
    """
    found = find_account(book, ref)
    with account_action(book, "account", found, dry_run=dry_run) as transaction:
        account = transaction.session.get(Account, found.no)
        if account is None:
            raise Refused(f"{found.name} is not in this book any more; reload the list.")
        before = account.model_dump()
        _tell(transaction, account, changes)
        transaction.add(account)
        changed = [
            column
            for column in Account.model_fields
            if column != "name_key" and before[column] != getattr(account, column)
        ]
        transaction.sentence = _corrected(found.name, account, changed)
        warnings = newcomers(transaction)
        facts = {"changed": ", ".join(changed)}
    return ActionResult(transaction.sentence, found.id, account.name, found.id, warnings, facts)


def _tell(transaction: Transaction, account: Account, told: Mapping[str, Any]) -> None:
    for column, value in told.items():
        if column == "name":
            _name(transaction, account, str(value))
        elif column == "owner":
            account.owner_id = optional_rep(transaction, str(value))
        elif column in FLAGS:
            setattr(account, column, bool(value))
        elif column == "segment":
            account.segment = clean_name(str(value))
        elif column == "note":
            account.note = clean(str(value))
        elif column in ENDINGS:
            setattr(account, column, iso(_day(value)))
        elif column == "currency":
            account.currency = currency_code(str(value))
        elif column == "email":
            account.email = mail_address(str(value))
        elif column in LINES:
            setattr(account, column, clean_line(str(value)))
        else:
            raise BadInput(f"'{column}' of an account cannot be set; take one of {', '.join(CORRECTABLE)}.")


def _name(transaction: Transaction, account: Account, typed: str) -> None:
    kept = clean_name(typed)
    if not kept:
        raise BadInput("An account needs a name.")
    key = match_key(kept)
    twin = transaction.connection.execute(
        "SELECT name FROM account WHERE name_key = ? AND id <> ?", (key, account.id)
    ).fetchone()
    if twin is not None and key != account.name_key:
        raise Refused(f"The book has '{twin[0]}' already; open it, or add a word that tells the two apart.")
    account.name, account.name_key = kept, key


def _day(value: Any) -> date | None:
    if value is None or isinstance(value, date):
        return value
    if not str(value).strip():
        return None
    day = calendar_day(str(value))
    if day is None:
        raise BadInput(f"'{str(value)[:40]}' is not a date; write it as 2026-11-24 or 24.11.2026.")
    return day


def mail_address(typed: str) -> str:
    """A mail address as it is kept. Raises BadInput for what cannot be one."""
    address = clean_line(typed)
    name, at, host = address.rpartition("@")
    if address and not (name and at and host and " " not in address and address.isprintable()):
        raise BadInput(f"'{address[:40]}' is not a mail address; write it as name@firm.com.")
    return address


def _corrected(former: str, account: Account, changed: list[str]) -> str:
    if not changed:
        return f"{former} stays as it was"
    if "gone_reason" in changed and account.gone_reason:
        return f"{account.name} is gone for good: {account.gone_reason}"
    if "name" in changed:
        return f"{former} renamed to {account.name}"
    if len(changed) == 1 and changed[0] in ENDINGS and (ends := getattr(account, changed[0])):
        what = capitalised(ENDINGS[changed[0]])
        return f"{what} of {account.name} ends on {full_day(date.fromisoformat(ends))}"
    words = ["owner" if column == "owner_id" else column.replace("_", " ") for column in changed]
    return f"{account.name} corrected: {', '.join(words)}"


def account_currency(book: Book, ref: str) -> str:
    """The currency of the account's orders, else the commonest of the book, else ''."""
    account = find_account(book, ref)
    with book.read() as connection:
        own = connection.execute(
            "SELECT currency FROM account_summary WHERE account_no = ? AND currency <> ''", (account.no,)
        ).fetchone()
    return usual_currency(book) if own is None else str(own[0])

"""Adding and correcting accounts by hand."""

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
from winback_tui.store.accounts.find import AccountRef, other_account_of_key
from winback_tui.store.accounts.former_names import keep_former_name
from winback_tui.store.book import Book
from winback_tui.store.settings.settings import order_currency, usual_currency
from winback_tui.store.write import Transaction

from .reps import newcomers, optional_rep

LINES = ("phone", "city", "external_id", "gone_reason")
CORRECTABLE = ("name", "owner", "segment", *LINES, "email", "currency", "note", *ENDINGS, *FLAGS)
"""What can be typed about an account, by column; `owner` by the employee's name."""


def add_account(
    book: Book, name: str, known: Mapping[str, Any] | None = None, dry_run: bool = False
) -> ActionResult:
    """Add an account. `known` holds what else is known, by the names of `CORRECTABLE`.

    Raises BadInput for an empty name or an invalid value, Refused when the book has an account of that name.
    """
    line = clean_name(name)
    account_id = new_id()
    with account_action(book, "account", AccountRef(account_id, 0, line), dry_run=dry_run) as transaction:
        columns = _columns(transaction, account_id, "", {**(known or {}), "name": name})
        transaction.insert("account", id=account_id, **columns)
        transaction.sentence = f"Account {line} added"
        warnings = newcomers(transaction)
    return ActionResult(transaction.sentence, account_id, line, account_id, warnings)


def edit_account(book: Book, ref: str, changes: Mapping[str, Any], dry_run: bool = False) -> ActionResult:
    """Correct an account by the names of `CORRECTABLE`; an empty text clears a value.

    Raises BadInput for a column that cannot be corrected or an invalid value, Refused when another account
    has the new name.
    """
    found = find_account(book, ref)
    with account_action(book, "account", found, dry_run=dry_run) as transaction:
        before = transaction.get("account", found.id)
        columns = _columns(transaction, found.id, before["name_key"], changes)
        changed = {
            column: columns[column] for column, value in before.items() if columns.get(column, value) != value
        }
        transaction.update("account", found.id, **changed)
        if "name" in changed:
            keep_former_name(transaction, found.id, before["name"], before["name_key"])
        transaction.sentence = _corrected(found.name, changed)
        warnings = newcomers(transaction)
        facts = {"changed": ", ".join(column for column in changed if column != "name_key")}
    name = changed.get("name", before["name"])
    return ActionResult(transaction.sentence, found.id, name, found.id, warnings, facts)


def _columns(
    transaction: Transaction, account_id: str, name_key: str, typed: Mapping[str, Any]
) -> dict[str, Any]:
    """The typed values by column; `name_key` is the account's present one."""
    found: dict[str, Any] = {}
    for column, value in typed.items():
        if column == "name":
            found |= _name(transaction, account_id, name_key, str(value))
        elif column == "owner":
            found["owner_id"] = optional_rep(transaction, str(value))
        elif column in FLAGS:
            found[column] = bool(value)
        elif column == "segment":
            found["segment"] = clean_name(str(value))
        elif column == "note":
            found["note"] = clean(str(value))
        elif column in ENDINGS:
            found[column] = iso(_day(value))
        elif column == "currency":
            found["currency"] = currency_code(str(value))
        elif column == "email":
            found["email"] = mail_address(str(value))
        elif column in LINES:
            found[column] = clean_line(str(value))
        else:
            raise BadInput(f"'{column}' of an account cannot be set; choose one of {', '.join(CORRECTABLE)}.")
    return found


def _name(transaction: Transaction, account_id: str, name_key: str, typed: str) -> dict[str, str]:
    line = clean_name(typed)
    if not line:
        raise BadInput("An account needs a name.")
    key = match_key(line)
    twin = other_account_of_key(transaction.connection, key, account_id)
    if twin and key != name_key:
        raise Refused(f"The book already has '{twin}'; open it, or add a word that tells the two apart.")
    return {"name": line, "name_key": key}


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
    """A mail address as it is stored. Raises BadInput for an invalid one."""
    address = clean_line(typed)
    name, at, host = address.rpartition("@")
    if address and not (name and at and host and " " not in address and address.isprintable()):
        raise BadInput(f"'{address[:40]}' is not a mail address; write it as name@firm.com.")
    return address


def _corrected(former: str, changed: Mapping[str, Any]) -> str:
    shown = [column for column in changed if column != "name_key"]
    if not shown:
        return f"Nothing changes for {former}"
    name = changed.get("name", former)
    if changed.get("gone_reason"):
        return f"{name} is gone for good: {changed['gone_reason']}"
    if "name" in changed:
        return f"{former} renamed to {name}"
    if len(shown) == 1 and shown[0] in ENDINGS and (ends := changed[shown[0]]):
        what = capitalised(ENDINGS[shown[0]])
        return f"{what} of {name} ends on {full_day(date.fromisoformat(ends))}"
    words = ["owner" if column == "owner_id" else column.replace("_", " ") for column in shown]
    return f"{name} corrected: {', '.join(words)}"


def account_currency(book: Book, ref: str) -> str:
    """The currency of the account's orders, else the commonest of the book, else ''."""
    account = find_account(book, ref)
    with book.read() as connection:
        return order_currency(connection, account.no) or usual_currency(connection)

"""The people of an account: who they are, who decides, and who has left (playbook B17)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from winback_tui.domain.errors import BadInput
from winback_tui.domain.text import clean, clean_line, clean_name
from winback_tui.domain.wording.wording import full_day
from winback_tui.services.book.account_action import ActionResult, account_action, iso
from winback_tui.services.book.lookup import find_account, resolve_row
from winback_tui.store.accounts.account_details import people_of
from winback_tui.store.book import Book

from .edit import mail_address

CORRECTABLE = ("name", "role", "phone", "email", "note", "decision_maker", "left_on")
"""What can be typed about a person, by column."""


def add_person(
    book: Book,
    ref: str,
    name: str,
    role: str = "",
    phone: str = "",
    email: str = "",
    decision_maker: bool = False,
    note: str = "",
    dry_run: bool = False,
) -> ActionResult:
    """Add somebody who works at the account. Raises BadInput for an empty name or an invalid mail address."""
    account = find_account(book, ref)
    typed = {"role": role, "phone": phone, "email": email, "decision_maker": decision_maker, "note": note}
    person = _columns("", {"name": name, **typed}, book.today)
    with account_action(book, "person", account, dry_run=dry_run) as transaction:
        row = transaction.insert("person", account_id=account.id, **person)
        role = f", {person['role']}," if person["role"] else ""
        transaction.sentence = f"{person['name']}{role} added at {account.name}"
    return ActionResult(transaction.sentence, account.id, account.name, row)


def edit_person(
    book: Book, ref: str, which: str, changes: Mapping[str, Any], dry_run: bool = False
) -> ActionResult:
    """Correct somebody, named by id, by the number in the list of people, or by name.

    Raises BadInput for an invalid value, NotFound or NeedsHuman where nobody or several people fit.
    """
    account = find_account(book, ref)
    with account_action(book, "person", account, dry_run=dry_run) as transaction:
        rows = people_of(transaction.connection, account.id)
        chosen = resolve_row(
            rows, which, lambda row: row.id, lambda row: row.name, f"person at {account.name}"
        )
        person = _columns(chosen.name, changes, transaction.today)
        transaction.update("person", chosen.id, **person)
        name = person.get("name", chosen.name)
        transaction.sentence = f"{name} at {account.name} corrected"
        if left_on := person.get("left_on"):
            transaction.sentence = f"{name} left {account.name} on {full_day(date.fromisoformat(left_on))}"
    return ActionResult(transaction.sentence, account.id, account.name, chosen.id)


def _columns(name: str, typed: Mapping[str, Any], today: date) -> dict[str, Any]:
    """The typed values by column; `name` is their present name."""
    found: dict[str, Any] = {}
    for column, value in typed.items():
        match column:
            case "name":
                name = found["name"] = clean_name(str(value))
                if not name:
                    raise BadInput("A person needs a name.")
            case "role" | "phone":
                found[column] = clean_line(str(value))
            case "email":
                found["email"] = mail_address(str(value))
            case "note":
                found["note"] = clean(str(value))
            case "decision_maker":
                found["decision_maker"] = bool(value)
            case "left_on":
                if isinstance(value, date) and value > today:
                    raise BadInput(f"{full_day(value)} is in the future; enter it once {name} has left.")
                found["left_on"] = iso(value)
            case _:
                raise BadInput(
                    f"'{column}' of a person cannot be set; choose one of {', '.join(CORRECTABLE)}."
                )
    return found

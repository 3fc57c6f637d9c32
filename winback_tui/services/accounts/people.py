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
from winback_tui.store.accounts.tables import Person
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
    """Add somebody who works at the account. Raises BadInput for an empty name or a mail address that is none."""
    account = find_account(book, ref)
    person = Person(account_id=account.id, name="")
    told = {"role": role, "phone": phone, "email": email, "decision_maker": decision_maker, "note": note}
    _tell(person, {"name": name, **told}, book.today)
    with account_action(book, "person", account, dry_run=dry_run) as transaction:
        transaction.add(person)
        role = f", {person.role}," if person.role else ""
        transaction.sentence = f"{person.name}{role} added at {account.name}"
    return ActionResult(transaction.sentence, account.id, account.name, person.id)


def edit_person(
    book: Book, ref: str, which: str, changes: Mapping[str, Any], dry_run: bool = False
) -> ActionResult:
    """Correct somebody, named by id, by the number in the list of people, or by name.

    Raises BadInput for a value that cannot be, NotFound or NeedsHuman where nobody or several are meant.
    """
    account = find_account(book, ref)
    with account_action(book, "person", account, dry_run=dry_run) as transaction:
        rows = people_of(transaction.connection, account.id)
        chosen = resolve_row(
            rows, which, lambda row: row.id, lambda row: row.name, f"person at {account.name}"
        )
        person = transaction.get(Person, chosen.id)
        _tell(person, changes, transaction.today)
        transaction.add(person)
        transaction.sentence = f"{person.name} at {account.name} corrected"
        if changes.get("left_on") and person.left_on:
            transaction.sentence = (
                f"{person.name} left {account.name} on {full_day(date.fromisoformat(person.left_on))}"
            )
    return ActionResult(transaction.sentence, account.id, account.name, person.id)


def _tell(person: Person, told: Mapping[str, Any], today: date) -> None:
    for column, value in told.items():
        match column:
            case "name":
                person.name = clean_name(str(value))
                if not person.name:
                    raise BadInput("A person needs a name.")
            case "role" | "phone":
                setattr(person, column, clean_line(str(value)))
            case "email":
                person.email = mail_address(str(value))
            case "note":
                person.note = clean(str(value))
            case "decision_maker":
                person.decision_maker = bool(value)
            case "left_on":
                if isinstance(value, date) and value > today:
                    raise BadInput(
                        f"{full_day(value)} is still to come; note it when {person.name} has left."
                    )
                person.left_on = iso(value)
            case _:
                raise BadInput(f"'{column}' of a person cannot be set; take one of {', '.join(CORRECTABLE)}.")

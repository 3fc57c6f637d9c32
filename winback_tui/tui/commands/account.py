"""Commands for an account and its people: enter an order, add, edit, copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .command import Command
from .contact import OnAccount
from .copy_number import CopyNumber

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context


class EnterOrder(OnAccount):
    id = "order.enter"
    keys = "o"
    label = "enter an order"
    short = "order"
    about = (
        "Enter an order, credit note or quote by hand. Only a real order after the loss counts as a return."
    )
    footer = 8
    opens = True

    async def run(self, context: Context) -> None:
        from winback_tui.services.accounts.edit import account_currency

        assert context.subject is not None
        currency = account_currency(context.book, context.subject.account_id)
        await context.show("order.enter", context.subject, currency)


class AddAccount(Command):
    id = "account.add"
    keys = "a"
    label = "add an account"
    short = "add account"
    about = "Add a customer that no import has brought yet."
    footer = 85
    opens = True
    writes = True

    async def run(self, context: Context) -> None:
        await context.show("account.add")


class EditAccount(OnAccount):
    id = "account.edit"
    keys = "e"
    label = "edit the account"
    about = "Change name, owner, segment, contact details, contract and habits, or mark the account as gone for good."

    async def run(self, context: Context) -> None:
        from winback_tui.services.accounts.glance import details_of

        assert context.subject is not None
        details = details_of(context.book, context.subject.account_id)
        await context.show("account.edit", context.subject, details)


class AddPerson(OnAccount):
    id = "person.add"
    keys = "A"
    label = "add a person"
    about = "Add a contact person: name, role, phone, mail, and whether they make the decision."

    async def run(self, context: Context) -> None:
        await context.show("person.add", context.subject)


class EditPerson(OnAccount):
    id = "person.edit"
    keys = "E"
    label = "edit a person"
    about = "Change name, role or contact details, whether they make the decision, or when they left."

    async def run(self, context: Context) -> None:
        from winback_tui.services.accounts.glance import people_at

        assert context.subject is not None
        people = people_at(context.book, context.subject.account_id)
        if not people:
            context.tell(f"{context.subject.name} has no contact person yet; press A to add one.")
            return
        chosen: str | None = people[0].id
        if len(people) > 1:
            chosen = await context.show("person.pick", context.subject, people)
        for person in people:
            if person.id == chosen:
                await context.show("person.edit", context.subject, person)


class Copy(OnAccount):
    id = "account.copy"
    keys = "y"
    label = "copy"
    about = (
        "Copy the summary, phone, mail or row of the account to the clipboard, or the sheet for colleagues of one that"
        " came back; with marked rows, all of them."
    )
    writes = False

    async def run(self, context: Context) -> None:
        from winback_tui.tui.screens.account.copy_dialog import copy_account

        await copy_account(context)


ACCOUNT_COMMANDS: tuple[type[Command], ...] = (
    EnterOrder,
    AddAccount,
    EditAccount,
    AddPerson,
    EditPerson,
    Copy,
    CopyNumber,
)

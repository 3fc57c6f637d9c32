"""Verbs of an account and its people: orders typed in, corrections, copying."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .command import Command
from .contact import OnAccount

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context


class EnterOrder(OnAccount):
    id = "order.enter"
    keys = "o"
    label = "enter an order"
    short = "order"
    about = (
        "An order, credit note or quote typed in by hand; only a real order after the loss is a return (M11)."
    )
    footer = 8

    async def run(self, context: Context) -> None:
        from winback_tui.services.accounts.edit import account_currency

        assert context.subject is not None
        currency = account_currency(context.book, context.subject.account_id)
        await context.show("order.enter", context.subject, currency)


class AddAccount(Command):
    id = "account.add"
    keys = "a"
    label = "add an account"
    about = "Somebody who is not in the books yet."
    writes = True

    async def run(self, context: Context) -> None:
        await context.show("account.add")


class EditAccount(OnAccount):
    id = "account.edit"
    keys = "e"
    label = "correct the account"
    about = (
        "Name, owner, segment, how to reach them, contract, their ways, and whether they are gone for good."
    )

    async def run(self, context: Context) -> None:
        from winback_tui.services.accounts.account_card import account_card

        assert context.subject is not None
        told = account_card(context.book, context.subject.account_id).glance.details
        await context.show("account.edit", context.subject, told)


class AddPerson(OnAccount):
    id = "person.add"
    keys = "A"
    label = "add a person"
    about = "Somebody who works there, how to reach them, and whether they decide (B17)."

    async def run(self, context: Context) -> None:
        await context.show("person.add", context.subject)


class EditPerson(OnAccount):
    id = "person.edit"
    keys = "E"
    label = "correct a person"
    about = "Name, role, how to reach them, whether they decide, and when they left (B17)."

    async def run(self, context: Context) -> None:
        from winback_tui.services.accounts.account_card import account_card

        assert context.subject is not None
        people = account_card(context.book, context.subject.account_id).glance.people
        if not people:
            context.tell(f"Nobody is known at {context.subject.name} yet; A adds a person.")
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
        "Send the summary, phone, mail or row of the account to the clipboard; of all marked rows, if any."
    )
    writes = False

    async def run(self, context: Context) -> None:
        from winback_tui.tui.screens.account.copy_dialog import copy_account

        await copy_account(context)


ACCOUNT_VERBS: tuple[type[Command], ...] = (EnterOrder, AddAccount, EditAccount, AddPerson, EditPerson, Copy)

"""The number of whom to call, copied at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .contact import OnAccount

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context


class CopyNumber(OnAccount):
    id = "account.copy_number"
    keys = "Y"
    label = "copy the number"
    short = "number"
    about = "Copy the phone number of whom to call, or the mail address where there is no number."
    writes = False

    async def run(self, context: Context) -> None:
        from winback_tui.services.accounts.account_card import account_card
        from winback_tui.services.accounts.next_action import way_to_reach
        from winback_tui.tui.app.terminal.clipboard import copy

        subject = context.subject
        assert subject is not None
        card = await context.fetch(lambda: account_card(context.book, subject.account_id))
        who, way = way_to_reach(card)
        if not way:
            context.tell(f"{subject.name} has neither a number nor a mail address; A adds a person.")
            return
        context.tell(f"{who}: {copy(context.node.app, way)}")

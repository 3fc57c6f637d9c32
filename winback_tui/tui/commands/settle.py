"""Commands that close a promise, an offer or a complaint: kept or broken, taken or refused, answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .command import Command
from .contact import OnAccount

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult
    from winback_tui.tui.app.context import Context


def _row(context: Context) -> Any:
    return context.subject.row if context.subject else None


class Settle(OnAccount):
    """Acts on the row under the cursor, while that is open."""

    def enabled(self, context: Context) -> str | None:
        row = _row(context)
        if row is None:
            return "There is nothing here to close."
        return None if row.open else "That is closed already; u undoes the last change."

    async def run(self, context: Context) -> None:
        row, subject = _row(context), context.subject
        assert subject is not None
        await context.act(lambda: self.settle(context, row.kind, subject.account_id, row.id), _message)

    def settle(self, context: Context, kind: str, account: str, row_id: str) -> ActionResult:
        """Writes it into the book."""
        raise NotImplementedError


class SettleWell(Settle):
    id = "dealings.well"
    keys = "f"
    label = "kept, taken, answered"
    short = "mark done"
    about = (
        "Mark the promise as kept, the offer as taken, the complaint as answered; press again for resolved."
    )
    footer = 1

    def settle(self, context: Context, kind: str, account: str, row_id: str) -> ActionResult:
        from winback_tui.services.contacts.complaints import answer_complaint, resolve_complaint
        from winback_tui.services.contacts.offers import take_offer
        from winback_tui.services.contacts.promises import keep_promise

        if kind == "complaint":
            way = resolve_complaint if _row(context).answered else answer_complaint
            return way(context.book, account, row_id)
        return {"promise": keep_promise, "offer": take_offer}[kind](context.book, account, row_id)


class SettleBadly(Settle):
    id = "dealings.badly"
    keys = "x"
    label = "broken, refused"
    short = "mark broken"
    about = "Mark the promise as broken or the offer as refused."
    footer = 2

    def enabled(self, context: Context) -> str | None:
        row = _row(context)
        if row is not None and row.kind == "complaint":
            return "A complaint is answered or resolved: press f."
        return super().enabled(context)

    def settle(self, context: Context, kind: str, account: str, row_id: str) -> ActionResult:
        from winback_tui.services.contacts.offers import refuse_offer
        from winback_tui.services.contacts.promises import break_promise

        return {"promise": break_promise, "offer": refuse_offer}[kind](context.book, account, row_id)


def _message(done: ActionResult) -> str:
    return "\n".join((done.sentence, *done.warnings))


SETTLE_COMMANDS: tuple[type[Command], ...] = (SettleWell, SettleBadly)

"""Verbs that settle a promise, an offer or a complaint."""

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
            return "There is nothing here to settle."
        return None if row.open else "That is settled already; u takes the last act back."

    async def run(self, context: Context) -> None:
        row, subject = _row(context), context.subject
        assert subject is not None
        await context.act(lambda: self.settled(context, row.kind, subject.account_id, row.id), _said)

    def settled(self, context: Context, kind: str, account: str, row_id: str) -> ActionResult:
        """Does it."""
        raise NotImplementedError


class SettleWell(Settle):
    id = "dealings.well"
    keys = "f"
    label = "kept, taken, answered"
    short = "done"
    about = "The promise was kept, the offer taken, the complaint answered; once more: resolved."
    footer = 1

    def settled(self, context: Context, kind: str, account: str, row_id: str) -> ActionResult:
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
    short = "broken"
    about = "The promise was broken, or the offer refused."
    footer = 2

    def enabled(self, context: Context) -> str | None:
        row = _row(context)
        if row is not None and row.kind == "complaint":
            return "A complaint is answered and resolved: press f."
        return super().enabled(context)

    def settled(self, context: Context, kind: str, account: str, row_id: str) -> ActionResult:
        from winback_tui.services.contacts.offers import refuse_offer
        from winback_tui.services.contacts.promises import break_promise

        return {"promise": break_promise, "offer": refuse_offer}[kind](context.book, account, row_id)


def _said(done: ActionResult) -> str:
    return "\n".join((done.sentence, *done.warnings))


SETTLE_VERBS: tuple[type[Command], ...] = (SettleWell, SettleBadly)

"""Verbs of a planned step or another dated thing: done, moved, dropped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from winback_tui.domain.plan import Channel

from .command import Command
from .contact import NOBODY, OnAccount

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult
    from winback_tui.tui.app.context import Context


class Dated(Protocol):
    """What a row must tell so that these verbs can act on it; `step_id` is '' where it is no open step."""

    @property
    def step_id(self) -> str: ...
    @property
    def channel(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> str: ...


def dated(context: Context) -> Dated | None:
    """The row under the cursor, where it is a dated thing."""
    row = context.subject.row if context.subject else None
    return cast("Dated", row) if hasattr(row, "step_id") else None


class FinishStep(OnAccount):
    id = "step.finish"
    keys = "f"
    label = "done"
    about = "Tick off inner work, a fix, a promise or a condition. A call is done by logging what came of it."
    footer = 3

    def enabled(self, context: Context) -> str | None:
        row = dated(context)
        if row is None:
            return "There is nothing under the cursor to tick off." if context.subject else NOBODY
        if row.kind == "cause":
            return "A cause is removed by its fixes: press r to note one, f on it when it is done."
        if not getattr(row, "open", True):
            return "That is done already; u takes the last act back."
        if row.step_id and row.channel != Channel.INTERNAL:
            return "A contact is done by logging what came of it: press c."
        if row.kind == "reached":
            return "Thank them and log it: press c."
        if row.kind in ("offer", "review"):
            return "Open the account: an offer is taken or refused, a decision is made again."
        return (
            None
            if row.id and row.kind != "no next step"
            else "Nothing is planned here: press t to plan a step."
        )

    async def run(self, context: Context) -> None:
        row, subject = dated(context), context.subject
        assert row is not None and subject is not None
        kind, row_id, account = row.kind, row.id, subject.account_id

        def work() -> ActionResult:
            from winback_tui.services.cases.conditions import meet_condition
            from winback_tui.services.cases.fixes import finish_fix
            from winback_tui.services.contacts.promises import keep_promise
            from winback_tui.services.plans.steps import finish_step

            ways = {"fix": finish_fix, "promise": keep_promise, "condition": meet_condition}
            return ways.get(kind, finish_step)(context.book, account, row_id)

        await context.act(work, lambda done: done.sentence)


class MoveStep(OnAccount):
    id = "step.move"
    keys = "m"
    label = "move to another day"
    short = "move"
    about = "Put the step on another day."
    footer = 4

    def enabled(self, context: Context) -> str | None:
        row = dated(context)
        return None if row and row.step_id else "Only a planned step that is still open can be moved."

    async def run(self, context: Context) -> None:
        row = dated(context)
        assert row is not None
        await context.show("step.move", context.subject, row.step_id)


class DropStep(OnAccount):
    id = "step.drop"
    keys = "x"
    label = "drop the step"
    short = "drop"
    about = "Take the step out of the plan; a persistence plan never loses a contact (G2)."

    def enabled(self, context: Context) -> str | None:
        row = dated(context)
        return None if row and row.step_id else "Only a planned step that is still open can be dropped."

    async def run(self, context: Context) -> None:
        row, subject = dated(context), context.subject
        assert row is not None and subject is not None
        step, account = row.step_id, subject.account_id

        def work() -> ActionResult:
            from winback_tui.services.plans.steps import drop_step

            return drop_step(context.book, account, step)

        await context.act(work, lambda done: done.sentence)


STEP_VERBS: tuple[type[Command], ...] = (FinishStep, MoveStep, DropStep)

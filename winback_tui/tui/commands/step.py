"""Commands for a planned step or another task with a date: done, move, drop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from winback_tui.domain.wording.channels import Channel

from .command import Command
from .contact import NOBODY, OnAccount, worked_through

if TYPE_CHECKING:
    from winback_tui.services.book.account_action import ActionResult
    from winback_tui.tui.app.context import Context


class DatedRow(Protocol):
    """What these commands need to know of a row; `step_id` is '' where it is not an open step."""

    @property
    def step_id(self) -> str: ...
    @property
    def channel(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def id(self) -> str: ...


def dated_row(context: Context) -> DatedRow | None:
    """The row under the cursor, where it has a date."""
    row = context.subject.row if context.subject else None
    return cast("DatedRow", row) if hasattr(row, "step_id") else None


SIGNS = frozenset({"left", "quote", "contract", "welcome", "volume", "feedback", "contact"})
"""Kinds of rows that a contact answers and nothing else."""
MARKED_AS = {"complaint": "mark settled", "promise": "mark kept", "condition": "mark met"}
"""What the key that finishes a row does with a row of this kind."""


class FinishStep(OnAccount):
    id = "step.finish"
    keys = "f"
    label = "mark done"
    about = (
        "Tick off an internal task, a fix, a promise or a condition; note that a complaint was answered, then that it"
        " was resolved. It is done at once, and u takes it back. For a call, log the contact instead."
    )
    footer = 3
    on_row = True

    def word(self, context: Context) -> str:
        """What becomes of the row under the cursor."""
        row = dated_row(context)
        return MARKED_AS.get(row.kind, self.label) if row else self.label

    def enabled(self, context: Context) -> str | None:
        row = dated_row(context)
        if row is None:
            return "There is nothing to tick off here." if context.subject else NOBODY
        if row.kind == "cause":
            return "A cause is removed by its fixes: press f on a fix below it, or r to add one."
        if not getattr(row, "open", True):
            return "That is done or dropped already; u undoes the last change."
        if row.step_id and row.channel != Channel.INTERNAL:
            return "To finish a contact, log it: press c."
        if row.kind == "reached":
            return "Thank them and log it: press c."
        if row.kind in SIGNS:
            return "Talk to them about it and log that: press c."
        if row.kind in ("offer", "decision"):
            return "Open the account to close the offer or review the decision."
        return (
            None
            if row.id and row.kind != "no contact planned"
            else "Nothing is planned here; press t to plan a step."
        )

    async def run(self, context: Context) -> None:
        row, subject = dated_row(context), context.subject
        assert row is not None and subject is not None
        kind, row_id, account = row.kind, row.id, subject.account_id

        def work() -> ActionResult:
            from winback_tui.services.cases.conditions import meet_condition
            from winback_tui.services.cases.fixes import finish_fix
            from winback_tui.services.contacts.complaints import settle_complaint
            from winback_tui.services.contacts.promises import keep_promise
            from winback_tui.services.plans.steps import finish_step

            if kind == "complaint":
                return settle_complaint(context.book, account, row_id)
            ways = {"fix": finish_fix, "promise": keep_promise, "condition": meet_condition}
            return ways.get(kind, finish_step)(context.book, account, row_id)

        worked_through(context, await context.act(work, lambda done: done.sentence))


class MoveStep(OnAccount):
    id = "step.move"
    keys = "m"
    label = "move to another day"
    short = "move"
    about = "Move the step to another day."
    footer = 4
    opens = True

    def enabled(self, context: Context) -> str | None:
        row = dated_row(context)
        return None if row and row.step_id else "Only an open step of the plan can be moved."

    async def run(self, context: Context) -> None:
        row = dated_row(context)
        assert row is not None
        await context.show("step.move", context.subject, row.step_id)


class DropStep(OnAccount):
    id = "step.drop"
    keys = "x"
    label = "drop the step"
    short = "drop"
    about = "Remove the step from the plan. A persistence plan keeps all its contacts."

    def enabled(self, context: Context) -> str | None:
        row = dated_row(context)
        return None if row and row.step_id else "Only an open step of the plan can be dropped."

    async def run(self, context: Context) -> None:
        row, subject = dated_row(context), context.subject
        assert row is not None and subject is not None
        step, account = row.step_id, subject.account_id

        def work() -> ActionResult:
            from winback_tui.services.plans.steps import drop_step

            return drop_step(context.book, account, step)

        await context.act(work, lambda done: done.sentence)


STEP_COMMANDS: tuple[type[Command], ...] = (FinishStep, MoveStep, DropStep)

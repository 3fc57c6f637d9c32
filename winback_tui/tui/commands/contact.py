"""Verbs about an account that need no case: what happened with it, what comes next, what was promised."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .command import Command

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context

NOBODY = "Put the cursor on an account first."


class OnAccount(Command):
    """Acts on the account under the cursor, or that the screen is about."""

    writes = True

    def enabled(self, context: Context) -> str | None:
        return None if context.subject else NOBODY


class LogContact(OnAccount):
    id = "contact.log"
    keys = "c"
    label = "log a contact"
    short = "contact"
    about = "Log a call, mail or visit with what came of it, and set the next date."
    footer = 2

    async def run(self, context: Context) -> None:
        row = context.subject.row if context.subject else None
        channel, step = getattr(row, "channel", ""), getattr(row, "step_id", "")
        if channel == "internal":  # a call answers no inner work, whatever the cursor stands on
            channel = step = ""
        await context.show("contact.log", context.subject, channel, step)


class AddNote(OnAccount):
    id = "note.add"
    keys = "n"
    label = "note"
    about = "Keep a note about the account; it counts as no contact."
    footer = 7

    async def run(self, context: Context) -> None:
        await context.show("note.add", context.subject)


class AddStep(OnAccount):
    id = "step.add"
    keys = "t"
    label = "plan a step"
    about = "Plan one more call, mail or visit on a day."

    async def run(self, context: Context) -> None:
        await context.show("step.add", context.subject)


class MakePromise(OnAccount):
    id = "promise.add"
    label = "note a promise"
    about = "What we promised them, and by when; it stays in sight until it is kept (A5)."

    async def run(self, context: Context) -> None:
        await context.show("promise.add", context.subject)


class LogComplaint(OnAccount):
    id = "complaint.add"
    label = "log a complaint"
    about = "A complaint with its severity as they see it (M7, L3)."

    async def run(self, context: Context) -> None:
        await context.show("complaint.add", context.subject)


class MakeOffer(OnAccount):
    id = "offer.add"
    label = "note an offer"
    about = "What we offer them, its cost and until when; the gates of the case hold it back until its time."

    async def run(self, context: Context) -> None:
        await context.show("offer.add", context.subject)


CONTACT_VERBS: tuple[type[Command], ...] = (
    LogContact,
    AddNote,
    AddStep,
    MakePromise,
    LogComplaint,
    MakeOffer,
)

"""Commands for an account that need no case: log a contact, note, step, promise, complaint, offer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from .command import Command

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context

NOBODY = "Put the cursor on an account first."


@runtime_checkable
class WorkedThrough(Protocol):
    """A list whose rows are worked through one after the other.

    `ONE_ACCOUNT`: all rows are of the account that the page is about, so there is no next account to go to.
    """

    ONE_ACCOUNT: bool

    def work_through(self) -> None:
        """Goes on to the next row with which nothing was done today."""
        ...


def worked_through(context: Context, done: Any) -> None:
    """After a form over a list: the cursor goes on, unless the form was left without saving (`done` is None)."""
    if done is not None and isinstance(context.screen, WorkedThrough):
        context.screen.work_through()


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
    about = "Log a call, mail or visit and its outcome, and set the next date."
    footer = 1
    opens = True
    on_row = True

    async def run(self, context: Context) -> None:
        row = context.subject.row if context.subject else None
        channel, step = getattr(row, "channel", ""), getattr(row, "step_id", "")
        if channel == "internal":  # a call answers no inner work, whatever the cursor stands on
            channel = step = ""
        done = await context.show("contact.log", context.subject, channel, step)
        worked_through(context, done)


class AddNote(OnAccount):
    id = "note.add"
    keys = "n"
    label = "note"
    about = "Add a note about the account. It does not count as a contact."
    footer = 7
    opens = True

    async def run(self, context: Context) -> None:
        await context.show("note.add", context.subject)


class AddStep(OnAccount):
    id = "step.add"
    keys = "t"
    label = "plan a step"
    about = "Plan another call, mail or visit."

    async def run(self, context: Context) -> None:
        await context.show("step.add", context.subject)


class MakePromise(OnAccount):
    id = "promise.add"
    label = "note a promise"
    about = "Note what we promised and by when; it stays on the list until it is kept."

    async def run(self, context: Context) -> None:
        await context.show("promise.add", context.subject)


class LogComplaint(OnAccount):
    id = "complaint.add"
    label = "log a complaint"
    about = "Log a complaint and how serious it is for the customer."

    async def run(self, context: Context) -> None:
        await context.show("complaint.add", context.subject)


@runtime_checkable
class KnowsReturns(Protocol):
    """A place that knows, without a query, whether the account it is about came back after a loss."""

    @property
    def is_back(self) -> bool:
        """Whether an order answered its latest loss."""
        ...


class AddTestimonial(OnAccount):
    id = "testimonial.add"
    label = "keep a testimonial"
    about = "Keep what a returned customer lets us quote, in their words; briefs and letters offer it."

    def enabled(self, context: Context) -> str | None:
        if context.subject is None:
            return super().enabled(context)
        if not isinstance(context.screen, KnowsReturns):
            return "Open the account first: its page knows whether they came back."
        if not context.screen.is_back:
            return "They have not come back after a loss: a testimonial is for a customer who returned."
        return None

    async def run(self, context: Context) -> None:
        await context.show("testimonial.add", context.subject)


class MakeOffer(OnAccount):
    id = "offer.add"
    label = "note an offer"
    about = "Note what we offer, its cost and how long it is valid; refused while something in the case blocks it."

    async def run(self, context: Context) -> None:
        await context.show("offer.add", context.subject)


class WriteLetter(OnAccount):
    id = "letter.write"
    keys = "w"
    label = "write a letter"
    short = "letter"
    about = (
        "Write a letter or mail: the kind that fits is proposed, shown as it will go out, and can be edited."
    )
    footer = 9
    opens = True
    writes = False

    async def run(self, context: Context) -> None:
        marked = [number for number in context.marked if isinstance(number, int)]
        if len(marked) > 1:
            await context.show("letters.due", marked)
            return
        sheet = getattr(context.subject.row if context.subject else None, "sheet", None)
        await context.show("letter", context.subject, str(sheet.kind) if sheet else "")


class ShowDueLetters(Command):
    id = "letters.due"
    keys = "D"
    label = "letters due"
    short = "letters"
    about = "The letters that are due today, to be read, written and printed all at once."
    footer = 9
    opens = True

    def word(self, context: Context) -> str:
        """Nobody gets a letter from an empty list."""
        return "" if context.subject is None else super().word(context)

    async def run(self, context: Context) -> None:
        await context.show("letters.due")


CONTACT_COMMANDS: tuple[type[Command], ...] = (
    LogContact,
    AddNote,
    AddStep,
    MakePromise,
    LogComplaint,
    AddTestimonial,
    MakeOffer,
    WriteLetter,
    ShowDueLetters,
)

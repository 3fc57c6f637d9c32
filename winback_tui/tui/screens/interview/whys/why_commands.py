"""What can be done to a chain of whys: with single letters while standing on it, with ctrl while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from winback_tui.tui.commands.command import Command

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context

    from .chain import Chain


@runtime_checkable
class WhyEditor(Protocol):
    """The page of a chain of whys; each method acts on the why under the cursor."""

    chain: Chain

    def ask_why(self) -> None:
        """Asks the next why below it."""
        ...

    def edit(self) -> None:
        """Puts it into the box."""
        ...

    def branch(self) -> None:
        """Asks what else was a reason at the same place."""
        ...

    def mark_root(self, confidence: int | None = None) -> None:
        """Marks it as the root, or takes the mark back."""
        ...

    def mark_stated(self) -> None:
        """Marks it as the reason given first."""
        ...

    def take_away(self) -> None:
        """Takes it away, with all below it."""
        ...


def page_of(context: Context) -> WhyEditor:
    """The page whose chain it is."""
    return next(node for node in context.node.ancestors_with_self if isinstance(node, WhyEditor))


class OnAWhy(Command):
    """Needs a why with words under the cursor."""

    def enabled(self, context: Context) -> str | None:
        return None if page_of(context).chain.current else "Write the why first."


class MarkRoot(OnAWhy):
    id = "why.root"
    keys = "asterisk,r,ctrl+r"
    label = "mark as root cause"
    short = "root cause"
    about = (
        "Mark the why under the cursor as the root cause, or unmark it. While you type, * in an empty box."
    )
    footer = 2
    writes = True

    def run(self, context: Context) -> None:
        page_of(context).mark_root()


class Branch(OnAWhy):
    id = "why.branch"
    keys = "plus,b,ctrl+b"
    label = "branch"
    about = "Another answer to the same why. While you type, + in an empty box."
    footer = 7
    writes = True

    def run(self, context: Context) -> None:
        page_of(context).branch()


class NextWhy(OnAWhy):
    id = "why.next"
    keys = "w"
    label = "why?"
    about = "Ask the next why below the one under the cursor."
    footer = 4
    writes = True

    def run(self, context: Context) -> None:
        page_of(context).ask_why()


class EditWhy(OnAWhy):
    id = "why.edit"
    keys = "e,right"
    label = "edit"
    about = "Change the words of the why under the cursor."
    footer = 5
    writes = True

    def run(self, context: Context) -> None:
        page_of(context).edit()


class RemoveWhy(OnAWhy):
    id = "why.remove"
    keys = "x,delete"
    label = "remove"
    about = "Remove the why under the cursor and all whys below it; undo brings them back."
    footer = 6
    writes = True

    def run(self, context: Context) -> None:
        page_of(context).take_away()


class MarkStated(OnAWhy):
    id = "why.stated"
    keys = "s"
    label = "said first"
    about = "Mark the why under the cursor as the reason the customer gave first."
    writes = True

    def run(self, context: Context) -> None:
        page_of(context).mark_stated()


class Judge(OnAWhy):
    """One of the digits."""

    confidence: ClassVar[int] = 0

    def run(self, context: Context) -> None:
        page_of(context).mark_root(self.confidence)


JUDGE = tuple(
    type(
        f"Judge{digit}",
        (Judge,),
        {
            "id": f"why.sure_{digit}",
            "keys": str(digit),
            "label": f"root cause, {words}",
            "about": f"Mark the why under the cursor as the root cause, and judge by tone and pauses: {words}.",
            "confidence": digit,
            "writes": True,
        },
    )
    for digit, words in enumerate(("not judged", "doubtful", "likely", "sure"))
)


class RootTyping(MarkRoot):
    id = "why.root_typing"
    keys = "asterisk,ctrl+r"


class BranchTyping(Branch):
    id = "why.branch_typing"
    keys = "plus,ctrl+b"


STANDING_COMMANDS: tuple[type[Command], ...] = (
    MarkRoot,
    Branch,
    NextWhy,
    EditWhy,
    RemoveWhy,
    MarkStated,
    *JUDGE,
)
TYPING_COMMANDS: tuple[type[Command], ...] = (RootTyping, BranchTyping)

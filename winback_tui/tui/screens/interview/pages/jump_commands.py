"""The number keys on pages without a box: each goes to the question of its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from winback_tui.tui.commands.command import Command

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context


class HasQuestions(Protocol):
    """The interview on the screen."""

    def jump(self, digit: str) -> None:
        """To the question whose number begins with that digit."""
        ...


class JumpTo(Command):
    """One of the number keys, on a page without a box."""

    digit: ClassVar[str] = ""

    def run(self, context: Context) -> None:
        cast("HasQuestions", context.screen).jump(self.digit)


JUMPS = tuple(
    type(
        f"JumpTo{digit}",
        (JumpTo,),
        {
            "id": f"interview.jump_{digit}",
            "keys": str(digit),
            "label": f"question {digit}",
            "about": "Go to the question of that number.",
            "digit": str(digit),
        },
    )
    for digit in range(1, 10)
)
"""For pages on which digits mean nothing else."""

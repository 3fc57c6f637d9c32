"""Space: the next thing to do for the account that a screen is about, whatever the stage of its case."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast, runtime_checkable

from winback_tui.domain.account.next_action import NextAct, NextAction

from .account import EnterOrder
from .case import (
    AssignCase,
    CloseCase,
    HoldInterview,
    MakePlan,
    ShowCauses,
    ShowDealings,
    ShowDecision,
)
from .command import Command, command_around
from .contact import AddStep, LogContact, MakeOffer
from .step import FinishStep

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context

PAGES: dict[str, type[Command]] = {"decision": ShowDecision, "causes": ShowCauses}
ACTS: dict[NextAct, type[Command]] = {
    NextAct(kind.id): kind
    for kind in (
        LogContact,
        HoldInterview,
        MakePlan,
        FinishStep,
        AddStep,
        AssignCase,
        CloseCase,
        EnterOrder,
        ShowDealings,
        MakeOffer,
    )
}
"""The acts that need no page of their own."""


@runtime_checkable
class ShowsNext(Protocol):
    """A screen about one account, which knows what comes next."""

    PAGE: str
    """The page's name in `NextAction.page`; '' for the account itself."""

    @property
    def next_action(self) -> NextAction | None:
        """What to do next; None while nothing is read."""
        ...

    def row_of(self, action: NextAction) -> Any:
        """The row of this page that the action is about, where it lists such rows."""
        ...


class NextStepRow(NamedTuple):
    """The step that the next action is about, with what the commands of steps need."""

    step_id: str
    channel: str
    kind: str
    id: str


class DoNext(Command):
    id = "account.next_step"
    keys = "space"
    label = "do the next step"
    about = "Do the next thing for this account: contact, interview, decision, fix, plan or order."
    footer = 1
    stays = True

    def word(self, context: Context) -> str:
        """What it does, marked as the next step; other keys only do what their word says."""
        action = self._action(context)
        if action is None or action.act is NextAct.NOTHING:
            return ""
        return f"next: {action.word}{'…' if self._command(context, action).opens else ''}"

    def stands_for(self, context: Context) -> str:
        """What it runs, unless that command's own key would do it with another row, the one under the cursor."""
        action = self._action(context)
        if action is None or action.act is NextAct.NOTHING or context.subject is None:
            return ""
        command = self._command(context, action)
        row = context.subject.row
        if command.on_row and hasattr(row, "step_id") and getattr(row, "open", True):
            return command.id if row.id == self._row_id(context, action) else ""
        return command.id

    def title(self, context: Context) -> str:
        action = self._action(context)
        return f"next: {action.text}" if action is not None else ""

    def enabled(self, context: Context) -> str | None:
        action = self._action(context)
        if action is None:
            return "There is no account here."
        if action.act is NextAct.NOTHING:
            return f"{action.text[:1].upper()}{action.text[1:]}."
        if action.act is NextAct.SETTLE and cast("ShowsNext", context.screen).PAGE == "dealings":
            return "Put the cursor on the promise or complaint; f says that it is done."
        return None

    def run(self, context: Context) -> Awaitable[None] | None:
        screen = cast("ShowsNext", context.screen)
        action = screen.next_action
        assert action is not None and context.subject is not None
        command = self._command(context, action)
        elsewhere = self._elsewhere(screen, action)
        row = None if elsewhere else self._row(screen, action)
        # who stands on a page of the case has seen how it stands: its other page opens and does it in one go
        at_once = elsewhere and bool(screen.PAGE)
        subject = context.subject._replace(row=row, at_once=at_once)
        here = context._replace(subject=subject, about=command.about)
        reason = command.why_not(here)
        if reason:
            context.tell(reason)
            return None
        return command.run(here)

    def _command(self, context: Context, action: NextAction) -> Command:
        """What it runs here: the page on which the next thing is done, or the doing of it."""
        if self._elsewhere(cast("ShowsNext", context.screen), action):
            return PAGES[action.page]()
        if action.act in ACTS:
            return ACTS[action.act]()
        return command_around(context.screen, action.act)

    def _elsewhere(self, screen: ShowsNext, action: NextAction) -> bool:
        return bool(action.page) and action.page != screen.PAGE

    def _row(self, screen: ShowsNext, action: NextAction) -> Any:
        if action.kind in ("fix", "cause"):
            return screen.row_of(action)
        step = action.what if action.kind == "step" else ""
        return NextStepRow(step, action.channel, "step", step)

    def _row_id(self, context: Context, action: NextAction) -> str:
        row = self._row(cast("ShowsNext", context.screen), action)
        return row.id if row is not None else ""

    def _action(self, context: Context) -> NextAction | None:
        return context.screen.next_action if isinstance(context.screen, ShowsNext) else None

"""Undo by a letter while standing on a why: of what was answered here, and of nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from winback_tui.domain.errors import Refused
from winback_tui.services.interviews.answers import redo_answer, undo_answer
from winback_tui.tui.commands.command import Command

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context


class UndoAnswer(Command):
    id = "interview.undo"
    keys = "u"
    label = "undo in this interview"
    short = "undo"
    about = "Undo the last answer; what was done before the interview stays."
    footer = 9
    writes = True

    async def run(self, context: Context) -> None:
        account = _account(context)
        await context.act(lambda: undo_answer(context.book, account), str)


class RedoAnswer(Command):
    id = "interview.redo"
    keys = "U"
    label = "redo in this interview"
    about = "Redo the answer that was undone last."
    writes = True

    async def run(self, context: Context) -> None:
        account = _account(context)
        await context.act(lambda: redo_answer(context.book, account), str)


def _account(context: Context) -> str:
    if context.subject is None:
        raise Refused("There is no interview here.")
    return context.subject.account_id

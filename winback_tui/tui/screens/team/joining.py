"""Joining a team from the screen: the place, the code, the whole book, and who sits here."""

from __future__ import annotations

from typing import Any

from winback_tui.domain.errors import WinbackError
from winback_tui.services.team import Joined, join, known_person
from winback_tui.tui.app.progress import TaskProgress
from winback_tui.tui.screens.base.progress import run_with_progress
from winback_tui.tui.screens.team.exchange.hub_password import PasswordAsker
from winback_tui.tui.screens.team.exchange.places import PickPlace

from .join_dialog import JoinDialog
from .who_dialog import WhoDialog


async def join_from(context: Any) -> None:
    """Ask where from and for the code, take the book over, and ask who sits here where nobody has said."""
    place = await context.ask(PickPlace("Join the team in"))
    if place is None:
        return
    chosen = await context.ask(JoinDialog(place))
    if chosen is None:
        return
    target, code = chosen

    ask = PasswordAsker(context.app)

    def work(progress: TaskProgress) -> Joined:
        progress.step(0, 0, "copying the team's book")
        context.app.book_taken_over()
        joined = join(context.book, target, code, ask_password=ask)
        context.app.book_taken_over()  # the book may have been looked at meanwhile
        return joined

    try:
        joined = await run_with_progress(context.app, "Joining the team", work)
    except WinbackError:
        ask.went_wrong()
        raise
    if joined is None:
        return
    if joined.person:
        context.app.act_as(joined.person)
    context.tell(f"{joined.sentence}.")
    if not known_person():
        await context.ask(WhoDialog())

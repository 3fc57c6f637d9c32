"""Rivals: every rival that a cause names, with what we know of it."""

from __future__ import annotations

from typing import NamedTuple

from textual.content import Content

from winback_tui.domain.wording.wording import money_column, near_day
from winback_tui.services.cases.rivals import Rival, rivals
from winback_tui.tui.app.context import CommandSubject, Context
from winback_tui.tui.commands.closing import Back
from winback_tui.tui.commands.command import Command
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.views.view import Listing, ListView, Query
from winback_tui.tui.screens.views.view_commands import VIEW_COMMANDS
from winback_tui.tui.widgets.list.empty import Empty, Why
from winback_tui.tui.widgets.list.head_lines import TitleLine
from winback_tui.tui.widgets.list.rows import ListRows


class RivalListRow(NamedTuple):
    """One rival."""

    rival: Rival

    @property
    def key(self) -> str:
        """Its id."""
        return self.rival.id


LOSSES_SHOWN = 12


class NoteRival(Command):
    id = "rival.note"
    keys = "n,e"
    label = "what we know about them"
    short = "note"
    about = "Their strengths, what they promise, and our answer; the whole team sees it."
    footer = 1
    writes = True

    def enabled(self, context: Context) -> str | None:
        return None if context.subject else "Put the cursor on a rival first."

    async def run(self, context: Context) -> None:
        from .rival_dialog import RivalDialog

        assert context.subject is not None
        await context.ask(RivalDialog(context.subject.row.rival))


def _taken(row: RivalListRow) -> Cell:
    money = row.rival.value_taken
    if not money:
        return "–", "muted"
    currency, minor = next(iter(money.items()))
    return money_column(minor, currency) + (" +" if len(money) > 1 else "")


class RivalsScreen(ListView[RivalListRow]):
    """On top of the screen that opened it; Esc leaves. `first`: the id of the rival under the cursor at first."""

    PURPOSE = (
        "Who takes our customers, which ones and why: know their strengths and our answer before the next call. A rival"
        " is listed once a cause names them."
    )
    COLUMNS = (
        ListColumn[RivalListRow](
            "name", "Rival", lambda row: row.rival.name, 26, 14, grows=True, sorts=False
        ),
        ListColumn[RivalListRow](
            "losses", "Losses", lambda row: f"{len(row.rival.losses)}", 6, right=True, sorts=False
        ),
        ListColumn[RivalListRow]("back", "Back", lambda row: f"{row.rival.back}", 5, right=True, sorts=False),
        ListColumn[RivalListRow](
            "taken", "Lost to them/yr", _taken, 17, 15, right=True, leaves=2, sorts=False
        ),
        ListColumn[RivalListRow](
            "why",
            "Main reason",
            lambda row: row.rival.reasons[0] if row.rival.reasons else ("–", "muted"),
            20,
            11,
            leaves=1,
            sorts=False,
        ),
    )
    OWN_COMMANDS = (NoteRival, *VIEW_COMMANDS, Back)

    def __init__(self, first: str = "") -> None:
        super().__init__()
        self._first = first

    def top_line(self) -> TitleLine:
        """What this is, in the place of the tabs."""
        return TitleLine("Rivals", "")

    def listing(self, wanted: Query) -> Listing[RivalListRow]:
        """Those with most losses first; the one asked for by id on top."""
        known = rivals(self._app.book)
        text = wanted.text.casefold()
        rows = [RivalListRow(each) for each in known if text in each.name.casefold()]
        rows.sort(key=lambda row: row.rival.id != self._first)
        words = ((f"{len(known)}", "strong"), " rivals" if len(known) != 1 else " rival")
        return Listing(ListRows(rows), words, _empty(wanted), len(known))

    def detail(self, row: RivalListRow) -> tuple[str, Content]:
        """Its page: the sum, what we know, and each loss."""
        rival, today = row.rival, self._app.book.today
        cells: list[Cell] = [f"{rival.sentence}\n"]
        cells += [("\nWhat we know\n", "muted"), f"{rival.note}\n"] if rival.note else []
        cells += [("\nCustomers lost to them\n", "muted")] if rival.losses else []
        for loss in rival.losses[:LOSSES_SHOWN]:
            state: Cell = ("back", "good") if loss.back else loss.status
            words = f": {loss.text}" if loss.text else ""
            cells += [f"· {loss.account}, lost {near_day(loss.lost_on, today)}, ", state, f"{words}\n"]
        if len(rival.losses) > LOSSES_SHOWN:
            cells.append((f"and {len(rival.losses) - LOSSES_SHOWN} more\n", "muted"))
        return rival.name, say(*cells)

    def subject(self) -> CommandSubject | None:
        """The rival under the cursor, for its note."""
        row = self.table.row
        return CommandSubject("", row.rival.name, row=row) if row else None

    def action_back(self) -> None:
        """Back to the screen below."""
        self.dismiss(None)


def _empty(wanted: Query) -> Empty:
    if wanted.text:
        return Empty(Why.NO_MATCH, f"No rival is called “{wanted.text}”.", (("Esc", "clears the filter"),))
    return Empty(
        Why.NOTHING_YET,
        "No rivals yet: an interview or a cause names them.",
        (("Esc", "goes back"),),
    )

"""Rivals: every rival that a cause names, with its battle card."""

from __future__ import annotations

from typing import NamedTuple

from textual.content import Content

from winback_tui.domain.wording.wording import money_column, near_day
from winback_tui.services.cases.battle_cards import BattleCard, ObjectionRow, battle_cards
from winback_tui.services.cases.rivals import Rival
from winback_tui.tui.app.context import Context
from winback_tui.tui.app.subject import CommandSubject
from winback_tui.tui.commands.closing import Back
from winback_tui.tui.commands.command import Command
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.views.view import Listing, ListView, Query
from winback_tui.tui.screens.views.view_commands import VIEW_COMMANDS
from winback_tui.tui.widgets.list.empty import Empty, Why
from winback_tui.tui.widgets.list.head_lines import TitleLine
from winback_tui.tui.widgets.list.rows import ListRows

NO_RIVAL = "Put the cursor on a rival first."


class RivalListRow(NamedTuple):
    """One rival with its card."""

    card: BattleCard

    @property
    def rival(self) -> Rival:
        """Who it is, and what it took."""
        return self.card.rival

    @property
    def objections(self) -> tuple[ObjectionRow, ...]:
        """What to rehearse."""
        return self.card.objections

    @property
    def key(self) -> str:
        """Its id."""
        return self.rival.id


LOSSES_SHOWN = 12


class _OnRival(Command):
    """Acts on the rival under the cursor."""

    opens = True

    def enabled(self, context: Context) -> str | None:
        return None if context.subject else NO_RIVAL


class NoteRival(_OnRival):
    id = "rival.note"
    keys = "n,e"
    label = "edit the battle card"
    short = "card"
    about = (
        "What they promise, where they are weak, what a switch costs the customer; the whole team sees it."
    )
    footer = 1
    writes = True

    async def run(self, context: Context) -> None:
        from .rival_dialog import RivalDialog

        assert context.subject is not None
        await context.ask(RivalDialog(context.subject.row.rival))


class AddObjection(_OnRival):
    id = "rival.objection"
    keys = "a"
    label = "add an objection"
    short = "objection"
    about = "What customers say in favour of the rival, with our answer to it."
    footer = 2
    writes = True

    async def run(self, context: Context) -> None:
        from .rival_dialog import ObjectionDialog

        assert context.subject is not None
        await context.ask(ObjectionDialog(context.subject.row.rival))


class AddAssessment(_OnRival):
    id = "rival.assess"
    keys = "x"
    label = "write down an assessment"
    short = "assessment"
    about = (
        "What a free assessment found in the rival's delivery to a customer, and what the rival said to it."
    )
    footer = 3
    writes = True

    async def run(self, context: Context) -> None:
        from .rival_dialog import AssessmentDialog

        assert context.subject is not None
        await context.ask(AssessmentDialog(context.subject.row.rival))


class Rehearse(_OnRival):
    id = "rival.rehearse"
    keys = "v"
    label = "rehearse their attack"
    short = "rehearse"
    about = "One objection at a time: say your answer, then see ours."
    footer = 4

    def enabled(self, context: Context) -> str | None:
        if context.subject and not context.subject.row.objections:
            return "No objection is on the card yet; add one first."
        return super().enabled(context)

    async def run(self, context: Context) -> None:
        from .rehearsal_screen import RehearsalScreen

        assert context.subject is not None
        row = context.subject.row
        await context.ask(RehearsalScreen(row.rival.name, row.objections))


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
    OWN_COMMANDS = (NoteRival, AddObjection, AddAssessment, Rehearse, *VIEW_COMMANDS, Back)

    def __init__(self, first: str = "") -> None:
        super().__init__()
        self._first = first

    def top_line(self) -> TitleLine:
        """What this is, in the place of the tabs."""
        return TitleLine("Rivals", "")

    def listing(self, wanted: Query) -> Listing[RivalListRow]:
        """Those with most losses first; the one asked for by id on top."""
        known = battle_cards(self._app.book)
        text = wanted.text.casefold()
        rows = [RivalListRow(each) for each in known if text in each.rival.name.casefold()]
        rows.sort(key=lambda row: row.rival.id != self._first)
        words = ((f"{len(known)}", "strong"), " rivals" if len(known) != 1 else " rival")
        return Listing(ListRows(rows), words, _empty(wanted), len(known))

    def detail(self, row: RivalListRow) -> tuple[str, Content]:
        """Its page: the sum, what we know, and each loss."""
        rival, today = row.rival, self._app.book.today
        cells: list[Cell] = [f"{rival.sentence}\n"]
        for heading, text in row.card.texts:
            cells += [(f"\n{heading}\n", "muted"), f"{text}\n"]
        cells += [("\nObjections\n", "muted")] if row.objections else []
        for objection in row.objections:
            answer: Cell = objection.answer or ("no answer yet", "warn")
            cells += [f"· “{objection.objection}”: ", answer, "\n"]
        cells += [("\nAssessments\n", "muted")] if row.card.assessments else []
        for found in row.card.assessments:
            reply = f" They replied: {found.rival_reply}" if found.rival_reply else ""
            cells.append(f"· {found.account}, {near_day(found.on_day, today)}: {found.found}{reply}\n")
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

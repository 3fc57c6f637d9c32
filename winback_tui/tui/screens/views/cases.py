"""View 3: accounts in work, by stage, and what blocks each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from textual.content import Content

from winback_tui.domain.account.list_columns import AT_RISK_MEANING
from winback_tui.domain.case.stage import Stage
from winback_tui.domain.wording.marks import RowMark
from winback_tui.domain.wording.wording import capitalised, dated_day, money_column, near_day
from winback_tui.services.cases.board import CaseRow, board, stages_in_words
from winback_tui.services.contacts.briefing import brief
from winback_tui.services.lists.list_head import any_account
from winback_tui.services.plans.followups import NO_CONTACT
from winback_tui.tui.app.list_order import ListOrder
from winback_tui.tui.app.subject import CaseState, CommandSubject
from winback_tui.tui.commands.account import ACCOUNT_COMMANDS
from winback_tui.tui.commands.case import CASE_COMMANDS, HoldInterview
from winback_tui.tui.commands.contact import CONTACT_COMMANDS
from winback_tui.tui.commands.working import WORKING_COMMANDS
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.drawing.list_lines import FIRST_ROW, NO_STATE, RowState
from winback_tui.tui.drawing.pieces import ITEM, PART, first_part
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.case.brief_content import brief_pane
from winback_tui.tui.widgets.list.empty import EMPTY_BOOK, Empty, Why
from winback_tui.tui.widgets.list.rows import ListRows

from .view import Listing, ListView, Query
from .view_commands import VIEW_COMMANDS

STEPS = list(Stage)


@dataclass(frozen=True, slots=True)
class CaseListRow:
    """A case as the list holds it. `usual`: it stands in the usual order, by stage."""

    case_row: CaseRow
    today: date
    usual: bool = True

    @property
    def first(self) -> bool:
        """Whether it is raised above the order of the stages."""
        return self.usual and bool(self.case_row.met_conditions)

    @property
    def line_state(self) -> RowState:
        """Whether it is raised."""
        return FIRST_ROW if self.first else NO_STATE

    @property
    def key(self) -> str:
        """The case."""
        return self.case_row.case.id


SORTS: dict[str, Callable[[CaseListRow], Any]] = {
    "stage": lambda row: STEPS.index(row.case_row.stage.stage),
    "account": lambda row: row.case_row.case.account.casefold(),
    "class": lambda row: row.case_row.standing.abc or "Z",
    "waits": lambda row: row.case_row.stage.waits_for,
    "next": lambda row: (row.case_row.next_on is None, row.case_row.next_on),
    "leads": lambda row: row.case_row.case.responsible.casefold(),
    "lost": lambda row: row.case_row.case.lost_on,
    "stake": lambda row: row.case_row.standing.at_stake,
}


class CasesView(ListView[CaseListRow]):
    """Open cases of accounts that are not back yet."""

    VIEW = "cases"
    PURPOSE = (
        "Accounts in work, by stage: to interview, to decide, to fix, to plan, planned, contacted. Each row"
        " says what comes next and what blocks it."
    )
    OWN_COMMANDS = (
        HoldInterview,
        *CASE_COMMANDS,
        *CONTACT_COMMANDS,
        *WORKING_COMMANDS,
        *ACCOUNT_COMMANDS,
        *VIEW_COMMANDS,
    )
    SORT = ("stage", False)
    ENTER = "open"
    COLUMNS: ClassVar[tuple[ListColumn[CaseListRow], ...]] = (
        ListColumn("account", "Account", lambda row: _name(row), 22, 18, grows=True),
        ListColumn(
            "class",
            "Class",
            lambda row: row.case_row.standing.abc or "–",
            5,
            leaves=6,
            means="A, B or C by yearly value.",
        ),
        ListColumn("stage", "Stage", lambda row: _stage(row), 16, 15),
        ListColumn(
            "leads",
            "Led by",
            lambda row: _leads(row),
            10,
            leaves=4,
            means="Who wins them back; ! marks a rule that was overridden in writing.",
        ),
        ListColumn(
            "waits",
            "Where it stands",
            lambda row: (row.case_row.stage.waits_for, "muted"),
            34,
            34,
            leaves=2,
            grows=True,
            means="What blocks the case, or what was done last; the details have all of it.",
        ),
        ListColumn(
            "next",
            "Next step",
            lambda row: _next(row),
            20,
            16,
            leaves=3,
            grows=True,
            means="When the next step is due, and how; “none planned” where no contact is, and what to do.",
        ),
        ListColumn(
            "lost",
            "Lost on",
            lambda row: (near_day(row.case_row.case.lost_on, row.today), "muted"),
            11,
            leaves=7,
        ),
        ListColumn(
            "stake",
            "At risk/yr",
            lambda row: _stake(row),
            12,
            11,
            right=True,
            leaves=5,
            falling=True,
            means=AT_RISK_MEANING,
        ),
    )

    def listing(self, wanted: Query) -> Listing[CaseListRow]:
        """All of them; there are never so many that they would not fit in memory."""
        today = self._app.book.today
        usual = (wanted.sort, wanted.falling) == self.SORT
        everything = [CaseListRow(each, today, usual) for each in board(self._app.book)]
        rows = [row for row in everything if wanted.finds(_text(row))]
        if not usual:
            rows.sort(key=SORTS[wanted.sort], reverse=wanted.falling)
        empty = _empty(wanted, bool(everything) or any_account(self._app.book))
        return Listing(ListRows(rows), _headline(rows), empty, len(everything))

    def detail(self, row: CaseListRow) -> tuple[str, Content]:
        """Which conditions are met, where the case stands and what is next in full, then the brief."""
        known = brief(self._app.book, row.case_row.case.account_id)
        true = [(f"Condition met: {each}\n", "good") for each in row.case_row.met_conditions]
        waits = (f"{capitalised(row.case_row.stage.waits_for)}.\n", "strong")
        case = row.case_row.case
        people = [f"{case.responsible} leads" if case.responsible else "nobody leads"]
        people += [f"lost by {case.lost_by}"] if case.lost_by else []
        cells: list[Cell] = [*true, waits, f"{capitalised(', '.join(people))}.\n"]
        if row.case_row.lacks_contact:
            cells += [("Next: ", "muted"), f"{row.case_row.next_words}.\n"]
        return known.account.name, Content.assemble(say(*cells), brief_pane(known))

    def opened(self, row: CaseListRow) -> None:
        """The account, whole."""
        from winback_tui.tui.screens.account.screen import AccountScreen

        about = self.subject()
        if about is not None:
            self.app.push_screen(AccountScreen(about, ListOrder(self)))

    def subject(self) -> CommandSubject | None:
        """The account under the cursor."""
        row = self.table.row
        case = row.case_row.case if row else None
        return CommandSubject(case.account_id, case.account, case.id, row, CaseState.OPEN) if case else None


def _name(row: CaseListRow) -> Cell:
    mark = ""
    if row.case_row.met_conditions:
        mark = f"{RowMark.MET} "
    elif row.case_row.standing.twice_lost:
        mark = f"{RowMark.TWICE_LOST} "
    return f"{mark}{row.case_row.case.account}", "good" if row.case_row.met_conditions else ""


def _stage(row: CaseListRow) -> Cell:
    return f"{row.case_row.stage.stage.glyph} {row.case_row.stage.text}"


def _next(row: CaseListRow) -> Cell:
    if row.case_row.next_on is None:
        if row.case_row.lacks_contact:
            return f"none planned · {row.case_row.next_words}", "warn"
        return row.case_row.next_words
    when = row.case_row.next_when
    what = row.case_row.next_words.removesuffix(when).strip()
    if row.case_row.next_on >= row.today:
        when = dated_day(row.case_row.next_on, row.today)
    if row.case_row.held:
        return f"on hold · {what}", "muted"
    text = f"{when} · {what}"
    return (f"▲ {text}", "bad") if "late" in when else text


def _leads(row: CaseListRow) -> Cell:
    if not row.case_row.case.responsible:
        return "nobody", "warn"
    return f"{row.case_row.case.responsible}{' !' if row.case_row.overrides else ''}"


def _stake(row: CaseListRow) -> Cell:
    standing = row.case_row.standing
    return money_column(standing.at_stake, standing.currency) if standing.at_stake else ("–", "muted")


def _text(row: CaseListRow) -> str:
    case, stage = row.case_row.case, row.case_row.stage
    told = (case.account, stage.stage, stage.text, stage.waits_for, case.responsible, _contact_words(row))
    return " ".join(told).casefold()


def _contact_words(row: CaseListRow) -> str:
    return NO_CONTACT if row.case_row.lacks_contact else ""


def _headline(rows: list[CaseListRow]) -> tuple[Cell, ...]:
    parts: list[Cell] = [(f"{len(rows)}", "strong"), " case" if len(rows) == 1 else " cases"]
    parts += first_part("condition met") if any(row.first for row in rows) else ()
    waiting = sum(row.case_row.lacks_contact for row in rows)
    parts += [" · ", (f"{waiting} with {NO_CONTACT}", "warn")] if waiting else []
    stages = stages_in_words([row.case_row for row in rows])
    parts += [(f"{ITEM if place else PART}{words}", "muted") for place, words in enumerate(stages)]
    return tuple(parts)


def _empty(wanted: Query, begun: bool) -> Empty:
    if not begun:
        return EMPTY_BOOK
    if wanted.text:
        return Empty(Why.NO_MATCH, f"No case matches “{wanted.text}”.", (("Esc", "clears the filter"),))
    return Empty(
        Why.NOTHING_YET,
        "No open cases.",
        (("1", "shows who is overdue"), ("L", "on an account there opens a case")),
    )

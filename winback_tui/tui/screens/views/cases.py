"""View 3: accounts in work, by stage, and what holds each of them up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from textual.content import Content

from winback_tui.domain.case.stage import Stage
from winback_tui.domain.wording.wording import capitalised, money_column, near_day
from winback_tui.services.cases.board import CaseRow, board
from winback_tui.services.contacts.briefing import brief
from winback_tui.tui.app.context import CommandSubject
from winback_tui.tui.commands.account import ACCOUNT_VERBS
from winback_tui.tui.commands.case import CASE_VERBS
from winback_tui.tui.commands.contact import CONTACT_VERBS
from winback_tui.tui.commands.interview import HoldInterview
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.case.brief_content import brief_pane
from winback_tui.tui.widgets.list.empty import Empty, Why
from winback_tui.tui.widgets.list.rows import ListRows

from .accounts.columns import STAKE_MEANS
from .view import Listing, ListView, Query
from .view_commands import VIEW_VERBS

STEPS = list(Stage)
GLYPHS = dict(zip(Stage, "○◔◑◕●✦◌■", strict=True))


@dataclass(frozen=True, slots=True)
class CaseListRow:
    """A case as the list holds it; `place` is its rank on the board."""

    told: CaseRow
    place: int

    @property
    def key(self) -> str:
        """The case."""
        return self.told.case.id


SORTS: dict[str, Callable[[CaseListRow], Any]] = {
    "stage": lambda row: row.place,
    "account": lambda row: row.told.case.account.casefold(),
    "class": lambda row: row.told.standing.abc or "Z",
    "waits": lambda row: row.told.stage.waits_for,
    "next": lambda row: (row.told.next_on is None, row.told.next_on),
    "leads": lambda row: row.told.case.responsible.casefold(),
    "lost": lambda row: row.told.case.lost_on,
    "stake": lambda row: row.told.standing.at_stake,
}


class CasesView(ListView[CaseListRow]):
    """Open cases of accounts that are not back yet."""

    VIEW = "cases"
    PURPOSE = (
        "Accounts in work, by stage: to interview, to decide, causes to fix, to plan, planned, contacted. Beside"
        " each stands what it waits for, and the rule behind it."
    )
    VERBS = (HoldInterview, *CASE_VERBS, *CONTACT_VERBS, *ACCOUNT_VERBS, *VIEW_VERBS)
    SORT = ("stage", False)
    COLUMNS: ClassVar[tuple[ListColumn[CaseListRow], ...]] = (
        ListColumn("account", "Account", lambda row: _name(row), 28, 18, grows=True),
        ListColumn(
            "class",
            "Cl",
            lambda row: row.told.standing.abc or "–",
            2,
            leaves=6,
            means="A, B or C by yearly value.",
        ),
        ListColumn("stage", "Stage", lambda row: _stage(row), 16, 15),
        ListColumn(
            "waits",
            "Waits for",
            lambda row: (row.told.stage.waits_for, "muted"),
            36,
            20,
            leaves=2,
            grows=True,
            means="What must come first before the case goes on; the details have it whole.",
        ),
        ListColumn(
            "next", "Next", lambda row: _next(row), 20, 13, means="The day of the next step, and how."
        ),
        ListColumn("leads", "Leads", lambda row: _leads(row), 10, 10, leaves=5, means="Who wins them back."),
        ListColumn(
            "lost",
            "Lost",
            lambda row: (near_day(row.told.case.lost_on, row.told.case.opened_on), "muted"),
            11,
            leaves=7,
        ),
        ListColumn(
            "stake",
            "At stake",
            lambda row: _stake(row),
            12,
            9,
            right=True,
            leaves=4,
            falling=True,
            means=STAKE_MEANS,
        ),
    )

    def listing(self, wanted: Query) -> Listing[CaseListRow]:
        """All of them; there are never so many that they would not fit in memory."""
        everything = [CaseListRow(each, place) for place, each in enumerate(board(self._app.book))]
        rows = [row for row in everything if wanted.finds(_text(row))]
        rows.sort(key=SORTS[wanted.sort], reverse=wanted.falling)
        return Listing(ListRows(rows), _headline(rows), _empty(wanted), len(everything))

    def detail(self, row: CaseListRow) -> tuple[str, Content]:
        """Which conditions are met and what it waits for, then the brief."""
        told = brief(self._app.book, row.told.case.account_id)
        true = [(f"Condition met: {each}\n", "good") for each in row.told.met_conditions]
        waits = (f"{capitalised(row.told.stage.waits_for)}.\n", "strong")
        return told.account.name, Content.assemble(say(*true, waits), brief_pane(told))

    def opened(self, row: CaseListRow) -> None:
        """The account, whole."""
        from winback_tui.tui.screens.account.screen import AccountScreen

        about = self.subject()
        if about is not None:
            self.app.push_screen(AccountScreen(about))

    def subject(self) -> CommandSubject | None:
        """The account under the cursor."""
        row = self.table.row
        case = row.told.case if row else None
        return CommandSubject(case.account_id, case.account, case.id, row) if case else None


def _name(row: CaseListRow) -> Cell:
    mark = "✦ " if row.told.met_conditions else "‼ " if row.told.standing.twice_lost else ""
    return f"{mark}{row.told.case.account}", "good" if row.told.met_conditions else ""


def _stage(row: CaseListRow) -> Cell:
    return f"{GLYPHS[row.told.stage.stage]} {row.told.stage.text}"


def _next(row: CaseListRow) -> Cell:
    if row.told.next_on is None:
        return row.told.next_words, "warn"
    when = row.told.next_when
    said = f"{when} · {row.told.next_words.removesuffix(when).strip()}"
    return (f"▲ {said}", "bad") if "late" in when else said


def _leads(row: CaseListRow) -> Cell:
    if not row.told.case.responsible:
        return "nobody", "warn"
    return f"{row.told.case.responsible}{' !' if row.told.overrides else ''}"


def _stake(row: CaseListRow) -> Cell:
    standing = row.told.standing
    return money_column(standing.at_stake, standing.currency) if standing.at_stake else ("–", "muted")


def _text(row: CaseListRow) -> str:
    case, stage = row.told.case, row.told.stage
    return f"{case.account} {stage.stage} {stage.text} {stage.waits_for} {case.responsible} {case.lost_by}".casefold()


def _headline(rows: list[CaseListRow]) -> tuple[Cell, ...]:
    parts: list[Cell] = [(f"{len(rows)}", "strong"), " case" if len(rows) == 1 else " cases"]
    for stage in STEPS:
        number = sum(row.told.stage.stage is stage for row in rows)
        parts += [f" · {number} {stage}"] if number else []
    waiting = sum(row.told.next_on is None for row in rows)
    return (*parts, " · ", (f"{waiting} without a next step", "warn")) if waiting else tuple(parts)


def _empty(wanted: Query) -> Empty:
    if wanted.text:
        return Empty(Why.NO_MATCH, f"No case matches “{wanted.text}”.", (("Esc", "clears the filter"),))
    return Empty(
        Why.NOTHING_YET,
        "No account is in work.",
        (("1", "shows who is overdue"), ("L", "opens a case for the account under the cursor")),
    )

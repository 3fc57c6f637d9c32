"""View 2: what is due, by day: planned steps, promises, fixes, reviews."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from textual.content import Content

from winback_tui.domain.account.list_columns import AT_RISK_MEANING
from winback_tui.domain.days.due import When
from winback_tui.domain.wording.marks import RowMark
from winback_tui.domain.wording.wording import capitalised, dated_day, duration_short, money_column
from winback_tui.services.contacts.briefing import brief
from winback_tui.services.letters.due import count_due_letters
from winback_tui.services.lists.list_head import any_account
from winback_tui.services.plans.followups import (
    CAN_WAIT,
    DUE_GROUPS,
    NO_CONTACT,
    NO_DAY,
    Due,
    counts,
    due,
    due_now,
)
from winback_tui.tui.app.list_order import ListOrder
from winback_tui.tui.app.subject import CaseState, CommandSubject
from winback_tui.tui.commands.account import ACCOUNT_COMMANDS
from winback_tui.tui.commands.case import CASE_COMMANDS, HoldInterview
from winback_tui.tui.commands.contact import CONTACT_COMMANDS
from winback_tui.tui.commands.step import STEP_COMMANDS
from winback_tui.tui.commands.working import WORKING_COMMANDS
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.drawing.list_lines import FIRST_ROW, NO_STATE, RowState
from winback_tui.tui.drawing.pieces import first_part
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.case.brief_content import brief_pane
from winback_tui.tui.widgets.list.empty import EMPTY_BOOK, Empty, Why
from winback_tui.tui.widgets.list.rows import ListRows

from .view import Listing, ListView, Query
from .view_commands import VIEW_COMMANDS

TONES = {
    When.LATE: "bad",
    When.TODAY: "accent",
    CAN_WAIT: "warn",
    When.LATER: "muted",
    NO_DAY: "warn",
    NO_CONTACT: "warn",
}
ORDER_MEANING = (
    f"Late first, then today, then day by day, the longest waiting on top. Above all stands ({RowMark.FIRST}) a"
    f" complaint of an account that came back lately; signs that can wait for a quiet hour ({RowMark.CAN_WAIT}) come"
    " after what was planned or promised for today, and are not counted among those due."
)
GLYPHS = dict(
    zip(
        DUE_GROUPS,
        (RowMark.URGENT, RowMark.WHOLE, RowMark.CAN_WAIT, RowMark.HALF, RowMark.NOTHING_YET, "?", "–"),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """One row of the list; has the attributes that the commands of steps need. `usual`: it stands day by day."""

    due: Due
    place: int
    today: date
    usual: bool = True

    @property
    def first(self) -> bool:
        """Whether it is raised above the order of the days."""
        return self.usual and self.due.item.on_top and self.due.group in (When.LATE, When.TODAY)

    @property
    def waits(self) -> bool:
        """Whether it comes after the others that are due, since it can wait for a quiet hour."""
        return self.due.group == CAN_WAIT

    @property
    def line_state(self) -> RowState:
        """Whether it is raised."""
        return FIRST_ROW if self.first else NO_STATE

    @property
    def key(self) -> str:
        """Kind and row, which stay the same over sorts and reloads."""
        return f"{self.due.item.kind}:{self.due.item.id}"

    @property
    def kind(self) -> str:
        """What is to be done."""
        return str(self.due.item.kind)

    @property
    def id(self) -> str:
        """Of the step, fix, promise, offer, decision or case."""
        return self.due.item.id

    @property
    def step_id(self) -> str:
        """Of the step, '' for anything else."""
        return self.due.item.step_id

    @property
    def channel(self) -> str:
        """Of the step."""
        return self.due.item.channel


SORTS: dict[str, Callable[[FollowUpRow], Any]] = {
    "day": lambda row: row.due.item.on_day or date.min,
    "account": lambda row: row.due.item.account.casefold(),
    "what": lambda row: row.due.what.casefold(),
    "who": lambda row: row.due.item.owner.casefold(),
    "status": lambda row: row.due.item.status,
    "stake": lambda row: row.due.item.at_stake,
}


class FollowUpsView(ListView[FollowUpRow]):
    """The longest waiting on top; cases with no contact planned at the end."""

    VIEW = "followups"
    PURPOSE = (
        "What is due, by day: steps, fixes, promises, offers, decisions to review. One key logs the result and sets"
        " the next date; open cases with no contact planned come last."
    )
    OWN_COMMANDS = (
        *STEP_COMMANDS,
        *CONTACT_COMMANDS,
        *WORKING_COMMANDS,
        *CASE_COMMANDS,
        HoldInterview,
        *ACCOUNT_COMMANDS,
        *VIEW_COMMANDS,
    )
    SORT = ("day", False)
    ENTER = "open"
    COLUMNS: ClassVar[tuple[ListColumn[FollowUpRow], ...]] = (
        ListColumn("day", "Day", lambda row: _day(row), 13, means=ORDER_MEANING),
        ListColumn("account", "Account", lambda row: row.due.item.account, 18, 14, grows=True),
        ListColumn("what", "What", lambda row: row.due.what, 48, 22, grows=True),
        ListColumn("who", "Who", lambda row: (row.due.item.owner or "–", "muted"), 10, leaves=5),
        ListColumn("status", "Status", lambda row: _status(row), 12, leaves=7),
        ListColumn(
            "stake",
            "At risk/yr",
            lambda row: _stake(row),
            12,
            11,
            right=True,
            leaves=6,
            falling=True,
            means=AT_RISK_MEANING,
        ),
    )

    def listing(self, wanted: Query) -> Listing[FollowUpRow]:
        """All of them; there are never so many that they would not fit in memory."""
        book = self._app.book
        usual = (wanted.sort, wanted.falling) == self.SORT
        everything = [FollowUpRow(each, place, book.today, usual) for place, each in enumerate(due(book))]
        rows = [row for row in everything if wanted.finds(_text(row))]
        if not usual:
            rows.sort(key=SORTS[wanted.sort], reverse=wanted.falling)
        head = _headline(rows, count_due_letters(book))
        empty = _empty(wanted, bool(everything) or any_account(book))
        return Listing(ListRows(rows), head, empty, due_now(counts([row.due for row in everything])))

    def detail(self, row: FollowUpRow) -> tuple[str, Content]:
        """What is due in full, then the brief: everything to know before calling."""
        known = brief(self._app.book, row.due.item.account_id)
        what = (f"{capitalised(row.due.what)} ({row.due.day})\n", "strong")
        return known.account.name, Content.assemble(say(what), brief_pane(known))

    def opened(self, row: FollowUpRow) -> None:
        """The account, whole."""
        from winback_tui.tui.screens.account.screen import AccountScreen

        about = self.subject()
        if about is not None:
            self.app.push_screen(AccountScreen(about, ListOrder(self)))

    def subject(self) -> CommandSubject | None:
        """The account under the cursor."""
        row = self.table.row
        item = row.due.item if row else None
        if item is None:
            return None
        state = CaseState.OPEN if item.case_id else CaseState.NONE
        if item.let_go_on is not None:
            state = CaseState.LOST
        return CommandSubject(item.account_id, item.account, item.case_id, row, state)


def _day(row: FollowUpRow) -> Cell:
    day, tone = row.due.item.on_day, TONES.get(row.due.group, "")
    glyph = GLYPHS[row.due.group]
    if day is None:
        return f"{glyph} {row.due.day}", tone
    if row.due.group is not When.LATE:
        return f"{glyph} {dated_day(day, row.today)}", tone
    return f"{glyph} {duration_short((row.today - day).days)} late", tone


def _status(row: FollowUpRow) -> Cell:
    item = row.due.item
    return ("↺ fragile", "warn") if item.fragile else (item.stage or item.status, "muted")


def _stake(row: FollowUpRow) -> Cell:
    item = row.due.item
    return money_column(item.at_stake, item.currency) if item.at_stake else ("–", "muted")


def _text(row: FollowUpRow) -> str:
    item = row.due.item
    return (
        f"{item.account} {row.due.what} {item.owner} {row.due.group} {row.due.day} {item.status}".casefold()
    )


def _headline(rows: Sequence[FollowUpRow], letters: int) -> tuple[Cell, ...]:
    """`11 due for the team: 7 late + 4 today · 9 this week · 14 can wait · 12 letters due`: the tab counts what
    is due, late or today, without letters and what can wait."""
    now = counts([row.due for row in rows])
    if not rows and not letters:
        return ("Nothing to do",)
    several = len({row.due.item.owner for row in rows}) > 1
    parts: list[Cell] = [(f"{due_now(now):,}", "strong"), " due for the team" if several else " due"]
    if now[When.LATE]:
        parts += [": ", (f"{now[When.LATE]:,} {When.LATE}", "bad"), f" + {now[When.TODAY]:,} {When.TODAY}"]
    parts += first_part("complaint after a return") if any(row.first for row in rows) else ()
    parts += _counted(now[When.THIS_WEEK], When.THIS_WEEK)
    waiting = now[CAN_WAIT]
    parts += [" · ", (f"{RowMark.CAN_WAIT} {waiting:,} can wait", "warn")] if waiting else []
    parts += _counted(letters, "letter due" if letters == 1 else "letters due")
    parts += _counted(now[NO_CONTACT], f"with {NO_CONTACT}")
    for group in (NO_DAY, When.LATER):
        parts += _counted(now[group], group)
    return tuple(parts)


def _counted(number: int, words: str) -> list[Cell]:
    return [" · ", (f"{number:,}", "strong"), f" {words}"] if number else []


def _empty(wanted: Query, begun: bool) -> Empty:
    if not begun:
        return EMPTY_BOOK
    if wanted.text:
        return Empty(Why.NO_MATCH, f"Nothing to do matches “{wanted.text}”.", (("Esc", "clears the filter"),))
    return Empty(
        Why.ALL_DONE,
        "Nothing to do.",
        (("1", "shows who is overdue"), ("c", "logs a contact and sets the next date")),
    )

"""What the Causes screen lists: each cause with the fixes under it, then the conditions of return."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from winback_tui.domain.wording.wording import dated_day
from winback_tui.services.cases.case_card import CaseCard
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.drawing.list_lines import NEXT_ROW, NO_STATE, RowState


@dataclass(frozen=True, slots=True)
class CauseListRow:
    """`kind` is `cause`, `fix` or `condition`; `open` whether something is still to be done about it; `next`: Space
    does it."""

    kind: str
    id: str
    cause_id: str
    head: str
    text: str
    who: str
    day: str
    state: Cell
    open: bool
    more: str
    judged: bool | None = None
    rival_id: str = ""
    next: bool = False

    @property
    def line_state(self) -> RowState:
        """Whether Space does something about this row."""
        return NEXT_ROW if self.next else NO_STATE

    @property
    def key(self) -> str:
        """Kind and row."""
        return f"{self.kind}:{self.id}"

    @property
    def step_id(self) -> str:
        """Always empty, as nothing here is a step; the commands of steps read it."""
        return ""

    @property
    def channel(self) -> str:
        """Nothing here is a contact."""
        return ""


def rows_of(card: CaseCard, today: date, label: Callable[[str], str]) -> list[CauseListRow]:
    """Causes by weight, each followed by its fixes; then the conditions."""
    rows = []
    for cause in card.causes:
        fixes = [fix for fix in card.fixes if fix.cause_id == cause.id]
        gone = bool(fixes) and all(fix.done_on for fix in fixes)
        state: Cell = ("out of reach", "bad") if cause.fixable is False and not gone else ("fixed", "good")
        if cause.fixable is not False and not gone:
            state = ("being fixed", "") if fixes else ("no fix yet", "warn")
        human = (
            f"{cause.whom} let them down" if cause.whom else "somebody let them down" if cause.human else ""
        )
        broken = f"broken promise: {cause.promise_broken}" if cause.promise_broken else ""
        rival = f"rival: {cause.competitor}" if cause.competitor else ""
        more = " · ".join(each for each in (cause.text, human, broken, rival) if each)
        head = f"{cause.weight} % {label(cause.reason)}"
        rows.append(
            CauseListRow(
                "cause",
                cause.id,
                cause.id,
                head,
                cause.text,
                cause.voice,
                "",
                state,
                not gone,
                more,
                cause.fixable,
                cause.competitor_id,
            )
        )
        for fix in fixes:
            done = fix.done_on is not None
            late = not done and fix.due_on is not None and fix.due_on < today
            day = dated_day(fix.done_on or fix.due_on or today, today) if fix.done_on or fix.due_on else ""
            fix_state: Cell = ("✓ done", "good") if done else ("▲ late", "bad") if late else ("○ to do", "")
            rows.append(
                CauseListRow(
                    "fix",
                    fix.id,
                    cause.id,
                    "  └ fix",
                    fix.what,
                    fix.owner,
                    day,
                    fix_state,
                    not done,
                    fix.what,
                )
            )
    for each in card.conditions:
        row, answer = each.row, each.checked
        state = (str(answer.state), "good" if answer.state == "met" else "")
        if row.beyond:
            state = ("out of reach", "bad")
        day = dated_day(row.met_on, today) if row.met_on else ""
        more = f"{answer.sentence}{f' Out of our reach: {row.beyond}.' if row.beyond else ''}"
        open_ = row.met_on is None
        rows.append(
            CauseListRow("condition", row.id, "", "condition", row.wish.in_words, "", day, state, open_, more)
        )
    return rows


COLUMNS = (
    ListColumn[CauseListRow](
        "head",
        "What",
        lambda row: (row.head, "strong" if row.kind == "cause" else "muted"),
        26,
        18,
        sorts=False,
    ),
    ListColumn[CauseListRow]("text", "Details", lambda row: row.text, 40, 16, grows=True, sorts=False),
    ListColumn[CauseListRow](
        "who", "Who", lambda row: (row.who or "–", "muted"), 10, 6, leaves=2, sorts=False
    ),
    ListColumn[CauseListRow]("day", "Date", lambda row: row.day, 11, leaves=1, sorts=False),
    ListColumn[CauseListRow]("state", "Status", lambda row: row.state, 14, sorts=False),
)

"""The statuses of an account; `lifecycle` computes which one it has."""

from __future__ import annotations

from enum import StrEnum

from winback_tui.domain.wording.marks import RowMark


class Status(StrEnum):
    """The status of an account. Each value is the word shown; `glyph` is shown with it, never instead of it.

    NEW: no order yet, or the first at most 90 days ago and the next not due. ACTIVE: within its rhythm.
    DUE: the expected day has come, the usual spread still explains it. OVERDUE: silent beyond that, or for
    as long as the segment's fixed rule allows. SINGLE: one order day only, so no rhythm of its own.
    SLEEPING: overdue beyond the last age bucket, and nobody has found that they left (M0). LOST: a case says
    that they left, and nothing is known yet or the case was closed without a return. IN_WORK: the open case is
    beyond its interview. RETURNED: a real order answers the latest loss; the first year is not over, or not
    clean (fragile). RECOVERED: a clean year later, still ordering. LET_GO: decided not to win them back.
    GONE: closed, moved away or never to be contacted; stays out of every list.
    """

    NEW = "new"
    ACTIVE = "active"
    DUE = "due"
    OVERDUE = "overdue"
    SINGLE = "single"
    SLEEPING = "sleeping"
    LOST = "lost"
    IN_WORK = "in work"
    RETURNED = "returned"
    RECOVERED = "recovered"
    LET_GO = "let go"
    GONE = "gone for good"

    @property
    def glyph(self) -> str:
        """One narrow character, different for every status."""
        return str(_GLYPHS[self])


_GLYPHS: dict[Status, str] = {
    Status.NEW: RowMark.NEW,
    Status.ACTIVE: RowMark.ORDERING,
    Status.DUE: RowMark.DUE,
    Status.OVERDUE: RowMark.URGENT,
    Status.SINGLE: RowMark.ONCE,
    Status.SLEEPING: RowMark.SLEEPING,
    Status.LOST: RowMark.ENDED_BADLY,
    Status.IN_WORK: RowMark.IN_WORK,
    Status.RETURNED: RowMark.BACK,
    Status.RECOVERED: RowMark.DONE,
    Status.LET_GO: RowMark.LET_GO,
    Status.GONE: RowMark.GONE,
}

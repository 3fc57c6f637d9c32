"""The marks before words, wherever the program shows one: a mark has one meaning, on every screen and in every list."""

from __future__ import annotations

from enum import StrEnum


class RowMark(StrEnum):
    """One narrow character each; the words next to it say the same, so that nobody has to learn them.

    The circles say how far something is: nothing yet, a quarter, half, three quarters, all of it. The triangles say
    how the orders of an account are going: on time, due, not at all.
    """

    URGENT = "▲"
    """Needs somebody now: late, overdue, a warning."""
    CAN_WAIT = "▽"
    """Is due, and can wait for a quiet hour."""
    FIRST = "★"
    """On top, whatever the order of the list."""
    MET = "✦"
    """What the customer asked for is met."""
    NEXT = "→"
    """What Space acts on."""
    DONE = "✓"
    """Done, kept, as it should be."""
    ENDED_BADLY = "✗"
    """Lost, dropped, refused, broken."""
    ON_HOLD = "◌"
    """On hold until a day."""
    NOTHING_YET = "○"
    QUARTER = "◔"
    HALF = "◑"
    THREE_QUARTERS = "◕"
    WHOLE = "●"
    """All of it, or its time is now."""
    ANSWERING = "◉"
    """Past the whole plan: they were contacted."""
    NEW = "+"
    """New: an account, or a return since the screen was opened."""
    ORDERING = "▶"
    DUE = "▷"
    """The next order is due, not late."""
    ONCE = "1"
    """Ordered once."""
    SLEEPING = "~"
    IN_WORK = "◎"
    BACK = "↺"
    """Ordered again after a loss, and fragile for a year."""
    TWICE_LOST = "‼"
    LETTER = "✉"
    LET_GO = "◇"
    TO_CLOSE = "▣"
    LEFT_TO_FATE = "□"
    GONE = "■"

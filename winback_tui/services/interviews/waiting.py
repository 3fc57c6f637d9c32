"""The interview that was left in the middle, to go on with at the next start."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from winback_tui.store.book import Book
from winback_tui.store.interviews.interviews import unfinished_interview

WAITS_DAYS = 14
"""After this many days without an entry an interview is no longer offered at the start (our own definition)."""


@dataclass(frozen=True, slots=True)
class WaitingInterview:
    """Whose interview was begun and not finished."""

    interview_id: str
    account_id: str
    account: str
    person: str

    @property
    def sentence(self) -> str:
        """`Interview waiting: Martin Hollis at Hollis & Grey`."""
        whom = f"{self.person} at {self.account}" if self.person else self.account
        return f"Interview waiting: {whom}"


def waiting_interview(book: Book) -> WaitingInterview | None:
    """The one that the user began last and did not finish, in a case that is still open; None without one."""
    since = book.clock.now() - timedelta(days=WAITS_DAYS)
    with book.read() as connection:
        head = unfinished_interview(connection, int(since.timestamp() * 1000), book.actor)
    return WaitingInterview(head.id, head.account_id, head.account, head.person) if head else None

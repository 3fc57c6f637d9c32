"""Own changes next to the losses around them: did it begin with us? A-iso (isolate causes by dated changes)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from winback_tui.domain.case.own_changes import QUESTIONS, WINDOW_DAYS, DatedChange, what_follows
from winback_tui.domain.review.facts import ReviewedCase


@dataclass(frozen=True, slots=True)
class DiaryEntry:
    """One change, with how many accounts were lost with a case in the 90 days before it and from its day on.

    `complete`: the 90 days after it have passed.
    """

    row: DatedChange
    lost_before: int
    lost_after: int
    complete: bool = True

    @property
    def open_questions(self) -> tuple[str, ...]:
        """The questions that nobody has answered yet."""
        return tuple(text for name, text in QUESTIONS.items() if not getattr(self.row, name))

    @property
    def follows(self) -> str:
        """What the answers mean for those who left; '' while they are open."""
        return what_follows(self.row.new_target, self.row.improved)

    @property
    def outcome(self) -> str:
        """What follows, or how many questions are still open."""
        return self.follows or f"{len(self.open_questions)} of {len(QUESTIONS)} questions open"


def windows_of(day: date) -> tuple[tuple[date, date], tuple[date, date]]:
    """First and last day of the 90 days before a change, and of the 90 that begin with it."""
    window = timedelta(days=WINDOW_DAYS)
    last = timedelta(days=1)
    return (day - window, day - last), (day, day + window - last)


def diary_of(
    changes: Iterable[DatedChange], losses: Sequence[tuple[date, str, str]], today: date
) -> list[DiaryEntry]:
    """The changes in their order next to the losses, each a day, a segment and an account; an account counts once.

    A change that affected one segment is set next to the losses of that segment only.
    """
    return [_entry(each, losses, today) for each in changes]


def _entry(change: DatedChange, losses: Sequence[tuple[date, str, str]], today: date) -> DiaryEntry:
    before, after = windows_of(change.on_day)
    return DiaryEntry(
        change,
        len(lost_around(change, before, losses)),
        len(lost_around(change, after, losses)),
        after[1] <= today,
    )


def lost_around(
    change: DatedChange, window: tuple[date, date], losses: Iterable[tuple[date, str, str]]
) -> set[str]:
    """The accounts that were lost in these days, of the segment that the change affected."""
    first, last = window
    return {
        account
        for day, segment, account in losses
        if first <= day <= last and change.segment in ("", segment)
    }


def cases_after(entry: DiaryEntry, cases: Iterable[ReviewedCase]) -> list[ReviewedCase]:
    """The cases lost since the change that it is set next to, the first lost on top."""
    _, after = windows_of(entry.row.on_day)
    return [
        case
        for case in sorted(cases, key=lambda case: (case.lost_on, case.segment, case.account_id))
        if lost_around(entry.row, after, [(case.lost_on, case.segment, case.account_id)])
    ]

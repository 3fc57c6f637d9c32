"""What was planned and promised, by day: late, today, this week, later; and cases with no contact planned."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from winback_tui.domain.account.risk_sign import SignKind
from winback_tui.domain.days.due import When, when, when_words
from winback_tui.domain.text import clean_name
from winback_tui.domain.wording.channels import channel_words
from winback_tui.domain.wording.phrasing import on_hold, verdict_words
from winback_tui.domain.wording.wording import full_day, near_day
from winback_tui.store.book import Book
from winback_tui.store.plans.followups import FollowUp, FollowUpKind, dated_follow_ups
from winback_tui.store.plans.followups import follow_ups as all_follow_ups

CAN_WAIT = "can wait"
NO_CONTACT = "no contact planned"
NO_DAY = "no day set"
DUE_GROUPS = (When.LATE, When.TODAY, CAN_WAIT, When.THIS_WEEK, When.LATER, NO_DAY, NO_CONTACT)
"""The groups of follow-ups in their order."""

__all__ = [
    "CAN_WAIT",
    "DUE_GROUPS",
    "NO_CONTACT",
    "NO_DAY",
    "Due",
    "FollowUp",
    "FollowUpKind",
    "count_due",
    "counts",
    "counts_by_owner",
    "due",
    "due_now",
    "due_words",
]


@dataclass(frozen=True, slots=True)
class Due:
    """A follow-up in its group, with its day and its work in words: `3 days late`, `call: ask for a trial order`."""

    item: FollowUp
    group: str
    day: str
    what: str


def due(book: Book, owner: str = "", until: date | None = None) -> list[Due]:
    """Every follow-up, the longest waiting first, promises without a day and cases with no contact planned last.

    `owner` limits them to one employee, ignoring letter case; `until` those up to a day and the undated. For a quote
    that a letter is due for, writing that letter is what is to be done.
    """
    # Here, because a review counts follow-ups only and needs no letters.
    from winback_tui.domain.plan.letter.due import QUOTE_DAYS
    from winback_tui.services.letters.due import quotes_with_a_letter

    def is_fresh_quote(item: FollowUp) -> bool:
        """Whether it is the sign of a recent quote without an answer: a letter may be due for it instead."""
        asked = item.kind is SignKind.QUOTE and not item.step_id
        return asked and item.on_day is not None and (today - item.on_day).days <= QUOTE_DAYS

    wanted = clean_name(owner).casefold()
    today = book.today
    with book.read() as connection:
        found = all_follow_ups(connection, today)
        signs = {item.account_id for item in found if is_fresh_quote(item)}
        by_letter = quotes_with_a_letter(connection, signs, today, book.actor)
    found = [
        _by_letter(item) if item.account_id in by_letter and is_fresh_quote(item) else item for item in found
    ]
    return [
        _due(item, today)
        for item in found
        if (not wanted or item.owner.casefold() == wanted)
        and (until is None or item.on_day is None or item.on_day <= until)
    ]


def _by_letter(item: FollowUp) -> FollowUp:
    """The sign of a quote, asking for the letter: nobody is told to follow it up in two ways, nor to forget it."""
    return replace(item, text=f"write the reminder letter: {item.text.partition(': ')[2]}")


def counts(rows: Sequence[Due]) -> dict[str, int]:
    """How many are in each group; all groups are there."""
    found = dict.fromkeys(DUE_GROUPS, 0)
    for row in rows:
        found[row.group] += 1
    return found


def counts_by_owner(rows: Iterable[Due]) -> dict[str, dict[str, int]]:
    """The same for each employee who has any, '' for what is nobody's."""
    own: dict[str, list[Due]] = defaultdict(list)
    for row in rows:
        own[row.item.owner].append(row)
    return {name: counts(each) for name, each in own.items()}


def count_due(book: Book) -> int:
    """How many have to be done by today: late ones and those for today, not what can wait for a quiet hour."""
    return due_now(counts(due(book, until=book.today)))


def due_now(numbers: Mapping[str, int]) -> int:
    """How many of these, by group, have to be done by today."""
    return numbers[When.LATE] + numbers[When.TODAY]


def due_words(numbers: Mapping[str, int]) -> str:
    """`32 due: 28 late + 4 today · 9 this week · 14 can wait`, the four groups that the day's work is planned by."""
    late, today = numbers[When.LATE], numbers[When.TODAY]
    parts = [f"{late + today:,} due" + (f": {late:,} late + {today:,} today" if late else "")]
    parts += [f"{numbers[group]:,} {group}" for group in (When.THIS_WEEK, CAN_WAIT) if numbers[group]]
    return " · ".join(parts)


def group_of(item: FollowUp, today: date) -> str:
    """The group of a follow-up: the one place that says what is late.

    Late is what was planned, promised, or is owed for an alarm, and whose day has passed. A weak sign whose day has
    passed is not late: nobody has promised anything, and it can wait.
    """
    if item.on_day is None:
        return NO_DAY if item.kind is FollowUpKind.PROMISE else NO_CONTACT
    group = when(item.on_day, today)
    return CAN_WAIT if item.gentle else group


def follow_ups_with_a_day(connection: sqlite3.Connection, today: date) -> Iterator[tuple[str, FollowUp]]:
    """Every one that has a day and is no weak sign, after the group that `due` puts it in, without words."""
    found = dated_follow_ups(connection, today, weak=False)
    return ((group_of(item, today), item) for item in found)


def _due(item: FollowUp, today: date) -> Due:
    group = group_of(item, today)
    if item.on_day is None:
        return Due(item, group, group, _what(item, today) if group == NO_DAY else item.stage or item.status)
    day = near_day(item.on_day, today) if group == CAN_WAIT else when_words(item.on_day, today)
    return Due(item, group, day, _what(item, today))


def _what(item: FollowUp, today: date) -> str:
    if item.step_id:
        how = channel_words(item.channel)
        held = on_hold(item.held)
        return f"{how}: {item.text}{held}" if item.text else f"{how}{held}"
    match item.kind:
        case FollowUpKind.REVIEW:
            if item.let_go_on is not None:
                return f"ask again: we let them go on {full_day(item.let_go_on)}"
            over = item.text == "wait" and item.on_day is not None and item.on_day <= today
            return f"review decision ({'the hold is over' if over else verdict_words(item.text)})"
        case FollowUpKind.CONDITION:
            return f"condition met: {item.text}"
        case FollowUpKind.OFFER:
            return f"offer ends: {item.text}"
        case FollowUpKind.FIX | FollowUpKind.PROMISE | FollowUpKind.REACHED:
            return f"{item.kind}: {item.text}"
    return item.text

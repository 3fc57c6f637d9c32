"""The Monday meeting: what changed since Monday of last week, the accounts that matter, who must act."""

from __future__ import annotations

from collections import Counter
from datetime import date

from winback_tui.domain.days.due import When
from winback_tui.domain.errors import BadInput
from winback_tui.domain.review.meeting import (
    MATTER,
    Meeting,
    MeetingItem,
    MeetingSection,
    lost_since,
    meeting_start,
    returned_since,
    who_must_act,
)
from winback_tui.domain.review.period import Period
from winback_tui.domain.wording.wording import duration, full_day
from winback_tui.services.lists.list_head import stakes_by
from winback_tui.services.lists.overdue import USUAL, ListRow, list_accounts
from winback_tui.services.plans.followups import NO_CONTACT, Due, FollowUpKind, due
from winback_tui.store.book import Book

from .facts import AccountListing, review_facts

__all__ = ["Meeting", "MeetingItem", "MeetingSection", "meeting"]


def meeting(book: Book, since: date | None = None) -> Meeting:
    """The meeting of the book's day, with what changed since a day, by default Monday of last week.

    Raises BadInput for a day in the future.
    """
    today = book.today
    since = since or meeting_start(today)
    if since > today:
        raise BadInput(f"{full_day(since)} is in the future; give an earlier day.")
    facts = review_facts(book, Period(since, today, ""), AccountListing.CHANGES)
    dues = due(book)
    late = [_late(each) for each in dues if each.group == When.LATE]
    at_risk = Counter[str]()
    for stake in stakes_by(book, USUAL, "owner"):
        at_risk[stake.name] += stake.accounts
    met = [
        _item(MeetingSection.MET, each)
        for each in dues
        if each.item.kind is FollowUpKind.CONDITION
        and each.item.on_day is not None
        and each.item.on_day >= since
    ]
    leads = {
        case.account_id: case.responsible for case in facts.cases if not case.closed and case.responsible
    }
    matters = [
        MeetingItem(
            MeetingSection.MATTERS,
            row.account.id,
            row.account.name,
            _standing(row),
            leads.get(row.account.id) or row.account.owner,
            row.account.last_day,
            row.account.at_stake,
            row.account.currency,
            row.sentence,
        )
        for row in list_accounts(book, USUAL, MATTER)
    ]
    stuck = [each.item.owner for each in dues if each.group == NO_CONTACT]
    return Meeting(
        since,
        today,
        (
            *sorted(lost_since(facts, since), key=lambda item: (-(item.amount or 0), item.account)),
            *returned_since(facts, since),
            *met,
            *late,
            *matters,
            *who_must_act(late, stuck, at_risk),
        ),
    )


def _standing(row: ListRow) -> str:
    if row.account.status in ("lost", "in work"):
        return "condition met"
    return "" if row.silence_days is None else f"last order {duration(row.silence_days)} ago"


def _late(each: Due) -> MeetingItem:
    return _item(MeetingSection.LATE, each, f"{each.what} ({each.day})")


def _item(section: MeetingSection, each: Due, what: str = "") -> MeetingItem:
    item = each.item
    return MeetingItem(
        section,
        item.account_id,
        item.account,
        what or item.text,
        item.owner,
        item.on_day,
        item.at_stake,
        item.currency,
    )

"""The Monday meeting: what changed since Monday of last week, the accounts that matter, who must act."""

from __future__ import annotations

from datetime import date

from winback_tui.domain.days.due import When
from winback_tui.domain.errors import BadInput
from winback_tui.domain.review.facts import ReviewedCase
from winback_tui.domain.review.meeting import (
    Meeting,
    MeetingItem,
    MeetingSection,
    lost_since,
    meeting_start,
    returned_since,
    who_must_act,
)
from winback_tui.domain.review.period import Period
from winback_tui.domain.wording.wording import full_day
from winback_tui.services.plans.followups import (
    CAN_WAIT,
    NO_CONTACT,
    Due,
    FollowUpKind,
    counts_by_owner,
    due,
)
from winback_tui.services.returns.returns import returns_of
from winback_tui.store.book import Book

from .facts import AccountListing, review_facts
from .matters import accounts_that_matter

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
    found = accounts_that_matter(book)
    matters = [
        MeetingItem(
            MeetingSection.MATTERS,
            row.account.id,
            row.account.name,
            row.headline,
            leads.get(row.account.id) or row.account.owner,
            row.account.last_day,
            row.account.at_stake,
            row.account.currency,
            row.sentence,
        )
        for row in found.rows
    ]
    proving = {
        each.found.loss.case_id: (each.found.order.amount, each.found.order.currency)
        for each in returns_of(book, {case.account_id for case in facts.cases if _answered(case, since)})
    }
    heaps = {
        name: (
            own[When.LATE],
            own[When.TODAY],
            own[When.THIS_WEEK],
            own[CAN_WAIT],
            own[NO_CONTACT],
        )
        for name, own in counts_by_owner(dues).items()
    }
    return Meeting(
        since,
        today,
        (
            *sorted(lost_since(facts, since), key=lambda item: (-(item.amount or 0), item.account)),
            *returned_since(facts, since, proving),
            *met,
            *late,
            *matters,
            *who_must_act(heaps),
        ),
        found.apart,
    )


def _answered(case: ReviewedCase, since: date) -> bool:
    return case.answer is not None and case.answer.on_day >= since


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

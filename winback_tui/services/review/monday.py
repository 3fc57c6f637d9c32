"""The Monday meeting: what changed since Monday of last week, the accounts that matter, who must act."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from winback_tui.domain.days.due import When
from winback_tui.domain.errors import BadInput
from winback_tui.domain.review.facts import ReviewFacts
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
from winback_tui.services.lists.overdue import ListRow
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
    dues, found = due(book), accounts_that_matter(book)
    return Meeting(
        since,
        today,
        (
            *sorted(lost_since(facts, since), key=lambda item: (-(item.amount or 0), item.account)),
            *returned_since(facts, since, _proving_orders(book, facts, since)),
            *_met(dues, since),
            *_late(dues),
            *_matters(found.rows, facts),
            *who_must_act(_tasks_of_each(dues)),
        ),
        found.apart,
    )


def _proving_orders(book: Book, facts: ReviewFacts, since: date) -> dict[str, tuple[int, str]]:
    """By case the amount and currency of the order that answered the loss since that day."""
    back = {
        case.account_id for case in facts.cases if case.answer is not None and case.answer.on_day >= since
    }
    return {
        each.found.loss.case_id: (each.found.order.amount, each.found.order.currency)
        for each in returns_of(book, back)
    }


def _met(dues: Sequence[Due], since: date) -> Iterator[MeetingItem]:
    for each in dues:
        on_day = each.item.on_day
        if each.item.kind is FollowUpKind.CONDITION and on_day is not None and on_day >= since:
            yield _item(MeetingSection.MET, each)


def _late(dues: Sequence[Due]) -> Iterator[MeetingItem]:
    for each in dues:
        if each.group == When.LATE:
            yield _item(MeetingSection.LATE, each, f"{each.what} ({each.day})")


def _matters(rows: Sequence[ListRow], facts: ReviewFacts) -> Iterator[MeetingItem]:
    """The accounts that matter, each with who leads its open case, else with its owner."""
    leads = {
        case.account_id: case.responsible for case in facts.cases if not case.closed and case.responsible
    }
    for row in rows:
        account = row.account
        yield MeetingItem(
            MeetingSection.MATTERS,
            account.id,
            account.name,
            row.headline,
            leads.get(account.id) or account.owner,
            account.last_day,
            account.at_stake,
            account.currency,
            row.sentence,
        )


def _tasks_of_each(dues: Sequence[Due]) -> dict[str, tuple[int, int, int, int, int]]:
    """By person what is late, for today, this week, can wait, and cases with no contact planned."""
    return {
        name: (own[When.LATE], own[When.TODAY], own[When.THIS_WEEK], own[CAN_WAIT], own[NO_CONTACT])
        for name, own in counts_by_owner(dues).items()
    }


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

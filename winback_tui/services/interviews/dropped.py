"""A call that dropped in the middle of an interview: logged as a contact, with the day and time to go on."""

from __future__ import annotations

from dataclasses import replace

from winback_tui.domain.days.typed_moments import TypedMoment
from winback_tui.domain.errors import NotFound
from winback_tui.domain.interview.dropped_call import DROPPED, GO_ON
from winback_tui.domain.wording.channels import Channel
from winback_tui.domain.wording.wording import near_day
from winback_tui.services.book.account_action import ActionResult
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.store.book import Book
from winback_tui.store.interviews.interviews import interview_head

from .interviews import GONE, with_person


def drop_call(book: Book, interview_id: str, again: TypedMoment, dry_run: bool = False) -> ActionResult:
    """Log the call and plan the next one on the day of `again`, its time in the purpose.

    Raises NotFound where the interview is gone, and what `log_contact` raises.
    """
    with book.read() as connection:
        head = interview_head(connection, interview_id)
    if head is None:
        raise NotFound(GONE)
    at = f"at {again.clock}, " if again.clock else ""
    logged = log_contact(
        book,
        head.account_id,
        DROPPED,
        Channel.CALL,
        again.day,
        Channel.CALL,
        f"{at}{GO_ON}",
        person=head.person,
        dry_run=dry_run,
    )
    when = " at ".join(part for part in (near_day(again.day, book.today), again.clock) if part)
    sentence = f"Call dropped; the interview with {with_person(head.person, head.account)} goes on {when}"
    return replace(logged, sentence=sentence)

"""Calling an interview finished: its roots become causes, its wishes conditions of return."""

from __future__ import annotations

from pathlib import Path

from winback_tui.domain.errors import NotFound, Refused
from winback_tui.domain.wording import count
from winback_tui.store.book import Book
from winback_tui.store.read.interviews import interview_head
from winback_tui.store.tables import Interview
from winback_tui.store.write import act

from .doing import Done
from .interview_outcome import write_outcome
from .interviews import held
from .still_open import still_open


def finish_interview(book: Book, interview_id: str, own: Path | None = None) -> Done:
    """Finish an interview, with whatever is still open in it; finishing again brings causes and conditions up.

    `warnings` say what the playbook misses. Raises NotFound when it is gone, Refused when nothing was answered.
    """
    told = held(book, interview_id, own)
    if not told.answers:
        raise Refused("Nothing is answered in this interview yet, so there is nothing to finish.")
    with act(book, "interview", "", told.head.account_id) as deed:
        head = interview_head(deed.connection, interview_id)
        if head is None:
            raise NotFound("This interview is no longer in the book; somebody undid its beginning.")
        row = deed.get(Interview, interview_id)
        row.finished_at = row.finished_at or deed.now_ms
        deed.add(row)
        deed.session.flush()
        outcome = write_outcome(deed, head, own)
        person = f"{head.person} at " if head.person else ""
        deed.sentence = (
            f"Interview finished with {person}{head.account}: {count(outcome.causes, 'cause')},"
            f" {count(outcome.conditions, 'condition')}"
        )
    return Done(
        deed.sentence,
        head.account_id,
        head.account,
        interview_id,
        still_open(told),
        {"interview_id": interview_id, "causes": outcome.causes, "conditions": outcome.conditions},
    )

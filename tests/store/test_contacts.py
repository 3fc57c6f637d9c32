"""What counts as a contact with the customer: one definition for alarms, follow-ups, limits and the last contact."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.store.books import book_at, with_account
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.store.contacts.contacts import contact_days, first_contact_day, last_contact
from winback_tui.store.write import act

TALK = fixed_clock(date(2026, 11, 10)).now_ms()


def test_an_interview_is_a_contact_once_something_was_answered_and_a_note_never(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    account = with_account(book)
    with act(book, "test", "A case and an interview", account) as transaction:
        case = transaction.insert(
            "loss_case", account_id=account, lost_on="2026-10-01", opened_on="2026-10-02"
        )
        talk = transaction.insert("interview", case_id=case, script="long", started_at=TALK, person="Eva")
        transaction.insert("activity", account_id=account, at=0, on_day="2026-11-12", channel="internal")
        transaction.insert("step", account_id=account, on_day="2026-12-01")
        transaction.insert("step", account_id=account, on_day="2026-12-02", channel="internal")
    with book.read() as connection:
        assert contact_days(connection, account) == [date(2026, 12, 1)]
        assert first_contact_day(connection) is None
        assert last_contact(connection, account) is None
    with act(book, "test", "A call and an answer", account) as transaction:
        transaction.insert("activity", account_id=account, at=0, on_day="2026-11-05", outcome="reached")
        transaction.insert("answer", interview_id=talk, question="q", value="late")
    with book.read() as connection:
        days = [date(2026, 11, 5), date(2026, 11, 10), date(2026, 12, 1)]
        assert contact_days(connection, account) == days
        assert first_contact_day(connection) == date(2026, 11, 5)
        latest = last_contact(connection, account)
    assert latest is not None
    assert (latest.on_day, latest.person, latest.outcome) == (date(2026, 11, 10), "Eva", "exit interview")

"""A logged contact completes the step it answers, sets the next one, and never makes a return."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.services.case_books import TODAY, a_lost_account, an_account, field
from winback_tui.domain.errors import BadInput, NotFound, Refused
from winback_tui.domain.money.money import Money
from winback_tui.domain.plan.contact_outcomes import was_reached
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.contacts.before_contact import OUTCOMES, before_contact
from winback_tui.services.contacts.contacts import add_note, log_contact
from winback_tui.services.plans.contact_limit import promise_limit
from winback_tui.services.plans.followups import due
from winback_tui.services.plans.steps import add_step, move_step
from winback_tui.store.log.undoing.undo import undo

STATUS = "SELECT status FROM account_summary JOIN account ON no = account_no WHERE account.id = ?"
OPEN = "SELECT count(*) FROM step WHERE done_on = ''"


def test_a_call_sets_the_next_step(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    done = log_contact(book, "Acme", "Asked what is new.", next_on=date(2026, 11, 24))
    assert done.sentence == "Call logged for Acme: Asked what is new; next: call on Tue 24 Nov"
    (row,) = due(book)
    assert (row.group, row.day, row.what, row.item.owner) == ("this week", "Tue", "call", "Ann")


def test_the_next_contact_completes_the_open_step(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    log_contact(book, "Acme", "Not reached", next_on=date(2026, 11, 24))
    log_contact(book, "Acme", "Spoke with them", next_on=date(2026, 12, 1))
    (row,) = due(book)
    assert row.item.on_day == date(2026, 12, 1)
    assert field(book, "SELECT count(*) FROM activity WHERE step_id IS NOT NULL") == 1


def test_a_contact_leaves_steps_further_ahead_alone(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    log_contact(book, "Acme", "Not reached", next_on=date(2026, 11, 26))
    log_contact(book, "Acme", "They called us")
    assert field(book, OPEN) == 1


def test_a_step_of_the_same_channel_is_answered_first_and_inner_work_never(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    log_contact(book, "Acme", "x", next_on=TODAY, next_channel="mail")
    log_contact(
        book, "Acme", "x", channel="visit", on_day=date(2026, 11, 1), next_on=TODAY, next_channel="call"
    )
    log_contact(
        book, "Acme", "x", channel="visit", on_day=date(2026, 11, 2), next_on=TODAY, next_channel="internal"
    )
    log_contact(book, "Acme", "talked")
    open_channels = {row.item.channel for row in due(book)}
    assert open_channels == {"mail", "internal"}


def test_a_named_step_is_completed_whatever_its_day(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    log_contact(book, "Acme", "later", next_on=date(2026, 12, 24))
    step = due(book)[0].item.id
    log_contact(book, "Acme", "they rang", step_id=step)
    assert field(book, OPEN) == 0
    with pytest.raises(NotFound, match="already done, dropped or gone"):
        log_contact(book, "Acme", "they rang", step_id=step)


def test_saying_yes_is_no_return(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    log_contact(book, "Acme", "They said yes, the order is coming")
    assert field(book, STATUS, account) == "lost"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"outcome": "  "}, "Write in a few words"),
        ({"outcome": "x", "channel": "pigeon"}, "'pigeon' is not a channel"),
        ({"outcome": "x", "on_day": date(2026, 11, 23)}, "is in the future"),
        ({"outcome": "x", "next_on": date(2026, 11, 21)}, "is in the past"),
    ],
)
def test_bad_input_is_one_sentence_and_keeps_nothing(
    tmp_path: Path, values: dict[str, object], said: str
) -> None:
    book, _, _ = a_lost_account(tmp_path)
    with pytest.raises(BadInput, match=said):
        log_contact(book, "Acme", **values)  # type: ignore[arg-type]
    assert field(book, "SELECT count(*) FROM activity") == 0


def test_an_account_without_a_case_can_be_called_too(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    log_contact(book, "Acme", "Will order in spring", next_on=date(2027, 3, 1))
    (row,) = due(book)
    assert (row.group, row.item.case_id) == ("later", "")


def test_who_lost_them_logs_but_gets_no_next_step(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    done = log_contact(book, "Acme", "I met them", by="Bob", next_on=date(2026, 11, 24))
    assert due(book)[0].item.owner == "Carl"
    assert done.warnings == ("Bob lost them: let a colleague make the contacts.",)
    assert not log_contact(book, "Acme", "I met them too", by="Carl").warnings


def test_no_more_contacts_than_promised(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    assert promise_limit(book, "Acme", 1, 30).sentence == "Promised Acme at most 1 contact in 30 days"
    with pytest.raises(Refused) as refused:
        log_contact(book, "Acme", "talked", next_on=date(2026, 12, 1))
    assert refused.value.rule == "A5"
    log_contact(book, "Acme", "talked", next_on=date(2026, 12, 22))


def test_a_limit_promised_late_holds_back_neither_inner_work_nor_what_helps(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    add_step(book, "Acme", date(2026, 11, 24))
    add_step(book, "Acme", date(2026, 11, 26))
    promise_limit(book, "Acme", 1, 30)
    add_step(book, "Acme", date(2026, 11, 25), "internal", "Count the complaints")
    with pytest.raises(Refused):
        add_step(book, "Acme", date(2026, 12, 4))
    assert move_step(book, "Acme", "2026-11-26", date(2027, 2, 22)).facts["on"] == "2027-02-22"
    with pytest.raises(Refused):
        move_step(book, "Acme", "2027-02-22", date(2026, 12, 1))


def test_a_note_is_no_contact_and_keeps_its_lines(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    add_note(book, "Acme", "Two lines:\nthe second \x1b[31mred")
    kept = field(book, "SELECT note FROM activity WHERE channel = 'internal'")
    assert kept == "Two lines:\nthe second red"
    with pytest.raises(BadInput):
        add_note(book, "Acme", "\x00 ")


def test_logging_and_its_step_are_undone_together(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    log_contact(book, "Acme", "x", next_on=date(2026, 11, 24))
    assert undo(book) == "Undone: Call logged for Acme: x; next: call on Tue 24 Nov"
    assert field(book, OPEN) == 0
    assert [row.group for row in due(book)] == ["no contact planned"]


def test_usual_outcomes_fall_on_working_days() -> None:
    friday = date(2026, 11, 20)
    assert OUTCOMES[0].next_on(friday) == date(2026, 11, 23)
    assert all(day.weekday() < 5 for each in OUTCOMES if (day := each.next_on(TODAY)))


def test_how_the_first_order_went_is_asked_of_who_has_just_begun(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    assert not any(outcome.first_orders for outcome in before_contact(book, account).outcomes)
    enter_order(book, "Acme", book.today, Money(90_000, "EUR"))
    assert any(outcome.first_orders for outcome in before_contact(book, account).outcomes)


def test_a_voicemail_answers_no_reminder() -> None:
    assert not was_reached("Left a voicemail")
    assert was_reached("They called back")

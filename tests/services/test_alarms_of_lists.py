"""Alarms beside the silence, on the rows of a list: each from its own facts, the most pressing first."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

import pytest

from tests.services.case_books import a_lost_account
from tests.services.team_book import ANN, account, every, person
from tests.store.books import book_at
from winback_tui.domain.money.money import Money
from winback_tui.services.accounts import alarms as alarms_module
from winback_tui.services.accounts.alarms import alarms_of, weighed_against_past
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.glance import glance
from winback_tui.services.accounts.merge import merge_accounts
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.accounts.people import edit_person
from winback_tui.services.contacts.before_contact import OUTCOMES
from winback_tui.services.contacts.contacts import add_note, log_contact
from winback_tui.services.interviews.answers import keep_answer
from winback_tui.services.interviews.interviews import interview_record
from winback_tui.services.interviews.start import start_interview
from winback_tui.services.lists.overdue import asked_for, numbers, rows, strongest_alarms
from winback_tui.store.book import Book
from winback_tui.store.lists.account_list import listed_accounts
from winback_tui.store.summary.scoring_context import read_context
from winback_tui.store.write import act


def one_faithful(folder: Path) -> Book:
    """Mill orders every two weeks, until two days ago."""
    book = book_at(folder)
    with act(book, "demo", "Made up") as transaction:
        transaction.insert("rep", id=ANN, name="Ann")
        account(transaction, "Mill", ANN, "", every(14, 60, date(2026, 11, 20)), 50_000)
        person(transaction, "Mill", "Ana Silva", decision_maker=True)
        transaction.touch_everything()
    return book


def alarms(book: Book) -> list[tuple[str, str]]:
    (number,) = numbers(book, asked_for("all"))
    told = [(alarm.rule, alarm.text) for alarm in glance(book, number).alarms]
    strongest = strongest_alarms(book, [number])
    (row,) = rows(book, [number])
    assert (row.alarm.text if row.alarm else None) == (told[0][1] if told else None)
    assert [alarm.text for alarm in strongest.values()] == [text for _, text in told[:1]]
    return told


def test_a_faithful_account_of_a_book_without_contacts_has_none(tmp_path: Path) -> None:
    assert alarms(one_faithful(tmp_path)) == []


def test_a_quote_nobody_followed_up_until_somebody_does(tmp_path: Path) -> None:
    book = one_faithful(tmp_path)
    with act(book, "demo", "Rhythm broken", None) as transaction:
        transaction.run("DELETE FROM sales_order WHERE day > '2026-10-20'")
        transaction.touch_everything()
    enter_order(book, "Mill", date(2026, 11, 2), Money(90_000, "EUR"), "quote")
    assert alarms(book) == [
        ("C4", "Asked for a quote on 2 Nov 2026, not followed up for 20 days: follow up the quote.")
    ]
    add_note(book, "Mill", "thought about it")
    assert len(alarms(book)) == 1
    log_contact(book, "Mill", "Spoke with them")
    assert alarms(book) == []


def test_a_contact_that_ended_in_a_quote_counts_as_one(tmp_path: Path) -> None:
    book = one_faithful(tmp_path)
    with act(book, "demo", "Rhythm broken", None) as transaction:
        transaction.run("DELETE FROM sales_order WHERE day > '2026-10-20'")
        transaction.touch_everything()
    wants = next(outcome.text for outcome in OUTCOMES if "quote" in outcome.text)
    log_contact(book, "Mill", wants, on_day=date(2026, 11, 1))
    assert alarms(book)[0] == (
        "C4",
        "Asked for a quote on 1 Nov 2026, not followed up for 3 weeks: follow up the quote.",
    )


def test_who_decided_left_comes_before_what_ends_and_the_soonest_first(tmp_path: Path) -> None:
    book = one_faithful(tmp_path)
    edit_account(book, "Mill", {"contract_ends_on": date(2026, 12, 31), "welcome_ends_on": "2026-11-30"})
    edit_person(book, "Mill", "Ana", {"left_on": date(2026, 11, 1)})
    assert alarms(book) == [
        ("B17", "Decision maker Ana Silva left on 1 Nov 2026: find the successor now."),
        ("K5", "The welcome discount ends in 8 days, on 30 Nov 2026: call before it ends."),
        ("K5", "The contract ends in 6 weeks, on 31 Dec 2026: call before it ends."),
    ]


def test_volume_and_class_fall(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with act(book, "demo", "Made up") as transaction:
        transaction.insert("rep", id=ANN, name="Ann")
        account(transaction, "Giant", ANN, "", every(30, 30, date(2026, 11, 20)), 100_000)
        less = account(transaction, "Less", ANN, "", every(14, 60, date(2026, 11, 20)), 60_000)
        transaction.run(
            "UPDATE sales_order SET amount = 500 WHERE account_no = ? AND day > '2025-11-22'", (less.no,)
        )
        transaction.touch_everything()
    wanted = numbers(book, asked_for("all", search="Less"))
    assert [(alarm.rule, alarm.text) for alarm in glance(book, wanted[0]).alarms] == [
        ("B3", "Volume down by 99 %: 35 EUR in the last 90 days, usually 2,453 EUR: ask what has changed."),
        ("B5", "Was class A a year ago, now B."),
    ]
    assert [alarm.rule for alarm in strongest_alarms(book, numbers(book, asked_for("all"))).values()] == [
        "B3"
    ]


def test_nobody_in_touch_counts_from_when_contacts_are_kept(tmp_path: Path) -> None:
    book = one_faithful(tmp_path)
    with act(book, "demo", "Another") as transaction:
        account(transaction, "Other", ANN, "", every(14, 60, date(2026, 11, 20)), 50_000)
        transaction.touch_everything()
    log_contact(book, "Mill", "Spoke", on_day=date(2026, 8, 20))
    told = strongest_alarms(book, numbers(book, asked_for("all", sort="account")))
    assert [(alarm.rule, alarm.text) for alarm in told.values()] == [
        ("B4b", "No contact logged for 3 months: call them."),
        ("B4b", "No contact was ever logged: call them."),
    ]


def test_an_interview_is_a_contact_once_something_was_answered(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path, today=date(2026, 11, 22))
    log_contact(book, account, "Spoke", on_day=date(2026, 7, 20))
    (silent,) = alarms(book)
    assert silent == ("B4b", "No contact logged for 4 months: call them.")
    begun = interview_record(book, start_interview(book, account, "Ana Silva", "short").id)
    assert alarms(book) == [silent]
    keep_answer(book, begun, begun.script.questions[0].id, "Prices rose twice.")
    assert alarms(book) == []


def of_every_size(folder: Path) -> Book:
    """Accounts that order for three years, as much as ever, less or more; some in two currencies, with margins far
    above the price, with credits, or under two names.
    """
    chooser, book = Random(7), book_at(folder)
    with act(book, "demo", "Made up") as transaction:
        transaction.insert("rep", id=ANN, name="Ann")
        for number in range(80):
            days = every(chooser.choice([20, 45]), chooser.choice([15, 40]), date(2026, 11, 20))
            amount = int(1_000 * 1.05**number)
            ref = account(transaction, f"Acc {number}", ANN, "", days, amount)
            lately = (ref.no, f"{2026 - number % 2}-{chooser.randrange(1, 6):02}-01")
            for change in (
                f"amount = amount / {chooser.choice([1, 5, 30])}",
                *(["currency = 'CHF'"] if number % 7 == 0 else []),
                *(["kind = 'credit'"] if number % 9 == 0 else []),
            ):
                transaction.run(f"UPDATE sales_order SET {change} WHERE account_no = ? AND day > ?", lately)
            if number % 5 == 0:
                transaction.run("UPDATE sales_order SET margin = amount * 40 WHERE account_no = ?", (ref.no,))
        transaction.touch_everything()
    for number in range(11, 80, 16):
        merge_accounts(book, f"Acc {number}", f"Acc {number + 1}")
    return book


def test_no_fallen_class_is_missed_where_few_orders_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = of_every_size(tmp_path)
    with book.read() as connection:
        frame = read_context(connection)
        assert frame is not None
        listed = listed_accounts(connection, numbers(book, asked_for("all")))
        found, few = alarms_of(connection, frame, listed), weighed_against_past(connection, listed, frame)
        monkeypatch.setattr(alarms_module, "sums_until", lambda *_: {})
        assert len(few) + 10 < len(weighed_against_past(connection, listed, frame))
        assert found == alarms_of(connection, frame, listed)
    assert sum(any(alarm.rule == "B5" for alarm in alarms) for alarms in found.values()) >= 5


def test_whoever_is_gone_alarms_nobody(tmp_path: Path) -> None:
    book = one_faithful(tmp_path)
    edit_person(book, "Mill", "Ana", {"left_on": date(2026, 11, 1)})
    edit_account(book, "Mill", {"gone_reason": "bankrupt"})
    assert alarms(book) == []


def test_silence_is_told_once(tmp_path: Path) -> None:
    book = one_faithful(tmp_path)
    with act(book, "demo", "Gone silent") as transaction:
        account(transaction, "Fresh", ANN, "", every(30, 3, date(2026, 11, 20)), 100)
        transaction.run("DELETE FROM sales_order WHERE key LIKE 'books:Mill%' AND day > '2026-09-10'")
        transaction.touch_everything()
    (number,) = numbers(book, asked_for("overdue"))
    assert glance(book, number).alarms == ()

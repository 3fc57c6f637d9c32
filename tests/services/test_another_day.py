"""Where no newer order is known, a new day scores few accounts again, and gives what all orders give."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.services.signs_book import MONDAY, SIZE, ago, signs_book
from tests.services.team_book import account, every
from tests.store.books import book_at, with_account, with_order
from tests.store.summary_rows import computed_anew, summaries
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.lists.snooze import put_aside
from winback_tui.store.accounts.sign_facts import sign_facts
from winback_tui.store.book import Book
from winback_tui.store.file.open import connect_write
from winback_tui.store.summary.another_day import moved_by_the_day, only_the_day_is_new
from winback_tui.store.summary.scoring_context import read_context
from winback_tui.store.write import act

UNSEEN = 12
"""Accounts that nobody ever contacted."""


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """The book of signs, where one is put aside, and with customers of all classes whom nobody ever contacted."""
    made = signs_book(tmp_path)
    put_aside(made, "Faithful 003", MONDAY + timedelta(days=5), "budget is frozen")
    with act(made, "demo", "Never contacted") as transaction:
        for number in range(UNSEEN):
            first = ago(40 + 17 * number)
            days = [day for day in every(7, 60, ago(3)) if day >= first]
            account(transaction, f"Unseen {number:02}", None, "", days, 4_000 * 6 ** (number % 4))
        transaction.touch_everything()
    return made


def on_day(book: Book, days: int) -> Book:
    return replace(book, clock=fixed_clock(MONDAY + timedelta(days=days)))


@pytest.mark.parametrize("steps", [(1, 6, 45, 46), (58, 91, 180, 420)])
def test_each_day_gives_what_all_orders_give(book: Book, steps: tuple[int, ...]) -> None:
    for days in steps:
        later = on_day(book, days)
        assert summaries(later) == computed_anew(later, MONDAY + timedelta(days=days))


def test_an_act_between_two_days_is_not_lost(book: Book) -> None:
    """It is done before the day is scored, as from a screen that stayed open."""
    summaries(on_day(book, 1))
    waiting = replace(on_day(book, 4), yesterday_will_do=True)
    put_aside(waiting, "Unseen 02", MONDAY + timedelta(days=30), "on holiday")
    log_contact(waiting, "Unseen 03", "Spoke with them, call again")
    for days in (4, 31):
        later = on_day(book, days)
        assert summaries(later) == computed_anew(later, MONDAY + timedelta(days=days))


def test_what_only_orders_say_is_not_looked_at_again(tmp_path: Path) -> None:
    made = book_at(tmp_path, MONDAY)
    for number in range(5):
        with_order(made, with_account(made, f"Quiet {number}"), ago(100 + 9 * number).isoformat())
    log_contact(made, "Quiet 3", "Spoke with them, call again")
    summaries(made)
    with made.read() as connection:
        kept = read_context(connection)
        assert kept is not None
        seen = set(sign_facts(connection, MONDAY))
        assert moved_by_the_day(connection, kept, MONDAY + timedelta(days=1)) == seen and len(seen) == 1
    before = summaries(made)
    after = summaries(on_day(made, 1))
    assert [row for row in after if row[0] not in seen] == [row for row in before if row[0] not in seen]


def test_another_version_of_the_program_scores_all(tmp_path: Path) -> None:
    made = book_at(tmp_path, MONDAY)
    with_order(made, with_account(made), ago(100).isoformat())
    with made.read() as connection:
        kept = read_context(connection)
        assert kept is not None
        assert only_the_day_is_new(connection, kept, MONDAY + timedelta(days=1), kept.data_day)
    with closing(connect_write(made.path)) as writing:
        writing.execute("UPDATE derived SET value = '0.0.1' WHERE name = 'scored_by'")
    with made.read() as connection:
        assert not only_the_day_is_new(connection, kept, MONDAY + timedelta(days=1), kept.data_day)


def test_a_newer_order_scores_all(book: Book) -> None:
    with_order(on_day(book, 2), with_account(book, "Late"), MONDAY.isoformat())
    later = on_day(book, 2)
    found = summaries(later)
    assert found == computed_anew(later, MONDAY + timedelta(days=2)) and len(found) == SIZE + UNSEEN + 1

"""Summaries brought up to date piece by piece are those that all orders give."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.books import TODAY, book_at, with_account, with_order, with_orders
from tests.store.summary_rows import computed_anew, summaries
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.services.accounts.merge import merge_accounts
from winback_tui.services.lists.list_head import list_end
from winback_tui.store.file.check.summaries import summary_faults
from winback_tui.store.file.open import connect_write
from winback_tui.store.summary.compose import COLUMNS
from winback_tui.store.summary.daily import score_day
from winback_tui.store.summary.due import scoring_due
from winback_tui.store.write import act

YEARLY = COLUMNS.index("yearly_value")
ORDERS = st.lists(
    st.tuples(
        st.integers(0, 3),
        st.integers(-500, 20),
        st.integers(1, 90_000),
        st.sampled_from(["order", "order", "order", "credit", "quote"]),
    ),
    max_size=9,
)


@settings(max_examples=15, deadline=None)
@given(ORDERS, st.lists(st.integers(-900, 400), min_size=1, max_size=3), ORDERS)
def test_another_day_and_single_acts_give_what_all_orders_give(
    before: list[tuple[int, int, int, str]], days: list[int], after: list[tuple[int, int, int, str]]
) -> None:
    """The clock may also have been set back for a while, as by an empty battery."""
    with tempfile.TemporaryDirectory() as folder:
        book = book_at(Path(folder))
        ids = [with_account(book, f"Account {number}") for number in range(4)]
        for number, ago, amount, kind in before:
            with_order(book, ids[number], (TODAY + timedelta(days=ago)).isoformat(), amount, kind)
        for later in days:
            day = TODAY + timedelta(days=later)
            next_day = replace(book, clock=fixed_clock(day))
            assert summaries(next_day) == computed_anew(next_day, day)
        for number, ago, amount, kind in after:
            with_order(next_day, ids[number], (day + timedelta(days=ago)).isoformat(), amount, kind)
        assert summaries(next_day) == computed_anew(next_day, day)
        with next_day.read() as connection:
            assert list(summary_faults(connection)) == []


def test_credits_after_the_data_day_count_with_the_next_order(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    acme, bolt = with_account(book), with_account(book, "Bolt")
    for ago in (800, 600, 400, 200, 60):
        with_order(book, acme, (TODAY - timedelta(days=ago)).isoformat())
    with_order(book, bolt, (TODAY - timedelta(days=3)).isoformat())
    before = summaries(book)[0]
    with_order(book, acme, TODAY.isoformat(), 3_000, "credit")
    assert summaries(book)[0] == before

    later = replace(book, clock=fixed_clock(TODAY + timedelta(days=6)))
    assert summaries(later)[0] == before
    with_order(later, bolt, (TODAY + timedelta(days=6)).isoformat())
    counted = summaries(later)
    assert counted[0][YEARLY] < before[YEARLY]
    assert counted == computed_anew(later, TODAY + timedelta(days=6))


@pytest.mark.parametrize("under_another_name", [False, True])
def test_a_year_of_orders_begins_with_the_currency_of_the_account(
    tmp_path: Path, under_another_name: bool
) -> None:
    """Who changed to another currency lately, is known for long in one and not yet for a year in the other."""
    book = book_at(tmp_path)
    acme, bolt = with_account(book), with_account(book, "Bolt")
    former = with_account(book, "Acme Zurich") if under_another_name else acme
    with_orders(book, former, every(100, 900, 500))
    with act(book, "edit", "Those were in francs") as transaction:
        transaction.run("UPDATE sales_order SET currency = 'CHF'")
        transaction.touch_everything()
    with_orders(book, acme, every(30, 200, 50))
    with_orders(book, bolt, every(60, 600, 0))
    if under_another_name:
        merge_accounts(book, "Acme", "Acme Zurich")
    before = summaries(book)
    later = replace(book, clock=fixed_clock(TODAY + timedelta(days=2)))
    with_orders(later, bolt, every(1, -1, -2))
    assert summaries(later)[0][YEARLY] < before[0][YEARLY], "the same orders stand for two days more"
    assert summaries(later) == computed_anew(later, TODAY + timedelta(days=2))


def every(step: int, first: int, last: int) -> list[str]:
    """Each `step` days from so many days ago on."""
    return [(TODAY - timedelta(days=ago)).isoformat() for ago in range(first, last - 1, -step)]


def test_a_last_day_that_was_cut_off_is_told_of_on_the_next_one(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    acme = with_account(book)
    with act(book, "import", "Sixty days of orders") as transaction:
        for ago in range(60):
            for number in range(12 if ago else 2):
                day, key = (TODAY - timedelta(days=ago)).isoformat(), f"{ago}:{number}"
                transaction.insert("sales_order", key=key, account_no=1, day=day, amount=1, currency="EUR")
        transaction.touch(acme)
    assert list_end(book) == ["data up to today."]
    until, told = list_end(replace(book, clock=fixed_clock(TODAY + timedelta(days=1))))
    assert until == "data up to yesterday."
    assert told.startswith("the last day looks incomplete: 2 orders, usually 12")


def test_an_act_before_the_scoring_of_the_day_tells_its_own_account_for_today(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    acme, bolt = with_account(book), with_account(book, "Bolt")
    for account in (acme, bolt):
        with_order(book, account, "2026-11-20")
    tomorrow = TODAY + timedelta(days=1)
    waiting = replace(book, clock=fixed_clock(tomorrow), yesterday_will_do=True)
    with_order(waiting, acme, tomorrow.isoformat())

    assert [row[9] for row in summaries(waiting)] == ["2026-11-23", "2026-11-20"]
    with waiting.read() as connection:
        assert _scored_on(connection) == TODAY.isoformat()

    score_day(book.path, tomorrow)
    with waiting.read() as connection:
        assert _scored_on(connection) == tomorrow.isoformat()
        assert list(summary_faults(connection)) == []


def test_a_model_kept_in_another_form_is_fitted_anew_on_the_next_day(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_order(book, with_account(book), "2026-11-20")
    connection = connect_write(book.path)
    connection.execute("UPDATE derived SET value = '{}' WHERE name = 'model'")
    connection.close()
    tomorrow = replace(book, clock=fixed_clock(TODAY + timedelta(days=1)))
    assert len(summaries(tomorrow)) == 1
    with tomorrow.read() as connection:
        assert list(summary_faults(connection)) == []


def _scored_on(connection: sqlite3.Connection) -> str:
    return str(connection.execute("SELECT value FROM derived WHERE name = 'scored_on'").fetchone()[0])


@pytest.mark.parametrize("by_number", [False, True])
def test_an_act_on_one_account_leaves_the_summaries_of_all_others_alone(
    tmp_path: Path, by_number: bool
) -> None:
    """What is recomputed without need costs seconds in a large book."""
    book = book_at(tmp_path)
    ids = [with_account(book, name) for name in ("Acme", "Bolt")]
    for each in ids:
        with_order(book, each, TODAY.isoformat())
    connection = connect_write(book.path)
    connection.execute("UPDATE account_summary SET yearly_value = 7")
    connection.commit()
    connection.close()
    with act(book, "account", "Acme changed", ids[0]) as transaction:
        transaction.update("account", ids[0], phone="1")
        if by_number:
            transaction.touch_numbers([1])
    assert [row[YEARLY] == 7 for row in summaries(book)] == [False, True]


def test_a_book_that_was_never_scored_is_not_due(tmp_path: Path) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE TABLE derived (name TEXT, value TEXT)")
        assert not scoring_due(connection, TODAY)
    book = book_at(tmp_path)
    with_order(book, with_account(book), TODAY.isoformat())
    with book.read() as reading:
        assert not scoring_due(reading, TODAY) and scoring_due(reading, TODAY + timedelta(days=1))

"""Who is back, by which order, how fragile, and how the second life compares with the first."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.services.case_books import LOST, a_lost_account
from tests.store.books import TODAY, book_at, with_account, with_order, with_orders
from winback_tui.domain.errors import NotFound
from winback_tui.domain.money.money import Money
from winback_tui.services.accounts.merge import merge_accounts
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.book.history import undo
from winback_tui.services.cases.opening import open_case
from winback_tui.services.contacts.complaints import log_complaint
from winback_tui.services.returns.returns import (
    both_lives,
    count_returns,
    latest_proofs,
    proof,
    returned_rows,
    returns,
    who_is_back,
)
from winback_tui.store.book import Book
from winback_tui.store.returns.returns import answers_by_case
from winback_tui.store.write import act


def back_with(book: Book, day: date, minor: int = 100) -> None:
    enter_order(book, "Acme", day, Money(minor, "EUR"), number=f"R-{day}")


def test_nobody_is_back_without_an_order(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    assert not returned_rows(book) and not returns(book) and count_returns(book) == 0


def test_the_row_proves_the_return(tmp_path: Path) -> None:
    book, account, case = a_lost_account(tmp_path)
    back_with(book, date(2026, 11, 20), 125_000)
    (row,) = returned_rows(book)
    assert (row.key, row.counted.account_id, row.counted.responsible) == (case.id, account, "Carl")
    assert (row.found.order.number, row.found.days, row.found.loss.lost_on) == ("R-2026-11-20", 50, LOST)
    assert (row.watch, row.fragile_until) == ("fragile", date(2027, 11, 20))
    assert proof(row.counted, TODAY) == (
        "Acme is back: order R-2026-11-20 of Fri 20 Nov, 1,250 EUR, 50 days after the loss"
    )
    assert latest_proofs(book, {account}) == [proof(row.counted, TODAY)]
    assert latest_proofs(book, {"somebody else"}) == []
    assert list(who_is_back(book)) == [account]
    undo(book)
    assert returned_rows(book) == [] and who_is_back(book) == {}


def test_a_credit_note_under_a_further_name_takes_back_the_order_that_it_names(tmp_path: Path) -> None:
    """Not the order that proves the return, though that has the same sum: read one by one and all at once."""
    book, account, case = a_lost_account(tmp_path)
    other = with_account(book, "Acme Ltd")
    for holder, number, day, kind in (
        (account, "5", "2026-09-28", "order"),
        (account, "6", "2026-10-03", "order"),
        (other, "5", "2026-10-05", "credit"),
    ):
        with act(book, "order", f"Order {number} entered", holder) as transaction:
            no = transaction.run("SELECT no FROM account WHERE id = ?", (holder,)).fetchone()[0]
            transaction.insert(
                "sales_order",
                key=f"typed:{kind}{number}",
                account_no=no,
                number=number,
                day=day,
                amount=-100 if kind == "credit" else 100,
                currency="EUR",
                kind=kind,
            )
    merge_accounts(book, "Acme", "Acme Ltd")
    assert list(who_is_back(book)) == [account]
    with book.read() as connection:
        numbers = [row[0] for row in connection.execute("SELECT no FROM account WHERE id = ?", (account,))]
        assert answers_by_case(connection, numbers, TODAY) == {case.id: date(2026, 10, 3)}


def test_a_trial_order_alone_stays_fragile_and_is_watched_more_closely(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    back_with(book, date(2026, 11, 20))
    for today, watch in (
        (date(2026, 12, 21), "fragile"),
        (date(2027, 3, 1), "overdue again"),
        (date(2027, 6, 1), "overdue again"),
    ):
        now = book_at(tmp_path, today)
        with_order(now, with_account(now, f"Busy {today}"), today.isoformat())
        (row,) = returned_rows(now)
        assert (row.watch, row.found.fragile) == (watch, True)


def test_a_clean_year_ends_the_watch_and_a_complaint_prolongs_it(tmp_path: Path) -> None:
    _, account, _ = a_lost_account(tmp_path, today=date(2026, 10, 2))
    later = book_at(tmp_path, date(2027, 11, 21))
    with_orders(
        later,
        account,
        (f"{2026 + (month - 1) // 12}-{(month - 1) % 12 + 1:02}-20" for month in range(11, 24)),
        100_000,
    )
    (row,) = returned_rows(later)
    assert row.watch == "clean year" and not row.found.fragile
    log_complaint(later, "Acme", "late again", severity=3, on_day=date(2027, 6, 1))
    (row,) = returned_rows(later)
    assert row.watch.startswith("fragile")


def test_lost_again_is_told_and_no_longer_counted_as_back(tmp_path: Path) -> None:
    book, _, first = a_lost_account(tmp_path)
    back_with(book, date(2026, 10, 20))
    open_case(book, "Acme", date(2026, 11, 10), "Bob", "Carl")
    (row,) = returned_rows(book)
    assert (row.key, row.watch, row.found.lost_again_on) == (first.id, "lost again", date(2026, 11, 10))
    assert row.fragile_until is None
    assert count_returns(book) == 1 and not who_is_back(book)


def test_of_two_returns_the_one_that_holds_is_new_and_watched(tmp_path: Path) -> None:
    book, account, first = a_lost_account(tmp_path)
    back_with(book, date(2026, 10, 20))
    second = open_case(book, "Acme", date(2026, 11, 10), "Bob", "Carl")
    back_with(book, date(2026, 11, 20))
    later = book_at(tmp_path, date(2027, 3, 1))
    with_order(later, with_account(later, "Busy"), "2027-03-01")
    rows = returned_rows(later, {account})
    assert [(row.key, row.watch, row.new, row.silent_again) for row in rows] == [
        (second.id, "overdue again", True, True),
        (first.id, "lost again", False, False),
    ]


def test_both_lives(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    back_with(book, date(2026, 11, 10), 30_000)
    back_with(book, date(2026, 11, 20), 40_000)
    enter_order(book, "Acme", date(2026, 11, 21), Money(5_000, "EUR"), "credit")
    (row,) = returned_rows(book)
    before, since = both_lives(book, row.counted)
    assert before is not None
    assert (before.order_days, before.money, before.last_day) == (7, 70_000, date(2026, 9, 7))
    assert (since.order_days, since.money, since.first_day) == (2, 65_000, date(2026, 11, 10))
    assert since.currency == "EUR" and since.yearly > 65_000


def test_the_lives_of_a_return_undone_meanwhile_are_refused_in_a_sentence(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    back_with(book, date(2026, 11, 10))
    (row,) = returned_rows(book)
    undo(book)
    with pytest.raises(NotFound, match="no longer on record"):
        both_lives(book, row.counted)


def test_a_first_life_before_the_book_began(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    with book.read() as connection:
        assert connection.execute("SELECT count(*) FROM sales_order").fetchone()[0] == 7
    for _ in range(8):
        undo(book)
    open_case(book, "Acme", date(2026, 10, 1), "Bob", "Carl")
    back_with(book, date(2026, 11, 10))
    (row,) = returned_rows(book)
    assert both_lives(book, row.counted)[0] is None


def test_the_newest_return_comes_first_in_both_lists(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    for name, day in (("Ares", 12), ("Bolt", 20), ("Crux", 5), ("Dune", 20)):
        account = with_account(book, name)
        with_orders(book, account, (f"2026-{month:02}-07" for month in range(1, 9)))
        open_case(book, name, LOST, "Bob", "Carl")
        enter_order(book, name, date(2026, 11, day), Money(100, "EUR"), number=f"R-{name}")
    told = [(row.counted.account, row.found.order.day.day) for row in returned_rows(book)]
    assert [day for _, day in told] == [20, 20, 12, 5]
    assert [(each.account, each.found.order.day.day) for each in returns(book)] == told
    assert {name for name, _ in told[:2]} == {"Bolt", "Dune"} and told[2:] == [("Ares", 12), ("Crux", 5)]
    both = {account.name: account_id for account_id, account in who_is_back(book).items()}
    newest = returned_rows(book, {both["Crux"]})
    assert [row.counted.account for row in newest if row.new] == ["Crux"]

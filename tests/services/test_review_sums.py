"""A review made from sums says what one says that reads every account, in a book with everything that can be odd."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.made_once import made_once
from tests.services.review_book import DAY, a_reviewed_book
from tests.store.books import book_at
from tests.sync.replicas import import_orders, replica
from winback_tui.domain.account.status import Status
from winback_tui.domain.review.account_sums import profit_at
from winback_tui.domain.review.facts import GROUPS, LEFT
from winback_tui.domain.review.meeting import lost_since, returned_since
from winback_tui.domain.review.period import Period, read_period
from winback_tui.output.review.as_object import review_object
from winback_tui.services.book.history import undo
from winback_tui.services.review.facts import AccountListing, gather_facts, review_facts
from winback_tui.services.review.narrowing import EVERYBODY, ReviewNarrowing
from winback_tui.services.review.review import reviews
from winback_tui.services.settings.choices import choose
from winback_tui.store.book import Book
from winback_tui.store.summary.review import accounts, sums
from winback_tui.store.write import Transaction, act

OWNERS, SEGMENTS = ("Ann", "Bob", ""), ("mills", "makers", "")


@made_once()
def an_odd_book(folder: Path) -> Book:
    """150 accounts in two currencies and none, with and without margins, cases, complaints, contacts, marks."""
    book, chance = book_at(folder, DAY), Random(5)
    with act(book_at(folder, date(2025, 1, 2)), "demo", "Written down") as transaction:
        reps = {name: transaction.insert("rep", name=name) for name in OWNERS if name}
        for number in range(150):
            _add_account(transaction, chance, number, reps.get(OWNERS[number % 3]))
        transaction.touch_everything()
    return book


def _add_account(transaction: Transaction, chance: Random, number: int, owner: str | None) -> None:
    account_id = transaction.insert(
        "account",
        name=f"Account {number}",
        name_key=f"account {number}",
        owner_id=owner,
        segment=SEGMENTS[number // 3 % 3],
        currency=chance.choice(("", "EUR")),
        hunts_price=number % 17 == 0,
        refers_others=number % 19 == 0,
        gone_reason="closed" if number % 23 == 0 else "",
    )
    no = transaction.get("account", account_id)["no"]
    currency, gap = chance.choice(("EUR", "EUR", "CHF", "")), chance.choice((5, 20, 41, 90))
    last = DAY - timedelta(days=chance.choice((2, 30, 200, 330, 900)))
    for back in range(chance.choice((0, 1, 2, 9))):
        amount = chance.randrange(5, 90_000)
        transaction.insert(
            "sales_order",
            key=f"{number}:{back}",
            account_no=no,
            number=f"{number}-{back}",
            day=(last - timedelta(days=back * gap)).isoformat(),
            amount=amount,
            currency=currency,
            kind="order",
            margin=amount // 4 if number % 4 == 0 else None,
        )
    if number % 10 == 0:
        for lost in (200, 600)[: 1 + number % 20 // 10]:
            day = (DAY - timedelta(days=lost)).isoformat()
            transaction.insert("loss_case", account_id=account_id, lost_on=day, opened_on=day)
    if number % 6 == 0:
        day = (DAY - timedelta(days=chance.randrange(300))).isoformat()
        transaction.insert("activity", account_id=account_id, at=1, outcome="well", on_day=day)
    if number % 11 == 0:
        transaction.insert("complaint", account_id=account_id, on_day="2026-03-01", severity=3, text="late")


def said(book: Book, *asked: Any, **options: Any) -> list[dict[str, Any]]:
    """Everything that a script is told of a review."""
    return [review_object(each) for each in reviews(book, *asked, **options)]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return an_odd_book(tmp_path)


@pytest.mark.parametrize("period", ["", "2026-Q2", "2025-11", "since 2024-05-17", "2030", "1999"])
@pytest.mark.parametrize("by", ["", *GROUPS])
def test_sums_say_the_same(book: Book, period: str, by: str) -> None:
    assert said(book, period, by) == said(book, period, by, listed=True)


@pytest.mark.parametrize(
    "only",
    [
        *(ReviewNarrowing(owner="Ann"), ReviewNarrowing(segment="mills"), ReviewNarrowing(abc="B")),
        ReviewNarrowing("bob", "makers", "c"),
    ],
)
@pytest.mark.parametrize("by", ["", "class"])
def test_sums_of_some_accounts_say_the_same(book: Book, only: ReviewNarrowing, by: str) -> None:
    found = said(book, "2026", by, only=only)
    assert found and found == said(book, "2026", by, only=only, listed=True)


def test_a_currency_that_none_of_some_accounts_has_is_no_part_of_their_review(book: Book) -> None:
    with act(book, "edit", "One more") as transaction:
        account_id = transaction.insert("account", name="Solo", name_key="solo", segment="solo")
        transaction.insert(
            "sales_order",
            key="solo",
            account_no=transaction.get("account", account_id)["no"],
            day="2026-12-01",
            amount=100,
            currency="CHF",
        )
        transaction.touch(account_id)
    (only,) = said(book, "2026", only=ReviewNarrowing(segment="solo"))
    assert only["currency"] == "CHF" and [each["accounts"] for each in only["team"]] == [1]


def test_sums_of_a_past_day_say_the_same(book: Book) -> None:
    then = replace(book, as_of=date(2026, 5, 20))
    assert said(then) == said(replace(then), listed=True)


@pytest.mark.parametrize("margin", ["-20 %", "0 %", "33.37 %", "100 %"])
def test_sums_at_any_margin_say_the_same(book: Book, margin: str) -> None:
    """At a loss on every sale, whoever buys most brings least: the order of the customers turns round."""
    choose(book, "margin", margin)
    assert said(book, "2026") == said(book, "2026", listed=True)


def test_sums_of_the_written_book_say_the_same(tmp_path: Path) -> None:
    book = a_reviewed_book(tmp_path)
    assert said(book, "2026", "rep") == said(book, "2026", "rep", listed=True)


def test_few_accounts_are_read_one_by_one(book: Book) -> None:
    period = read_period("2026", DAY)
    every, some = review_facts(book, period), review_facts(book, period, AccountListing.SUMS)
    assert len(every.accounts) == 150 and not every.others
    assert len(some.accounts) == 150 - sum(each.accounts for each in some.others) < 100
    assert {each.currency for each in some.others} == {"", "EUR", "CHF"}
    assert sum(len(each.contacts) for each in some.others) > 5


@pytest.mark.parametrize("by", ["", *GROUPS])
@pytest.mark.parametrize("only", [EVERYBODY, ReviewNarrowing("Ann", "mills", "B")])
def test_sums_are_made_from_indexes(book: Book, by: str, only: ReviewNarrowing) -> None:
    """The table of summaries is too wide to be read for each sum."""
    asked: list[str] = []
    with book.read() as connection:
        connection.set_trace_callback(asked.append)
        gather_facts(connection, DAY, read_period("2026", DAY), AccountListing.SUMS, only, by)
        connection.set_trace_callback(None)
        plans = {
            sql: [str(step["detail"]) for step in connection.execute(f"EXPLAIN QUERY PLAN {sql}")]
            for sql in asked
            if "FROM account_summary s WHERE" in sql and "sum(" in sql
        }
    assert len(plans) > 9
    for sql, plan in plans.items():
        read = [step for step in plan if step.startswith(("SEARCH s ", "SCAN s "))]
        assert read and all("ix_summary_review_" in step for step in read), (sql, plan)


def test_where_no_order_names_a_currency_few_accounts_are_read_one_by_one(book: Book) -> None:
    with act(book, "edit", "No currency") as transaction:
        transaction.run("UPDATE sales_order SET currency = ''")
        transaction.run("UPDATE account SET currency = ''")
        transaction.touch_everything()
    facts = review_facts(book, read_period("2026", DAY), AccountListing.SUMS)
    assert len(facts.accounts) < 60 and {each.currency for each in facts.others} == {""}
    (only,) = said(book, "2026")
    assert only["currency"] == "" and [only] == said(book, "2026", listed=True)


@pytest.mark.parametrize("days", [1, 90, 400])
def test_what_changed_is_found_without_reading_every_account(book: Book, days: int) -> None:
    since = DAY - timedelta(days=days)
    period = Period(since, DAY, "")
    every, few = (review_facts(book, period, each) for each in (AccountListing.ALL, AccountListing.CHANGES))
    assert len(few.accounts) < len(every.accounts) == 150
    assert list(lost_since(few, since)) == list(lost_since(every, since))
    assert list(returned_since(few, since, {})) == list(returned_since(every, since, {}))
    assert days < 90 or any("overdue" in each.what for each in lost_since(few, since))


def owners_in(book: Book) -> dict[str, tuple[str, str]]:
    """The owner of each account by its name, and the owner that its summary knows."""
    with book.read() as connection:
        rows = connection.execute(
            "SELECT a.name, coalesce(a.owner_id, ''), s.owner_id FROM account a"
            " JOIN account_summary s ON s.account_no = a.no"
        ).fetchall()
    return {name: (owner, kept) for name, owner, kept in rows}


def test_the_summary_follows_the_owner_whoever_changes_it(book: Book) -> None:
    with act(book, "edit", "Ann's accounts go to Bob") as transaction:
        reps = dict(transaction.run("SELECT name, id FROM rep").fetchall())
        transaction.run("UPDATE account SET owner_id = ? WHERE owner_id = ?", (reps["Bob"], reps["Ann"]))
    moved = owners_in(book)
    assert {kept for _, kept in moved.values()} == {reps["Bob"], ""}
    assert all(owner == kept for owner, kept in moved.values())
    with act(book, "edit", "Nobody's") as transaction:
        transaction.run("UPDATE account SET owner_id = NULL WHERE name = 'Account 1'")
    undo(book)
    undo(book)
    back = owners_in(book)
    assert {kept for _, kept in back.values()} == {*reps.values(), ""}
    assert all(owner == kept for owner, kept in back.values())
    assert said(book, "2026", "rep") == said(book, "2026", "rep", listed=True)


def test_the_summary_follows_an_owner_changed_on_another_laptop(tmp_path: Path) -> None:
    ann, bob = replica(tmp_path, "Ann"), replica(tmp_path, "Bob")
    import_orders(ann, "acme", {"1": 100, "2": 200})
    bob.take(ann.copied(tmp_path / "first.db"))
    with act(ann.book, "edit", "Ann takes it") as transaction:
        rep = transaction.insert("rep", name="Ann")
        transaction.run("UPDATE account SET owner_id = ?", (rep,))
    bob.take(ann.copied(tmp_path / "second.db"))
    assert owners_in(bob.book) == {"acme": (rep, rep)}


def test_the_conditions_in_sql_name_the_statuses_of_the_domain() -> None:
    def quoted(statuses: Sequence[str]) -> set[str]:
        return {f"'{each}'" for each in statuses}

    def in_text(text: str) -> set[str]:
        return {each.strip() for each in text.partition("IN (")[2].rstrip(")").split(",")}

    assert in_text(sums.HERE) == quoted(sorted(LEFT))
    assert in_text(sums.STOPPED) == quoted(accounts.SILENT)
    assert sums.BEGAN.endswith(f"<> '{Status.GONE}'")


@pytest.mark.parametrize(
    ("sales", "margin", "profit"),
    [
        (1_000, 0.3, 300),
        (5, 0.3, 2),
        (15, 0.3, 4),
        (-15, 0.3, -4),
        (-14, 0.3, -4),
        (7, 0.0, 0),
        (1, 0.125, 0),
    ],
)
def test_profit_is_exact_and_rounds_a_half_to_the_even_cent(sales: int, margin: float, profit: int) -> None:
    assert profit_at(sales, margin) == profit

"""The review where something is missing or odd, of a past day, and what it reads."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from math import isfinite
from pathlib import Path

import pytest

from tests.services.review_book import DAY, a_reviewed_book
from tests.services.test_review import BY_HAND, the_review
from tests.store.books import book_at
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.domain.review.period import read_period
from winback_tui.output.review.as_object import review_object
from winback_tui.services.cases.opening import close_case
from winback_tui.services.review.facts import gather_facts
from winback_tui.services.review.review import reviews
from winback_tui.store.book import Book
from winback_tui.store.write import act


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return a_reviewed_book(tmp_path)


def test_a_review_scans_no_orders(book: Book) -> None:
    asked: list[str] = []
    with book.read() as connection:
        connection.set_trace_callback(asked.append)
        gather_facts(connection, DAY, read_period("2026", DAY))
        connection.set_trace_callback(None)
        plans = [
            str(step["detail"])
            for sql in asked
            if sql.lstrip().upper().startswith(("SELECT", "WITH"))
            for step in connection.execute(f"EXPLAIN QUERY PLAN {sql}")
        ]
    assert plans and not [each for each in plans if re.match(r"SCAN (o|sales_order)\b", each)]


def test_a_book_of_losses_without_orders_has_dashes_with_reasons_and_nothing_that_is_no_number(
    tmp_path: Path,
) -> None:
    book = book_at(tmp_path, DAY)
    with act(book, "demo", "Lost without an order") as transaction:
        for name in ("Acme", "Beta"):
            account_id = transaction.insert("account", name=name, name_key=name.lower(), currency="EUR")
            transaction.insert(
                "loss_case", account_id=account_id, lost_on="2026-05-01", opened_on="2026-05-01"
            )
        transaction.touch_everything()
    found = the_review(book)
    assert (found.figure("customers_lost").value, found.figure("customers_start").value) == (2, 0)
    for figure in found.figures():
        assert figure.why or (figure.value is not None and isfinite(figure.value)), figure.key
    text = json.dumps(review_object(found))
    assert not re.search(r"NaN|Infinity", text)
    assert found.figure("sales_lost_percent").value is None
    assert found.figure("romi").why == "No cost is recorded: offers, own time and fixes are all unknown."


def test_money_in_a_currency_of_its_own_goes_with_its_account_and_not_into_others(book: Book) -> None:
    with act(book, "import", "One order in francs") as transaction:
        row = transaction.run("SELECT id, no FROM account WHERE name = 'Case 3'").fetchone()
        transaction.insert(
            "sales_order",
            key="odd",
            account_no=row["no"],
            day="2025-12-01",
            amount=9_999_900,
            currency="CHF",
        )
        transaction.touch(row["id"])
    (euros,) = reviews(book, "2026")
    assert euros.figure("sales_lost").value == BY_HAND["sales_lost"]


@pytest.mark.parametrize("day", [date(2026, 6, 30), date(2026, 3, 24), date(2025, 12, 31)])
def test_a_past_day_looked_back_on_is_that_day_lived(book: Book, day: date) -> None:
    lived = replace(book, clock=fixed_clock(day))
    year = str(day.year)
    assert review_object(the_review(replace(book, as_of=day), year)) == review_object(the_review(lived, year))


def test_what_was_assumed_before_the_book_knew_a_currency_is_a_cost_too(book: Book) -> None:
    before = the_review(book).figure("cost").value
    with act(book, "demo", "As before the first order") as transaction:
        rows = transaction.run(
            "SELECT id FROM decision WHERE verdict = 'win-back' AND currency = 'EUR'"
        ).fetchall()
        for (row_id,) in rows:
            transaction.update("decision", row_id, currency="")
    assert rows and the_review(book).figure("cost").value == before


def test_what_is_not_recorded_of_the_cost_is_said(book: Book) -> None:
    found = the_review(book).figure("cost")
    assert re.search(
        r"nothing is known about \d+ of \d+ cases; own time is not recorded for \d+ of", found.formula
    )


def test_a_closed_case_has_no_stage_and_owes_no_step(book: Book) -> None:
    def led_by_nobody() -> tuple[int, int]:
        """Cases that nobody leads; and all that owe a contact, which is then the owner's to plan."""
        team = the_review(book).team
        return sum(row.cases for row in team if not row.name), sum(row.without_next_step for row in team)

    cases, owing = led_by_nobody()
    close_case(book, "Case 12")
    assert led_by_nobody() == (cases - 1, owing - 1)
    assert sum(number for row in the_review(book).team for stage, number in row.stages if not stage) == 0

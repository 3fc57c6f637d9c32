"""A small team's book for the tests of lists: every status, two owners, two segments, on Sunday 22 November 2026."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.made_once import made_once
from tests.store.books import TODAY, book_at
from winback_tui.domain.ids import derived_id
from winback_tui.intake.rows.customer_keys import match_key
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.book import Book
from winback_tui.store.write import Transaction, act

ANN, BOB = derived_id("rep", "ann"), derived_id("rep", "bob")

RECORDED = date(2025, 1, 2)


def every(gap: int, count: int, last: date) -> list[date]:
    """So many order days, `gap` days apart, up to `last`."""
    return [last - timedelta(days=gap * back) for back in reversed(range(count))]


@made_once()
def a_team(folder: Path) -> Book:
    """North Mill and ACME overdue, Bolt active, Solo ordered once, Dozer sleeps, Newcomer never ordered.
    North Mill's contract ends with the year.

    All of it was typed in at the beginning of 2025, so that any day since then can be looked back at.
    """
    book = book_at(folder)
    with act(book_at(folder, RECORDED), "demo", "A team made up") as transaction:
        transaction.insert("rep", id=ANN, name="Ann")
        transaction.insert("rep", id=BOB, name="Bob")
        days = every(21, 18, date(2026, 9, 20))
        account(transaction, "North Mill Ltd", ANN, "mills", days, 120_000, contract_ends_on="2026-12-31")
        account(transaction, "ACME [/HQ]", BOB, "mills", every(30, 12, date(2026, 8, 1)), 90_000)
        account(
            transaction, "Bolt GmbH", ANN, "makers", every(14, 26, date(2026, 11, 20)), 40_000, city="Köln"
        )
        account(transaction, "Solo", None, "", [date(2026, 3, 1)], 5_000)
        account(transaction, "Dozer", BOB, "makers", every(30, 10, date(2025, 3, 1)), 20_000)
        account(transaction, "Newcomer", ANN, "", [], 0)
        transaction.touch_everything()
    return book


def account(
    transaction: Transaction,
    name: str,
    owner: str | None,
    segment: str,
    days: Sequence[date],
    amount: int,
    city: str = "",
    contract_ends_on: str = "",
) -> AccountRef:
    """One account with an order of `amount` cents on each of these days."""
    account_id = transaction.insert(
        "account",
        id=derived_id("account", name),
        name=name,
        name_key=match_key(name),
        owner_id=owner,
        segment=segment,
        city=city,
        contract_ends_on=contract_ends_on,
    )
    number = transaction.get("account", account_id)["no"]
    for place, day in enumerate(days, 1):
        transaction.insert(
            "sales_order",
            key=f"books:{name}:{place}",
            account_no=number,
            number=f"{name[:1]}-{place}",
            day=day.isoformat(),
            amount=amount,
            currency="EUR",
        )
    return AccountRef(account_id, number, name)


def person(transaction: Transaction, account_name: str, name: str, **told: Any) -> None:
    """Somebody at an account of `a_team`."""
    transaction.insert("person", account_id=derived_id("account", account_name), name=name, **told)


__all__ = ["ANN", "BOB", "TODAY", "a_team", "account", "every", "person"]

"""The team's own offers: counts, take-up said only when there are enough, and what a taken offer brought."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.runner import Winback
from tests.made_once import made_once
from tests.services.case_books import LOST, ORDERS, with_order
from tests.store.books import book_at, with_account, with_orders
from winback_tui.cli.commands.review.offers import COLUMNS
from winback_tui.domain.money.money import Money
from winback_tui.domain.plan.offers import OfferKind, TakeUp
from winback_tui.services.cases.opening import open_case
from winback_tui.services.contacts.offers_taken import offers_taken
from winback_tui.store.book import Book
from winback_tui.store.write import act


def offered(book: Book, account: str, kind: str, cost: int, made_on: str, taken_on: str = "") -> None:
    with act(book, "offer", "Offer", account) as transaction:
        (case,) = transaction.run("SELECT id FROM loss_case WHERE account_id = ?", (account,)).fetchone()
        transaction.insert(
            "offer",
            account_id=account,
            case_id=case,
            kind=kind,
            cost=cost,
            currency="EUR",
            made_on=made_on,
            taken_on=taken_on,
            refused_on="" if taken_on else "2026-10-20",
        )


def lost(book: Book, name: str) -> str:
    account = with_account(book, name)
    with_orders(book, account, ORDERS)
    open_case(book, name, LOST, "Bob", "Carl")
    return account


def by_kind(book: Book) -> dict[OfferKind, TakeUp]:
    return {row.kind: row for row in offers_taken(book)}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return taken_and_refused(tmp_path)


@made_once()
def taken_and_refused(folder: Path) -> Book:
    """Acme took a discount and came back with 1,000 + 500 - 300 of credit; Beta refused one."""
    book = book_at(folder)
    acme, beta = lost(book, "Acme"), lost(book, "Beta")
    offered(book, acme, "upgrade", 5_000, "2026-10-05", "2026-10-06")
    offered(book, acme, "discount", 10_000, "2026-10-08", "2026-10-09")
    offered(book, beta, "discount", 10_000, "2026-10-08")
    for day, amount, kind in (
        ("2026-10-12", 100_000, "order"),
        ("2026-11-02", 50_000, "order"),
        ("2026-11-04", -30_000, "credit"),
    ):
        with_order(book, acme, day, amount, kind)
    return book


def test_the_latest_taken_offer_led_to_the_return_and_earned_its_profit(book: Book) -> None:
    rows = by_kind(book)
    discount = rows[OfferKind.DISCOUNT]
    assert (discount.made, discount.taken, discount.refused, discount.share) == (2, 1, 1, None)
    assert discount.sentence == "1 of 2 taken: too few to say; in a study: 45 %."
    (money,) = discount.returns
    # by hand: (1,000 + 500 - 300) x 30 % assumed margin = 360 for 100 spent: ROMI 2.6
    assert (money.profit, money.cost, money.share) == (Money(36_000, "EUR"), Money(10_000, "EUR"), 2.6)
    (upgrade,) = rows[OfferKind.UPGRADE].returns
    assert (upgrade.profit.minor, upgrade.share) == (0, -1.0)
    assert rows[OfferKind.BOTH].made == 0


def test_a_share_is_said_from_twenty_decided_offers_on(book: Book) -> None:
    for place in range(18):
        name = f"Firm {place}"
        account = with_account(book, name)
        with_order(book, account, "2026-06-01")
        open_case(book, name, LOST, "Bob", "Carl")
        offered(book, account, "discount", 100, "2026-10-08", "2026-10-10" if place < 9 else "")
    told = by_kind(book)[OfferKind.DISCOUNT]
    assert (told.taken, told.decided, told.share) == (10, 20, 0.5)
    assert told.low == pytest.approx(0.2993, abs=1e-4)


def test_the_table_by_command(book: Book) -> None:
    winback = Winback(book.path, {"WINBACK_NOW": "2026-11-22T12:00:00", "WINBACK_ACTOR": "Ann"})
    rows = {row["kind"]: row for row in winback("offers", "--json").json}
    assert (rows["discount"]["profit"], rows["discount"]["romi"]) == ("360.00", 2.6)
    assert (rows["discount"]["take_up"], rows["discount"]["k3"]) == (None, "45 %")
    assert rows["upgrade"]["k3"] == "41 %, best return on investment"


def test_the_cost_of_offers_is_not_called_as_all_costs_are(book: Book) -> None:
    winback = Winback(book.path, {"WINBACK_NOW": "2026-11-22T12:00:00", "WINBACK_ACTOR": "Ann"})
    assert {"Offer cost", "Offer ROMI"} <= {each.title for each in COLUMNS}
    assert "All costs of winning back" in winback("--plain", "review").out
    assert "cost of the offers alone" in " ".join(winback("offers", "--help").out.split())


def test_no_offer_yet_shows_what_was_measured_elsewhere(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    assert [row.made for row in offers_taken(book)] == [0, 0, 0, 0]

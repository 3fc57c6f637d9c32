"""A model stays as it is while only accounts changed that it was not fitted to, and is then what a fit to all gives."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest

from tests.services.team_book import account
from tests.store.books import TODAY, book_at, with_account, with_order, with_orders
from tests.store.summary_rows import computed_anew, summaries
from winback_tui.domain.chance import Model, OrderHistory, fit
from winback_tui.store.book import Book
from winback_tui.store.file.erase.erase import erase
from winback_tui.store.log.undoing.undo import undo
from winback_tui.store.summary.fit_sample import fit_day_of
from winback_tui.store.summary.refresh import whole_book
from winback_tui.store.write import act

ACCOUNTS = 24


@pytest.fixture
def fits(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The days of the fits made; a model is fitted to eight accounts at most."""
    made: list[int] = []

    def noted(histories: Iterable[OrderHistory], day: int) -> Model:
        made.append(day)
        return fit(histories, day)

    for module in ("sample", "fit"):
        monkeypatch.setattr(import_module(f"winback_tui.domain.chance.{module}"), "PACED", 4)
        monkeypatch.setattr(import_module(f"winback_tui.domain.chance.{module}"), "STEADY", 3)
    monkeypatch.setattr(whole_book, "fit", noted)
    return made


@pytest.fixture
def accounts(tmp_path: Path, fits: list[int]) -> tuple[Book, list[str]]:
    book = book_at(tmp_path)
    with act(book, "demo", "Made up") as transaction:
        ids = []
        for number in range(ACCOUNTS):
            days = [TODAY - timedelta(days=20 + 31 * back + number) for back in range(3 + number % 9)]
            name, amount = f"Account {number:02}", 1_000 * (number + 1)
            ids.append(account(transaction, name, None, "", [*reversed(days), TODAY], amount).id)
        transaction.touch_everything()
    fits.clear()
    return book, ids


def kept_and_anew(book: Book, fits: list[int]) -> tuple[int, bool]:
    """How many fits there were since, and whether what is kept is what all orders give."""
    found = len(fits)
    same = summaries(book) == computed_anew(book, TODAY)
    fits.clear()
    return found, same


def test_old_orders_ask_for_a_fit_only_where_it_would_see_them(
    accounts: tuple[Book, list[str]], fits: list[int]
) -> None:
    book, ids = accounts
    made = []
    for account_id in ids[:12]:
        with_order(book, account_id, (TODAY - timedelta(days=90)).isoformat(), 7_777)
        found, same = kept_and_anew(book, fits)
        assert same
        made.append(found)
    assert 0 in made and 1 in made
    with_order(book, ids[0], (TODAY - timedelta(days=2_000)).isoformat())
    assert kept_and_anew(book, fits) == (1, True), "it begins before all others"


def test_an_account_that_is_erased_leaves_the_model_unless_it_was_fitted_to(
    accounts: tuple[Book, list[str]], fits: list[int]
) -> None:
    book, ids = accounts
    made = []
    for account_id in ids[:8]:
        erase(book, account_id)
        found, same = kept_and_anew(book, fits)
        assert same
        made.append(found)
    assert 0 in made and 1 in made


def test_what_is_undone_is_judged_as_it_was(accounts: tuple[Book, list[str]], fits: list[int]) -> None:
    book, ids = accounts
    before = summaries(book)
    for account_id in ids[:4]:
        with_order(book, account_id, (TODAY - timedelta(days=90)).isoformat(), 7_777)
        undo(book)
        assert summaries(book) == before


@pytest.mark.parametrize(("first", "fitted_to"), [("2026-05-26", "2026-10-31"), ("2026-05-27", "2026-11-22")])
def test_the_fit_day_follows_from_the_earliest_real_order(tmp_path: Path, first: str, fitted_to: str) -> None:
    book = book_at(tmp_path)
    account = with_account(book)
    with_orders(book, account, ["2026-01-02"], kind="cancelled")
    with_orders(book, account, ["2026-11-20", first, "2026-11-22"])
    with book.read() as connection:
        assert fit_day_of(connection, TODAY).isoformat() == fitted_to

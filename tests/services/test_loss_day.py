"""The day of a loss: proposed with its reason, correctable, and sure about an order of that very day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.services.case_books import LOST, TODAY, a_lost_account, an_account, field, with_order
from tests.store.books import book_at, content, with_account
from winback_tui.domain.case.loss_day import proposed_loss
from winback_tui.domain.errors import BadInput, NeedsHuman, Refused
from winback_tui.domain.money.money import Money
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.cases.board import board
from winback_tui.services.cases.edit_case import edit_case, reopen_case
from winback_tui.services.cases.open_case import before_case
from winback_tui.services.cases.opening import close_case, open_case
from winback_tui.services.contacts.briefing import brief
from winback_tui.services.decisions.desk import decision_desk
from winback_tui.services.returns.returns import returns
from winback_tui.services.settings.choices import choose
from winback_tui.store.book import Book
from winback_tui.store.log.undoing.undo import undo

EUR = "EUR"


def lost_on(book: Book) -> object:
    return field(book, "SELECT lost_on FROM loss_case ORDER BY lost_on DESC")


def status(book: Book) -> object:
    return field(book, "SELECT status FROM account_summary")


def test_the_day_is_proposed_from_the_own_interval_with_the_reason(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    proposed = before_case(book, "Acme").proposed
    assert proposed is not None
    # the last order of 7 September and five weeks, as the orders teach
    assert proposed.day == date(2026, 10, 9)
    assert proposed.why.startswith("last order 7 Sep 2026, usually every ")
    assert proposed.why.endswith(": due 9 Oct 2026")
    done = open_case(book, "Acme", None, "Bob")
    assert lost_on(book) == "2026-10-09"
    assert proposed.why in done.sentence


def test_an_account_without_an_order_has_nothing_to_propose(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book, "Acme")
    assert before_case(book, "Acme").proposed is None
    with pytest.raises(BadInput, match="give the day of the loss"):
        open_case(book, "Acme", None, "Bob")


def test_a_day_that_is_still_ahead_is_not_proposed() -> None:
    found = proposed_loss(date(2026, 11, 10), 30.0, TODAY)
    assert found is not None and found.day == TODAY
    assert (
        found.why
        == "last order 10 Nov 2026, usually every 4 weeks; the next order is not due until 10 Dec 2026"
    )
    assert proposed_loss(None, 30.0, TODAY) is None
    assert proposed_loss(TODAY, None, TODAY) is None


def test_an_order_of_the_very_day_asks_on_which_side_it_lies(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    with pytest.raises(NeedsHuman, match="the day of the loss; say"):
        open_case(book, "Acme", date(2026, 9, 7), "Bob")
    open_case(book, "Acme", date(2026, 9, 7), "Bob", same_day="before")
    assert (lost_on(book), status(book)) == ("2026-09-07", "lost")
    undo(book)
    open_case(book, "Acme", date(2026, 9, 7), "Bob", same_day="after")
    assert (lost_on(book), status(book)) == ("2026-09-06", "returned")
    assert [each.found.order.day for each in returns(book)] == [date(2026, 9, 7)]


def test_an_order_of_that_day_that_comes_in_later_is_asked_about_until_somebody_says(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    assert "ordered on" not in board(book)[0].stage.waits_for
    with_order(book, account, LOST.isoformat())
    said = "They ordered on 1 Oct 2026, the day of the loss: was that order before or after it?"
    assert board(book)[0].stage.waits_for == said
    assert said in brief(book, "Acme").happened
    before = content(book)
    edit_case(book, "Acme", same_day="before")
    assert board(book)[0].stage.waits_for != said and returns(book) == []
    undo(book)
    assert content(book) == before
    edit_case(book, "Acme", same_day="after")
    assert [each.found.loss.lost_on for each in returns(book)] == [date(2026, 9, 30)]


def test_what_depends_on_the_day_follows_when_it_is_corrected(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    with_order(book, account, "2026-10-20")
    assert status(book) == "returned"
    chance = decision_desk(book, "Acme").evaluation.chance
    done = edit_case(book, "Acme", date(2026, 11, 1), "Dora", "Told on the phone")
    assert done.sentence == "Case of Acme corrected: lost on Sun 1 Nov, lost by Dora and note changed"
    assert status(book) == "lost" and returns(book) == []
    assert decision_desk(book, "Acme").evaluation.chance > chance
    undo(book)
    assert status(book) == "returned"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 30), "is in the future"),
        (date(2026, 3, 1), "placed its first order on 2 Mar 2026"),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_changes_nothing(tmp_path: Path, day: date, said: str) -> None:
    book, _, _ = a_lost_account(tmp_path)
    before = content(book)
    with pytest.raises(BadInput, match=said):
        edit_case(book, "Acme", day)
    with pytest.raises(BadInput, match="Give what to correct"):
        edit_case(book, "Acme")
    with pytest.raises(Refused, match="Carl lost Acme"):
        edit_case(book, "Acme", lost_by="Carl")
    assert content(book) == before


def test_a_second_loss_needs_an_order_between(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    close_case(book, "Acme")
    with pytest.raises(Refused, match="still the same loss") as refused:
        open_case(book, "Acme", date(2026, 11, 1), "Bob")
    assert refused.value.rule == "M13" and "enter that order first" in str(refused.value)
    assert "reopened" in reopen_case(book, "Acme").sentence
    with pytest.raises(Refused, match="open already"):
        reopen_case(book, "Acme")
    with_order(book, account, "2026-10-20")
    open_case(book, "Acme", date(2026, 11, 5), "Bob")
    with pytest.raises(BadInput, match="had not ordered again"):
        edit_case(book, "Acme", date(2026, 10, 10))
    close_case(book, "Acme")
    with pytest.raises(Refused, match="has not ordered since the loss of 5 Nov"):
        open_case(book, "Acme", date(2026, 11, 8), "Bob")


def test_a_case_that_an_order_answered_is_not_reopened(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    close_case(book, "Acme")
    with_order(book, account, "2026-10-20")
    with pytest.raises(Refused, match="has returned since"):
        reopen_case(book, "Acme")


@pytest.mark.parametrize("word", ["returned", "Won-back", "RETURN"])
def test_nobody_calls_an_account_returned_by_hand(tmp_path: Path, word: str) -> None:
    book, _, _ = a_lost_account(tmp_path)
    with pytest.raises(Refused, match="only a new order after the loss counts as a return") as refused:
        close_case(book, "Acme", word)
    assert refused.value.rule == "M11"
    assert status(book) == "lost"


def test_a_credit_in_full_takes_the_return_back_and_undoing_it_brings_it_again(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    enter_order(book, "Acme", date(2026, 11, 2), Money(10_000, EUR), number="17")
    assert status(book) == "returned"
    done = enter_order(book, "Acme", date(2026, 11, 5), Money(10_000, EUR), "credit", number="17")
    assert "no longer counts as returned" in done.sentence
    assert status(book) == "lost" and returns(book) == []
    undo(book)
    assert status(book) == "returned"
    with pytest.raises(BadInput, match="already has an order 17"):
        enter_order(book, "Acme", date(2026, 11, 6), Money(5, EUR), number="17")


def test_the_smallest_return_is_a_setting(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    choose(book, "smallest return", "50 eur")
    done = enter_order(book, "Acme", date(2026, 11, 2), Money(4_999, EUR))
    assert done.warnings == ("Saved, but an order below 50 EUR does not count as a return.",)
    assert status(book) == "lost"
    choose(book, "smallest return", None)
    assert status(book) == "returned"
    for wrong in ("many", "0 EUR", "-5 EUR", "50"):
        with pytest.raises(BadInput):
            choose(book, "smallest return", wrong)

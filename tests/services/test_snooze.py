"""An account put aside leaves the work list, says why, and comes back by itself."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.services.case_books import TODAY
from tests.services.ready_case import on
from tests.store.books import book_at, content, with_account, with_orders
from winback_tui.domain.errors import BadInput, Refused
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.lists.listing import ListQuery, View, account_lines, numbers
from winback_tui.services.lists.snooze import aside_of, bring_back, put_aside, put_aside_several
from winback_tui.store.book import Book
from winback_tui.store.log.undoing.undo import redo, undo

BACK = TODAY + timedelta(days=20)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    """Two accounts that ordered every two weeks and stopped, and one that goes on."""
    made = book_at(tmp_path)
    for name in ("Acme", "Beta"):
        account = with_account(made, name)
        with_orders(
            made, account, ((TODAY - timedelta(days=back)).isoformat() for back in range(30, 330, 14))
        )
    goes_on = with_account(made, "Cord")
    with_orders(made, goes_on, ((TODAY - timedelta(days=back)).isoformat() for back in range(0, 300, 14)))
    return made


def names(book: Book, view: View = View.OVERDUE) -> set[str]:
    return {line.account.name for line in account_lines(book, numbers(book, ListQuery(view)))}


def test_it_leaves_the_list_until_its_day_and_comes_back_by_itself(book: Book) -> None:
    assert names(book) == {"Acme", "Beta"}
    done = put_aside(book, "Acme", BACK, "budget is frozen")
    assert done.sentence.startswith("Acme put aside until ") and done.sentence.endswith(": budget is frozen")
    assert names(book) == {"Beta"}
    assert names(book, View.ASIDE) == {"Acme"}
    assert names(on(book, BACK - timedelta(days=1))) == {"Beta"}
    assert names(on(book, BACK)) == {"Acme", "Beta"}
    assert names(on(book, BACK), View.ASIDE) == set()


def test_the_row_says_until_when_and_who_was_called_today(book: Book) -> None:
    put_aside(book, "Acme", BACK, "budget is frozen")
    log_contact(book, "Beta", "no answer")
    acme, beta, _ = sorted(
        (line.account for line in account_lines(book, numbers(book, ListQuery(View.ALL)))),
        key=lambda account: account.name,
    )
    assert (acme.aside_until, acme.contacted_on) == (BACK, None)
    assert (beta.aside_until, beta.contacted_on) == (None, TODAY)
    assert len(acme.months) == 12


def test_another_day_takes_the_place_of_the_first_and_back_is_back(book: Book) -> None:
    put_aside(book, "Acme", BACK, "budget is frozen")
    put_aside(book, "Acme", TODAY + timedelta(days=3), "call after the fair")
    row = aside_of(book, "Acme")
    assert row is not None and (row.until_on, row.reason) == (
        TODAY + timedelta(days=3),
        "call after the fair",
    )
    assert bring_back(book, "Acme").sentence == "Acme is no longer put aside"
    assert names(book) == {"Acme", "Beta"} and aside_of(book, "Acme") is None
    with pytest.raises(Refused, match="not put aside"):
        bring_back(book, "Acme")


def test_undo_and_redo_and_a_try(book: Book) -> None:
    before = content(book)
    put_aside(book, "Acme", BACK, "budget is frozen", dry_run=True)
    assert content(book) == before
    put_aside(book, "Acme", BACK, "budget is frozen")
    undo(book)
    assert names(book) == {"Acme", "Beta"}
    redo(book)
    assert names(book) == {"Beta"}


@pytest.mark.parametrize(
    ("until", "reason", "says"),
    [
        (TODAY, "x", "not in the future"),
        (TODAY + timedelta(days=900), "x", "more than two years away"),
        (BACK, " \x1b ", "why Acme can wait"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(book: Book, until: date, reason: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        put_aside(book, "Acme", until, reason)


def test_several_are_put_aside_in_one_act_that_one_undo_takes_back(book: Book) -> None:
    ids = [line.account.id for line in account_lines(book, numbers(book, ListQuery(View.OVERDUE)))]
    put_aside(book, "Beta", TODAY + timedelta(days=3), "on holiday")
    done = put_aside_several(book, ids, BACK, "trade fair")
    assert done.sentence.startswith("2 accounts put aside until ") and done.sentence.endswith(": trade fair")
    assert names(book) == set()
    assert {
        (name, row.until_on, row.reason) for name in ("Acme", "Beta") if (row := aside_of(book, name))
    } == {
        ("Acme", BACK, "trade fair"),
        ("Beta", BACK, "trade fair"),
    }
    undo(book)
    assert names(book) == {"Acme"} and names(book, View.ASIDE) == {"Beta"}
    row = aside_of(book, "Beta")
    assert row is not None and row.reason == "on holiday"


@pytest.mark.parametrize(
    ("until", "reason"), [(BACK, " "), (TODAY, "fair"), (TODAY + timedelta(days=800), "fair")]
)
def test_several_are_refused_as_one_is(book: Book, until: date, reason: str) -> None:
    ids = [line.account.id for line in account_lines(book, numbers(book, ListQuery(View.OVERDUE)))]
    with pytest.raises(BadInput):
        put_aside_several(book, ids, until, reason)
    assert names(book) == {"Acme", "Beta"}

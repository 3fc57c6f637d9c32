"""One firm under two names: proposed, merged by a person, told apart again; the books never notice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.made_once import made_once
from tests.services.test_imports import as_csv, take
from tests.store.books import book_at, content, with_account
from winback_tui.domain.errors import NotFound, Refused
from winback_tui.services.accounts.account_card import account_card
from winback_tui.services.accounts.erasure.erasure import erase_account
from winback_tui.services.accounts.merge import merge_accounts, split_account, tell_apart
from winback_tui.services.accounts.twins import twins
from winback_tui.services.book.check import check
from winback_tui.services.book.history import redo, undo
from winback_tui.services.book.lookup import find_account
from winback_tui.services.cases.opening import open_case
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.services.lists.listing import numbers
from winback_tui.store.book import Book
from winback_tui.store.lists.list_query import ListQuery, View
from winback_tui.store.summary.orders import order_texts

MILL = [
    ("N-1", "North Mill Ltd", 0, "10"),
    ("N-2", "North Mill Ltd", 30, "10"),
    ("N-3", "North Mill Ltd", 60, "10"),
]
NORD = [("M-1", "North Mil Limited", 90, "10"), ("M-2", "North Mil Limited", 120, "10")]


def told(book: Book) -> dict[str, tuple[int, str]]:
    """Order days and the last of them, by the name of each account that lists show."""
    with book.read() as connection:
        return {
            row[0]: (row[1], row[2])
            for row in connection.execute(
                "SELECT a.name, s.order_days, s.last_day FROM account_summary s JOIN account a ON a.no = s.account_no"
            )
        }


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return two_ways(tmp_path)


@made_once()
def two_ways(folder: Path) -> Book:
    """One firm that two programs write in two ways, and a namesake that is none."""
    book = book_at(folder)
    take(book, as_csv([*MILL, *NORD, ("G-1", "Globex", 10, "5")]))
    return book


APART = {
    "North Mill Ltd": (3, "2025-03-07"),
    "North Mil Limited": (2, "2025-05-06"),
    "Globex": (1, "2025-01-16"),
}
JOINED = {"North Mill Ltd": (5, "2025-05-06"), "Globex": (1, "2025-01-16")}


def test_twins_are_proposed_and_never_joined_by_the_program(book: Book) -> None:
    (pair,) = twins(book)
    assert (pair.keep.name, pair.other.name, pair.why) == (
        "North Mill Ltd",
        "North Mil Limited",
        "nearly the same letters",
    )
    assert told(book) == APART
    tell_apart(book, "North Mil Limited", "North Mill Ltd")
    assert twins(book) == []


@pytest.mark.parametrize(
    ("one", "other", "proposed"),
    [
        ("Société Générale", "Societe Generale SA", True),
        ("Ромашка", "ООО Romashka", True),
        ("Mill North", "North Mill GmbH", True),
        ("Kessler Antriebe GmbH", "Kessler", True),
        ("Account 1041", "Account 1042", False),
        ("Aurora Bank", "Boreal Bank", False),
    ],
)
def test_what_looks_like_one_firm(one: str, other: str, proposed: bool, tmp_path: Path) -> None:
    book = book_at(tmp_path)
    take(book, as_csv([("1", one, 0, "1"), ("2", other, 1, "1")]))
    assert bool(twins(book)) is proposed


def test_one_mail_and_one_telephone_of_two_firms_join_and_propose_nothing(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    head = b"Customer,Order number,Order date,Total,Email,Phone\n"
    take(book, head + b"Aurora,1,2026-01-05,1.00,tax@office.example,+44 20 7946 0112\n"
         b"Globex,2,2026-01-06,1.00,tax@office.example,+44 20 7946 0112\n")  # fmt: skip
    assert set(told(book)) == {"Aurora", "Globex"}
    assert twins(book) == []


def test_a_merged_account_has_the_orders_people_and_cases_of_both(book: Book) -> None:
    log_contact(book, "North Mil Limited", "asked for prices")
    open_case(book, "North Mil Limited", date(2026, 6, 1), "Bob")
    merge_accounts(book, "North Mill Ltd", "North Mil Limited")
    assert told(book) == JOINED
    card = account_card(book, "North Mill Ltd")
    assert len(card.cases) == 1
    assert find_account(book, "north mil limited").name == "North Mill Ltd"
    with book.read() as connection:
        gathered = [row[0] for row in order_texts(connection, date(2026, 12, 31))]
    assert len(gathered) == len(set(gathered)) == 2, "no order is read under both names"
    assert len(numbers(book, ListQuery(view=View.ALL))) == 2
    assert len(numbers(book, ListQuery(view=View.ALL, sort="account"))) == 2
    assert [found.says for found in check(book) if not found.good] == []


def test_the_next_export_goes_to_the_surviving_account_and_doubles_nothing(book: Book) -> None:
    merge_accounts(book, "North Mill Ltd", "North Mil Limited")
    report = take(book, as_csv([*NORD, ("M-3", "North Mil Limited", 150, "10")]), "later.csv")
    assert (report.new, report.same, report.changed) == (1, 2, 0)
    assert told(book) == {**JOINED, "North Mill Ltd": (6, "2025-06-05")}
    split_account(book, "North Mil Limited")
    assert told(book) == {**APART, "North Mil Limited": (3, "2025-06-05")}


def test_undo_redo_and_split_bring_back_what_was(book: Book) -> None:
    log_contact(book, "North Mil Limited", "asked for prices")
    before = content(book)
    merge_accounts(book, "North Mill Ltd", "North Mil Limited")
    after = content(book)
    undo(book)
    assert (content(book), told(book)) == (before, APART)
    redo(book)
    assert (content(book), told(book)) == (after, JOINED)
    split_account(book, "North Mil Limited")
    assert (content(book), told(book)) == (before, APART)
    with pytest.raises(NotFound):
        split_account(book, "North Mil Limited")


def test_a_day_before_the_merger_shows_two_accounts(tmp_path: Path) -> None:
    take(book_at(tmp_path, date(2026, 11, 20)), as_csv([*MILL, *NORD]))
    merge_accounts(book_at(tmp_path), "North Mill Ltd", "North Mil Limited")
    assert set(told(book_at(tmp_path, as_of=date(2026, 11, 21)))) == {"North Mill Ltd", "North Mil Limited"}
    joined = book_at(tmp_path, date(2026, 11, 24), as_of=date(2026, 11, 22))
    assert told(joined) == {"North Mill Ltd": JOINED["North Mill Ltd"]}


def test_what_cannot_be_merged(book: Book) -> None:
    for name in ("North Mill Ltd", "North Mil Limited"):
        open_case(book, name, date(2026, 6, 1), "Bob")
    with pytest.raises(Refused, match="both have an open case"):
        merge_accounts(book, "North Mill Ltd", "North Mil Limited")
    with pytest.raises(Refused, match="already the same account"):
        merge_accounts(book, "Globex", "Globex")
    assert told(book) == APART


def test_names_of_a_merged_account_follow_it_into_another(book: Book) -> None:
    merge_accounts(book, "North Mil Limited", "North Mill Ltd")
    merge_accounts(book, "Globex", "North Mil Limited")
    assert told(book) == {"Globex": (6, "2025-05-06")}
    split_account(book, "North Mill Ltd")
    assert told(book) == {"Globex": (3, "2025-05-06"), "North Mill Ltd": (3, "2025-03-07")}


def test_erasing_takes_every_name(book: Book) -> None:
    merge_accounts(book, "North Mill Ltd", "North Mil Limited")
    erase_account(book, "North Mill Ltd")
    assert told(book) == {"Globex": APART["Globex"]}
    with book.read() as connection:
        assert connection.execute("SELECT count(*) FROM sales_order").fetchone()[0] == 1
    with_account(book, "Somebody")
    assert b"North Mil" not in book.path.read_bytes()

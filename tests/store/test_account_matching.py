"""Which account of the book each account of a file is, and that it is the same one the next time."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from tests.store.books import book_at
from winback_tui.store.accounts.matching import AccountIntake
from winback_tui.store.book import Book
from winback_tui.store.file.migrate import ensure_book
from winback_tui.store.file.open import connect_write
from winback_tui.store.orders.batch import triggers_idle


class Named(NamedTuple):
    """An account as a file names it."""

    name: str
    external_id: str = ""

    @property
    def key(self) -> str:
        return self.name.lower()


@pytest.fixture
def book(tmp_path: Path) -> Book:
    made = book_at(tmp_path)
    ensure_book(made.path)
    return made


def matched(book: Book, accounts: list[Named], numbered: bool = True) -> list[tuple[int, str, bool]]:
    """The number, the id and whether it is new of each, as one import finds them."""
    connection = connect_write(book.path)
    connection.execute("BEGIN IMMEDIATE")
    with triggers_idle(connection):
        intake = AccountIntake(connection, "shop", 1, numbered)
        intake.match(accounts[:1], [0, 0])
        numbers = intake.match(accounts, [*range(len(accounts)), 0])
        intake.fill_new(
            (no, (accounts[at].external_id, "shop", "", None, *[""] * 5))
            for at, no, new in intake.matches()
            if new
        )
        found = [(match.no, intake.id_of(match), match.new) for match in intake.matches()]
        assert numbers == [no for no, *_ in found] + [found[0][0]]
        assert {match.no for match in intake.matched_once()} == set(numbers)
    connection.execute("COMMIT")
    connection.close()
    return found


@pytest.mark.parametrize(
    ("accounts", "different"),
    [
        ([Named("Acme", "1"), Named("Acme", "2"), Named("Acme", "3")], 3),
        ([Named("Acme", "01"), Named("Acme", "1")], 1),
        ([Named("Acme"), Named("Acme", "2")], 1),
        ([Named("Acme", "1"), Named("Bolt", "1"), Named("Bolt", "2")], 2),
    ],
)
def test_a_name_stands_for_several_only_where_their_numbers_differ(
    book: Book, accounts: list[Named], different: int
) -> None:
    first = matched(book, accounts)
    assert len({account_id for _, account_id, _ in first}) == different
    assert all(new for *_, new in first)
    again = matched(book, accounts)
    assert [each[:2] for each in again] == [each[:2] for each in first]
    assert not any(new for *_, new in again)


def test_names_alone_are_found_by_name_whether_the_file_could_have_numbers_or_not(book: Book) -> None:
    names = [Named("Acme"), Named("Bolt"), Named("Cora")]
    first = matched(book, names, numbered=False)
    assert [new for *_, new in first] == [True, True, True]
    assert [each[:2] for each in matched(book, names[::-1])] == [each[:2] for each in first[::-1]]

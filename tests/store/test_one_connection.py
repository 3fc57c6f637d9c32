"""Many acts in one transaction: each is kept or undone by itself, and all together where the making of a file fails."""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from tests.store.books import book_at, with_account
from winback_tui.domain.errors import Refused
from winback_tui.store.book import Book
from winback_tui.store.log.acts import acts
from winback_tui.store.write import act, one_connection


def names(book: Book) -> list[str]:
    with book.read() as connection:
        return [row[0] for row in connection.execute("SELECT name FROM account ORDER BY name")]


def test_an_act_that_is_refused_or_only_tried_leaves_nothing_and_the_others_stay(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with one_connection(book):
        with_account(book, "Acme")
        with pytest.raises(Refused), act(book, "account", "Bolt added") as transaction:
            transaction.insert("account", name="Bolt", name_key="bolt")
            raise Refused("No.")
        with act(book, "account", "Cord added", dry_run=True) as transaction:
            transaction.insert("account", name="Cord", name_key="cord")
        assert names(book) == ["Acme"]
        with_account(book, "Dorn")
    assert names(book) == ["Acme", "Dorn"]
    with book.read() as connection:
        assert [each.sentence for each in acts(connection)] == ["Dorn added", "Acme added"]
        assert connection.execute("SELECT tx, actor, now FROM state").fetchone()[:] == ("", "", None)
        assert connection.execute("SELECT count(*) FROM account_summary").fetchone()[0] == 2
    with_account(book, "Elm")
    assert names(book) == ["Acme", "Dorn", "Elm"]


def test_where_the_making_fails_nothing_of_it_is_kept(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book, "Acme")
    with pytest.raises(Refused), one_connection(book):
        with_account(book, "Bolt")
        raise Refused("No.")
    assert names(book) == ["Acme"]
    with_account(book, "Cord")
    assert names(book) == ["Acme", "Cord"]


def test_where_an_act_took_all_with_it_no_later_one_is_kept(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book, "Acme")
    with pytest.raises(Refused, match="nothing was kept"), one_connection(book):
        with_account(book, "Bolt")
        with suppress(Refused), act(book, "account", "Cord added") as transaction:
            transaction.connection.rollback()  # as SQLite does where the disk is full
            raise Refused("The disk is full.")
        with_account(book, "Dorn")
    assert names(book) == ["Acme"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows limits no files")
def test_a_disk_that_is_full_at_the_end_is_told_in_a_sentence(tmp_path: Path) -> None:
    import resource

    book = book_at(tmp_path)
    with_account(book, "Acme")
    before, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        with pytest.raises(Refused, match=r"The disk with .* nothing was saved"), one_connection(book):
            with act(book, "account", "Bolt added") as transaction:
                transaction.insert("account", name="Bolt", name_key="bolt", note="x" * 100_000)
            resource.setrlimit(resource.RLIMIT_FSIZE, (book.path.stat().st_size, before[1]))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert names(book) == ["Acme"]


def test_reading_between_the_acts_sees_those_before(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with one_connection(book):
        for name in ("Acme", "Bolt"):
            with_account(book, name)
            assert name in names(book)

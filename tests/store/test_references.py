"""What rows refer to, checked once at the end of an act that moves many."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.store.books import book_at, content, with_account, with_order
from winback_tui.store.file.check.references import table_with_broken_reference
from winback_tui.store.file.open import connect_write
from winback_tui.store.write import act, one_connection


@pytest.mark.parametrize(
    ("breaking", "broken"),
    [
        ("UPDATE sales_order SET account_no = 99", "sales_order"),
        ("UPDATE sales_order SET account_no = -1 WHERE day = '2026-10-02'", "sales_order"),
        ("DELETE FROM account", "person"),
        ("UPDATE person SET account_id = 'nobody'", "person"),
        ("UPDATE account SET city = 'Graz'", ""),
        ("DELETE FROM sales_order", ""),
    ],
)
def test_the_table_of_a_row_that_refers_to_none_is_named(tmp_path: Path, breaking: str, broken: str) -> None:
    book = book_at(tmp_path)
    account = with_account(book)
    for day in ("2026-10-01", "2026-10-02"):
        with_order(book, account, day)
    with act(book, "person", "Eva added", account) as transaction:
        transaction.insert("person", account_id=account, name="Eva")
    connection = connect_write(book.path)
    try:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(breaking)
        assert table_with_broken_reference(connection) == broken
        assert table_with_broken_reference(connection, ["snooze"]) == ""
    finally:
        connection.close()


def test_rows_may_refer_to_later_ones_but_not_to_none(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with act(book, "person", "Both added", references_at_end=True) as transaction:
        transaction.insert("person", account_id="later", name="Eva")
        transaction.insert("account", id="later", name="Acme", name_key="acme")
    before = content(book)
    with (
        pytest.raises(sqlite3.IntegrityError, match="not in the book"),
        act(book, "person", "Eva added", references_at_end=True) as transaction,
    ):
        transaction.insert("person", account_id="nobody", name="Eva")
    assert content(book) == before


def test_a_shared_connection_checks_each_row_again_afterwards(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    with one_connection(book):
        with act(book, "person", "Both added", references_at_end=True) as transaction:
            transaction.insert("person", account_id="later", name="Eva")
            transaction.insert("account", id="later", name="Acme", name_key="acme")
        assert book.writing.shared is not None
        assert book.writing.shared.execute("PRAGMA foreign_keys").fetchone()[0] == 1

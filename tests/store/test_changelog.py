"""Every way of writing is recorded, and nothing is recorded twice."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.store.books import book_at, with_account, with_order
from winback_tui.domain.errors import Refused
from winback_tui.store.log.acts import acts
from winback_tui.store.log.install import present_writers, wanted_writers
from winback_tui.store.orders.batch import triggers_idle
from winback_tui.store.write import act


def changes(path: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(
            "SELECT tbl, row, col, value, before, tx FROM change ORDER BY seq"
        ).fetchall()
    finally:
        connection.close()


def test_orm_bulk_sql_and_a_foreign_program_are_recorded(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    account = with_account(book)
    with act(book, "people", "Two people added", account) as transaction:
        transaction.insert("person", account_id=account, name="Eva")
        transaction.insert("person", account_id=account, name="Max")
        transaction.run("UPDATE person SET role = 'buyer'")
    foreign = sqlite3.connect(book.path)
    foreign.execute("UPDATE account SET city = 'Graz'")
    foreign.commit()
    foreign.close()
    told = [(table, column, value) for table, _, column, value, *_ in changes(book.path)]
    assert told[1][:2] == ("person", "*")
    assert told[3:5] == [("person", "role", "buyer")] * 2
    assert told[5] == ("account", "city", "Graz")
    assert str(changes(book.path)[5][5]).startswith("~")


def test_a_change_keeps_its_type_and_names_what_it_replaces(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    account = with_account(book)
    with_order(book, account, "2026-01-05", 12_300)
    with act(book, "order", "Order corrected", account) as transaction:
        transaction.run("UPDATE sales_order SET amount = 12400")
    with act(book, "order", "Order corrected again", account) as transaction:
        transaction.run("UPDATE sales_order SET amount = 12500")
    connection = sqlite3.connect(book.path)
    lines = connection.execute(
        "SELECT value, before, replaces_seq, seq, hlc FROM change WHERE col = 'amount' ORDER BY seq"
    ).fetchall()
    inserted = connection.execute(
        "SELECT seq FROM change WHERE tbl = 'sales_order' AND col = '*'"
    ).fetchone()[0]
    assert [(value, before) for value, before, *_ in lines] == [(12_400, 12_300), (12_500, 12_400)]
    assert lines[0][2] == inserted and lines[1][2] == lines[0][3]
    assert lines[1][4] > lines[0][4]
    named = connection.execute("SELECT value FROM change WHERE seq = ?", (inserted,)).fetchone()[0]
    assert f'"account_no":"{account}"' in named, "the log carries the account's id, not this file's number"
    connection.close()


def test_setting_a_field_to_what_it_was_is_no_act(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    account = with_account(book)
    before = len(changes(book.path))
    with act(book, "edit", "Nothing", account) as transaction:
        transaction.run("UPDATE account SET name = 'Acme'")
    assert len(changes(book.path)) == before
    with book.read() as connection:
        assert [done.sentence for done in acts(connection)] == ["Acme added"]


def test_bulk_rows_are_not_logged(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    before = len(changes(book.path))
    with act(book, "import", "Bulk") as transaction, triggers_idle(transaction.connection):
        transaction.run("UPDATE account SET city = 'Graz'")
    assert len(changes(book.path)) == before


def test_typing_that_goes_on_is_one_act(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    account = with_account(book)
    for typed in ("a", "ab", "abc"):
        with act(book, "note", f"Note: {typed}", account, merge_key="note") as transaction:
            transaction.run("UPDATE account SET note = ?", (typed,))
    with book.read() as connection:
        assert [done.sentence for done in acts(connection)] == ["Note: abc", "Acme added"]


def test_a_failing_act_leaves_nothing(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    account = with_account(book)
    before = changes(book.path)
    with pytest.raises(Refused), act(book, "edit", "Half", account) as transaction:
        transaction.run("UPDATE account SET name = 'Other'")
        raise Refused("No.")
    assert changes(book.path) == before


def test_nobody_reads_past_an_act_of_their_own(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    with act(book, "account", "x") as transaction:
        assert transaction.run("SELECT name FROM account").fetchone()[0] == "Acme"
        with pytest.raises(RuntimeError, match="read through it"), book.read():
            pass
    with book.read() as connection:
        assert connection.execute("SELECT count(*) FROM account").fetchone()[0] == 1


def test_triggers_are_those_that_the_tables_ask_for(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    with book.read() as connection:
        assert present_writers(connection) == wanted_writers(connection)

"""Undo and redo walk through history, and refuse where a later act rests on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.books import book_at, content, with_account, with_order
from winback_tui.domain.errors import NotFound, Refused
from winback_tui.store.book import Book
from winback_tui.store.log.acts import acts
from winback_tui.store.log.undoing.undo import redo, undo
from winback_tui.store.orders.batch import triggers_idle
from winback_tui.store.write import act


def test_back_to_the_start_and_forth_again(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    account = with_account(book)
    states = [content(book)]
    with_order(book, account, "2026-10-01")
    states.append(content(book))
    with act(book, "edit", "Acme renamed", account) as transaction:
        transaction.run("UPDATE account SET name = 'Acme [/HQ]', phone = '1'")
    states.append(content(book))
    with act(book, "order", "Order deleted", account) as transaction:
        transaction.run("DELETE FROM sales_order")
    states.append(content(book))
    for state in reversed(states[:-1]):
        undo(book)
        assert content(book) == state
    undo(book)
    assert not any(content(book).values())
    with pytest.raises(NotFound, match="nothing to undo"):
        undo(book)
    for state in states:
        redo(book)
        assert content(book) == state
    with pytest.raises(NotFound, match="nothing to redo"):
        redo(book)


def test_a_new_act_ends_redo(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    account = with_account(book)
    with_order(book, account, "2026-10-01")
    undo(book)
    with_order(book, account, "2026-10-02")
    with pytest.raises(NotFound):
        redo(book)


def test_an_act_under_later_ones_is_refused_by_name(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    account = with_account(book)
    with act(book, "person", "Eva added", account) as transaction:
        transaction.insert("person", account_id=account, name="Eva")
    with act(book, "edit", "Eva became buyer", account) as transaction:
        transaction.run("UPDATE person SET role = 'buyer'")
    with book.read() as connection:
        told = {done.sentence: done.tx for done in acts(connection)}
    before = content(book)
    with pytest.raises(Refused, match="'Eva became buyer' was done after it"):
        undo(book, told["Eva added"])
    with pytest.raises(Refused, match="later actions depend on it"):
        undo(book, told["Acme added"])
    assert content(book) == before


def test_an_employee_named_by_a_later_act_outlives_the_act_that_named_them_first(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    account = with_account(book)
    empty = content(book)
    with act(book, "edit", "Bob looks after Acme", account) as transaction:
        transaction.insert("rep", id="bob", name="Bob")
        transaction.run("UPDATE account SET phone = '1'")
    with act(book, "case", "Case opened", account) as transaction:
        transaction.insert(
            "loss_case", account_id=account, lost_on="2026-10-01", opened_on="2026-10-02", lost_by_id="bob"
        )
    before = content(book)
    with book.read() as connection:
        named = next(done.tx for done in acts(connection) if done.verb == "edit")
    undo(book, named)
    assert content(book)["rep"] == before["rep"] and content(book)["account"] == empty["account"]
    redo(book)
    assert content(book) == before
    undo(book)
    undo(book)
    assert content(book) == empty


def test_history_keeps_every_act_and_its_undoing(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    account = with_account(book)
    with_order(book, account, "2026-10-01")
    undo(book)
    with book.read() as connection:
        told = list(acts(connection, account))
    assert [(done.verb, done.holds) for done in told] == [("undo", True), ("order", False), ("account", True)]
    assert told[0].sentence == "Undone: Order of 2026-10-01 entered"


def test_a_field_that_somebody_changed_since_is_not_undone_over_the_later_edit(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    account = with_account(book)
    for phone in ("1", "2"):
        with act(book, "edit", f"Phone became {phone}", account) as transaction:
            transaction.run("UPDATE account SET phone = ?", (phone,))
    before = content(book)
    with pytest.raises(Refused, match="'Phone became 2' was done after it; undo that first"):
        undo(book, tx_of(book, "Phone became 1"))
    assert content(book) == before
    undo(book)
    undo(book, tx_of(book, "Phone became 1"))
    assert {row[0] for row in phones(book)} == {""}


def test_a_change_that_no_act_has_written_is_not_undone_over_either(tmp_path: Path) -> None:
    """As after an error of the disk: no act can be named, least of all the one that is to be undone."""
    book = book_at(tmp_path)
    account = with_account(book)
    with act(book, "edit", "Phone noted", account) as transaction:
        transaction.run("UPDATE account SET phone = '1'")
    with act(book, "edit", "", account) as transaction, triggers_idle(transaction.connection):
        transaction.run("UPDATE account SET phone = '2'")
    with pytest.raises(Refused, match="cannot be undone alone: it was changed since"):
        undo(book)
    assert phones(book) == [("2", "Acme")]


def test_an_act_is_undone_once(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    tx = tx_of(book, "Acme added")
    undo(book, tx)
    with pytest.raises(Refused, match="'Acme added' has already been undone"):
        undo(book, tx)


def test_other_fields_of_the_row_may_have_changed_since(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    account = with_account(book)
    with act(book, "edit", "Phone noted", account) as transaction:
        transaction.run("UPDATE account SET phone = '1'")
    with act(book, "edit", "Renamed", account) as transaction:
        transaction.run("UPDATE account SET name = 'Acme HQ'")
    undo(book, tx_of(book, "Phone noted"))
    assert phones(book) == [("", "Acme HQ")]


def test_a_row_that_a_later_act_deleted_or_wrote_again_is_not_undone(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    account = with_account(book)
    with act(book, "person", "Eva added", account) as transaction:
        eva = transaction.insert("person", account_id=account, name="Eva")
    with act(book, "person", "Eva became buyer", account) as transaction:
        transaction.update("person", eva, role="buyer")
    with act(book, "person", "Eva removed", account) as transaction:
        transaction.delete("person", eva)
    for sentence in ("Eva added", "Eva became buyer"):
        with pytest.raises(Refused, match="'Eva removed' was done after it"):
            undo(book, tx_of(book, sentence))
    with act(book, "person", "Eva is back", account) as transaction:
        transaction.insert("person", id=eva, account_id=account, name="Eva")
    before = content(book)
    with pytest.raises(Refused, match="'Eva is back' was done after it"):
        undo(book, tx_of(book, "Eva removed"))
    assert content(book) == before


def test_a_segment_s_rule_taken_back_judges_every_account_again(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    account = with_account(book)
    for day in (
        "2026-06-30",
        "2026-07-21",
        "2026-08-11",
        "2026-09-01",
        "2026-09-22",
        "2026-10-13",
        "2026-11-03",
    ):
        with_order(book, account, day)
    with_order(book, with_account(book, "Beta"), "2026-11-22")
    assert status_of(book) == "active"
    with act(book, "segment", "Overdue after 5 days") as transaction:
        transaction.insert("segment", id="shops", name="shops", fixed_days=5)
        transaction.run("UPDATE account SET segment = 'shops'")
        transaction.touch_everything()
    assert status_of(book) == "overdue"
    undo(book)
    assert status_of(book) == "active"
    redo(book)
    assert status_of(book) == "overdue"


def tx_of(book: Book, sentence: str) -> str:
    with book.read() as connection:
        return next(done.tx for done in acts(connection) if done.sentence == sentence)


def phones(book: Book) -> list[tuple[str, str]]:
    with book.read() as connection:
        return [tuple(row) for row in connection.execute("SELECT phone, name FROM account")]


def status_of(book: Book) -> str:
    with book.read() as connection:
        return str(connection.execute("SELECT status FROM account_summary ORDER BY account_no").fetchone()[0])

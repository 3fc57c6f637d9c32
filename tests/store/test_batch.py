"""An import is one act: undone it leaves nothing, redone it is all there."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.store.books import book_at, content
from winback_tui.domain.errors import Refused
from winback_tui.domain.ids import derived_id
from winback_tui.services.book.check import check
from winback_tui.store.book import Book
from winback_tui.store.file.checksums import write_checksums
from winback_tui.store.log.undoing.undo import redo, undo
from winback_tui.store.orders import batch, moving
from winback_tui.store.orders.batch import next_batch_no, own_batch, shelve_versions, triggers_idle
from winback_tui.store.write import act


def take_in(book: Book, amounts: dict[str, int]) -> None:
    with act(book, "import", "Import") as transaction:
        number = next_batch_no(transaction.connection)
        transaction.batch_no = number
        transaction.insert(
            "import_batch",
            id=own_batch(transaction.tx),
            no=number,
            file="f.csv",
            source="f",
            rows=len(amounts),
            new=len(amounts),
        )
        with triggers_idle(transaction.connection):
            known = transaction.run("SELECT no FROM account WHERE name = 'Acme'").fetchone()
            if known is None:
                account = transaction.insert("account", id=derived_id("acme"), name="Acme", batch_no=number)
                known = (transaction.get("account", account)["no"],)
            for key, amount in amounts.items():
                old = transaction.run("SELECT no FROM sales_order WHERE key = ?", (key,)).fetchone()
                if old is None:
                    transaction.insert(
                        "sales_order",
                        key=key,
                        account_no=known[0],
                        day="2026-01-05",
                        amount=amount,
                        batch_no=number,
                    )
                else:
                    shelve_versions(transaction.connection, [old[0]], number)
                    transaction.run(
                        "UPDATE sales_order SET amount = ?, batch_no = ? WHERE no = ?",
                        (amount, number, old[0]),
                    )
        transaction.touch_everything()


def test_undo_and_redo_of_two_imports(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    take_in(book, {"f:1": 100, "f:2": 200})
    first = content(book)
    take_in(book, {"f:2": 250, "f:3": 300})
    second = content(book)
    undo(book)
    assert content(book) == first
    redo(book)
    assert content(book) == second
    undo(book)
    undo(book)
    assert not any(content(book).values())
    with book.read() as connection:
        assert connection.execute("SELECT count(*) FROM account_summary").fetchone()[0] == 0
    redo(book)
    assert content(book) == first
    redo(book)
    assert content(book) == second


@pytest.mark.parametrize("many", [1, 3])
def test_many_rows_are_moved_without_indexes_and_triggers_which_are_back_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int
) -> None:
    monkeypatch.setattr(moving, "MANY_ROWS", many)
    monkeypatch.setattr(moving, "ROWS_AT_ONCE", 2)
    monkeypatch.setattr(batch, "MANY_ROWS", many)
    book = book_at(tmp_path)
    take_in(book, {f"f:{number}": 100 + number for number in range(5)})
    first, parts = content(book), schema(book)
    take_in(book, {"f:2": 250, "f:7": 300})
    second = content(book)
    for _ in range(2):
        undo(book)
        assert content(book) == first and schema(book) == parts
        undo(book)
        assert not any(content(book).values()) and schema(book) == parts
        redo(book)
        redo(book)
        assert content(book) == second and schema(book) == parts
    assert all(found.good for found in check(book))


def test_a_checksum_does_not_outlive_orders_that_are_moved_in_bulk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(moving, "MANY_ROWS", 1)
    book = book_at(tmp_path)
    take_in(book, {"f:1": 100, "f:2": 200})
    write_checksums(book.path)
    undo(book)
    with book.read() as connection:
        assert connection.execute("SELECT count(*) FROM seal").fetchone()[0] == 0
    redo(book)
    assert all(found.good for found in check(book))


@pytest.mark.parametrize("others", [0, 4_000])
def test_an_undone_import_and_its_redoing_do_not_make_the_file_larger_by_a_copy(
    tmp_path: Path, others: int
) -> None:
    book = book_at(tmp_path)
    if others:
        take_in(book, {f"o:{number}": number + 1 for number in range(others)})
    take_in(book, {f"f:{number}": number + 1 for number in range(12_000)})
    before, size = content(book), book.path.stat().st_size
    for _ in range(3):
        undo(book)
        redo(book)
    assert content(book) == before
    assert book.path.stat().st_size < 1.1 * size


def schema(book: Book) -> set[tuple[str, str]]:
    with book.read() as connection:
        return {tuple(row) for row in connection.execute("SELECT name, sql FROM sqlite_master")}


def test_an_undone_number_is_not_used_again(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    take_in(book, {"f:1": 100})
    undo(book)
    take_in(book, {"f:9": 900})
    undo(book)
    assert not any(content(book).values())


def test_an_import_with_work_on_its_accounts_stays(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    take_in(book, {"f:1": 100})
    account = content(book)["account"][0][0]
    with act(book, "person", "Eva added", account) as transaction:
        transaction.insert("person", account_id=account, name="Eva")
    with book.read() as connection:
        tx = connection.execute("SELECT tx FROM act WHERE verb = 'import'").fetchone()[0]
    before = content(book)
    with pytest.raises(Refused, match="later actions depend on it"):
        undo(book, tx)
    assert content(book) == before

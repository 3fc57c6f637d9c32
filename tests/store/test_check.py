"""A whole book is called whole; each kind of damage is found and named."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from hashlib import blake2b
from pathlib import Path
from threading import active_count

import pytest

from tests.made_once import made_once
from tests.store.books import TODAY, book_at, with_account, with_order
from tests.store.test_batch import take_in
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.services.book.check import check, repair
from winback_tui.store.book import Book
from winback_tui.store.file import checksums
from winback_tui.store.file.check import summaries
from winback_tui.store.file.checksums import imports_without_checksum, write_checksums
from winback_tui.store.log.undoing.undo import redo, undo
from winback_tui.store.write import act
from winback_tui.worker_process import FunctionProcess


@made_once()
def a_book(folder: Path) -> Book:
    """With typed, imported, corrected, undone and done-again rows."""
    book = book_at(folder)
    take_in(book, {"f:1": 100, "f:2": 200})
    take_in(book, {"f:2": 250, "f:3": 300})
    undo(book)
    redo(book)
    account = with_account(book, "Beta")
    with_order(book, account, "2026-10-01")
    with act(book, "person", "Eva added", account) as transaction:
        transaction.insert("person", account_id=account, name="Eva")
    with act(book, "edit", "Beta renamed", account) as transaction:
        transaction.run("UPDATE account SET name = 'Beta [/HQ]', phone = '1' WHERE name = 'Beta'")
    with act(book, "person", "Eva gone", account) as transaction:
        transaction.run("DELETE FROM person")
    undo(book)
    write_checksums(book.path)
    return book


def bad(book: Book) -> dict[str, str]:
    """What is wrong, by question."""
    return {found.question: found.says for found in check(book) if not found.good}


def damage(book: Book, *statements: str) -> None:
    """Change the file behind the back of everybody: no trigger sees it."""
    with closing(sqlite3.connect(book.path, isolation_level=None)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        for _, sql in triggers:
            connection.execute(sql)


def test_a_whole_book_is_called_whole(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    assert bad(book) == {}
    undo(book, first_tx(book, "import"))
    assert bad(book) == {}


def test_a_check_that_nobody_listens_to_any_more_ends(tmp_path: Path) -> None:
    book, before = a_book(tmp_path), active_count()
    findings = check(book)
    assert next(findings).question == "file" and active_count() > before
    findings.close()
    assert active_count() == before


def test_the_first_act_of_a_day_damages_nothing(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    tomorrow = replace(book, clock=fixed_clock(TODAY + timedelta(days=1)))
    with_order(tomorrow, with_account(tomorrow, "Gamma"), "2026-11-23")
    assert bad(tomorrow) == {}


def first_tx(book: Book, verb: str) -> str:
    with book.read() as connection:
        found = connection.execute("SELECT tx FROM act WHERE verb = ? ORDER BY no DESC", (verb,)).fetchone()
    return str(found[0])


@pytest.mark.parametrize(
    ("statement", "question", "said"),
    [
        ("UPDATE person SET name = 'Eve'", "log", "name differs from the log"),
        ("UPDATE account SET phone = '2' WHERE phone = '1'", "log", "phone differs from the log"),
        ("DELETE FROM person", "log", "is lost"),
        (
            "INSERT INTO rep (id, name, email, phone, active) VALUES ('x', 'X', '', '', 1)",
            "log",
            "not in the log",
        ),
        ("UPDATE sales_order SET amount = 1 WHERE key = 'f:1'", "imports", "changed outside Winback"),
        ("UPDATE sales_order SET day = '2026-01-06' WHERE key = 'f:3'", "imports", "Orders of import 2"),
        ("DELETE FROM sales_order WHERE key = 'f:1'", "imports", "changed outside Winback"),
        ("UPDATE account SET city = 'Graz' WHERE name = 'Acme'", "imports", "Accounts of import 1"),
        ("UPDATE import_batch SET refused = 7", "counts", "do not add up"),
        ("UPDATE account_summary SET at_stake = 1", "summaries", "at_stake differs from what is computed"),
        ("DELETE FROM account_summary WHERE account_no = 1", "summaries", "has no summary"),
        ("UPDATE derived SET value = '{}' WHERE name = 'model'", "summaries", "have no model"),
        ("UPDATE person SET account_id = 'nobody'", "references", "does not exist"),
        ("UPDATE state SET applying = 1", "triggers", "switched off"),
        ("DELETE FROM state", "triggers", "0 states"),
    ],
)
def test_each_damage_is_found(tmp_path: Path, statement: str, question: str, said: str) -> None:
    book = a_book(tmp_path)
    damage(book, statement)
    found = bad(book)
    assert said in found[question]


@pytest.mark.parametrize("broken", [False, True])
def test_half_of_the_lists_is_compared_in_another_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: bool
) -> None:
    book = book_at(tmp_path)
    for number in range(4):
        with_order(book, with_account(book, f"Acme {number}"), "2026-10-01")
    monkeypatch.setattr(summaries, "PORTION", 1)
    monkeypatch.setattr(summaries, "_MANY", 1)
    monkeypatch.setattr(summaries, "usable_cores", lambda: 2)
    assert bad(book) == {}
    damage(book, *(f"UPDATE account_summary SET at_stake = -7 WHERE account_no = {no}" for no in (1, 4)))
    damage(book, "DELETE FROM account_summary WHERE account_no = 3")
    asked, usual = [], FunctionProcess.result

    def result(process: FunctionProcess[object]) -> object:
        asked.append(process)
        if broken:
            raise RuntimeError("the worker process ended early")
        return usual(process)

    monkeypatch.setattr(FunctionProcess, "result", result)
    assert bad(book)["summaries"] == (
        "Account 1: at_stake differs from what is computed; account 3 has no summary;"
        " account 4: at_stake differs from what is computed."
    )
    assert asked


def test_a_missing_or_foreign_trigger_is_found_and_put_right(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    with closing(sqlite3.connect(book.path)) as connection:
        connection.execute("DROP TRIGGER person_added")
        connection.execute("CREATE TRIGGER spy AFTER UPDATE ON person BEGIN SELECT 1; END")
    assert (
        "person_added is missing" in bad(book)["triggers"]
        and "spy was not created by Winback" in bad(book)["triggers"]
    )
    repair(book)
    assert bad(book) == {}


def test_damaged_pages_are_found(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    whole = bytearray(book.path.read_bytes())
    for page in range(30, len(whole) // 4096, 7):
        whole[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    book.path.write_bytes(whole)
    assert "file" in bad(book)


def test_what_is_derived_is_computed_anew_and_nothing_typed_is_touched(tmp_path: Path) -> None:
    book = a_book(tmp_path)
    damage(book, "UPDATE account_summary SET at_stake = 1", "UPDATE person SET name = 'Eve'")
    repair(book)
    assert set(bad(book)) == {"log"}


@pytest.mark.parametrize(
    "change",
    [
        lambda book: take_in(book, {"f:1": 111}),
        lambda book: undo(book, first_tx(book, "import")),
        lambda book: edit(book, "UPDATE sales_order SET amount = 5 WHERE key = 'f:1'"),
        lambda book: edit(book, "UPDATE account SET phone = '5' WHERE name = 'Acme'"),
    ],
)
def test_an_ordinary_change_breaks_the_seal_and_it_is_made_anew(
    tmp_path: Path, change: Callable[[Book], object]
) -> None:
    book = a_book(tmp_path)
    change(book)
    with book.read() as connection:
        assert imports_without_checksum(connection)
    assert bad(book) == {}
    write_checksums(book.path)
    with book.read() as connection:
        assert not imports_without_checksum(connection)
    assert bad(book) == {}


def edit(book: Book, statement: str) -> None:
    with act(book, "edit", "Corrected") as transaction:
        transaction.run(statement)
        transaction.touch_everything()


def test_a_change_while_a_seal_is_made_leaves_it_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = book_at(tmp_path)
    take_in(book, {"f:1": 100})
    usual = checksums.digests

    def meanwhile(
        connection: sqlite3.Connection, batches: Sequence[checksums.Batch]
    ) -> dict[checksums.Batch, checksums.Digest]:
        found = usual(connection, batches)
        edit(book, "UPDATE sales_order SET amount = 5")
        return found

    monkeypatch.setattr(checksums, "digests", meanwhile)
    write_checksums(book.path)
    with book.read() as connection:
        assert [table for table, _ in imports_without_checksum(connection)] == ["sales_order"]


def test_the_checksum_is_that_of_every_value_of_every_row(tmp_path: Path) -> None:
    """The same text of a row as ever, since checksums stay in books: also where rows of imports stand mixed."""
    book = book_at(tmp_path)
    take_in(book, {"f:1": 100, "f:2": 200})
    take_in(book, {"f:3": 300})
    edit(book, "UPDATE sales_order SET batch_no = 2, note = 'über' WHERE key = 'f:1'")
    edit(book, "UPDATE sales_order SET margin = 7 WHERE key = 'f:2'")
    wanted = {}
    with book.read() as connection:
        for number in (1, 2):
            rows = connection.execute("SELECT * FROM sales_order WHERE batch_no = ? ORDER BY no", (number,))
            texts = ["\x1f".join("\0" if cell is None else str(cell) for cell in row) for row in rows]
            digest = blake2b("".join(f"{text}\x1e" for text in texts).encode(), digest_size=16).hexdigest()
            wanted["sales_order", number] = (len(texts), digest)
        assert checksums.digests(connection, list(wanted)) == wanted


@pytest.mark.parametrize("at_once", [1, 2, 3, 100])
def test_the_checksum_is_the_same_however_many_rows_are_read_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    book = book_at(tmp_path)
    take_in(book, {"f:1": 100, "f:2": 200, "f:3": 300})
    take_in(book, {"f:4": 300, "f:5": 300})
    edit(book, "UPDATE sales_order SET no = 1 << 40 WHERE key = 'f:2'")
    edit(book, "UPDATE sales_order SET no = 900 WHERE key = 'f:3'")
    batches = [("sales_order", 1), ("sales_order", 2), ("account", 1)]
    with book.read() as connection:
        wanted = checksums.digests(connection, batches)
        monkeypatch.setattr(checksums, "ROWS_AT_ONCE", at_once)
        assert checksums.digests(connection, batches) == wanted
    assert [wanted[batch][0] for batch in batches] == [3, 2, 1]


def test_the_checksum_of_a_further_import_reads_only_its_own_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = book_at(tmp_path)
    take_in(book, {"f:1": 100, "f:2": 200})
    write_checksums(book.path)
    take_in(book, {"f:3": 300})
    asked: list[list[int]] = []
    texts = checksums._texts

    def noted(
        connection: sqlite3.Connection, table: str, batches: Sequence[int]
    ) -> Iterator[tuple[int, int, str]]:
        asked.append(list(batches))
        return texts(connection, table, batches)

    monkeypatch.setattr(checksums, "_texts", noted)
    write_checksums(book.path)
    assert asked == [[2], [2]]
    assert all(found.good for found in check(book))

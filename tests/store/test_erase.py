"""An erased account leaves no byte in the file, cannot be brought back, and is known again by digests only."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tests.store.books import book_at, content, with_account, with_order
from tests.store.test_batch import take_in
from winback_tui.domain.errors import NotFound, Refused
from winback_tui.services.book.check import check
from winback_tui.store.book import Book
from winback_tui.store.file.erase.erase import erase
from winback_tui.store.file.erase.erasures import Erasures
from winback_tui.store.log.acts import acts, next_to_undo
from winback_tui.store.log.undo import redo, undo
from winback_tui.store.write import act

NAME = "Xylophon & Söhne [/HQ]"
TRACES = (NAME, "Xylophon", "xylophon", "Quentin", "+49 171 5550", "zymurgy", "R-4711", "brambleback")


def a_book(folder: Path) -> tuple[Book, str, str]:
    """Two accounts: Beta, and one with every kind of row and a past."""
    book = book_at(folder)
    other = with_account(book, "Beta")
    with_order(book, other, "2026-09-01")
    account = with_account(book, NAME)
    with_order(book, account, "2026-09-01")
    with act(book, "edit", f"{NAME} corrected", account) as transaction:
        transaction.run(
            "UPDATE account SET phone = '+49 171 5550', source = 's', external_id = 'R-4711' WHERE id = ?",
            (account,),
        )
        transaction.run("UPDATE account SET linked_to = ? WHERE id = ?", (account, other))
        transaction.run("UPDATE sales_order SET number = 'R-4711', key = 's:R-4711' WHERE account_no = 2")
    with act(book, "people", f"Quentin added at {NAME}", account) as transaction:
        person = transaction.insert("person", account_id=account, name="Quentin")
        case = transaction.insert(
            "loss_case", account_id=account, lost_on="2026-10-01", opened_on="2026-10-02", note="zymurgy"
        )
        talk = transaction.insert("interview", case_id=case, script="long", started_at=0)
        top = transaction.insert("why_node", interview_id=talk, question="q", text="brambleback")
        transaction.insert("condition", case_id=case, interview_id=talk, text="zymurgy")
        transaction.insert("answer", interview_id=talk, question="q", value="brambleback")
        transaction.insert("why_node", interview_id=talk, question="q", text="Quentin", parent_id=top)
        transaction.insert(
            "activity", account_id=account, case_id=case, at=0, on_day="2026-10-03", note="zymurgy"
        )
        transaction.insert("setting", id=f"contact limit:{account}", value='"brambleback"')
    with act(book, "people", f"Quentin left {NAME}", account) as transaction:
        transaction.delete("person", person)
    with act(book, "leave", f"Bob on leave; {NAME} moved") as transaction:
        for of in (account, other):
            transaction.insert("step", account_id=of, on_day="2026-12-01")
    with act(book, "edit", f"{NAME} renamed", account) as transaction:
        transaction.run("UPDATE account SET name = 'Plain', name_key = 'plain' WHERE id = ?", (account,))
    undo(book)
    return book, account, other


def test_no_byte_is_left(tmp_path: Path) -> None:
    book, account, _ = a_book(tmp_path)
    before = book.path.read_bytes()
    assert all(trace.encode() in before for trace in TRACES), "the test must have something to look for"
    assert erase(book, account).rewritten
    after = book.path.read_bytes()
    assert [trace for trace in TRACES if trace.encode() in after] == []
    assert b"Plain" not in after
    assert [path.name for path in book.path.parent.iterdir()] == ["book.db"]


def test_others_stay_and_the_book_is_whole(tmp_path: Path) -> None:
    book, account, other = a_book(tmp_path)
    erase(book, account)
    kept = content(book)
    assert [row[0] for row in kept["account"]] == [other]
    assert len(kept["sales_order"]) == len(kept["step"]) == 1
    assert not any(kept[table] for table in ("loss_case", "interview", "why_node", "condition", "setting"))
    assert [found for found in check(book) if not found.good] == []


def test_it_cannot_be_brought_back(tmp_path: Path) -> None:
    book, account, _ = a_book(tmp_path)
    with book.read() as connection:
        told = {done.sentence: done.tx for done in acts(connection)}
    erase(book, account)
    before = content(book)
    for sentence in (f"{NAME} added", f"Quentin left {NAME}"):
        with pytest.raises(Refused, match="erased"):
            undo(book, told[sentence])
    with pytest.raises(Refused):
        undo(book, told[f"Bob on leave; {NAME} moved"])
    with pytest.raises(NotFound):
        redo(book)
    with book.read() as connection:
        following = next_to_undo(acts(connection))
        assert following is not None and following.sentence == "Bob on leave; an erased account moved"
    assert content(book) == before


def test_the_past_does_not_know_it_either(tmp_path: Path) -> None:
    book, account, other = a_book(tmp_path)
    erase(book, account)
    with book_at(tmp_path, as_of=date(2026, 11, 22)).read() as connection:
        assert [row[0] for row in connection.execute("SELECT id FROM account")] == [other]
    with book_at(tmp_path, as_of=date(2026, 11, 21)).read() as connection:
        assert connection.execute("SELECT count(*) FROM account").fetchone()[0] == 0


def test_it_is_known_again_by_name_and_number_but_not_readable(tmp_path: Path) -> None:
    book, account, _ = a_book(tmp_path)
    with book.read() as connection:
        assert not Erasures(connection)
    erase(book, account)
    with book.read() as connection:
        erasures = Erasures(connection)
        marks = connection.execute("SELECT tbl, row FROM change WHERE col = '!'").fetchall()
    assert erasures.hold(NAME.casefold()) and erasures.hold("plain"), "former names count"
    assert erasures.hold("another name", "s", "R-4711")
    assert not erasures.hold("another name", "t", "R-4711") and not erasures.hold("beta")
    assert [tuple(mark) for mark in marks] == [("account", account)], "other copies of the book are told"


def test_an_import_it_came_with_can_still_be_undone(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    take_in(book, {"f:1": 100})
    other = with_account(book, "Beta")
    with book.read() as connection:
        imported = connection.execute("SELECT id FROM account WHERE name = 'Acme'").fetchone()[0]
    erase(book, imported)
    undo(book)
    undo(book)
    undone = content(book)
    assert undone["account"] == [] and undone["import_batch"] == []
    redo(book)
    redo(book)
    again = content(book)
    assert [row[0] for row in again["account"]] == [other] and again["sales_order"] == []
    assert [found for found in check(book) if not found.good] == []


def test_a_second_erasure_uses_the_same_salt(tmp_path: Path) -> None:
    book, account, other = a_book(tmp_path)
    erase(book, account)
    erase(book, other)
    with closing(sqlite3.connect(book.path)) as connection:
        salts = connection.execute("SELECT count(*), count(DISTINCT salt) FROM erasure").fetchone()
    assert salts[0] >= 4 and salts[1] == 1
    assert not content(book)["account"]

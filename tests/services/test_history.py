"""Undo, redo and the audit trail say what they did, in the words of the act."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.services.case_books import a_lost_account, an_account, field
from tests.store.books import book_at, content
from winback_tui.domain.errors import NotFound, Refused
from winback_tui.domain.money.money import Money
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.book.history import history, redo, undo, undoable
from winback_tui.services.contacts.contacts import add_note, log_contact


def test_each_says_what_it_did_and_what_comes_next(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    add_note(book, "Acme", "The buyer is on leave")
    said = undoable(book).undo
    assert said.startswith("Note kept for Acme") or "Acme" in said
    assert undo(book) == f"Undone: {said}"
    assert undoable(book).redo == said
    assert undoable(book).undo.startswith("Case opened for Acme")
    assert redo(book) == f"Redone: {said}"
    assert undoable(book).redo == ""


def test_an_empty_book_has_nothing_to_take_back(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    while undoable(book).undo:
        undo(book)
    assert undoable(book).undo == ""
    with pytest.raises(NotFound, match="nothing to undo"):
        undo(book)
    assert not content(book)["account"]


def test_an_act_chosen_from_the_history_is_taken_back_alone_and_done_again(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path)
    log_contact(book, "Acme", "asked for news")
    enter_order(book, "Acme", date(2026, 11, 20), Money(100, "EUR"))
    call = next(past.act for past in history(book) if past.act.verb == "log")
    assert undo(book, call.tx) == f"Undone: {call.sentence}"
    assert field(book, "SELECT count(*) FROM activity") == 0
    assert field(book, "SELECT count(*) FROM sales_order WHERE day = '2026-11-20'") == 1
    with pytest.raises(Refused, match="already been undone"):
        undo(book, call.tx)
    undoing = history(book)[0].act
    assert undo(book, undoing.tx) == f"Redone: {call.sentence}"
    assert field(book, "SELECT outcome FROM activity") == "asked for news"
    assert [past.act.holds for past in history(book)[:4]] == [True, False, True, True]


def test_an_act_that_is_not_there(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    with pytest.raises(NotFound, match="no such act"):
        undo(book, "0" * 32)


def test_history_names_who_when_and_whom(tmp_path: Path) -> None:
    book, account, _ = a_lost_account(tmp_path)
    add_note(book, "Acme", "x")
    newest = history(book)[0]
    assert (newest.act.actor, newest.account) == ("Ann", "Acme")
    assert newest.at.isoformat()[:19] == "2026-11-22T12:00:00"
    assert all(past.act.account_id == account for past in history(book, account))
    assert history(book, "somebody else") == []


def test_the_past_has_the_history_of_then(tmp_path: Path) -> None:
    a_lost_account(tmp_path, today=date(2026, 10, 5))
    add_note(book_at(tmp_path, date(2026, 11, 1)), "Acme", "later")
    then = history(book_at(tmp_path, as_of=date(2026, 10, 6)))
    assert then and all("later" not in past.act.sentence for past in then)

"""Backups, restoring and erasing as a user asks for them; one window writes."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.store.books import book_at, content, with_account, with_order
from winback_tui.domain.errors import NeedsHuman, NotFound, Refused
from winback_tui.services.book.backups import (
    back_up_before,
    back_up_daily,
    back_up_now,
    chosen_backup,
    kept_backups,
    restore_backup,
)
from winback_tui.services.book.erasure import erasable, erase_account
from winback_tui.services.book.opening import hold_book_lock, lock_file
from winback_tui.services.contacts.contacts import add_note
from winback_tui.store.book import Book


def test_the_daily_backup_is_made_once_and_only_of_a_book_that_changed(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    back_up_daily(book)
    assert kept_backups(book) == [] and not book.exists(), "no book is begun by it"
    with_account(book)
    back_up_daily(book)
    back_up_daily(book)
    assert [backup.reason for backup in kept_backups(book)] == ["daily"]
    back_up_daily(book_at(tmp_path, date(2026, 11, 23)))
    assert len(kept_backups(book)) == 1
    with_account(book, "Beta")
    back_up_daily(book_at(tmp_path, date(2026, 11, 23)))
    assert len(kept_backups(book)) == 2


def test_a_backup_before_something_great_is_made_only_of_what_is_not_saved_yet(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    back_up_before(book, "import")
    with_account(book)
    back_up_before(book, "import")
    back_up_before(book, "import")
    assert [backup.reason for backup in kept_backups(book)] == ["before import"]


def test_a_backup_to_a_file_overwrites_nothing(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    made = back_up_now(book, to=tmp_path / "stick" / "copy.db")
    assert content(Book(made.path, book.clock)) == content(book) and made.size > 0
    with pytest.raises(Refused, match="already exists"):
        back_up_now(book, to=made.path)


def test_a_backup_is_chosen_by_path_or_part_of_its_name(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    with pytest.raises(NotFound, match="no backup of"):
        chosen_backup(book)
    first = back_up_now(book).path
    second = back_up_now(book_at(tmp_path, date(2026, 11, 23))).path
    assert chosen_backup(book) == second
    assert chosen_backup(book, "20261122") == first == chosen_backup(book, str(first))
    with pytest.raises(NeedsHuman):
        chosen_backup(book, "by hand")
    with pytest.raises(NotFound, match="no backup 'x'"):
        chosen_backup(book, "x")


def test_restoring_names_whom_it_brings_back_from_erasure(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    with_account(book, "Beta")
    saved = back_up_now(book).path
    erase_account(book, "Acme")
    done = restore_backup(book, saved)
    assert done.erased_again_there == ("Acme",) and done.former is not None
    assert len(content(book)["account"]) == 2


def test_the_past_is_not_restored_nor_erased(tmp_path: Path) -> None:
    with_account(book_at(tmp_path))
    then = book_at(tmp_path, as_of=date(2026, 11, 22))
    saved = back_up_now(book_at(tmp_path)).path
    with pytest.raises(Refused, match="past"):
        restore_backup(then, saved)
    with pytest.raises(Refused, match="past"):
        erase_account(then, "Acme")


def test_only_one_window_writes_and_care_waits_for_it(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    saved = back_up_now(book).path
    with hold_book_lock(book.path) as first:
        assert first
        with hold_book_lock(book.path) as second:
            assert not second
        with hold_book_lock(tmp_path / "other.db") as other:
            assert other
        with pytest.raises(Refused, match="open in another window"):
            restore_backup(book, saved)
        with pytest.raises(Refused, match="open in another window"):
            erase_account(book, "Acme")
    with hold_book_lock(book.path) as again:
        assert again


def test_a_window_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    program = (
        "import os, signal, sys; from pathlib import Path\n"
        "from winback_tui.services.book.opening import hold_book_lock\n"
        "with hold_book_lock(Path(sys.argv[1])) as ours: print(ours, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program, str(book.path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ended.stdout == "True\n" and lock_file(book.path).exists()
    with hold_book_lock(book.path) as ours:
        assert ours


def test_where_no_lock_can_be_kept_the_window_opens_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    with hold_book_lock(tmp_path / "book.db") as ours:
        assert ours


def test_erasing_says_what_goes_and_what_still_holds_it(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    account = with_account(book, "Xylophon")
    with_order(book, account, "2026-10-01")
    with_order(book, account, "2026-10-02")
    other = with_account(book, "Beta")
    add_note(book, "Beta", "buys what Xylophon bought")
    drafts = book.path.with_name("book.db.drafts")
    drafts.write_text(
        json.dumps({f"ContactDialog {account}": {"x": "y"}, f"ContactDialog {other}": {"a": "b"}})
    )
    found = erasable(book, "Xylophon")
    assert (found.account.id, found.what, found.backups) == (account, " with 2 orders", 0)
    done = erase_account(book, "Xylophon")
    assert done.sentence == "Erased: Xylophon with 2 orders"
    assert json.loads(drafts.read_text()) == {f"ContactDialog {other}": {"a": "b"}}
    held_by, mentioned = done.left
    assert "1 backup in" in held_by and "still contains it" in held_by
    assert "still appears in" in mentioned and "search for it" in mentioned


def test_erasing_with_the_backups_leaves_no_file_that_knows_them(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book, "Xylophon")
    back_up_now(book)
    done = erase_account(book, "Xylophon", with_backups=True)
    assert done.left == ()
    holding = [
        path.name for path in tmp_path.rglob("*") if path.is_file() and b"Xylophon" in path.read_bytes()
    ]
    assert holding == []


@pytest.mark.parametrize("text", ["", "{", "[1]", '"x"'])
def test_drafts_that_nobody_can_read_are_dropped(tmp_path: Path, text: str) -> None:
    book = book_at(tmp_path)
    with_account(book, "Xylophon")
    drafts = book.path.with_name("book.db.drafts")
    drafts.write_text(text + "Xylophon")
    erase_account(book, "Xylophon", with_backups=True)
    assert json.loads(drafts.read_text()) == {}

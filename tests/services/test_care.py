"""Backups, restoring and erasing as a user asks for them; one window writes."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest

from tests.store.books import book_at, content, with_account, with_order
from winback_tui.domain.errors import BadInput, NeedsHuman, NotFound, Refused
from winback_tui.services.accounts.erasure.erasure import (
    erasable,
    erase_account,
    take_out_mentions,
    texts_naming,
)
from winback_tui.services.book.backups import (
    back_up_before,
    back_up_daily,
    back_up_now,
    chosen_backup,
    kept_backups,
    restore_backup,
)
from winback_tui.services.book.check import check
from winback_tui.services.book.opening import hold_book_lock, lock_file
from winback_tui.services.contacts.contacts import add_note
from winback_tui.services.importing.understand import own_rules
from winback_tui.services.lists.saved_filters import save_filter, saved_filters
from winback_tui.services.settings.own_settings import own_folder
from winback_tui.store.book import Book
from winback_tui.store.file.backups.backup import copy_as_it_is
from winback_tui.store.file.backups.backup_files import backup_folder
from winback_tui.store.file.open import NOTHING_SAVED
from winback_tui.store.lists.list_query import ListQuery
from winback_tui.store.log.acts import acts
from winback_tui.store.log.undoing.undo import undo as undo_act
from winback_tui.store.write import act


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


def test_a_backup_that_is_made_is_said_though_the_checksums_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = book_at(tmp_path)
    with_account(book)

    def full_disk(path: Path) -> None:
        raise Refused(f"The disk with {path} is full: {NOTHING_SAVED}; free some space and try again.")

    monkeypatch.setattr("winback_tui.services.book.backups.write_checksums", full_disk)
    for make in (back_up_daily, back_up_now):
        with pytest.raises(Refused, match=r"^The backup is made and verified \(.* nothing more was saved"):
            make(book)
    assert {each.reason for each in kept_backups(book)} == {"daily", "by hand"}


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
    assert chosen_backup(book, first.name[:8]) == first == chosen_backup(book, str(first))
    with pytest.raises(NeedsHuman):
        chosen_backup(book, "by hand")
    with pytest.raises(NotFound, match="no backup 'x'"):
        chosen_backup(book, "x")


def test_restoring_names_whom_it_brings_back_from_erasure(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book)
    with_account(book, "Beta")
    saved = back_up_now(book).path
    erase_account(book, "Acme", keep_backups=True)
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
    assert found.elsewhere == ("contact of Beta, note: buys what Xylophon bought",)
    done = erase_account(book, "Xylophon", keep_backups=True)
    assert done.sentence == "Erased: Xylophon with 2 orders"
    assert json.loads(drafts.read_text()) == {f"ContactDialog {other}": {"a": "b"}}
    held_by, mentioned = done.left
    assert "1 backup in" in held_by and "still contains it" in held_by
    assert mentioned == (
        "The name still appears in 1 text about others;"
        " 'winback erase \"Xylophon\" --mentions' shows them and takes it out."
    )
    assert texts_naming(book, "xylophon") == ["contact of Beta, note: buys what Xylophon bought"]
    taken = take_out_mentions(book, "Xylophon")
    assert taken.sentence == "Taken out of 1 text: Xylophon"
    assert texts_naming(book, "xylophon") == [] and b"Xylophon" not in book.path.read_bytes()
    assert [row[-1] for row in content(book)["activity"] if "buys what" in str(row)] != []
    with pytest.raises(Refused, match="cannot be brought back"):
        undo_act(book, newest_act(book))
    assert [found for found in check(book) if not found.good] == []


def test_a_customer_called_like_a_code_of_orders_is_not_named_by_them(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book, "Order")
    with_order(book, with_account(book, "Beta"), "2026-10-01")
    assert erasable(book, "Order").elsewhere == () == erasable(book, "Order", with_elsewhere=False).elsewhere
    erase_account(book, "Order", keep_backups=True, everywhere=True)
    with book.read() as connection:
        assert [row["kind"] for row in connection.execute("SELECT kind FROM sales_order")] == ["order"]
    assert [found for found in check(book) if not found.good] == []


@pytest.mark.parametrize("short", ["", "  ", "abc"])
def test_a_name_of_a_few_letters_is_not_looked_for_in_texts(tmp_path: Path, short: str) -> None:
    book = book_at(tmp_path)
    with_account(book, "Beta")
    for ask in (texts_naming, take_out_mentions):
        with pytest.raises(BadInput, match="too short"):
            ask(book, short)


@pytest.mark.parametrize("backups", ["rewritten", "deleted"])
def test_no_byte_of_an_erased_account_is_left_anywhere(tmp_path: Path, backups: str) -> None:
    """Book, backups, state, settings, drafts, readings, what a killed writer left: every file is looked through."""
    book = book_at(tmp_path)
    name, person = "Xylophon Hamburg", "Quentin Zymurgy"
    account, other = with_account(book, name), with_account(book, "Beta")
    with_order(book, account, "2026-10-01")
    with act(book, "people", f"{person} added at {name}", account) as transaction:
        transaction.insert("person", account_id=account, name=person, email="q@xylophon.example")
    with act(book, "people", f"{person} of {name} now speaks for Beta", other) as transaction:
        transaction.update("account", other, note=f"was with {name} before")
        transaction.run("UPDATE person SET role = 'gone'")
    with act(book, "import", f"Orders of {name}.csv", None) as transaction:
        transaction.insert("import_batch", id="b1", no=1, file=f"{name} 2026.csv", source="s")
    save_filter(book, "Theirs", ListQuery(search="xylophon hamburg"))
    back_up_now(book)
    copy_as_it_is(book.path, "before repair")
    with act(book, "edit", f"{name} renamed", account) as transaction:
        transaction.update("account", account, name="Marimba", name_key="marimba")
    drafts = book.path.with_name("book.db.drafts")
    drafts.write_text(
        json.dumps({f"NoteDialog {other}": {"note": f"ask {name}"}, f"NoteDialog {account}": {"note": "x"}})
    )
    readings = own_rules().place
    readings.mkdir(parents=True)
    (readings / "shop.toml").write_text(
        f'# kept\n[[layout]]\nfingerprint = "a"\nfile = "{name}.csv"\nheaders = ["Kunde"]\n'
        f'[[layout]]\nfingerprint = "b"\nheaders = ["{name}"]\n'
    )
    (readings / f"{name}.toml").write_text('[[layout]]\nfingerprint = "c"\n')
    left_over = backup_folder(book.path) / f".winback-{'0' * 16}.part"
    left_over.mkdir()
    (left_over / "x.db").write_text(name)

    done = erase_account(book, "Marimba", with_backups=backups == "deleted", everywhere=True)

    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    for trace in (name, person, "Marimba", "q@xylophon.example", "xylophon hamburg"):
        assert [path for path in files if trace.lower().encode() in path.read_bytes().lower()] == [], trace
        assert [path for path in tmp_path.rglob("*") if trace in path.name] == [], trace
    assert json.loads(drafts.read_text()) == {f"NoteDialog {other}": {"note": "ask an erased account"}}
    kept = tomllib.loads((readings / "shop.toml").read_text())["layout"]
    assert [(each["fingerprint"], each["file"]) for each in kept] == [("a", "an erased account.csv")]
    assert saved_filters(book) == []
    assert len(list(backup_folder(book.path).glob("*.db"))) == (backups == "rewritten")
    assert [found for found in check(book) if not found.good] == []
    if backups == "rewritten":
        assert done.left[:2] == (
            "1 backup no longer contains it.",
            "1 backup could not be rewritten without it and was deleted.",
        )


def test_a_script_of_the_user_s_own_that_holds_the_name_is_told_and_left(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    with_account(book, "Xylophon")
    letter = own_folder() / "playbook" / "letters" / "thanks.toml"
    letter.parent.mkdir(parents=True)
    letter.write_text("Unlike Xylophon, you stayed.")
    done = erase_account(book, "Xylophon", with_backups=True)
    assert done.left == (f"{letter} contains the name; change it yourself.",)
    assert letter.read_text() == "Unlike Xylophon, you stayed."


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


def newest_act(book: Book) -> str:
    with book.read() as connection:
        return next(iter(acts(connection))).tx

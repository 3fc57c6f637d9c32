"""Somebody erased on one laptop is in no byte of the others either, nor of what lies between them, once they met."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from tests.services.laptops import Stick
from tests.store.books import with_account, with_order
from winback_tui.services.accounts.erasure.erasure import erase_account
from winback_tui.services.accounts.erasure.erasure_words import announced
from winback_tui.services.book.backups import back_up_now, kept_backups
from winback_tui.services.importing.understand import own_rules
from winback_tui.services.lists.saved_filters import save_filter, saved_filters
from winback_tui.services.team import teammates
from winback_tui.store.file.backups.backup import copy_as_it_is
from winback_tui.store.file.backups.backup_files import backup_folder
from winback_tui.store.lists.list_query import ListQuery
from winback_tui.store.write import act
from winback_tui.sync.merge.erasures import ErasedElsewhere

NAME, PERSON, MAIL = "Xylophon Hamburg", "Quentin Zymurgy", "q@xylophon.example"
TRACES = (NAME, PERSON, MAIL)


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Stick:
    return Stick(tmp_path, monkeypatch)


def with_traces(stick: Stick) -> str:
    """An account of Ann's that left its name in many places; all laptops have met it. Its id."""
    with stick.ann.at_home() as book:
        doomed = with_account(book, NAME)
        with_order(book, doomed, "2026-10-01")
        with act(book, "people", f"{PERSON} added at {NAME}", doomed) as transaction:
            transaction.insert("person", account_id=doomed, name=PERSON, email=MAIL)
        with act(book, "people", f"{NAME} sent somebody to Acme", stick.acme) as transaction:
            transaction.update("account", stick.acme, note=f"was with {NAME} before")
        with act(book, "import", f"Orders of {NAME}.csv", None) as transaction:
            transaction.insert("import_batch", id="b1", no=7, file=f"{NAME} 2026.csv", source="s")
        save_filter(book, "Theirs", ListQuery(search=NAME.lower()))
    stick.round()
    return doomed


def with_traces_beside(stick: Stick, doomed: str) -> None:
    """What lies beside Ben's book: backups, a draft, how a file was read, a killed writer's rest, a file kept aside."""
    with stick.ben.at_home() as book:
        back_up_now(book)
        copy_as_it_is(book.path, "before repair")
        with act(book, "edit", f"{NAME} called", doomed) as transaction:
            transaction.update("account", doomed, note=f"{NAME} called back")
        book.path.with_name("book.db.drafts").write_text(
            json.dumps(
                {f"NoteDialog {stick.acme}": {"note": f"ask {NAME}"}, f"NoteDialog {doomed}": {"note": "x"}}
            )
        )
        readings = own_rules().place
        readings.mkdir(parents=True)
        (readings / "shop.toml").write_text(
            f'[[layout]]\nfingerprint = "a"\nfile = "{NAME}.csv"\nheaders = ["Kunde"]\n'
        )
        left_over = backup_folder(book.path) / f".winback-{'0' * 16}.part"
        left_over.mkdir()
        (left_over / "x.db").write_text(NAME)


def test_no_byte_is_left_on_any_laptop_nor_between_them(stick: Stick, tmp_path: Path) -> None:
    doomed = with_traces(stick)
    with_traces_beside(stick, doomed)
    with stick.ann.at_home() as book:
        erase_account(book, NAME, everywhere=True)
        assert {each.person: each.unconfirmed for each in teammates(book)} == {"Ann": 0, "Ben": 1}
    stick.round()

    for place in (stick.ann.home, stick.ben.home, stick.folder):
        for path in [path for path in place.rglob("*") if path.is_file()]:
            data = path.read_bytes().lower()
            assert [trace for trace in TRACES if trace.lower().encode() in data] == [], path
            assert NAME not in path.name
    for laptop in (stick.ann, stick.ben):
        with laptop.at_home() as book:
            assert [each.unconfirmed for each in teammates(book)] == [0, 0]
            assert saved_filters(book) == []
            assert kept_backups(book)


def test_a_preview_names_whom_a_colleague_erased_only_where_this_book_has_them(stick: Stick) -> None:
    """The erasure itself carries no name: this book says what it calls the account, and whoever lacks it is told so."""
    doomed = with_traces(stick)
    with stick.ann.at_home() as book:
        unmet = with_account(book, "Never met by Ben")
        for account in (doomed, unmet):
            erase_account(book, account, everywhere=True)
    stick.ann.sync(stick.folder)

    before = stick.ben.sync(stick.folder, dry_run=True)
    assert before.erases == 1
    assert before.erasing == (
        f"Ann erased {NAME} (today). The merge erases it here too, in your backups as well: for good, undo does not"
        " bring it back.",
        "Ann erased 1 account (today): it is not in this book, so nothing here changes.",
    )
    after = stick.ben.sync(stick.folder)
    assert after.notes[0].startswith("1 account erased by a colleague has been removed from this book")
    assert not after.erasing and not any(NAME in note for note in after.notes), "nothing names it any more"


def test_many_erasures_are_named_as_far_as_they_fit_and_counted() -> None:
    met = [ErasedElsewhere(f"{'Long name of a company'} {no}", "Ann", 0) for no in range(9)]
    (sentence,) = announced(met, date(2026, 11, 24))
    assert sentence.count("Long name") == 3 and " and 6 more (" in sentence and "erases them here" in sentence

"""A renamed account stays found under the names it had: by commands, in the list, and by the next import."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.case_books import an_account, field
from tests.services.test_imports import take
from tests.store.books import content, with_account
from winback_tui.domain.errors import NotFound
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.erasure.erasure import erase_account
from winback_tui.services.book.lookup import find_account
from winback_tui.store.log.undoing.undo import undo


def test_commands_and_searches_find_it_by_the_old_name(tmp_path: Path) -> None:
    book, account = an_account(tmp_path)
    before = content(book)
    edit_account(book, account, {"name": "Zenith Ltd"})
    edit_account(book, account, {"name": "Nadir Ltd"})
    for ref in ("Acme", "acm", "zenith", "Nadir"):
        assert find_account(book, ref).name == "Nadir Ltd", ref
    undo(book)
    undo(book)
    assert content(book) == before
    with pytest.raises(NotFound):
        find_account(book, "zenith")


def test_a_name_that_another_account_has_now_means_that_one(tmp_path: Path) -> None:
    book, account = an_account(tmp_path)
    edit_account(book, account, {"name": "Zenith Ltd"})
    other = with_account(book, "Acme")
    assert find_account(book, "Acme").id == other


def test_the_whole_former_name_comes_before_a_part_of_another(tmp_path: Path) -> None:
    book, account = an_account(tmp_path)
    edit_account(book, account, {"name": "Zenith Ltd"})
    other = with_account(book, "Acme Two")
    assert find_account(book, "acme").id == account
    assert find_account(book, "acm").id == other


def test_the_next_import_knows_it_though_it_was_added_by_hand(tmp_path: Path) -> None:
    book, account = an_account(tmp_path)
    edit_account(book, account, {"name": "Zenith Ltd"})
    take(book, b"Customer,Date,Amount,Number\nAcme,2026-11-02,50.00,77\n")
    assert field(book, "SELECT count(*) FROM account") == 1
    assert field(
        book, "SELECT a.name FROM sales_order o JOIN account a ON a.no = o.account_no WHERE number = '77'"
    ) == ("Zenith Ltd")


def test_erasing_the_account_takes_its_former_names_along(tmp_path: Path) -> None:
    book, account = an_account(tmp_path)
    edit_account(book, account, {"name": "Zenith Ltd"})
    erase_account(book, account, with_backups=True)
    assert field(book, "SELECT count(*) FROM former_name") == 0

"""What a caller needs stands first: the number in the details, and in what can be copied."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.services.case_books import an_account
from winback_tui.services.accounts.edit import edit_account
from winback_tui.services.accounts.glance import Glance, glance
from winback_tui.services.accounts.people import add_person, edit_person
from winback_tui.services.book.lookup import find_account
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.store.book import Book
from winback_tui.tui.screens.account.copy_dialog import texts_of
from winback_tui.tui.screens.views.accounts.glance_content import glance_content


def seen(book: Book) -> Glance:
    return glance(book, find_account(book, "Acme").no)


def test_without_a_person_the_number_of_the_account_comes_first(tmp_path: Path) -> None:
    book, _ = an_account(tmp_path)
    edit_account(book, "Acme", {"phone": "+49 221 4111"})
    log_contact(book, "Acme", "Not reached")
    first = glance_content(seen(book), 80).plain.splitlines()[0]
    assert first.startswith("+49 221 4111 · last contact today")


def test_ways_to_reach_them_are_copied_first(tmp_path: Path) -> None:
    book, account = an_account(tmp_path)
    edit_account(book, "Acme", {"phone": "+49 221 4111"})
    add_person(book, account, "Ana Silva", phone="+44 20 7946 0112")
    add_person(book, account, "Old Buyer", phone="+44 20 7946 0999")
    edit_person(book, account, "Old Buyer", {"left_on": date(2026, 11, 1)})
    words = [words for words, _ in texts_of(seen(book))]
    assert words == ["phone", "phone of Ana Silva", "summary", "row"]

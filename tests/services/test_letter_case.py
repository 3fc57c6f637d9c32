"""Letter case does not part names, in any alphabet: employees, rivals, accounts, towns."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.services.case_books import a_lost_account, field
from tests.services.test_imports import take
from tests.store.books import book_at, with_account
from winback_tui.services.accounts.edit import add_account, edit_account
from winback_tui.services.accounts.people import edit_person
from winback_tui.services.book.lookup import find_account
from winback_tui.services.cases.causes import add_cause
from winback_tui.services.lists.overdue import View, asked_for, list_accounts
from winback_tui.services.plans.working_days import take_leave

PAIRS = (("Jürgen Müller", "JÜRGEN MÜLLER"), ("Zoë", "ZOË"), ("Мария", "МАРИЯ"), ("Weiß", "WEISS"))


@pytest.mark.parametrize(("name", "other"), PAIRS)
def test_an_employee_is_known_again(tmp_path: Path, name: str, other: str) -> None:
    book = book_at(tmp_path)
    with_account(book, "Acme")
    edit_account(book, "Acme", {"owner": name})
    edit_account(book, "Acme", {"owner": other})
    assert take_leave(book, other, date(2026, 12, 1), date(2026, 12, 2)).sentence.startswith(f"{name} is on")
    assert field(book, "SELECT group_concat(name) FROM rep") == name


@pytest.mark.parametrize(("name", "other"), PAIRS)
def test_a_rival_is_known_again(tmp_path: Path, name: str, other: str) -> None:
    book, _, _ = a_lost_account(tmp_path)
    add_cause(book, "Acme", "price", competitor=name)
    add_cause(book, "Acme", "quality", competitor=other)
    assert field(book, "SELECT group_concat(name) FROM competitor") == name


def test_an_owner_may_be_written_in_two_ways_in_one_file(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    lines = ("Customer,Date,Amount,Owner", "Acme,2026-01-05,10,Jürgen", "Bolt,2026-01-06,10,JÜRGEN")
    assert take(book, "\n".join(lines).encode()).new == 2
    assert field(book, "SELECT group_concat(name) FROM rep") == "Jürgen"


def test_somebody_whose_name_was_corrected_is_no_stranger_to_the_next_file(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    file = "Customer,Contact,Phone,City\nAcme,Ann Smith,{},Bonn"
    take(book, file.format("1111").encode())
    edit_person(book, "Acme", "Ann Smith", {"name": "Ann Miller"})
    take(book, file.format("2222").encode())
    assert field(book, "SELECT group_concat(name) FROM person") == "Ann Miller"


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Zürcher Feinmechanik AG", "ZÜRCHER FEINMECHANIK AG"),
        ("Café & Bar GmbH", "CAFÉ & BA"),
        ("Große Straße AG", "GROSSE STRASSE AG"),
        ("ООО Ромашка", "ооо ромашка"),
    ],
)
def test_an_account_is_found(tmp_path: Path, name: str, typed: str) -> None:
    book = book_at(tmp_path)
    add_account(book, name, {})
    assert find_account(book, typed).name == name


@pytest.mark.parametrize(("city", "typed"), [("Köln", "KÖLN"), ("Gießen", "GIESSEN"), ("Essen", "eSSen")])
def test_a_town_is_found(tmp_path: Path, city: str, typed: str) -> None:
    book = book_at(tmp_path)
    add_account(book, "Acme", {"city": city})
    found = list_accounts(book, asked_for(View.ALL, search=typed))
    assert [row.account.name for row in found] == ["Acme"]

"""Accounts and their people, typed in and corrected."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.case_books import field
from tests.services.team_book import a_team
from tests.store.books import book_at, content
from winback_tui.domain.errors import BadInput, NeedsHuman, NotFound, Refused
from winback_tui.services.accounts.account_card import account_card
from winback_tui.services.accounts.edit import add_account, edit_account
from winback_tui.services.accounts.people import add_person, edit_person
from winback_tui.services.book.history import redo, undo


def test_an_account_is_added_with_all_that_is_known_and_undone(tmp_path: Path) -> None:
    book = a_team(tmp_path)
    before = content(book)
    done = add_account(
        book,
        " Kessler\tAntriebe  GmbH ",
        {
            "owner": "ann",
            "segment": "makers",
            "phone": "+49 221 1",
            "email": "info@kessler.de",
            "currency": "eur",
            "contract_ends_on": date(2026, 12, 31),
            "hunts_price": True,
            "note": "two\nlines",
        },
    )
    assert done.sentence == "Account Kessler Antriebe GmbH added"
    told = account_card(book, "kessler").glance.details
    assert (told.owner, told.segment, told.currency, told.email) == (
        "Ann",
        "makers",
        "EUR",
        "info@kessler.de",
    )
    assert (told.contract_ends_on, told.flags, told.note) == (
        date(2026, 12, 31),
        ("hunts the lowest price",),
        "two\nlines",
    )
    undo(book)
    assert content(book) == before
    redo(book)
    assert account_card(book, "kessler").glance.details.owner == "Ann"


@pytest.mark.parametrize(
    ("name", "told", "error", "says"),
    [
        ("\x1b[2J", {}, BadInput, "needs a name"),
        ("NORTH MILL limited", {}, Refused, "already has 'North Mill Ltd'"),
        ("Fresh", {"email": "nobody"}, BadInput, "not a mail address"),
        ("Fresh", {"currency": "euros"}, BadInput, "not a currency"),
        ("Fresh", {"contract_ends_on": "soon"}, BadInput, "not a date"),
        ("Fresh", {"colour": "red"}, BadInput, "'colour' of an account"),
    ],
)
def test_what_cannot_be_added(
    tmp_path: Path, name: str, told: dict[str, Any], error: type[Exception], says: str
) -> None:
    book = a_team(tmp_path)
    before = content(book)
    with pytest.raises(error, match=says):
        add_account(book, name, told)
    assert content(book) == before


def test_a_new_employee_is_said_at_once(tmp_path: Path) -> None:
    done = add_account(book_at(tmp_path), "Fresh", {"owner": "Amn"})
    assert done.warnings == ('Added "Amn" to the team.',)


def test_corrections_say_what_they_did(tmp_path: Path) -> None:
    book = a_team(tmp_path)
    said = [
        edit_account(book, "bolt", changes).sentence
        for changes in (
            {"phone": "1", "city": "Bonn", "owner": "Bob"},
            {"name": "Bolt & Nut GmbH"},
            {"gone_reason": "bankrupt"},
            {"gone_reason": ""},
            {"contract_ends_on": date(2026, 12, 31)},
            {"welcome_ends_on": date(2027, 1, 31)},
            {"city": "Bonn"},
        )
    ]
    assert said == [
        "Bolt GmbH corrected: owner, phone, city",
        "Bolt GmbH renamed to Bolt & Nut GmbH",
        "Bolt & Nut GmbH is gone for good: bankrupt",
        "Bolt & Nut GmbH corrected: gone reason",
        "Contract of Bolt & Nut GmbH ends on 31 Dec 2026",
        "Welcome discount of Bolt & Nut GmbH ends on 31 Jan 2027",
        "Nothing changes for Bolt & Nut GmbH",
    ]
    assert undo(book) == "Undone: Welcome discount of Bolt & Nut GmbH ends on 31 Jan 2027"
    with pytest.raises(Refused, match="already has 'Solo'"):
        edit_account(book, "bolt", {"name": "SOLO"})
    with pytest.raises(BadInput, match="needs a name"):
        edit_account(book, "bolt", {"name": " "})


def test_trying_an_account_keeps_nothing(tmp_path: Path) -> None:
    book = a_team(tmp_path)
    before = content(book)
    assert add_account(book, "Fresh", dry_run=True).sentence == "Account Fresh added"
    assert edit_account(book, "Solo", {"city": "Bonn"}, dry_run=True).sentence == "Solo corrected: city"
    assert content(book) == before


def test_people_are_added_corrected_and_leave(tmp_path: Path) -> None:
    book = a_team(tmp_path)
    added = add_person(book, "north mill", "Ana Silva", "buyer", "+44 20", "ana@mill.uk", True, "likes tea")
    assert added.sentence == "Ana Silva, buyer, added at North Mill Ltd"
    add_person(book, "north mill", "Anatol")
    with pytest.raises(NeedsHuman):
        edit_person(book, "north mill", "ana", {"role": "owner"})
    left = edit_person(book, "north mill", "silva", {"left_on": date(2026, 11, 1)})
    assert left.sentence == "Ana Silva left North Mill Ltd on 1 Nov 2026"
    first, gone = account_card(book, "north mill").glance.people
    assert (first.name, gone.name, gone.left_on) == ("Anatol", "Ana Silva", date(2026, 11, 1))
    undo(book)
    assert account_card(book, "north mill").glance.people[0].name == "Ana Silva"
    with pytest.raises(NotFound):
        edit_person(book, "north mill", "Zoe", {"role": "owner"})
    with pytest.raises(BadInput, match="in the future"):
        edit_person(book, "north mill", "silva", {"left_on": date(2026, 12, 1)})
    with pytest.raises(BadInput, match="needs a name"):
        add_person(book, "north mill", "\u202e")
    with pytest.raises(BadInput, match="'age' of a person"):
        edit_person(book, "north mill", "silva", {"age": 3})


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_whatever_is_typed_as_a_mail_address_is_one_or_refused(typed: str) -> None:
    from winback_tui.services.accounts.edit import mail_address

    try:
        kept = mail_address(typed)
    except BadInput as refused:
        assert "\n" not in str(refused)
        return
    assert kept == "" or (kept.count("@") >= 1 and " " not in kept)
    assert kept.isprintable()


def test_a_name_of_five_thousand_characters_is_cut(tmp_path: Path) -> None:
    book = book_at(tmp_path)
    done = add_account(book, "x" * 5_000)
    assert len(done.account) == 200
    assert field(book, "SELECT length(name) FROM account") == 200

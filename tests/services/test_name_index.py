"""Searching while one types: every word, in any field, whatever the letter case; else names that sound alike."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.team_book import a_team
from winback_tui.services.accounts.name_index import NameIndex
from winback_tui.services.lists.overdue import asked_for, list_accounts, numbers
from winback_tui.store.book import Book


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return a_team(tmp_path_factory.mktemp("team"))


@pytest.fixture(scope="module")
def index(team: Book) -> NameIndex:
    return NameIndex(team)


def names(book: Book, found: Sequence[int]) -> list[str]:
    by_number = {row.account.no: row.account.name for row in list_accounts(book, asked_for("all"))}
    return [by_number[number] for number in found]


@pytest.mark.parametrize(
    ("typed", "held"),
    [
        ("MILL", ["North Mill Ltd"]),
        ("ltd north", ["North Mill Ltd"]),
        ("köln", ["Bolt GmbH"]),
        ("[/hq]", ["ACME [/HQ]"]),
        ("o", ["Bolt GmbH", "Dozer", "Newcomer", "North Mill Ltd", "Solo"]),
    ],
)
def test_every_word_is_held(team: Book, index: NameIndex, typed: str, held: list[str]) -> None:
    found = index.among(numbers(team, asked_for("all", sort="account")), typed)
    assert (names(team, found.numbers), found.only_alike) == (held, False)
    stakes = {row.account.name: row.account.at_stake for row in list_accounts(team, asked_for("all"))}
    assert found.at_stake.get("EUR", 0) == sum(stakes[name] for name in held)


def test_where_nobody_holds_it_the_likest_name_comes_first(team: Book, index: NameIndex) -> None:
    everybody = numbers(team, asked_for("all"))
    found = index.among(everybody, "norht mill")
    assert names(team, found.numbers)[0] == "North Mill Ltd"
    assert found.only_alike
    assert index.among(everybody, "qx") == ([], {}, False)
    assert index.among(everybody, "qqqqq") == ([], {}, False)


def test_only_the_list_is_searched(team: Book, index: NameIndex) -> None:
    overdue = numbers(team, asked_for("overdue"))
    assert index.among(overdue, "bolt").numbers == []
    assert index.among([*overdue, 999_999], "o").numbers == [overdue[0]]


@pytest.mark.thorough
@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="abcdeimnorst []/ÖöСс%_", max_size=6))
def test_it_finds_what_the_book_itself_finds(team: Book, index: NameIndex, typed: str) -> None:
    found = index.among(numbers(team, asked_for("all", sort="account")), typed)
    asked = numbers(team, asked_for("all", search=typed, sort="account"))
    if not found.only_alike and typed.strip():
        assert found.numbers == asked

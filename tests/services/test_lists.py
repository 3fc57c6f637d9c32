"""The lists: views, filters, order, what stands above them, and saved ones."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.services.team_book import a_team
from tests.store.books import book_at, with_account, with_orders
from winback_tui.domain.errors import BadInput, NotFound
from winback_tui.services.book.history import undo
from winback_tui.services.lists import overdue
from winback_tui.services.lists.list_head import any_account, count_in, list_head
from winback_tui.services.lists.listing import Numbers
from winback_tui.services.lists.narrowing import choices
from winback_tui.services.lists.overdue import (
    USUAL,
    ListQuery,
    View,
    account_lines,
    asked_for,
    list_accounts,
    numbers,
    rows,
)
from winback_tui.services.lists.saved_filters import drop_filter, save_filter, saved_filter, saved_filters
from winback_tui.store.book import Book


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return a_team(tmp_path_factory.mktemp("team"))


def names(book: Book, query: ListQuery) -> list[str]:
    return [row.account.name for row in list_accounts(book, query)]


def test_the_usual_list_has_who_is_overdue_the_most_money_first(team: Book) -> None:
    found = list(list_accounts(team, USUAL))
    assert [row.account.name for row in found] == ["North Mill Ltd", "ACME [/HQ]"]
    first = found[0]
    assert (first.silence_days, first.data_until) == (61, date(2026, 11, 20))
    assert first.account.late_days == 40
    assert "Orders about every 3 weeks (18 days with an order). No order for 9 weeks" in first.sentence
    assert (first.standing, first.glyph, first.next_step) == ("overdue", "▲", "")


def test_a_long_list_read_in_pieces_is_the_same(team: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    everybody = asked_for("all")
    whole = rows(team, numbers(team, everybody))
    assert len(whole) == 6
    monkeypatch.setattr(overdue, "CHUNK", 1)
    monkeypatch.setattr(overdue, "MANY", 2)
    assert list(list_accounts(team, everybody)) == whole
    assert list(list_accounts(team, everybody, limit=2)) == whole[:2]


def test_days_without_an_order_are_compared_with_each_gap(tmp_path: Path) -> None:
    book = book_at(tmp_path, today=date(2026, 9, 30))
    days = ("2026-06-01", "2026-06-08", "2026-06-15", "2026-08-20", "2026-08-27", "2026-09-03")
    with_orders(book, with_account(book), days)
    with_orders(book, with_account(book, "Beta"), ["2026-09-30"])
    (row,) = list_accounts(book, USUAL)
    assert "No order for 4 weeks: longer than 4 of the 5 gaps before." in row.sentence


@pytest.mark.parametrize(
    ("view", "held"),
    [
        ("single", ["Solo"]),
        ("sleeping", ["Dozer"]),
        ("work", []),
        ("returned", []),
        ("all", ["ACME [/HQ]", "Bolt GmbH", "Dozer", "Newcomer", "North Mill Ltd", "Solo"]),
    ],
)
def test_each_view_holds_its_own(team: Book, view: str, held: list[str]) -> None:
    assert names(team, asked_for(view, sort="account")) == held
    assert count_in(team, View(view)) == len(held)


@pytest.mark.parametrize(
    ("asked", "held"),
    [
        ({"owner": "ann"}, ["Bolt GmbH", "Newcomer", "North Mill Ltd"]),
        ({"segment": "MILLS"}, ["ACME [/HQ]", "North Mill Ltd"]),
        ({"owner": "Bob", "segment": "makers"}, ["Dozer"]),
        ({"abc": "a", "owner": "Bob"}, ["ACME [/HQ]"]),
        ({"search": "köln"}, ["Bolt GmbH"]),
        ({"search": "[/hq"}, ["ACME [/HQ]"]),
        ({"search": "%"}, []),
        ({"search": "_"}, []),
    ],
)
def test_lists_are_narrowed(team: Book, asked: dict[str, Any], held: list[str]) -> None:
    assert names(team, asked_for("all", sort="account", **asked)) == held


def test_order_turns_round_and_numbers_without_a_value_stay_below(team: Book) -> None:
    rising, falling = (
        names(team, asked_for("all", sort="silence_days")),
        names(team, asked_for("all", sort="-silence_days")),
    )
    assert rising[0] == "Dozer"
    assert falling[0] == "Bolt GmbH"
    assert rising[-1] == falling[-1] == "Newcomer"
    assert names(team, asked_for("all", sort="-account"))[0] == "Solo"


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"view": "gone"}, "no view 'gone'"),
        ({"abc": "D"}, "no class 'D'"),
        ({"sort": "colour"}, "sorted by 'colour'"),
    ],
)
def test_what_no_list_is(asked: dict[str, Any], says: str) -> None:
    with pytest.raises(BadInput, match=says):
        asked_for(**asked)


def test_nobody_of_that_name_is_said_with_who_was_meant(team: Book) -> None:
    with pytest.raises(NotFound, match="No employee is called 'Anne'") as caught:
        numbers(team, asked_for(owner="Anne"))
    assert caught.value.nearest == ("Ann",)
    with pytest.raises(NotFound, match="No segment is called 'mil'"):
        numbers(team, asked_for(segment="mil"))
    assert choices(team).owners == ("Ann", "Bob")
    assert choices(team).segments == ("makers", "mills")


def test_what_is_seen_at_once_agrees_with_the_whole_rows(team: Book) -> None:
    wanted = numbers(team, asked_for("all"))
    assert [(each.account, each.silence_days) for each in account_lines(team, wanted)] == [
        (each.account, each.silence_days) for each in rows(team, wanted)
    ]
    assert [each.account.no for each in account_lines(team, [wanted[1], 999_999, wanted[0]])] == [
        wanted[1],
        wanted[0],
    ]


def test_above_the_list(team: Book) -> None:
    head = list_head(team, USUAL)
    stake = sum(row.account.at_stake for row in list_accounts(team, USUAL))
    assert (head.count, head.at_stake, head.data_until) == (2, {"EUR": stake}, date(2026, 11, 20))
    assert not head.old
    assert any_account(team)


def test_data_that_ends_long_ago_is_old(tmp_path: Path, team: Book) -> None:
    later = replace(team, as_of=date(2026, 12, 15))
    assert list_head(later, USUAL).old
    assert not list_head(replace(team, as_of=date(2026, 11, 27)), USUAL).old


def test_a_list_is_saved_replaced_dropped_and_undone(tmp_path: Path) -> None:
    book = a_team(tmp_path)
    mine = asked_for("all", owner="Ann", sort="account")
    kept = save_filter(book, " My [accounts] ", mine)
    assert (kept.name, kept.words) == ("My [accounts]", "all · owner Ann")
    assert saved_filter(book, "my [ACCOUNTS]").query == mine
    narrower = asked_for(abc="A", base=mine)
    assert save_filter(book, "MY [accounts]", narrower).name == "My [accounts]"
    assert [each.query for each in saved_filters(book)] == [narrower]
    assert undo(book) == "Undone: Filter 'My [accounts]' saved: all · owner Ann · class A"
    assert [each.query for each in saved_filters(book)] == [mine]
    drop_filter(book, "my [accounts]")
    assert saved_filters(book) == []
    with pytest.raises(NotFound, match="No filter is saved yet"):
        saved_filter(book, "mine")
    with pytest.raises(BadInput, match="needs a name"):
        save_filter(book, "\x1b", mine)


def test_a_filter_of_another_version_still_shows_a_list(tmp_path: Path) -> None:
    from winback_tui.services.settings.team_settings import write_setting
    from winback_tui.store.write import act

    book = a_team(tmp_path)
    with act(book, "filter", "Filter kept") as transaction:
        write_setting(transaction, "filter.odd", {"view": "moon", "owner": "Ann", "colour": 3})
        write_setting(transaction, "filter.none", [1])
    found = {each.name: each.query for each in saved_filters(book)}
    assert found["odd"] == replace(USUAL, owner="Ann")
    assert found["none"] == USUAL


def test_numbers_come_first_few_first_and_are_the_same_as_all_at_once(team: Book) -> None:
    for query in (USUAL, asked_for("all", sort="account"), asked_for("single")):
        everything = numbers(team, query)
        for first in (1, 2, 6, 64):
            lazily = Numbers(team, query, first)
            assert len(lazily) == len(everything)
            assert lazily[0:1] == everything[:1]
            assert lazily[1:9] == everything[1:9]
            assert list(lazily) == everything
            assert [lazily.index(number) for number in everything] == list(range(len(everything)))
            assert lazily[-1] == everything[-1]
    with pytest.raises(NotFound):
        Numbers(team, asked_for(owner="Nobody"), 64)

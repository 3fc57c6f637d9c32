"""Segments with fixed rules, and the limits that all accounts are judged by."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.team_book import a_team
from tests.store.books import TODAY
from winback_tui.domain.errors import BadInput
from winback_tui.domain.money.money import Money
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.book.history import undo
from winback_tui.services.lists.overdue import asked_for, list_accounts
from winback_tui.services.lists.segments import segments, set_segment_rule
from winback_tui.services.settings.choices import choose, find_setting
from winback_tui.store.book import Book


def statuses(book: Book) -> dict[str, str]:
    return {row.account.name: row.account.status for row in list_accounts(book, asked_for("all"))}


def test_a_fixed_rule_calls_beside_the_rhythm(tmp_path: Path) -> None:
    book = a_team(tmp_path)
    assert statuses(book)["Bolt GmbH"] == "active"
    row = set_segment_rule(book, "MAKERS", 2)
    assert (row.name, row.accounts, row.fixed_days) == ("makers", 2, 2)
    assert statuses(book)["Bolt GmbH"] == "active"
    enter_order(book, "Solo", TODAY, Money(50_00, "EUR"))
    assert statuses(book)["Bolt GmbH"] == "overdue"
    (told,) = [row.sentence for row in list_accounts(book, asked_for(search="bolt"))]
    assert "segment makers is called after 2 days" in told
    undo(book)
    assert undo(book) == "Undone: Segment makers: call after 2 days without an order"
    assert statuses(book)["Bolt GmbH"] == "active"


def test_a_rule_is_changed_taken_away_and_may_come_before_its_accounts(tmp_path: Path) -> None:
    book = a_team(tmp_path)
    set_segment_rule(book, "mills", 45)
    set_segment_rule(book, "mills", 90)
    set_segment_rule(book, "bakers", 30)
    assert [(row.name, row.accounts, row.fixed_days) for row in segments(book)] == [
        ("bakers", 0, 30),
        ("makers", 2, None),
        ("mills", 2, 90),
    ]
    set_segment_rule(book, "Bakers", None)
    assert segments(book)[0].fixed_days is None


@pytest.mark.parametrize(("name", "days"), [("", 45), ("mills", 0), ("mills", -3), ("mills", 4_000)])
def test_rules_out_of_reason_are_refused(tmp_path: Path, name: str, days: int) -> None:
    with pytest.raises(BadInput):
        set_segment_rule(a_team(tmp_path), name, days)


def test_limits_change_classes_and_sleep_and_can_be_usual_again(tmp_path: Path) -> None:
    book = a_team(tmp_path)
    assert find_setting(book, "abc limits").value == "80/15/5"
    assert statuses(book)["ACME [/HQ]"] == "overdue"
    choose(book, "age buckets", "30, 60, 90")
    assert statuses(book)["ACME [/HQ]"] == "sleeping"
    classes = {row.account.name: row.account.abc for row in list_accounts(book, asked_for("all"))}
    assert classes["ACME [/HQ]"] == "A"
    choose(book, "abc limits", "10/10/80")
    changed = {row.account.name: row.account.abc for row in list_accounts(book, asked_for("all"))}
    assert changed["North Mill Ltd"] == "A"
    assert changed["ACME [/HQ]"] == "C"
    undo(book)
    back = {row.account.name: row.account.abc for row in list_accounts(book, asked_for("all"))}
    assert back == classes


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("abc limits", "80/15"),
        ("abc limits", "80/15/6"),
        ("abc limits", "many"),
        ("age buckets", "90/30"),
        ("age buckets", "0/30"),
        ("age buckets", "-5"),
    ],
)
def test_limits_that_cannot_be_are_refused(tmp_path: Path, name: str, typed: str) -> None:
    with pytest.raises(BadInput):
        choose(a_team(tmp_path), name, typed)

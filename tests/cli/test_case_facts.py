"""Causes, fixes, conditions, offers, promises and complaints by command."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.runner import Winback
from tests.services.case_books import a_lost_account


@pytest.fixture
def acme(tmp_path: Path) -> Winback:
    book, _, _ = a_lost_account(tmp_path)
    return Winback(book.path, {"WINBACK_NOW": "2026-11-22T12:00:00", "WINBACK_ACTOR": "Ann"})


def test_a_cause_is_named_fixed_and_listed(acme: Winback) -> None:
    assert "has no known cause of loss" in acme("fix", "add", "Acme", "New carrier").err
    assert acme("fix", "cause", "Acme", "delivery", "--text", "Three late deliveries").code == 0
    assert acme("fix", "add", "Acme", "New carrier", "--owner", "Dora", "--due", "fri").code == 0
    (row,) = acme("fix", "list", "Acme", "--json").json
    assert (row["reason"], row["weight"], row["fix"], row["owner"], row["due_on"], row["done_on"]) == (
        "delivery",
        100,
        "New carrier",
        "Dora",
        "2026-11-27",
        None,
    )
    assert acme("fix", "judge", "Acme", "1", "--fixable", "no").code == 0
    assert "winback rule B9`" in acme("plan", "Acme").err
    assert acme("fix", "done", "Acme", "--json").json["done_on"] == "2026-11-22"
    assert acme("fix", "cause", "Acme", "magic").code == 1


def test_a_condition_that_cannot_be_checked_shows_the_grammar(acme: Winback) -> None:
    refused = acme("condition", "add", "Acme", "price should fall")
    assert refused.code == 2
    assert "price at most 12.50 EUR" in refused.err
    assert acme("condition", "add", "Acme", "a nicer contact", "--words").code == 0
    (row,) = acme("condition", "list", "Acme", "--json").json
    assert (row["condition"], row["state"]) == ("a nicer contact", "unknown")


def test_a_condition_comes_true_by_a_fact_and_is_due_today(acme: Winback) -> None:
    acme("condition", "add", "Acme", "delivery <= 3 days")
    assert acme("condition", "fact", "--delivery", "5", "--json").json["came_true"] == 0
    told = acme("condition", "fact", "--delivery", "2")
    assert (
        "Acme: a condition of return is now met. Delivery takes 2 days, they asked for at most 3 days."
        in told.err
    )
    assert (
        acme("due", "--json").json[0]["what"]
        == "condition met: Delivery takes 2 days, they asked for at most 3 days."
    )
    assert acme("condition", "list", "Acme", "--json").json[0]["state"] == "met"
    acme("condition", "met", "Acme")
    assert [row["kind"] for row in acme("due", "--json").json] == ["no contact planned"]
    assert acme("condition", "fact").code == 2


def test_a_condition_out_of_reach(acme: Winback) -> None:
    acme("condition", "add", "Acme", "price <= 1 EUR")
    acme("condition", "beyond", "Acme", "--reason", "Below cost")
    assert acme("condition", "list", "Acme", "--json").json[0]["beyond"] == "Below cost"
    assert "winback rule B9`" in acme("plan", "Acme").err


def test_an_offer_is_held_back_by_the_gates(acme: Winback) -> None:
    refused = acme("offer", "add", "Acme", "discount", "--cost", "200")
    assert (refused.code, "winback rule B6`" in refused.err) == (1, True)
    assert acme("offer", "list", "Acme", "--json").json == []
    acme("account", "add", "Another customer")
    acme("order", "Another", "--date", "2026-11-22", "--amount", "50 EUR")
    advice = acme("offer", "advice", "Acme")
    assert "76 days without an order: no discount yet" in advice.out
    assert acme("offer", "add", "Acme", "bribe").code == 2


def test_an_offer_to_an_account_without_a_case(tmp_path: Path) -> None:
    from tests.services.case_books import an_account

    book, _ = an_account(tmp_path)
    acme = Winback(book.path, {"WINBACK_NOW": "2026-11-22T12:00:00"})
    made = acme("offer", "add", "Acme", "upgrade", "--cost", "EUR 12.50", "--until", "+3w", "--json")
    assert (made.json["cost"], made.json["currency"]) == ("12.50", "EUR")
    assert "it earns the most" in made.err
    assert acme("offer", "taken", "Acme").code == 0
    assert acme("offer", "list", "Acme", "--json").json[0]["taken_on"] == "2026-11-22"
    assert acme("offer", "add", "Acme", "gift", "--cost", "USD 5").code == 2


def test_promises_are_kept_or_broken(acme: Winback) -> None:
    acme("promise", "add", "Acme", "Samples", "--due", "fri")
    assert acme("promise", "kept", "Acme").code == 0
    assert acme("promise", "broken", "Acme").code == 1
    assert acme("promise", "list", "Acme", "--json").json[0]["kept_on"] == "2026-11-22"
    assert acme("promise", "limit", "Acme", "--contacts", "1", "--days", "30").code == 0
    assert "winback rule A5`" in acme("log", "Acme", "--outcome", "x", "--next", "tue").err


def test_what_is_open_with_any_account_is_listed_with_who_sees_to_it(tmp_path: Path) -> None:
    book, _, _ = a_lost_account(tmp_path, responsible="Carl")
    team = Winback(book.path, {"WINBACK_NOW": "2026-11-22T12:00:00", "WINBACK_ACTOR": "Ann"})
    team("account", "add", "Beta", "--owner", "Dora")
    for account, text in (("Acme", "Samples"), ("Acme", "Call back"), ("Beta", "A visit")):
        team("promise", "add", account, text, *(("--due", "fri") if text == "Samples" else ()))
        team("complaint", "add", account, text, "--date", "-2d" if account == "Beta" else "-1d")
    team("promise", "kept", "Acme", "Call back")
    team("complaint", "resolved", "Acme", "Call back")
    promises, complaints = (team(noun, "list", "--json").json for noun in ("promise", "complaint"))
    assert [(row["account"], row["promise"], row["due_on"], row["owner"]) for row in promises] == [
        ("Acme", "Samples", "2026-11-27", "Carl"),
        ("Beta", "A visit", None, "Dora"),
    ]
    assert [(row["account"], row["text"], row["owner"]) for row in complaints] == [
        ("Beta", "A visit", "Dora"),
        ("Acme", "Samples", "Carl"),
    ]
    due = {row["what"]: row["owner"] for row in team("due", "--json").json if row["kind"] == "promise"}
    assert due == {"promise: Samples": "Carl", "promise: A visit": "Dora"}


def test_complaints_are_logged_answered_and_resolved(acme: Winback) -> None:
    assert acme("complaint", "add", "Acme", "Rude at the gate", "--severity", "9").code == 2
    acme("complaint", "add", "Acme", "Rude at the gate", "--severity", "3", "--date", "-3d")
    acme("complaint", "answered", "Acme", "--date", "-2d")
    acme("complaint", "resolved", "Acme")
    listed = acme("complaint", "list", "Acme")
    assert "1 complaint, answered at once" in listed.err
    (row,) = listed.rows
    assert (row["severity"], row["marks"], row["answered_on"], row["resolved_on"]) == (
        "3",
        "3",
        "2026-11-20",
        "2026-11-22",
    )


def test_the_brief_is_one_screen_in_words_or_one_object(acme: Winback) -> None:
    told = acme("brief", "Acme")
    assert told.code == 0
    assert told.out.startswith("Acme  lost\nWhat happened:\n  Lost 7 weeks ago by Bob. Carl leads.\n")
    assert len(told.out.splitlines()) <= 24
    assert acme("brief", "Acme", "--json").json["next"] == "No contact planned."

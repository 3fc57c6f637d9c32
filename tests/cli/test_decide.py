"""`decide` by command: the sum shown, tried out, and decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.runner import Winback
from tests.services.case_books import a_lost_account


@pytest.fixture
def acme(tmp_path: Path) -> Winback:
    book, _, _ = a_lost_account(tmp_path)
    return Winback(book.path, {"WINBACK_NOW": "2026-11-22T12:00:00", "WINBACK_ACTOR": "Ann"})


def test_the_sum_is_shown_part_by_part(acme: Winback) -> None:
    shown = acme("decide", "Acme", "--json")
    assert shown.code == 0
    rules = [row["rule"] for row in (*shown.json["parts"], *shown.json["lines"])]
    assert rules == [
        "F5",
        "K1",
        "K1",
        "K1",
        "M6",
        "M6",
        "M7",
        "M8",
        "M10",
        "B16",
        "M13",
        "F5",
        "F4",
        "G9",
        "F4",
    ]
    told = acme("decide", "Acme", "--what-if", "severity")
    assert "What if severity changes: Chance 39 % instead of 30 %" in told.err
    assert "How will other customers react? Your answer is missing." in told.err
    assert acme("decide", "Acme", "--what-if", "weather").code == 2


def test_a_machine_reads_all_that_the_decision_says_and_what_a_part_would_change(acme: Winback) -> None:
    told = acme("decide", "Acme", "--json").json
    said = acme("decide", "Acme").err
    assert told["sentence"] in said and f"The playbook suggests: {told['conclusion']}" in said
    assert (told["leaning"], told["value"], told["cost"]) == (None, None, None)
    assert told["unknown"] == ["cost of the offer", "cost of your time", "cost of the fixes"]
    assert all(each["open"] in said for each in told["open"]) and len(told["rests_on"]) == 3
    assert [each["question"] in said for each in told["questions"]] == [True] * 4
    assert told["suggestions"] and all(each["sentence"] in said for each in told["suggestions"])
    assert (told["what_if"], told["chance"], told["verdict_in_force"]) == (None, 0.299, None)

    worse = acme("decide", "Acme", "--json", "--what-if", "severity").json
    assert (
        worse["what_if"] == "severity"
        and worse["chance"] > told["chance"]
        and worse["break_even_cost"] != told["break_even_cost"]
    )
    effects = [
        [part["effect"] for part in each["parts"] if part["field"] == "severity"] for each in (told, worse)
    ]
    assert effects[0] != effects[1]
    hunter = acme("decide", "Acme", "--json", "--what-if", "hunts-price").json
    assert {each["rule"] for each in hunter["suggestions"]} != {each["rule"] for each in told["suggestions"]}
    rows = acme("decide", "Acme", "--tsv", "--what-if", "severity", "--limit", "2").rows
    assert [row["effect"] for row in rows] == [str(part["effect"]) for part in worse["parts"][:2]]
    assert acme("decide", "Acme", "--what-if", "severity", "--verdict", "win-back").code == 2


def test_a_verdict_keeps_what_was_assumed(acme: Winback) -> None:
    given = ("--offer", "50", "--fixes", "0", "--hours", "0", "--chance", "40%")
    decided = acme("decide", "Acme", "--verdict", "win-back", *given, "--yes", "--json")
    assert (decided.json["verdict"], decided.json["chance"], decided.json["cost"]) == (
        "win-back",
        0.4,
        "50.00",
    )
    assert acme("decide", "Acme", "--json").json["parts"][0]["effect"] == 0.4


def test_winning_back_with_something_open_is_asked_before_it_is_kept(acme: Winback) -> None:
    asked = acme("decide", "Acme", "--verdict", "win-back")
    assert asked.code == 4
    assert "although this is open: cost of the offer" in asked.err and "--yes" in asked.err
    assert acme("decide", "Acme", "--json").json["verdict_in_force"] is None
    assert acme("decide", "Acme", "--verdict", "win-back", "--dry-run").code == 0
    done = acme("decide", "Acme", "--verdict", "win-back", "--yes")
    assert done.code == 0 and "Still open: cost of the offer" in done.err
    assert acme("decide", "Acme", "--json").json["verdict_in_force"] == "win-back"


def test_bad_numbers_are_usage_errors_and_change_nothing(acme: Winback) -> None:
    wrongs: tuple[tuple[str, str], ...] = (
        ("--chance", "1.4"),
        ("--offer", "USD 5"),
        ("--chance", "many"),
        ("--until", "2026-11-01"),
    )
    for wrong in wrongs:
        ended = acme("decide", "Acme", "--verdict", "wait" if wrong[0] == "--until" else "win-back", *wrong)
        assert ended.code == 2, wrong
    assert acme("decide", "Acme", "--reason", "x").code == 2
    assert acme("due", "--json").json[0]["kind"] == "no contact planned"


def test_a_let_go_against_the_playbook_says_so(acme: Winback) -> None:
    known = ("--offer", "0", "--fixes", "0", "--hours", "0")
    ended = acme("decide", "Acme", "--verdict", "let-go", "--reason", "No time", *known)
    assert ended.code == 0
    assert "Against this: Trying earns" in ended.err

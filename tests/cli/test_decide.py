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
    assert "What if severity changes: Chance 30 % to 39 %" in told.err
    assert "How will other customers react? Your answer is missing." in told.err
    assert acme("decide", "Acme", "--what-if", "weather").code == 2


def test_a_machine_reads_all_that_the_decision_says_and_what_a_part_would_change(acme: Winback) -> None:
    told = acme("decide", "Acme", "--json").json
    said = acme("decide", "Acme").err
    assert told["sentence"] in said and f"the playbook suggests {told['leaning']}" in said
    assert [each["question"] in said for each in told["questions"]] == [True] * 4
    assert told["suggestions"] and all(each["sentence"] in said for each in told["suggestions"])
    assert (told["what_if"], told["chance"], told["verdict_in_force"]) == (None, 0.299, None)

    worse = acme("decide", "Acme", "--json", "--what-if", "severity").json
    assert (
        worse["what_if"] == "severity"
        and worse["chance"] > told["chance"]
        and worse["value"] != told["value"]
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
    decided = acme("decide", "Acme", "--verdict", "win-back", "--offer", "50", "--chance", "40%", "--json")
    assert (decided.json["verdict"], decided.json["chance"], decided.json["cost"]) == (
        "win-back",
        0.4,
        "50.00",
    )
    assert acme("decide", "Acme", "--json").json["parts"][0]["effect"] == 0.4


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
    assert acme("due", "--json").json[0]["kind"] == "no next step"


def test_a_let_go_against_the_playbook_says_so(acme: Winback) -> None:
    ended = acme("decide", "Acme", "--verdict", "let-go", "--reason", "No time")
    assert ended.code == 0
    assert "Against this: Trying earns" in ended.err

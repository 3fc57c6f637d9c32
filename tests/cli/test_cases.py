"""`case`, `log` and `due` by command, over a book with one account."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.runner import Winback
from tests.services.case_books import an_account

OPEN = ("case", "open", "Acme", "--lost-on", "2026-10-01", "--lost-by", "Bob")


@pytest.fixture
def acme(tmp_path: Path) -> Winback:
    book, _ = an_account(tmp_path, "Acme [/HQ]")
    return Winback(book.path, {"WINBACK_NOW": "2026-11-22T12:00:00", "WINBACK_ACTOR": "Ann"})


def test_a_case_from_opening_to_closing(acme: Winback) -> None:
    opened = acme(*OPEN, "--responsible", "Carl", "--json")
    assert opened.code == 0
    assert opened.json["sentence"] == "Case opened for Acme [/HQ]: lost on Thu 1 Oct by Bob, Carl leads"
    assert opened.json["lost_on"] == "2026-10-01"
    (row,) = acme("case", "list", "--json").json
    assert (row["account"], row["stage"], row["next"], row["responsible"]) == (
        "Acme [/HQ]",
        "to interview",
        "ask them why they left",
        "Carl",
    )
    assert acme("case", "list", "--responsible", "Dora", "--json").json == []
    assert acme("case", "close", "Acme").code == 0
    again = acme("case", "close", "Acme")
    assert again.code == 1
    assert "was closed on 22 Nov 2026" in again.err


def test_who_lost_them_is_refused_with_the_rule_unless_overridden(acme: Winback) -> None:
    refused = acme(*OPEN, "--responsible", "Bob")
    assert (refused.code, refused.out) == (1, "")
    assert "winback rule M10`" in refused.err
    passed = acme(*OPEN, "--responsible", "Bob", "--override", "Nobody else knows the machines")
    assert passed.code == 0
    (row,) = acme("case", "list", "--json").json
    assert (row["overridden"], row["rule"]) == ("led by the rep who lost them", "M10")
    assert "led by the rep who lost them" in acme("case", "list", "--tsv").out


def test_bad_days_are_usage_errors(acme: Winback) -> None:
    late = acme("case", "open", "Acme", "--lost-on", "2027-01-01", "--lost-by", "Bob")
    assert (late.code, "is in the future" in late.err) == (2, True)
    assert acme("case", "open", "Acme", "--lost-on", "nonsense", "--lost-by", "Bob").code == 2
    assert acme("case", "list", "--json").json == []


def test_logging_sets_the_next_date_which_due_lists(acme: Winback) -> None:
    acme(*OPEN)
    done = acme("log", "Acme", "--outcome", "Asked for news", "--next", "tue", "--json")
    assert done.json["next"] == "2026-11-24"
    (row,) = acme("due", "--json").json
    assert (row["when"], row["on"], row["day"], row["what"]) == ("this week", "2026-11-24", "Tue", "call")
    assert acme("due", "--until", "today", "--json").json == []
    assert acme("due", "--owner", "ANN", "--json").json == [row]


def test_due_names_cases_without_a_next_step(acme: Winback) -> None:
    acme(*OPEN)
    (row,) = acme("due").rows
    assert (row["when"], row["account"], row["what"]) == ("no contact planned", "Acme [/HQ]", "to interview")


def test_a_dry_run_says_and_keeps_nothing(acme: Winback) -> None:
    tried = acme(*OPEN, "--dry-run")
    assert tried.err.startswith("Dry run, nothing saved: Case opened")
    assert acme("case", "list", "--json").json == []


def test_the_past_cannot_be_changed(acme: Winback) -> None:
    assert acme("--as-of", "2026-11-01", *OPEN).code == 1


def test_closed_cases_are_listed_with_how_they_ended(acme: Winback) -> None:
    assert acme("case", "list", "--closed", "--json").json == []
    lost = ("--lost-on", "2026-10-01", "--lost-by", "Bob", "--responsible", "Carl")
    assert acme("case", "open", "Acme", *lost).code == 0
    assert acme("case", "list", "--closed", "--json").json == []
    assert acme("case", "close", "Acme", "--note", "Moved away").code == 0
    (row,) = acme("case", "list", "--closed", "--json").json
    assert (row["account"], row["outcome"], row["note"]) == (
        "Acme [/HQ]",
        "closed",
        "Moved away",
    )
    assert (row["lost_by"], row["responsible"], row["lost_on"]) == ("Bob", "Carl", "2026-10-01")
    assert acme("case", "list", "--json").json == []
    assert acme("case", "list", "--closed", "--responsible", "Ann", "--json").json == []
    assert len(acme("case", "list", "--closed", "--responsible", "carl", "--json").json) == 1

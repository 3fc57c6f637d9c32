"""`plan` by command: made, shown, changed, handed over."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.runner import Winback
from tests.services.case_books import a_lost_account


@pytest.fixture
def acme(tmp_path: Path) -> Winback:
    book, _, _ = a_lost_account(tmp_path, responsible="")
    return Winback(book.path, {"WINBACK_NOW": "2026-11-22T12:00:00", "WINBACK_ACTOR": "Ann"})


def test_a_plan_is_made_once_and_then_shown(acme: Winback) -> None:
    refused = acme("plan", "Acme")
    assert (refused.code, "winback rule B7`" in refused.err) == (1, True)
    made = acme("plan", "Acme", "--responsible", "Carl", "--strategy", "successor", "--json")
    assert (made.json["strategy"], made.json["steps"], made.json["first"]) == ("successor", 3, "2026-11-23")
    rows = acme("plan", "Acme", "--json").json
    assert [row["channel"] for row in rows] == ["call", "meeting", "call"]
    assert {row["state"] for row in rows} == {"open"}
    shown = acme("plan", "Acme")
    assert "Talk to the successor at once; Carl leads." in shown.err
    assert "Blocked: Nobody has asked Acme why they left" in shown.err


def test_steps_are_added_moved_dropped(acme: Winback) -> None:
    acme("plan", "Acme", "--responsible", "Carl", "--strategy", "successor")
    assert acme("plan", "Acme", "--add", "tue", "--channel", "visit", "--purpose", "Bring samples").code == 0
    assert acme("plan", "Acme", "--move", "samples", "--to", "wed").code == 0
    assert acme("plan", "Acme", "--drop", "samples").code == 0
    states = {row["purpose"]: (row["on"], row["state"]) for row in acme("plan", "Acme", "--json").json}
    assert states["Bring samples"] == ("2026-11-25", "dropped")
    assert acme("plan", "Acme", "--move", "1").code == 2
    assert acme("plan", "Acme", "--drop", "1", "--add", "tue").code == 2
    assert acme("plan", "Acme", "--drop", "call").code == 4


def test_the_plan_is_handed_over_but_not_to_who_lost_them(acme: Winback) -> None:
    acme("plan", "Acme", "--responsible", "Carl")
    assert "winback rule M10`" in acme("plan", "Acme", "--responsible", "Bob").err
    handed = acme("plan", "Acme", "--responsible", "Dora", "--json")
    assert handed.json["sentence"] == "Acme handed over to Dora with 4 open steps"


def test_what_the_causes_call_for(acme: Winback) -> None:
    (row,) = acme("plan", "Acme", "--propose", "--json").json
    assert row["strategy"] == "personal-talk"


def test_a_plan_pauses_on_leave(acme: Winback) -> None:
    acme("plan", "Acme", "--responsible", "Carl", "--strategy", "successor")
    done = acme("leave", "carl", "--from", "mon", "--to", "fri", "--json")
    assert done.json["moved"] == 2
    assert acme("plan", "Acme", "--json").json[0]["on"] == "2026-11-30"
    assert acme("leave", "Carl", "--from", "fri", "--to", "mon").code == 2
    assert acme("leave", "Zoe", "--from", "mon", "--to", "fri").code == 1

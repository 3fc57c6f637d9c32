"""What the playbook asks of the product, tried by command: settings, gates, losses, returns and their watch."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.case_books import a_lost_account, an_account
from tests.services.ready_case import lost, ready, twice_lost
from tests.services.test_contacts_held import persistent
from tests.services.test_gates_everywhere import command
from winback_tui.services.cases.causes import add_cause


def test_the_limits_of_the_signs_are_settings(tmp_path: Path) -> None:
    winback = command(an_account(tmp_path)[0])
    assert winback("log", "Acme", "--outcome", "Spoke", "--date", "2026-11-12").code == 0
    assert winback("complaint", "add", "Acme", "Wrong invoice", "--severity", "2").code == 0

    def told() -> tuple[str, list[str]]:
        alarms = winback("show", "Acme", "--json").json["alarms"]
        due = [row["on"] for row in winback("due", "--json").json if row["kind"] == "complaint"]
        return " ".join(str(each) for each in alarms), due

    assert ("No contact logged for" in told()[0], told()[1]) == (False, ["2026-11-23"])
    assert winback("config", "contact cadence", "5/6/7").code == 0
    assert winback("config", "complaint answer", "4").code == 0
    assert ("No contact logged for 10 days: call them." in told()[0], told()[1]) == (True, ["2026-11-26"])


def test_price_and_service_together_are_in_vain_and_the_aim_is_said(tmp_path: Path) -> None:
    book = a_lost_account(tmp_path)[0]
    winback = command(book)
    known = ("--fixes", "0", "--hours", "0", "--offer")
    dear = winback("decide", "Acme", *known, "9000", "--json").json
    assert (dear["leaning"], "K6" in [each["rule"] for each in dear["suggestions"]]) == ("let-go", False)
    assert winback("config", "aim", "market share").code == 0
    told = winback("decide", "Acme", *known, "9000")
    assert "You put market share above profit" in " ".join(told.err.split())
    add_cause(book, "Acme", "price")
    assert winback("decide", "Acme", *known, "0", "--json").json["leaning"] != "let-go"
    add_cause(book, "Acme", "service")
    both = winback("decide", "Acme", *known, "0", "--json").json
    assert (both["leaning"], both["value"].startswith("-")) == ("let-go", False)
    assert "efforts are in vain, whatever the numbers say" in both["conclusion"]


def test_who_lost_them_is_proposed_and_never_assumed(tmp_path: Path) -> None:
    winback = command(an_account(tmp_path)[0])
    asked = winback("case", "open", "Acme")
    assert (asked.code, asked.err.count("\n")) == (2, 1)
    assert asked.err.startswith("winback: Name the rep who lost them with --lost-by.")
    assert winback("account", "edit", "Acme", "--owner", "Bob").code == 0
    asked = winback("case", "open", "Acme")
    assert asked.code == 2 and "--lost-by; Bob owns the account" in asked.err
    assert winback("case", "list", "--json").json == []


def test_a_written_reason_of_three_letters_is_none(tmp_path: Path) -> None:
    winback = command(an_account(tmp_path)[0])
    by_bob = ("case", "open", "Acme", "--lost-by", "Bob", "--responsible", "Bob", "--override")
    refused = winback(*by_bob, "ill")
    assert refused.code == 2 and "at least a few words" in refused.err
    assert winback("case", "list", "--json").json == []
    assert winback(*by_bob, "Nobody else speaks Finnish").code == 0


def test_persistence_names_its_rule_and_a_short_name_is_asked_about(tmp_path: Path) -> None:
    winback = command(persistent(tmp_path / "kept"))
    for words in (("case", "close", "Acme"), ("plan", "Acme", "--move", "1", "--to", "2027-12-01")):
        refused = winback(*words)
        assert (refused.code, "winback rule G2" in refused.err) == (1, True), words
    winback = command(lost(tmp_path / "asked", ""))
    assert winback("plan", "Acme", "--add", "+1d", "--channel", "internal", "--owner", "Ann Keller").code == 0
    asked = winback("case", "assign", "Acme", "--responsible", "Ann K.")
    assert asked.code == 4 and asked.err.endswith("did you mean one of these?\n  Ann Keller\n")


def test_a_contact_ticks_off_neither_another_channel_nor_what_is_on_hold(tmp_path: Path) -> None:
    book = ready(tmp_path)
    winback = command(book)
    open_before = [row["id"] for row in winback("due", "--json").json if row["kind"] == "step"]
    assert winback("log", "Acme", "--channel", "visit", "--outcome", "Was there").code == 0
    assert [row["id"] for row in winback("due", "--json").json if row["kind"] == "step"] == open_before
    add_cause(book, "Acme", "delivery", "Late")
    early = winback("log", "Acme", "--channel", "call", "--outcome", "Spoke")
    assert early.code == 0 and "Too early" in early.err
    assert [row["id"] for row in winback("due", "--json").json if row["kind"] == "step"] == open_before


def test_revised_terms_are_refused_to_whoever_pays_well(tmp_path: Path) -> None:
    winback = command(ready(tmp_path))
    terms = ("offer", "add", "Acme", "revised-terms", "--note", "Prepayment")
    refused = winback(*terms)
    assert refused.code == 1 and "winback rule B10" in refused.err
    assert winback("account", "edit", "Acme", "--pays-badly").code == 0
    assert winback(*terms).code == 0


def test_twice_lost_waits_for_one_letter_and_then_nothing_is_due(tmp_path: Path) -> None:
    winback = command(twice_lost(tmp_path))
    assert [row["what"] for row in winback("due", "--json").json] == ["to apologise"]
    (case,) = winback("case", "list", "--json").json
    assert case["waits_for"] == "lost twice: send one letter of apology, nothing else"
    assert winback("log", "Acme", "--channel", "letter", "--outcome", "Sent").code == 0
    assert winback("due", "--json").json == []
    (case,) = winback("case", "list", "--json").json
    assert (case["stage"], case["next"]) == ("left to fate", "close the case")


def test_a_return_is_watched_credited_and_told_to_colleagues(tmp_path: Path) -> None:
    winback = command(a_lost_account(tmp_path)[0])
    assert winback("account", "edit", "Acme", "--owner", "Bob").code == 0
    assert "not a customer who came back" in winback("brief", "Acme", "--colleagues").err
    assert winback("order", "Acme", "--date", "2026-11-20", "--amount", "500", "--number", "7").code == 0
    watch = [row["what"] for row in winback("due", "--json").json]
    for words in (
        "Decide who should own the account: Bob lost it",
        "Follow the order through",
        "testimonial",
    ):
        assert any(words in what for what in watch), words
    assert winback("config", "credit share", "20").code == 0
    assert winback("returns", "--json").json[0]["credit"] == "100.00"
    assert "HANDLE WITH CARE: Acme" in winback("brief", "Acme", "--colleagues").out
    assert winback("testimonial", "add", "Acme", "They listened", "--person", "Ana").code == 0
    assert winback("testimonial", "list", "--json").json[0]["text"] == "They listened"
    credit = ("order", "Acme", "--date", "2026-11-21", "--amount", "500", "--kind", "credit", "--number", "7")
    assert "no longer counts as returned" in winback(*credit).err
    assert winback("returns", "--json").json == []
    assert winback("undo").code == 0
    assert len(winback("returns", "--json").json) == 1


def test_an_order_below_the_smallest_return_is_none(tmp_path: Path) -> None:
    winback = command(a_lost_account(tmp_path)[0])
    assert winback("config", "smallest return", "50 EUR").code == 0
    told = winback("order", "Acme", "--date", "2026-11-20", "--amount", "49.99")
    assert told.code == 0 and "an order below 50 EUR does not count as a return" in told.err
    assert winback("returns", "--json").json == []


def test_a_renamed_customer_is_found_under_the_old_name(tmp_path: Path) -> None:
    winback = command(an_account(tmp_path)[0])
    assert winback("account", "edit", "Acme", "--name", "Zenith Ltd").code == 0
    assert winback("show", "Acme", "--json").json["account"] == "Zenith Ltd"
    rows = winback("list", "--view", "all", "--search", "acme", "--json").json
    assert [row["account"] for row in rows] == ["Zenith Ltd"]


def test_the_brief_has_lines_that_help_from_what_is_on_record(tmp_path: Path) -> None:
    winback = command(ready(tmp_path))
    said = " ".join(winback("brief", "Acme").out.split())
    assert "“7 orders and no complaint in 7 months: many good days and one bad one." in said
    assert "“You call it a problem; to us it is a catastrophe, and we treat it as one.”" in said


@pytest.mark.parametrize("script", ["cancellation", "meeting", "colleague"])
def test_there_is_a_script_for_the_occasion(script: str, tmp_path: Path) -> None:
    winback = command(an_account(tmp_path)[0])
    assert script in [row["id"] for row in winback("script", "list", "--json").json]

"""`show`, `account` and `person` by command: one account, whole, and typed in."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.cli.runner import Winback
from tests.services.team_book import a_team
from winback_tui.services.accounts.people import add_person
from winback_tui.services.cases.opening import open_case
from winback_tui.services.contacts.complaints import log_complaint
from winback_tui.services.contacts.contacts import add_note, log_contact


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    team = a_team(tmp_path_factory.mktemp("team"))
    add_person(team, "acme", "Ana [b]Silva", "buyer", "+44 20", "ana@acme.uk", decision_maker=True)
    log_contact(team, "acme", "Price list asked", person="Ana", on_day=date(2026, 9, 12))
    add_note(team, "acme", "likes tea")
    log_complaint(team, "acme", "late again", 3, date(2026, 7, 2))
    open_case(team, "acme", date(2026, 10, 1), "Bob", "Carl")
    log_contact(team, "acme", "Will think", next_on=date(2026, 11, 24), next_purpose="trial order")
    return team.path


@pytest.fixture
def ann(book: Path, winback: Winback) -> Winback:
    return Winback(book, winback.env)


def test_at_a_terminal_numbers_and_addresses_are_links_and_nowhere_else(ann: Winback) -> None:
    link = "\x1b]8;;mailto:ana@acme.uk\x1b\\ana@acme.uk\x1b]8;;\x1b\\"
    for words in (("show", "acme"), ("brief", "acme")):
        shown = ann.terminal(*words, size=(60, 120)).read()
        assert link in shown, words
        for plain in (ann.terminal("--plain", *words), ann.terminal(*words, term="linux")):
            assert "ana@acme.uk" in (text := plain.read()) and "\x1b]8" not in text, words
        assert "ana@acme.uk" in ann(*words).out and "\x1b" not in ann(*words).out


def test_the_whole_account_as_text(ann: Winback) -> None:
    ended = ann("show", "acme")
    assert ended.code == 0
    out = ended.out
    assert out.startswith("ACME [/HQ]\n")
    for part in (
        "class A · owner Bob · mills",
        "Next: ask Ana [b]Silva why they left, then answer the complaint.",
        "Lost on 1 Oct 2026. Nobody has asked the customer why.",
        "2026 ",
        "expected 31 Aug",
        "  Ana [b]Silva, buyer, decides  +44 20  ana@acme.uk",
        "  today, call by Ann: Will think",
        "  Lost on 1 Oct 2026 by Bob, Carl leads: to interview; nobody has asked the customer why",
        "  Tue  call: trial order, Ann",
        "  2026-10-01  loss       lost by Bob",
        "  2026-09-12  call       Price list asked  (Ann with Ana)",
        "  2026-08-01  order      900 EUR  A-12",
        "  2026-07-02  complaint  3 ▇▇▇▁▁ problem: late again (open)",
    ):
        assert part in out, part
    assert max(map(len, out.splitlines())) <= 110


def test_the_time_line_is_cut_and_says_so(ann: Winback) -> None:
    few, everything = ann("show", "acme", "--limit", "2").out, ann("show", "acme", "--limit", "0").out
    assert "--limit 0 shows all." in few
    assert few.count("  order  ") < everything.count("  order  ") == 12
    assert "more;" not in everything


def test_as_data(ann: Winback) -> None:
    told = ann("show", "acme", "--json").json
    assert (told["account"], told["status"], told["stage"]) == ("ACME [/HQ]", "lost", "to interview")
    assert told["people"][0]["name"] == "Ana [b]Silva"
    assert told["cases"][0]["waits_for"] == "nobody has asked the customer why"
    assert told["events"][0] == {
        "on": "2026-11-24",
        "kind": "planned",
        "text": "call: trial order",
        "who": "Ann",
        "amount": None,
        "currency": "",
    }
    assert told["next"] == {
        "text": "ask Ana [b]Silva why they left, then answer the complaint",
        "command": "interview.hold",
        "on": None,
        "channel": None,
        "rule": "B6",
    }
    rows = ann("show", "acme", "--tsv").rows
    assert {row["kind"] for row in rows} >= {"order", "call", "note", "complaint", "loss", "case", "planned"}
    assert next(row for row in rows if row["on"] == "2026-08-01")["amount"] == "900.00"


def test_an_account_without_orders(ann: Winback) -> None:
    out = ann("show", "newcomer").out
    assert "+ new · class C · owner Ann" in out
    assert "No order yet." in out


@pytest.mark.parametrize(
    ("ref", "code", "says"),
    [("akme", 1, "Nearest: ACME [/HQ]"), ("o", 4, "Bolt GmbH"), ("", 1, "No account is called")],
)
def test_whom_it_cannot_find(ann: Winback, ref: str, code: int, says: str) -> None:
    ended = ann("show", ref)
    assert (ended.code, ended.out) == (code, "")
    assert says in ended.err


def test_a_day_gone_by(ann: Winback) -> None:
    told = ann("--as-of", "2026-05-01", "show", "acme", "--json").json
    assert (told["status"], told["cases"], told["people"]) == ("active", [], [])
    assert told["last_order"] == "2026-04-03"


def test_accounts_and_people_are_typed_in(tmp_path: Path, winback: Winback) -> None:
    ann = Winback(a_team(tmp_path).path, winback.env)
    added = ann("account", "add", "[@click=app.quit]x", "--owner", "Bob", "--email", "x@y.z", "--json")
    assert added.json["sentence"] == "Account [@click=app.quit]x added"
    assert (
        ann("account", "edit", "click", "--city", "Bonn", "--hunts-price", "--contract-ends", "+10d").code
        == 0
    )
    assert ann("account", "edit", "click", "--welcome-ends", "2027-06-30").code == 0
    assert "welcome discount ends in 7 months, on 30 Jun 2027" in ann("--plain", "show", "click").out
    assert ann("person", "add", "click", "Ana", "--role", "owner", "--decides").code == 0
    assert ann("person", "edit", "click", "1", "--left-on", "yesterday").err == (
        "Ana left [@click=app.quit]x on 21 Nov 2026\n"
    )
    told = ann("show", "click", "--json").json
    assert (told["city"], told["flags"], told["contract_ends_on"]) == (
        "Bonn",
        ["hunts the lowest price"],
        "2026-12-02",
    )
    assert [alarm["rule"] for alarm in told["alarms"]] == ["B17", "K5"]
    assert ann("person", "edit", "click", "1", "--back").code == 0
    assert ann("show", "click", "--json").json["people"][0]["left_on"] is None
    assert ann("account", "edit", "click", "--gone", "bankrupt").code == 0
    assert ann("show", "click", "--json").json["status"] == "gone for good"


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["account", "add", "Solo"], 1, "already has 'Solo'"),
        (["account", "add", " "], 2, "needs a name"),
        (["account", "add", "New", "--email", "x"], 2, "not a mail address"),
        (["account", "edit", "solo"], 2, "Say what to correct"),
        (["account", "edit", "solo", "--name", ""], 2, "needs a name"),
        (["person", "add", "solo", ""], 2, "needs a name"),
        (["person", "edit", "solo", "Ana", "--role", "x"], 1, "matches 'Ana'"),
    ],
)
def test_bad_input_gets_one_sentence(ann: Winback, words: list[str], code: int, says: str) -> None:
    ended = ann(*words)
    assert (ended.code, ended.out) == (code, "")
    assert says in ended.err
    assert len(ended.err.splitlines()) == 1


def test_a_part_of_many_names_tells_how_many_more_there_are(winback: Winback) -> None:
    for number in range(13):
        assert winback("account", "add", f"Mill {number}").code == 0
    ended = winback("show", "mill")
    assert ended.code == 4
    assert "matches 13 accounts" in ended.err
    assert ended.err.endswith("  and 3 more\n")

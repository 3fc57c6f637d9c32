"""`list`, `filter` and `segment` by command, over a small team's book."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.runner import Winback, code_at_end
from tests.services.team_book import a_team

KEYS = [
    *("account_id", "account", "owner", "segment", "class", "status", "orders", "last_order", "silence_days"),
    *("rhythm_days", "late_days", "chance_90", "chance_180", "chance_own", "yearly_value", "at_stake"),
    *("currency", "next_step", "sentence"),
]
"""The contract: these, in this order; more may follow."""


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_team(tmp_path_factory.mktemp("team")).path


@pytest.fixture
def ann(team: Path, winback: Winback) -> Winback:
    return Winback(team, winback.env)


def test_the_keys_of_the_contract(ann: Winback) -> None:
    first, second = ann("list", "--json").json
    assert list(first)[: len(KEYS)] == KEYS
    assert first["account"] == "North Mill Ltd"
    assert (first["status"], first["orders"], first["last_order"]) == ("overdue", 18, "2026-09-20")
    assert (first["silence_days"], first["rhythm_days"], first["late_days"]) == (61, 21.0, 40)
    assert first["data_until"] == "2026-11-20"
    assert 0 < first["chance_90"] < 1
    assert first["currency"] == "EUR"
    assert float(first["at_stake"]) >= float(second["at_stake"]) > 0
    assert "One order takes them off this list." in first["sentence"]
    assert first["alarm"] == "The contract ends in 6 weeks, on 31 Dec 2026: call before it ends."


def test_a_narrow_terminal_keeps_name_chance_money_and_the_next_step(ann: Winback) -> None:
    terminal = ann.terminal("list", "--limit", "1", size=(24, 80))
    assert code_at_end(terminal) == 0
    data, *lines = (terminal.before or "").splitlines()
    assert data == "winback: data up to Fri 20 Nov, 2 days ago."
    assert lines[0].split("  ")[0].endswith("Account")
    assert [title in lines[0] for title in ("Risk", "At risk/yr", "Next step")] == [True, True, True]
    assert "North Mill Ltd" in lines[2]
    assert re.search(r"\d+ %  +[0-9,]+\.\d\d EUR", lines[2])
    assert "…" not in lines[2]
    assert lines[3].strip() == "Alarm: The contract ends in 6 weeks, on 31 Dec 2026: call before it ends."


@pytest.mark.parametrize(("words", "term"), [(("--plain",), "xterm"), ((), "dumb")])
def test_without_drawing_a_terminal_gets_lines_of_words(
    words: tuple[str, ...], term: str, ann: Winback
) -> None:
    terminal = ann.terminal(*words, "list", "--limit", "1", term=term)
    assert code_at_end(terminal) == 0
    data, _, text = (terminal.before or "").partition("\r\n")
    assert data == "winback: data up to Fri 20 Nov, 2 days ago."
    assert re.match(r"North Mill Ltd: \d+ % likely lost, [0-9,]+\.\d\d EUR a year at risk, ", text)
    assert "\t" not in text
    assert not re.search("[0-9a-f]{32}", text)


def test_everybody_has_every_key(ann: Winback) -> None:
    rows = {row["account"]: row for row in ann("list", "--view", "all", "--json").json}
    assert all(list(row) == list(rows["Solo"]) for row in rows.values())
    assert rows["Newcomer"]["last_order"] is None
    assert rows["Newcomer"]["sentence"] == "No order yet."
    assert rows["Solo"]["rhythm_days"] is not None


def test_as_of_a_past_day(ann: Winback) -> None:
    rows = {
        row["account"]: row for row in ann("--as-of", "2026-05-01", "list", "--view", "all", "--json").json
    }
    assert rows["North Mill Ltd"]["status"] == "active"
    assert rows["North Mill Ltd"]["last_order"] == "2026-04-26"
    assert rows["Solo"]["orders"] == 1


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ([], ["North Mill Ltd", "ACME [/HQ]"]),
        (["--limit", "1"], ["North Mill Ltd"]),
        (["--owner", "bob"], ["ACME [/HQ]"]),
        (["--view", "all", "--segment", "makers", "--sort", "account"], ["Bolt GmbH", "Dozer"]),
        (
            ["--view", "all", "--class", "a", "--sort", "-account"],
            ["North Mill Ltd", "Bolt GmbH", "ACME [/HQ]"],
        ),
        (["--view", "all", "--search", "köln"], ["Bolt GmbH"]),
        (["--view", "single"], ["Solo"]),
    ],
)
def test_narrowed(ann: Winback, words: list[str], names: list[str]) -> None:
    assert [row["account"] for row in ann("list", *words, "--json").json] == names


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["--view", "moon"], 2, "There is no view 'moon'"),
        (["--class", "X"], 2, "There is no class 'X'"),
        (["--sort", "colour"], 2, "cannot be sorted by 'colour'"),
        (["--owner", "Anne"], 1, "Nearest: Ann."),
        (["--segment", "mill"], 1, "Nearest: mills"),
        (["--filter", "mine"], 1, "No filter is saved yet"),
        (["--limit", "-1"], 2, "0 for all"),
        (["--json", "--csv"], 2, "Choose one of"),
    ],
)
def test_bad_input_gets_one_sentence(ann: Winback, words: list[str], code: int, says: str) -> None:
    ended = ann("list", *words)
    assert (ended.code, ended.out) == (code, "")
    assert says in ended.err


def test_no_book_is_exit_three(tmp_path: Path, winback: Winback) -> None:
    ended = Winback(tmp_path / "none.db", winback.env)("list")
    assert ended.code == 3
    assert "There is no book" in ended.err


def test_a_list_saved_by_name(tmp_path: Path, winback: Winback) -> None:
    ann = Winback(a_team(tmp_path).path, winback.env)
    saved = ann(
        "filter", "save", "my [red]x", "--owner", "ann", "--view", "all", "--sort", "account", "--json"
    )
    assert saved.json["sentence"] == "Filter 'my [red]x' saved: all · owner ann"
    assert [row["account"] for row in ann("list", "--filter", "MY [red]x", "--json").json] == [
        "Bolt GmbH",
        "Newcomer",
        "North Mill Ltd",
    ]
    assert [
        row["account"] for row in ann("list", "--filter", "my [red]x", "--segment", "mills", "--json").json
    ] == ["North Mill Ltd"]
    (row,) = ann("filter", "list", "--json").json
    assert (row["name"], row["holds"], row["sort"]) == ("my [red]x", "all · owner ann", "account")
    assert ann("filter", "drop", "my [red]x").code == 0
    assert ann("filter", "list").out.splitlines()[1:] == []
    assert ann("undo").code == 0
    assert len(ann("filter", "list", "--json").json) == 1


def test_a_rule_for_a_segment(tmp_path: Path, winback: Winback) -> None:
    ann = Winback(a_team(tmp_path).path, winback.env)
    assert ann("segment", "set", "makers", "--days", "2").err == (
        "Segment makers: call after 2 days without an order\n"
    )
    assert "Bolt GmbH" not in [row["account"] for row in ann("list", "--json").json]
    ann("order", "Solo", "--date", "2026-11-22", "--amount", "50 EUR")
    assert "Bolt GmbH" in [row["account"] for row in ann("list", "--json").json]
    assert ann("segment", "list", "--json").json[0] == {"segment": "makers", "accounts": 2, "fixed_days": 2}
    ann("segment", "set", "makers", "--days", "0")
    assert "Bolt GmbH" not in [row["account"] for row in ann("list", "--json").json]
    assert ann("segment", "set", "makers", "--days", "-1").code == 2

"""`list --by`: what is at stake by owner, segment and class, as data and as bars; sorting by every key."""

from __future__ import annotations

import sys
from decimal import Decimal
from pathlib import Path

import pytest

from tests.cli.runner import Winback
from tests.services.team_book import a_team
from tests.tui.terminal import Terminal
from winback_tui.store.lists.columns import SORTS


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_team(tmp_path_factory.mktemp("team")).path


@pytest.fixture
def ann(team: Path, winback: Winback) -> Winback:
    return Winback(team, winback.env)


@pytest.mark.parametrize("by", ["owner", "segment", "class"])
@pytest.mark.parametrize("view", ["overdue", "all"])
def test_the_sums_are_those_of_the_rows(ann: Winback, by: str, view: str) -> None:
    rows = ann("list", "--view", view, "--json").json
    sums = ann("list", "--view", view, "--by", by, "--json").json
    assert list(sums[0]) == [by, "accounts", "at_stake", "currency"]
    for one in sums:
        mine = [
            row for row in rows if (row[by] or "") == (one[by] or "") and row["currency"] == one["currency"]
        ]
        assert len(mine) == one["accounts"]
        assert sum(Decimal(row["at_stake"]) for row in mine) == Decimal(one["at_stake"])
    assert sum(one["accounts"] for one in sums) == len(rows)


def test_the_filters_of_the_list_hold_for_its_sums(ann: Winback) -> None:
    (only,) = ann("list", "--owner", "bob", "--by", "owner", "--json").json
    assert (only["owner"], only["accounts"]) == ("Bob", 1)


def test_at_a_terminal_the_sums_are_bars_with_their_figures(ann: Winback) -> None:
    command = [sys.executable, "-m", "winback_tui", "--db", str(ann.book), "list", "--by", "owner"]
    with Terminal(command, (80, 24), dict(ann.env)) as terminal:
        terminal.wait_for("Ann", "Bob", "EUR")
        assert terminal.exit_code() == 0
        first, second, total = [line for line in terminal.rows if "EUR" in line]
    assert total.startswith("Total ")
    assert first.count("▇") == 20 > second.count("▇") > 0
    assert "%" in first and "1 account" in first


def test_what_cannot_be_added_up_is_refused_in_one_sentence(ann: Winback) -> None:
    ended = ann("list", "--by", "moon")
    assert ended.code == 2
    assert "choose one of owner, segment, class" in ended.err


@pytest.mark.parametrize("key", SORTS)
@pytest.mark.parametrize("view", ["overdue", "all"])
def test_every_key_sorts_every_view(ann: Winback, key: str, view: str) -> None:
    ended = ann("list", "--view", view, "--sort", key, "--json")
    turned = ann("list", "--view", view, "--sort", f"-{key}", "--json")
    assert (ended.code, turned.code) == (0, 0)
    assert {row["account"] for row in ended.json} == {row["account"] for row in turned.json}

"""`winback undo`, `redo`, `history`."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.runner import Winback
from tests.made_once import made_once


@pytest.fixture
def team(winback: Winback) -> Winback:
    made(winback.book.parent, winback.env)
    return winback


@made_once("book.db")
def made(folder: Path, env: Mapping[str, str]) -> None:
    """Acme with an order and a call, and Beta."""
    for words in (
        ("account", "add", "Acme [/HQ]"),
        ("account", "add", "Beta"),
        ("order", "Acme", "--date", "2026-09-01", "--amount", "EUR 100"),
        ("log", "Acme", "--outcome", "asked for news"),
    ):
        assert Winback(folder / "book.db", env)(*words).code == 0


def test_undo_and_redo_say_what(team: Winback) -> None:
    said = team("undo").err
    assert said.startswith("Undone: Call logged for Acme [/HQ]: asked for news")
    assert team("redo").err == said.replace("Undone", "Redone")
    assert team("redo").code == 1


def test_an_act_is_chosen_by_its_id(team: Winback) -> None:
    acts = team("history", "--json").json
    order = next(act for act in acts if act["verb"] == "order")
    ended = team("undo", "--act", order["act"], "--json")
    assert ended.json["done"] and "Order of 100 EUR" in ended.json["sentence"]
    again = team("history", "--json").json
    assert [act["holds"] for act in again if act["act"] == order["act"]] == [False]
    assert again[0]["verb"] == "undo" and again[0]["actor"] == "Ann" and again[0]["account"] == "Acme [/HQ]"
    assert team("undo", "--act", order["act"]).code == 1
    assert team("undo", "--act", "nonsense").err == "winback: There is no such action in the history.\n"


def test_trying_changes_nothing(team: Winback) -> None:
    before = team("history").out
    assert "Dry run, nothing saved: Undone: Call logged" in team("undo", "--dry-run").err
    assert "nothing to redo" in team("redo", "--dry-run").err
    assert team("history").out == before


def test_history_of_one_account(team: Winback) -> None:
    sentences = [row["sentence"] for row in team("history", "Beta").rows]
    assert sentences == ["Account Beta added"]
    assert len(team("history", "--limit", "2").rows) == 2
    assert team("history", "Acmee").code == 1


def test_the_past_is_not_undone(team: Winback) -> None:
    ended = team.process("--as-of", "2026-11-22", "undo")
    assert ended.code == 1 and "past cannot be changed" in ended.err


def test_there_is_nothing_to_take_back_in_a_missing_book(winback: Winback) -> None:
    for verb in ("undo", "redo", "history"):
        ended = winback(verb)
        assert ended.code == 3 and ended.err.count("\n") == 1 and "no book at" in ended.err
    assert not Path(winback.book).exists()


def test_what_only_reads_the_history_leaves_the_new_day_to_be_scored(team: Winback) -> None:
    """To score a book of two million orders takes seven seconds, and none of these shows a figure."""
    team("list")
    first_day = scored_on(team)
    later = Winback(team.book, {**team.env, "WINBACK_NOW": "2027-01-15T12:00:00"})
    for words in (("history",), ("history", "Acme"), ("undo",), ("redo",)):
        assert later(*words).code == 0
        assert scored_on(team) == first_day, words
    assert later("list").code == 0
    assert scored_on(team) == "2027-01-15"


def scored_on(team: Winback) -> str:
    with closing(sqlite3.connect(team.book)) as connection:
        found = connection.execute("SELECT value FROM derived WHERE name = 'scored_on'").fetchone()
    return str(found[0])

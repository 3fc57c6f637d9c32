"""`winback backup`, `restore`, `check`, `erase`, `config`, at a terminal and without one."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.runner import Winback, code_at_end
from tests.made_once import made_once


@pytest.fixture
def team(winback: Winback) -> Winback:
    made(winback.book.parent, winback.env)
    return winback


@made_once("book.db")
def made(folder: Path, env: Mapping[str, str]) -> None:
    """Xylophon with an order, and Beta."""
    for words in (
        ("account", "add", "Xylophon [/HQ]"),
        ("account", "add", "Beta"),
        ("order", "Xylophon", "--date", "2026-09-01", "--amount", "EUR 100", "--number", "R-4711"),
    ):
        assert Winback(folder / "book.db", env)(*words).code == 0


def names(winback: Winback) -> set[str]:
    return {row["account"] for row in winback("list", "--view", "all").rows}


def test_a_backup_is_made_listed_and_put_back(team: Winback) -> None:
    made = team("backup", "--json").json
    assert made["done"] and Path(made["path"]).stat().st_size == made["bytes"]
    team("account", "add", "Gamma")
    listed = team("backup", "--list").rows
    assert [(row["reason"], row["path"]) for row in listed] == [("by hand", made["path"])]
    assert team("restore", "--dry-run").code == 0 and "Gamma" in names(team)
    ended = team("restore", "--yes")
    assert ended.code == 0 and "the previous book is kept as" in ended.err
    assert names(team) == {"Xylophon [/HQ]", "Beta"}
    kept = ended.err.split("the previous book is kept as ")[1].strip()
    assert team("restore", kept, "--yes").code == 0
    assert "Gamma" in names(team)


def test_restoring_and_erasing_want_a_word_that_is_not_typed_by_accident(team: Winback) -> None:
    team("backup")
    for verb, word, wrong in (("restore", "restore", "y"), ("erase", "erase", "yes")):
        words = (verb, "Beta") if verb == "erase" else (verb,)
        terminal = team.terminal(*words)
        terminal.expect(f"Type '{word}'")
        terminal.sendline(wrong)
        terminal.expect("Nothing was changed")
        assert code_at_end(terminal) == 1
        terminal = team.terminal(*words)
        terminal.expect(f"Type '{word}'")
        terminal.sendline(word)
        assert code_at_end(terminal) == 0
    assert names(team) == {"Xylophon [/HQ]"}


@pytest.mark.parametrize("words", [("restore",), ("erase", "Beta")])
def test_without_a_terminal_nobody_is_there_to_answer(team: Winback, words: tuple[str, ...]) -> None:
    team("backup")
    ended = team(*words, stdin="restore\nerase\n")
    assert ended.code == 4 and "--yes" in ended.err
    assert "Beta" in names(team)


def test_erased_for_good(team: Winback) -> None:
    assert "with 1 order" in team("erase", "xylophon", "--dry-run").err
    ended = team("erase", "xylophon", "--yes", "--backups")
    assert (ended.code, ended.err) == (0, "Erased: Xylophon [/HQ] with 1 order\n")
    assert b"Xylophon" not in team.book.read_bytes() and b"R-4711" not in team.book.read_bytes()
    assert team("erase", "xylophon", "--yes").code == 1
    assert "erased" in team("history").out
    assert team("undo").err.startswith("Undone: Account Beta added")
    file = team.book.with_name("orders.csv")
    file.write_text("Customer,Date,Amount,Currency\nXYLOPHON [/hq],2026-11-15,250.00,EUR\n")
    told = team("import", str(file), "--json", "--yes").json
    assert (told["rows"], told["new"], told["skipped"]) == (1, 0, 1)


def test_the_name_in_texts_about_others_is_shown_and_taken_out(team: Winback) -> None:
    name = "Xylophon [/HQ]"
    team("log", "Beta", "--channel", "call", "--note", f"knows {name} well", "--outcome", "reached")
    shown = team("erase", name, "--mentions", "--dry-run")
    assert shown.code == 0 and f"of Beta, note: knows {name} well" in shown.err + shown.out
    ended = team("erase", name, "--yes")
    assert "still appears in 1 text about others" in ended.err and "--mentions" in ended.err
    assert team("erase", name, "--yes").code == 1
    ended = team("erase", name, "--mentions", "--yes", "--json")
    assert ended.code == 0 and ended.json["texts"] == 1
    assert b"Xylophon" not in team.book.read_bytes()
    assert team("erase", name, "--mentions", "--yes").code == 1
    both = team("erase", "Beta", "--backups", "--keep-backups", "--yes")
    assert both.code == 2 and "choose one" in both.err


def test_a_sound_book_and_a_damaged_one(team: Winback) -> None:
    ended = team("check")
    assert ended.code == 0 and {row["good"] for row in ended.rows} == {"yes"}
    with closing(sqlite3.connect(team.book)) as connection:
        connection.execute("DROP TRIGGER account_changed")
        connection.execute("UPDATE account_summary SET at_stake = 5")
        connection.commit()
    ended = team("check", "--json")
    assert ended.code == 1
    assert {row["question"] for row in ended.json if not row["good"]} == {"triggers", "summaries"}
    assert "check --repair" in ended.err
    ended = team("check", "--repair")
    assert ended.code == 0 and "the book as it was is kept as" in ended.err
    with closing(sqlite3.connect(team.book)) as connection:
        connection.execute("DROP TRIGGER account_changed")
        connection.execute("UPDATE account SET name = 'Y' WHERE name = 'Beta'")
        connection.commit()
    ended = team("check", "--repair")
    assert ended.code == 1 and "winback restore" in ended.err


def test_settings_are_shown_set_and_taken_back(team: Winback) -> None:
    assert team("config", "abc-limits").out == "80/15/5\n"
    assert team("config", "abc limits", "70/20/10").err == "Abc limits set to 70/20/10\n"
    told = team("config", "--json").json
    assert {"setting", "value", "whose", "chosen", "about"} == told[0].keys()
    assert next(row["value"] for row in told if row["setting"] == "abc limits") == "70/20/10"
    assert team("config", "abc-limits", "--unset").code == 0
    assert team("config", "abc-limits").out == "80/15/5\n"
    assert team("config", "theme", "purple").code == 2
    assert team("config", "teme").code == 1
    assert team("config", "--unset").code == 2


def test_the_actor_of_the_settings_acts_unless_the_environment_says_otherwise(team: Winback) -> None:
    quiet = Winback(team.book, {"WINBACK_NOW": team.env["WINBACK_NOW"], "WINBACK_ACTOR": ""})
    assert quiet("config", "actor", "Zoë").code == 0
    quiet("account", "add", "Gamma")
    assert quiet("history", "--json").json[0]["actor"] == "Zoë"
    team("account", "add", "Delta")
    assert team("history", "--json").json[0]["actor"] == "Ann"


def test_a_settings_file_with_a_fault_is_named_and_stops_nobody(team: Winback) -> None:
    quiet = Winback(team.book, {"WINBACK_NOW": team.env["WINBACK_NOW"], "WINBACK_ACTOR": ""})
    quiet("config", "actor", "Zoë")
    place = Path(next(row["path"] for row in team("where").rows if row["what"] == "settings"))
    (place / "settings.toml").write_text("actor = ")
    ended = quiet("list", "--json")
    assert ended.code == 0 and ended.json is not None
    assert ended.err.count("\n") == 1 and "settings.toml cannot be read as TOML" in ended.err

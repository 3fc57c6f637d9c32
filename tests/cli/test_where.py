"""`winback where`."""

from __future__ import annotations

import json

from tests.cli.runner import Winback


def test_names_the_book_it_was_told(winback: Winback) -> None:
    ended = winback("where")
    assert ended.code == 0
    assert ended.rows[0] == {"what": "book", "path": str(winback.book), "exists": "no"}


def test_json_is_an_array_of_flat_objects(winback: Winback) -> None:
    winback.book.touch()
    book = winback("where", "--json", "--limit", "1").json
    assert book == [{"what": "book", "path": str(winback.book), "exists": True}]


def test_a_path_with_control_bytes_stays_data(winback: Winback) -> None:
    told = winback.process("--db", "a\x1b[2J\u202eb.db", "where", "--json")
    assert "\x1b" not in told.out
    assert json.loads(told.out)[0]["path"].endswith("a\x1b[2J\ufffdb.db")


def test_a_terminal_gets_a_drawn_table(winback: Winback) -> None:
    screen = winback.terminal("where", size=(24, 100))
    screen.expect("crash log")
    assert "exists" not in screen.before

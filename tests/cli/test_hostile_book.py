"""Names that slipped past every entrance still do nothing to a terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.runner import Winback, code_at_end
from tests.store.books import book_at, with_account, with_orders

NAMES = (
    "ACME [/HQ]",
    "[red]x",
    "[@click=app.quit]x",
    "\x1b[2J\x1b]0;owned\x07 GmbH",
    "\u202eevil\u2066",
    "\x9b31m株式会社 👩‍🔧",
    "=HYPERLINK(1)",
    "long " * 1_000,
)
DRAWN = re.compile(r"\x1b\[[0-9;]*m|\r\n")
"""The only sequences that a drawn table needs: styles and line ends."""


@pytest.fixture(scope="module")
def hostile_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book whose account names were written past `clean`."""
    book = book_at(tmp_path_factory.mktemp("hostile"))
    for name in NAMES:
        account = with_account(book, name)
        with_orders(book, account, ("2026-01-05", "2026-02-03", "2026-03-04"))
    return book.path


@pytest.mark.parametrize(
    "words",
    [
        ["list", "--view", "all"],
        ["list", "--view", "all", "--csv"],
        ["list", "--view", "all", "--json"],
        ["history"],
        ["due"],
    ],
    ids=" ".join,
)
def test_a_pipe_gets_no_control_byte(hostile_book: Path, winback: Winback, words: list[str]) -> None:
    ended = Winback(hostile_book, winback.env).process(*words)
    assert ended.code == 0
    assert not set(ended.out + ended.err) & set("\x1b\x07\x9b\u202e\u2066")
    if "list" in words:
        assert "ACME [/HQ]" in ended.out
        assert "[@click=app.quit]x" in ended.out


@pytest.mark.parametrize("words", [["list", "--view", "all"], ["history"]], ids=" ".join)
def test_a_terminal_gets_nothing_but_styles(hostile_book: Path, winback: Winback, words: list[str]) -> None:
    terminal = Winback(hostile_book, winback.env).terminal(*words, size=(50, 200))
    drawn = terminal.read()
    assert code_at_end(terminal) == 0
    plain = DRAWN.sub("", drawn)
    assert "[red]x" in plain
    assert not [sign for sign in plain if not sign.isprintable() and sign not in " \u200d"]


@pytest.mark.parametrize("name", NAMES)
def test_an_unknown_account_is_named_harmlessly(hostile_book: Path, winback: Winback, name: str) -> None:
    ended = Winback(hostile_book, winback.env)("history", f"?{name}")
    assert ended.code in (1, 4)
    assert not set(ended.err) & set("\x1b\x07\x9b\u202e\u2066")
    assert len(ended.err) < 5_000

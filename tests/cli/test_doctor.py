"""`winback doctor`."""

from __future__ import annotations

import os
import sys

import pytest

from tests.cli.runner import Ended, Winback, code_at_end
from winback_tui.services.settings.own_settings import settings_file


def _state(ended: Ended, question: str) -> str:
    return str(next(row["state"] for row in ended.json if row["question"] == question))


@pytest.fixture(autouse=True)
def no_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("EDITOR", "VISUAL"):
        monkeypatch.delenv(name, raising=False)


def test_a_machine_without_a_book_is_only_noted(winback: Winback) -> None:
    ended = winback("doctor", "--json")
    assert ended.code == 0
    assert _state(ended, "book") == "note"
    assert _state(ended, "room") == "good"
    assert _state(ended, "terminal") == "note"


def test_a_file_that_is_no_book_is_bad(winback: Winback) -> None:
    winback.book.write_bytes(b"not a database, " * 100)
    ended = winback("doctor", "--json")
    assert ended.code == 1
    assert _state(ended, "book") == "bad"


@pytest.mark.skipif(os.name != "posix", reason="file modes")
@pytest.mark.parametrize(("mode", "state"), [(0o600, "good"), (0o644, "bad")])
def test_a_book_that_others_can_read_is_bad(winback: Winback, mode: int, state: str) -> None:
    winback.book.touch()
    winback.book.chmod(mode)
    assert _state(winback("doctor", "--json"), "privacy") == state


@pytest.mark.parametrize(
    ("editor", "state"), [(f"{sys.executable} -x", "good"), ("no-such-editor -w", "bad")]
)
def test_the_editor_must_be_there(
    winback: Winback, monkeypatch: pytest.MonkeyPatch, editor: str, state: str
) -> None:
    monkeypatch.setenv("EDITOR", editor)
    assert _state(winback("doctor", "--json"), "editor") == state


@pytest.mark.parametrize(("size", "code"), [((24, 80), 0), ((19, 80), 1)])
def test_a_small_terminal_is_bad(winback: Winback, size: tuple[int, int], code: int) -> None:
    terminal = winback.terminal("doctor", size=size)
    terminal.expect("80x")
    assert code_at_end(terminal) == code


def test_settings_and_keys_with_a_fault_are_bad(winback: Winback) -> None:
    assert _state(winback("doctor", "--json"), "settings") == "good"
    path = settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.with_name("keys.toml").write_text('[keys]\n"app.undo" = "ctrl+m"\n')
    ended = winback("doctor", "--json")
    assert ended.code == 1 and _state(ended, "settings") == "bad"


def test_an_old_backup_is_noted(winback: Winback) -> None:
    winback("account", "add", "Acme")
    assert _state(winback("doctor", "--json"), "backups") == "note"
    winback("backup")
    assert _state(winback("doctor", "--json"), "backups") == "good"
    later = Winback(winback.book, {**winback.env, "WINBACK_NOW": "2026-12-24T12:00:00"})
    assert _state(later("doctor", "--json"), "backups") == "note"

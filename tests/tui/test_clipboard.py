from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.tui.demo import demo_app
from tests.tui.piloting import piloted
from winback_tui.tui.app.terminal.clipboard import OSC_52_LIMIT, copy


@piloted
async def test_without_a_desktop_the_terminal_is_asked(tmp_path: Path) -> None:
    app = demo_app(tmp_path)
    async with app.run_test():
        assert copy(app, "+44 20 7946 0112") == "sent to clipboard: +44 20 7946 0112"
        assert app.clipboard == "+44 20 7946 0112"
        assert copy(app, "one\n" + "x" * 90 + "\nthree") == "sent to clipboard: one (+2 lines)"
        assert "export it to a file" in copy(app, "x" * (OSC_52_LIMIT + 1))


@piloted
async def test_the_desktops_own_program_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    took = tmp_path / "took"
    program = tmp_path / "xclip"
    program.write_text(f'#!/bin/sh\ncat > "{took}"\n', "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":0")
    app = demo_app(tmp_path)
    async with app.run_test():
        assert copy(app, "ООО «Ромашка»") == "copied: ООО «Ромашка»"
    assert took.read_text("utf-8") == "ООО «Ромашка»"


@piloted
async def test_over_ssh_the_users_own_terminal_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("SSH_CONNECTION", "a 1 b 22")
    monkeypatch.setenv("PATH", str(tmp_path))
    app = demo_app(tmp_path)
    async with app.run_test():
        copy(app, "far away")
        assert app.clipboard == "far away"

"""The screen in a real pseudo-terminal: what a user sees, what the terminal gets, and how the program leaves it."""

from __future__ import annotations

import os
import re
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.tui.terminal import Terminal

DEMO = [sys.executable, "-m", "tests.tui.demo"]
ROOT = Path(__file__).parents[2]


def started(folder: Path, *words: str, size: tuple[int, int] = (80, 24), **env: str) -> Terminal:
    told = {"DEMO_FOLDER": str(folder), "WINBACK_NOW": "2026-11-22T12:00:00", "PYTHONPATH": str(ROOT), **env}
    terminal = Terminal([*DEMO, *words], size, told, timeout=30)
    terminal.wait_for("North Mill")
    return terminal


def draft(folder: Path) -> str:
    return (folder / "demo.winback.drafts").read_text("utf-8")


def given_back(terminal: Terminal) -> bool:
    """The terminal's own screen is back, the cursor visible, mouse and paste reports off."""
    raw = bytes(terminal.raw)
    return all(raw.rfind(code) > 0 for code in (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?2004l", b"\x1b[?1000l"))


def test_everything_that_an_ended_program_wrote_is_read(tmp_path: Path) -> None:
    """More than one reading gives, and written before anybody reads, as on a busy machine."""
    told = {"PYTHONPATH": str(ROOT), "XDG_DATA_HOME": str(tmp_path)}
    with Terminal([sys.executable, "-m", "winback_tui", "--help"], (60, 300), told) as terminal:
        end = time.monotonic() + 20
        while terminal.process.isalive() and time.monotonic() < end:
            time.sleep(0.01)
        assert terminal.exit_code() == 0
        assert len(terminal.raw) > 4_096 and "130 interrupted." in terminal.screen


def test_a_burst_of_keys_ends_where_a_slow_hand_would(tmp_path: Path) -> None:
    with started(tmp_path) as terminal:
        terminal.type("21jj/kes\rc\tcalled back\ttue")
        terminal.wait_for("Kessler Antriebe GmbH", "called back", "Tue 24 Nov 2026")


def test_names_reach_the_terminal_literally_and_no_control_byte_does(tmp_path: Path) -> None:
    with started(tmp_path, size=(120, 40)) as terminal:
        terminal.wait_for("ACME [/HQ]", "[red]Crimson[/red] Part", "ООО «Ромашка»", "한빛 무역")
        terminal.press("ctrl+p")
        terminal.wait_for("What do you want to do?")
        terminal.press("escape")
        terminal.wait_for("What do you want", gone=True)
        terminal.press("G", "c")
        terminal.wait_for("Log a contact")
        terminal.settle()
        assert terminal.control_bytes == b""


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 36)])
def test_columns_stay_straight_whatever_the_script(tmp_path: Path, size: tuple[int, int]) -> None:
    with started(tmp_path, size=size) as terminal:
        terminal.settle()
        header = next(line for line in terminal.rows if "At stake ↓" in line)
        end = header.index("At stake ↓") + len("At stake ↓")
        rows = terminal.cells(3, 10)
        assert all(re.fullmatch(r"[\d,]+", "".join(row[end - 7 : end]).strip()) for row in rows)


def test_too_small_says_so_and_comes_back(tmp_path: Path) -> None:
    with started(tmp_path) as terminal:
        terminal.resize(50, 10)
        terminal.wait_for("Winback needs 60x20 cells; this is 50x10.")
        terminal.resize(80, 24)
        terminal.wait_for("North Mill", "? help")


def test_ctrl_c_twice_quits_and_once_only_says_how(tmp_path: Path) -> None:
    with started(tmp_path) as terminal:
        terminal.press("ctrl+c")
        terminal.wait_for("Press ctrl+c again")
        terminal.press("ctrl+c")
        assert terminal.exit_code() == 0
        assert given_back(terminal)


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_keeps_typed_text_and_gives_the_terminal_back(tmp_path: Path, name: signal.Signals) -> None:
    with started(tmp_path) as terminal:
        terminal.type("c\thalf a word")
        terminal.wait_for("half a word")
        terminal.signal(name)
        assert terminal.exit_code() == 130
        assert given_back(terminal)
    assert "half a word" in draft(tmp_path)


@pytest.mark.parametrize("also_woken", [False, True])
def test_a_broken_connection_keeps_typed_text_and_leaves_no_process(tmp_path: Path, also_woken: bool) -> None:
    with started(tmp_path) as terminal:
        terminal.type("c\tcut off")
        terminal.wait_for("cut off")
        terminal.hang_up()
        if also_woken:
            terminal.signal(signal.SIGHUP)
            terminal.signal(signal.SIGCONT)
        end = time.monotonic() + 15
        while terminal.process.isalive() and time.monotonic() < end:
            os.sched_yield()
        assert not terminal.process.isalive()
    assert "cut off" in draft(tmp_path)


def test_suspending_keeps_typed_text_and_waking_shows_it_again(tmp_path: Path) -> None:
    with started(tmp_path) as terminal:
        terminal.type("c\tasleep")
        terminal.wait_for("asleep")
        terminal.signal(signal.SIGTSTP)
        end = time.monotonic() + 30
        while not given_back(terminal):
            assert time.monotonic() < end
            terminal.settle(0.02)
        assert "asleep" in draft(tmp_path)
        terminal.raw.clear()
        terminal.signal(signal.SIGCONT)
        while b"\x1b[?1049h" not in terminal.raw:
            assert time.monotonic() < end
            terminal.settle(0.02)
        terminal.type(" and awake")
        terminal.wait_for("asleep and awake")


def test_the_editor_takes_the_text_and_gives_it_back(tmp_path: Path) -> None:
    editor = tmp_path / "editor.sh"
    editor.write_text(
        '#!/bin/sh\ncp "$1" "$1.was"; printf "%s from outside\\n" "$(cat "$1")" > "$1"\n', "utf-8"
    )
    editor.chmod(0o755)
    with started(tmp_path, EDITOR=str(editor)) as terminal:
        terminal.type("c\tfrom inside")
        terminal.wait_for("from inside")
        terminal.press("f4")
        terminal.wait_for("from inside from outside")


def test_no_color_means_no_colour_and_stays_readable(tmp_path: Path) -> None:
    with started(tmp_path, NO_COLOR="1") as terminal:
        terminal.press("j", "space", "c")
        terminal.wait_for("Log a contact", "● call")
        terminal.press("escape")
        terminal.wait_for("1 marked", "▌  ООО", " * Kessler")
        assert not re.search(rb"\x1b\[[0-9;]*\b(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m", terminal.raw)


def test_sixteen_colours_use_the_terminals_own(tmp_path: Path) -> None:
    with started(tmp_path, WINBACK_THEME="16") as terminal:
        terminal.settle()
        assert b"38;2;" not in terminal.raw
        assert b"48;2;" not in terminal.raw


def test_the_mouse_switches_views_opens_and_presses_footer_keys(tmp_path: Path) -> None:
    with started(tmp_path) as terminal:
        place = terminal.find("Cases")
        assert place is not None
        terminal.click(place[1], place[0])
        terminal.wait_for("✓  Every follow-up is done.")
        terminal.press("1")
        terminal.wait_for("North Mill", "c contact")
        place = terminal.find("c contact")
        assert place is not None
        terminal.click(place[1], place[0])
        terminal.wait_for("Log a contact · North Mill Ltd")


def test_idle_costs_nothing(tmp_path: Path) -> None:
    def ticks() -> int:
        fields = Path(f"/proc/{terminal.process.pid}/stat").read_text("utf-8").rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    with started(tmp_path) as terminal:
        terminal.settle(0.5)
        terminal.raw.clear()
        before = ticks()
        terminal.settle(3)
        assert terminal.raw == b"", "nothing is drawn while nothing happens"
        assert (ticks() - before) / os.sysconf("SC_CLK_TCK") / 3 < 0.05

"""What goes wrong ends in the promised exit code and one sentence."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.runner import Winback
from winback_tui.cli import crash
from winback_tui.cli.faults import guarded
from winback_tui.domain.errors import BadInput, BookUnavailable, NeedsHuman, NotFound, Refused, WinbackError

SECRET = "Kessler Antriebe owes 4,711"


def _raising(error: BaseException) -> int:
    def act() -> int:
        raise error

    return guarded(act)


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (
            Refused("The case is closed.", rule="M13"),
            1,
            "winback: The case is closed. See `winback rule M13`.",
        ),
        (BadInput("'x' is not a date."), 2, "winback: 'x' is not a date."),
        (
            NotFound("Nobody is called Acm.", ["Acme", "Acne"]),
            1,
            "Nobody is called Acm. Nearest: Acme, Acne.",
        ),
        (NotFound("Nobody is called Acm."), 1, "winback: Nobody is called Acm."),
        (BookUnavailable("x.db is locked."), 3, "winback: x.db is locked."),
        (EOFError(), 1, "nothing was changed"),
        (KeyboardInterrupt(), 130, "interrupted"),
        (PermissionError(13, "Permission denied", "a.csv"), 1, "winback: a.csv: Permission denied."),
    ],
)
def test_each_error_has_its_code_and_its_sentence(
    error: BaseException, code: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _raising(error) == code
    told = capsys.readouterr()
    assert said in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""


def test_an_ambiguous_name_lists_whom_it_may_mean(capsys: pytest.CaptureFixture[str]) -> None:
    error: WinbackError = NeedsHuman("Acme is ambiguous.", [f"Acme {n}\x1b[2J" for n in range(12)])
    assert _raising(error) == 4
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "winback: Acme is ambiguous."
    assert lines[1] == "  Acme 0␛[2J"
    assert lines[-1] == "  and 2 more"


def test_a_crash_is_noted_without_what_anybody_wrote(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise KeyError(SECRET)
    except KeyError as cause:
        error = ValueError(SECRET)
        error.__cause__ = cause
    assert _raising(error) == 1
    said = capsys.readouterr().err
    assert "ValueError" in said
    assert SECRET not in said
    log = Path(said.split("details are in ")[1].strip().removesuffix("."))
    noted = log.read_text()
    assert "builtins.ValueError" in noted
    assert "builtins.KeyError" in noted
    assert "test_faults.py" in noted
    assert "Kessler" not in noted
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_the_crash_log_moves_aside_when_it_is_long(tmp_path: Path) -> None:
    log = tmp_path / "crash.log"
    log.write_text("x" * (crash.ROTATE_AT + 1))
    assert crash.record(ValueError(), log)
    assert log.stat().st_size < 10_000
    assert (tmp_path / "crash.log.1").stat().st_size > crash.ROTATE_AT


def test_a_crash_log_that_cannot_be_written_is_no_second_crash(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert not crash.record(ValueError(), tmp_path / "file" / "crash.log")


def _process(winback: Winback, *words: str, stdout: int) -> tuple[int, str]:
    ended = subprocess.run(
        [sys.executable, "-m", "winback_tui", "--db", str(winback.book), *words],
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        timeout=60,
        check=False,
    )
    return ended.returncode, ended.stderr


@pytest.mark.processes
@pytest.mark.parametrize("words", [["where"], ["where", "--json"], ["--help"]])
def test_a_reader_that_leaves_early_is_no_error(winback: Winback, words: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    assert _process(winback, *words, stdout=writing) == (0, "")
    os.close(writing)


@pytest.mark.processes
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_said_in_one_sentence(winback: Winback) -> None:
    with Path("/dev/full").open("w") as full:
        code, said = _process(winback, "where", stdout=full.fileno())
    assert code == 1
    assert said == "winback: the output: No space left on device.\n"


def test_ctrl_c_at_a_question_ends_in_130(winback: Winback) -> None:
    waiting = subprocess.Popen(
        [sys.executable, "-c", "from winback_tui.cli.faults import guarded;from winback_tui.cli.terminal.talk import *;"
         "import sys;sys.exit(guarded(lambda: ask('Really?') and 0))"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    assert waiting.stderr is not None
    assert waiting.stderr.read(7) == "Really?"
    waiting.send_signal(signal.SIGINT)
    assert waiting.wait(30) == 130
    assert "Traceback" not in waiting.stderr.read()
    for pipe in (waiting.stdin, waiting.stderr):
        assert pipe is not None
        pipe.close()

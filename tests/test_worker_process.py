"""A function in a process of its own: what it returns, what it raises, and when it ends."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from operator import mul
from pathlib import Path

import pytest

from winback_tui.domain.errors import NotFound
from winback_tui.playbook.rules import find_rule
from winback_tui.worker_process import FunctionProcess

pytestmark = pytest.mark.processes

MAKER = """
import sys
from pathlib import Path
from winback_tui.worker_process import FunctionProcess
process = FunctionProcess(Path.read_text, Path(sys.argv[1]))
sys.stdin.read()
"""
"""A program that makes a process which reads a pipe for ever."""
PATIENCE = 30_000
"""Milliseconds."""


def _readers_end(descriptor: int) -> bool:
    """Whether the reading end of the pipe was closed, at the latest after `PATIENCE`."""
    poll = select.poll()
    poll.register(descriptor, 0)
    return any(event & select.POLLERR for _, event in poll.poll(PATIENCE))


def test_the_result_and_the_refusal_come_back() -> None:
    process = FunctionProcess(mul, 21, 2, niceness=1)
    assert process.result() == 42
    assert not process.running
    with pytest.raises(NotFound, match="no rule 'ZZ'"):
        FunctionProcess(find_rule, "ZZ").result()


def test_a_fault_of_the_program_is_no_result() -> None:
    with pytest.raises(RuntimeError, match="ended early"):
        FunctionProcess(int, "no number").result()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes in the file system")
def test_a_process_that_is_stopped_has_no_result(tmp_path: Path) -> None:
    os.mkfifo(pipe := tmp_path / "pipe")
    process = FunctionProcess(Path.read_text, pipe)
    with pipe.open("w", encoding="utf-8"):
        assert process.running
        process.stop()
        with pytest.raises(RuntimeError, match="ended early"):
            process.result()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no named pipes in the file system")
def test_it_ends_with_whoever_made_it(tmp_path: Path) -> None:
    os.mkfifo(pipe := tmp_path / "pipe")
    with (
        subprocess.Popen([sys.executable, "-c", MAKER, str(pipe)], stdin=subprocess.PIPE) as maker,
        pipe.open("w", encoding="utf-8") as writing,
    ):
        maker.kill()
        assert _readers_end(writing.fileno())


ASKS_A_CHILD = """
import subprocess, sys
from winback_tui.worker_process import until_we_end
child = "from winback_tui.worker_process import end_with_pipe; print('ready', flush=True); end_with_pipe(0)"
with until_we_end() as pipe:
    subprocess.run([sys.executable, "-c", child], stdin=pipe)
"""


@pytest.mark.processes
def test_a_child_ends_with_a_parent_that_is_killed() -> None:
    """Its output is that of the parent, and comes to an end only when both have ended."""
    parent = subprocess.Popen([sys.executable, "-c", ASKS_A_CHILD], stdout=subprocess.PIPE)
    assert parent.stdout is not None and parent.stdout.readline() == b"ready\n"
    parent.kill()
    assert parent.communicate(timeout=20)[0] == b""

"""A program at a pseudo-terminal of its own, begun at once where it can be (quick_processes.py)."""

from __future__ import annotations

import contextlib
import os
import signal
import struct
import subprocess
from collections.abc import Mapping, Sequence
from typing import Any

import pexpect
from pexpect.fdpexpect import fdspawn

from tests.quick_processes import QuickPopen, quick_call


def at_terminal(
    command: Sequence[str],
    size: tuple[int, int],
    env: Mapping[str, str],
    timeout: float,
    encoding: str | None = None,
) -> Any:
    """The program at a terminal of `size` rows and columns, as pexpect.spawn gives it."""
    if issubclass(subprocess.Popen, QuickPopen) and quick_call(command):
        return _QuickTerminal(command, size, env, timeout, encoding)
    return pexpect.spawn(
        command[0], list(command[1:]), dimensions=size, env=dict(env), timeout=timeout, encoding=encoding
    )


class _QuickTerminal(fdspawn):  # type: ignore[misc]
    """What tests use of pexpect.spawn, over a process that is no child of this one."""

    signalstatus: int | None = None
    exitstatus: int | None = None

    def __init__(
        self,
        command: Sequence[str],
        size: tuple[int, int],
        env: Mapping[str, str],
        timeout: float,
        encoding: str | None,
    ) -> None:
        ours, theirs = os.openpty()
        super().__init__(ours, timeout=timeout, encoding=encoding)
        self.setwinsize(*size)
        self._program = subprocess.Popen(
            command, stdin=theirs, stdout=theirs, stderr=theirs, env=dict(env), start_new_session=True
        )
        os.close(theirs)
        self.pid = self._program.pid

    def setwinsize(self, rows: int, columns: int) -> None:
        """Another size; the program hears of it."""
        import fcntl  # Windows has none of these, and no such terminal
        import termios

        fcntl.ioctl(self.child_fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def sendintr(self) -> None:
        """Ctrl+C, as typed."""
        os.write(self.child_fd, b"\x03")

    def isalive(self) -> bool:
        """Whether it still runs; how it ended stands in `exitstatus` and `signalstatus`."""
        if self._program.poll() is None:
            return True
        self._ended(self._program.returncode)
        return False

    def wait(self) -> int:
        """Its exit code, once it has ended."""
        self._ended(self._program.wait())
        return self.exitstatus or 0

    def close(self, force: bool = True) -> None:
        """The terminal goes away, and then the program, where it does not by itself."""
        if not self.closed:
            super().close()
        try:
            self._program.wait(0.5)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)
            self._program.wait()
        self._ended(self._program.returncode)

    def _ended(self, code: int) -> None:
        if code < 0:
            self.signalstatus = -code
        else:
            self.exitstatus = code

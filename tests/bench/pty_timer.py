"""A stop watch over a pseudo-terminal: from a key, or the start, to the bytes of the frame that answers it."""

from __future__ import annotations

import os
import pty
import select
import signal
import struct
import termios
from collections.abc import Mapping, Sequence
from fcntl import ioctl
from time import perf_counter

PATIENCE = 30.0
QUIET = 0.12
"""Seconds without output after which a program counts as settled."""


class Timed:
    """A program in a terminal of its own."""

    def __init__(
        self, command: Sequence[str], size: tuple[int, int], env: Mapping[str, str] | None = None
    ) -> None:
        self.began = perf_counter()
        told = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})}
        told.pop("PYTHONDONTWRITEBYTECODE", None)
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.execvpe(command[0], list(command), told)
        ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def until(self, marker: bytes) -> float:
        """The instant at which the output has shown `marker`."""
        seen = b""
        while True:
            seen = seen[-200:] + self._read(PATIENCE)
            if marker in seen:
                return perf_counter()

    def settle(self) -> None:
        """Waits for the end of what is being drawn."""
        while self._waits(QUIET):
            self._read(0)

    def key(self, sequence: bytes, marker: bytes = b"") -> float:
        """Seconds from the key to the first output, or to the output that shows `marker`."""
        began = perf_counter()
        os.write(self._fd, sequence)
        if marker:
            return self.until(marker) - began
        self._read(PATIENCE)
        return perf_counter() - began

    def end(self) -> None:
        """Ends the program, whatever it does."""
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)

    def _waits(self, seconds: float) -> bool:
        return bool(select.select([self._fd], [], [], seconds)[0])

    def _read(self, seconds: float) -> bytes:
        if seconds and not self._waits(seconds):
            raise TimeoutError("nothing was drawn")
        return os.read(self._fd, 1 << 16)

"""A stop watch over a pseudo-terminal: from a key, or the start, to the bytes of the frame that answers it.

The line between may be slow: then bytes arrive at a rate, and the program waits where the line is full, as over ssh.
"""

from __future__ import annotations

import os
import select
import signal
import struct
from collections.abc import Mapping, Sequence
from time import perf_counter, sleep

PATIENCE = 30.0
QUIET = 0.12
"""Seconds without output after which a program counts as settled."""


_PORTION = 64
"""Bytes that arrive together over a slow line."""
_ASKS_FOR_FRAMES, _KNOWS_FRAMES = b"\x1b[?2026$p", b"\x1b[?2026;2$y"
FRAME_ENDS = b"\x1b[?2026l"
"""What a program writes behind each frame, once the terminal has said that it knows what that means."""


class Timed:
    """A program in a terminal of its own; over a line of `rate` bytes a second, if that is given."""

    def __init__(
        self,
        command: Sequence[str],
        size: tuple[int, int],
        env: Mapping[str, str] | None = None,
        rate: float | None = None,
    ) -> None:
        import pty  # Windows has none of these; there only who measures misses them
        import termios
        from fcntl import ioctl

        self.began = perf_counter()
        self._rate = rate
        self._last = b""
        self.taken = 0
        """Bytes that have arrived."""
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

    def settle(self, quiet: float = QUIET) -> None:
        """Waits for the end of what is being drawn."""
        while self._waits(quiet):
            self._read(0)

    def frame(self, sequence: bytes, shows: bytes = b"") -> float:
        """Seconds from the key to the end of the first frame that has `shows` in it."""
        began = perf_counter()
        os.write(self._fd, sequence)
        seen = b""
        while True:
            seen += self._read(PATIENCE)
            while FRAME_ENDS in seen:
                frame, _, seen = seen.partition(FRAME_ENDS)
                if shows in frame:
                    return perf_counter() - began

    def press(self, sequence: bytes) -> None:
        """A key, without waiting for its answer."""
        os.write(self._fd, sequence)

    def drain(self, until: float) -> None:
        """Takes what arrives up to that instant."""
        while (left := until - perf_counter()) > 0:
            if self._waits(left):
                self._read(0)

    def last_frame(self, shows: bytes, quiet: float) -> float:
        """Seconds until the last frame with `shows` in it has arrived, when nothing follows for `quiet` seconds."""
        began = perf_counter()
        seen, found = b"", 0.0
        while self._waits(quiet):
            seen += self._read(0)
            while FRAME_ENDS in seen:
                frame, _, seen = seen.partition(FRAME_ENDS)
                if shows in frame:
                    found = perf_counter() - began
        return found

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
        data = os.read(self._fd, _PORTION if self._rate else 1 << 16)
        if self._rate:
            sleep(len(data) / self._rate)
        self.taken += len(data)
        if _ASKS_FOR_FRAMES in self._last + data:
            os.write(self._fd, _KNOWS_FRAMES)
        self._last = data[-len(_ASKS_FOR_FRAMES) + 1 :]
        return data

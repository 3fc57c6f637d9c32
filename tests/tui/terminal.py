"""A program in a real pseudo-terminal, with a terminal in memory that shows what a user would see."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import time
from collections.abc import Mapping, Sequence
from types import TracebackType

import pexpect
import pyte

from tests.terminal_process import at_terminal

KEYS = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "delete": "\x1b[3~",
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "backspace": "\x7f",
    "space": " ",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f4": "\x1bOS",
    "f8": "\x1b[19~",
}

LAST = 0.3
"""Seconds in which the last bytes of a program that has ended arrive: they may wait in the system, above all in a busy
one. Where nobody has the terminal open any more, their end is seen at once.
"""

_NOT_FOR_PYTE = re.compile(
    rb"\x1b\[[<>=][0-9;]*[a-zA-Z]"  # keyboard protocol
    rb"|\x1b\[\?[0-9;]*\$[a-z]"  # mode queries
    rb"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # titles, pointer shapes, clipboard
)
_OBEYED = re.compile(
    rb"\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[()][A-Z0-9]|\x1b[=>78M]"
)


class Terminal:
    """`with Terminal([sys.executable, "-m", "winback_tui"], (80, 24)) as terminal: terminal.wait_for("Overdue")`."""

    def __init__(
        self,
        command: Sequence[str],
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str] | None = None,
        timeout: float = 20,
    ) -> None:
        """`env` comes on top of a bare, repeatable environment; `timeout` is the patience of `wait_for` in seconds."""
        width, height = size
        self.timeout = timeout
        self.raw = bytearray()
        """Every byte that the program wrote."""
        self._screen = pyte.Screen(width, height)
        self._stream = pyte.ByteStream(self._screen)
        self._pending = b""
        told = {
            "PATH": os.environ["PATH"],
            "HOME": os.environ.get("HOME", "/"),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "PYTHONUTF8": "1",
            "ESCDELAY": "20",
            **(env or {}),
        }
        self.process = at_terminal(command, (height, width), told, timeout)
        self.process.delaybeforesend = None

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- reading

    @property
    def rows(self) -> list[str]:
        """The lines of the screen, without spaces at their ends."""
        self._take(0)
        return [line.rstrip() for line in self._display()]

    @property
    def screen(self) -> str:
        """The whole screen as text."""
        return "\n".join(self.rows)

    def row(self, number: int) -> str:
        """One line, from 0."""
        return self.rows[number]

    def cells(self, first: int, last: int) -> list[list[str]]:
        """Lines `first` to `last` cell by cell; the second cell of a wide character is empty."""
        self._take(0)
        return [
            [self._screen.buffer[y][x].data for x in range(self._screen.columns)]
            for y in range(first, last + 1)
        ]

    def find(self, text: str) -> tuple[int, int] | None:
        """Line and column of a text on the screen."""
        for y, line in enumerate(self.rows):
            if text in line:
                return y, line.index(text)
        return None

    @property
    def control_bytes(self) -> bytes:
        """Control bytes that are no part of a sequence the toolkit writes; must be empty."""
        whole = len(self.raw) - len(self._pending)  # the rest of a sequence may still be on its way
        left = _OBEYED.sub(b"", bytes(self.raw[:whole]))
        return bytes(byte for byte in left if (byte < 32 and byte not in b"\r\n") or byte == 127)

    # --- waiting

    def wait_for(self, *texts: str, gone: bool = False, timeout: float | None = None) -> None:
        """Returns as soon as the screen shows all of the texts (or, with `gone`, none). Fails with the screen."""
        end = time.monotonic() + (timeout or self.timeout)
        while True:
            screen = self.screen
            found = [text in screen for text in texts]
            if (not any(found)) if gone else all(found):
                return
            ended = not (self._take(0.05) or self.process.isalive())
            if ended and self._take(LAST):
                continue
            if ended or time.monotonic() > end:
                missing = [text for text, is_there in zip(texts, found, strict=True) if is_there == gone]
                raise AssertionError(
                    f"{'still' if gone else 'not'} on the screen: {missing}\n{self._framed()}"
                )

    def settle(self, quiet: float = 0.15) -> None:
        """Returns when nothing has been drawn for `quiet` seconds."""
        while self._take(quiet):
            pass

    def exit_code(self, timeout: float | None = None) -> int:
        """Waits for the end of the program; minus the signal's number if one killed it."""
        end = time.monotonic() + (timeout or self.timeout)
        while self.process.isalive():
            self._take(0.02)
            if time.monotonic() > end:
                raise AssertionError(f"still running\n{self._framed()}")
        self.settle(LAST)
        self.process.close()
        if self.process.signalstatus:
            return -int(self.process.signalstatus)
        return int(self.process.exitstatus)

    # --- doing

    def press(self, *keys: str) -> None:
        """Keys by name (`down`, `ctrl+p`, `alt+x`), or single characters."""
        for key in keys:
            self.process.send(_sequence(key))

    def type(self, text: str) -> None:
        """Text as typed, all at once."""
        self.process.send(text.encode())

    def paste(self, text: str) -> None:
        """Text as a terminal pastes it."""
        self.process.send(b"\x1b[200~" + text.encode() + b"\x1b[201~")

    def click(self, x: int, y: int) -> None:
        """The left button, pressed and let go; from 0."""
        at = f"{x + 1};{y + 1}"
        self.process.send(f"\x1b[<0;{at}M\x1b[<0;{at}m")

    def resize(self, width: int, height: int) -> None:
        """Another size, as if the window were dragged."""
        self._take(0)
        self._screen.resize(height, width)
        self.process.setwinsize(height, width)

    def signal(self, number: signal.Signals) -> None:
        """Sends a signal to the program itself."""
        os.kill(self.process.pid, number)

    def hang_up(self) -> None:
        """The terminal goes away, as when a connection breaks."""
        os.close(self.process.child_fd)
        self.process.closed = True

    def close(self) -> None:
        """Ends the program, whatever it does."""
        with contextlib.suppress(OSError, pexpect.ExceptionPexpect):
            self.process.close(force=True)

    # --- inside

    def _take(self, seconds: float) -> bool:
        if self.process.closed:
            return False
        try:
            data = self.process.read_nonblocking(65_536, seconds)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return False
        self.raw += data
        data = self._pending + data
        cut = data.rfind(b"\x1b", max(len(data) - 64, 0))
        self._pending = b"" if cut < 0 or _OBEYED.match(data, cut) else data[cut:]
        if self._pending:
            data = data[:cut]
        self._stream.feed(_NOT_FOR_PYTE.sub(b"", data))
        return True

    def _display(self) -> list[str]:
        """Like pyte's own, which fails while only half of a frame is there and half of a wide character."""
        columns = range(self._screen.columns)
        return ["".join(self._screen.buffer[y][x].data for x in columns) for y in range(self._screen.lines)]

    def _framed(self) -> str:
        line = "─" * self._screen.columns
        return f"┌{line}┐\n" + "\n".join(f"│{row}│" for row in self._display()) + f"\n└{line}┘"


def _sequence(key: str) -> bytes:
    if key in KEYS:
        return KEYS[key].encode()
    if key.startswith("ctrl+") and len(key) == 6:
        return bytes([ord(key[5].upper()) & 0x1F])
    if key.startswith("alt+") and len(key) == 5:
        return b"\x1b" + key[4].encode()
    if len(key) == 1:
        return key.encode()
    raise ValueError(f"no such key: {key}")

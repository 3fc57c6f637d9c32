"""The one door to the terminal: stdout is data, stderr is talk, and neither carries control bytes."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Iterable
from typing import TextIO

from winback_tui.domain.errors import NeedsHuman
from winback_tui.output.guard import printable_lines
from winback_tui.output.links import terminal_takes_links, with_links

_LONGEST, _SHOWN = 4_200, 200
_ENDLESS = re.compile(rf"\S{{{_LONGEST},}}")
"""Words longer than any path that a system takes."""


def prepare_streams() -> None:
    """Make both streams take any text: UTF-8 into files and pipes, stand-ins for what a terminal lacks."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None:
            continue
        if stream.isatty() or os.environ.get("PYTHONIOENCODING"):
            reconfigure(errors="replace")
        else:
            reconfigure(encoding="utf-8", errors="replace")


def data_stream() -> TextIO:
    """Where tables go; only the writers of `output` use it, and they guard each cell."""
    return sys.stdout


def say(text: str, ways: Iterable[str] = ()) -> None:
    """One or more lines of data on stdout; `ways` are phone numbers and addresses that a terminal shows as links."""
    shown = printable_lines(text)
    if ways and reader_at_terminal() and terminal_takes_links():
        shown = with_links(shown, ways)
    sys.stdout.write(shown + "\n")


def tell(text: str) -> None:
    """One or more lines of talk on stderr: what was done, what went wrong, what to do next."""
    if sys.stderr is not None:
        sys.stdout.flush()
        sys.stderr.write(printable_lines(_ENDLESS.sub(_beginning, text)) + "\n")
        sys.stderr.flush()


def _beginning(word: re.Match[str]) -> str:
    """An argument may have a million letters, and a sentence that quotes it would fill the screen many times."""
    return f"{word[0][:_SHOWN]}…"


def watched() -> bool:
    """Whether somebody sees talk as it is written."""
    return sys.stderr is not None and sys.stderr.isatty()


def pass_by(text: str) -> None:
    """Show a passing line of talk in place of the one before; an empty text clears it."""
    sys.stderr.write(f"\r{printable_lines(text)}" if text else "\r\x1b[K")
    sys.stderr.flush()


def confirm(question: str, yes: bool) -> bool:
    """Whether the user agrees; `yes` agrees beforehand. Anything but `y` or `yes` means no.

    Raises NeedsHuman when there is no terminal to ask at.
    """
    if yes:
        return True
    if not typist_at_terminal():
        raise NeedsHuman(f"{question} There is nobody to answer; add --yes to answer yes.")
    return ask(f"{question} [y/N]").strip().lower() in ("y", "yes")


def confirm_by_word(question: str, word: str, yes: bool) -> bool:
    """`confirm` for what cannot be taken back: nothing but the whole `word` agrees. Raises NeedsHuman."""
    if yes:
        return True
    if not typist_at_terminal():
        raise NeedsHuman(f"{question} There is nobody to answer; add --yes to answer yes.")
    return ask(f"{question} Type '{word}' to go on; anything else changes nothing:").strip().lower() == word


def ask(question: str) -> str:
    """One line typed by the user after `question`; raises EOFError when the input ends."""
    sys.stderr.write(printable_lines(question) + " ")
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")


def ask_secret(question: str) -> str:
    """One line typed by the user after `question`, which the terminal does not show; raises EOFError at its end."""
    from getpass import getpass

    return getpass(printable_lines(question) + " ", stream=sys.stderr)


def piped_bytes(most: int) -> bytes:
    """What comes through the pipe, which may never end: one byte more than `most` where there is more."""
    return sys.stdin.buffer.read(most + 1)


def flush() -> None:
    """Send off what stdout still holds; raises BrokenPipeError when nobody reads it any more."""
    sys.stdout.flush()


def close_quietly() -> None:
    """Point stdout at nothing, so that the last flush does not complain about the lost reader."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def reader_at_terminal() -> bool:
    """Whether a person reads stdout, rather than a pipe or a file."""
    return _at_terminal(sys.stdout)


def typist_at_terminal() -> bool:
    """Whether a person types on stdin and can be asked on stderr."""
    return _at_terminal(sys.stdin) and _at_terminal(sys.stderr)


def screen_possible() -> bool:
    """Whether stdin and stdout are terminals, as the full screen needs them."""
    return _at_terminal(sys.stdin) and _at_terminal(sys.stdout)


def shows(text: str) -> bool:
    """Whether stdout's encoding has every sign of `text`."""
    try:
        text.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def terminal_is_dumb() -> bool:
    """Whether the terminal cannot move its cursor, so that neither the screen nor tables can be drawn."""
    return os.environ.get("TERM", "" if os.name == "posix" else "windows") in ("", "dumb", "unknown")


def _at_terminal(stream: TextIO | None) -> bool:
    return stream is not None and not stream.closed and stream.isatty()

"""Text on its way out of the program, with nothing in it that a terminal or a spreadsheet would obey."""

from __future__ import annotations

import re

from winback_tui.domain.text import FORBIDDEN


def _stand_in(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "␡" if code == 0x7F else "\ufffd"


def printable(text: str) -> str:
    """`text` with control codes, bidi controls and lone surrogates shown as symbols; newlines and tabs stay.

    The second net behind `domain.text.clean`: also catches what never passed through there, such as a mistyped
    option, a file name or a message of the operating system.
    """
    if text.isascii() and text.isprintable():
        return text
    return FORBIDDEN.sub(_stand_in, text)


def printable_lines(text: str) -> str:
    """`printable`, but carriage returns count as line ends instead of being shown."""
    return printable(text.replace("\r\n", "\n").replace("\r", "\n"))


def one_line(text: str) -> str:
    """`printable` on one line: tabs and line ends become spaces."""
    if text.isascii() and text.isprintable():
        return text
    return printable_lines(text).replace("\t", " ").replace("\n", " ")

"""Makes the toolkit's pictures light and the same in every viewer: each word stands at its own place."""

from __future__ import annotations

import re
from html import unescape

from rich.cells import cell_len

CELL = 12.2
"""Width of a character cell in the pictures."""

_FONTS = re.compile(r"\s*@font-face \{.*?\}\n", re.DOTALL)
_CLIPPED_LINES = re.compile(r'\s*<clipPath id="t-line-\d+">.*?</clipPath>', re.DOTALL)
_TEXT = re.compile(r'<text class="(t-r\d+)" x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)</text>')
_WORD = re.compile("[─-▟]{1,4}|[^\xa0 ─-▟]+")
"""A word, or a short piece of a drawn line: some viewers draw long lines too short."""


def plain(svg: str) -> str:
    """The picture without fonts from a network, clipped lines and long names, and with every word placed.

    Viewers draw blanks and wide letters differently; placed words keep their columns in all of them.
    """
    svg = re.sub(r"terminal-\d+", "t", _FONTS.sub("\n", svg))
    return _TEXT.sub(_words, _CLIPPED_LINES.sub("", svg))


def _words(text: re.Match[str]) -> str:
    style, left, top, told = text.groups()
    told = unescape(told)
    return "".join(
        f'<text class="{style}" x="{float(left) + CELL * cell_len(told[: word.start()]):.6g}" y="{top}"'
        f' textLength="{CELL * cell_len(word[0]):.6g}">{_escaped(word[0])}</text>'
        for word in _WORD.finditer(told)
    )


def _escaped(word: str) -> str:
    return word.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

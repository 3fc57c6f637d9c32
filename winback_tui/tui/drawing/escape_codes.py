"""Colours and attributes as escape sequences, for what is drawn without a toolkit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from .cells import showable
from .list_lines import Run
from .palettes import Palette
from .tone_words import LINE_TONES, parse_style

_ATTRIBUTES = {"bold": "1", "underline": "4", "reverse": "7"}
_ANSI = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
_PLAIN = "\x1b[0m"
_STEPS = (0, 95, 135, 175, 215, 255)
"""Of each colour in the cube of the terminals that know 256."""


class Escapes:
    """Writes runs of text in one look, as colourful as the terminal can."""

    def __init__(self, look: Palette, environ: Mapping[str, str]) -> None:
        self._look = look
        self._colours = "NO_COLOR" not in environ
        self._millions = environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit")
        self._many = environ.get("TERM", "").endswith("256color") or environ.get("TERM") == "xterm-kitty"
        self._known: dict[tuple[str, str, str], str] = {}

    def line(self, runs: Iterable[Run], ground: str) -> str:
        """The runs on the background called `ground`; nothing in them is obeyed by the terminal."""
        return "".join(f"{self._sequence(run, ground)}{showable(run.text)}" for run in runs) + _PLAIN

    def _sequence(self, run: Run, ground: str) -> str:
        name = run.under, run.tone, ground
        found = self._known.get(name)
        if found is None:
            found = self._known[name] = self._make(*name)
        return found

    def _make(self, under: str, tone: str, ground: str) -> str:
        below, above = parse_style(LINE_TONES[under]), parse_style(LINE_TONES[tone])
        attributes = dict.fromkeys((*below.attributes, *above.attributes))
        codes = [_ATTRIBUTES[each] for each in attributes]
        if self._colours:
            codes.append(self._code(above.colour or below.colour or "foreground", behind=False))
            codes.append(self._code(above.background or below.background or ground, behind=True))
        return f"\x1b[0;{';'.join(code for code in codes if code)}m"

    def _code(self, name: str, behind: bool) -> str:
        colour = self._look.colour(name)
        if colour.startswith("ansi_"):
            return _of_sixteen(colour.removeprefix("ansi_"), behind)
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        kind = "48" if behind else "38"
        if self._millions:
            return f"{kind};2;{red};{green};{blue}"
        return f"{kind};5;{_of_many(red, green, blue)}" if self._many else ""


def _of_sixteen(name: str, behind: bool) -> str:
    if name == "default":
        return "49" if behind else "39"
    bright = name.startswith("bright_")
    return str(_ANSI.index(name.removeprefix("bright_")) + (90 if bright else 30) + (10 if behind else 0))


@cache
def _of_many(red: int, green: int, blue: int) -> int:
    """The nearest of the cube and of the greys."""
    steps = [_nearest_step(part) for part in (red, green, blue)]
    cube = sum((_STEPS[at] - part) ** 2 for at, part in zip(steps, (red, green, blue), strict=True))
    grey = min(max(round(((red + green + blue) / 3 - 8) / 10), 0), 23)
    greys = sum((8 + 10 * grey - part) ** 2 for part in (red, green, blue))
    return 232 + grey if greys < cube else 16 + 36 * steps[0] + 6 * steps[1] + steps[2]


def _nearest_step(part: int) -> int:
    return min(range(len(_STEPS)), key=lambda at: abs(_STEPS[at] - part))

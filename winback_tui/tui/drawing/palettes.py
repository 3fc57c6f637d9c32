"""The looks as plain data, and which one a terminal gets; imports no toolkit, as the first frame is drawn
without one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Palette(NamedTuple):
    """Colours by their names: `#rrggbb`, or `ansi_...` for one of the terminal's own sixteen."""

    name: str
    primary: str
    secondary: str
    accent: str
    success: str
    warning: str
    error: str
    foreground: str
    background: str
    surface: str
    panel: str
    dark: bool
    own: Mapping[str, str]
    """The colours of the style sheets that are none of those above."""
    boost: str | None = None
    ansi: bool = False

    @property
    def variables(self) -> dict[str, str]:
        """Every name in the style sheets other than the fields, and its value."""
        worn = {name: str(getattr(self, of)) for name, of in _WORN.items()}
        cursor = {"block-cursor-background": self.own["row-cursor"], "block-cursor-text-style": "bold"}
        return {**worn, **cursor, **self.own}

    def colour(self, name: str) -> str:
        """The colour called `name` in the style sheets, without its `$`."""
        value: str = self.variables.get(name) or getattr(self, name)
        return value


_WORN = {
    "border": "primary",
    "footer-key-foreground": "accent",
    "text-accent": "accent",
    "text-success": "success",
    "text-warning": "warning",
    "text-error": "error",
    "scrollbar-background": "background",
    "scrollbar-background-hover": "background",
    "scrollbar-background-active": "background",
    "scrollbar-corner-color": "background",
}
"""Names of the style sheets that are the same colour as one of the fields, in every look."""

DARK = Palette(
    name="dark",
    primary="#5fb0c4",
    secondary="#8fa7b8",
    accent="#7cc4d4",
    success="#86ba8a",
    warning="#dcae64",
    error="#ea8277",
    foreground="#d6dce2",
    background="#10141a",
    surface="#161b22",
    panel="#1d242d",
    dark=True,
    own={
        "text-muted": "#8794a1",
        "text-disabled": "#67727e",
        "row-cursor": "#1e2c38",
        "row-cursor-away": "#181f27",
        "rule": "#303a45",
        "border-blurred": "#3a4551",
        "block-cursor-foreground": "#d6dce2",
        "input-cursor-foreground": "#10141a",
        "input-cursor-background": "#d6dce2",
        "input-selection-background": "#2f5566",
        "scrollbar": "#36424e",
        "scrollbar-hover": "#5fb0c4",
        "scrollbar-active": "#7cc4d4",
    },
)

LIGHT = Palette(
    name="light",
    primary="#17677f",
    secondary="#4d6675",
    accent="#17677f",
    success="#2c6b3c",
    warning="#855300",
    error="#ae2f26",
    foreground="#20262c",
    background="#fbfaf6",
    surface="#f3f1ea",
    panel="#eae7de",
    dark=False,
    own={
        "text-muted": "#5c636a",
        "text-disabled": "#82888e",
        "row-cursor": "#dcebf0",
        "row-cursor-away": "#eeeee8",
        "rule": "#d3d0c6",
        "border-blurred": "#bdbab0",
        "block-cursor-foreground": "#20262c",
        "input-cursor-foreground": "#fbfaf6",
        "input-cursor-background": "#20262c",
        "input-selection-background": "#b5d8e3",
        "scrollbar": "#c9c6bb",
        "scrollbar-hover": "#17677f",
        "scrollbar-active": "#17677f",
    },
)

MONO = Palette(
    name="mono",
    primary="#e4e4e4",
    secondary="#bcbcbc",
    accent="#ffffff",
    success="#e4e4e4",
    warning="#ffffff",
    error="#ffffff",
    foreground="#d0d0d0",
    background="#121212",
    surface="#1a1a1a",
    panel="#242424",
    dark=True,
    own={
        "text-muted": "#9e9e9e",
        "text-disabled": "#767676",
        "row-cursor": "#303030",
        "row-cursor-away": "#1e1e1e",
        "rule": "#3a3a3a",
        "border-blurred": "#5f5f5f",
        "block-cursor-foreground": "#ffffff",
        "input-cursor-foreground": "#d0d0d0",
        "input-cursor-background": "#121212",
        "input-cursor-text-style": "reverse",
        "input-selection-background": "#4e4e4e",
        "scrollbar": "#4e4e4e",
    },
)

SIXTEEN = Palette(
    name="16",
    primary="ansi_cyan",
    secondary="ansi_blue",
    accent="ansi_cyan",
    success="ansi_green",
    warning="ansi_yellow",
    error="ansi_red",
    foreground="ansi_default",
    background="ansi_default",
    surface="ansi_default",
    panel="ansi_default",
    boost="ansi_default",
    dark=True,
    ansi=True,
    own={
        "ansi-background": "ansi_default",
        "ansi-foreground": "ansi_default",
        "text-muted": "ansi_bright_black",
        "text-disabled": "ansi_bright_black",
        "row-cursor": "ansi_default",
        "row-cursor-away": "ansi_default",
        "rule": "ansi_bright_black",
        "border-blurred": "ansi_bright_black",
        "block-cursor-foreground": "ansi_default",
        "input-cursor-foreground": "ansi_default",
        "input-cursor-background": "ansi_default",
        "input-cursor-text-style": "reverse",
        "input-selection-background": "ansi_blue",
        "scrollbar": "ansi_bright_black",
    },
)

CONTRAST = Palette(
    name="contrast",
    primary="#ffffff",
    secondary="#ffffff",
    accent="#5ff0ff",
    success="#6cff6c",
    warning="#ffe14d",
    error="#ff9a8f",
    foreground="#ffffff",
    background="#000000",
    surface="#0d0d0d",
    panel="#1c1c1c",
    dark=True,
    own={
        "text-muted": "#d8d8d8",
        "text-disabled": "#b4b4b4",
        "row-cursor": "#0b3f66",
        "row-cursor-away": "#2a2a2a",
        "rule": "#a8a8a8",
        "border-blurred": "#c8c8c8",
        "block-cursor-foreground": "#ffffff",
        "input-cursor-foreground": "#000000",
        "input-cursor-background": "#ffffff",
        "input-selection-background": "#0b5a92",
        "scrollbar": "#a8a8a8",
        "scrollbar-hover": "#ffffff",
        "scrollbar-active": "#5ff0ff",
    },
)

LOOKS = {look.name: look for look in (DARK, LIGHT, CONTRAST, MONO, SIXTEEN)}


def palette_for(wish: str, environ: Mapping[str, str]) -> str:
    """The look's name: mono under NO_COLOR, else the wish, else what the terminal says of itself.

    `wish` may be empty; `WINBACK_THEME` stands in for it.
    """
    if "NO_COLOR" in environ:
        return MONO.name
    wish = wish or environ.get("WINBACK_THEME", "")
    if wish in LOOKS:
        return wish
    if "COLORTERM" not in environ and environ.get("TERM", "") in {
        "linux",
        "xterm",
        "screen",
        "ansi",
        "vt220",
    }:
        return SIXTEEN.name
    background = environ.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT.name if background in {"7", "15"} else DARK.name

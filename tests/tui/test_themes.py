from __future__ import annotations

import pytest
from textual.color import Color

from winback_tui.tui.drawing.palettes import DARK, LIGHT, LOOKS, MONO, Palette, palette_for


@pytest.mark.parametrize(
    ("wish", "environ", "name"),
    [
        ("", {"COLORTERM": "truecolor", "TERM": "xterm-256color"}, "dark"),
        ("", {"TERM": "xterm-256color", "COLORFGBG": "0;15"}, "light"),
        ("", {"TERM": "linux"}, "16"),
        ("light", {"TERM": "linux"}, "light"),
        ("", {"WINBACK_THEME": "mono", "TERM": "xterm-256color"}, "mono"),
        ("no such", {"TERM": "xterm-256color"}, "dark"),
        ("16", {"NO_COLOR": "", "TERM": "xterm-256color"}, "mono"),
        ("light", {"NO_COLOR": "1", "WINBACK_THEME": "16"}, "mono"),
    ],
)
def test_which_look_a_terminal_gets(wish: str, environ: dict[str, str], name: str) -> None:
    assert palette_for(wish, environ) == name


@pytest.mark.parametrize("theme", [DARK, LIGHT, MONO], ids=lambda theme: str(theme.name))
def test_every_tone_can_be_read_on_its_background_and_under_the_cursor(theme: Palette) -> None:
    variables = {**theme.variables, "foreground": theme.foreground}
    grounds = (theme.background, theme.panel, variables["row-cursor"])
    for name in ("foreground", "text-muted", "text-accent", "text-success", "text-warning", "text-error"):
        for ground in grounds:
            assert _contrast(Color.parse(variables[name]), Color.parse(ground)) >= 4.5, (name, ground)


def _contrast(one: Color, other: Color) -> float:
    """The ratio of luminances as accessibility guidelines count it."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: Color) -> float:
    parts = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_all_themes_know_the_same_words() -> None:
    needed = {"text-muted", "row-cursor", "row-cursor-away", "rule", "scrollbar", "footer-key-foreground"}
    assert all(needed <= theme.variables.keys() for theme in LOOKS.values())

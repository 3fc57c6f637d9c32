"""Text painted with the few meanings that colour has, and the palettes as themes of the toolkit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.style import Style
from textual.color import Color
from textual.content import Content
from textual.style import Style as ContentStyle
from textual.theme import Theme

from winback_tui.output.links import link_spans

from .cells import showable
from .columns import Cell
from .palettes import LOOKS, Palette
from .tone_words import TONES, parse_style


def say(*parts: Cell) -> Content:
    """The parts in a row, each drawn literally: a text, or a text with its tone."""
    pieces: list[Content] = []
    for part in parts:
        text, tone = (part, "") if isinstance(part, str) else part
        text = "\n".join(showable(line) for line in text.split("\n"))
        pieces.append(Content.styled(text, TONES[tone]) if tone else Content(text))
    return Content.assemble(*pieces)


def linked(content: Content, ways: Iterable[str]) -> Content:
    """The same with these phone numbers and mail addresses as links."""
    for start, end, link in link_spans(content.plain, ways):
        content = content.stylize(ContentStyle(link=link), start, end)
    return content


def line_style(words: str, variables: Mapping[str, str]) -> Style:
    """The same words (`bold $text-accent on $row-cursor`) for widgets that draw their lines themselves."""
    style = parse_style(words)
    colour, background = (
        Color.parse(variables[name]).rich_color if name else None for name in (style.colour, style.background)
    )
    attributes = dict.fromkeys(style.attributes, True)
    return Style(color=colour, bgcolor=background, **attributes)  # type: ignore[arg-type]


def _theme(look: Palette) -> Theme:
    colours = look._asdict()
    del colours["own"]
    return Theme(**colours, variables=look.variables)


THEMES = {name: _theme(look) for name, look in LOOKS.items()}

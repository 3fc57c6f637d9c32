"""The text of the help screen: purposes on top, then the keys of each place around the focus, and what columns mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Any, ClassVar, NamedTuple

from textual.app import App
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.dom import DOMNode
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget

from winback_tui.tui.app.context import app_of
from winback_tui.tui.commands.command import HasCommands, places
from winback_tui.tui.commands.keys import character, key_labels
from winback_tui.tui.drawing.cells import fit
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.base.base_screen import BaseScreen
from winback_tui.tui.screens.base.reader import Reader

from .rule_screen import rules_content

KEYS, NAME = 16, 24
NO_KEY = "–"
RULES = "The rules behind what is shown"
NAMES = "Command names, to change keys in keys.toml:"


class HelpRow(NamedTuple):
    """One line of help before it is wrapped."""

    keys: str
    name: str
    about: tuple[Cell, ...]


class HelpText(Widget):
    """Two narrow columns and a wide one."""

    DEFAULT_CSS = """
    HelpText { height: auto; width: 1fr; }
    """

    def __init__(self, origin: Screen[Any]) -> None:
        super().__init__()
        self._origin = origin
        self._rules = origin.rules() if isinstance(origin, BaseScreen) else ()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the wrapped text has."""
        return len(self._wrapped(width))

    def render(self) -> Content:
        """The text."""
        return Content("\n").join(self._wrapped(self.content_size.width))

    def _wrapped(self, width: int) -> list[Content]:
        lines: list[Content] = []
        for node in places(self._origin):
            purpose = getattr(node, "PURPOSE", "")
            if purpose:
                lines += [*say((purpose, "strong")).wrap(max(width, 1)), Content("")]
        rules = rules_content(self._rules)
        if rules:
            lines += [say((RULES, "muted")), *rules.wrap(max(width, 1)), Content("")]
        listed: dict[str, str] = {}
        sections = [
            (_heading(node), [*self._shown_commands(node, listed), *_moves(node)])
            for node in sorted(places(self._origin), key=_importance)
        ]
        sections.insert(-1, ("The columns", self._columns()))
        for heading, rows in sections:
            if rows:
                lines.append(say((heading, "muted")))
                for row in rows:
                    lines += _wrapped_row(row, width)
                lines.append(Content(""))
        names = "   ".join(f"{keys} {name}" for name, keys in listed.items() if keys != NO_KEY)
        lines += [Content(""), say((NAMES, "muted")), *say((names, "faint")).wrap(max(width, 1))]
        return lines

    def _columns(self) -> list[HelpRow]:
        columns: Sequence[ListColumn[Any]] = getattr(self._origin, "COLUMNS", ())
        return [HelpRow("", column.title, (column.means,)) for column in columns if column.means]

    def _shown_commands(self, node: DOMNode, listed: dict[str, str]) -> Iterator[HelpRow]:
        if not isinstance(node, HasCommands):
            return
        app = app_of(self)
        context = app.context(node, self._origin)
        for command in node.commands():
            title = command.title(context)
            if not title or command.id in listed:
                continue
            keys = app.keys_of(command)
            listed[command.id] = key_labels(keys) or NO_KEY
            reason = command.why_not(context)
            about: tuple[Cell, ...] = (command.about,)
            if reason:
                about += ((f" Not now: {reason}", "warn"),)
            yield HelpRow(key_labels(self._working(keys)) or NO_KEY, title, about)

    def _working(self, keys: str) -> str:
        """The keys among these that are not letters of what is typed or searched where the focus is."""
        focused = self._origin.focused
        each = [key.strip() for key in keys.split(",")]
        if focused is not None:
            each = [key for key in each if not focused.check_consume_key(key, character(key))]
        return ",".join(each)


def _heading(node: DOMNode) -> str:
    if isinstance(node, App):
        return "Everywhere"
    return getattr(node, "PLACE", "") or (
        "On this screen" if isinstance(node, Screen) else "Where the focus is"
    )


def _importance(node: DOMNode) -> int:
    """The screen's own commands come first, then those of the focus, then those of everywhere."""
    return 2 if isinstance(node, App) else 0 if isinstance(node, Screen) else 1


def _moves(node: DOMNode) -> Iterator[HelpRow]:
    """Keys that are not commands, those with the same meaning together."""
    grouped: dict[str, list[str]] = {}
    for _key, binding in node._bindings:
        if binding.description and "command(" not in binding.action and not binding.system:
            grouped.setdefault(binding.description, []).append(binding.key)
    if isinstance(node, App | Screen):
        grouped = {words: keys for words, keys in grouped.items() if words[0].islower()}
    for words, keys in grouped.items():
        yield HelpRow(key_labels(",".join(keys[:3])), words, ())


def _wrapped_row(row: HelpRow, width: int) -> list[Content]:
    keys, names = (say(text).wrap(room) for text, room in ((row.keys, KEYS - 1), (row.name, NAME)))
    left = [
        say(
            (fit(key.plain, KEYS) if key else " " * KEYS, "key"), fit(name.plain if name else "", NAME) + "  "
        )
        for key, name in zip_longest(keys, names)
    ]
    room = width - KEYS - NAME - 2
    if room < 16:
        return [*left, *(say("  ").append(line) for line in say(*row.about).wrap(max(width - 2, 1)))]
    about = say(*row.about).wrap(room) if row.about else []
    blank, nothing = say(" " * (KEYS + NAME + 2)), Content("")
    return [(start or blank) + (rest or nothing) for start, rest in zip_longest(left, about)]


class HelpScreen(Reader):
    """Help, assembled from the focused widget and everything around it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("question_mark,f1", "back", "back", show=False)]

    def __init__(self, origin: Screen[Any]) -> None:
        super().__init__("What the keys do here", HelpText(origin))

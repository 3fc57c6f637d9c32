"""The help: what a place is for, the keys of each place around the focus, what columns mean; searched and run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from textual import on
from textual.app import App
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.dom import DOMNode
from textual.geometry import Size
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from winback_tui.tui.app.context import app_of
from winback_tui.tui.commands.command import Command, HasCommands, keys_here, places
from winback_tui.tui.commands.keys import character, key_labels
from winback_tui.tui.drawing.cells import fit, width_of
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.screens.base.base_screen import BaseScreen
from winback_tui.tui.screens.base.reader import Reader
from winback_tui.tui.widgets.form.text_box import TextBox

from .rule_screen import rules_content

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context

KEYS, NAME, MARK = 16, 24, 2
"""Most cells of the keys with the gap behind them, and of the names, where there is room; cells of the mark."""
LEAST_KEYS, LEAST_NAME = 10, 16
KEYS_SHARE, NAME_SHARE = 6, 4
"""On a narrow terminal keys and names take at most these parts of the width: what the commands do is read more."""
NO_KEY = "–"
RULES = "The rules behind what is shown"
NAMES = "Command names, to change keys in keys.toml:"


class HelpRow(NamedTuple):
    """One line of help before it is wrapped. One with a command can be run."""

    keys: str
    name: str
    about: tuple[Cell, ...]
    command: Command | None = None
    node: DOMNode | None = None

    def holds(self, words: Sequence[str]) -> bool:
        """Whether every word, in small letters, stands in it."""
        about = " ".join(cell if isinstance(cell, str) else cell[0] for cell in self.about)
        text = f"{self.keys} {self.name} {about}".casefold()
        return all(word in text for word in words)


class HelpText(Widget):
    """Two narrow columns and a wide one; one of the commands is chosen."""

    DEFAULT_CSS = """
    HelpText { height: auto; width: 1fr; }
    """

    def __init__(self, origin: Screen[Any]) -> None:
        super().__init__()
        self._origin = origin
        self._rules = origin.rules() if isinstance(origin, BaseScreen) else ()
        self._keys_here = keys_here(origin)
        self._words: Sequence[str] = ()
        self._sections: list[tuple[str, list[HelpRow]]] | None = None
        self._listed: dict[str, str] = {}
        self._runnable: list[tuple[HelpRow, int]] = []
        """Every shown row with a command, and the line on which it begins."""
        self.chosen = 0

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the wrapped text has."""
        return len(self._wrapped(width))

    def render(self) -> Content:
        """The text."""
        return Content("\n").join(self._wrapped(self.content_size.width))

    # --- searching and choosing

    def search(self, typed: str) -> None:
        """Shows only the rows that hold every typed word."""
        self._words = typed.casefold().split()
        self.chosen = 0
        self.refresh(layout=True)

    def choose(self, by: int) -> int:
        """Chooses a command further down, at most at the ends; the line on which it begins."""
        self.chosen = max(0, min(self.chosen + by, len(self._runnable) - 1))
        self.refresh()
        return self._runnable[self.chosen][1] if self._runnable else 0

    @property
    def row(self) -> HelpRow | None:
        """The chosen command; None where no command is shown."""
        return self._runnable[self.chosen][0] if self._runnable else None

    # --- the text

    def _wrapped(self, width: int) -> list[Content]:
        lines: list[Content] = [] if self._words else self._introduction(width)
        found: list[tuple[HelpRow, int]] = []
        sections = self._all_sections()
        widths = _table_widths([row for _, rows in sections for row in rows], width - MARK)
        for heading, every_row in sections:
            rows = [row for row in every_row if row.holds(self._words)]
            if not rows:
                continue
            lines.append(say((heading, "muted")))
            for row in rows:
                chosen = row.command is not None and len(found) == self.chosen
                if row.command is not None:
                    found.append((row, len(lines)))
                lines += [_marked(line, chosen) for line in _wrapped_row(row, width - MARK, *widths)]
            lines.append(Content(""))
        if not found and self._words:
            lines += [
                say(("Nothing here matches. ", "muted"), ("Esc", "key"), (" clears the search.", "muted"))
            ]
        self._runnable = found
        if not self._words:
            names = "   ".join(f"{keys} {name}" for name, keys in self._listed.items() if keys != NO_KEY)
            lines += [Content(""), say((NAMES, "muted")), *say((names, "faint")).wrap(max(width, 1))]
        return lines

    def _introduction(self, width: int) -> list[Content]:
        """What the place is for, and the rules behind what is shown."""
        lines: list[Content] = []
        for node in places(self._origin):
            purpose = getattr(node, "PURPOSE", "")
            if purpose:
                lines += [*say((purpose, "strong")).wrap(max(width, 1)), Content("")]
        rules = rules_content(self._rules)
        if rules:
            lines += [say((RULES, "muted")), *rules.wrap(max(width, 1)), Content("")]
        return lines

    def _all_sections(self) -> list[tuple[str, list[HelpRow]]]:
        if self._sections is None:
            self._sections = [
                (_heading(node), [*self._shown_commands(node, self._listed), *_moves(node)])
                for node in sorted(places(self._origin), key=_importance)
            ]
            self._sections.insert(-1, ("The columns", self._columns()))
        return self._sections

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
            working = self._working(self._keys_here[command.id])
            yield HelpRow(key_labels(working) or NO_KEY, title, about, command, node)

    def _working(self, each: Sequence[str]) -> str:
        """The keys among these that are not letters of what is typed or searched where the focus is."""
        focused = self._origin.focused
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


def _table_widths(rows: Sequence[HelpRow], width: int) -> tuple[int, int]:
    """Cells of the keys and of the names: no wider than the longest of them, whatever is searched."""
    longest_keys = max((width_of(row.keys) for row in rows), default=0) + 1
    longest_name = max((width_of(row.name) for row in rows), default=0)
    return (
        max(min(longest_keys, KEYS, width // KEYS_SHARE), LEAST_KEYS),
        max(min(longest_name, NAME, width // NAME_SHARE), LEAST_NAME),
    )


def _wrapped_row(row: HelpRow, width: int, keys_width: int, name_width: int) -> list[Content]:
    keys, names = (
        say(text).wrap(room) for text, room in ((row.keys, keys_width - 1), (row.name, name_width))
    )
    left = [
        say(
            (fit(key.plain if key else "", keys_width), "key"),
            fit(name.plain if name else "", name_width) + "  ",
        )
        for key, name in zip_longest(keys, names)
    ]
    room = width - keys_width - name_width - 2
    if room < 16:
        return [*left, *(say("  ").append(line) for line in say(*row.about).wrap(max(width - 2, 1)))]
    about = say(*row.about).wrap(room) if row.about else []
    blank, nothing = say(" " * (keys_width + name_width + 2)), Content("")
    return [(start or blank) + (rest or nothing) for start, rest in zip_longest(left, about)]


def _marked(line: Content, chosen: bool) -> Content:
    return say(("▌ ", "accent") if chosen else "  ") + line


class HelpSearch(TextBox):
    """Opened by `/`; arrows choose among what is found."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "screen.choose(-1)", "up", show=False),
        Binding("down", "screen.choose(1)", "down", show=False),
    ]


class SearchHelp(Command):
    id = "help.search"
    keys = "slash"
    label = "search the help"
    short = "search"
    about = "Show only the lines that contain what you type."
    footer = 2

    async def run(self, context: Context) -> None:
        cast("HelpScreen", context.screen).begin_search()


class RunChosen(Command):
    id = "help.run"
    keys = "enter"
    label = "do it"
    about = "Run the chosen command where the help was opened."
    footer = 1

    def run(self, context: Context) -> None:
        cast("HelpScreen", context.screen).run_chosen()


class HelpScreen(Reader):
    """Help, assembled from the focused widget and everything around it; it is searched, and does the chosen line."""

    AUTO_FOCUS = ""
    OWN_COMMANDS = (RunChosen, SearchHelp)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark,f1", "back", "back", show=False),
        Binding("down,j", "choose(1)", "next", show=False),
        Binding("up,k", "choose(-1)", "previous", show=False),
    ]

    def __init__(self, origin: Screen[Any]) -> None:
        self._help = HelpText(origin)
        self._origin = origin
        super().__init__("What the keys do here", self._help)
        self._search = HelpSearch(placeholder="type to search", limit=60)
        self._search.display = False

    def on_mount(self) -> None:
        """Puts the search line in its place; nothing is typed into it yet."""
        self.query_one("#box").mount(self._search, before="#text")

    def begin_search(self) -> None:
        """Shows the search line."""
        self._search.display = True
        self.call_after_refresh(self.set_focus, self._search)  # the key that opened it is not typed into it

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._help.search(event.value)

    def action_choose(self, by: int) -> None:
        """The next or the previous command; the text follows."""
        line = self._help.choose(by)
        text = self.query_one("#text")
        if not text.scroll_offset.y <= line < text.scroll_offset.y + text.size.height - 1:
            text.scroll_to(y=max(line - 2, 0), animate=False)

    def run_chosen(self) -> None:
        """Closes the help and does the chosen command where the help was opened."""
        row = self._help.row
        if row is None or row.command is None or row.node is None:
            return
        self.dismiss(None)
        self.app.call_later(self._app.run_command, row.command, row.node, self._origin)

    def action_back(self) -> None:
        """Esc: the search first, then the help."""
        if self._search.display:
            self._search.value = ""
            self._search.display = False
            self.set_focus(None)
        else:
            super().action_back()

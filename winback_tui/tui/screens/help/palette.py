"""The command palette: every command by name; one that is not possible now says why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.dom import DOMNode
from textual.fuzzy import FuzzySearch
from textual.screen import Screen
from textual.widgets import Input

from winback_tui.tui.commands.command import Command, active_commands, keys_here
from winback_tui.tui.commands.keys import key_label
from winback_tui.tui.drawing.columns import Cell, ListColumn
from winback_tui.tui.screens.base.base_screen import Modal
from winback_tui.tui.widgets.form.text_box import TextBox
from winback_tui.tui.widgets.list.empty import Empty, Why
from winback_tui.tui.widgets.list.rows import ListRows
from winback_tui.tui.widgets.list.window_table import WindowTable
from winback_tui.tui.widgets.style_sheet import style_sheet

T = TypeVar("T")

VIEW_WEIGHT = 0.6
"""For how much the match of a view counts: who types a verb means the verb."""


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """A command as the palette shows it."""

    command: Command
    node: DOMNode
    title: str
    key_shown: str
    reason: str

    @property
    def key(self) -> str:
        """Its id."""
        return self.command.id


def _title(entry: PaletteEntry) -> Cell:
    return (entry.title, "faint") if entry.reason else entry.title


def _words(entry: PaletteEntry) -> Sequence[str]:
    """Title, the footer's word for it, what it does, its key."""
    return entry.title, entry.command.short, entry.command.about, entry.key_shown


def _about(entry: PaletteEntry) -> Cell:
    return (entry.reason or entry.command.about, "muted")


class QueryBox(TextBox):
    """The box on top: arrows move in the list below."""

    BINDINGS: ClassVar = [
        Binding("up,ctrl+p", "list('step', -1)", "up", show=False),
        Binding("down,ctrl+n", "list('step', 1)", "down", show=False),
        Binding("pageup", "list('page', -1)", "page up", show=False),
        Binding("pagedown", "list('page', 1)", "page down", show=False),
    ]

    def action_list(self, how: str, by: int) -> None:
        """Moves the list's cursor."""
        getattr(self.screen.query_one(WindowTable), f"action_{how}")(by)


class PaletteScreen(Modal[None]):
    """Type a few letters, Enter does it."""

    DEFAULT_CSS = style_sheet(__file__)
    BINDINGS: ClassVar = [Binding("enter", "choose", "do it", show=False)]
    COLUMNS: ClassVar[tuple[ListColumn[PaletteEntry], ...]] = (
        ListColumn("title", "Command", _title, 26, 18),
        ListColumn("key", "Key", lambda entry: (entry.key_shown, "key"), 8, 6),
        ListColumn("about", "What it does", _about, 60, 12, grows=True),
    )

    def __init__(self, origin: Screen[Any]) -> None:
        super().__init__()
        self._origin = origin
        self._entries: list[PaletteEntry] = []
        self.table = WindowTable(self.COLUMNS, id="commands")
        self.table.can_focus = False

    def compose(self) -> ComposeResult:
        """A box at the top."""
        app = self._app
        working = keys_here(self._origin)
        for command, node in active_commands(self._origin):
            context = app.context(node, self._origin)
            title = command.title(context)
            if title and command.id != "app.palette":
                self._entries.append(
                    PaletteEntry(
                        command,
                        node,
                        title,
                        key_label(next(iter(working[command.id]), "")),
                        command.why_not(context) or "",
                    )
                )
        recent = app.recent_commands
        last = {command_id: place for place, command_id in enumerate(recent)}
        self._entries.sort(
            key=lambda entry: (
                bool(entry.reason),
                last.get(entry.key, len(recent)),
                entry.command.goes_to_view,
                entry.command.footer or 50,
            )
        )
        self._filter("")
        with Vertical(id="palette"):
            yield QueryBox(placeholder="What do you want to do?", limit=60)
            yield self.table

    def _filter(self, text: str) -> None:
        entries = rank(
            self._entries, text, _words, lambda entry: VIEW_WEIGHT if entry.command.goes_to_view else 1
        )
        none = Empty(Why.NO_MATCH, "No command matches.", (("Esc", "goes back"),))
        self.table.show(ListRows(entries), empty=none, keep=False)

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._filter(event.value)

    @on(WindowTable.Opened)
    def action_choose(self) -> None:
        """Closes the palette and does the chosen command where it was called."""
        entry: PaletteEntry | None = self.table.row
        if entry is None:
            return
        app = self._app
        origin = self._origin
        self.dismiss(None)
        app.remember_command(entry.key)
        self.app.call_later(app.run_command, entry.command, entry.node, origin)


def rank(
    items: Sequence[T],
    typed: str,
    words: Callable[[T], Sequence[str]],
    weight: Callable[[T], float] = lambda item: 1,
) -> list[T]:
    """Items that match `typed`, best first; all of them in their order where nothing is typed.

    `weight` counts for how much a match of the item is worth.

    The first of `words` is the title: letters in their order are enough there, and beginnings of words count most.
    In the others a typed word must stand as it is; they count half. Typed words may come in any order.
    """
    typed = typed.strip().casefold()
    if not typed:
        return list(items)
    search = FuzzySearch()
    scored = []
    for place, item in enumerate(items):
        title, *more = [each.casefold() for each in words(item)]
        found = [_word_score(search, word, title, more) for word in typed.split()]
        whole = search.match(typed, title)[0] * (2 if title.startswith(typed) else 1)
        score = max(whole, sum(found) if all(found) else 0.0) * weight(item)
        if score:
            scored.append((-score, place, item))
    scored.sort(key=lambda entry: entry[:2])
    return [item for _score, _place, item in scored]


def _word_score(search: FuzzySearch, word: str, title: str, more: Sequence[str]) -> float:
    others = [search.match(word, text)[0] / 2 for text in more if word in text]
    return max(search.match(word, title)[0], *others, 0.0)

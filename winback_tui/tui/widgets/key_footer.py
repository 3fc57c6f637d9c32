"""The bottom line: the keys that do something here and now, in groups; a click does the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.screen import Screen

from winback_tui.tui.app.context import app_of
from winback_tui.tui.commands.command import Command, command_around
from winback_tui.tui.commands.keys import character, key_label
from winback_tui.tui.drawing.pieces import Piece, Sides

from .line import ClickableLine

if TYPE_CHECKING:
    from textual.dom import DOMNode


GAP, BETWEEN_GROUPS = 2, " │ "
GROUP = 10
"""Places of the footer that make a group: what is done with the account, with the list, everywhere."""


class _Entry(NamedTuple):
    """A command that has a key here."""

    command: Command
    node: DOMNode
    key: str
    word: str
    stays: bool


class KeyFooter(ClickableLine):
    """`c contact…  i interview… │ / filter  F narrow… │ u undo  ? help`; what opens something ends in `…`."""

    DEFAULT_CSS = """
    KeyFooter { background: $panel; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._shown_commands: list[_Entry] = []

    def on_mount(self) -> None:
        """Listens for another focus, another keymap."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, _screen: Screen[Any]) -> None:
        self.refresh_commands()

    def refresh_commands(self) -> None:
        """Looks again which commands are possible; draws only if that changed. Nothing where its screen has closed."""
        if not self.is_attached:
            return
        commands = self._entries()
        if commands != self._shown_commands:
            self._shown_commands = commands
            self.refresh()

    def _entries(self) -> list[_Entry]:
        app = app_of(self)
        focused = self.screen.focused
        nodes: dict[str, DOMNode] = {}
        working: dict[str, set[str]] = {}
        for active in self.screen.active_bindings.values():
            key, command_id = active.binding.key, active.binding.id
            if not active.binding.show or command_id is None:
                continue
            if focused is not None and focused.check_consume_key(key, character(key)):
                continue
            nodes.setdefault(command_id, active.node)
            working.setdefault(command_id, set()).add(key)
        found = []
        doubled: set[str] = set()
        for command_id, node in nodes.items():
            command = command_around(node, command_id)
            context = app.context(node, self.screen)
            word = command.word(context)
            if not word or command.why_not(context) is not None:
                continue  # the palette and the help say why it is not possible
            key = self._first_key(command, working[command_id])
            words = f"{word}…" if command.opens else word
            found.append(_Entry(command, node, key, words, command.stays_in(context)))
            doubled.add(command.stands_for(context))
        return sorted(
            (entry for entry in found if entry.command.id not in doubled),
            key=lambda entry: entry.command.footer,
        )

    def _first_key(self, command: Command, working: set[str]) -> str:
        """The first of the command's keys, in its own order, that works where the focus is. Where texts are typed, one
        that works on every page comes first: a character would only work while no text has the focus."""
        keys = [key.strip() for key in app_of(self).keys_of(command).split(",")]
        if getattr(self.screen, "TYPED_INTO", False) and command.stays:
            keys.sort(key=lambda key: character(key) is not None)
        return key_label(next((key for key in keys if key in working), next(iter(working))))

    def pieces(self, width: int) -> Sides:
        """As many keys as fit; those that stay here go last."""
        entries = self._shown_commands
        pieces = [self._piece(entry) for entry in entries]
        order = sorted(
            range(len(pieces)),
            key=lambda at: (entries[at].stays, -entries[at].command.footer),
        )
        visible = set(range(len(pieces)))
        for at in order:
            if sum(piece.width for piece in self._row(pieces, visible)) <= width:
                break
            visible.discard(at)
        return self._row(pieces, visible), []

    def _row(self, pieces: Sequence[Piece], visible: Iterable[int]) -> list[Piece]:
        """These pieces with a line between two groups."""
        row: list[Piece] = []
        group = 0
        for at in sorted(visible):
            before, group = group, self._shown_commands[at].command.footer // GROUP
            if row:
                row.append(Piece(((BETWEEN_GROUPS, "faint"),) if group != before else (" " * GAP,)))
            row.append(pieces[at])
        return row

    def _piece(self, entry: _Entry) -> Piece:
        do = partial(app_of(self).run_command, entry.command, entry.node)
        return Piece(((entry.key, "key"), f" {entry.word}"), do)

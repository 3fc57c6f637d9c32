"""The bottom line: the keys that do something here, dim where they cannot."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from textual.screen import Screen

from winback_tui.tui.app.context import app_of
from winback_tui.tui.app.keys import character, shown
from winback_tui.tui.commands.command import Command, command_around
from winback_tui.tui.drawing.pieces import Piece, Sides

from .line import ClickableLine

if TYPE_CHECKING:
    from textual.dom import DOMNode


GAP = 3


class _Entry(NamedTuple):
    """A verb that has a key here."""

    verb: Command
    node: DOMNode
    key: str
    word: str
    possible: bool


class KeyFooter(ClickableLine):
    """`i interview   c contact   p plan   / filter   u undo   ? help`; a click does it."""

    DEFAULT_CSS = """
    KeyFooter { background: $panel; padding: 0 1; }
    """

    def __init__(self) -> None:
        super().__init__(id="keys")
        self._verbs: list[_Entry] = []

    def on_mount(self) -> None:
        """Listens for another focus, another keymap."""
        self.screen.bindings_updated_signal.subscribe(self, self._bindings_changed)

    def _bindings_changed(self, _screen: Screen[Any]) -> None:
        self.refresh_verbs()

    def refresh_verbs(self) -> None:
        """Looks again which verbs there are and which are possible; draws only if that changed."""
        verbs = self._entries()
        if verbs != self._verbs:
            self._verbs = verbs
            self.refresh()

    def _entries(self) -> list[_Entry]:
        app = app_of(self)
        focused = self.screen.focused
        nodes: dict[str, DOMNode] = {}
        working: dict[str, set[str]] = {}
        for active in self.screen.active_bindings.values():
            key, verb_id = active.binding.key, active.binding.id
            if not active.binding.show or verb_id is None:
                continue
            if focused is not None and focused.check_consume_key(key, character(key)):
                continue
            nodes.setdefault(verb_id, active.node)
            working.setdefault(verb_id, set()).add(key)
        found = []
        for verb_id, node in nodes.items():
            verb = command_around(node, verb_id)
            context = app.context(node, self.screen)
            key = self._first_key(verb, working[verb_id])
            found.append(_Entry(verb, node, key, verb.word(context), verb.why_not(context) is None))
        return sorted(found, key=lambda entry: entry.verb.footer)

    def _first_key(self, verb: Command, working: set[str]) -> str:
        """The first of the verb's keys, in its own order, that works where the focus is."""
        keys = [key.strip() for key in app_of(self).keys_of(verb).split(",")]
        return shown(next((key for key in keys if key in working), next(iter(working))))

    def pieces(self, width: int) -> Sides:
        """As many as fit, first of all those that stay."""
        entries = self._verbs
        pieces = [self._piece(entry) for entry in entries]
        order = sorted(
            range(len(pieces)),
            key=lambda at: (entries[at].verb.stays, -entries[at].verb.footer),
        )
        visible = set(range(len(pieces)))
        for at in order:
            if sum(pieces[n].width + GAP for n in visible) - GAP <= width:
                break
            visible.discard(at)
        row: list[Piece] = []
        for at in sorted(visible):
            row += [Piece((" " * GAP,)), pieces[at]] if row else [pieces[at]]
        return row, []

    def _piece(self, entry: _Entry) -> Piece:
        do = partial(app_of(self).do_verb, entry.verb, entry.node)
        if not entry.possible:
            return Piece(((f"{entry.key} {entry.word}", "faint"),), do)
        return Piece(((entry.key, "key"), f" {entry.word}"), do)

"""Places without a box: what is typed there too early does nothing, and the page says so."""

from __future__ import annotations

from typing import Any, ClassVar

from textual import events
from textual.message import Message

from winback_tui.tui.app.context import app_of
from winback_tui.tui.commands.command import HasCommands, places
from winback_tui.tui.commands.shell import Help


class NothingWritten(Message):
    """Somebody typed where there is no text box; `words` say what works instead."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.words = words


class NoTextInput:
    """Put before Widget in the bases: of the letters, only those of the interview itself and of help work.

    The commands of the program behind it stay in the palette: words of a customer typed too early are none.
    """

    INSTEAD: ClassVar[str] = "There is nothing to type on this page; Enter goes on."

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Letters that do nothing are taken, so that they are not commands.

        Letters of other alphabets are not: they may mean the Latin key of the same place.
        """
        return character is not None and character.isascii() and self._idle(key, character)

    def on_key(self: Any, event: events.Key) -> None:
        """Tells of a letter that does nothing here."""
        if event.character is not None and self._idle(event.key, event.character):
            event.stop()
            event.prevent_default()
            self.post_message(NothingWritten(self.INSTEAD))

    def _idle(self: Any, key: str, character: str) -> bool:
        return character.isprintable() and key not in self._working()

    def _working(self: Any) -> set[str]:
        """Keys of the interview's own commands and moves, and of help."""
        inside = [node for node in places(self.screen) if node is not self.app]
        commands = [
            command for node in inside if isinstance(node, HasCommands) for command in node.commands()
        ]
        bound = ",".join(app_of(self).keys_of(command) for command in (*commands, Help()))
        moves = {key for node in inside for key, binding in node._bindings if not binding.id}
        return {key.strip() for key in bound.split(",")} | moves

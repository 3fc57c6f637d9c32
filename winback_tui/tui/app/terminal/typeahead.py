"""Keys typed ahead reach what they are meant for: each waits until the one before has taken effect.

The toolkit hands a key to the widget that has the focus when the key arrives. In a burst (a fast typist, a script, a
slow moment) that is the old widget: after Tab the wrong field, after `c` the list instead of the dialog.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from textual import events
from textual.dom import DOMNode
from textual.screen import Screen

if TYPE_CHECKING:
    from textual.app import App

LOST_AFTER = 0.5
"""Seconds after which a key counts as arrived although its widget went away under it."""
PATIENCE = 3.0
"""Seconds that a command or a list may take before keys go to where the user still is."""


@runtime_checkable
class Quick(Protocol):
    """A widget that does its own moves at once: they change nothing for the next key."""

    def quick_key(self, key: events.Key) -> bool:
        """Does what the key means; False where it means nothing here."""
        ...


class KeysAhead:
    """Holds keys back while an earlier one is on its way or a screen is opening."""

    def __init__(self, app: App[Any], deliver: Callable[[events.Key], Awaitable[None]]) -> None:
        """`deliver` gives one key to the program."""
        self._app = app
        self._deliver = deliver
        self._waiting: deque[events.Key] = deque()
        self._sent: events.Key | None = None
        """The key that is still on its way."""
        self._opening_from: Screen[Any] | None = None
        self._until = 0.0
        self._rows_until = 0.0
        self._saved_until = 0.0

    def command_begins(self) -> None:
        """A command runs that may open a screen."""
        self._opening_from = self._app.screen
        self._until = monotonic() + PATIENCE

    def command_ends(self) -> None:
        """The command opened no screen, or goes on with something else."""
        self._opening_from = None
        self._app.call_later(self._release)

    async def take(self, key: events.Key) -> None:
        """Delivers the key now or as soon as everything before it has taken effect."""
        self._waiting.append(key)
        if len(self._waiting) == 1:
            await self._release()

    async def _release(self) -> None:
        while self._waiting and self._sent is None:
            key, target = self._waiting[0], self._app.focused if self._app.screen_stack else None
            if not self._ready() or (self._list_is_behind() and not self._changes_nothing(key, target)):
                self._app.set_timer(0.005, self._release)
                return
            self._waiting.popleft()
            if isinstance(target, Quick) and target.quick_key(key):
                continue
            if self._changes_nothing(key, target):
                await self._deliver(key)
                continue
            self._sent = key
            await self._deliver(key)
            self._follow(target or self._app.screen, key)
            self._app.set_timer(LOST_AFTER, partial(self._arrived, key))

    def _ready(self) -> bool:
        if not self._app.screen_stack:
            return False
        screen = self._app.screen
        if self._opening_from is screen and monotonic() < self._until:
            return False
        return screen.is_mounted and not self._is_saving(screen)

    def _is_saving(self, screen: Screen[Any]) -> bool:
        """Whether the form on the screen is being saved: the next keys are meant for the screen under it."""
        if not getattr(screen, "saving", False):
            self._saved_until = 0.0
            return False
        self._saved_until = self._saved_until or monotonic() + PATIENCE
        return monotonic() < self._saved_until

    def _list_is_behind(self) -> bool:
        """Whether newer rows are being read: the next keys are meant for those."""
        if not getattr(self._app.screen, "behind", False):
            self._rows_until = 0.0
            return False
        self._rows_until = self._rows_until or monotonic() + PATIENCE
        return monotonic() < self._rows_until

    def _changes_nothing(self, key: events.Key, target: DOMNode | None) -> bool:
        """Letters into a text keep the focus where it is."""
        if target is None:
            return False
        return target.check_consume_key(key.key, key.character)

    def _follow(self, node: DOMNode, key: events.Key) -> None:
        """Follows the key up to the program, through which it passes last; then the next key may be sent."""
        parent = node.parent
        if parent is None:
            node.call_later(node.call_later, self._arrived, key)
        else:
            node.call_later(self._follow, parent, key)

    async def _arrived(self, key: events.Key) -> None:
        if self._sent is key:
            self._sent = None
            await self._release()

"""A session with the user's own book: the program, and what it watches while the screens are used."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pkgutil import walk_packages
from typing import TYPE_CHECKING

from textual import events

from winback_tui.domain.errors import WinbackError
from winback_tui.services.settings.first_start import must_introduce
from winback_tui.tui.commands.command import Command, all_commands
from winback_tui.tui.widgets.background import in_background
from winback_tui.tui.widgets.list.head_lines import Banner

from .app import SECOND_WINDOW, WinbackApp
from .screen_registry import make_screen
from .watching.conflicts_watch import ConflictsWatch
from .watching.daily_backup import DailyBackupWatch
from .watching.garbage import GarbageWatch
from .watching.outside_watch import OutsideWatch
from .watching.returns_watch import ReturnsWatch
from .watching.start_notice import FirstScreenNotice

if TYPE_CHECKING:
    from winback_tui.store.book import Book

FORMS_AFTER = 0.8
"""Seconds after the first frame at which the user reads, and what forms are made of can be loaded."""


class Session(WinbackApp):
    """Watches for returns, makes the daily backup, and says what is wrong in the user's own files."""

    def __init__(
        self,
        book: Book,
        read_only: bool | str = False,
        *,
        claim: Callable[[], bool] = lambda: False,
        theme: str = "",
        keymap: Mapping[str, str] | None = None,
        faults: tuple[str, ...] = (),
        asks_who: bool = False,
    ) -> None:
        """`claim`: takes the book where no other window holds it any more. `faults`: sentences about the user's own
        files, said once the first frame is there. `asks_who`: nobody has said who sits here, so the first start asks.
        """
        super().__init__(book, read_only, theme=theme, keymap=keymap)
        self._claim = claim
        self._faults = faults
        self._asks_who = asks_who and not self.read_only
        self._backup = DailyBackupWatch(self)
        self._returns = ReturnsWatch(self)
        self._outside = OutsideWatch(self)
        self._notice = FirstScreenNotice(self)
        self._conflicts = ConflictsWatch(self)
        self._garbage = GarbageWatch(self)

    def _settled(self) -> None:
        super()._settled()
        self.theme_changed_signal.subscribe(self, lambda theme: self._save_theme(theme.name))
        self._returns.begin()
        self._outside.begin()
        self._conflicts.begin()
        if self._asks_who:
            self._ask_who()
        self._backup.begin()
        self._notice.begin()
        self._garbage.begin()
        self.set_timer(FORMS_AFTER, self.prepare_forms)
        if self._faults or self._keymap_given:
            in_background(self, self._say_faults, group="keys")

    async def on_event(self, event: events.Event) -> None:
        """The first key takes the notice away, and does what it always does."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            latin = self._typed_layout.latin(event.character) if event.character else None
            self._notice.key_pressed(latin or event.key)
        await super().on_event(event)

    def drop_notice(self) -> None:
        """Takes the notice away."""
        self._notice.drop()

    def book_taken_over(self) -> None:
        """Nobody in it came back just now."""
        self._returns.begin_again()

    def _ask_who(self) -> None:
        """Once, and only while nothing else was opened meanwhile."""
        if must_introduce(self.book) and len(self.screen_stack) == 1:
            self.push_screen(make_screen("team.me"))

    def leave(self, code: int = 0) -> None:
        """Saves what is typed, starts a waiting backup, and ends."""
        self._backup.leaving()
        super().leave(code)

    def look_again(self) -> None:
        """Reads the book again; where the other window has ended, this one may write from now on."""
        if self.read_only == SECOND_WINDOW and self._claim():
            self.read_only = ""
            self.drafts.keeps = True
            for screen in self.all_screens():
                screen.query(Banner).remove()
            self._backup.begin()
            self.tell("The other window is closed; you can edit here now.")
        super().look_again()

    def _save_theme(self, name: str) -> None:
        """The theme that was chosen is the one of the next session."""
        from winback_tui.services.settings.own_settings import write_own_setting

        if self.no_color:
            return
        try:
            write_own_setting("theme", name)
        except WinbackError as fault:
            self.tell(f"The theme was not saved: {fault}", "warning")

    async def _say_faults(self) -> None:
        """What is wrong in the user's own files, in one message: a second one would cover the first."""
        given = set(self._keymap_given)
        unknown = await self.fetch(lambda: sorted(given - set(known_commands()))) if given else []
        keys = [f"keys.toml has no command '{name}'; ? lists them all." for name in unknown]
        if self._faults or keys:
            self.tell(" ".join((*self._faults, *keys)), "warning")


def known_commands() -> dict[str, type[Command]]:
    """Every command there is, by id; imports every module of the screen."""
    package = import_module("winback_tui.tui")
    for module in walk_packages(package.__path__, f"{package.__name__}."):
        import_module(module.name)
    return {command.id: command for command in all_commands()}

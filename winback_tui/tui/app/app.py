"""The screen program: the book, the look, keys and commands, and leaving; the rest is in screens."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Awaitable, Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.reactive import var
from textual.screen import Screen

from winback_tui.domain.errors import WinbackError, refusal_words
from winback_tui.domain.wording import wording
from winback_tui.tui.commands.command import Command, HasCommands
from winback_tui.tui.commands.keys import KeyboardLayout, key_label, long_name
from winback_tui.tui.commands.shell import SHELL, Help, Quit, Suspend
from winback_tui.tui.drawing.crash_report import crash_sentence
from winback_tui.tui.drawing.output_filters import Colourless, Harmless
from winback_tui.tui.drawing.palettes import palette_for
from winback_tui.tui.drawing.tones import THEMES
from winback_tui.tui.screens.base.base_screen import covered

from .context import Context
from .drafts import Drafts
from .service_runner import ServiceRunner
from .subject import CommandSubject
from .terminal.signals import heed_signals
from .terminal.terminal_update import SendsChanges
from .terminal.title import TerminalTitle
from .terminal.typeahead import KeysAhead
from .views import VIEWS, ViewSpec

if TYPE_CHECKING:
    from textual.filter import LineFilter

    from winback_tui.store.book import Book

T = TypeVar("T")

RECENT = 8
"""Commands that the palette offers first."""
SETTLES_AFTER = 0.05
"""Seconds after the start at which the first frame is there and what could wait begins."""
SECOND_WINDOW = "This book is open in another window. Close that one, then press R here to edit."


class WinbackApp(HasCommands, ServiceRunner, SendsChanges):
    """One book on one screen."""

    CSS_PATH = "app.tcss"
    TITLE = "Winback"
    ENABLE_COMMAND_PALETTE = False
    OWN_COMMANDS = SHELL
    came_back: var[frozenset[str]] = var(frozenset[str], init=False)
    """Ids of the accounts that returned while the screen is open."""
    waiting_interview: CommandSubject | None = None
    """The account whose interview was left in the middle, while the first screen offers to go on with it."""

    def __init__(
        self,
        book: Book,
        read_only: bool | str = False,
        *,
        views: Sequence[ViewSpec] = VIEWS,
        theme: str = "",
        keymap: Mapping[str, str] | None = None,
    ) -> None:
        """`read_only`: another window holds the book, or the sentence why nothing can be changed."""
        super().__init__(book, views)
        self.read_only = SECOND_WINDOW if read_only is True else read_only or ""
        if book.as_of is not None:
            self.read_only = (
                f"This is the book as of {wording.full_day(book.as_of)}; the past cannot be changed."
            )
        self.drafts = Drafts(book.path.with_name(book.path.name + ".drafts"), keeps=not self.read_only)
        self.typed_passwords: dict[str, str] = {}
        self._harmless = Harmless()
        self._colourless = Colourless()
        self._typed_layout = KeyboardLayout()
        self._keys_ahead = KeysAhead(self, self._key)
        self._commands_running = 0
        self._ctrl_c_at = -10.0
        self.key_at = -10.0
        """When the last key or click came, on the clock of `monotonic`."""
        self.animation_level = (
            "none"  # nothing slides: each step of it would be a frame to send and to read past
        )
        self._refusal_rules: Sequence[str] = ()
        self._title: TerminalTitle | None = None
        self.recent_commands: list[str] = []
        """Ids of what was chosen in the palette, the latest first."""
        self.fault: BaseException | None = None
        """The exception that ended the program; None where the user left."""
        self._keymap_given = dict(keymap or {})
        for look in THEMES.values():
            self.register_theme(look)
        self._begin_with(palette_for(theme, os.environ))
        if keymap:
            self.set_keymap(keymap)

    def _begin_with(self, theme: str) -> None:
        """Sets the first theme without parsing the style sheets for another."""
        self.set_reactive(App.theme, theme)
        self.set_class(self.current_theme.dark, "-dark-mode", update=False)
        self.set_class(not self.current_theme.dark, "-light-mode", update=False)
        self._refresh_truecolor_filter(self.ansi_theme)
        self.stylesheet.set_variables(self.get_css_variables())

    def on_mount(self) -> None:
        """Listens for signals from the system and for changes in the book."""
        heed_signals(self)
        self.app_suspend_signal.subscribe(self, lambda _: self.draw_anew(), immediate=True)
        self.book_changed.subscribe(self, lambda _: self.recount(), immediate=True)
        self.set_timer(SETTLES_AFTER, self._first_frame_is_there)

    def _first_frame_is_there(self) -> None:
        if self.is_running:
            self._settled()

    def _settled(self) -> None:
        """After the first frame: what could wait until now."""
        gc.freeze()
        self.recount()

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Every drawn line passes here on its way to the terminal."""
        if self.no_color:
            return (self._harmless, self._colourless)
        return (*super().get_line_filters(), self._harmless)

    async def on_event(self, event: events.Event) -> None:
        """Each key waits until the one before has taken effect."""
        if isinstance(event, events.Resize):
            self.draw_anew()
        if isinstance(event, events.InputEvent):
            self.key_at = monotonic()
        if isinstance(event, events.Key) and not event.is_forwarded:
            await self._keys_ahead.take(event)
        elif isinstance(event, events.Key) and not self.screen_stack:
            return  # its screen has just closed and the next is not there yet: nothing is bound to it
        else:
            await super().on_event(event)

    async def _key(self, event: events.Key) -> None:
        """Keys of a Cyrillic layout mean the Latin key of the same place, except in a text being typed."""
        latin = self._typed_layout.latin(event.character) if event.character else None
        typing = self.focused is not None and self.focused.check_consume_key(event.key, event.character)
        if latin is not None and not typing:
            event = events.Key(long_name(latin), latin)
        if covered(self.screen) and (typing or not self._leaves(event.key)):
            return  # nobody acts on what they cannot see
        await super().on_event(event)

    def _leaves(self, key: str) -> bool:
        """Whether the key ends the program or puts it to sleep."""
        bound = self.screen.active_bindings.get(key)
        return bound is not None and bound.binding.id in (Quit.id, Suspend.id)

    def drop_notice(self) -> None:
        """Takes away what the first screen says until the first key."""

    def look_again(self) -> None:
        """Every view reads the book again, and the whole screen is sent again."""
        self.draw_anew()
        self.refresh()
        self.book_changed.publish(None)

    # --- commands

    def context(self, node: DOMNode, screen: Screen[Any] | None = None) -> Context:
        """What a command of `node` would act on now."""
        screen = screen or self.screen
        subject = getattr(screen, "subject", None)
        marked = getattr(screen, "marked", None)
        return Context(self, screen, node, subject() if subject else None, marked() if marked else ())

    def run_command(self, command: Command, node: DOMNode, screen: Screen[Any] | None = None) -> None:
        """Runs a command, or says why it cannot be done; nothing where its screen is not built yet or is closed."""
        screen = screen or self.screen
        if not (screen.is_mounted and screen.is_attached):
            return
        self.clear_read()
        if command.id != Help.id:
            self._refusal_rules = ()
        context = self.context(node, screen)._replace(about=command.about)
        busy = getattr(context.screen, "saving", False)
        reason = "Saving, one moment." if busy else command.why_not(context)
        if reason:
            self.tell(reason, "warning")
            return
        try:
            running = command.run(context)
        except WinbackError as fault:
            self.refuse(fault)
            return
        if running is not None:
            self._commands_running += 1
            self._keys_ahead.command_begins()
            self.run_worker(self._see_through(running), group="commands")

    def remember_command(self, command_id: str) -> None:
        """Notes what was chosen in the palette, so that it is offered first."""
        rest = [each for each in self.recent_commands if each != command_id]
        self.recent_commands = [command_id, *rest][:RECENT]

    def refuse(self, fault: WinbackError) -> None:
        """Shows why something was not done; the help key then opens the rule behind it, where there is one."""
        sentence, rules = refusal_words(fault)
        self.tell(f"{sentence} {self.key_of(Help())} shows the rule." if rules else sentence, "error")
        self._refusal_rules = rules

    def take_refusal_rules(self) -> Sequence[str]:
        """Ids of the rules behind the refusal that was shown just before, once."""
        rules, self._refusal_rules = self._refusal_rules, ()
        return rules

    def busy_acting(self) -> None:
        """Keys need not wait for a command that has begun to act."""
        self._keys_ahead.command_ends()

    def command_goes_on(self) -> None:
        """Keys wait again while the command whose form has just closed may open the next screen."""
        if self._commands_running:
            self._keys_ahead.command_begins()

    async def _see_through(self, running: Awaitable[None]) -> None:
        try:
            await running
        except WinbackError as fault:
            self.refuse(fault)
        finally:
            self._commands_running -= 1
            self._keys_ahead.command_ends()

    def keys_of(self, command: Command) -> str:
        """The command's keys after remapping, comma-separated; empty where it has none."""
        return self._keymap_given.get(command.id, command.keys)

    def key_of(self, command: Command) -> str:
        """The command's first key as people read it."""
        return key_label(self.keys_of(command).split(",")[0].strip()) if self.keys_of(command) else ""

    # --- leaving

    def keep_typed(self) -> None:
        """Lets every screen keep what is typed in it, and writes the drafts."""
        for screen in self.all_screens():
            keep = getattr(screen, "flush_typed", None)
            if keep is not None:
                keep()
        self.drafts.write()

    def watch_counts(self) -> None:
        """The title of the window says what waits."""
        if self._title is None and self._driver is not None and not self.is_headless:
            self._title = TerminalTitle(self._driver.write, self.demo)
        if self._title is not None:
            self._title.show(self.counts)

    def leave(self, code: int = 0) -> None:
        """Keeps what is typed and ends; `code` is the exit code."""
        self.keep_typed()
        if self._title is not None:
            self._title.give_back()
        self.exit(return_code=code)

    def action_help_quit(self) -> None:
        """ctrl+c: pressed again within two seconds, it quits."""
        now = monotonic()
        if now - self._ctrl_c_at < 2:
            self.leave()
        self._ctrl_c_at = now
        self.tell("Press ctrl+c again to leave Winback. What you typed is kept.")

    def _fatal_error(self) -> None:
        self.fault = self.fault or sys.exception()
        self.keep_typed()
        if "debug" in self.features:
            super()._fatal_error()
        else:
            self.panic(crash_sentence())

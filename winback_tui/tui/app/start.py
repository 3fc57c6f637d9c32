"""The quick way from the command line to the first frame."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from winback_tui.domain.errors import BadInput
from winback_tui.services.book.live_book import LiveBook
from winback_tui.services.book.opening import hold_book_lock, make_ready, why_unwritable
from winback_tui.services.settings.own_settings import OwnSettings, own_settings, settings_file
from winback_tui.tui.commands.keys import read_keymap
from winback_tui.tui.drawing.first_paint import draw_first_paint
from winback_tui.tui.drawing.splash import show_splash

if TYPE_CHECKING:
    from winback_tui.store.book import Book

    from .app import WinbackApp


def run_quickly(make: Callable[[], WinbackApp]) -> int:
    """Imports, builds and draws the first frame. Returns the exit code; raises what made the program fail, once the
    terminal is given back.
    """
    app = make()
    app.run()
    if app.fault is not None:
        raise app.fault
    return app.return_code or 0


def open_screen(book: Book, asks_who: bool = False) -> int:
    """Show the book until the user leaves; the exit code.

    With `asks_who` the first start asks who sits at this laptop, unless that is known.

    A book that is not there yet opens empty and is begun by the first act. A second window can only read; one
    that shows the past stands in nobody's way.
    Raises BookUnavailable for a file that is damaged, newer, out of reach or not a book.
    """
    unwritable = why_unwritable(book)
    open_book = LiveBook.of(replace(book, or_blank=True, yesterday_will_do=not unwritable))
    make_ready(open_book)
    settings, keymap, faults = _own_files()
    first = draw_first_paint(open_book, settings.theme, _terminal_size(), unwritable)
    with (
        show_splash(sys.__stderr__ or sys.stderr, sys.__stdin__ or sys.stdin, first) as give_over,
        ExitStack() as holding,
    ):

        def claim() -> bool:
            return holding.enter_context(hold_book_lock(open_book.path))

        read_only = unwritable or not (book.as_of or claim())

        def make() -> WinbackApp:
            from .session import Session

            app = Session(
                open_book,
                read_only,
                claim=claim,
                theme=settings.theme,
                keymap=keymap,
                faults=faults,
                asks_who=asks_who and not settings.actor,
            )
            give_over()
            return app

        return run_quickly(make)


def _terminal_size() -> tuple[int, int]:
    """Columns and lines, as `shutil` says them, which loads five packers first."""
    sizes = [os.environ.get(name, "") for name in ("COLUMNS", "LINES")]
    asked = [int(number) if number.isdecimal() else 0 for number in sizes]
    try:
        there = os.get_terminal_size(sys.__stdout__.fileno()) if sys.__stdout__ else (80, 24)
    except (OSError, ValueError):
        there = (80, 24)
    return asked[0] or there[0] or 80, asked[1] or there[1] or 24


def _own_files() -> tuple[OwnSettings, dict[str, str], tuple[str, ...]]:
    """The user's settings and keys; where a file has a fault, the usual ones and a sentence."""
    faults: list[str] = []
    settings, keymap = OwnSettings(), dict[str, str]()
    try:
        settings = own_settings()
    except BadInput as fault:
        faults.append(str(fault))
    try:
        keymap = read_keymap(settings_file().with_name("keys.toml"))
    except BadInput as fault:
        faults.append(str(fault))
    return settings, keymap, tuple(faults)

"""Frames on their way to the terminal: of what the toolkit wants drawn, only what changes is sent."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from rich.console import COLOR_SYSTEMS, Console
from rich.segment import Segment
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App

from winback_tui.output.links import terminal_takes_links

from .changed_cells import ChangedCells


class ChangedUpdate(CompositorUpdate):
    """What differs between a frame and the terminal."""

    def __init__(self, whole: LayoutUpdate | ChopsUpdate, shown: ChangedCells, size: tuple[int, int]) -> None:
        self._whole = whole
        self._shown = shown
        self._size = size

    def render_segments(self, console: Console) -> str:
        """The text for the terminal; the cells count as shown from here on."""
        pieces = _lines(self._whole) if isinstance(self._whole, LayoutUpdate) else _chops(self._whole)
        return self._shown.update(pieces, self._size)


def _lines(update: LayoutUpdate) -> Iterator[tuple[int, int, Iterable[Segment]]]:
    for row, line in enumerate(update.strips, update.region.y):
        yield row, update.region.x, chain.from_iterable(line)


def _chops(update: ChopsUpdate) -> Iterator[tuple[int, int, Iterable[Segment]]]:
    for row, first, end in update.spans:
        for stop, (column, strip) in zip(update.chop_ends[row], update.chops[row].items(), strict=False):
            if strip is not None and column <= end and stop > first:
                yield row, column, strip


class SendsChanges(App[Any]):
    """A program that sends its terminal what changes."""

    _shown: ChangedCells | None = None
    _pointer = "default"

    def _display(self, screen: Any, renderable: Any) -> None:
        if isinstance(renderable, (LayoutUpdate, ChopsUpdate)) and not self.is_headless:
            if self._shown is None:
                self._shown = ChangedCells(
                    COLOR_SYSTEMS.get(self.console.color_system or ""),
                    erases_in_colour(),
                    terminal_takes_links(),
                )
            renderable = ChangedUpdate(renderable, self._shown, self.size)
        super()._display(screen, renderable)

    def _set_pointer_shape(self, shape: str) -> None:
        """Every screen that opens asks for its shape, nearly always the one that the pointer has."""
        if shape != self._pointer:
            self._pointer = shape
            super()._set_pointer_shape(shape)

    def draw_anew(self) -> None:
        """Send the next frame whole: the terminal may show something else than it was sent."""
        if self._shown is not None:
            self._shown.forget()


def erases_in_colour() -> bool:
    """Whether the terminal says of itself that it fills what it erases with the current background."""
    if sys.platform == "win32":
        return False
    import curses

    try:
        curses.setupterm(os.environ.get("TERM"), sys.__stdout__.fileno() if sys.__stdout__ else -1)
        return curses.tigetflag("bce") == 1
    except curses.error:
        return False

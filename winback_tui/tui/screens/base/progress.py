"""Long work with count, rate and a way out; short work never shows it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from winback_tui.domain.errors import WinbackError
from winback_tui.tui.app.progress import Cancelled, TaskProgress
from winback_tui.tui.drawing.cells import showable
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.widgets.background import in_background
from winback_tui.tui.widgets.style_sheet import style_sheet

from .base_screen import Modal

if TYPE_CHECKING:
    from winback_tui.tui.app.context import AppProtocol

T = TypeVar("T")

APPEARS_AFTER = 0.4
"""Seconds."""
BAR = 40


def progress_words(progress: TaskProgress) -> Content:
    """A bar where the total is known, the count, the rate, the time left."""
    parts: list[Any] = []
    if progress.total:
        full = min(BAR, BAR * progress.done // progress.total)
        parts += [("━" * full, "accent"), ("─" * (BAR - full), "faint"), "\n"]
        parts.append(f"{progress.done:,} of {progress.total:,}")
    elif progress.done:
        parts.append(f"{progress.done:,}")
    if progress.done:
        parts.append((f"   {progress.rate:,.0f} a second", "muted"))
    left = progress.seconds_left
    if left is not None and left >= 1:
        parts.append((f"   {left:,.0f} s left", "muted"))
    if progress.note:
        parts.append((f"{chr(10) if parts else ''}{progress.note}", "muted"))
    return say(*parts)


class ProgressScreen(Modal["T | None"], Generic[T]):
    """Runs `work(progress)` in a thread; dismissed with its result, or None when cancelled.

    A WinbackError of the work is in `fault` afterwards.
    """

    DEFAULT_CSS = style_sheet(__file__)

    def __init__(self, title: str, work: Callable[[TaskProgress], T]) -> None:
        super().__init__()
        self._title_words = title
        self._work = work
        self.progress = TaskProgress()
        self.fault: WinbackError | None = None
        # held, not looked for: a tick may still come while the box is being taken down
        self._box = Vertical(id="box")
        self._far = Static(progress_words(self.progress), id="far", markup=False)

    def compose(self) -> ComposeResult:
        """A small box."""
        with self._box:
            self._box.border_title = Content(showable(self._title_words))
            yield self._far
            yield Static(say(("Esc", "key"), (" stops it; nothing is left half done", "muted")), markup=False)

    def on_mount(self) -> None:
        """Starts the work; the box appears only if it takes long enough to read."""
        self._box.display = False
        self.set_timer(APPEARS_AFTER, self._appear)
        self.set_interval(0.2, self._tick)
        in_background(self, self._run)

    def _appear(self) -> None:
        self._box.display = True

    def _tick(self) -> None:
        self._far.update(progress_words(self.progress))

    async def _run(self) -> None:
        result: T | None = None
        try:
            result = await asyncio.to_thread(self._work, self.progress)
        except Cancelled:
            result = None
        except WinbackError as fault:
            self.fault = fault
        self.dismiss(result)

    def action_back(self) -> None:
        """Asks the work to stop; the box closes when it has."""
        self.progress.cancelled = True
        self.progress.note = "stopping …"
        self._tick()


async def run_with_progress(app: AppProtocol, title: str, work: Callable[[TaskProgress], T]) -> T | None:
    """Runs long writing work with a progress box and a way out, then views reload; None when the user stopped it.

    The work calls `progress.step(done, total)`, which raises when it is to stop. Raises the work's WinbackError.
    """
    box = ProgressScreen(title, work)
    result = cast("T | None", await app.push_screen_wait(box))
    if box.fault is not None:
        raise box.fault
    if result is not None:
        app.changed()
    return result

"""The views as modes of the program, the numbers behind them, and going from one to another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, TypeVar

from textual.app import App
from textual.reactive import var
from textual.screen import Screen

from winback_tui.domain.errors import WinbackError
from winback_tui.services.demo.mark import is_demo
from winback_tui.tui.widgets.background import in_background

from .views import ViewSpec

if TYPE_CHECKING:
    from textual.widget import AwaitMount

    from winback_tui.store.book import Book

T = TypeVar("T")


class Tabs(App[None]):
    """The part of the program that knows the views."""

    counts: var[dict[str, int]] = var(dict, init=False)
    """Numbers behind the view titles, by view id."""

    def __init__(self, book: Book, views: Sequence[ViewSpec]) -> None:
        super().__init__()
        self.book = book
        self.views = list(views)
        if self.views:
            self._current_mode = self.views[0].id
            self._screen_stacks = {self._current_mode: []}

    @cached_property
    def demo(self) -> bool:
        """Whether the book's customers are made up; read with the first frame. Raises BookUnavailable."""
        return is_demo(self.book)

    def get_default_screen(self) -> Screen[Any]:
        """The first view; it becomes a mode when it is first left, because a mode is drawn twice at the start."""
        return self.views[0].make() if self.views else super().get_default_screen()

    def _new_screen(self, spec: ViewSpec) -> Screen[Any]:
        screen = spec.make()
        screen._css_update_count = self._css_update_count  # or every style sheet would be parsed again
        return screen

    async def fetch(self, work: Callable[[], T]) -> T:
        """Runs reading work without holding up the keys."""
        raise NotImplementedError

    def view_numbered(self, number: int) -> ViewSpec | None:
        """The view behind a number key."""
        return next((spec for spec in self.views if spec.number == number), None)

    def show_view(self, number: int) -> None:
        """Goes to the view with that number, importing it when it is the first time; not while the program ends."""
        spec = self.view_numbered(number)
        if spec is not None and self.is_running:
            self._go(spec)

    async def be_at_view(self, number: int) -> None:
        """The same, and waits until the view is there."""
        spec = self.view_numbered(number)
        if spec is not None:
            await self._go(spec)

    def _go(self, spec: ViewSpec) -> AwaitMount:
        for each in self.views:
            if each.id not in self._modes:
                self.add_mode(each.id, partial(self._new_screen, each))
        with self.batch_update():
            there = self.switch_mode(spec.id)
            self._bare()
        return there

    def _bare(self) -> None:
        """Leaves every screen that lies on the current view, the topmost first; each keeps what is typed in it."""
        while len(self.screen_stack) > 1:
            screen = self.screen
            keep = getattr(screen, "flush_typed", None)
            if keep is not None:
                keep()
            screen.dismiss(None)

    def turn_view(self, by: int) -> None:
        """Goes `by` tabs to the right; after the last comes the first."""
        ids = [spec.id for spec in self.views]
        if self.current_mode in ids and self.is_running:
            self._go(self.views[(ids.index(self.current_mode) + by) % len(ids)])

    def all_screens(self) -> Iterator[Screen[Any]]:
        """Every screen that is open, in whatever view."""
        for spec in self.views:
            if spec.id in self._screen_stacks:
                yield from self.get_screen_stack(spec.id)

    def count(self, view: str, number: int | None) -> None:
        """Sets the number behind a view's title; None takes it away."""
        rest = {name: n for name, n in self.counts.items() if name != view}
        self.counts = rest if number is None else {**rest, view: number}

    def recount(self) -> None:
        """Reads the numbers of all views again."""
        in_background(self, self._recount, group="counts", exclusive=True)

    async def _recount(self) -> None:
        for spec in self.views:
            if not spec.counter:
                continue
            try:
                self.count(spec.id, await self.fetch(partial(spec.counted, self.book)))
            except WinbackError:
                self.count(spec.id, None)

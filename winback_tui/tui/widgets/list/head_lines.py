"""The lines above a list: the tabs or a title, the reason why nothing can be changed, and the headline."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.widget import Widget

from winback_tui.domain.wording.wording import full_day
from winback_tui.tui.app.context import app_of
from winback_tui.tui.commands.team import OpenConflicts
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.pieces import Piece, Sides, banner, whole_parts
from winback_tui.tui.drawing.tab_line import CONFLICTS, SessionWords, conflict_badge, tab_line, with_demo
from winback_tui.tui.drawing.tones import say
from winback_tui.tui.widgets.line import ClickableLine


class TabBar(ClickableLine):
    """` Winback    1 Overdue 37   2 To do 5 …   Sun 22 Nov`; a click switches."""

    DEFAULT_CSS = """
    TabBar { background: $panel; color: $foreground; padding: 0 1; }
    """

    def __init__(self, view: str) -> None:
        """`view` is the id of the view that is shown."""
        super().__init__(id="tabs")
        self._view = view

    def on_mount(self) -> None:
        """Redraws when a number changes."""
        self.watch(self.app, "counts", self._counted, init=False)

    def _counted(self) -> None:
        self.refresh()

    def pieces(self, width: int) -> Sides:
        """As many tabs as fit."""
        app = app_of(self)
        book = app.book
        session = SessionWords(app.demo, book.actor, book.today, book.as_of is not None)
        badge = conflict_badge(app.counts.get(CONFLICTS, 0), lambda: app.run_command(OpenConflicts(), self))
        taken = sum(piece.width for piece in badge)
        left, right = tab_line(app.views, self._view, app.counts, session, width - taken, app.show_view)
        return left, [*badge, *right]


class TitleLine(ClickableLine):
    """` History · North Mill Ltd                         22 Nov 2026`."""

    DEFAULT_CSS = """
    TitleLine { background: $panel; color: $foreground; padding: 0 1; }
    """

    def __init__(self, title: str, about: str = "") -> None:
        super().__init__(id="title")
        self._title = title
        self._about = about
        self._place = ""

    def show(self, about: str, place: str) -> None:
        """Another thing that the screen is about, and its place in a list, such as `2 of 12`."""
        self._about, self._place = about, place
        self.refresh()

    def pieces(self, width: int) -> Sides:
        """The title on the left, the day on the right where there is room."""
        app = app_of(self)
        book = app.book
        about = Piece((f" · {self._about}",)) if self._about else Piece(())
        left = [Piece(((self._title, "strong"),)), about]
        day: Cell = (self._place or ("as of " if book.as_of else "") + full_day(book.today), "muted")
        return left, [with_demo(app.demo, *((day,) if width > 60 or self._place else ()))]


class Banner(Widget):
    """Stays as long as the screen is read-only."""

    DEFAULT_CSS = """
    Banner { height: 1; width: 1fr; padding: 0 1; background: $surface; }
    """

    def __init__(self, text: str) -> None:
        super().__init__(id="banner")
        self._text = text

    def render(self) -> Content:
        """The sentence."""
        return say(*banner(self._text))


class Headline(ClickableLine):
    """`37 overdue · 412,300 EUR a year at risk          class A  ✕ Esc`."""

    DEFAULT_CSS = """
    Headline { padding: 0 1; color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__(id="headline")
        self._left: Sequence[Cell] = ()
        self._right: Sequence[Cell] = ()

    def show(self, left: Sequence[Cell], right: Sequence[Cell] = ()) -> None:
        """Shows both sides; after a right side that is not empty stands the key that clears it."""
        if (left, right) != (self._left, self._right):
            self._left, self._right = left, right
            self.refresh()

    def pieces(self, width: int) -> Sides:
        """The headline on the left, the filters on the right."""
        right = [Piece((*self._right, ("  ✕ ", "muted"), ("Esc", "key")))] if self._right else []
        taken = sum(piece.width for piece in right)
        return [Piece(whole_parts(self._left, width - taken - (2 if taken else 0)))], right

"""Commands of every list: open, mark, sort."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from winback_tui.tui.commands.command import Command

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context

    from .window_table import WindowTable


def _table(context: Context) -> WindowTable:
    return cast("WindowTable", context.node)


class Open(Command):
    id = "list.open"
    keys = "enter"
    label = "open"
    about = "Open what is under the cursor."
    footer = 80
    opens = True

    def word(self, context: Context) -> str:
        """What the page's own rows open into; nothing on a row, or a page, where Enter opens nothing."""
        row, opens = _table(context).row, getattr(context.screen, "opens", None)
        if row is not None and opens is not None and not opens(row):
            return ""
        return getattr(context.screen, "ENTER", "")

    def stays_in(self, context: Context) -> bool:
        """Everywhere: nobody should have to guess how a row opens."""
        return bool(self.word(context))

    def stands_for(self, context: Context) -> str:
        """The command that opens the same page for the row."""
        return getattr(context.screen, "ENTER_DOES", "")

    def enabled(self, context: Context) -> str | None:
        return None if _table(context).row is not None else "There is nothing to open in this list."

    def run(self, context: Context) -> None:
        _table(context).open()


class Mark(Command):
    id = "list.mark"
    keys = "space"
    label = "mark"
    about = (
        "Mark or unmark the row and go to the next one. y copies all marked rows, and among the letters due p writes"
        " them; other commands use the row under the cursor where they do not say that they take the marked ones."
    )

    def title(self, context: Context) -> str:
        return super().title(context) if _table(context).MARKS_ROWS else ""

    def enabled(self, context: Context) -> str | None:
        return None if _table(context).MARKS_ROWS else "There is nothing to mark here."

    def run(self, context: Context) -> None:
        _table(context).mark()


class MarkAll(Mark):
    id = "list.mark_all"
    keys = "V"
    label = "mark all"
    about = "Mark every row of the filtered list; press again to unmark."

    def run(self, context: Context) -> None:
        _table(context).mark_all()


class Turn(Command):
    id = "list.sort_turn"
    keys = "s"
    label = "reverse the order"
    about = "Reverse the order."

    def enabled(self, context: Context) -> str | None:
        return None if _table(context).sortable else "This list has a fixed order."

    def run(self, context: Context) -> None:
        _table(context).sort_turn()


class SortRight(Turn):
    id = "list.sort_right"
    keys = "greater_than_sign"
    label = "sort column to the right"
    about = "Sort by the column on the right."

    def run(self, context: Context) -> None:
        _table(context).sort_step(1)


class SortLeft(Turn):
    id = "list.sort_left"
    keys = "less_than_sign"
    label = "sort column to the left"
    about = "Sort by the column on the left."

    def run(self, context: Context) -> None:
        _table(context).sort_step(-1)


LIST_COMMANDS: tuple[type[Command], ...] = (Open, Mark, MarkAll, Turn, SortLeft, SortRight)

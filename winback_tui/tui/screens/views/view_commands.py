"""Commands of every view with a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from winback_tui.tui.commands.command import Command

if TYPE_CHECKING:
    from winback_tui.tui.app.context import Context

    from .view import ListView


class Filter(Command):
    id = "view.filter"
    keys = "slash"
    label = "filter the list"
    short = "find"
    about = "Show only rows that contain what you type. Esc clears, then leaves."
    footer = 81

    def stays_in(self, context: Context) -> bool:
        """On every list whose rows open."""
        return bool(cast("ListView[object]", context.screen).ENTER)  # type: ignore[type-var]

    def word(self, context: Context) -> str:
        """Not in an empty list, where other keys help; it works there all the same."""
        view = cast("ListView[object]", context.screen)  # type: ignore[type-var]
        return super().word(context) if view.table.total or view.wanted.in_words() else ""

    async def run(self, context: Context) -> None:
        await cast("ListView[object]", context.screen).begin_search()  # type: ignore[type-var]


class ReadDetail(Command):
    id = "view.detail"
    keys = "z,tab"
    label = "read all details"
    short = "details"
    about = "Show the whole text of the details."

    def enabled(self, context: Context) -> str | None:
        pane = cast("ListView[object]", context.screen).pane  # type: ignore[type-var]
        return None if pane.content else "There are no details here."

    def run(self, context: Context) -> None:
        from winback_tui.tui.screens.base.reader import DetailScreen

        pane = cast("ListView[object]", context.screen).pane  # type: ignore[type-var]
        context.app.push_screen(DetailScreen(pane.title, pane.content))


VIEW_COMMANDS: tuple[type[Command], ...] = (Filter, ReadDetail)

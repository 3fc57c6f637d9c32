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
    short = "filter"
    about = "Show only rows that contain what you type. Esc clears, then leaves."
    footer = 80

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

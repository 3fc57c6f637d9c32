"""Verbs of every view with a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from ..verb import Verb

if TYPE_CHECKING:
    from ..context import Context
    from ..screens.view import ListView


class Filter(Verb):
    id = "view.filter"
    keys = "slash"
    label = "filter the list"
    short = "filter"
    about = "Show only rows that contain what you type. Esc clears, then leaves."
    footer = 80

    async def run(self, context: Context) -> None:
        await cast("ListView[object]", context.screen).begin_search()  # type: ignore[type-var]


VIEW_VERBS: tuple[type[Verb], ...] = (Filter,)

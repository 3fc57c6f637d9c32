"""The views that exist, in the order of their numbers; the screens themselves are imported when first shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from .screen_registry import load_object

if TYPE_CHECKING:
    from textual.screen import Screen

    from winback_tui.store.book import Book


class ViewSpec(NamedTuple):
    """One tab. `screen` and `counter` are `module:name`, imported when first needed."""

    number: int
    id: str
    title: str
    screen: str
    """A `View` subclass that takes no arguments."""
    counter: str = ""
    """A function of the book giving the number behind the title; empty shows none."""
    counts: str = ""
    """What the number counts, where that is not all the rows of the view: `due`."""

    def make(self) -> Screen[Any]:
        """A new screen of this view."""
        made: Screen[Any] = load_object(self.screen)()
        return made

    def counted(self, book: Book) -> int | None:
        """The number behind the title, read now."""
        return load_object(self.counter)(book) if self.counter else None


VIEWS: Sequence[ViewSpec] = (
    ViewSpec(
        1,
        "overdue",
        "Overdue",
        "winback_tui.tui.screens.views.accounts.lists:OverdueView",
        "winback_tui.services.lists.list_head:count_overdue",
    ),
    ViewSpec(
        2,
        "followups",
        "To do",
        "winback_tui.tui.screens.views.followups:FollowUpsView",
        "winback_tui.services.plans.followups:count_due",
        "due",
    ),
    ViewSpec(
        3,
        "cases",
        "Cases",
        "winback_tui.tui.screens.views.cases:CasesView",
        "winback_tui.services.cases.board:count_cases",
    ),
    ViewSpec(
        4,
        "returned",
        "Returned",
        "winback_tui.tui.screens.views.returned:ReturnedView",
        "winback_tui.services.returns.returns:count_returns",
    ),
    ViewSpec(5, "review", "Review", "winback_tui.tui.screens.review.review_view:ReviewView"),
    ViewSpec(
        6,
        "accounts",
        "Accounts",
        "winback_tui.tui.screens.views.accounts.lists:AccountsView",
        "winback_tui.services.lists.list_head:count_accounts",
    ),
)
"""A line here makes the tab, the number key and the palette entry."""

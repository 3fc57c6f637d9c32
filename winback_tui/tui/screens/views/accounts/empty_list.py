"""What stands in the place of a list of accounts when it is empty."""

from __future__ import annotations

from winback_tui.services.lists.listing import View
from winback_tui.tui.widgets.list.empty import Empty, Why


def empty_list(view: View, narrowed: str, any_account: bool) -> Empty:
    """Nothing yet, nothing that matches `narrowed` (the filters in words), or nothing to do."""
    if not any_account:
        return Empty(
            Why.NOTHING_YET,
            "No accounts and no orders yet.",
            (
                ("I", "imports a file of orders"),
                ("a", "adds an account by hand"),
                ("winback demo", "in the shell shows a demo team"),
            ),
        )
    if narrowed:
        return Empty(Why.NO_MATCH, f"No account here matches {narrowed}.", (("Esc", "clears the filter"),))
    if view is View.OVERDUE:
        return Empty(
            Why.ALL_DONE, "Nobody is overdue.", (("2", "shows what to do"), ("6", "shows all accounts"))
        )
    return Empty(Why.ALL_DONE, "No account is in this list.", (("6", "shows all accounts"),))

"""What stands above a list of accounts; imports no toolkit."""

from __future__ import annotations

from collections.abc import Mapping

from winback_tui.domain.wording.wording import count, full_day, money_words, near_day, short_day
from winback_tui.services.lists.list_head import ListHead
from winback_tui.services.lists.listing import View
from winback_tui.tui.drawing.columns import Cell

WORDS = {
    View.OVERDUE: "overdue",
    View.WORK: "in work",
    View.RETURNED: "returned",
    View.SINGLE: "ordered once",
    View.SLEEPING: "asleep",
}
CURRENCIES_SHOWN = 2


def headline(view: View, head: ListHead, alike: str = "") -> tuple[Cell, ...]:
    """`37 overdue · 412,300 EUR a year at stake · book ends Fri 20 Nov`.

    Where the books end weeks ago, silence is counted to their end only, and that is said first: `37 overdue as of
    28 Oct, where the book ends · 412,300 EUR at stake · I brings newer orders`. `alike`: the typed text that nobody
    holds, where these only have a name like it.
    """
    words = WORDS.get(view, "account" if head.count == 1 else "accounts")
    parts: list[Cell] = [(f"{head.count:,}", "strong"), f" {words}"]
    if alike:
        parts = [("Nobody", "warn"), f" holds “{alike}”; ", *parts, " with a name like it"]
    stale = head.newest if head.stale else None
    if stale is not None:
        day = short_day(stale) if stale.year == head.today.year else full_day(stale)
        parts.append((f" as of {day}, where the book ends", "warn"))
    if head.at_stake:
        parts += [" · ", (_money(head.at_stake), "strong"), " at stake" if stale else " a year at stake"]
    if head.newest is not None and head.thin is not None:
        parts.append((f" · {head.thin.sentence}", "warn"))
    if stale is not None:
        parts.append((" · I brings newer orders", "warn"))
    elif head.newest is not None:
        parts.append((f" · book ends {near_day(head.newest, head.today)}", "muted"))
    return tuple(parts)


def _money(at_stake: Mapping[str, int]) -> str:
    told = [money_words(minor, currency) for currency, minor in at_stake.items()]
    more = len(told) - CURRENCIES_SHOWN
    rest = f" + {count(more, 'more currency', 'more currencies')}" if more > 0 else ""
    return " + ".join(told[:CURRENCIES_SHOWN]) + rest

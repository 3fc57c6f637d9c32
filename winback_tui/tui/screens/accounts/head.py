"""What stands above a list of accounts; imports no toolkit."""

from __future__ import annotations

from collections.abc import Mapping

from winback_tui.domain.wording import count, distance, money_words, near_day
from winback_tui.services.list_head import ListHead
from winback_tui.services.listing import View

from ...columns import Cell

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

    `alike`: the typed text that nobody holds, where these only have a name like it.
    """
    words = WORDS.get(view, "account" if head.count == 1 else "accounts")
    parts: list[Cell] = [(f"{head.count:,}", "strong"), f" {words}"]
    if alike:
        parts = [("Nobody", "warn"), f" holds “{alike}”; ", *parts, " with a name like it"]
    if head.at_stake:
        parts += [" · ", (_money(head.at_stake), "strong"), " a year at stake"]
    if head.newest is None:
        return tuple(parts)
    if head.thin is not None:
        parts.append((f" · {head.thin.sentence}", "warn"))
    if head.stale:
        parts.append((f" · book ends {distance(head.newest, head.today)}: bring in newer orders (I)", "warn"))
    else:
        parts.append((f" · book ends {near_day(head.newest, head.today)}", "muted"))
    return tuple(parts)


def _money(at_stake: Mapping[str, int]) -> str:
    told = [money_words(minor, currency) for currency, minor in at_stake.items()]
    more = len(told) - CURRENCIES_SHOWN
    rest = f" + {count(more, 'more currency', 'more currencies')}" if more > 0 else ""
    return " + ".join(told[:CURRENCIES_SHOWN]) + rest

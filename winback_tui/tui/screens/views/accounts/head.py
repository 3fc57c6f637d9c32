"""The line above a list of accounts; imports no toolkit."""

from __future__ import annotations

from collections.abc import Mapping

from winback_tui.domain.wording.marks import RowMark
from winback_tui.domain.wording.wording import count, money_words, near_day
from winback_tui.services.lists.list_head import ListHead, data_words
from winback_tui.services.lists.listing import View
from winback_tui.tui.drawing.columns import Cell
from winback_tui.tui.drawing.pieces import first_part

WORDS = {
    View.OVERDUE: "overdue",
    View.RISK: "to watch, ordering",
    View.WORK: "in work",
    View.RETURNED: "returned",
    View.SINGLE: "ordered once",
    View.SLEEPING: "sleeping",
    View.ASIDE: "put aside",
    View.POOL: "in the pool, no owner or lapsed",
}
FIRST_WORDS = {View.OVERDUE: "condition met", View.RISK: "complaint after a return"}
"""Why some accounts stand above the order of a work list."""
CURRENCIES_SHOWN = 2


def headline(
    view: View,
    head: ListHead,
    alike: str = "",
    *,
    first: bool = False,
    to_watch: int = 0,
    money_order: str = "",
) -> tuple[Cell, ...]:
    """`37 overdue · 412,300 EUR a year at risk · ★ first: condition met · data up to Fri 20 Nov`.

    Where the data is old, that comes first: `37 overdue (data up to Wed 28 Oct, 4 weeks ago) · 412,300 EUR at
    risk · I imports newer orders`. `alike`: the typed text, where it matches nobody and these only have a
    similar name. `first`: some rows stand above the order. `to_watch`: how many accounts are on the list at risk.
    `money_order`: how amounts of several currencies stand, in words.
    """
    # The filter beside it says the rest: at 80 columns both would be cut.
    words = WORDS.get(view, "account" if head.count == 1 else "accounts").partition(",")[0]
    parts: list[Cell] = [(f"{head.count:,}", "strong"), f" {words}"]
    if alike:
        parts = [("Nothing", "warn"), f" matches “{alike}”; ", *parts, " with a similar name"]
    if head.data_until is not None and head.old:
        parts.append((f" ({data_words(head.data_until, head.today)})", "warn"))
    # The money of those who still order is small: where room is short, it leaves before the reason of the order.
    why = first_part(FIRST_WORDS[view]) if first else ()
    parts += why if view is View.RISK else ()
    if head.at_stake:
        words = " at risk" if head.old else " a year at risk"
        words += " or lost" if view is View.ALL else ""
        parts += [" · ", (_money(head.at_stake), "strong"), words]
    if head.old:
        parts.append((" · I imports newer orders", "warn"))
    if 0 < head.done_today < head.count:
        parts += [" · ", (f"{head.done_today:,} of {head.count:,} done today", "good")]
    elif head.done_today:
        parts += [" · ", (f"{RowMark.DONE} all done today", "good"), " · ", ("2", "key"), ": what is due"]
    parts += why if view is View.OVERDUE else ()
    if to_watch:
        parts += [" · ", ("Tab", "key"), ": ", (f"{to_watch:,}", "strong"), " to watch"]
    if head.aside:
        parts.append((f" · {head.aside:,} put aside", "muted"))
    if head.data_until is not None and head.thin is not None:
        parts.append((f" · {head.thin.sentence}", "warn"))
    if head.data_until is not None and not head.old:
        parts.append((f" · data up to {near_day(head.data_until, head.today)}", "muted"))
    parts += [(f" · {money_order}", "muted")] if money_order else []
    return tuple(parts)


def _money(at_stake: Mapping[str, int]) -> str:
    texts = [money_words(minor, currency) for currency, minor in at_stake.items()]
    more = len(texts) - CURRENCIES_SHOWN
    rest = f" + {count(more, 'more currency', 'more currencies')}" if more > 0 else ""
    return " + ".join(texts[:CURRENCIES_SHOWN]) + rest

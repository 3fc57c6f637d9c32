"""The line above a list of accounts; imports no toolkit."""

from __future__ import annotations

from collections.abc import Mapping

from winback_tui.domain.wording.wording import count, money_words
from winback_tui.services.lists.list_head import ListHead, data_words
from winback_tui.services.lists.listing import View
from winback_tui.tui.drawing.columns import Cell

WORDS = {
    View.OVERDUE: "overdue",
    View.RISK: "at risk, still ordering",
    View.WORK: "in work",
    View.RETURNED: "returned",
    View.SINGLE: "ordered once",
    View.SLEEPING: "sleeping",
    View.ASIDE: "put aside",
    View.POOL: "in the pool, no owner or lapsed",
}
CURRENCIES_SHOWN = 2


def headline(view: View, head: ListHead, alike: str = "") -> tuple[Cell, ...]:
    """`37 overdue · 412,300 EUR a year at risk · data up to Fri 20 Nov, 4 days ago`.

    Where the data is old, that comes first: `37 overdue (data up to Wed 28 Oct, 4 weeks ago) · 412,300 EUR at
    risk · I imports newer orders`. `alike`: the typed text, where it matches nobody and these only have a
    similar name.
    """
    # The filter beside it says the rest: at 80 columns both would be cut.
    words = WORDS.get(view, "account" if head.count == 1 else "accounts").partition(",")[0]
    parts: list[Cell] = [(f"{head.count:,}", "strong"), f" {words}"]
    if alike:
        parts = [("Nothing", "warn"), f" matches “{alike}”; ", *parts, " with a similar name"]
    data_age = data_words(head.data_until, head.today) if head.data_until else ""
    if head.old:
        parts.append((f" ({data_age})", "warn"))
    if head.at_stake:
        parts += [" · ", (_money(head.at_stake), "strong"), " at risk" if head.old else " a year at risk"]
    if head.done_today:
        parts += [" · ", (f"{head.done_today:,} of {head.count:,} done today", "good")]
    if head.aside:
        parts.append((f" · {head.aside:,} put aside", "muted"))
    if head.data_until is not None and head.thin is not None:
        parts.append((f" · {head.thin.sentence}", "warn"))
    if head.old:
        parts.append((" · I imports newer orders", "warn"))
    elif data_age:
        parts.append((f" · {data_age}", "muted"))
    return tuple(parts)


def _money(at_stake: Mapping[str, int]) -> str:
    texts = [money_words(minor, currency) for currency, minor in at_stake.items()]
    more = len(texts) - CURRENCIES_SHOWN
    rest = f" + {count(more, 'more currency', 'more currencies')}" if more > 0 else ""
    return " + ".join(texts[:CURRENCIES_SHOWN]) + rest

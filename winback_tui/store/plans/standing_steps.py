"""Which planned steps still have to be made, as SQL: not every open one, as some end automatically."""

from __future__ import annotations

from winback_tui.domain.plan.series import QUOTE, WATCH
from winback_tui.store.orders.orders import REAL_ORDER_SQL

BACK_SQL = "status IN ('returned', 'recovered')"
"""SQL condition on a summary: an order has answered the latest loss."""
_OWN_OR_LINKED = (
    "o.account_no IN (SELECT a.no FROM account a WHERE a.id = {0}.account_id OR a.linked_to = {0}.account_id)"
)
_ORDERED = (
    f"EXISTS (SELECT 1 FROM sales_order o WHERE {_OWN_OR_LINKED}"
    f" AND o.day >= substr({{0}}.series, {len(QUOTE) + 2}) AND {REAL_ORDER_SQL})"
)
_IS_BACK = (
    "EXISTS (SELECT 1 FROM account home JOIN account_summary m ON m.account_no = home.no"
    f" WHERE home.id = {{0}}.account_id AND m.{BACK_SQL})"
)
_CASE_CLOSED = "EXISTS (SELECT 1 FROM loss_case over WHERE over.id = {0}.case_id AND over.closed_on <> '')"


def open_sql(step: str = "s") -> str:
    """SQL condition on a step with this alias: it is neither done nor dropped."""
    return f"{step}.done_on = '' AND {step}.dropped_on = ''"


def watch_sql(step: str = "s") -> str:
    """Whether it is a step of the watch over a returned account."""
    return f"{step}.series LIKE '{WATCH}:%'"


def quote_sql(step: str = "s") -> str:
    """Whether it is a reminder of a quote or price list."""
    return f"{step}.series LIKE '{QUOTE}:%'"


def answered_quote_sql(step: str = "s") -> str:
    """Whether it is a reminder of a quote and an order came from that day on, which ends it."""
    return f"{quote_sql(step)} AND {_ORDERED.format(step)}"


def to_do_sql(step: str = "s") -> str:
    """SQL condition: it is open and not ended, except by the rule for the watch; see `standing_sql`."""
    return f"{open_sql(step)} AND NOT {_CASE_CLOSED.format(step)} AND NOT ({answered_quote_sql(step)})"


def standing_sql(step: str = "s") -> str:
    """SQL condition: it still has to be made, being open, its case not closed, its quote not answered by an order.

    Steps of the watch count only while the account is back: they come and go with the return (M11, M12).
    """
    return f"{to_do_sql(step)} AND NOT ({watch_sql(step)} AND NOT {_IS_BACK.format(step)})"

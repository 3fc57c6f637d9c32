"""Which accounts' volume can change on a new data day, so that no order of the others needs to be read."""

from __future__ import annotations

import sqlite3
from datetime import date

from winback_tui.domain.account.signs import may_have_fallen
from winback_tui.domain.account.signs.volume import NORM_ORDER_DAYS, VOLUME_DAYS, VOLUME_GAPS
from winback_tui.domain.money.yearly_value import YEAR
from winback_tui.store.accounts.links import together
from winback_tui.store.read import plain_rows

from .orders import ordinal

_WINDOW = f"min({YEAR}, max({VOLUME_DAYS}, CAST(round({VOLUME_GAPS} * median_gap) AS INTEGER)))"
_EDGES = ("win - 1", f"win - 1 + {YEAR}", str(YEAR - 1), f"win - 1 + {2 * YEAR}")
"""Days back from the data day at which a window of `volume_fall` begins or ends: the last days, the same days of last
year, and the norm of two years. Only an order that crosses one of them moves a sum."""
_CROSSED = " OR ".join(
    "EXISTS (SELECT 1 FROM sales_order o WHERE o.account_no = w.no"
    f" AND o.day >= date(:before, '-' || ({edge}) || ' days') AND o.day <= date(:end, '-' || ({edge}) || ' days'))"
    for edge in _EDGES
)


def volume_may_move(connection: sqlite3.Connection, before: date | None, end: date) -> set[int]:
    """Accounts whose volume may have fallen by `end`, or no longer has, since the data day `before`.

    Those that had fallen; those known for long enough only now; those with an order at the edge of a window; and those
    with further names, whose orders stand apart. All that order for long where `before` is unknown or later.
    """
    rows = plain_rows(
        connection,
        "SELECT account_no, first_day, last_day, order_days, volume FROM account_summary WHERE order_days > 0",
    ).fetchall()
    fallen = {no for no, *_, volume in rows if volume}
    eligible = {
        no
        for no, first, last, days, _ in rows
        if may_have_fallen(date.fromordinal(ordinal(first)), date.fromordinal(ordinal(last)), days, end)
    }
    if before is None or before > end:
        return fallen | eligible
    moved = plain_rows(
        connection,
        f"WITH w AS (SELECT account_no AS no, first_day, {_WINDOW} AS win FROM account_summary"
        f" WHERE order_days > {NORM_ORDER_DAYS} AND median_gap IS NOT NULL)"
        " SELECT no FROM w WHERE first_day > date(:before, '-' || (2 * win - 1) || ' days')"
        f" OR {_CROSSED}",
        {"before": before.isoformat(), "end": end.isoformat()},
    )
    near = {no for (no,) in moved} | together(connection).keys()
    return fallen | (eligible & near)

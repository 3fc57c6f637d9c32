"""Which accounts are in the pool that nobody works on, as SQL, for the lists and for assigning (M2b)."""

from __future__ import annotations

LAPSED_DAYS = 360
"""After this many days without an order an account joins the pool, whoever owns it."""
LAPSED_SINCE = f"(SELECT date(value, '-{LAPSED_DAYS} days') FROM derived WHERE name = 'scored_on')"
"""SQL for the day before which a lapsed account placed its last order."""


def in_pool_sql(since: str) -> str:
    """SQL condition on account `a`, summary `s` and owner `r`: it is in the pool; lapsed means no order since `since`.

    Left out: accounts that are gone for good or let go, further names of another account, and those with an open
    case that somebody leads. An owner who left the firm does not count.
    """
    return (
        "a.linked_to IS NULL AND a.gone_reason = '' AND s.status <> 'let go'"
        f" AND (r.id IS NULL OR NOT r.active OR (s.last_day <> '' AND s.last_day < {since}))"
        " AND a.id NOT IN (SELECT account_id FROM loss_case WHERE closed_on = '' AND responsible_id IS NOT NULL)"
    )

"""Who is in the pool of accounts that nobody works on, as SQL: for the lists and for what is assigned (M2b)."""

from __future__ import annotations

LAPSED_DAYS = 360
"""Days without an order after which an account joins the pool, whoever owns it."""
LAPSED_SINCE = f"(SELECT date(value, '-{LAPSED_DAYS} days') FROM derived WHERE name = 'scored_on')"
"""The day before which the last order of a lapsed account lies, as an expression."""


def in_pool_sql(since: str) -> str:
    """Of an account `a` with its summary `s` and owner `r`: whether it is in the pool, lapsed before the day `since`.

    Left out: accounts that are gone for good or let go, further names of another account, and those with an open
    case that somebody leads. An owner who left the firm is none.
    """
    return (
        "a.linked_to IS NULL AND a.gone_reason = '' AND s.status <> 'let go'"
        f" AND (r.id IS NULL OR NOT r.active OR (s.last_day <> '' AND s.last_day < {since}))"
        " AND a.id NOT IN (SELECT account_id FROM loss_case WHERE closed_on = '' AND responsible_id IS NOT NULL)"
    )

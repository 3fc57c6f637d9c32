"""The read door: plain SQL over a read-only connection, rows turned into plain objects by the noun's folder."""

from __future__ import annotations

from datetime import date


def day_or_none(text: str | None) -> date | None:
    """The day of an ISO text; None where the column is empty."""
    return date.fromisoformat(text) if text else None

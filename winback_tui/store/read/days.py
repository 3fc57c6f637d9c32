"""Days as the book keeps them."""

from __future__ import annotations

from datetime import date


def day_or_none(text: str | None) -> date | None:
    """The day of an ISO text; None where the column is empty."""
    return date.fromisoformat(text) if text else None

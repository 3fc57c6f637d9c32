"""Plain numbers and shares as a user types them."""

from __future__ import annotations

from math import isfinite

from winback_tui.domain.errors import BadInput


def typed_number(text: str) -> float:
    """`3`, `0.35` or `0,35`. Raises BadInput."""
    try:
        number = float(text.strip().replace(",", "."))
    except ValueError:
        number = float("nan")
    if not isfinite(number):
        raise BadInput(f"'{text[:40]}' is not a number; write it as 3 or 0.35.")
    return number


def typed_share(text: str) -> float:
    """A share of 1: `0.35`, or `35 %`. Raises BadInput."""
    bare = text.strip()
    return typed_number(bare[:-1]) / 100 if bare.endswith("%") else typed_number(bare)

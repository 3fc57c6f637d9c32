"""Accounts that get no letter of a series, so that the others show what the letters brought."""

from __future__ import annotations

from hashlib import blake2b


def held_out(account_id: str, share: int) -> bool:
    """Whether this account is among the `share` percent that get no letter; the same in every copy of the book."""
    place = int.from_bytes(blake2b(f"letters:{account_id}".encode(), digest_size=4).digest(), "big")
    return place % 10_000 < share * 100

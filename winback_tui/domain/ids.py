"""Identifiers: time-ordered for what people enter, derived for what comes from exports."""

from __future__ import annotations

import os
import time
from hashlib import blake2b


def new_id(now_ms: int | None = None) -> str:
    """A UUID version 7 (RFC 9562) as 32 hex digits, ordered by its creation instant in milliseconds."""
    stamp = time.time_ns() // 1_000_000 if now_ms is None else now_ms
    chance = int.from_bytes(os.urandom(10), "big")  # 80 bits, of which 12 and 62 are used
    value = (stamp & (1 << 48) - 1) << 80 | 7 << 76 | (chance >> 68) << 64 | 2 << 62 | chance & (1 << 62) - 1
    return f"{value:032x}"


def derived_id(*parts: str) -> str:
    """A UUID version 8 made from `parts`, so that the same export on two laptops names the same thing."""
    digest = int.from_bytes(blake2b("\x1f".join(parts).encode(), digest_size=16).digest(), "big")
    value = digest & ~(0xF << 76) & ~(0x3 << 62) | 8 << 76 | 2 << 62
    return f"{value:032x}"

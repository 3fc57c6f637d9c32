"""What we can do today, as the team has recorded it, held against what customers ask for."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import date
from typing import Any

from winback_tui.domain.conditions import ConditionFacts
from winback_tui.domain.money import Money

from .settings import settings_under

PREFIX = "term:"
PRICE, DELIVERY, PRODUCT, CERTIFICATE = "price:", "delivery", "product:", "certificate:"


def our_terms(connection: sqlite3.Connection, today: date) -> ConditionFacts:
    """Prices, delivery time, products and certificates as recorded; the contact person is the account's own."""
    told = settings_under(connection, PREFIX)
    certificates = _named(told, CERTIFICATE)
    return ConditionFacts(
        today,
        {name: Money(value[0], value[1]) for name, value in _named(told, PRICE).items()},
        told.get(DELIVERY),
        {name: bool(value) for name, value in _named(told, PRODUCT).items()},
        "",
        frozenset(name for name, held in certificates.items() if held) if certificates else None,
    )


def _named(told: Mapping[str, Any], kind: str) -> dict[str, Any]:
    return {name[len(kind) :]: value for name, value in told.items() if name.startswith(kind)}

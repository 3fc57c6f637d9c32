"""The smallest order that the team counts as a return."""

from __future__ import annotations

import sqlite3

from winback_tui.domain.money.money import Money
from winback_tui.store.settings.settings import setting

SMALLEST_RETURN = "smallest return"
"""The setting: minor units and currency; if not set, any amount counts."""


def smallest_return(connection: sqlite3.Connection) -> Money | None:
    """The amount below which an order in its currency does not prove a return; None where any order does."""
    stored = setting(connection, SMALLEST_RETURN)
    return None if stored is None else Money(int(stored[0]), str(stored[1]))

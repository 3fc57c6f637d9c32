"""The smallest sum that the team counts as a return."""

from __future__ import annotations

import sqlite3

from winback_tui.domain.money.money import Money
from winback_tui.store.settings.settings import setting

SMALLEST_RETURN = "smallest return"
"""The setting: minor units and currency; not set, any sum counts."""


def smallest_return(connection: sqlite3.Connection) -> Money | None:
    """Below this sum an order in its currency proves no return; None where any order does."""
    kept = setting(connection, SMALLEST_RETURN)
    return None if kept is None else Money(int(kept[0]), str(kept[1]))

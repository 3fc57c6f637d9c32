"""How often the customer was promised to be contacted at most (playbook A5)."""

from __future__ import annotations

import sqlite3

from winback_tui.domain.plan import ContactLimit
from winback_tui.store.read.settings import setting

CONTACT_LIMIT = "contact limit:"
"""Prefix of the settings that hold the promise, by the account's id: contacts and days."""


def promised_limit(connection: sqlite3.Connection, account_id: str) -> ContactLimit | None:
    """How many contacts in how many days the account was promised at most; None where nothing was."""
    kept = setting(connection, CONTACT_LIMIT + account_id)
    return None if kept is None else ContactLimit(*kept)

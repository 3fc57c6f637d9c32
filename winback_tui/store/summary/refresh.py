from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date


def refresh_all(connection: sqlite3.Connection, today: date) -> None: ...
def refresh_accounts(connection: sqlite3.Connection, today: date, account_ids: Iterable[str]) -> None: ...

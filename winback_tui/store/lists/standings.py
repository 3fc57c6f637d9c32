"""Status, orders and money of accounts, from their stored summaries."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from winback_tui.store.read import named_rows, to_record


@dataclass(frozen=True, slots=True)
class Standing:
    """Status, orders and money of one account; money in minor units of `currency`, a year."""

    status: str
    fragile: bool
    twice_lost: bool
    abc: str
    yearly_value: int
    at_stake: int
    currency: str
    first_day: date | None
    last_day: date | None

    @property
    def back(self) -> bool:
        """Whether an order has answered the latest loss."""
        return self.status in ("returned", "recovered")


def standings(connection: sqlite3.Connection, account_nos: Sequence[int]) -> dict[int, Standing]:
    """The standing of each of these accounts, by its number; one without a summary has an empty status."""
    rows = named_rows(
        connection,
        "SELECT a.no, coalesce(m.status, '') AS status, coalesce(m.fragile, 0) AS fragile,"
        " coalesce(m.twice_lost, 0) AS twice_lost, coalesce(m.abc, '') AS abc,"
        " coalesce(m.yearly_value, 0) AS yearly_value, coalesce(m.at_stake, 0) AS at_stake,"
        " coalesce(nullif(m.currency, ''), a.currency) AS currency, m.first_day, m.last_day FROM account a"
        " LEFT JOIN account_summary m ON m.account_no = a.no"
        f" WHERE a.no IN ({','.join(map(str, account_nos))})",
    )
    return {row["no"]: to_record(Standing, row) for row in rows}

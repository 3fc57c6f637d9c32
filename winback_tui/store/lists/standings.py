"""How accounts stand, from their kept summaries."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """Status and money of one account; money in minor units of `currency`, a year."""

    status: str
    fragile: bool
    twice_lost: bool
    abc: str
    yearly_value: int
    at_stake: int
    currency: str

    @property
    def back(self) -> bool:
        """Whether an order has answered the latest loss."""
        return self.status in ("returned", "recovered")


def standings(connection: sqlite3.Connection, account_nos: Sequence[int]) -> dict[int, Standing]:
    """The standing of each of these accounts, by its number; one without a summary stands nowhere yet."""
    rows = connection.execute(
        "SELECT a.no, coalesce(m.status, ''), coalesce(m.fragile, 0), coalesce(m.twice_lost, 0),"
        " coalesce(m.abc, ''), coalesce(m.yearly_value, 0), coalesce(m.at_stake, 0),"
        " coalesce(nullif(m.currency, ''), a.currency) FROM account a"
        " LEFT JOIN account_summary m ON m.account_no = a.no"
        f" WHERE a.no IN ({','.join(map(str, account_nos))})"
    )
    return {row[0]: Standing(row[1], bool(row[2]), bool(row[3]), *row[4:]) for row in rows}

"""What a row of a list holds and by what it can be sorted, as SQL: a field, its column in `ROWS`, its sort key.

Words and widths of the columns are in `domain/account/list_columns.py`.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from winback_tui.domain.account.rhythm import Rhythm
from winback_tui.domain.account.status import Status
from winback_tui.store.plans.standing_steps import standing_sql

ROWS = f"""
SELECT a.no, a.id, a.name, coalesce(r.name, '') AS owner, a.segment, s.status, s.stage, s.raised, s.fragile,
  s.twice_lost, s.order_days, s.first_day, s.last_day, s.median_gap, s.expected_gap, s.borrowed_from, s.late_days,
  s.gone_90, s.gone_180, s.gone_own, s.yearly_value, s.at_stake, s.currency, s.abc, n.on_day AS next_on,
  coalesce(n.channel, '') AS next_channel, coalesce(n.purpose, '') AS next_purpose,
  coalesce(n.channel <> 'internal' AND n.on_day < s.contacts_from, 0) AS next_held, s.risk, s.signs, s.aside_until,
  s.months,
  coalesce((SELECT max(on_day) FROM activity WHERE account_id = a.id AND channel <> 'internal'), '') AS contacted_on,
  coalesce((SELECT max(closed_on = '') FROM loss_case WHERE account_id = a.id), -1) AS open_case,
  s.shortest_gap, s.longest_gap, s.spread, s.yearly_sales IS NOT NULL AS by_margin
FROM account_summary s JOIN account a ON a.no = s.account_no LEFT JOIN rep r ON r.id = a.owner_id
LEFT JOIN step n ON n.id = (
  SELECT p.id FROM step p WHERE p.account_id = a.id AND {standing_sql("p")} ORDER BY p.on_day, p.id LIMIT 1
)"""

SORTS = {
    "at_stake": "s.at_stake",
    "account": "a.name_key",
    "owner": "r.name COLLATE NOCASE",
    "segment": "nullif(a.segment, '') COLLATE NOCASE",
    "class": "nullif(s.abc, '')",
    "status": "s.status",
    "orders": "s.order_days",
    "last_order": "nullif(s.last_day, '')",
    "silence_days": "nullif(s.last_day, '')",
    "rhythm_days": "s.expected_gap",
    "late_days": "s.late_days",
    "chance_90": "s.gone_90",
    "chance_180": "s.gone_180",
    "chance_own": "s.gone_own",
    "yearly_value": "s.yearly_value",
    "next_step": f"(SELECT min(p.on_day) FROM step p WHERE p.account_id = a.id AND {standing_sql('p')})",
}
"""Columns a list can be sorted by; silence is the last order day reversed, names are without legal form."""

NEVER_EMPTY = ("at_stake", "account", "status", "orders", "late_days", "yearly_value")
"""Sort keys under which every account has a value."""


class ListedAccount(NamedTuple):
    """One row: facts only. Chances in basis points, money in minor units of `currency`, gaps in days.

    `risk` and `signs` as the summary keeps them. `next_held`: the next step is a contact that a gate blocks (B16, B20).
    `aside_until`: put aside until that day. `months`: as from `month_levels`. `contacted_on`: the day of the last
    contact that somebody logged. `open_case`: 1 with an open case, 0 with closed ones only, -1 without any.
    `by_margin`: `yearly_value` and `at_stake` are profit, else sales.

    A named tuple, as one of a hundred thousand rows is made in a quarter of the time of a dataclass.
    """

    no: int
    id: str
    name: str
    owner: str
    segment: str
    status: str
    stage: str
    raised: bool
    fragile: bool
    twice_lost: bool
    order_days: int
    first_day: date | None
    last_day: date | None
    median_gap: float | None
    expected_gap: float | None
    borrowed_from: str
    late_days: int
    gone_90: int | None
    gone_180: int | None
    gone_own: int | None
    yearly_value: int
    at_stake: int
    currency: str
    abc: str
    next_on: date | None
    next_channel: str
    next_purpose: str
    next_held: bool
    risk: int
    signs: str
    aside_until: date | None
    months: str
    contacted_on: date | None
    open_case: int
    shortest_gap: int | None
    longest_gap: int | None
    spread: float | None
    by_margin: bool

    @property
    def rhythm(self) -> Rhythm | None:
        """How often it orders; None where it never did."""
        if self.first_day is None or self.last_day is None:
            return None
        gaps = (self.median_gap, self.shortest_gap, self.longest_gap, self.spread)
        return Rhythm(self.order_days, self.first_day, self.last_day, *gaps)

    @property
    def plain(self) -> bool:
        """Whether its status depends on its orders alone."""
        return self.open_case < 0 and self.status != Status.GONE and self.aside_until is None

"""The lists: which accounts stand in a view, in which order, and the rows that are seen."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .days import day_or_none


class View(StrEnum):
    """Which accounts a list holds."""

    OVERDUE = "overdue"
    WORK = "work"
    RETURNED = "returned"
    SINGLE = "single"
    SLEEPING = "sleeping"
    ALL = "all"


_IN_VIEW = {
    View.OVERDUE: "s.on_list",
    View.WORK: "a.id IN (SELECT account_id FROM loss_case WHERE closed_on = '')",
    View.RETURNED: "(s.status = 'returned' OR s.status = 'recovered')",
    View.SINGLE: "s.status = 'single'",
    View.SLEEPING: "s.status = 'sleeping'",
    View.ALL: "1",
}

SORTS = {
    "at_stake": "s.at_stake",
    "account": "a.name COLLATE NOCASE",
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
    "next_step": "(SELECT min(on_day) FROM step WHERE account_id = a.id AND done_on = '' AND dropped_on = '')",
}
"""Columns a list can be sorted by; silence is the last order day the other way round."""


_ROWS = """
SELECT a.no, a.id, a.name, coalesce(r.name, ''), a.segment, s.status, s.stage, s.fragile, s.twice_lost,
  s.order_days, s.first_day, s.last_day, s.median_gap, s.expected_gap, s.borrowed_from, s.late_days,
  s.gone_90, s.gone_180, s.gone_own, s.yearly_value, s.at_stake, s.currency, s.abc,
  n.on_day, n.channel, n.purpose
FROM account_summary s JOIN account a ON a.no = s.account_no LEFT JOIN rep r ON r.id = a.owner_id
LEFT JOIN step n ON n.id = (
  SELECT id FROM step WHERE account_id = a.id AND done_on = '' AND dropped_on = '' ORDER BY on_day, id LIMIT 1
)"""


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a list shows and how. Empty texts do not filter; `search` is part of a name, city, phone, mail
    or number in the books."""

    view: View = View.OVERDUE
    owner: str = ""
    segment: str = ""
    abc: str = ""
    search: str = ""
    sort: str = "at_stake"
    descending: bool = True


@dataclass(frozen=True, slots=True)
class ListedAccount:
    """One row: facts only. Chances in basis points, money in minor units of `currency`, gaps in days."""

    no: int
    id: str
    name: str
    owner: str
    segment: str
    status: str
    stage: str
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


def listed_numbers(connection: sqlite3.Connection, query: ListQuery) -> list[int]:
    """The numbers of every account in the list, in its order."""
    where, values = _where(query)
    falling = query.descending is not (query.sort == "silence_days")
    way = "DESC" if falling else "ASC"
    rows = connection.execute(
        f"SELECT s.account_no FROM {_from(query)} WHERE {where}"
        f" ORDER BY {SORTS[query.sort]} {way} NULLS LAST, s.account_no",
        values,
    )
    return [row[0] for row in rows]


def counted(connection: sqlite3.Connection, query: ListQuery) -> int:
    """How many accounts the list has."""
    where, values = _where(query)
    return int(connection.execute(f"SELECT count(*) FROM {_from(query)} WHERE {where}", values).fetchone()[0])


def listed_accounts(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[ListedAccount]:
    """The rows of these accounts, in the order of `numbers`; accounts that are gone meanwhile are left out."""
    marks = ",".join(map(str, numbers))
    rows = connection.execute(f"{_ROWS} WHERE s.account_no IN ({marks})")
    found = {row[0]: row for row in rows}
    return [_listed(found[number]) for number in numbers if number in found]


def order_days_of(
    connection: sqlite3.Connection, numbers: Sequence[int], until: date
) -> dict[int, list[str]]:
    """The order days (ISO, sorted, each once) of these accounts up to `until`."""
    marks = ",".join(map(str, numbers))
    days: dict[int, list[str]] = defaultdict(list)
    for number, day in connection.execute(
        f"SELECT DISTINCT account_no, day FROM sales_order WHERE account_no IN ({marks})"
        " AND kind = 'order' AND amount > 0 AND day <= ? ORDER BY account_no, day",
        (until.isoformat(),),
    ):
        days[number].append(day)
    return days


def totals(connection: sqlite3.Connection, query: ListQuery) -> dict[str, int]:
    """Money at stake in the list per currency, minor units."""
    where, values = _where(query)
    return dict(
        connection.execute(
            f"SELECT s.currency, sum(s.at_stake) FROM {_from(query)} WHERE {where} AND s.at_stake > 0"
            " GROUP BY s.currency ORDER BY 2 DESC",
            values,
        ).fetchall()
    )


def _from(query: ListQuery) -> str:
    tables = "account_summary s"
    filtered = query.view is View.WORK or query.owner or query.segment or query.search
    if filtered or query.sort in ("account", "owner", "segment", "next_step"):
        tables += " JOIN account a ON a.no = s.account_no"
    if query.owner or query.sort == "owner":
        tables += " LEFT JOIN rep r ON r.id = a.owner_id"
    return tables


def _where(query: ListQuery) -> tuple[str, list[str]]:
    terms, values = [_IN_VIEW[query.view]], []
    if query.owner:
        terms.append("r.name = ? COLLATE NOCASE")
        values.append(query.owner)
    if query.segment:
        terms.append("a.segment = ? COLLATE NOCASE")
        values.append(query.segment)
    if query.abc:
        terms.append("s.abc = ?")
        values.append(query.abc.upper())
    if query.search:
        pattern = "%" + query.search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        columns = ("name", "city", "phone", "email", "external_id", "name_key")
        terms.append("(" + " OR ".join(f"a.{column} LIKE ? ESCAPE '\\'" for column in columns) + ")")
        values += [*[pattern] * 5, pattern.casefold()]
    return " AND ".join(terms), values


def _listed(row: sqlite3.Row) -> ListedAccount:
    values = list(row)
    values[7], values[8] = bool(row[7]), bool(row[8])
    values[10], values[11], values[23] = day_or_none(row[10]), day_or_none(row[11]), day_or_none(row[23])
    values[24], values[25] = row[24] or "", row[25] or ""
    return ListedAccount(*values)

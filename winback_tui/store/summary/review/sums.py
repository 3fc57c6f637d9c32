"""The sums of a review over accounts with orders only, made by SQLite from the summaries.

Each query reads one of the indexes `ix_summary_review_*`, which hold all it needs; its conditions repeat theirs
exactly, else SQLite reads the whole table instead. `domain.review.account_sums` says what the sums mean.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from winback_tui.domain.account.abc_class import CLASSES
from winback_tui.domain.money.yearly_value import YEAR
from winback_tui.domain.review.account_sums import (
    BILLION,
    TENTH_OF_RISK,
    AccountSums,
    CellSum,
    DaySum,
    LastContact,
    OwnerSum,
    SegmentSum,
    StartSum,
    Stretch,
    Worths,
    margin_in_ten_thousandths,
)
from winback_tui.domain.review.customers.customer_map import READINESS_LIMITS
from winback_tui.store.read import plain_rows
from winback_tui.store.summary.orders import ordinal

from .accounts import ContactedAccount, rep_names
from .currencies import currencies_of

BEGAN = "order_days > 1 AND losses = '' AND status <> 'gone for good'"
"""Customers without a case: their first order day is that of a customer."""
STOPPED = "silent_from <> '' AND losses = '' AND status IN ('overdue', 'sleeping')"
"""Those of them whose silence exceeds its limit."""
HERE = "gone_90 IS NOT NULL AND losses = '' AND status NOT IN ('lost', 'in work', 'let go', 'gone for good')"
"""Accounts without a case that have a risk and have not left."""
PLAIN = "length(losses) = 0"
"""Accounts without a case, worded differently: else SQLite uses its index for other queries, which need more."""
WORTH = "gone_90 >= 0 AND losses = '' AND status NOT IN ('lost', 'in work', 'let go', 'gone for good')"
"""As `HERE`, worded differently for the same reason."""

_SALES = "coalesce(s.yearly_sales, s.yearly_value)"
_BOUNDS = (0, *READINESS_LIMITS, 10_001)


@dataclass(frozen=True, slots=True)
class SumsWanted:
    """Which accounts are added up, and by what: `by` is 'rep', 'segment', 'class' or ''.

    `owner` by name; '' is any, as with `segment` and `abc`. `listed`: numbers of accounts without a case that are not
    to be counted. `stretches`: the first is the period reviewed, all get `lost_of_start`. `today` bounds the losses.
    """

    owner: str = ""
    segment: str = ""
    abc: str = ""
    by: str = ""
    listed: Collection[int] = ()
    margin: float = 0.0
    stretches: Sequence[tuple[date, date]] = ()
    today: date = date.max


def review_sums(
    connection: sqlite3.Connection, wanted: SumsWanted, contacts: Iterable[ContactedAccount]
) -> list[AccountSums]:
    """A sum for each currency and group that has any of these accounts; `contacts`: of accounts that are not listed."""
    return _Adding(connection, wanted).sums(contacts)


def numbers_silent_in(connection: sqlite3.Connection, first: date, last: date) -> list[int]:
    """Numbers of the accounts without a case whose silence exceeded its limit on one of these days."""
    rows = plain_rows(
        connection,
        "SELECT account_no FROM account_summary WHERE currency IN (SELECT value FROM json_each(?))"
        f" AND {STOPPED} AND silent_from BETWEEN ? AND ?",
        (json.dumps(currencies_of(connection, STOPPED)), first.isoformat(), last.isoformat()),
    )
    return [row[0] for row in rows]


@dataclass(slots=True)
class _Found:
    accounts: int = 0
    began: list[DaySum] = field(default_factory=list)
    stopped: list[DaySum] = field(default_factory=list)
    lost_of_start: dict[Stretch, StartSum] = field(default_factory=dict)
    customers: list[SegmentSum] = field(default_factory=list)
    lost: list[SegmentSum] = field(default_factory=list)
    lost_overdue: int = 0
    cells: list[CellSum] = field(default_factory=list)
    worths: list[Worths] = field(default_factory=list)
    owners: list[OwnerSum] = field(default_factory=list)
    contacts: list[LastContact] = field(default_factory=list)


def _profit_sql(margin: float) -> str:
    """As `profit_at`, without margins on record: a half goes up only from an odd whole."""
    share = margin_in_ten_thousandths(margin)
    sign, share = ("-", -share) if share < 0 else ("", share)

    def rounded(sales: str) -> str:
        return f"({sales} * {share} + 4999 + ({sales} * {share} / 10000 & 1)) / 10000"

    return (
        f"{sign}CASE WHEN s.yearly_value < 0 THEN -({rounded('-s.yearly_value')})"
        f" ELSE {rounded('s.yearly_value')} END"
    )


class _Adding:
    """Adds up query by query. `_owners` counts every account, so that all parts are known once it is done."""

    def __init__(self, connection: sqlite3.Connection, wanted: SumsWanted) -> None:
        self._connection = connection
        self._wanted = wanted
        self._reps = rep_names(connection)
        self._found: dict[tuple[str, str], _Found] = defaultdict(_Found)
        self._narrowed, self._values = self._narrowing()
        self._usual_profit = _profit_sql(wanted.margin)
        self._profit = f"iif(s.yearly_sales IS NULL, {self._usual_profit}, s.yearly_value)"

    def sums(self, contacts: Iterable[ContactedAccount]) -> list[AccountSums]:
        """Everything by currency and group."""
        for currency in currencies_of(self._connection, PLAIN):
            self._owners(currency)
            if all(known != currency for known, _ in self._found):
                continue  # A sum of nothing is no part of a review.
            self._days(currency)
            self._segments(currency)
            self._map(currency)
            self._worth(currency)
        self._contacts(contacts)
        return [
            AccountSums(
                currency,
                group,
                own.accounts,
                own.began,
                own.stopped,
                own.lost_of_start,
                own.customers,
                own.lost,
                own.lost_overdue,
                own.cells,
                own.worths,
                own.owners,
                own.contacts,
            )
            for (currency, group), own in self._found.items()
        ]

    def _owners(self, currency: str) -> None:
        for on_list, at_risk in enumerate(("0, 0", "count(*), sum(s.at_stake)")):
            for found, owner, *counts in self._rows(
                currency,
                f"s.owner_id, count(*), {at_risk}",
                f"{PLAIN} AND s.on_list = {on_list}",
                by="s.owner_id",
            ):
                found.accounts += counts[0]
                found.owners.append(OwnerSum(self._reps.get(owner, ""), *counts))

    def _days(self, currency: str) -> None:
        until = self._wanted.today.isoformat()
        begun, ended = (each.isoformat() for each in self._wanted.stretches[0])
        for found, day, accounts, sales, overdue in self._rows(
            currency,
            f"s.first_day, count(*), sum({_SALES}),"
            f" count(*) FILTER (WHERE s.silent_from >= '{begun}' AND s.silent_from <= '{min(ended, until)}'"
            " AND s.status = 'overdue')",
            BEGAN,
            by="s.first_day",
        ):
            found.began.append(DaySum(ordinal(day), accounts, sales, 0))
            found.lost_overdue += overdue
        for found, day, *counts in self._rows(
            currency,
            f"s.silent_from, count(*), sum({_SALES}), sum({self._profit})",
            f"{STOPPED} AND s.silent_from <= ?",
            (until,),
            by="s.silent_from",
        ):
            found.stopped.append(DaySum(ordinal(day), *counts))
        for first, last in self._wanted.stretches:
            stretch = (first.toordinal(), last.toordinal())
            for own in self._found.values():
                own.lost_of_start.setdefault(stretch, StartSum(0, 0))
            for found, *sums in self._rows(
                currency,
                f"count(*), coalesce(sum({_SALES}), 0)",
                f"{STOPPED} AND s.silent_from BETWEEN ? AND ? AND s.first_day < ?",
                (first.isoformat(), min(last.isoformat(), until), first.isoformat()),
            ):
                found.lost_of_start[stretch] = StartSum(*sums)

    def _segments(self, currency: str) -> None:
        first, last = (day.isoformat() for day in self._wanted.stretches[0])
        for found, *sums in self._by_segment(
            currency,
            f"{BEGAN} AND s.first_day < ?"
            " AND NOT (s.silent_from <> '' AND s.silent_from < ? AND s.status IN ('overdue', 'sleeping'))",
            (first, first),
            ("s.first_day",),
        ):
            found.customers.append(SegmentSum(*sums))
        for found, *sums in self._by_segment(
            currency,
            f"{STOPPED} AND s.silent_from BETWEEN ? AND ?",
            (first, min(last, self._wanted.today.isoformat())),
            (),
        ):
            found.lost.append(SegmentSum(*sums))

    def _by_segment(
        self, currency: str, where: str, values: Sequence[Any], index_order: Sequence[str]
    ) -> Iterable[tuple[Any, ...]]:
        """The sums of each segment, made day by day first: sorting all accounts by segment takes half as long again.

        `index_order`: the columns of the index before the segment, if that many accounts are read.
        """
        ordering = f"(s.expected_gap > 0 AND {_SALES} > 0)"
        orders = f"CAST({YEAR}.0 / s.expected_gap * {BILLION:.1f} AS INTEGER)"
        sql = (
            f"WITH one_day AS (SELECT {self._group} AS part, s.segment, count(*) AS accounts,"
            f" sum({ordering}) AS ordering, sum(CASE WHEN {ordering} THEN {orders} END) AS orders,"
            f" sum(CASE WHEN {ordering} THEN {_SALES} END) AS sales {self._from(where)}"
            f" GROUP BY {', '.join(dict.fromkeys((*index_order, 's.segment', *self._groups)))})"
            " SELECT part, segment, sum(accounts), coalesce(sum(ordering), 0), coalesce(sum(orders), 0),"
            " coalesce(sum(sales), 0) FROM one_day GROUP BY part, segment"
        )
        return self._of_parts(currency, sql, (currency, *values, *self._values))

    def _map(self, currency: str) -> None:
        for letter in (self._wanted.abc,) if self._wanted.abc else CLASSES:
            for place, low in enumerate(_BOUNDS[:-1]):
                for found, *sums in self._rows(
                    currency,
                    f"count(*), coalesce(sum({self._profit}), 0), coalesce(sum(s.at_stake), 0)",
                    f"{HERE} AND s.abc = ? AND s.gone_90 >= ? AND s.gone_90 < ?",
                    (letter, low, _BOUNDS[place + 1]),
                ):
                    found.cells.append(CellSum(letter, place, *sums))

    def _worth(self, currency: str) -> None:
        """As one text a column: of 100,000 rows that takes half as long as to fetch them.

        Those with a margin on record and those without stand in the order of their profit in the index, so that
        nothing is sorted.
        """
        for unknown, profit in enumerate(("s.yearly_value", self._usual_profit)):
            rows = (
                f"SELECT {self._group} AS part, {profit} AS profit, s.at_stake AS at_stake,"
                f" s.gone_90 / {TENTH_OF_RISK} AS risk"
                f" {self._from(f'{WORTH} AND (s.yearly_sales IS NULL) = {unknown}')} ORDER BY s.yearly_value"
                f"{' DESC' if unknown and self._wanted.margin < 0 else ''}"
            )
            parts = "json_group_array(part)" if self._wanted.by else "'[]'"
            (texts,) = plain_rows(
                self._connection,
                f"WITH one AS ({rows}) SELECT {parts}, json_group_array(profit), json_group_array(at_stake),"
                " json_group_array(risk) FROM one",
                (currency, *self._values),
            )
            part, *columns = map(json.loads, texts)
            if not self._wanted.by:
                self._found[currency, ""].worths.append(Worths(*columns))
                continue
            found: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
            for key, *row in zip(part, *columns, strict=True):
                found[self._group_name(key)].append(tuple(row))
            for name, own in found.items():
                self._found[currency, name].worths.append(Worths(*zip(*own, strict=True)))

    def _contacts(self, contacts: Iterable[ContactedAccount]) -> None:
        wanted = self._wanted
        for each in contacts:
            if (
                wanted.owner in ("", each.owner)
                and wanted.segment in ("", each.segment)
                and wanted.abc in ("", each.abc)
            ):
                group = {"rep": each.owner, "segment": each.segment, "class": each.abc}.get(wanted.by, "")
                self._found[each.currency, group].contacts.append(LastContact(each.owner, each.abc, each.day))

    @property
    def _group(self) -> str:
        return {"rep": "s.owner_id", "segment": "s.segment", "class": "s.abc"}.get(self._wanted.by, "''")

    @property
    def _groups(self) -> list[str]:
        return [self._group] if self._wanted.by else []

    def _group_name(self, key: str) -> str:
        return self._reps.get(key, "") if self._wanted.by == "rep" else key

    def _rows(
        self,
        currency: str,
        columns: str,
        where: str,
        values: Sequence[Any] = (),
        by: str = "",
    ) -> Iterable[tuple[Any, ...]]:
        """Each row behind the part that it belongs to; `by` is one more column to add up by."""
        groups = list(dict.fromkeys([*self._groups, *([by] if by else [])]))
        grouped = f" GROUP BY {', '.join(groups)}" if groups else ""
        sql = f"SELECT {self._group}, {columns} {self._from(where)}{grouped}"
        return self._of_parts(currency, sql, (currency, *values, *self._values))

    def _of_parts(self, currency: str, sql: str, values: Sequence[Any]) -> Iterable[tuple[Any, ...]]:
        for key, *row in plain_rows(self._connection, sql, values):
            yield self._found[currency, self._group_name(key)], *row

    def _from(self, where: str) -> str:
        return f"FROM account_summary s WHERE s.currency = ? AND {where}{self._narrowed}"

    def _narrowing(self) -> tuple[str, tuple[Any, ...]]:
        wanted = self._wanted
        terms, values = list[str](), list[Any]()
        if wanted.listed:
            terms.append("s.account_no NOT IN (SELECT value FROM json_each(?))")
            values.append(json.dumps(list(wanted.listed)))
        if wanted.owner:
            terms.append("s.owner_id IN (SELECT id FROM rep WHERE name = ?)")
            values.append(wanted.owner)
        if wanted.segment:
            terms.append("s.segment = ?")
            values.append(wanted.segment)
        if wanted.abc:
            terms.append("s.abc = ?")
            values.append(wanted.abc)
        return "".join(f" AND {term}" for term in terms), tuple(values)

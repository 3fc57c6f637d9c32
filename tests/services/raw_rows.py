"""What must be true of a book whatever was done to it, worked out anew from its rows, not by the rules under test."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from winback_tui.domain.account.risk_sign import RiskSign, SignKind, unpack_signs
from winback_tui.services.plans.followups import Due, due
from winback_tui.services.returns.returns import CountedReturn, returns
from winback_tui.store.book import Book
from winback_tui.store.lists.account_list import listed_accounts, listed_numbers
from winback_tui.store.lists.list_query import ListQuery, View

WAIT_OF_PRICE_HUNTERS = timedelta(days=90)
OURS = ("price", "delivery")
"""Of the reasons that the histories know, those with something of ours to repair."""
ORDERING = ("new", "active", "due", "single", "returned", "recovered")
BACK = ("returned", "recovered")
GONE = "gone for good"


class Sold(NamedTuple):
    """A row of the books: money in minor units."""

    key: str
    day: str
    amount: int
    kind: str
    number: str


@dataclass(frozen=True)
class Standing:
    """An account as the lists have it, with its signs: what makes each the same one on another day -> the sign."""

    no: int
    name: str
    status: str
    twice_lost: bool
    signs: Mapping[tuple[str, str], RiskSign]


@dataclass(frozen=True)
class ClosedTime:
    """What closes an open case to contacts: `until` a day, and `standing` while a cause of ours stands."""

    until: date
    standing: bool
    repaired_on: date | None

    def closed(self, day: date, today: date) -> bool:
        """Whether nobody may plan a contact for the day."""
        repairing = self.repaired_on is not None and day < self.repaired_on
        return day < self.until or (self.standing and (day <= today or repairing))

    def waits(self, day: date) -> bool:
        """Whether a contact planned for the day has to be marked."""
        return day < self.until or self.standing


@dataclass(frozen=True)
class Moment:
    """A book between two acts: what it shows, and its rows. `contacts`: every open step that reaches the customer."""

    today: date
    accounts: Mapping[str, Standing]
    at_risk: frozenset[int]
    to_do: Sequence[Due]
    counted: Sequence[CountedReturn]
    sold: Mapping[str, Sequence[Sold]]
    lost_on: Mapping[str, str]
    closed: Mapping[str, ClosedTime]
    contacts: Mapping[str, Mapping[str, Any]]
    smallest: int

    @classmethod
    def of(cls, book: Book) -> Moment:
        with book.read() as connection:
            listed = listed_accounts(connection, listed_numbers(connection, ListQuery(View.ALL)))
            at_risk = frozenset(listed_numbers(connection, ListQuery(View.RISK)))
        accounts = {
            row.id: Standing(
                row.no,
                row.name,
                row.status,
                row.twice_lost,
                {_same(sign): sign for sign in unpack_signs(row.signs)},
            )
            for row in listed
        }
        with closing(sqlite3.connect(book.path)) as connection:
            connection.row_factory = sqlite3.Row
            sold = defaultdict(list)
            for row in connection.execute(
                "SELECT coalesce(home.id, a.id) AS id, o.key, o.day, o.amount, o.kind, o.number FROM sales_order o"
                " JOIN account a ON a.no = o.account_no LEFT JOIN account home ON home.id = a.linked_to ORDER BY o.day"
            ):
                sold[row["id"]].append(Sold(*tuple(row)[1:]))
            lost = connection.execute("SELECT account_id, max(lost_on) FROM loss_case GROUP BY account_id")
            kept = connection.execute("SELECT value FROM setting WHERE id = 'smallest return'").fetchone()
            steps = connection.execute(
                "SELECT id, account_id, on_day, channel, series FROM step"
                " WHERE done_on = '' AND dropped_on = '' AND channel <> 'internal'"
            )
            return cls(
                book.today,
                accounts,
                at_risk,
                due(book),
                returns(book),
                sold,
                {row[0]: row[1] for row in lost},
                dict(_closed_times(connection, accounts)),
                {row["id"]: dict(row) for row in steps},
                json.loads(kept[0])[0] if kept and kept[0] not in ("", "null") else 0,
            )

    def faults(self) -> list[str]:
        """Everything that must not be."""
        return [*self._wrong_returns(), *self._unmarked_contacts(), *self._forgotten_signs()]

    def _wrong_returns(self) -> Iterator[str]:
        """M11: every return without its order, and every order that ought to have been one."""
        answered: set[str] = set()
        for each in self.counted:
            sold = self.sold[each.account_id]
            lost_on = each.found.loss.lost_on.isoformat()
            proof = next((order for order in sold if order.key == each.found.order.key), None)
            if proof is None or proof.kind != "order" or proof.day <= lost_on:
                yield f"{each.account} is back without a real order after {lost_on}: {proof}"
            elif proof.amount < max(1, self.smallest):
                yield f"{each.account} is back by less than what counts: {proof}"
            elif surely_credited(proof, sold):
                yield f"{each.account} is back by a credited order: {proof}"
            if each.found.lost_again_on is None:
                answered.add(each.account_id)
        for account, stands in self.accounts.items():
            if stands.status in BACK and account not in answered:
                yield f"{stands.name} is {stands.status} without a return"
        for account, lost_on in self.lost_on.items():
            since = [order for order in self.sold.get(account, ()) if order.day > lost_on]
            real = any(order.kind == "order" and order.amount >= max(1, self.smallest) for order in since)
            if real and not any(order.kind == "credit" for order in since) and account not in answered:
                yield f"{account} ordered after {lost_on} and is not back"

    def _unmarked_contacts(self) -> Iterator[str]:
        """B16, B20: contacts that wait for something and are shown as if they did not, and those nobody is shown."""
        shown = {row.item.id: row for row in self.to_do}
        for step_id, step in self.contacts.items():
            row, time = shown.get(step_id), self.closed.get(step["account_id"])
            on_day = date.fromisoformat(step["on_day"])
            stands = self.accounts.get(step["account_id"])
            if row is None:
                if not step["series"] and stands and stands.status != GONE and not stands.twice_lost:
                    yield f"nobody is shown the {step['channel']} of {on_day} for {stands.name}"
            elif time is not None and time.waits(max(on_day, self.today)) and not row.item.held:
                yield f"unmarked: {row.what} on {on_day}, {time}"

    def _forgotten_signs(self) -> Iterator[str]:
        """B4b, B17, C4, K5, L: signs that neither the follow-ups nor the list at risk show."""
        kinds = Counter((row.item.account_id, str(row.item.kind)) for row in self.to_do)
        contacts = {row.item.account_id for row in self.to_do if row.item.channel not in ("", "internal")}
        for account, stands in self.accounts.items():
            ordering = stands.status in ORDERING
            if (stands.no in self.at_risk) is not (ordering and bool(stands.signs)):
                yield f"{stands.name} ({stands.status}), {len(stands.signs)} signs, on the wrong list"
            for sign in stands.signs.values():
                silent = sign.kind.only_while_ordering and not ordering
                if not silent and not kinds[account, str(sign.kind)] and account not in contacts:
                    yield f"nobody is asked to act: {stands.name}, {sign.sentence}"


def _same(sign: RiskSign) -> tuple[str, str]:
    if sign.kind in (SignKind.CONTRACT, SignKind.WELCOME, SignKind.QUOTE, SignKind.LEFT):
        return str(sign.kind), sign.since.isoformat()
    return str(sign.kind), sign.row


def surely_credited(order: Sold, sold: Sequence[Sold]) -> bool:
    """Whether nothing else can be meant by the credits: the only order of its number, or of its sum."""
    credits = [each for each in sold if each.kind == "credit" and each.day >= order.day]
    same_number = [each for each in sold if each.kind == "order" and each.number == order.number]
    if order.number and len(same_number) == 1:
        taken = sum(abs(each.amount) for each in credits if each.number == order.number)
        if taken >= order.amount:
            return True
    numbers = {each.number for each in sold if each.kind == "order" and each.number}
    same_sum = [each for each in sold if each.kind == "order" and each.amount == order.amount]
    soon = (date.fromisoformat(order.day) + timedelta(days=14)).isoformat()
    return len(same_sum) == 1 and any(
        abs(each.amount) == order.amount and each.day <= soon and each.number not in numbers
        for each in credits
    )


def _closed_times(
    connection: sqlite3.Connection, accounts: Mapping[str, Standing]
) -> Iterator[tuple[str, ClosedTime]]:
    """By account, for every open case that no order has answered."""
    for case in connection.execute(
        "SELECT c.id, c.account_id, c.lost_on, a.hunts_price, (SELECT count(*) FROM interview i WHERE i.case_id = c.id"
        " AND i.finished_at IS NOT NULL) AS asked FROM loss_case c JOIN account a ON a.id = c.account_id"
        " WHERE c.closed_on = '' AND a.gone_reason = ''"
    ):
        stands = accounts.get(case["account_id"])
        if stands is None or stands.status in BACK:
            continue
        standing, days = False, []
        for cause in connection.execute(
            "SELECT id, reason, fixable FROM cause WHERE case_id = ?", (case["id"],)
        ):
            fixes = connection.execute("SELECT due_on, done_on FROM fix WHERE cause_id = ?", (cause["id"],))
            found = fixes.fetchall()
            undone = [fix for fix in found if not fix["done_on"]]
            if cause["fixable"] != 0 and (undone or (cause["reason"] in OURS and not found)):
                standing = True
                days += [date.fromisoformat(fix["due_on"]) for fix in undone if fix["due_on"]]
        until = (
            date.fromisoformat(case["lost_on"]) + WAIT_OF_PRICE_HUNTERS if case["hunts_price"] else date.min
        )
        asked = case["asked"] > 0
        yield case["account_id"], ClosedTime(until, standing and asked, max(days, default=None))

"""A written book for the review: 40 accounts and 25 cases whose every figure can be worked out by hand.

All order at intervals of 73 days, so that a year is five orders: 100, 200 or 300 EUR each are 500, 1,000 or 1,500 a
year, of which the usual margin of 30 % is profit. Silence counts from 111 days after the last order (73, and half of it
more), after a return from 74. Today is 31 December 2026, and the orders cover that day.

| accounts | orders of | customers on 1 January 2026 | what became of them |
|---|---|---|---|
| Stay 1-8 | 100 | yes | order to this day |
| Silent 1-4, 5-6 | 200 | yes | silent from 20 June, from 20 September |
| Once | 100 | no | ordered on one day |
| Gone before | 100 | no | silent since August 2025 |
| New | 100 | no | first order in May 2026 |
| Case 1-10 | 300 | yes | lost on 15 February; 1 and 2 came back on 24 March, 2 is silent again from 6 June |
| Case 11-16 | 300 | yes | lost on 15 May; 11 came back on 5 June |
| Case 17-20 | 300 | yes | lost on 15 August; 17 came back on 17 August |
| Case 21 | 300 | yes | lost on 1 June 2025, back on 1 September 2025, lost again on 1 October 2026 |
| Case 22 | 300 | yes | lost on 1 March, and a second case on 1 April without an order between |
| Case 23 | 300 | no | lost on 15 November 2025 |
"""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.made_once import made_once
from tests.services.team_book import ANN, BOB, account
from tests.store.books import book_at
from winback_tui.domain.ids import derived_id
from winback_tui.store.accounts.find import AccountRef
from winback_tui.store.book import Book
from winback_tui.store.write import Transaction, act

DAY = date(2026, 12, 31)
JANUARY, MARCH, JUNE = date(2026, 1, 10), date(2026, 3, 24), date(2026, 6, 5)
REX = derived_id("competitor", "rex")
CAROL = derived_id("rep", "carol")


def every_73(last: date, count: int = 8) -> list[date]:
    """So many order days up to `last`."""
    return [last - timedelta(days=73 * back) for back in reversed(range(count))]


def case_id(number: int, which: str = "") -> str:
    """The id of a case of `Case <number>`."""
    return derived_id("loss_case", f"{number}{which}")


@made_once()
def a_reviewed_book(folder: Path) -> Book:
    """The book of the table above."""
    book = book_at(folder, DAY)
    with act(book_at(folder, date(2025, 1, 2)), "demo", "Written down") as transaction:
        for rep_id, name in ((ANN, "Ann"), (BOB, "Bob"), (CAROL, "Carol")):
            transaction.insert("rep", id=rep_id, name=name)
        transaction.insert("competitor", id=REX, name="Rex")
        accounts = _accounts(transaction)
        _cases(transaction, accounts)
        _causes(transaction)
        _work(transaction, accounts)
        transaction.touch_everything()
    return book


def _accounts(transaction: Transaction) -> dict[str, AccountRef]:
    made = {}

    def add(name: str, owner: str, segment: str, days: list[date], amount: int) -> None:
        made[name] = account(transaction, name, owner, segment, days, amount)

    for number in range(1, 9):
        add(f"Stay {number}", BOB, "makers", every_73(DAY), 10_000)
    for number in range(1, 7):
        last = date(2026, 3, 1) if number < 5 else date(2026, 6, 1)
        add(f"Silent {number}", ANN, "mills", every_73(last), 20_000)
    add("Once", ANN, "mills", [date(2025, 6, 1)], 10_000)
    add("Gone before", ANN, "mills", every_73(date(2025, 5, 1)), 10_000)
    add("New", BOB, "makers", every_73(DAY, 4), 10_000)
    for number in range(1, 24):
        last = JANUARY if number < 11 or number == 22 else MARCH if number < 17 else JUNE
        if number == 21:
            days = [*every_73(date(2025, 5, 1)), *every_73(date(2026, 9, 1), 6)]
        elif number == 23:
            days = every_73(date(2025, 10, 29))
        else:
            days = every_73(last)
        more = {1: 4, 2: 1, 11: 3, 17: 2}.get(number, 0)
        days += [last + timedelta(days=73 * ahead) for ahead in range(1, more + 1)]
        add(f"Case {number}", BOB, "makers", days, 30_000)
    return made


def _lost_on(number: int) -> date:
    if number == 22:
        return date(2026, 3, 1)
    if number == 23:
        return date(2025, 11, 15)
    return date(2026, 2, 15) if number < 11 else date(2026, 5, 15) if number < 17 else date(2026, 8, 15)


def _cases(transaction: Transaction, accounts: dict[str, AccountRef]) -> None:
    losses = [(number, "", _lost_on(number)) for number in range(1, 24) if number != 21]
    losses += [(21, "a", date(2025, 6, 1)), (21, "b", date(2026, 10, 1)), (22, "again", date(2026, 4, 1))]
    for number, which, lost_on in losses:
        transaction.insert(
            "loss_case",
            id=case_id(number, which),
            account_id=accounts[f"Case {number}"].id,
            lost_on=lost_on.isoformat(),
            opened_on=lost_on.isoformat(),
            lost_by_id=BOB,
            responsible_id=ANN if number in (1, 2, 3) else CAROL if number == 11 else None,
        )


def _causes(transaction: Transaction) -> None:
    def add(number: int, reason: str, weight: int = 100, **told: Any) -> None:
        transaction.insert("cause", case_id=case_id(number), reason=reason, weight=weight, **told)

    for number in range(1, 7):
        add(number, "price")
        _interview(transaction, number, {"severity": "2"})
    for number in range(7, 11):
        add(number, "delivery", 60)
        add(number, "service", 40)
        _interview(transaction, number, {"stated_class": "price", "root_class": "delivery", "severity": "4"})
    for number in range(11, 15):
        add(number, "delivery", human=number == 11, promise_broken="a call" if number == 11 else "")
    for number in (15, 16):
        add(number, "objective-moved", fixable=False)
    add(17, "better-terms", competitor_id=REX)


def _interview(transaction: Transaction, number: int, answers: dict[str, str]) -> None:
    held = transaction.insert(
        "interview", case_id=case_id(number), script="long", started_at=1, finished_at=2
    )
    for name, value in answers.items():
        transaction.insert("answer", interview_id=held, question=name, value=value)


def _work(transaction: Transaction, accounts: dict[str, AccountRef]) -> None:
    def ids(number: int) -> dict[str, str]:
        return {"account_id": accounts[f"Case {number}"].id, "case_id": case_id(number)}

    assumed = {1: {"hours": 2}, 2: {"fixes": 3_000}, 3: {}, 4: {}}
    for number, told in assumed.items():
        transaction.insert(
            "decision",
            case_id=case_id(number),
            verdict="win-back",
            currency="EUR",
            factors=json.dumps({"assumed": told}),
            decided_on="2026-02-20",
        )
    for number in (1, 2, 3):
        strategy = "price" if number < 3 else "persistence"
        transaction.insert("plan", case_id=case_id(number), strategy=strategy, made_on="2026-02-21")
    for number in (1, 2, 11, 17):
        transaction.insert("activity", **ids(number), at=1, on_day="2026-03-01", by_id=ANN)
    offers = ((1, "discount", 5_000, True), (2, "gift", 2_000, False), (3, "discount", 7_000, False))
    for number, kind, cost, taken in offers:
        day = "2026-03-10"
        transaction.insert(
            "offer",
            **ids(number),
            kind=kind,
            cost=cost,
            currency="EUR",
            made_on=day,
            taken_on=day if taken else "",
        )
    transaction.insert("setting", id="hour cost", value=json.dumps([4_500, "EUR"]))
    transaction.insert("step", **ids(3), on_day="2026-12-01", owner_id=ANN)
    for due, kept in (("2026-03-02", "2026-03-02"), ("2026-04-02", "")):
        transaction.insert("promise", **ids(4), text="Call", due_on=due, kept_on=kept)
    for on_day, answered, resolved in (
        ("2026-05-01", "2026-05-01", "2026-05-05"),
        ("2026-06-01", "2026-06-07", ""),
        ("2025-05-01", "", ""),
    ):
        transaction.insert(
            "complaint",
            account_id=accounts["Stay 1"].id,
            on_day=on_day,
            text="Late",
            answered_on=answered,
            resolved_on=resolved,
        )


__all__ = ["DAY", "a_reviewed_book", "case_id"]

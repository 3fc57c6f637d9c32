"""Signs of a coming loss other than missing orders, for each account of a list (playbook B2, B3, B5, B17, C4, K5)."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from winback_tui.domain.account.abc_class import CLASSES, fell
from winback_tui.domain.account.alarms import Alarm, alarm_of, class_fell
from winback_tui.domain.account.risk_sign import SignKind, unpack_signs
from winback_tui.domain.account.status import Status
from winback_tui.domain.money.yearly_value import YEAR, Takings, most_yearly_value, value_of_takings
from winback_tui.store.lists.columns import ListedAccount
from winback_tui.store.lists.sentence_inputs import histories
from winback_tui.store.summary.orders import AccountOrders, sums_until
from winback_tui.store.summary.scoring_context import ScoringContext

OVER = (Status.GONE, Status.LET_GO)
"""Statuses of accounts that are no longer watched."""


def alarms_of(
    connection: sqlite3.Connection,
    frame: ScoringContext,
    listed: Sequence[ListedAccount],
    ordered: Mapping[int, AccountOrders] | None = None,
) -> dict[int, tuple[Alarm, ...]]:
    """The alarms of each account that has any, by its number, the most pressing first.

    They are its signs as stored in its summary, and a fallen class, placed before the weakest of them. The former
    class is that of the value a year ago by the limits of today. A weak sign that a contact planned for these days
    answers is left out, as is one of an account that is lost and not worked on. `ordered`: the orders of those that
    `weighed_against_past` names, where at hand.
    """
    if ordered is None:
        ordered = histories(connection, frame, weighed_against_past(connection, listed, frame))
    year_ago = frame.data_day - timedelta(days=YEAR)
    money = {
        account.no: ordered[account.no].takings
        for account in listed
        if account.no in ordered and _may_have_fallen(account, year_ago)
    }
    found = {account.no: _alarms(account, money.get(account.no), frame) for account in listed}
    return {number: alarms for number, alarms in found.items() if alarms}


def weighed_against_past(
    connection: sqlite3.Connection, listed: Sequence[ListedAccount], frame: ScoringContext
) -> list[int]:
    """The numbers of those whose class may have fallen, so that their orders are looked at.

    Not of those that took too little in all for a better class a year ago.
    """
    year_ago = frame.data_day - timedelta(days=YEAR)
    maybe = [account for account in listed if _may_have_fallen(account, year_ago)]
    taken = sums_until(connection, year_ago, [account.no for account in maybe])
    return [
        account.no
        for account in maybe
        if account.no not in taken
        or account.first_day is None
        or fell(
            frame.abc(most_yearly_value(taken[account.no], account.first_day, year_ago), account.currency),
            account.abc,
        )
    ]


def _alarms(account: ListedAccount, money: Takings | None, frame: ScoringContext) -> tuple[Alarm, ...]:
    if not account.signs and money is None:
        return ()
    gentle = (SignKind.FEEDBACK, SignKind.CONTACT)
    over = account.status in OVER or (account.status == Status.LOST and account.open_case <= 0)
    signs = [
        sign
        for sign in unpack_signs(account.signs)
        if not (sign.kind in gentle and (over or sign.answered_by_plan(frame.today)))
    ]
    found = (
        *(alarm_of(sign) for sign in signs if sign.kind not in gentle),
        class_fell(_former_class(account, money, frame), account.abc),
        *(alarm_of(sign) for sign in signs if sign.kind in gentle),
    )
    return tuple(alarm for alarm in found if alarm is not None)


def _may_have_fallen(account: ListedAccount, year_ago: date) -> bool:
    """Whether it ordered both a year ago and lately, in classes between which a fall is possible."""
    if account.first_day is None or account.last_day is None or account.status in OVER:
        return False
    return account.abc != CLASSES[0] and account.first_day <= year_ago < account.last_day


def _former_class(account: ListedAccount, money: Takings | None, frame: ScoringContext) -> str:
    if money is None:
        return ""
    year_ago = frame.data_day - timedelta(days=YEAR)
    former = value_of_takings(money.until(year_ago), year_ago)
    return "" if former is None else frame.abc(former.minor, account.currency)

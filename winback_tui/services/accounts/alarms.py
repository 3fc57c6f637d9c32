"""Signs of a coming loss other than missing orders, for each account of a list (playbook B2, B3, B5, B17, C4, K5)."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from operator import itemgetter

from winback_tui.domain.account.abc_class import CLASSES
from winback_tui.domain.account.alarms import (
    VOLUME_DAYS,
    Alarm,
    class_fell,
    decision_maker_left,
    ending,
    no_contact,
    quote_forgotten,
    volume_down,
)
from winback_tui.domain.account.status import Status
from winback_tui.domain.money.yearly_value import YEAR, MoneyLine, yearly_value
from winback_tui.services.contacts.before_contact import OUTCOMES
from winback_tui.store.accounts.alarm_facts import AlarmFacts, alarm_facts
from winback_tui.store.contacts.contacts import first_contact_day
from winback_tui.store.lists.columns import ListedAccount
from winback_tui.store.lists.sentence_inputs import histories
from winback_tui.store.summary.orders import AccountOrders
from winback_tui.store.summary.scoring_context import ScoringContext

WANTS_QUOTE = next(outcome.text for outcome in OUTCOMES if "quote" in outcome.text)
OVER = (Status.GONE, Status.LET_GO)
"""Where nobody watches any more."""
SILENT = (Status.OVERDUE, Status.SLEEPING, Status.SINGLE, Status.LOST, Status.IN_WORK)
"""Where the list says already that orders are missing: less money is part of that, not a sign of its own."""


def alarms_of(
    connection: sqlite3.Connection,
    frame: ScoringContext,
    listed: Sequence[ListedAccount],
    ordered: Mapping[int, AccountOrders] | None = None,
) -> dict[int, tuple[Alarm, ...]]:
    """The alarms of each account that has any, by its number, the most pressing first.

    In this order: who decided has left, a quote nobody followed up, a contract or welcome discount that ends,
    volume down, class down, nobody in touch. Volume is compared while they still order. Nobody in touch counts
    from when contacts began to be kept in this book. The former class is that of the value a year ago by the
    limits of today.
    `ordered`: their orders, where at hand.
    """
    watched = [account for account in listed if account.status not in OVER]
    facts = alarm_facts(connection, [account.no for account in watched], WANTS_QUOTE)
    weighed = [account.no for account in watched if _may_order_less(account, frame.data_day)]
    if ordered is None:
        ordered = histories(connection, frame, weighed)
    money = {number: ordered[number].lines for number in weighed if number in ordered}
    kept_since = first_contact_day(connection)
    found = {
        account.no: _alarms(account, facts[account.no], money.get(account.no, ()), frame, kept_since)
        for account in watched
    }
    return {number: alarms for number, alarms in found.items() if alarms}


def _alarms(
    account: ListedAccount,
    facts: AlarmFacts,
    lines: Sequence[MoneyLine],
    frame: ScoringContext,
    kept_since: date | None,
) -> tuple[Alarm, ...]:
    today = frame.today
    spoken = max((day for day in facts.contact_days if day <= today), default=None)
    ordered = [account.last_day] if account.last_day else []
    told = (
        decision_maker_left(facts.people, spoken, today),
        quote_forgotten(facts.asked_days, facts.contact_days, ordered, today),
        *(ending(f"the {what}", day, today) for what, day in sorted(facts.endings, key=itemgetter(1))),
        None
        if account.status in SILENT
        else volume_down(lines, account.median_gap, frame.data_day, account.currency),
        class_fell(_former_class(account, lines, frame), account.abc),
        no_contact(spoken, _ours_since(account, kept_since), today),
    )
    return tuple(alarm for alarm in told if alarm is not None)


def _may_order_less(account: ListedAccount, until: date) -> bool:
    """Whether it ordered before the last year and within it: only then can volume or class have fallen."""
    if account.first_day is None or account.last_day is None:
        return False
    if account.status in SILENT and account.abc == CLASSES[0]:
        return False
    year_ago = until - timedelta(days=YEAR)
    return account.first_day <= until - timedelta(days=VOLUME_DAYS) and account.last_day > year_ago


def _former_class(account: ListedAccount, lines: Sequence[MoneyLine], frame: ScoringContext) -> str:
    if account.abc == CLASSES[0] or not lines:
        return ""
    former = yearly_value(lines, frame.data_day - timedelta(days=YEAR))
    return "" if former is None else frame.abc(former.minor, account.currency)


def _ours_since(account: ListedAccount, kept_since: date | None) -> date | None:
    if kept_since is None or account.first_day is None:
        return None
    return max(kept_since, account.first_day)

"""A new day on which no newer order is known: only the accounts whose summary can change with the date alone are
scored again.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date, timedelta

from winback_tui import __version__
from winback_tui.domain.account.abc_class import CLASSES
from winback_tui.domain.account.signs import SignLimits
from winback_tui.domain.account.signs.rules import NEW_CUSTOMER_DAYS
from winback_tui.store.accounts.sign_facts import sign_facts
from winback_tui.store.accounts.snoozes import put_aside
from winback_tui.store.read import day_text, plain_rows
from winback_tui.store.returns.returns import second_orders_known

from .due import DueScoring, due_scoring
from .scoring_context import ScoringContext, kept_fact


def only_the_day_is_new(
    connection: sqlite3.Connection, context: ScoringContext, today: date, data_day: date
) -> bool:
    """Whether the stored summaries cover all orders, and differ from those of `today` by the calendar alone.

    Silence is counted to the data day, so it does not change while that does not; a clock set back does not count.
    Those that another version of the program computed may differ by its rules and words as well.
    """
    return (
        context.today <= today
        and context.data_day == data_day <= context.today
        and kept_fact(connection, "scored_by") == __version__
        and due_scoring(connection) is DueScoring.NOTHING
        and kept_fact(connection, "contacts_since") == day_text(context.limits.contacts_since)
    )


def on_another_day(connection: sqlite3.Connection, context: ScoringContext, today: date) -> ScoringContext:
    """The context for scoring accounts on `today` where only the day is new."""
    return replace(
        context, today=today, second_orders=second_orders_known(connection, today, context.data_day)
    )


def moved_by_the_day(connection: sqlite3.Connection, context: ScoringContext, today: date) -> set[int]:
    """Accounts whose summary can change with the date alone, from `context.today` to `today`; returns their numbers.

    Those with a case, gone or put aside; those with a record that may be a sign; those so new that they are asked for
    a first impression; and those never contacted whose wait has since passed its limit.
    The status of all others depends on their orders alone.
    """
    judged = plain_rows(
        connection,
        "SELECT account_no FROM account_summary WHERE aside_until <> '' OR fragile OR first_day >= :asked"
        f" OR {_waits_too_long(context.limits, context.today, today)}"
        " UNION SELECT a.no FROM loss_case c JOIN account a ON a.id = c.account_id"
        " UNION SELECT no FROM account WHERE gone_reason <> ''",
        {"asked": (context.today - timedelta(days=NEW_CUSTOMER_DAYS)).isoformat()},
    )
    moved = {no for (no,) in judged} | sign_facts(connection, today).keys()
    aside = put_aside(connection, today)
    return moved | {
        no for no, account_id in connection.execute("SELECT no, id FROM account") if account_id in aside
    }


def _waits_too_long(limits: SignLimits, before: date, today: date) -> str:
    """SQL condition on never contacted accounts: the days without a contact passed their limit since `before`."""
    if limits.contacts_since is None:
        return "0"
    since = f"max(first_day, '{limits.contacts_since.isoformat()}')"
    crossed = []
    for letter in CLASSES:
        days = timedelta(days=limits.cadence_of(letter))
        crossed.append(
            f"(abc = '{letter}' AND first_day <> '' AND {since} > '{(before - days).isoformat()}'"
            f" AND {since} <= '{(today - days).isoformat()}')"
        )
    return f"({' OR '.join(crossed)})"

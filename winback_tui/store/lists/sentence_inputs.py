"""The inputs for the sentence and status of single accounts, from the stored summary and their orders."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from datetime import date

from winback_tui.domain.account.rhythm import Rhythm
from winback_tui.domain.account.sentence import SentenceInputs
from winback_tui.store.read import plain_rows
from winback_tui.store.summary.compose import facts_of
from winback_tui.store.summary.orders import AccountOrders, orders_by_account, ordinal
from winback_tui.store.summary.scoring_context import ScoringContext
from winback_tui.store.summary.subjects import subjects

from .columns import ListedAccount


def histories(
    connection: sqlite3.Connection, frame: ScoringContext, numbers: Sequence[int]
) -> dict[int, AccountOrders]:
    """The orders of each of these accounts that has any, up to the data day."""
    return {found.account_no: found for found in orders_by_account(connection, frame.data_day, numbers)}


def sentence_inputs(
    connection: sqlite3.Connection,
    frame: ScoringContext,
    listed: Sequence[ListedAccount],
    ordered: Mapping[int, AccountOrders],
    rhythms: Mapping[int, Rhythm | None] | None = None,
) -> dict[int, SentenceInputs]:
    """The inputs for each listed account, by its number; `ordered` as from `histories`.

    `rhythms`: as from `rhythms_of`, where at hand.
    """
    numbers = [account.no for account in listed]
    known = subjects(connection, frame.today, numbers, watched=False)
    if rhythms is None:
        rhythms = rhythms_of(connection, numbers)
    grounds = {}
    for account in listed:
        subject = known[account.no]
        facts = facts_of(subject, frame, rhythms[account.no], account.expected_gap)
        grounds[account.no] = SentenceInputs(
            facts,
            None if account.gone_90 is None else account.gone_90 / 10_000,
            account.at_stake,
            account.currency,
            account.borrowed_from,
            account.segment,
            ordered[account.no].days if account.no in ordered else (),
            None,
            subject.cases.stage.waits_for if subject.cases and subject.cases.stage else "",
        )
    return grounds


def compared_with_gaps(rhythms: Mapping[int, Rhythm | None], frame: ScoringContext) -> set[int]:
    """The accounts whose sentence counts how many gaps were shorter than the days since the last order.

    Where all were, or none was, the shortest and the longest say so, and no order needs to be read.
    """
    until = min(frame.today, frame.data_day)
    return {
        number
        for number, rhythm in rhythms.items()
        if rhythm is not None
        and rhythm.shortest_gap is not None
        and rhythm.longest_gap is not None
        and rhythm.shortest_gap < rhythm.silence(until) <= rhythm.longest_gap
    }


def rhythms_of(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, Rhythm | None]:
    """The rhythm of each of these accounts as its summary keeps it; None of one that never ordered."""
    rows = plain_rows(
        connection,
        "SELECT account_no, order_days, first_day, last_day, median_gap, shortest_gap, longest_gap, spread"
        f" FROM account_summary WHERE account_no IN ({','.join(map(str, numbers))})",
    )
    return {
        number: Rhythm(
            order_days,
            date.fromordinal(ordinal(first)),
            date.fromordinal(ordinal(last)),
            *gaps,
        )
        if order_days
        else None
        for number, order_days, first, last, *gaps in rows
    }

"""The inputs for the sentence and status of single accounts, from the stored summary and their orders."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence

from winback_tui.domain.account.sentence import SentenceInputs
from winback_tui.domain.account.status import Status
from winback_tui.store.summary.compose import SummarySubject, facts_of
from winback_tui.store.summary.orders import AccountOrders, orders_by_account
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
) -> dict[int, SentenceInputs]:
    """The inputs for each listed account, by its number; `ordered` as from `histories`."""
    known = subjects(
        connection, frame.today, [account.no for account in listed if not account.plain], watched=False
    )
    grounds = {}
    for account in listed:
        subject = known.get(account.no) or SummarySubject(account.no, account.segment)
        facts = facts_of(subject, frame, account.rhythm, account.expected_gap)
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
            account.by_margin,
        )
    return grounds


def compared_with_gaps(listed: Sequence[ListedAccount], frame: ScoringContext) -> set[int]:
    """The accounts whose sentence counts how many gaps were shorter than the days since the last order.

    Where all were, or none was, the shortest and the longest say so, and no order needs to be read; of an account that
    still orders in time the sentence says when the next is expected.
    """
    until = min(frame.today, frame.data_day)
    return {
        account.no
        for account in listed
        if account.status not in (Status.NEW, Status.ACTIVE)
        and account.last_day is not None
        and account.shortest_gap is not None
        and account.longest_gap is not None
        and account.shortest_gap < (until - account.last_day).days <= account.longest_gap
    }

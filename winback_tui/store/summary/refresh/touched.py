"""Computing the summaries of the accounts that an act has touched, and of all where these change the context."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from winback_tui.domain.chance import OrderHistory
from winback_tui.store.accounts.links import LINKED_NOS, links
from winback_tui.store.cases.met_conditions import met_conditions
from winback_tui.store.orders.data_day import find_data_day, keep_thin_end
from winback_tui.store.summary.due import (
    FEW_ACCOUNTS,
    DueScoring,
    due_scoring,
    keep_ahead,
    read_ahead,
    write_ahead,
    write_due_scoring,
)
from winback_tui.store.summary.facts import of_orders
from winback_tui.store.summary.fit_sample import other_fit
from winback_tui.store.summary.scoring_context import ScoringContext, read_context, write_context
from winback_tui.store.summary.subjects import subjects

from .rescoring import rescored
from .rows import ordering, rows_of, write_rows
from .standings import (
    SharedPart,
    class_again,
    contacts_begin_elsewhere,
    other_values,
    standings,
    with_second_orders,
)
from .whole_book import fit_is_due, refresh_all

SMALL = 50_000
"""With up to this many orders, an act rescores the whole book at once where needed: about a second. In a larger
one the next read does, or the background process of a screen."""


def refresh_accounts(
    connection: sqlite3.Connection,
    today: date,
    account_ids: Collection[str],
    numbers: Iterable[int] = (),
    *,
    orders_moved: bool = True,
    since: date | None = None,
) -> None:
    """Compute the summaries of these accounts, and of all where these change the context for all.

    That is the model, where an order up to the fit day came or went; the data day, where a newer order came; and the
    limits of the classes. The caller commits. On a day that is not scored yet these accounts are told for it, and the
    others follow with its scoring; so they do in a book too large to be judged at once. On a scored day the data day
    stays unless `orders_moved`: not every order is read to find that out.

    `since`: of the `numbers` only orders of that day or later came or changed. Where all accounts of a large book wait
    for the next scoring, because the data day moved now or before, these wait as well, so as not to be scored twice.
    """
    linked = links(connection)
    asked = {linked.get(no, no) for no in _numbers(connection, account_ids)}
    touched = asked | {linked.get(no, no) for no in numbers}
    frame = read_context(connection)
    if frame is None:
        if account_ids or touched:
            refresh_all(connection, today)
        return
    asked |= _risen_or_fallen(connection, today)
    touched |= asked
    if not (account_ids or touched):
        return
    same_day = frame.today == today and not orders_moved
    end = frame.data_day if same_day else find_data_day(connection, today)
    if _may_wait(connection, frame, end, since):
        write_due_scoring(connection, DueScoring.SCORES)
        write_ahead(connection, read_ahead(connection) | touched)
        touched = asked
    before = standings(connection, touched)
    connection.execute("DELETE FROM account_summary WHERE account_no NOT IN (SELECT no FROM account)")
    connection.execute(f"DELETE FROM account_summary WHERE account_no IN ({LINKED_NOS})")
    if not (touched or before):
        return
    frame, after, come = _computed(connection, frame, today, end, touched, before)
    needs = _needs(connection, frame, end, before, after, come)
    if needs is not DueScoring.FIT and orders_moved and fit_is_due(connection, end):
        needs = DueScoring.FIT
    if _judge_others(connection, frame, today, end, touched, needs):
        return
    if needs is DueScoring.NOTHING and other_values(before, after):
        if frame.today == today:
            class_again(connection, frame)
        else:
            write_due_scoring(connection, DueScoring.SCORES)  # the limits of the classes move for all
    keep_ahead(connection, end, touched)
    if not same_day:
        keep_thin_end(connection, end, today)


def _computed(
    connection: sqlite3.Connection,
    frame: ScoringContext,
    today: date,
    end: date,
    touched: Collection[int],
    before: Mapping[int, SharedPart],
) -> tuple[ScoringContext, dict[int, SharedPart], list[OrderHistory]]:
    """Write the summaries of the touched accounts.

    Returns the context, how these accounts now stand in it, and what is new in them that the model may be fitted to.
    """
    chosen = sorted(touched)
    known = subjects(connection, today, chosen)
    frame = with_second_orders(connection, frame, known, today, end)
    facts, come = [], []
    for orders, history in ordering(connection, known, end, frame.fit_day, chosen):
        no = orders.account_no
        facts.append(one := of_orders(orders, end, history))
        if no not in before or before[no].fitted != one.fitted:
            come.append(history)
    write_rows(connection, rows_of(known, facts, replace(frame, today=today, data_day=end)))
    return (
        frame,
        {one.account_no: SharedPart(one.fitted, one.currency, one.yearly_value) for one in facts},
        come,
    )


def _needs(
    connection: sqlite3.Connection,
    frame: ScoringContext,
    end: date,
    before: Mapping[int, SharedPart],
    after: Mapping[int, SharedPart],
    come: Collection[OrderHistory],
) -> DueScoring:
    """What all accounts need after these changed from `before` to `after`."""
    was, now = ([one.fitted for one in each.values()] for each in (before, after))
    if other_fit(connection, frame.fit_day, was, now, come):
        return DueScoring.FIT
    others_too = end != frame.data_day or contacts_begin_elsewhere(connection, frame)
    return DueScoring.SCORES if others_too else DueScoring.NOTHING


def _judge_others(
    connection: sqlite3.Connection,
    frame: ScoringContext,
    today: date,
    end: date,
    touched: Collection[int],
    needs: DueScoring,
) -> bool:
    """Do what all accounts need where the book is small, and note it for the next scoring otherwise.

    Returns whether all accounts were computed.
    """
    at_once = frame.today == today and _small(connection)
    if needs is DueScoring.FIT and (at_once or len(touched) > FEW_ACCOUNTS):
        refresh_all(
            connection, today
        )  # of many it costs little more than was done, and would be all that waits
        return True
    if needs is DueScoring.SCORES and at_once:
        scored, rows = rescored(connection, today, end, touched)
        write_rows(connection, list(rows))
        write_context(connection, scored)
        keep_ahead(connection, end)
        keep_thin_end(connection, end, today)
        return True
    if needs is not DueScoring.NOTHING:
        write_due_scoring(connection, needs)
    return False


def _risen_or_fallen(connection: sqlite3.Connection, today: date) -> set[int]:
    """Accounts whose condition of return became met or unmet, whichever account was changed."""
    raised = {
        row[0]
        for row in connection.execute(
            "SELECT account_no FROM account_summary WHERE on_list = 1 AND raised = 1"
        )
    }
    return raised ^ {each.account_no for each in met_conditions(connection, today)}


def _small(connection: sqlite3.Connection) -> bool:
    """Whether the book is small, by the number of orders ever added, read from the end of the table."""
    return bool(
        connection.execute("SELECT coalesce(max(no), 0) <= ? FROM sales_order", (SMALL,)).fetchone()[0]
    )


def _may_wait(connection: sqlite3.Connection, frame: ScoringContext, end: date, since: date | None) -> bool:
    """Whether orders from `since` on do not change the model, and all accounts wait for the next scoring anyway."""
    return (
        since is not None
        and since > frame.fit_day
        and (end != frame.data_day or due_scoring(connection) is DueScoring.SCORES)
        and not _small(connection)
        and not fit_is_due(connection, end)
    )


def _numbers(connection: sqlite3.Connection, account_ids: Collection[str]) -> list[int]:
    rows = connection.execute(
        "SELECT no FROM account WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(account_ids)),),
    )
    return [row[0] for row in rows]

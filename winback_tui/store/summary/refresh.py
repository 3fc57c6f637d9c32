"""Recomputing the summaries: all of them, or those that an act has touched."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from winback_tui.domain.chance import Model, OrderHistory, fit
from winback_tui.store.accounts.links import LINKED_NOS, links
from winback_tui.store.cases.met_conditions import met_conditions
from winback_tui.store.orders.bulk_load import refilled
from winback_tui.store.orders.data_day import find_data_day, keep_thin_end
from winback_tui.store.read import day_or_none, day_text, plain_rows
from winback_tui.store.returns.returns import second_orders_known

from .another_day import moved_by_the_day, on_another_day
from .compose import REPLACE, SummarySubject, row_with_orders, row_without_orders
from .due import FEW_ACCOUNTS, DueScoring, due_scoring, keep_ahead, read_ahead, write_ahead, write_due_scoring
from .facts import (
    KEPT_COLUMNS,
    KeptRow,
    OrderFacts,
    PackedFacts,
    digest_in,
    history_until,
    is_settled,
    of_kept,
    of_orders,
    to_kept,
)
from .fit_sample import fit_day_of, keep_fit_sample, other_fit
from .orders import AccountOrders, order_texts, orders_by_account
from .parallel_scoring import portions
from .scoring_context import (
    ScoringContext,
    floors,
    keep_class_floors,
    keep_second_orders,
    kept_fact,
    read_context,
    sign_limits,
    team_limits,
    write_context,
)
from .subjects import subjects
from .volume_moves import volume_may_move, with_volume

SMALL = 50_000
"""With up to this many orders, an act rescores the whole book at once where needed: about a second. In a larger
one the next read does, or the background process of a screen."""


def refresh_all(connection: sqlite3.Connection, today: date) -> None:
    """Compute every summary as of `today` from the orders, by a model fitted to them. The caller commits."""
    end = find_data_day(connection, today)
    fitted_to = fit_day_of(connection, end)
    known = subjects(connection, today)
    with portions(len(known), end, fitted_to) as parts:
        parts.take(order_texts(connection, end), known)
        facts = parts.facts()
        model = fit(facts.histories, fitted_to.toordinal())
        frame = context_for(connection, today, end, fitted_to, model, facts.values)
        silent = known.keys() - {account_no for account_no, *_ in facts.values}
        with refilled(connection, "account_summary", len(known)):
            write_rows(connection, parts.rows(frame))
            write_rows(connection, (row_without_orders(known[no], frame) for no in silent))
    write_context(connection, frame)
    keep_fit_sample(connection, fitted_to, facts.histories)
    keep_ahead(connection, end)
    keep_thin_end(connection, end, today)


def fit_is_due(connection: sqlite3.Connection, end: date) -> bool:
    """Whether the model must be fitted again: its facts changed, or `end` as data day gives another fit day."""
    frame = read_context(connection)
    if frame is None or due_scoring(connection) is DueScoring.FIT:
        return True
    return frame.fit_day != fit_day_of(connection, end)


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

    `since`: of the `numbers` only orders of that day or later came or changed. Where they are many, in a large book,
    and all wait for the next scoring because the data day moved, they wait as well, so as not to be scored twice.
    """
    linked = links(connection)
    numbers_touched = {linked.get(no, no) for no in _numbers(connection, account_ids)}
    touched = numbers_touched | {linked.get(no, no) for no in numbers}
    frame = read_context(connection)
    if frame is None:
        if account_ids or touched:
            refresh_all(connection, today)
        return
    numbers_touched |= _risen_or_fallen(connection, today)
    touched |= numbers_touched
    if not (account_ids or touched):
        return
    same_day = frame.today == today and not orders_moved
    end = frame.data_day if same_day else find_data_day(connection, today)
    if len(touched) > FEW_ACCOUNTS and _may_wait(connection, frame, end, since):
        write_due_scoring(connection, DueScoring.SCORES)
        write_ahead(connection, read_ahead(connection) | touched)
        touched = numbers_touched
    before = _standings(connection, touched)
    connection.execute("DELETE FROM account_summary WHERE account_no NOT IN (SELECT no FROM account)")
    connection.execute(f"DELETE FROM account_summary WHERE account_no IN ({LINKED_NOS})")
    if not (touched or before):
        return
    chosen = sorted(touched)
    known = subjects(connection, today, chosen)
    frame = _with_second_orders(connection, frame, known, today, end)
    facts, come = [], []
    for orders, history in _ordering(connection, known, end, frame.fit_day, chosen):
        no = orders.account_no
        facts.append(one := of_orders(orders, end, history))
        if no not in before or before[no].fitted != one.fitted:
            come.append(history)
    write_rows(connection, rows_of(known, facts, replace(frame, today=today, data_day=end)))
    after = {one.account_no: _Standing(one.fitted, one.currency, one.yearly_value) for one in facts}
    others_too = end != frame.data_day or _contacts_begin_elsewhere(connection, frame)
    needs = DueScoring.SCORES if others_too else DueScoring.NOTHING
    was, now = ([one.fitted for one in each.values()] for each in (before, after))
    if other_fit(connection, frame.fit_day, was, now, come) or (orders_moved and fit_is_due(connection, end)):
        needs = DueScoring.FIT
    at_once = frame.today == today and _small(connection)
    if needs is DueScoring.FIT and len(touched) > FEW_ACCOUNTS:
        at_once = True  # it costs little more than what was done here, and would be all that waits
    if needs is DueScoring.FIT and at_once:
        refresh_all(connection, today)
        return
    if needs is DueScoring.SCORES and at_once:
        frame, rows = rescored(connection, today, end, touched)
        write_rows(connection, list(rows))
        write_context(connection, frame)
    elif needs is not DueScoring.NOTHING:
        write_due_scoring(connection, needs)
    elif _other_values(before, after):
        if frame.today == today:
            _class_again(connection, frame)
        else:
            write_due_scoring(connection, DueScoring.SCORES)  # the limits of the classes move for all
    keep_ahead(connection, end, None if needs is DueScoring.SCORES and at_once else touched)
    if not same_day:
        keep_thin_end(connection, end, today)


def rescored(
    connection: sqlite3.Connection, today: date, end: date, touched: Collection[int] = ()
) -> tuple[ScoringContext, Iterator[tuple[Any, ...]]]:
    """The context of `today` with `end` as data day, and every summary, from the stored facts and model.

    Orders are read only of the `touched` accounts and of those whose facts a new day changes: with orders after the
    last day, or known for less than a year; with another data day also of those whose volume can have fallen.
    Nothing is written, and nothing is read any more once this returns.
    Raises LookupError in a book that never had summaries.
    """
    context = read_context(connection)
    if context is None:
        raise LookupError("no summaries are kept")
    known = subjects(connection, today)
    moved = {*touched, *read_ahead(connection)}
    before = day_or_none(kept_fact(connection, "volume_day"))
    falling = set[int]() if before == end else volume_may_move(connection, before, end)

    def staying() -> Iterator[KeptRow]:
        for row in plain_rows(connection, f"SELECT {KEPT_COLUMNS} FROM account_summary WHERE order_days > 0"):
            if end < context.data_day or not is_settled(row, context.data_day):
                moved.add(row[0])
            elif row[0] not in moved and row[0] in known:
                yield row

    facts = PackedFacts()
    facts.take(with_volume(connection, staying(), falling, end))
    ordering = _ordering(connection, known, end, context.fit_day, sorted(moved & known.keys()))
    facts.take(to_kept(of_orders(orders, end, history)) for orders, history in ordering)
    frame = context_for(connection, today, end, context.fit_day, context.model, facts.values)
    return frame, rows_of(known, facts.given_back(), frame)


def rescored_by_the_day(
    connection: sqlite3.Connection, today: date, end: date
) -> tuple[ScoringContext, Iterator[tuple[Any, ...]]]:
    """As `rescored`, where only the day is new: the accounts that it moves, from their kept facts.

    Raises LookupError where the summaries are not those of the data day `end`.
    """
    context = read_context(connection)
    if context is None or context.data_day != end:
        raise LookupError("no summaries of this data day are kept")
    frame = on_another_day(connection, context, today)
    known = subjects(connection, today, sorted(moved_by_the_day(connection, context, today)))
    facts = [of_kept(row) for row in _kept_rows(connection, list(known))]
    return frame, rows_of(known, facts, frame)


def recomputed(connection: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """Every summary recomputed with the stored context, in the order of `COLUMNS`, to compare with the stored ones.

    None in a book that never had any.
    """
    frame = read_context(connection)
    if frame is None:
        return
    known = subjects(connection, frame.today)
    facts = (  # one account at a time: those of all together would be 100 MB in a large book
        of_orders(orders, frame.data_day, history)
        for orders, history in _ordering(connection, known, frame.data_day, frame.fit_day)
    )
    yield from rows_of(known, facts, frame)


def _ordering(
    connection: sqlite3.Connection,
    known: Mapping[int, SummarySubject],
    end: date,
    fit_day: date,
    numbers: list[int] | None = None,
) -> Iterator[tuple[AccountOrders, OrderHistory]]:
    """The orders of each account that has any up to `end`, and those of them that the model is fitted to."""
    for orders in orders_by_account(connection, end, numbers):
        if orders.days:
            yield orders, history_until(orders, fit_day, known[orders.account_no].segment)


def context_for(
    connection: sqlite3.Connection,
    today: date,
    end: date,
    fitted_to: date,
    model: Model,
    values: Iterable[tuple[int, str, int]],
) -> ScoringContext:
    fixed, buckets, limits = team_limits(connection)
    return ScoringContext(
        today,
        end,
        fitted_to,
        model,
        fixed,
        buckets,
        limits,
        floors(((currency, value) for _, currency, value in values), limits),
        sign_limits(connection),
        second_orders_known(connection, today, end),
    )


def write_rows(connection: sqlite3.Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    """Write these summaries over those of the same accounts. The caller commits."""
    connection.executemany(REPLACE, rows)


def rows_of(
    known: Mapping[int, SummarySubject], facts: Iterable[OrderFacts], frame: ScoringContext
) -> Iterator[tuple[Any, ...]]:
    ordering = set()
    for one in facts:
        ordering.add(one.account_no)
        yield row_with_orders(known[one.account_no], one, frame)
    for no, subject in known.items():
        if no not in ordering:
            yield row_without_orders(subject, frame)


def _risen_or_fallen(connection: sqlite3.Connection, today: date) -> set[int]:
    """Accounts whose condition of return became met or unmet, whichever account was changed."""
    raised = {
        row[0]
        for row in connection.execute(
            "SELECT account_no FROM account_summary WHERE on_list = 1 AND raised = 1"
        )
    }
    return raised ^ {each.account_no for each in met_conditions(connection, today)}


class _Standing(NamedTuple):
    """What other accounts depend on in one account: `fitted` is the digest of what the model may be fitted to."""

    fitted: bytes
    currency: str
    yearly_value: int


def _standings(connection: sqlite3.Connection, touched: Collection[int]) -> dict[int, _Standing]:
    """The stored standings of the touched accounts, and of those that became further names of others."""
    rows = connection.execute(
        "SELECT account_no, trail, currency, yearly_value FROM account_summary WHERE order_days > 0 AND"
        " (account_no IN (SELECT value FROM json_each(?)) OR account_no NOT IN (SELECT no FROM account)"
        f" OR account_no IN ({LINKED_NOS}))",
        (json.dumps(list(touched)),),
    )
    return {no: _Standing(digest_in(packed), currency, value) for no, packed, currency, value in rows}


def _other_values(before: Mapping[int, _Standing], after: Mapping[int, _Standing]) -> bool:
    values = (Counter((one.currency, one.yearly_value) for one in each.values()) for each in (before, after))
    was, now = values
    return was != now


def _contacts_begin_elsewhere(connection: sqlite3.Connection, frame: ScoringContext) -> bool:
    """Whether the first day of logged contacts, from which B4b counts, has changed since all accounts were scored."""
    return kept_fact(connection, "contacts_since") != day_text(frame.limits.contacts_since)


def _with_second_orders(
    connection: sqlite3.Connection,
    frame: ScoringContext,
    known: Mapping[int, SummarySubject],
    today: date,
    end: date,
) -> ScoringContext:
    """The context with how many returned customers ordered again; where that changed, fragile accounts follow it."""
    if all(subject.cases is None for subject in known.values()):
        return frame
    found = second_orders_known(connection, today, end)
    if found == frame.second_orders:
        return frame
    keep_second_orders(connection, found)
    moved = replace(frame, second_orders=found)
    fragile = [
        no
        for (no,) in plain_rows(connection, "SELECT account_no FROM account_summary WHERE fragile = 1")
        if no not in known
    ]
    facts = [of_kept(row) for row in _kept_rows(connection, fragile)]
    rows = rows_of(subjects(connection, frame.today, fragile), facts, moved)
    write_rows(connection, list(rows))
    return moved


def _class_again(connection: sqlite3.Connection, frame: ScoringContext) -> None:
    """Update the limits of the classes to the present yearly values, and the accounts that crossed one."""
    rows = connection.execute(
        "SELECT account_no, currency, yearly_value, abc FROM account_summary WHERE order_days > 0"
    ).fetchall()
    values = ((currency, value) for _, currency, value, _ in rows)
    moved = replace(frame, class_floors=floors(values, frame.class_limits))
    if moved.class_floors == frame.class_floors:
        return
    keep_class_floors(connection, moved)
    crossed = [no for no, currency, value, abc in rows if moved.abc(value, currency) != abc]
    if crossed:
        facts = [of_kept(row) for row in _kept_rows(connection, crossed)]
        write_rows(connection, list(rows_of(subjects(connection, moved.today, crossed), facts, moved)))


def _kept_rows(connection: sqlite3.Connection, numbers: list[int]) -> list[tuple[object, ...]]:
    cursor = plain_rows(
        connection,
        f"SELECT {KEPT_COLUMNS} FROM account_summary WHERE order_days > 0"
        " AND account_no IN (SELECT value FROM json_each(?))",
        (json.dumps(numbers),),
    )
    return cursor.fetchall()


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
        and end != frame.data_day
        and not _small(connection)
        and not fit_is_due(connection, end)
    )


def _numbers(connection: sqlite3.Connection, account_ids: Collection[str]) -> list[int]:
    rows = connection.execute(
        "SELECT no FROM account WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(account_ids)),),
    )
    return [row[0] for row in rows]

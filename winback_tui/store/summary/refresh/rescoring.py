"""All summaries for a new day or newer orders, from the stored facts and model."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from winback_tui.store.read import day_or_none, plain_rows
from winback_tui.store.summary.another_day import moved_by_the_day, on_another_day
from winback_tui.store.summary.due import read_ahead
from winback_tui.store.summary.facts import (
    KEPT_COLUMNS,
    KeptRow,
    PackedFacts,
    is_settled,
    of_kept,
    of_orders,
    to_kept,
)
from winback_tui.store.summary.orders import in_several_currencies
from winback_tui.store.summary.scoring_context import ScoringContext, kept_fact, read_context
from winback_tui.store.summary.subjects import subjects

from .rows import context_for, kept_rows, ordering, rows_of
from .volume_moves import volume_may_move, with_volume


def rescored(
    connection: sqlite3.Connection, today: date, end: date, touched: Collection[int] = ()
) -> tuple[ScoringContext, Iterator[tuple[Any, ...]]]:
    """The context of `today` with `end` as data day, and every summary, from the stored facts and model.

    Orders are read only of the `touched` accounts and of those whose facts a new day changes: with orders after the
    last day, known for less than a year, or in several currencies; with another data day also of those whose volume can
    have fallen.
    Nothing is written, and nothing is read any more once this returns.
    Raises LookupError in a book that never had summaries.
    """
    context = read_context(connection)
    if context is None:
        raise LookupError("no summaries are kept")
    known = subjects(connection, today)
    moved = {*touched, *read_ahead(connection), *in_several_currencies(connection)}
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
    moving = ordering(connection, known, end, context.fit_day, sorted(moved & known.keys()))
    facts.take(to_kept(of_orders(orders, end, history)) for orders, history in moving)
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
    facts = [of_kept(row) for row in kept_rows(connection, list(known))]
    return frame, rows_of(known, facts, frame)

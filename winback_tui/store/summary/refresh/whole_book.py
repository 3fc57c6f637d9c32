"""Computing the summaries of all accounts: from their orders, by a model fitted to them, or by the stored one."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator
from datetime import date
from itertools import islice
from typing import Any

from winback_tui.domain.chance import fit
from winback_tui.store.orders.bulk_load import refilled
from winback_tui.store.orders.data_day import find_data_day, keep_thin_end
from winback_tui.store.summary.compose import row_without_orders
from winback_tui.store.summary.due import DueScoring, due_scoring, keep_ahead
from winback_tui.store.summary.facts import of_orders
from winback_tui.store.summary.fit_sample import fit_day_of, keep_fit_sample
from winback_tui.store.summary.orders import order_texts
from winback_tui.store.summary.parallel_scoring import portions
from winback_tui.store.summary.scoring_context import ScoringContext, read_context, write_context
from winback_tui.store.summary.subjects import Subjects, subjects

from .rows import context_for, ordering, rows_of, write_rows

_AT_ONCE = 1_000


def refresh_all(connection: sqlite3.Connection, today: date) -> None:
    """Compute every summary as of `today` from the orders, by a model fitted to them. The caller commits."""
    end = find_data_day(connection, today)
    fitted_to = fit_day_of(connection, end)
    known = Subjects(connection, today)
    accounts = sum(1 for _ in known.numbers())
    with portions(accounts, end, fitted_to) as parts:
        parts.take(order_texts(connection, end), known.of)
        facts = parts.facts()
        model = fit(facts.histories, fitted_to.toordinal())
        frame = context_for(connection, today, end, fitted_to, model, facts.values)
        with refilled(connection, "account_summary", accounts):
            write_rows(connection, parts.rows(frame))
            write_rows(connection, _silent(known, {account_no for account_no, *_ in facts.values}, frame))
    write_context(connection, frame)
    keep_fit_sample(connection, fitted_to, facts.histories)
    keep_ahead(connection, end)
    keep_thin_end(connection, end, today)


def _silent(known: Subjects, ordering: Collection[int], frame: ScoringContext) -> Iterator[tuple[Any, ...]]:
    """The summaries of the accounts that are not `ordering`."""
    waiting = (no for no in known.numbers() if no not in ordering)
    while some := list(islice(waiting, _AT_ONCE)):
        for subject in known.of(some).values():
            yield row_without_orders(subject, frame)


def fit_is_due(connection: sqlite3.Connection, end: date) -> bool:
    """Whether the model must be fitted again: its facts changed, or `end` as data day gives another fit day."""
    frame = read_context(connection)
    if frame is None or due_scoring(connection) is DueScoring.FIT:
        return True
    return frame.fit_day != fit_day_of(connection, end)


def recomputed(connection: sqlite3.Connection, numbers: list[int] | None = None) -> Iterator[tuple[Any, ...]]:
    """Every summary, or those of the accounts with these numbers, recomputed with the stored context, in the order of
    `COLUMNS`, to compare with the stored ones.

    None in a book that never had any.
    """
    frame = read_context(connection)
    if frame is None:
        return
    known = subjects(connection, frame.today, numbers)
    chosen = None if numbers is None else sorted(known)
    facts = (  # one account at a time: those of all together would be 100 MB in a large book
        of_orders(orders, frame.data_day, history)
        for orders, history in ordering(connection, known, frame.data_day, frame.fit_day, chosen)
    )
    yield from rows_of(known, facts, frame)

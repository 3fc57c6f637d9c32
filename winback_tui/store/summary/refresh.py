"""Computing the summaries again: all of them, or those that an act has touched."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from winback_tui.domain.chance import Model, fit
from winback_tui.store.accounts.links import LINKED_NOS, links, owners
from winback_tui.store.cases.met_conditions import met_conditions

from .compose import COLUMNS, SummarySubject, row_with_orders, row_without_orders
from .facts import KEPT, OrderFacts, of_kept, of_orders
from .horizon import books_end
from .last_days import keep_last_days
from .orders import AccountOrders, order_texts, orders_by_account
from .parallel_scoring import portions
from .scoring_context import ScoringContext, floors, read_context, team_limits, write_context
from .subjects import subjects

REPLACE = (
    f"INSERT OR REPLACE INTO account_summary ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))})"
)

SMALL = 50_000
"""Orders up to which a book is fitted again whenever orders came: that takes about a second."""
FEW_ACCOUNTS = 200
"""Accounts up to which all are judged anew whenever orders came, so that their classes are those of today."""
OUTGROWN = 0.05
"""In a larger one the share of orders more or fewer than when it was fitted, from which the model no longer speaks for
the book."""

_ORDERS = "SELECT coalesce(max(no), 0) FROM sales_order"
"""How many orders ever came, read from the end of the table; a book with removed orders counts them too."""


def refresh_all(connection: sqlite3.Connection, today: date, refit: bool = True) -> None:
    """Compute every summary as of `today` from the orders. The caller commits.

    The model is fitted to the whole book, or (`refit` False) taken as it was fitted when orders came last.
    """
    end = books_end(connection, today)
    known = subjects(connection, today)
    kept = None if refit else read_context(connection)
    with portions(len(known), end) as parts:
        parts.take(order_texts(connection, end), known)
        told = parts.told()
        model = kept.model if kept else fit(told.histories, end.toordinal())
        frame = _frame(connection, today, end, model, told.values)
        connection.execute("DELETE FROM account_summary")
        connection.executemany(REPLACE, parts.rows(frame))
    silent = known.keys() - {account_no for account_no, *_ in told.values}
    connection.executemany(REPLACE, (row_without_orders(known[no], frame) for no in silent))
    write_context(connection, frame)
    if kept is None:
        connection.execute(f"INSERT OR REPLACE INTO derived SELECT 'fitted_to', ({_ORDERS})")
    keep_ahead(connection, end)
    keep_last_days(connection, end, today)


def outgrown(connection: sqlite3.Connection) -> bool:
    """Whether the model must be fitted again, orders having come or gone."""
    fitted = connection.execute("SELECT value FROM derived WHERE name = 'fitted_to'").fetchone()
    orders = int(connection.execute(_ORDERS).fetchone()[0])
    return fitted is None or orders <= SMALL or abs(orders - int(fitted[0])) > OUTGROWN * int(fitted[0])


def refresh_accounts(
    connection: sqlite3.Connection,
    today: date,
    account_ids: Collection[str],
    numbers: Iterable[int] = (),
    *,
    orders_moved: bool = True,
) -> None:
    """Compute the summaries of these accounts by the kept model. The caller commits.

    On a day that is not scored yet these are told for it, and the others follow with its scoring; where the books
    have come to tell about a later day, or hold few accounts, all are scored. On a scored day the books end where
    they did unless `orders_moved`: not every order is read to find that out.
    """
    linked = links(connection)
    touched = {linked.get(no, no) for no in (*numbers, *_numbers(connection, account_ids))}
    frame = read_context(connection)
    if frame is not None:
        touched |= _risen_or_fallen(connection, today)
    if frame is None:
        if account_ids or touched:
            refresh_all(connection, today)
        return
    if account_ids or touched:
        connection.execute("DELETE FROM account_summary WHERE account_no NOT IN (SELECT no FROM account)")
        connection.execute(f"DELETE FROM account_summary WHERE account_no IN ({LINKED_NOS})")
    if not touched:
        return
    told = frame.today == today and not orders_moved
    end = frame.books_end if told else books_end(connection, today)
    all_anew = frame.today == today and orders_moved and (frame.books_end != end or _few(connection))
    if all_anew:
        frame, rows = rescored(connection, today, touched)
        connection.executemany(REPLACE, list(rows))
        write_context(connection, frame)
    else:
        frame = replace(frame, today=today, books_end=end)
        chosen = sorted(touched)
        facts = [of_orders(orders, end) for orders in _ordering(connection, end, chosen)]
        connection.executemany(REPLACE, _rows(subjects(connection, today, chosen), facts, frame))
    keep_ahead(connection, end, None if all_anew else touched)
    if not told:
        keep_last_days(connection, end, today)


def rescored(
    connection: sqlite3.Connection, today: date, touched: Collection[int] = ()
) -> tuple[ScoringContext, Iterator[tuple[Any, ...]]]:
    """The frame of `today` and every summary by it, from the kept facts.

    Orders are read only of the `touched` accounts and of those whose facts a new day changes: with orders after the
    last day, or known for less than a year. Nothing is written, and nothing is read any more once this returns.
    Raises LookupError in a book that never had summaries.
    """
    kept = read_context(connection)
    if kept is None:
        raise LookupError("no summaries are kept")
    end = books_end(connection, today)
    known = subjects(connection, today)
    facts, anew = [], {*touched, *_ahead(connection)}
    for row in connection.execute(f"SELECT {KEPT} FROM account_summary WHERE order_days > 0"):
        one = of_kept(row)
        if not one.settled(kept.books_end) or end < kept.books_end:
            anew.add(one.account_no)
        elif one.account_no not in anew and one.account_no in known:
            facts.append(one)
    facts += [of_orders(orders, end) for orders in _ordering(connection, end, sorted(anew & known.keys()))]
    values = ((one.account_no, one.currency, one.yearly_value) for one in facts)
    frame = _frame(connection, today, end, kept.model, values)
    return frame, _rows(known, facts, frame)


def recomputed(connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Every summary as the kept frame gives it; must be what is kept. Nothing in a book that never had any."""
    frame = read_context(connection)
    if frame is None:
        return
    known = subjects(connection, frame.today)
    facts = [of_orders(orders, frame.books_end) for orders in _ordering(connection, frame.books_end)]
    for row in _rows(known, facts, frame):
        yield dict(zip(COLUMNS, row, strict=True))


def _ordering(
    connection: sqlite3.Connection, end: date, numbers: list[int] | None = None
) -> Iterator[AccountOrders]:
    return (orders for orders in orders_by_account(connection, end, numbers) if orders.days)


def _frame(
    connection: sqlite3.Connection,
    today: date,
    end: date,
    model: Model,
    values: Iterable[tuple[int, str, int]],
) -> ScoringContext:
    by_currency: dict[str, dict[str, int]] = defaultdict(dict)
    for account_no, currency, value in values:
        by_currency[currency][f"{account_no:09}"] = value
    fixed, buckets, limits = team_limits(connection)
    return ScoringContext(today, end, model, fixed, buckets, limits, floors(by_currency, limits))


def _rows(
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
    """Accounts whose condition of return has come true, or is so no more, whichever account was acted upon."""
    raised = {
        row[0]
        for row in connection.execute(
            "SELECT account_no FROM account_summary WHERE on_list = 1 AND raised = 1"
        )
    }
    return raised ^ {each.account_no for each in met_conditions(connection, today)}


def _few(connection: sqlite3.Connection) -> bool:
    rows = connection.execute(f"SELECT 1 FROM account_summary LIMIT {FEW_ACCOUNTS + 1}").fetchall()
    return len(rows) <= FEW_ACCOUNTS


def _numbers(connection: sqlite3.Connection, account_ids: Collection[str]) -> list[int]:
    rows = connection.execute(
        "SELECT no FROM account WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(account_ids)),),
    )
    return [row[0] for row in rows]


def _ahead(connection: sqlite3.Connection) -> set[int]:
    """Accounts with orders after the day to which the books told when their facts were read."""
    row = connection.execute("SELECT value FROM derived WHERE name = 'ahead'").fetchone()
    return set(json.loads(row[0])) if row else set()


def keep_ahead(connection: sqlite3.Connection, end: date, touched: Collection[int] | None = None) -> None:
    """Note whose facts leave out orders or credits after `end`: of those `touched`, or of all where `end` is new."""
    if touched is None:
        where, before = "", set()
    else:
        where, before = (
            f" AND account_no IN ({','.join(map(str, owners(connection, touched)))})",
            _ahead(connection) - set(touched),
        )
    later = connection.execute(
        f"SELECT DISTINCT account_no FROM sales_order WHERE day > ?{where}", (end.isoformat(),)
    )
    linked = links(connection)
    found = sorted(before | {linked.get(row[0], row[0]) for row in later})
    connection.execute(
        "INSERT OR REPLACE INTO derived (name, value) VALUES ('ahead', ?)", (json.dumps(found),)
    )

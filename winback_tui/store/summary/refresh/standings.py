"""What other accounts depend on in one account: its part in the model, in the classes, in the returns of all."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from winback_tui.store.accounts.links import LINKED_NOS
from winback_tui.store.read import day_text, plain_rows
from winback_tui.store.returns.returns import second_orders_known
from winback_tui.store.summary.compose import SummarySubject
from winback_tui.store.summary.facts import digest_in, of_kept
from winback_tui.store.summary.scoring_context import (
    ScoringContext,
    floors,
    keep_class_floors,
    keep_second_orders,
    kept_fact,
)
from winback_tui.store.summary.subjects import subjects

from .rows import kept_rows, rows_of, write_rows


class SharedPart(NamedTuple):
    """What other accounts depend on in one account: `fitted` is the digest of what the model may be fitted to."""

    fitted: bytes
    currency: str
    yearly_value: int


def standings(connection: sqlite3.Connection, touched: Collection[int]) -> dict[int, SharedPart]:
    """The stored standings of the touched accounts, and of those that became further names of others."""
    rows = connection.execute(
        "SELECT account_no, trail, currency, yearly_value FROM account_summary WHERE order_days > 0 AND"
        " (account_no IN (SELECT value FROM json_each(?)) OR account_no NOT IN (SELECT no FROM account)"
        f" OR account_no IN ({LINKED_NOS}))",
        (json.dumps(list(touched)),),
    )
    return {no: SharedPart(digest_in(packed), currency, value) for no, packed, currency, value in rows}


def other_values(before: Mapping[int, SharedPart], after: Mapping[int, SharedPart]) -> bool:
    values = (Counter((one.currency, one.yearly_value) for one in each.values()) for each in (before, after))
    was, now = values
    return was != now


def contacts_begin_elsewhere(connection: sqlite3.Connection, frame: ScoringContext) -> bool:
    """Whether the first day of logged contacts, from which B4b counts, has changed since all accounts were scored."""
    return kept_fact(connection, "contacts_since") != day_text(frame.limits.contacts_since)


def with_second_orders(
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
    facts = [of_kept(row) for row in kept_rows(connection, fragile)]
    rows = rows_of(subjects(connection, frame.today, fragile), facts, moved)
    write_rows(connection, list(rows))
    return moved


def class_again(connection: sqlite3.Connection, frame: ScoringContext) -> None:
    """Update the limits of the classes to the present yearly values, and the accounts that crossed one."""
    values = plain_rows(connection, "SELECT currency, yearly_value FROM account_summary WHERE order_days > 0")
    moved = replace(frame, class_floors=floors(values, frame.class_limits))
    if moved.class_floors == frame.class_floors:
        return
    keep_class_floors(connection, moved)
    crossed = [
        no
        for currency, was, now in _moved_floors(frame, moved)
        for no, value, abc in plain_rows(
            connection,
            "SELECT account_no, yearly_value, abc FROM account_summary"
            " WHERE order_days > 0 AND currency = ? AND yearly_value BETWEEN ? AND ?",
            (currency, min(was, now), max(was, now)),
        )
        if moved.abc(value, currency) != abc
    ]
    if crossed:
        crossed = sorted(set(crossed))
        facts = [of_kept(row) for row in kept_rows(connection, crossed)]
        write_rows(connection, list(rows_of(subjects(connection, moved.today, crossed), facts, moved)))


def _moved_floors(before: ScoringContext, after: ScoringContext) -> Iterator[tuple[str, int, int]]:
    """Currency, former and present least value of each class that begins elsewhere: no other account crosses one."""
    for currency in before.class_floors.keys() | after.class_floors.keys():
        floors_of = (each.class_floors.get(currency, (0, 0)) for each in (before, after))
        yield from ((currency, was, now) for was, now in zip(*floors_of, strict=True) if was != now)

"""The union of two logs: changes, the acts that they belong to, and what decisions cite."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from winback_tui.domain.errors import Refused
from winback_tui.domain.text import FORBIDDEN
from winback_tui.store.orders.batch import own_batch
from winback_tui.store.orders.imported_versions import Batches
from winback_tui.store.read import plain_rows
from winback_tui.sync.bundle.source import Source

from .forks import Renaming
from .vectors import vector_of

RowName = tuple[str, str]
Stamped = tuple[str, int]
"""Site and number of a change."""

_CHANGE = "site, seq, hlc, wall, tx, actor, tbl, row, col, value, before, replaces_site, replaces_seq"
_MOST_HLC = 1 << 62


@dataclass
class Received:
    """What came with a merge: the rows it is about, the changes by person, and the sites that were told apart."""

    rows: set[RowName] = field(default_factory=set)
    changes: dict[str, int] = field(default_factory=dict)
    transactions: dict[str, int] = field(default_factory=dict)
    """By transaction: the lowest stamp of its changes, so that acts can be put in their order."""
    first: dict[str, int] = field(default_factory=dict)
    """By site: the first number that was not there before."""
    forked: list[str] = field(default_factory=list)
    latest_wall: dict[str, int] = field(default_factory=dict)
    """By person: the newest instant that their laptop's clock showed."""


def take_changes(
    connection: sqlite3.Connection, source: Source, batches: Batches, renaming: Renaming, received: Received
) -> None:
    """Add the changes that this book does not have, with their acts and citations.

    Raises Refused where the numbers of a site have a gap: no Winback writes such a file.
    """
    mine = vector_of(connection)
    transactions: dict[str, int] = {}
    for site, last in vector_of(source.connection).items():
        for start, end in _parts(renaming, site, last):
            name, first = renaming.of(site, start)
            assert name is not None and first is not None
            after = max(start - 1, mine.get(name, 0) + start - first, int(source.since.get(site, 0)))
            if after >= end:
                continue
            received.first.setdefault(name, after + 1 - (start - first))
            expected = after
            rows = []
            for row in plain_rows(
                source.connection,
                f"SELECT {_CHANGE} FROM change WHERE site = ? AND seq > ? AND seq <= ? ORDER BY seq",
                (site, after, end),
            ):
                expected += 1
                rows.append(_taken(row, renaming, expected, source, received, transactions))
            if expected != end:
                raise Refused(
                    f"{source.name} has a gap in its history; ask {source.person or 'its owner'} for another."
                )
            connection.executemany(f"INSERT INTO change ({_CHANGE}) VALUES ({', '.join('?' * 13)})", rows)
    _take_acts(connection, source, batches, transactions)
    if source.has("citation"):
        connection.executemany(
            "INSERT OR IGNORE INTO citation VALUES (?, ?, ?, ?)", _citations(source, renaming)
        )
    for tx, hlc in transactions.items():
        received.transactions.setdefault(tx, hlc)


def _parts(renaming: Renaming, site: str, last: int) -> Iterator[tuple[int, int]]:
    starts = [1, *(start for start, _, _ in renaming.parts.get(site, ()))]
    ends = [*(start - 1 for start in starts[1:]), last]
    return ((start, end) for start, end in zip(starts, ends, strict=True) if start <= end)


def _taken(
    row: tuple[Any, ...],
    renaming: Renaming,
    expected: int,
    source: Source,
    received: Received,
    transactions: dict[str, int],
) -> tuple[Any, ...]:
    site, seq, hlc, wall, tx, actor, table, name, col, value, before, after_site, after_seq = row
    texts = (site, tx, actor, table, name, col)
    if seq != expected or not all(isinstance(each, str) for each in texts) or not 0 < hlc < _MOST_HLC:
        raise Refused(f"{source.name} holds a change that no Winback writes; nothing was taken in.")
    received.rows.add((table, name))
    person = actor or source.person
    received.changes[person] = received.changes.get(person, 0) + 1
    received.latest_wall[person] = max(received.latest_wall.get(person, 0), wall)
    transactions[tx] = min(transactions.get(tx, hlc), hlc)
    return (
        *renaming.of(site, seq),
        hlc,
        wall,
        tx,
        clean_value(actor),
        table,
        name,
        col,
        clean_value(value),
        clean_value(before),
        *renaming.of(after_site, after_seq),
    )


def clean_value(value: Any) -> Any:
    """A value without the characters that no entrance lets in; also inside the JSON of a whole row."""
    if not isinstance(value, str):
        return value
    if value[:1] == "{" and "\\u" in value:
        try:
            row = json.loads(value)
        except ValueError:
            return FORBIDDEN.sub("", value)
        clean = {
            name: FORBIDDEN.sub("", each) if isinstance(each, str) else each for name, each in row.items()
        }
        return value if clean == row else json.dumps(clean, ensure_ascii=False)
    return FORBIDDEN.sub("", value) if FORBIDDEN.search(value) else value


def _take_acts(
    connection: sqlite3.Connection, source: Source, batches: Batches, transactions: dict[str, int]
) -> None:
    """Acts in the order of their changes: what an act took back is there before it."""
    theirs = {
        number: own_batch(tx)
        for number, tx in plain_rows(
            source.connection, "SELECT batch_no, tx FROM act WHERE batch_no IS NOT NULL AND undoes IS NULL"
        )
    }
    rows = [
        row
        for row in plain_rows(
            source.connection,
            "SELECT tx, at, site, actor, verb, account_id, sentence, grain, undoes, batch_no FROM act",
        )
        if row[0] in transactions
    ]
    for row in sorted(rows, key=lambda row: (transactions[row[0]], row[0])):
        tx, at, site, actor, verb, account_id, sentence, grain, undoes, batch_no = row
        number = None
        if batch_no is not None:
            batch = own_batch(tx) if undoes is None else theirs.get(batch_no, "")
            number = batches.number_of(batch) if batch else None
            if undoes is None and number is not None:
                batches.know(batch, number, at)
        values = (
            clean_value(actor),
            verb,
            account_id,
            clean_value(sentence),
            clean_value(grain),
            undoes,
            number,
        )
        known = plain_rows(
            connection,
            "UPDATE act SET sentence = ?, verb = ?, account_id = ?, grain = ? WHERE tx = ?",
            (clean_value(sentence), verb, account_id, clean_value(grain), tx),
        ).rowcount
        if not known:
            plain_rows(
                connection,
                "INSERT INTO act (tx, at, site, actor, verb, account_id, sentence, grain, undoes, batch_no, received)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
                (tx, at, site, *values),
            )


def _citations(source: Source, renaming: Renaming) -> Iterator[tuple[Any, ...]]:
    for site, seq, cited_site, cited_seq in plain_rows(source.connection, "SELECT * FROM citation"):
        yield *renaming.of(site, seq), *renaming.of(cited_site, cited_seq)

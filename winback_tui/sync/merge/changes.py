"""The union of two logs: changes, the acts that they belong to, and what decisions cite."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from winback_tui.domain.errors import Refused
from winback_tui.domain.text import FORBIDDEN
from winback_tui.store.log.chain import value_digest
from winback_tui.store.log.triggers import TAKING_IN, TWO_YEARS_MS, WALL
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
_WITH_PROOF = f"{_CHANGE}, proof"
_MOST_HLC = 1 << 62
_AT_ONCE = 20_000
"""Changes that are held in memory at once."""

_FITTING = (
    f"hlc > 0 AND hlc < {_MOST_HLC} AND typeof(hlc) = 'integer' AND typeof(wall) = 'integer'"
    " AND typeof(site) = 'text' AND typeof(tx) = 'text' AND typeof(actor) = 'text' AND typeof(tbl) = 'text'"
    " AND typeof(row) = 'text' AND typeof(col) = 'text'"
)
"""A condition that every change written by Winback meets."""


@dataclass
class Received:
    """What came with a merge: the rows it is about, the changes by person, and the sites that were separated."""

    rows: set[RowName] = field(default_factory=set)
    changes: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)
    """By site: the first number that was not there before."""
    forked: list[str] = field(default_factory=list)
    latest_wall: dict[str, int] = field(default_factory=dict)
    """By person: the newest instant that their laptop's clock showed."""

    def follow(self, renaming: Renaming) -> None:
        """Follow a renaming: changes from one file may get another site with the next, and still count as received."""
        self.forked += renaming.forked
        self.rows |= renaming.rows
        for site, start, renamed in renaming.here:
            if site in self.first:
                moved = max(self.first[site], start) - start + 1
                self.first[renamed] = min(moved, self.first.get(renamed, moved))


def take_changes(
    connection: sqlite3.Connection, source: Source, batches: Batches, renaming: Renaming, received: Received
) -> None:
    """Add the changes that this book does not have, with their acts and citations.

    Raises Refused where the numbers of a site have a gap, which Winback never writes.
    """
    mine = vector_of(connection)
    transactions: dict[str, int] = {}
    columns = _WITH_PROOF if source.has("change", "proof") else f"{_CHANGE}, NULL"
    plain_rows(connection, f"UPDATE state SET applying = {TAKING_IN}")
    for site, last in vector_of(source.connection).items():
        for start, end in _parts(renaming, site, last):
            name, first = renaming.of(site, start)
            assert name is not None and first is not None
            after = max(start - 1, mine.get(name, 0) + start - first, int(source.since.get(site, 0)))
            if after >= end:
                continue
            received.first.setdefault(name, after + 1 - (start - first))
            _require_fitting(source, site, after, end)
            found = plain_rows(
                source.connection,
                f"SELECT {columns} FROM change WHERE site = ? AND seq > ? AND seq <= ? ORDER BY seq",
                (site, after, end),
            )
            while rows := found.fetchmany(_AT_ONCE):
                _note(rows, source, received, transactions)
                connection.executemany(
                    f"INSERT INTO change ({_WITH_PROOF}) VALUES ({', '.join('?' * 14)})",
                    _taken(rows, renaming),
                )
            _settle_cells(connection, name, after + 1 - (start - first))
            mine[name] = max(mine.get(name, 0), end - (start - first))
    plain_rows(connection, "UPDATE state SET applying = 1")
    _take_acts(connection, source, batches, transactions)
    if source.has("citation"):
        connection.executemany(
            "INSERT OR IGNORE INTO citation VALUES (?, ?, ?, ?)", _citations(source, renaming)
        )


def _parts(renaming: Renaming, site: str, last: int) -> Iterator[tuple[int, int]]:
    starts = [1, *(start for start, _, _ in renaming.parts.get(site, ()))]
    ends = [*(start - 1 for start in starts[1:]), last]
    return ((start, end) for start, end in zip(starts, ends, strict=True) if start <= end)


def _require_fitting(source: Source, site: str, after: int, end: int) -> None:
    """Check a stretch of changes as a whole. Raises Refused where one is missing, or one that Winback never writes."""
    found, fitting = plain_rows(
        source.connection,
        f"SELECT count(*), coalesce(sum({_FITTING}), 0) FROM change WHERE site = ? AND seq > ? AND seq <= ?",
        (site, after, end),
    ).fetchone()
    if found != end - after:
        raise Refused(
            f"{source.name} has a gap in its history; ask {source.person or 'its owner'} for another."
        )
    if fitting != found:
        raise Refused(f"{source.name} contains a change that Winback never writes; nothing was merged.")


def _note(rows: Sequence[Any], source: Source, received: Received, transactions: dict[str, int]) -> None:
    """Note which rows these changes are about, who made them, and the stamp at which their acts began."""
    received.rows.update((row[6], row[7]) for row in rows)
    persons = Counter(row[5] for row in rows)
    received.changes.update({person or source.person: count for person, count in persons.items()})
    for actor in persons:
        wall = max(row[3] for row in rows if row[5] == actor)
        person = actor or source.person
        received.latest_wall[person] = max(received.latest_wall.get(person, 0), wall)
    for row in rows:
        transactions.setdefault(row[4], row[2])


def _taken(rows: Sequence[Any], renaming: Renaming) -> Sequence[Any]:
    """The changes as this book stores them: under their names here, without characters that input never allows."""
    texts = "\n".join([str(each) for row in rows for each in (row[5], row[9], row[10])])
    if not renaming.parts and FORBIDDEN.search(texts) is None and "\\u" not in texts:
        return rows
    return [_renamed(row, renaming) for row in rows]


def _renamed(row: Sequence[Any], renaming: Renaming) -> Sequence[Any]:
    values, proof = (clean_value(row[9]), clean_value(row[10])), row[13]
    if values != (row[9], row[10]):  # the digest is that of what was written
        proof = value_digest(row[6], row[7], row[9], row[10], proof) or None
    return (
        *renaming.of(row[0], row[1]),
        *row[2:5],
        clean_value(row[5]),
        *row[6:9],
        *values,
        *renaming.of(row[11], row[12]),
        proof,
    )


def _settle_cells(connection: sqlite3.Connection, site: str, first: int) -> None:
    """Do for all changes of a site from `first` on what the log's trigger does for one: set winners, number and
    stamp.
    """
    plain_rows(
        connection,
        "INSERT INTO cell (tbl, row, col, site, seq, hlc)"
        " SELECT tbl, row, col, site, seq, hlc FROM change WHERE site = ? AND seq >= ?"
        " ON CONFLICT (tbl, row, col) DO UPDATE SET site = excluded.site, seq = excluded.seq, hlc = excluded.hlc"
        " WHERE (excluded.hlc, excluded.site, excluded.seq) > (cell.hlc, cell.site, cell.seq)",
        (site, first),
    )
    plain_rows(
        connection,
        f"UPDATE state SET seq = CASE WHEN site = ?1 THEN (SELECT max(seq) FROM change WHERE site = ?1) ELSE seq END,"
        f" hlc = max(hlc, coalesce((SELECT max(c.hlc) FROM change c WHERE c.site = ?1 AND c.seq >= ?2"
        f" AND (c.hlc >> 16) <= max(state.hlc >> 16, {WALL}) + {TWO_YEARS_MS}), 0))",
        (site, first),
    )


def clean_value(value: Any) -> Any:
    """A value without the characters that input never allows; also inside the JSON of a whole row."""
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
    """Merge acts in the order of their changes, so that what an act undid is there before it."""
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
    known = {
        row[0]
        for row in plain_rows(
            connection,
            "SELECT tx FROM act WHERE tx IN (SELECT value FROM json_each(?))",
            (json.dumps([row[0] for row in rows]),),
        )
    }
    fresh, again = [], []
    for row in sorted(rows, key=lambda row: (transactions[row[0]], row[0])):
        tx, at, site, actor, verb, account_id, sentence, grain, undoes, batch_no = row
        number = None
        if batch_no is not None:
            batch = own_batch(tx) if undoes is None else theirs.get(batch_no, "")
            number = batches.number_of(batch) if batch else None
            if undoes is None and number is not None:
                batches.know(batch, number, at)
        texts = (clean_value(sentence), verb, account_id, clean_value(grain))
        if tx in known:
            again.append((*texts, tx))
        else:
            fresh.append((*texts, tx, at, site, clean_value(actor), undoes, number))
    connection.executemany(
        "UPDATE act SET sentence = ?, verb = ?, account_id = ?, grain = ? WHERE tx = ?", again
    )
    connection.executemany(
        "INSERT INTO act (sentence, verb, account_id, grain, tx, at, site, actor, undoes, batch_no, received)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)",
        fresh,
    )


def _citations(source: Source, renaming: Renaming) -> Iterator[tuple[Any, ...]]:
    for site, seq, cited_site, cited_seq in plain_rows(source.connection, "SELECT * FROM citation"):
        yield *renaming.of(site, seq), *renaming.of(cited_site, cited_seq)

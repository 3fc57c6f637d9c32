"""What the hub has and the book does not, as a file like one that a colleague sent: the merge knows no other kind."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from winback_tui.files.working_folder import WorkingFolder
from winback_tui.store.file.blank_book import blank_book
from winback_tui.store.file.open import APPLICATION_ID, SCHEMA_VERSION
from winback_tui.store.read import plain_rows
from winback_tui.sync.bundle.receiving import look_through
from winback_tui.sync.bundle.source import Source, connect_unpacked, connect_untrusted

from .cells import ACT, CHANGE, CHANGE_TYPES, LAPTOP, ORDER, ORDER_TYPES, received
from .comparing import Difference
from .connection import Hub

NAME = "the hub"
_CHANGE = "site, seq, hlc, wall, tx, actor, tbl, row, col, value, before, replaces_site, replaces_seq, proof"
_TABLES = (
    "change",
    "act",
    "citation",
    "laptop",
    "account",
    "account_shelf",
    "account_number",
    "import_batch",
    "import_original",
    "sales_order",
    "order_shelf",
    "state",
)


def pull(hub: Hub, difference: Difference, team: str) -> Source:
    """Fetch what is new, and look through it as through a file of a stranger. The caller closes it.

    The caller holds the transaction of the hub in which the two were compared. Raises BadInput where the hub holds
    what Winback never writes.
    """
    keep = WorkingFolder()
    try:
        image = Path(keep.name) / "book"
        with closing(connect_unpacked(image)) as target:
            _make_image(target)
            plain_rows(target, "BEGIN")
            _fill(hub, target, difference)
            plain_rows(target, "COMMIT")
        look_through(Path(NAME), image, "bundle")
        since = {site: last for site, last in difference.to_get.items() if last}
        return Source(connect_untrusted(image), NAME, since=since, team=team, keep=keep)
    except BaseException:
        keep.cleanup()
        raise


def _make_image(target: sqlite3.Connection) -> None:
    plain_rows(target, "PRAGMA journal_mode = OFF")
    plain_rows(target, "PRAGMA synchronous = OFF")
    plain_rows(target, f"PRAGMA application_id = {APPLICATION_ID}")
    plain_rows(target, f"PRAGMA user_version = {SCHEMA_VERSION}")
    with closing(blank_book()) as blank:
        for table in _TABLES:
            (sql,) = plain_rows(
                blank, "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)
            ).fetchone()
            plain_rows(target, sql)


def _fill(hub: Hub, target: sqlite3.Connection, difference: Difference) -> None:
    for site, last in sorted(difference.to_get.items()):
        _insert(target, f"change ({_CHANGE})", 14, _changes(hub, site, last))
        cited = hub.rows("SELECT * FROM citation WHERE site = %s AND seq > %s", (site, last))
        _insert(target, "citation", 4, iter(cited))
    _insert(target, "laptop", 7, iter(hub.rows(f"SELECT {LAPTOP} FROM laptop")))
    numbers = _fill_acts(hub, target)
    wanted = {batch: number for batch, number in numbers.items() if batch not in difference.book.batches}
    if wanted:
        _fill_imports(hub, target, wanted)


def _changes(hub: Hub, site: str, last: int) -> Iterator[tuple[Any, ...]]:
    """The changes of a site, with the last one that is known, by which a reader sees whether it is the same."""
    sql = f"COPY (SELECT {CHANGE} FROM change WHERE site = %s AND seq >= %s ORDER BY seq) TO STDOUT"
    for row in hub.read_rows(sql, CHANGE_TYPES, (site, last)):
        name, (value, value_kind, before, before_kind), replaced_and_proof = row[:9], row[9:13], row[13:]
        yield (*name, received(value, value_kind), received(before, before_kind), *replaced_and_proof)


def _fill_acts(hub: Hub, target: sqlite3.Connection) -> dict[str, int]:
    """Fetch the acts of the fetched changes, with the imports they are about; returns the file's number of each."""
    names = [row[0] for row in plain_rows(target, "SELECT DISTINCT tx FROM change")]
    acts = {row[0]: row for row in hub.rows(f"SELECT {ACT} FROM act WHERE tx = ANY(%s)", (names,))}
    batches = sorted({row[-1] for row in acts.values() if row[-1] is not None})
    for row in hub.rows(f"SELECT {ACT} FROM act WHERE undoes IS NULL AND batch = ANY(%s)", (batches,)):
        acts.setdefault(row[0], row)
    numbers = {batch: number for number, batch in enumerate(batches, 1)}
    target.executemany(
        "INSERT INTO act (tx, at, site, actor, verb, account_id, sentence, grain, undoes, batch_no)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        ((*row[:-1], numbers.get(row[-1])) for row in acts.values()),
    )
    return numbers


def _fill_imports(hub: Hub, target: sqlite3.Connection, wanted: dict[str, int]) -> None:
    accounts: dict[str, int] = {}
    rows = hub.rows("SELECT batch, id, value FROM import_account WHERE batch = ANY(%s)", (list(wanted),))
    target.executemany(
        "INSERT INTO import_original (tbl, row, batch_no, value) VALUES ('account', ?, ?, ?)",
        ((account_id, wanted[batch], value) for batch, account_id, value in rows),
    )

    def orders() -> Iterator[tuple[Any, ...]]:
        sql = f"COPY (SELECT {ORDER} FROM import_order WHERE batch = ANY(%s)) TO STDOUT"
        for batch, key, account_id, *values, version in hub.read_rows(sql, ORDER_TYPES, (list(wanted),)):
            number = accounts.setdefault(account_id, len(accounts) + 1)
            yield key, number, *values, wanted[batch], version

    columns = "key, account_no, number, day, amount, currency, margin, kind, note, batch_no, version"
    _insert(target, f"sales_order ({columns})", 11, orders())
    target.executemany(
        "INSERT INTO account_number (no, id) VALUES (?, ?)",
        ((no, account_id) for account_id, no in accounts.items()),
    )


def _insert(target: sqlite3.Connection, into: str, width: int, rows: Iterator[tuple[Any, ...]]) -> None:
    target.executemany(f"INSERT OR IGNORE INTO {into} VALUES ({', '.join('?' * width)})", rows)

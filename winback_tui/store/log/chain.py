"""The proof of a site's history: every change carries a digest of itself and of all that the site wrote before it.

Two books whose digests of a site are equal at some number have the same history up to there; where they differ, the
laptop's files were copied and both kept writing as the same site, or somebody edited the log. A value enters as a
digest made unguessable by its own salt: an erasure keeps that digest and destroys the salt with the value, so that
what is left proves the history and reveals nothing.

Digests of every 256th change are stored, and that of the last one before each full backup; those in between are
quickly computed from the one before. They are made by the program, not by the triggers of the log, which have no hash
function: before a file is written and after one was read.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any

from winback_tui.store.read import plain_rows

from .triggers import SALT_BYTES

STEP = 256
"""A digest is stored every this many changes of a site."""

_START = ""
_LINK = "seq, hlc, wall, tx, tbl, row, col, value, before, proof"


def value_digest(table: str, row: str, value: Any, before: Any, proof: bytes | None) -> bytes:
    """The digest of a change's value in the chain; nothing where it was written without a salt.

    An order's key is included with the value: it is customer data too, and an erasure makes it unreadable.
    """
    if proof is None or len(proof) != SALT_BYTES:
        return proof or b""
    content = json.dumps([row if table == "sales_order" else "", value, before])
    return blake2b(content.encode(), key=proof, digest_size=SALT_BYTES + 4).digest()


def digest_at(connection: sqlite3.Connection, site: str, seq: int) -> str:
    """The digest of the changes of a site up to this one, as this book or a received file has them."""
    start, digest = _kept_before(connection, site, seq)
    for _, found in _links(connection, site, start, seq, digest):
        digest = found
    return digest


def extend_chain(connection: sqlite3.Connection, to_the_end: bool = False) -> None:
    """Store the digests of all changes added since this was last done; with `to_the_end` also that of the last one."""
    for site, last in _lengths(connection):
        start, digest = _kept_before(connection, site, last)
        if last - start < (1 if to_the_end else STEP):
            continue
        connection.executemany(
            "INSERT OR REPLACE INTO chain VALUES (?, ?, ?)",
            [
                (site, seq, found)
                for seq, found in _links(connection, site, start, last, digest)
                if seq % STEP == 0 or (to_the_end and seq == last)
            ],
        )
        if to_the_end:
            plain_rows(
                connection,
                "DELETE FROM chain WHERE site = ? AND seq < ? AND seq % ? <> 0",
                (site, last, STEP),
            )


def cut_chain(connection: sqlite3.Connection, site: str, first: int) -> None:
    """Delete the digests of a site from this number on: its changes were replaced, or have other proofs."""
    plain_rows(connection, "DELETE FROM chain WHERE site = ? AND seq >= ?", (site, first))


def empty_values(connection: sqlite3.Connection, changes: Iterable[tuple[str, int]]) -> None:
    """Remove the values from these changes (site, number), leaving for each the digest that proves it existed."""
    emptied = []
    for site, seq in changes:
        found = plain_rows(
            connection,
            "SELECT tbl, row, value, before, proof FROM change WHERE site = ? AND seq = ?",
            (site, seq),
        ).fetchone()
        if found is not None:
            emptied.append((value_digest(*found) or None, site, seq))
    connection.executemany(
        "UPDATE change SET value = NULL, before = NULL, proof = ? WHERE site = ? AND seq = ?", emptied
    )


def chain_faults(connection: sqlite3.Connection) -> Iterator[str]:
    """A sentence for each site whose changes differ from when their digests were stored."""
    known_digests: dict[str, dict[int, str]] = {}
    for site, seq, digest in plain_rows(connection, "SELECT site, seq, digest FROM chain"):
        known_digests.setdefault(site, {})[seq] = digest
    for site, digests in sorted(known_digests.items()):
        for seq, digest in _links(connection, site, 0, max(digests), _START):
            if digests.pop(seq, digest) != digest:
                yield f"the history of {site} was changed at or before change {seq}"
                break
        else:
            if digests:
                yield f"the history of {site} lacks changes"


def _links(
    connection: sqlite3.Connection, site: str, after: int, last: int, digest: str
) -> Iterator[tuple[int, str]]:
    """Number and digest of each change of a stretch."""
    for seq, hlc, wall, tx, table, row, col, value, before, proof in plain_rows(
        connection,
        f"SELECT {_LINK} FROM change WHERE site = ? AND seq > ? AND seq <= ? ORDER BY seq",
        (site, after, last),
    ):
        name = "" if table == "sales_order" else row
        link = blake2b(
            f"{digest}\n{seq}\n{hlc}\n{wall}\n{tx}\n{table}\n{name}\n{col}\n".encode(), digest_size=16
        )
        link.update(value_digest(table, row, value, before, proof))
        digest = link.hexdigest()
        yield seq, digest


def _kept_before(connection: sqlite3.Connection, site: str, seq: int) -> tuple[int, str]:
    row = plain_rows(
        connection,
        "SELECT seq, digest FROM chain WHERE site = ? AND seq <= ? ORDER BY seq DESC LIMIT 1",
        (site, seq),
    ).fetchone()
    return (0, _START) if row is None else (int(row[0]), str(row[1]))


def _lengths(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    return plain_rows(connection, "SELECT site, max(seq) FROM change GROUP BY site").fetchall()

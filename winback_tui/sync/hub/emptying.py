"""Carrying an erasure to the hub: what the sending book has emptied is emptied there too."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from winback_tui.store.file.erase.redaction import INSTEAD
from winback_tui.store.read import plain_rows

from .cells import sent
from .connection import Hub


def erase_on_hub(hub: Hub, book: sqlite3.Connection) -> None:
    """Empty on the hub what is empty in the book, and remove the names that were removed there.

    The book has everything that the hub has. The caller holds a transaction in which nobody else writes to the hub.
    The dead rows go with `rewrite_tables`.
    """
    hub.run(
        'CREATE TEMP TABLE emptied (site text COLLATE "C", seq bigint, named text COLLATE "C", value text,'
        " value_kind text, before text, before_kind text, proof bytea) ON COMMIT DROP"
    )
    hub.write_rows("COPY pg_temp.emptied FROM STDIN", _emptied(book))
    hub.run(
        "UPDATE change c SET value = e.value, value_kind = e.value_kind, before = e.before,"
        ' before_kind = e.before_kind, "row" = e.named, proof = e.proof'
        " FROM pg_temp.emptied e WHERE c.site = e.site AND c.seq = e.seq"
        ' AND (c.value, c.before, c."row") IS DISTINCT FROM (e.value, e.before, e.named)'
    )
    hub.run("CREATE TEMP TABLE act_now (LIKE act) ON COMMIT DROP")
    hub.write_rows(
        "COPY pg_temp.act_now (tx, at, site, actor, verb, account_id, sentence, grain) FROM STDIN",
        _acts(book),
    )
    hub.run(
        "UPDATE act a SET verb = n.verb, account_id = n.account_id, sentence = n.sentence, grain = n.grain"
        " FROM pg_temp.act_now n WHERE a.tx = n.tx AND (a.verb, a.account_id, a.sentence, a.grain)"
        " IS DISTINCT FROM (n.verb, n.account_id, n.sentence, n.grain)"
    )
    for table, column in (("import_order", "account_id"), ("import_account", "id")):
        hub.run(
            f"DELETE FROM {table} WHERE {column} IN (SELECT \"row\" FROM change WHERE tbl = 'account' AND col = '!')"
        )
    hub.run("UPDATE about SET rewrite_due = true")


def _emptied(book: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """The changes whose values were taken out."""
    for site, seq, row, value, before, proof in plain_rows(
        book,
        "SELECT site, seq, row, value, before, proof FROM change"
        " WHERE value IS NULL AND before IS NULL"
        " OR proof NOT NULL AND (instr(value, ?1) > 0 OR instr(before, ?1) > 0)",
        (INSTEAD,),
    ):
        yield site, seq, row, *sent(value), *sent(before), proof


def _acts(book: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    for tx, at, site, actor, verb, account_id, sentence, grain in plain_rows(
        book, "SELECT tx, at, site, actor, verb, account_id, sentence, grain FROM act"
    ):
        yield tx, at, site, sent(actor)[0], verb, account_id, sent(sentence)[0], sent(grain)[0]

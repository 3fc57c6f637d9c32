"""A book of the first schema becomes one of a team: what an import had written is found again in the log."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.sync.replicas import import_orders, replica, tables_of
from winback_tui.store.file.migrate import ensure_book
from winback_tui.store.file.migrations import scripts, statements
from winback_tui.store.file.open import SCHEMA_VERSION, schema_version
from winback_tui.store.log.install import present_writers, wanted_writers
from winback_tui.store.write import act

pytestmark = pytest.mark.migrates


def made_older(path: Path) -> None:
    """Take out what the later schemas added."""
    with closing(sqlite3.connect(path)) as connection:
        writers = "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view') ORDER BY type"
        for kind, name in connection.execute(writers).fetchall():
            connection.execute(f"DROP {kind} {name}")
        for script in sorted(scripts(), reverse=True)[:-1]:
            for statement in reversed(list(statements(script))):
                if made := re.search(r"^CREATE (TABLE|INDEX) (\w+)", statement, re.MULTILINE):
                    connection.execute(f"DROP {made[1]} IF EXISTS {made[2]}")  # A later one may replace it.
                if added := re.search(r"^ALTER TABLE (\w+) ADD COLUMN (\w+)", statement, re.MULTILINE):
                    connection.execute(f"ALTER TABLE {added[1]} DROP COLUMN {added[2]}")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
        connection.execute("PRAGMA user_version = 1")
        connection.commit()


def test_originals_of_corrected_rows_are_found_again(tmp_path: Path) -> None:
    ann = replica(tmp_path, "Ann")
    import_orders(ann, "acme", {"1": 100, "2": 200})
    with act(ann.book, "order", "Order corrected") as transaction:
        transaction.run("UPDATE sales_order SET amount = 150 WHERE number = '1'")
        transaction.run("UPDATE account SET city = 'Graz'")
    with act(ann.book, "order", "Order corrected again") as transaction:
        transaction.run("UPDATE sales_order SET amount = 160, kind = 'credit' WHERE number = '1'")
    kept = "SELECT tbl, row, value FROM import_original ORDER BY 1, 2"
    with closing(sqlite3.connect(ann.book.path)) as connection:
        before = [(table, row, json.loads(value)) for table, row, value in connection.execute(kept)]
    rows = tables_of(ann.book)
    made_older(ann.book.path)
    ensure_book(ann.book.path)
    with closing(sqlite3.connect(ann.book.path)) as connection:
        assert schema_version(connection) == SCHEMA_VERSION
        assert present_writers(connection) == wanted_writers(connection)
        after = [(table, row, json.loads(value)) for table, row, value in connection.execute(kept)]
    assert after == before and len(before) == 2
    assert before[1][2]["amount"] == 100 and before[0][2]["city"] == ""
    assert tables_of(ann.book) == rows

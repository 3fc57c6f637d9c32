"""A book of the first schema becomes one of a team: what an import had written is found again in the log."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.older_books import made_older
from tests.sync.replicas import import_orders, replica, tables_of
from winback_tui.store.file.migrate import ensure_book
from winback_tui.store.file.open import SCHEMA_VERSION, schema_version
from winback_tui.store.log.install import present_writers, wanted_writers
from winback_tui.store.write import act

pytestmark = pytest.mark.migrates


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

"""Run as a separate process, with limits: checks a received database before anybody reads it.

    python -m winback_tui.sync.bundle.bundle_check DATABASE MEMORY_BYTES SECONDS whole|raw

Prints one JSON object: `fault` is a sentence's end, or null. A hostile file can at worst end this process.
"""

from __future__ import annotations

import json
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

from winback_tui.files.child_limits import limit_this_process
from winback_tui.worker_process import end_with_pipe

from .source import connect_untrusted

NEEDED = {
    "change": "site seq hlc wall tx actor tbl row col value before replaces_site replaces_seq",
    "act": "tx at site actor verb account_id sentence grain undoes batch_no",
    "account": "no id name",
    "account_shelf": "no shelved_by value",
    "import_batch": "no id",
    "sales_order": "key account_no number day amount currency margin kind note batch_no version",
    "order_shelf": "shelved_by key account_no number day amount currency margin kind note batch_no version",
    "state": "site",
}
"""Tables and columns that a merge reads; newer books have more."""

_TYPES = (
    ("change", "typeof(site) <> 'text' OR typeof(seq) <> 'integer' OR typeof(hlc) <> 'integer'"),
    (
        "change",
        "typeof(tbl) <> 'text' OR typeof(row) <> 'text' OR typeof(col) <> 'text' OR typeof(value) = 'blob'",
    ),
    (
        "change",
        "col IN ('*', '-') AND (json_valid(coalesce(value, '{}')) = 0 OR json_valid(coalesce(before, '{}')) = 0)",
    ),
    (
        "change",
        "col IN ('*', '-') AND (json_type(coalesce(value, '{}')) <> 'object'"
        " OR json_type(coalesce(before, '{}')) <> 'object')",
    ),
    ("act", "typeof(tx) <> 'text' OR typeof(at) <> 'integer' OR typeof(sentence) <> 'text'"),
    ("account", "typeof(no) <> 'integer' OR typeof(id) <> 'text' OR typeof(name) <> 'text'"),
    ("account_shelf", "json_valid(value) = 0 OR json_type(value) <> 'object'"),
    *(
        (
            table,
            "typeof(key) <> 'text' OR typeof(amount) <> 'integer' OR typeof(version) <> 'integer'"
            " OR day NOT GLOB '[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'",
        )
        for table in ("sales_order", "order_shelf")
    ),
)
"""By table, a condition that no row of a sound book meets."""

_OPTIONAL = (
    ("import_original", "json_valid(value) = 0 OR json_type(value) <> 'object'"),
    ("laptop", "typeof(id) <> 'text' OR typeof(beat) <> 'integer' OR typeof(person) <> 'text'"),
)


def main(path: str, memory: int, seconds: int, kind: str) -> None:
    """Look through the file and say what is wrong with it. Ends with whoever asked for it, whose end closes stdin."""
    limit_this_process(memory, seconds, 0)
    Thread(target=end_with_pipe, args=(0,), daemon=True).start()
    try:
        connection = connect_untrusted(Path(path))
        fault = next(_faults(connection, kind), None)
    except sqlite3.DatabaseError:
        fault = "is damaged"
    sys.stdout.write(json.dumps({"fault": fault}) + "\n")


def _faults(connection: sqlite3.Connection, kind: str) -> Iterator[str]:
    from winback_tui.store.file.open import APPLICATION_ID

    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        yield "is a database, but not a Winback book"
    check = "integrity_check(1)" if kind == "raw" else "quick_check(1)"
    if connection.execute(f"PRAGMA {check}").fetchone()[0] != "ok":
        yield "is damaged"
    tables = dict(connection.execute("SELECT name, type FROM sqlite_master WHERE type IN ('table', 'view')"))
    virtual = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL%'"
    ).fetchone()
    if virtual is not None:
        yield "contains a table that Winback never makes"
    for table, needed in NEEDED.items():
        columns = {
            row[1]: row[6] for row in connection.execute("SELECT * FROM pragma_table_xinfo(?)", (table,))
        }
        if tables.get(table) != "table" or not set(needed.split()) <= columns.keys():
            yield "lacks what every Winback book has"
        if any(columns.values()):
            yield "contains a table that Winback never makes"
    for table, wrong in (
        *_TYPES,
        *((table, wrong) for table, wrong in _OPTIONAL if tables.get(table) == "table"),
    ):
        if connection.execute(f"SELECT 1 FROM {table} WHERE {wrong} LIMIT 1").fetchone() is not None:
            yield "contains rows that Winback never writes"


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])

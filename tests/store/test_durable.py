"""What is written outlives a power cut: looked at in a process of its own, since tests inside this one do not wait."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
from datetime import date
from pathlib import Path
from winback_tui.domain.days.clock import fixed_clock
from winback_tui.store.book import Book
from winback_tui.store.file.open import connect_write
from winback_tui.store.log.undoing.undo import undo
from winback_tui.store import write

book = Book(Path(sys.argv[1]), fixed_clock(date(2026, 11, 22)), "Ann", None)

def pragmas(connection):
    names = ("synchronous", "journal_mode", "foreign_keys")
    return [connection.execute(f"PRAGMA main.{name}").fetchone()[0] for name in names]

seen = []
begin = write.act
with begin(book, "account", "Acme added") as transaction:
    transaction.insert("account", name="Acme", name_key="acme")
    seen.append(pragmas(transaction.connection))
with begin(book, "account", "Acme changed") as transaction:
    transaction.run("UPDATE account SET phone = '1'")
    seen.append(pragmas(transaction.connection))
seen.append(pragmas(connect_write(book.path)))
with write.one_connection(book):
    with begin(book, "account", "Made again") as transaction:
        seen.append(pragmas(transaction.connection))
with begin(book, "account", "And in earnest") as transaction:
    transaction.run("UPDATE account SET phone = '2'")
    seen.append(pragmas(transaction.connection))
print(seen)
"""


def test_every_write_waits_until_the_disk_has_it(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path / "book.db")],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    safe, made_again = [3, "delete", 1], [0, "memory", 1]
    assert ran.stdout.strip() == str([safe, safe, safe, made_again, safe])

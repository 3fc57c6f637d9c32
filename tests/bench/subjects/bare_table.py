"""A CSV file into a bare table: csv.reader and executemany, nothing checked."""

from __future__ import annotations

import csv
import sqlite3
import sys
from pathlib import Path


def main(source: str, target: str) -> None:
    """Read `source`, write the new file `target`."""
    connection = sqlite3.connect(target)
    with Path(source).open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        columns = next(reader)
        connection.execute(f"CREATE TABLE bare ({', '.join(columns)})")
        marks = ", ".join("?" * len(columns))
        connection.executemany(f"INSERT INTO bare VALUES ({marks})", reader)
    connection.commit()
    connection.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

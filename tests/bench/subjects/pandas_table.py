"""A CSV file into a table of SQLite by way of pandas."""

from __future__ import annotations

import sqlite3
import sys
from contextlib import closing

import pandas  # type: ignore[import-not-found,import-untyped,unused-ignore]


def main(source: str, target: str) -> None:
    """Read `source`, write the new file `target`."""
    with closing(sqlite3.connect(target)) as connection:
        pandas.read_csv(source).to_sql("bare", connection, index=False)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

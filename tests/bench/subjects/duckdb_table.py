"""A CSV file into a table of DuckDB, with the types that it finds."""

from __future__ import annotations

import sys

import duckdb  # type: ignore[import-not-found]


def main(source: str, target: str) -> None:
    """Read `source`, write the new file `target`."""
    with duckdb.connect(target) as connection:
        connection.execute("CREATE TABLE bare AS SELECT * FROM read_csv(?)", [source])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

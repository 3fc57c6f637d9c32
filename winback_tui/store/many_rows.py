"""Rows put into a table by the dozen: one statement takes many, and what is equal in all of them is bound once."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice, repeat

_BOUND = 900
"""Values that one statement binds, about; every SQLite takes 999."""


def insert_columns(
    connection: sqlite3.Connection, table: str, columns: Mapping[str, Sequence[object]], **fixed: object
) -> None:
    """Put in the rows that these equally long columns make, in their order; `fixed` columns have one value for all."""
    count = len(next(iter(columns.values())))
    same = {name: cells[0] for name, cells in columns.items() if cells and cells.count(cells[0]) == count}
    differing = [cells for name, cells in columns.items() if name not in same]
    rows = zip(*differing, strict=True) if differing else repeat((), count)
    bound_once = (*fixed.values(), *same.values())
    once, each = (*fixed, *same), tuple(name for name in columns if name not in same)
    at_once = _BOUND // (len(each) or 1)
    connection.executemany(
        _statement(table, once, each, at_once),
        (bound_once + tuple(chain.from_iterable(islice(rows, at_once))) for _ in range(count // at_once)),
    )
    connection.executemany(_statement(table, once, each, 1), (bound_once + row for row in rows))


@lru_cache(maxsize=64)
def _statement(table: str, once: tuple[str, ...], each: tuple[str, ...], rows: int) -> str:
    first = [f"?{at}" for at in range(1, len(once) + 1)]
    values = []
    for row in range(rows):
        own = range(len(once) + row * len(each) + 1, len(once) + (row + 1) * len(each) + 1)
        values.append(f"({', '.join([*first, *(f'?{at}' for at in own)])})")
    return f"INSERT INTO {table} ({', '.join([*once, *each])}) VALUES {', '.join(values)}"

"""Reading the book: plain SQL over a connection, rows turned into dataclasses by the names of their columns."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar

Record = TypeVar("Record")
Values = Sequence[Any] | Mapping[str, Any]


def day_or_none(text: str | None) -> date | None:
    """The day of an ISO text; None where the column is empty."""
    return date.fromisoformat(text) if text else None


def day_text(day: date | None) -> str:
    """A day as the book stores it; '' for none."""
    return day.isoformat() if day else ""


def yes_no_or_none(value: int | None) -> bool | None:
    """A yes/no value of SQLite as bool; None where it is unknown."""
    return None if value is None else bool(value)


def records(
    connection: sqlite3.Connection, kind: type[Record], sql: str, values: Values = ()
) -> list[Record]:
    """Every row of a query as `kind`, a dataclass or named tuple whose fields are columns of the query by their names.

    Days and booleans are read as `kind` declares them, by its annotations `date`, `date | None`, `bool`,
    `bool | None`; all other values stay as they are. Columns that `kind` does not know are left out.
    """
    cursor = plain_rows(connection, sql, values)
    return _maker(kind, _columns(cursor))(cursor)  # type: ignore[arg-type]


def record(
    connection: sqlite3.Connection, kind: type[Record], sql: str, values: Values = ()
) -> Record | None:
    """The first row of a query as `records` gives it; None where there is none."""
    cursor = plain_rows(connection, sql, values)
    row = cursor.fetchone()
    return None if row is None else _maker(kind, _columns(cursor))([row])[0]  # type: ignore[arg-type]


def named_rows(connection: sqlite3.Connection, sql: str, values: Values = ()) -> sqlite3.Cursor:
    """The rows of a query with values by column name, whatever the connection's row factory."""
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor.execute(sql, values)


def plain_rows(connection: sqlite3.Connection, sql: str, values: Values = ()) -> sqlite3.Cursor:
    """The rows of a statement as plain tuples, which compare and hash by their values alone.

    For the log and the merge, which hold millions of them in sets; rows with names equal only rows of that kind.
    """
    cursor = connection.cursor()
    cursor.row_factory = None
    return cursor.execute(sql, values)


def to_record(kind: type[Record], row: sqlite3.Row, /, **given: Any) -> Record:
    """One row as `kind`; `given` are fields that are not columns."""
    found = {name: read(row[name]) for name, read in _readers(kind) if name not in given}  # type: ignore[arg-type]
    return kind(**found, **given)


_READERS: dict[str, Callable[[Any], Any]] = {
    "date": date.fromisoformat,
    "date | None": day_or_none,
    "bool": bool,
    "bool | None": yes_no_or_none,
}


def _as_it_is(value: Any) -> Any:
    return value


def _columns(cursor: sqlite3.Cursor) -> tuple[str, ...]:
    return tuple([column[0] for column in cursor.description])


@cache
def _maker(
    kind: Callable[..., Record], columns: tuple[str, ...]
) -> Callable[[Iterable[Sequence[Any]]], list[Record]]:
    """Makes `kind`s of rows that have these columns, by their places: in half the time that their names would take.

    Raises ValueError for a field that is not among them.
    """
    readers = _readers(kind)
    places = [columns.index(name) for name, _ in readers]
    read = [(place, reader) for place, (_, reader) in enumerate(readers) if reader is not _as_it_is]
    in_order = places == [*range(len(columns))]
    make: Callable[[list[Any]], Record] = getattr(kind, "_make", None) or (lambda cells: kind(*cells))

    def made(rows: Iterable[Sequence[Any]]) -> list[Record]:
        found = []
        for row in rows:
            cells = [*row] if in_order else [row[place] for place in places]
            for place, reader in read:
                cells[place] = reader(cells[place])
            found.append(make(cells))
        return found

    return made


@cache
def _readers(kind: Any) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """Each field with the function that reads its column. Annotations are text, because every module here defers
    them.
    """
    declared = (
        {each.name: str(each.type) for each in fields(kind)}
        if is_dataclass(kind)
        else {name: each.__forward_arg__ for name, each in kind.__annotations__.items()}
    )
    return tuple((name, _READERS.get(written, _as_it_is)) for name, written in declared.items())

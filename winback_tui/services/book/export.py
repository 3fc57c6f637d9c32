"""Exporting the whole book, in a form that can be imported exactly as it was."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from sqlite3 import Connection

from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.wording.portable import Cell
from winback_tui.files.whole_file import written_whole
from winback_tui.store.book import Book
from winback_tui.store.file.whole_book import count_rows, rows_of, sheets

Tables = Iterator[tuple[str, Sequence[str], Iterable[tuple[Cell, ...]]]]


def export_book(
    book: Book,
    target: Path,
    write: Callable[[Tables, Path], int],
    dry_run: bool = False,
    most_rows: int | None = None,
) -> int:
    """Write every table through `write`; the count of rows. The target appears whole or not at all.

    Only the user can read it (0600, a folder 0700), and it is on the disk when this returns.

    With `dry_run` all is written next to it and removed again. `most_rows`: how many rows a table of the target holds.

    Raises BadInput when it already exists, Refused when it cannot be written, or (before the first row) not hold all.
    """
    if os.path.lexists(target):
        raise BadInput(f"{target} already exists; name another file or folder.")
    try:
        with (
            written_whole(target, overwrite=False, dry_run=dry_run) as fresh,
            book.read() as connection,
        ):
            if most_rows is not None:
                _require_room(connection, most_rows)
            count = write(
                (
                    (
                        sheet.table,
                        [f"{name}:{kind}" for name, kind in sheet.columns],
                        rows_of(connection, sheet),
                    )
                    for sheet in sheets(connection)
                ),
                fresh,
            )
    except OSError as fault:
        raise Refused(f"{target} cannot be written: {fault.strerror}.") from fault
    return count


def _require_room(connection: Connection, most_rows: int) -> None:
    for sheet in sheets(connection):
        if (rows := count_rows(connection, sheet)) > most_rows:
            raise Refused(
                f"{sheet.table} has {rows:,} rows, and a sheet of a workbook holds {most_rows:,};"
                " export to a .json file or a folder."
            )

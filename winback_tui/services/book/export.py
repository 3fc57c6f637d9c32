"""The whole book out, in a form that comes back exactly."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.wording.portable import Cell
from winback_tui.store.book import Book
from winback_tui.store.file.whole_book import rows_of, sheets
from winback_tui.whole_file import written_whole

Tables = Iterator[tuple[str, Sequence[str], Iterable[tuple[Cell, ...]]]]


def export_book(book: Book, target: Path, write: Callable[[Tables, Path], int], dry_run: bool = False) -> int:
    """Write every table through `write`; the count of rows. The target appears whole or not at all.

    It is the user's alone (0600, a folder 0700) and on the disk when this returns.

    With `dry_run` all is written beside it and taken away again.

    Raises BadInput when it already exists, Refused when it cannot be written.
    """
    if os.path.lexists(target):
        raise BadInput(f"{target} already exists; name another file or folder.")
    try:
        with (
            written_whole(target, overwrite=False, dry_run=dry_run) as fresh,
            book.read() as connection,
        ):
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

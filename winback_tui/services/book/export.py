"""The whole book out, in a form that comes back exactly."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from winback_tui.domain.errors import BadInput, Refused
from winback_tui.domain.wording.portable import Cell
from winback_tui.store.book import Book
from winback_tui.store.file.whole_book import rows_of, sheets

Tables = Iterator[tuple[str, Sequence[str], Iterable[tuple[Cell, ...]]]]


def export_book(book: Book, target: Path, write: Callable[[Tables, Path], int], dry_run: bool = False) -> int:
    """Write every table through `write`; the count of rows. The target appears whole or not at all.

    With `dry_run` all is written beside it and taken away again.

    Raises BadInput when something stands there already, Refused when it cannot be written.
    """
    if target.exists():
        raise BadInput(f"{target} is there already; name another file or folder.")
    partial = target.with_name(f".{target.name}.partial{target.suffix}")
    try:
        with book.read() as connection:
            count = write(
                (
                    (
                        sheet.table,
                        [f"{name}:{kind}" for name, kind in sheet.columns],
                        rows_of(connection, sheet),
                    )
                    for sheet in sheets(connection)
                ),
                partial,
            )
        if not dry_run:
            partial.replace(target)
    except OSError as fault:
        raise Refused(f"{target} cannot be written: {fault.strerror}.") from fault
    finally:
        _remove(partial)
    return count


def _remove(partial: Path) -> None:
    if partial.is_dir():
        for file in partial.iterdir():
            file.unlink()
        partial.rmdir()
    else:
        partial.unlink(missing_ok=True)

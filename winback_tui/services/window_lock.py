"""One writing screen per book: whoever opens it first holds it until the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from winback_tui.store.site import kept_about


def lock_file(book_path: Path) -> Path:
    """The file whose lock stands for the book; among the user's state, since the book's folder may be read-only."""
    return kept_about(book_path, "windows").with_suffix(".lock")


@contextmanager
def held(book_path: Path) -> Iterator[bool]:
    """Whether this process is the one that may write on the screen; the lock ends with it, however it ends.

    Where no lock can be kept at all, SQLite alone keeps two writers apart.
    """
    from filelock import FileLock, Timeout

    lock = FileLock(lock_file(book_path), mode=0o600)
    try:
        lock_file(book_path).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock.acquire(timeout=0)
    except Timeout:
        yield False
        return
    except OSError:
        yield True
        return
    try:
        yield True
    finally:
        lock.release()

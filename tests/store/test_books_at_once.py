"""Books made by several threads of one program at once: the preview tries a file in a book of its own."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from winback_tui.store.file.migrate import ensure_book
from winback_tui.store.file.open import SCHEMA_VERSION, connect_write, schema_version

THREADS, ROUNDS = 4, 3


def made(path: Path) -> int:
    ensure_book(path)
    connection = connect_write(path)
    try:
        return schema_version(connection)
    finally:
        connection.close()


@pytest.mark.migrates
def test_threads_that_make_books_at_once_do_not_take_each_others_connection(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.db" for number in range(THREADS * ROUNDS)]
    with ThreadPoolExecutor(THREADS) as threads:
        assert list(threads.map(made, paths)) == [SCHEMA_VERSION] * len(paths)

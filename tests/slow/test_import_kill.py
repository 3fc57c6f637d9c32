"""An import killed or cancelled at random moments: the book is as before, or the whole file is in it.

WINBACK_KILLS=200 WINBACK_KILL_ROWS=1000000 pytest -m slow -s -n 0 tests/slow/test_import_kill.py
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from winback_tui.services.book.check import check
from winback_tui.store.book import Book

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("WINBACK_KILLS", "40"))
ROWS = int(os.environ.get("WINBACK_KILL_ROWS", "30000"))
CANCELLED = 130

Picture = tuple[object, ...]


MANY_ACCOUNTS = 2_600
"""So many that the summaries from before an undo are kept for its redo."""


def lines(first: int, count: int, accounts: int = 700) -> Iterator[str]:
    """Orders of some hundred accounts, a few cents apart."""
    yield "Customer,Order number,Order date,Total\n"
    for number in range(first, first + count):
        day = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}"
        yield f"Account {number % accounts},R{number:08},{day},{number % 9000 + 100}.50\n"


def command(book: Path, *words: str) -> list[str]:
    program = "from winback_tui.cli.main import run; raise SystemExit(run())"
    return [sys.executable, "-c", program, "--db", str(book), *words]


def imported(book: Path, file: Path, stop: signal.Signals | None = None, after: float = 0) -> int:
    """The exit code of an import that was sent `stop` some seconds after its start."""
    return called(command(book, "import", "--yes", "--json", str(file)), stop, after)


def called(words: list[str], stop: signal.Signals | None = None, after: float = 0) -> int:
    """The exit code of a command that was sent `stop` some seconds after its start."""
    with subprocess.Popen(
        words,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # a shell's background ignores it
    ) as running:
        if stop is not None:
            try:
                running.wait(after)
            except subprocess.TimeoutExpired:
                running.send_signal(stop)
        return running.wait()


def picture(book: Path) -> Picture:
    """What is in the file, seen by a program that knows nothing of Winback; with the tools that keep it in order."""
    with closing(sqlite3.connect(book)) as connection:
        assert connection.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        orders = connection.execute("SELECT count(*), sum(amount), sum(account_no), max(no) FROM sales_order")
        accounts = connection.execute("SELECT count(*), sum(no) FROM account")
        told = connection.execute(
            "SELECT count(*), sum(order_days), sum(late_days), max(last_day) FROM account_summary"
        )
        batches = connection.execute("SELECT count(*), sum(rows) FROM import_batch")
        tools = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name")
        waiting = connection.execute("SELECT tx, applying FROM state")
        return (
            orders.fetchone(),
            accounts.fetchone(),
            told.fetchone(),
            batches.fetchone(),
            tools.fetchall(),
            waiting.fetchone(),
        )


@pytest.mark.parametrize("start", ["empty", "filled"])
def test_a_book_is_as_before_or_complete(start: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    first, file, untouched, done = (tmp_path / name for name in ("a.csv", "b.csv", "begin.db", "done.db"))
    first.write_text("".join(lines(0, 3 if start == "empty" else ROWS // 10)))
    file.write_text("".join(lines(ROWS // 20, ROWS)))
    assert imported(untouched, first) == 0
    if start == "empty":
        assert called(command(untouched, "undo")) == 0
    shutil.copy(untouched, done)
    begun = time.perf_counter()
    assert imported(done, file) == 0
    whole = time.perf_counter() - begun
    before, after = picture(untouched), picture(done)
    assert before != after
    moments, ended = random.Random(20261122), Counter[str]()
    book = tmp_path / "tried" / "book.db"
    for kill in range(KILLS // 2):
        shutil.rmtree(book.parent, ignore_errors=True)
        book.parent.mkdir()
        shutil.copy(untouched, book)
        stop = signal.SIGKILL if kill % 4 else signal.SIGINT
        code = imported(book, file, stop, moments.uniform(0.05, 1.1) * whole)
        now = picture(book)
        assert now in (before, after), f"a half import after kill {kill} with {stop.name}"
        ended["complete" if now == after else "as before"] += 1
        if code == CANCELLED:
            assert now == before, "who cancels finds nothing changed"
            ended["cancelled"] += 1
        if kill % 10 == 0:
            assert [found.says for found in check(Book(book)) if not found.good] == []
    assert ended["as before"] > KILLS // 10, "the kills must fall into the import"
    sys.stdout.write(f"\n{start} book, {ROWS:,} rows in {whole:.1f} s, {KILLS // 2} stops: {dict(ended)}\n")


def test_an_undo_and_a_redo_are_done_or_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    first, file, untouched = (tmp_path / name for name in ("a.csv", "b.csv", "begin.db"))
    first.write_text("".join(lines(0, 300)))
    file.write_text("".join(lines(300, ROWS, MANY_ACCOUNTS)))
    assert imported(untouched, first) == imported(untouched, file) == 0
    whole_book, moments, ended = picture(untouched), random.Random(20261201), Counter[str]()
    book = tmp_path / "tried" / "book.db"
    for verb in ("undo", "redo"):
        done = tmp_path / f"{verb}.db"
        shutil.copy(untouched, done)
        begun = time.perf_counter()
        assert called(command(done, verb)) == 0
        took = time.perf_counter() - begun
        before, after = picture(untouched), picture(done)
        assert before != after
        for kill in range(KILLS // 4):
            shutil.rmtree(book.parent, ignore_errors=True)
            book.parent.mkdir()
            shutil.copy(untouched, book)
            called(command(book, verb), signal.SIGKILL, moments.uniform(0.2, 1.1) * took)
            now = picture(book)
            assert now in (before, after), f"a half {verb} after kill {kill}"
            ended[f"{verb} {'complete' if now == after else 'as before'}"] += 1
            if kill % 5 == 0:
                assert [found.says for found in check(Book(book)) if not found.good] == []
        untouched = done
    assert picture(untouched) == whole_book
    assert ended["undo as before"] and ended["redo as before"], "the kills must fall into the act"
    sys.stdout.write(f"\n{ROWS:,} rows, {sum(ended.values())} kills: {dict(ended)}\n")

"""kill -9 at 300 random moments of acting: the book is always whole, and every act that was acknowledged is there."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from tests.store.books import book_at, with_account
from winback_tui.domain.money.money import Money
from winback_tui.services.accounts.orders import enter_order
from winback_tui.services.book.check import check
from winback_tui.services.book.history import undo
from winback_tui.services.contacts.contacts import log_contact
from winback_tui.store.book import Book
from winback_tui.store.file import open as opening

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")]

KILLS = 300
BEGINNINGS = 30

Say = Callable[[str], None]


def acting(book: Book, begin: int, say: Say) -> None:
    """Acts without an end, each acknowledged when its service has come back."""
    number = begin
    while True:
        number += 1
        one_act(book, number, say)


def one_act(book: Book, number: int, say: Say) -> None:
    if number % 3 == 0:
        enter_order(book, "Acme", date(2026, 1, 1), Money(100 + number, "EUR"), number=f"R{number}")
        say(f"order R{number}")
    elif number % 3 == 1:
        log_contact(book, "Acme", f"call {number}", next_on=date(2026, 12, 1))
        say(f"contact call {number}")
    else:
        enter_order(book, "Acme", date(2026, 1, 2), Money(100, "EUR"), number=f"U{number}")
        undo(book)
        say(f"undone U{number}")


def beginning(book: Book, say: Say) -> None:
    """The first act, which makes the file."""
    with_account(book)
    say("begun")


def killed_while(work: Callable[[Say], None], after: float) -> list[str]:
    """What a process acknowledged before it was killed, `after` seconds from its start."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:

        def say(said: str) -> None:
            os.write(writing, f"{said}\n".encode())

        work(say)
        time.sleep(60)
        os._exit(1)
    os.close(writing)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    with os.fdopen(reading, encoding="utf-8") as told:
        lines = told.read().splitlines()
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the process must have been killed, not have failed"
    return lines


def seconds(work: Callable[[], object]) -> float:
    """How long this machine takes, so that the kills fall into the acts and not beside them."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def present(book: Book) -> set[str]:
    """What the file holds, opened by a program that knows nothing of Winback."""
    with closing(sqlite3.connect(book.path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        numbers = {row[0] for row in connection.execute("SELECT number FROM sales_order")}
        contacts = {row[0] for row in connection.execute("SELECT outcome FROM activity")}
        half = connection.execute(
            "SELECT count(*) FROM change WHERE tx NOT IN (SELECT tx FROM act)"
        ).fetchone()
    assert half[0] == 0, "an act is there whole or not at all"
    return {f"order {number}" for number in numbers} | {f"contact {outcome}" for outcome in contacts}


def damages(book: Book) -> list[str]:
    return [found.says for found in check(book) if not found.good]


def test_nothing_acknowledged_is_lost(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "SYNCHRONOUS", "EXTRA")
    moments = random.Random(20261122)
    book = book_at(tmp_path)
    with_account(book)
    said: list[str] = []
    one = sum(seconds(partial(one_act, book, number, said.append)) for number in (1, 2, 3)) / 3
    acknowledged = {line for line in said if not line.startswith("undone")}
    acts = 0
    for kill in range(1, KILLS + 1):
        told = killed_while(partial(acting, book, kill * 1_000), moments.uniform(0, 8 * one))
        acts += len(told)
        acknowledged.update(line for line in told if not line.startswith("undone"))
        taken_back = {line.removeprefix("undone ") for line in told if line.startswith("undone")}
        with book.read() as connection:
            assert connection.execute("SELECT name FROM account").fetchone()[0] == "Acme"
        there = present(book)
        assert acknowledged <= there, f"lost after kill {kill}: {acknowledged - there}"
        assert not any(f"order {number}" in there for number in taken_back)
        if kill % 30 == 0:
            assert damages(book) == []
    assert damages(book) == []
    assert acts > KILLS / 3, "the processes must have got to act"
    sys.stdout.write(f"\n{KILLS} kills, {acts} acts acknowledged, none lost, the book whole each time\n")


def test_a_book_killed_at_its_beginning_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    moments = random.Random(20261123)
    one = seconds(lambda: with_account(book_at(tmp_path / "measured")))
    begun = 0
    for attempt in range(BEGINNINGS):
        book = book_at(tmp_path / str(attempt))
        told = killed_while(partial(beginning, book), moments.uniform(0, 2.5 * one))
        there = book.path.exists()
        begun += there
        assert there or not told
        if there:
            assert damages(book) == []
        with_account(book, "Beta")
        with book.read() as connection:
            names = {row[0] for row in connection.execute("SELECT name FROM account")}
        assert names == ({"Acme", "Beta"} if told or "Acme" in names else {"Beta"})
    assert 0 != begun != BEGINNINGS, "the kills must fall before and after the file is there"
    sys.stdout.write(
        f"\n{BEGINNINGS} kills at the first act: {begun} books there and whole, the others not at all\n"
    )

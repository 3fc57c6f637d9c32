"""kill -9 at random moments of syncing: both books stay whole, the folder holds whole files only, all converge."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.services.laptops import Desk, desk
from tests.store.books import with_account
from tests.sync.replicas import log_of, tables_of
from winback_tui.services.team import open_conflicts, take_value
from winback_tui.services.team.membership import key_ring
from winback_tui.store.write import act
from winback_tui.sync.bundle.receiving import open_file

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")]

KILLS = int(os.environ.get("WINBACK_KILLS", "100"))
SEED = int(os.environ.get("WINBACK_SEED", "11"))
"""A thousand kills can be shared: `WINBACK_KILLS=250 WINBACK_SEED=1` and so on."""


def killed_while(work: Callable[[], None], after: float) -> None:
    """Run `work` again and again in a child, and kill it after so many seconds."""
    child = os.fork()
    if child == 0:
        while True:
            work()
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the process must have been killed, not have failed"


def edit(laptop: Desk, account: str, word: str) -> None:
    with laptop.at_home() as book, act(book, "edit", "city corrected", account) as transaction:
        transaction.run("UPDATE account SET city = ? WHERE id = ?", (word, account))


def test_nothing_is_ever_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    ann, ben = desk(tmp_path, "Ann", monkeypatch), desk(tmp_path, "Ben", monkeypatch)
    account = with_account(ann.book)
    code = ann.sync(folder).code
    ben.join(folder, code)
    pick = random.Random(SEED)

    def work() -> None:
        """What a laptop does on a busy morning."""
        edit(ann, account, f"Wien {time.time()}")
        ann.sync(folder)
        for conflict in open_conflicts(ann.book):
            take_value(ann.book, conflict.id, len(conflict.values))

    start = time.perf_counter()
    work()
    usual = time.perf_counter() - start
    for kill in range(KILLS):
        edit(ben, account, f"Graz {kill}")
        ben.sync(folder)
        killed_while(work, pick.uniform(0.02, usual * 1.5))
        with closing(sqlite3.connect(ann.book.path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            assert connection.execute("PRAGMA foreign_key_check").fetchone() is None
            assert connection.execute("SELECT applying, tx FROM state").fetchone() == (0, "")
        with ann.at_home():
            for file in folder.glob("*.winback"):
                open_file(file, key_ring().key).close()
    for laptop in (ann, ben, ann, ben):
        laptop.sync(folder)
    assert tables_of(ann.book) == tables_of(ben.book)
    assert log_of(ann.book) == log_of(ben.book)
    assert not list(folder.glob(".ann*.part"))

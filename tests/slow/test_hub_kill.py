"""kill -9 at random moments of meeting the hub: the book stays whole, the hub has all of a push or nothing."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.services.laptops import Desk, desk
from tests.slow.test_sync_kill import edit, killed_while
from tests.store.books import with_account
from tests.sync.hub.conftest import hub_url, server
from tests.sync.replicas import log_of, tables_of
from winback_tui.services.team import join, open_conflicts, sync, take_value
from winback_tui.sync.hub.address import hub_address
from winback_tui.sync.hub.connection import open_hub

__all__ = ["hub_url", "server"]

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")]

KILLS = int(os.environ.get("WINBACK_KILLS", "150"))


def test_no_push_is_ever_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue("hub_url")()
    ann, ben = desk(tmp_path, "Ann", monkeypatch), desk(tmp_path, "Ben", monkeypatch)
    account = with_account(ann.book)
    with ann.at_home() as book:
        code = sync(book, [url])[0].code
    with ben.at_home() as book:
        join(book, url, code)
    pick = random.Random(13)

    def meet(laptop: Desk) -> None:
        with laptop.at_home() as book:
            sync(book, [url])

    def work() -> None:
        """What a laptop does on a busy morning."""
        edit(ann, account, f"Wien {time.time()}")
        meet(ann)
        for conflict in open_conflicts(ann.book):
            take_value(ann.book, conflict.id, len(conflict.values))

    start = time.perf_counter()
    work()
    usual = time.perf_counter() - start
    for kill in range(KILLS):
        edit(ben, account, f"Graz {kill}")
        meet(ben)
        killed_while(work, pick.uniform(0.02, usual * 1.5))
        with closing(sqlite3.connect(ann.book.path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            assert connection.execute("PRAGMA foreign_key_check").fetchone() is None
        with open_hub(hub_address(url)) as hub, hub.transaction():
            gaps = hub.rows(
                "SELECT site FROM change GROUP BY site HAVING count(*) <> max(seq) OR min(seq) <> 1"
            )
            actless = hub.rows("SELECT tx FROM change WHERE tx <> '' EXCEPT SELECT tx FROM act")
        assert (gaps, actless) == ([], []), json.dumps([kill, gaps, actless])
    for laptop in (ann, ben, ann, ben):
        meet(laptop)
    assert tables_of(ann.book) == tables_of(ben.book)
    assert log_of(ann.book) == log_of(ben.book)

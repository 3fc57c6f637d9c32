"""A terminal that looks the same on every machine."""

from __future__ import annotations

import os
import time
from concurrent.futures import thread
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.demo_book import own_copy, shared_demo
from winback_tui.services.book.clock import clock_from_environment
from winback_tui.store.book import Book


@pytest.fixture(autouse=True)
def _same_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "COLORFGBG", "WINBACK_THEME", "DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("WINBACK_NOW", "2026-11-22T12:00:00")


@pytest.fixture(autouse=True)
def _late_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """With WINBACK_LATE_THREADS=SEED, work given to a thread begins late now and then, as on a busy machine: a test
    that looks before what it waits for is drawn then fails, and a screen that loses a key shows it.
    """
    seed = os.environ.get("WINBACK_LATE_THREADS")
    if seed is None:
        return
    chooser, run = Random(int(seed)), thread._WorkItem.run

    def late(item: Any) -> None:
        time.sleep(chooser.choice((0.0, 0.0, 0.1, 0.25)))
        run(item)

    monkeypatch.setattr(thread._WorkItem, "run", late)


@pytest.fixture
def demo(
    tmp_path_factory: pytest.TempPathFactory,
    tmp_path: Path,
    worker_id: str,
    monkeypatch: pytest.MonkeyPatch,
) -> Book:
    """The demo's book on its own day, as Ann opens it."""
    monkeypatch.setenv("WINBACK_NOW", "2026-11-24T09:30:00")
    return Book(own_copy(shared_demo(tmp_path_factory, worker_id), tmp_path), clock_from_environment(), "Ann")

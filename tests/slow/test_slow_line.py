"""Over a line of 20 kB/s, as from a train, a key press feels at once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from screens.stage import NOW
from tests.bench.screen import p95
from tests.bench.slow_line import AT_ONCE, BYTES, RATE, SIZES, bytes_of_keys, held_key, single_keys
from tests.demo_book import own_copy, shared_demo

pytestmark = pytest.mark.slow


@pytest.fixture
def book(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    return own_copy(shared_demo(tmp_path_factory, worker_id), tmp_path)


@pytest.fixture
def env(tmp_path: Path) -> Mapping[str, str]:
    return {"WINBACK_NOW": NOW, "WINBACK_ACTOR": "Ann", "HOME": str(tmp_path), "PATH": os.environ["PATH"]}


def test_moving_in_the_list_feels_at_once(book: Path, env: Mapping[str, str]) -> None:
    seconds = p95(single_keys(book, env, RATE))
    assert seconds < AT_ONCE, f"{seconds * 1000:.0f} ms"


def test_when_a_held_key_is_let_go_the_list_stands(book: Path, env: Mapping[str, str]) -> None:
    seconds = held_key(book, env, RATE)
    assert seconds < AT_ONCE, f"{seconds * 1000:.0f} ms"


def test_no_key_sends_more_than_it_may(book: Path, env: Mapping[str, str]) -> None:
    sent = {what: answer for what, (answer, _) in bytes_of_keys(book, SIZES[0], env).items()}
    assert {what: sent[what] for what in BYTES if sent[what] > BYTES[what]} == {}

"""Garbage is collected while the user rests, never while a form opens."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from functools import partial
from time import monotonic
from types import SimpleNamespace

import pytest

from winback_tui.tui.app.watching.garbage import BREAK, OFTEN, REST, SAFETY, WORTH_IT, GarbageWatch


@pytest.fixture
def _usual_thresholds() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.usefixtures("_usual_thresholds")
def test_in_a_rest_garbage_is_collected_if_it_is_worth_it_and_what_stays_is_looked_through_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks: list[object] = []
    done: list[str] = []
    app = SimpleNamespace(
        key_at=0.0, screen_stack=["list"], set_interval=lambda seconds, look: looks.append(look)
    )
    for act in ("collect", "freeze", "unfreeze"):
        monkeypatch.setattr(gc, act, partial(done.append, act))

    def looked_after(seconds: float, made: int) -> list[str]:
        done.clear()
        app.key_at = monotonic() - seconds
        monkeypatch.setattr(gc, "get_count", lambda: (made, 0, 0))
        looks[0]()  # type: ignore[operator]
        return list(done)

    GarbageWatch(app).begin()  # type: ignore[arg-type]
    assert gc.get_threshold()[0] == SAFETY
    assert looked_after(REST + 1, WORTH_IT) == ["collect", "freeze"]
    assert looked_after(REST + 1, WORTH_IT - 1) == []
    assert looked_after(0, WORTH_IT) == []
    app.screen_stack.append("form")
    assert looked_after(REST + 1, WORTH_IT) == ["collect"]
    app.screen_stack.pop()
    assert looked_after(BREAK + 1, 0) == []
    for _ in range(OFTEN):
        looked_after(REST + 1, WORTH_IT)
    assert looked_after(BREAK + 1, 0) == ["unfreeze", "collect", "freeze"]
    assert looked_after(BREAK + 1, 0) == []
